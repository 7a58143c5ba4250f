package chalkgrad.problem;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.Symbol;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Function;
import chalkgrad.rules.Functions;
import chalkgrad.rules.Loss;
import chalkgrad.rules.Losses;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads activations and losses: a rule's name, or an expression.
 *
 * <p>{@code sigmoid} is a row of the table; {@code z/(1+abs(z))} becomes a rule of its own; {@code sigmod} a finding that names sigmoid.
 */
final class RuleReader {
    private static final Set<String> CONSTANTS = Set.of(Functions.E.id(), Functions.PI.id());

    private final Findings findings;

    RuleReader(Findings findings) {
        this.findings = findings;
    }

    Optional<Activation> activation(Value value) {
        if (!(value instanceof Scalar scalar)) {
            return Optional.empty();
        }
        String text = scalar.text().strip();
        Optional<Activation> rule = Activations.find(text);
        if (rule.isPresent()) {
            if (rule.get().kind() != Activation.Kind.NO_GRADIENT) {
                return rule;
            }
            findings.error(scalar.at(), "activation: " + noGradient(text) + "; sigmoid is its smooth relative");
            return Optional.empty();
        }
        var names = Activations.all().stream().map(Activation::name).toList();
        return expression(scalar, "activation", Set.of("z"), names).map(Activations::custom);
    }

    Optional<Loss> loss(Value value) {
        if (!(value instanceof Scalar scalar)) {
            return Optional.empty();
        }
        Optional<Loss> rule = Losses.find(scalar.text().strip());
        var names = Losses.all().stream().map(Loss::name).toList();
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
        ExprParser.Result result = ExprParser.parse(scalar.text());
        if (result instanceof ExprParser.Result.Failed failed) {
            findings.error(
                    place(scalar, failed.column() - 1),
                    String.format(
                            "%s: the expression cannot be read: found %s; expected %s",
                            key,
                            failed.found().contains(" ") ? failed.found() : Words.quoted(failed.found()),
                            failed.expected()));
            return Optional.empty();
        }
        Expr expr = ((ExprParser.Result.Parsed) result).expr();
        int errors = findings.errors();
        check(expr, new Context(scalar, key, variables));
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
    private record Context(Scalar scalar, String key, Set<String> variables) {}

    private void check(Expr expr, Context context) {
        if (expr instanceof Expr.Sym sym) {
            String name = sym.symbol().id();
            if (!context.variables.contains(name) && !CONSTANTS.contains(name)) {
                error(
                        context,
                        name,
                        "unknown name " + Words.quoted(name) + "; the expression is one in "
                                + String.join(" and ", sorted(context.variables)));
            }
        } else if (expr instanceof Expr.Call call) {
            checkCall(call, context);
        } else if (expr instanceof Expr.MatMul) {
            error(context, "@", "@ multiplies matrices; here everything is a single number");
        } else if (expr instanceof Expr.Transpose) {
            error(context, "'", "' transposes a matrix; here everything is a single number");
        }
        expr.parts().forEach(part -> check(part, context));
    }

    private void checkCall(Expr.Call call, Context context) {
        String name = call.function();
        Optional<Activation> rule = Activations.find(name);
        Optional<Function> function = Functions.find(name);
        if (function.isEmpty()) {
            error(context, name, "unknown function " + Words.quoted(name) + Nearest.hint(name, Functions.names()));
        } else if (rule.filter(r -> r.kind() == Activation.Kind.SOFTMAX).isPresent()) {
            error(context, name, "softmax belongs to a whole layer; write activation: softmax");
        } else if (rule.filter(r -> r.kind() == Activation.Kind.NO_GRADIENT).isPresent()) {
            error(context, name, noGradient(name));
        } else {
            int fewest = function.get().fewest();
            int most = function.get().most();
            int found = call.args().size();
            if (found < fewest || found > most) {
                String takes = fewest == most ? Words.count(most, "argument") : fewest + " to " + most + " arguments";
                error(context, name, name + " takes " + takes + "; found " + found);
            }
        }
    }

    private static String noGradient(String name) {
        return name + " has no gradient: it is flat on both sides of its jump, so nothing can be learned through it";
    }

    private void error(Context context, String word, String message) {
        findings.error(place(context.scalar, position(context.scalar.text(), word)), context.key + ": " + message);
    }

    /** Where a word first stands in an expression, in code points. */
    private static int position(String text, String word) {
        String border = "[\\p{L}\\p{Nd}\\p{Mn}\\p{Mc}_]";
        String pattern = Format.NAME.matcher(word).matches()
                ? "(?<!" + border + ")" + Pattern.quote(word) + "(?!" + border + ")"
                : Pattern.quote(word);
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? text.codePointCount(0, matcher.start()) : 0;
    }

    /** The place of a code point of a text, as exactly as the file's way of writing it allows. */
    private static Place place(Scalar scalar, int offset) {
        return scalar.source().literal() ? scalar.at().plus(scalar.source().quotes() + offset) : scalar.at();
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
