package chalkgrad.typeset;

import chalkgrad.algebra.Expr;
import java.util.List;
import java.util.Optional;

/**
 * Expressions as plain text, for pictures and descriptions.
 *
 * <p>{@code new UnicodeText(notation).of(…)} is {@code w₁ x₁}.
 */
public final class UnicodeText extends Printer {

    public UnicodeText(Notation notation) {
        super(notation);
    }

    /** The expression in one line of text. */
    public String of(Expr e) {
        return print(e);
    }

    /** The rest of a sum or a product in a row of its own. */
    public String continued(Expr e, Lines.Join join) {
        return continued(e, join == Lines.Join.PRODUCT);
    }

    @Override
    String letter(Letter letter) {
        return letter.text();
    }

    @Override
    String partial(String of, String by) {
        return "∂" + of + "/∂" + by;
    }

    @Override
    String differential(String by) {
        return "∂" + by;
    }

    @Override
    String along(String derivative, String through) {
        return derivative + "|" + through;
    }

    @Override
    String labelled(String arg, String below) {
        return arg + " [" + below + "]";
    }

    @Override
    String fraction(String numerator, String denominator) {
        return atom(numerator) + "/" + atom(denominator);
    }

    private static String atom(String part) {
        return part.chars().anyMatch(c -> " +−-/·×".indexOf(c) >= 0) ? "(" + part + ")" : part;
    }

    @Override
    String power(String base, String exponent) {
        return base + "^" + atom(exponent);
    }

    @Override
    String call(Expr.Call call) {
        Optional<String> array = ofArrays(call);
        if (array.isPresent()) {
            return array.get();
        }
        List<String> args = call.args().stream().map(this::print).toList();
        String inner = String.join(", ", args);
        return switch (call.function()) {
            case "exp" -> exponential(inner);
            case "sqrt" -> "√(" + inner + ")";
            case "abs" -> "|" + inner + "|";
            case "sigmoid" -> "σ(" + inner + ")";
            case "hadamard" ->
                String.join(" ⊙ ", call.args().stream().map(this::factor).toList());
            case "maxshare", "minshare" ->
                "1(" + inner + " = " + call.function().substring(0, 3) + " " + inner + ")";
            case "quotient" ->
                String.join(" ⊘ ", call.args().stream().map(this::factor).toList());
            case "blank" -> "[" + inner + "]";
            case "array" -> "[" + inner.replace(", ", " × ") + "]";
            default -> applied(call.function(), inner);
        };
    }

    @Override
    String applied(String function, String arguments) {
        return function + "(" + arguments + ")";
    }

    @Override
    String transposed(String arg) {
        return arg + "ᵀ";
    }

    @Override
    String matrix(List<List<String>> rows) {
        return "["
                + String.join(
                        "; ", rows.stream().map(row -> String.join(", ", row)).toList()) + "]";
    }

    @Override
    String bigSum(String index, String from, String to, String body) {
        return "Σ" + (index.isEmpty() ? "" : "_" + index) + " " + body;
    }

    @Override
    String pieces(List<String> values, List<String> conditions) {
        var out = new StringBuilder("{");
        for (int i = 0; i < values.size(); i++) {
            out.append(i > 0 ? "; " : "")
                    .append(values.get(i))
                    .append(" (")
                    .append(conditions.get(i))
                    .append(")");
        }
        return out.append("}").toString();
    }

    @Override
    String parentheses(String inner) {
        return "(" + inner + ")";
    }

    @Override
    String result(String inner) {
        return inner;
    }

    @Override
    String operator(String sign) {
        return " " + sign + " ";
    }

    @Override
    public String sign(Expr.Sign sign) {
        return switch (sign) {
            case EQUAL -> "=";
            case APPROXIMATELY -> "≈";
            case LESS -> "<";
            case GREATER -> ">";
            case NOT_EQUAL -> "≠";
            case ARROW -> "→";
            case DEFINED_AS -> ":=";
        };
    }

    @Override
    String atLeast() {
        return "≥";
    }

    @Override
    String atMost() {
        return "≤";
    }

    @Override
    String minus() {
        return "−";
    }

    @Override
    String name(String function) {
        return function;
    }

    @Override
    String index(String base, String below) {
        return base + "[" + below + "]";
    }

    @Override
    String brackets(String inner) {
        return "[" + inner + "]";
    }

    @Override
    String tight(String sign) {
        return sign;
    }

    @Override
    String comma() {
        return ", ";
    }

    @Override
    String star() {
        return "⋆";
    }

    @Override
    String times() {
        return "×";
    }

    @Override
    String dot() {
        return "·";
    }

    @Override
    String space() {
        return " ";
    }
}
