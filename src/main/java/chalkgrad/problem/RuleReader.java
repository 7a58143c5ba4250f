package chalkgrad.problem;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Functions;
import chalkgrad.rules.Loss;
import chalkgrad.rules.Losses;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Reads activations and losses: a rule's name, or an expression.
 *
 * <p>{@code sigmoid} is a row of the table; {@code z/(1+abs(z))} becomes a rule of its own; {@code sigmod} a finding that names sigmoid.
 */
final class RuleReader {
    private static final Set<String> CONSTANTS = Set.of(Functions.E.id(), Functions.PI.id());

    /** Softmax and cross-entropy in one, of an output layer without an activation. */
    static final String CROSS_ENTROPY_OF_LOGITS = "cross_entropy_logits";

    private final Findings findings;

    RuleReader(Findings findings) {
        this.findings = findings;
    }

    Optional<Activation> activation(Value value) {
        if (value instanceof Mapping map) {
            return constant(map, "activation", Activations.constants(), Activations::with);
        }
        if (!(value instanceof Scalar scalar)) {
            return Optional.empty();
        }
        String text = scalar.text().strip();
        Optional<Activation> rule = Activations.find(text);
        if (rule.isPresent()) {
            if (rule.get().kind() != Activation.Kind.NO_GRADIENT) {
                return rule;
            }
            findings.error(scalar.at(), "activation: " + Written.noGradient(text) + "; sigmoid is its smooth relative");
            return Optional.empty();
        }
        var names = Activations.all().stream().map(Activation::name).toList();
        return expression(scalar, "activation", Set.of("z"), names).map(Activations::custom);
    }

    /** Whether a loss takes net inputs and has a softmax within. */
    static boolean ofLogits(Value value) {
        return value instanceof Scalar scalar && scalar.text().strip().equals(CROSS_ENTROPY_OF_LOGITS);
    }

    /** The one rule that a map names, with its constant, which has to be above zero. */
    private <T> Optional<T> constant(
            Mapping map, String key, Map<String, String> constants, BiFunction<String, BigDecimal, Optional<T>> rule) {
        if (map.entries().size() != 1) {
            findings.error(
                    map.at(),
                    key + ": expected one name with its constant (" + String.join(", ", constants.keySet())
                            + "); found " + map.entries().size());
            return Optional.empty();
        }
        Value.Entry entry = map.entries().get(0);
        Optional<BigDecimal> number = Given.number(entry.value());
        if (number.isPresent() && number.get().signum() <= 0) {
            findings.error(
                    entry.value().at(),
                    key + ": the " + constants.get(entry.key().text()) + " of "
                            + entry.key().text() + " is above 0; found " + number.get());
            return Optional.empty();
        }
        return number.flatMap(constant -> rule.apply(entry.key().text(), constant));
    }

    Optional<Loss> loss(Value value) {
        if (value instanceof Mapping map) {
            return constant(map, "loss", Losses.constants(), Losses::with);
        }
        if (!(value instanceof Scalar scalar)) {
            return Optional.empty();
        } else if (ofLogits(scalar)) {
            return Losses.find("cross_entropy");
        }
        Optional<Loss> rule = Losses.find(scalar.text().strip());
        var names = new ArrayList<>(Losses.all().stream().map(Loss::name).toList());
        names.add(CROSS_ENTROPY_OF_LOGITS);
        return rule.isPresent()
                ? rule
                : expression(scalar, "loss", Set.of("o", "t"), names).map(Losses::custom);
    }

    private Optional<Expr> expression(Scalar scalar, String key, Set<String> variables, List<String> rules) {
        String text = scalar.text().strip();
        if (Format.NAME.matcher(text).matches() && !variables.contains(text)) {
            findings.error(scalar.at(), key + ": " + unknownRule(text, key, variables, rules));
            return Optional.empty();
        }
        Optional<Written> written = Written.read(scalar, key, findings);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Expr expr = written.get().expr();
        int errors = findings.errors();
        check(expr, new Context(written.get(), key, variables));
        if (errors == findings.errors() && Functions.misuse(expr).isPresent()) {
            findings.error(scalar.at(), key + ": the expression is too large");
        }
        String needed = variables.contains("o") ? "o" : "z";
        if (errors == findings.errors() && !mentions(expr, needed)) {
            findings.error(scalar.at(), key + ": the expression does not depend on " + needed);
        }
        return errors == findings.errors() ? Optional.of(expr) : Optional.empty();
    }

    private static String unknownRule(String text, String key, Set<String> variables, List<String> rules) {
        if (Functions.find(text).isPresent() && variables.contains("z")) {
            return Words.quoted(text) + " is a function, not an activation; write " + text + "(z)";
        }
        return "unknown " + key + " " + Words.quoted(text) + Nearest.hint(text, rules) + " (valid: "
                + String.join(", ", rules) + ", or an expression in " + String.join(" and ", sorted(variables)) + ")";
    }

    /** The expression that is checked: where it stands and what it may mention. */
    private record Context(Written written, String key, Set<String> variables) {}

    private void check(Expr expr, Context context) {
        fault(expr, context.variables)
                .ifPresent(text -> findings.error(context.written.at(expr), context.key + ": " + text));
        expr.parts().forEach(part -> check(part, context));
    }

    private static Optional<String> fault(Expr expr, Set<String> variables) {
        if (expr instanceof Expr.Sym sym) {
            String name = sym.symbol().id();
            return variables.contains(name) || CONSTANTS.contains(name)
                    ? Optional.empty()
                    : Optional.of("unknown name " + Words.quoted(name) + "; the expression is one in "
                            + String.join(" and ", sorted(variables)));
        } else if (expr instanceof Expr.Call call) {
            return Activations.find(call.function())
                            .filter(rule -> rule.kind() == Activation.Kind.SOFTMAX)
                            .isPresent()
                    ? Optional.of("softmax belongs to a whole layer; write activation: softmax")
                    : Written.fault(call);
        } else if (expr instanceof Expr.MatMul) {
            return Optional.of("@ multiplies matrices; here everything is a single number");
        }
        return expr instanceof Expr.Transpose
                ? Optional.of("' transposes a matrix; here everything is a single number")
                : Optional.empty();
    }

    private static boolean mentions(Expr expr, String name) {
        return expr instanceof Expr.Sym sym
                ? sym.symbol().equals(new Symbol.Name(name))
                : expr.parts().stream().anyMatch(part -> mentions(part, name));
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
