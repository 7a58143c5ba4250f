package chalkgrad.typeset;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import java.util.List;
import java.util.Optional;

/**
 * Expressions as LaTeX.
 *
 * <p>{@code new Latex(notation, Flavour.PLAIN).of(…)} is {@code \frac{\partial E}{\partial w_{5}}}.
 */
public final class Latex extends Printer {
    /** Which commands may be used. */
    public enum Flavour {
        /** Standard LaTeX with amsmath, as Markdown and the embedded PDF understand it. */
        PLAIN,
        /** With the macros that the LaTeX template defines: {@code \pd} and {@code \result}. */
        MACROS
    }

    private final Flavour flavour;
    private final boolean inline;

    public Latex(Notation notation, Flavour flavour) {
        this(notation, flavour, false);
    }

    private Latex(Notation notation, Flavour flavour, boolean inline) {
        super(notation);
        this.flavour = flavour;
        this.inline = inline;
    }

    /** The same for formulas in running text: derivatives with a slash, fractions large enough to be read. */
    public Latex inline() {
        return new Latex(notation, flavour, true);
    }

    /** The expression in LaTeX, without delimiters. */
    public String of(Expr e) {
        return print(e);
    }

    /** The rest of a sum or a product in a row of its own, as {@code + b + c} or {@code \\times b}. */
    public String continued(Expr e, Lines.Join join) {
        // At the beginning of a row TeX sets a sign tight, as in -1; here it joins two terms.
        return "\\quad " + continued(e, join == Lines.Join.PRODUCT).replaceFirst(" ", "\\\\; ");
    }

    @Override
    String letter(Letter letter) {
        return letter.latex();
    }

    @Override
    String partial(String of, String by) {
        if (inline) {
            return "\\partial " + of + " / \\partial " + by;
        }
        return flavour == Flavour.MACROS
                ? "\\pd{" + of + "}{" + by + "}"
                : "\\frac{\\partial " + of + "}{\\partial " + by + "}";
    }

    @Override
    String differential(String by) {
        return "\\partial " + by;
    }

    @Override
    String along(String derivative, String through) {
        return inline ? derivative + "|_{" + through + "}" : "\\left. " + derivative + " \\right|_{" + through + "}";
    }

    @Override
    String labelled(String arg, String below) {
        return "\\,\\underset{" + below + "}{" + arg + "}\\,";
    }

    @Override
    String fraction(String numerator, String denominator) {
        boolean small = (numerator + denominator).length() < 3;
        String command = !inline ? "\\frac" : small ? "\\tfrac" : "\\dfrac";
        return command + "{" + numerator + "}{" + denominator + "}";
    }

    @Override
    String power(String base, String exponent) {
        return base + "^{" + exponent + "}";
    }

    @Override
    String call(Expr.Call call) {
        Optional<String> array = ofArrays(call);
        if (array.isPresent()) {
            return array.get();
        }
        List<String> args = call.args().stream().map(this::print).toList();
        String first = args.isEmpty() ? "" : args.get(0);
        return switch (call.function()) {
            case "exp" -> exponential(first);
            case "sqrt" -> "\\sqrt{" + first + "}";
            case "abs" -> "\\left\\lvert " + first + " \\right\\rvert";
            case "hadamard" ->
                String.join(" \\odot ", call.args().stream().map(this::factor).toList());
            case "quotient" ->
                String.join(" \\oslash ", call.args().stream().map(this::factor).toList());
            case "blank" -> flavour == Flavour.MACROS ? "\\blank{" + first + "}" : "\\boxed{{}_{" + first + "}\\qquad}";
            case "shape" -> String.join(" \\times ", args);
            case "array" -> "[" + String.join(" \\times ", args) + "]";
            case "maxshare", "minshare" ->
                "\\mathbf{1}" + parentheses(first + " = " + name(call.function().substring(0, 3)) + " " + first);
            default -> applied(call.function(), String.join(", ", args));
        };
    }

    @Override
    String applied(String function, String arguments) {
        return name(function) + parentheses(arguments);
    }

    /** A function's name; a prime behind it is that of its derivative. */
    @Override
    String name(String function) {
        if (function.endsWith("'")) {
            return name(function.substring(0, function.length() - 1)) + "'";
        }
        return isOpen(function)
                ? symbol(new Symbol.Name(function))
                : notation(function).latex();
    }

    @Override
    String transposed(String arg) {
        return arg + "^{\\top}";
    }

    @Override
    String matrix(List<List<String>> rows) {
        return "\\begin{pmatrix} "
                + String.join(
                        " \\\\ ",
                        rows.stream().map(row -> String.join(" & ", row)).toList())
                + " \\end{pmatrix}";
    }

    @Override
    String bigSum(String index, String from, String to, String body) {
        String lower = from.isEmpty() ? index : index + "=" + from;
        return "\\sum_{" + lower + "}" + (to.isEmpty() ? "" : "^{" + to + "}") + " " + body;
    }

    @Override
    String pieces(List<String> values, List<String> conditions) {
        var rows = new StringBuilder("\\begin{cases} ");
        for (int i = 0; i < values.size(); i++) {
            rows.append(i > 0 ? " \\\\ " : "")
                    .append(values.get(i))
                    .append(" & ")
                    .append(conditions.get(i));
        }
        return rows.append(" \\end{cases}").toString();
    }

    @Override
    String parentheses(String inner) {
        boolean tall = inner.contains("\\frac")
                || inner.contains("\\pd")
                || inner.contains("\\begin")
                || inner.contains("\\sum");
        return tall ? "\\left( " + inner + " \\right)" : "(" + inner + ")";
    }

    @Override
    String result(String inner) {
        return flavour == Flavour.MACROS ? "\\result{" + inner + "}" : inner;
    }

    @Override
    String operator(String sign) {
        return " " + sign + " ";
    }

    @Override
    public String sign(Expr.Sign sign) {
        return switch (sign) {
            case EQUAL -> "=";
            case APPROXIMATELY -> "\\approx";
            case LESS -> "<";
            case GREATER -> ">";
            case NOT_EQUAL -> "\\ne";
            case ARROW -> "\\to";
            case DEFINED_AS -> ":=";
        };
    }

    @Override
    String atLeast() {
        return "\\ge";
    }

    @Override
    String atMost() {
        return "\\le";
    }

    @Override
    String minus() {
        return "-";
    }

    @Override
    String index(String base, String below) {
        return base + "_{" + below + "}";
    }

    @Override
    String brackets(String inner) {
        return "\\left[ " + inner + " \\right]";
    }

    @Override
    String tight(String sign) {
        // A relation in braces would do, but JLaTeXMath then takes the sign for a letter everywhere.
        return "\\text{" + sign + "}";
    }

    @Override
    String comma() {
        return ", ";
    }

    @Override
    String star() {
        return "\\star";
    }

    @Override
    String times() {
        return "\\times";
    }

    @Override
    String dot() {
        return "\\cdot";
    }

    @Override
    String space() {
        return "\\,";
    }
}
