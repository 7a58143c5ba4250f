package chalkgrad.cli;

import chalkgrad.algebra.PlainText;
import chalkgrad.algebra.Symbol;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Gate;
import chalkgrad.rules.Gates;
import chalkgrad.rules.LocalDerivative;
import chalkgrad.rules.Loss;
import chalkgrad.rules.Losses;
import chalkgrad.rules.ProofLedger;
import chalkgrad.rules.RuleBook;
import java.io.PrintStream;
import java.util.List;

/** Prints the table of rules: the derivative that Symja finds, the form that is taught, and the proof that they agree. */
final class RulesCommand {
    private RulesCommand() {}

    /**
     * Prints it.
     *
     * @param prove whether Symja derives and proves every rule anew, whatever was kept of it
     */
    static int run(RuleBook rules, boolean prove, PrintStream out) {
        int code = table(rules, out);
        if (!prove) {
            return code;
        }
        List<String> faults = ProofLedger.faults();
        out.println();
        out.println(
                faults.isEmpty()
                        ? "All " + ProofLedger.size()
                                + " rules and operations derived and proved anew: as they were kept."
                        : "NOT as they were kept:");
        faults.forEach(fault -> out.println("  " + fault));
        return faults.isEmpty() ? code : ExitCode.OUTPUT;
    }

    private static int table(RuleBook rules, PrintStream out) {
        boolean proved = true;
        out.println("Activations o = f(z)");
        for (Activation activation : Activations.all()) {
            if (activation.kind() == Activation.Kind.NO_GRADIENT) {
                out.printf(
                        "%n  %s%n    f(z)     = %s%n    no gradient: it is flat wherever it is smooth%n",
                        activation.name(), PlainText.of(activation.definition()));
                continue;
            }
            proved &= print(out, activation.name(), rules.of(activation), "f(z)", "f'(z)");
            if (activation.kind() == Activation.Kind.SOFTMAX) {
                LocalDerivative across = rules.acrossSoftmax();
                out.printf("    across   : %s   (%s)%n", PlainText.of(across.shown()), proof(across));
                proved &= across.proved();
            }
        }
        out.println();
        out.println("Losses: what one output o with target t adds (n outputs)");
        for (Loss loss : Losses.all()) {
            proved &= print(out, loss.name(), rules.of(loss), "E(o)", "E'(o)");
        }
        out.println();
        out.println("Gates of computational graphs");
        for (Gate gate : Gates.all()) {
            out.printf("%n  %s%n", gate.name());
            out.printf(
                    "    %-8s = %s%n", gate.taught().size() == 2 ? "f(x, y)" : "f(x)", PlainText.of(gate.definition()));
            for (int i = 0; i < gate.taught().size(); i++) {
                Symbol by = gate.inputs().get(i);
                LocalDerivative local =
                        rules.of(gate.definition(), by, gate.taught().get(i));
                out.printf("    df/d%-4s = %s   (as taught; %s)%n", by.id(), PlainText.of(local.shown()), proof(local));
                proved &= local.proved();
            }
        }
        return proved ? ExitCode.DONE : ExitCode.OUTPUT;
    }

    private static boolean print(
            PrintStream out, String name, LocalDerivative local, String function, String derivative) {
        out.printf("%n  %s%n", name);
        out.printf("    %-8s = %s%n", function, PlainText.of(local.definition()));
        out.printf("    %-8s = %s   (derived by Symja)%n", derivative, PlainText.of(local.derived()));
        out.printf("    %-8s = %s   (as taught; %s)%n", "", PlainText.of(local.shown()), proof(local));
        return local.proved();
    }

    private static String proof(LocalDerivative local) {
        return switch (local.proof()) {
            case SYMBOLIC -> "proved equal";
            case NUMERIC_ONLY -> "equal at every point tried";
            case FAILED -> "NOT equal";
        };
    }
}
