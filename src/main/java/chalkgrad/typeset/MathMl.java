package chalkgrad.typeset;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * Expressions as MathML Core, which browsers set by themselves.
 *
 * <p>{@code new MathMl(notation).of(…)} is {@code <mrow data-q="w5"><msub><mi>w</mi><mn>5</mn></msub></mrow>}.
 *
 * <p>What comes out is what stands inside of {@code <math>}. Each symbol carries its id, a derivative also those of its parts, so that
 * a page can find where something occurs.
 */
public final class MathMl extends Printer {

    /** Between a function's name and its argument: nothing to see, but to be read aloud. */
    private static final String APPLIED = "<mo>&#x2061;</mo>";

    private final boolean inline;

    public MathMl(Notation notation) {
        this(notation, false);
    }

    private MathMl(Notation notation, boolean inline) {
        super(notation);
        this.inline = inline;
    }

    /** The same for formulas in running text: derivatives with a slash, fractions large enough to be read. */
    public MathMl inline() {
        return new MathMl(notation, true);
    }

    /** The expression in MathML, one or more elements. */
    public String of(Expr e) {
        return print(e);
    }

    /** A side of a line with the relation before it. */
    public String side(Expr.Sign sign, Expr e) {
        return operator(sign(sign)) + print(e);
    }

    /** The rest of a sum or a product in a row of its own. */
    public String continued(Expr e, Lines.Join join) {
        // The first element of a row would be taken for a sign in front of its term.
        return continued(e, join == Lines.Join.PRODUCT).replaceFirst("<mo>", "<mo form=\"infix\">");
    }

    /** A letter with an index is squared over its index, as TeX does it. */
    @Override
    String print(Expr e) {
        if (e instanceof Expr.Pow p && p.base() instanceof Expr.Sym s && hasOnlyIndex(s.symbol())) {
            Letter letter = notation.letter(s.symbol());
            return named(
                    s.symbol(),
                    "<msubsup>" + MathMlLetter.base(letter) + MathMlLetter.script(letter.sub())
                            + one(print(p.exponent())) + "</msubsup>");
        }
        return super.print(e);
    }

    private boolean hasOnlyIndex(Symbol symbol) {
        boolean letter = !isDerivative(symbol) && !(symbol instanceof Quantity.Exponential);
        return letter
                && notation.letter(symbol).sup().isEmpty()
                && !notation.letter(symbol).sub().isEmpty();
    }

    @Override
    String named(Symbol symbol, String written) {
        if (written.isEmpty()) {
            return written;
        }
        String parts = symbol instanceof Quantity.Local l
                ? "\" data-of=\"" + escape(l.of().id()) + "\" data-by=\"" + escape(l.by().id())
                : symbol instanceof Quantity.Partial p
                        ? "\" data-of=\"" + escape(p.of().id()) + "\" data-by=\"" + escape(p.by().id())
                        : "";
        return "<mrow data-q=\"" + escape(symbol.id()) + parts + "\">" + written + "</mrow>";
    }

    @Override
    String letter(Letter letter) {
        return MathMlLetter.of(letter);
    }

    @Override
    String partial(String of, String by) {
        return inline
                ? "<mi>∂</mi>" + of + "<mo lspace=\"0\" rspace=\"0\">/</mo><mi>∂</mi>" + by
                : "<mfrac><mrow><mi>∂</mi>" + of + "</mrow><mrow><mi>∂</mi>" + by + "</mrow></mfrac>";
    }

    @Override
    String differential(String by) {
        return "<mi>∂</mi>" + by;
    }

    @Override
    String along(String derivative, String through) {
        return "<msub><mrow>" + derivative + "<mo stretchy=\"true\" form=\"postfix\">|</mo></mrow>" + one(through)
                + "</msub>";
    }

    @Override
    String labelled(String arg, String below) {
        return "<munder>" + one(arg) + one(below) + "</munder>";
    }

    @Override
    String fraction(String numerator, String denominator) {
        boolean small = letters(numerator) + letters(denominator) < 3;
        return (inline && !small ? "<mfrac displaystyle=\"true\">" : "<mfrac>") + one(numerator) + one(denominator)
                + "</mfrac>";
    }

    /** How many characters are seen. */
    private static int letters(String mathMl) {
        int count = 0;
        boolean seen = true;
        for (int i = 0; i < mathMl.length(); i++) {
            char c = mathMl.charAt(i);
            seen = c == '>' || seen && c != '<';
            count += seen && c != '>' ? 1 : 0;
        }
        return count;
    }

    @Override
    String power(String base, String exponent) {
        return "<msup>" + one(base) + one(exponent) + "</msup>";
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
            case "sqrt" -> "<msqrt>" + first + "</msqrt>";
            case "abs" ->
                "<mrow><mo form=\"prefix\" stretchy=\"true\">|</mo>" + first
                        + "<mo form=\"postfix\" stretchy=\"true\">|</mo></mrow>";
            case "hadamard" ->
                String.join(
                        operator("⊙"), call.args().stream().map(this::factor).toList());
            case "quotient" ->
                String.join(
                        operator("⊘"), call.args().stream().map(this::factor).toList());
            case "blank" ->
                "<mrow class=\"blank\"><mstyle scriptlevel=\"1\">" + first
                        + "</mstyle><mspace width=\"2.6em\"></mspace></mrow>";
            case "shape" -> String.join(operator("×"), args);
            case "array" -> operator("[") + String.join(operator("×"), args) + operator("]");
            case "maxshare", "minshare" ->
                "<mn class=\"bold\">1</mn>"
                        + parentheses(
                                first + operator("=") + name(call.function().substring(0, 3)) + APPLIED + first);
            default -> applied(call.function(), String.join("<mo>,</mo>", args));
        };
    }

    @Override
    String applied(String function, String arguments) {
        return name(function) + APPLIED + parentheses(arguments);
    }

    /** A function's name; a prime behind it is that of its derivative. */
    @Override
    String name(String function) {
        if (function.endsWith("'")) {
            // Not a superscript: the sign stands high already.
            return name(function.substring(0, function.length() - 1)) + "<mo lspace=\"0\" rspace=\"0\">′</mo>";
        }
        return isOpen(function)
                ? symbol(new Symbol.Name(function))
                : notation(function).mathMl();
    }

    @Override
    String transposed(String arg) {
        return "<msup>" + one(arg) + "<mi>⊤</mi></msup>";
    }

    @Override
    String matrix(List<List<String>> rows) {
        var out = new StringBuilder("<mrow><mo>(</mo><mtable>");
        for (List<String> row : rows) {
            out.append("<mtr>");
            row.forEach(cell -> out.append("<mtd>").append(cell).append("</mtd>"));
            out.append("</mtr>");
        }
        return out.append("</mtable><mo>)</mo></mrow>").toString();
    }

    @Override
    String bigSum(String index, String from, String to, String body) {
        String lower = from.isEmpty() ? index : index + operator("=") + from;
        String sign = "<mo>∑</mo>" + one(lower);
        return (to.isEmpty() ? "<munder>" + sign + "</munder>" : "<munderover>" + sign + one(to) + "</munderover>")
                + body;
    }

    @Override
    String pieces(List<String> values, List<String> conditions) {
        var out = new StringBuilder("<mrow><mo>{</mo><mtable class=\"cases\">");
        for (int i = 0; i < values.size(); i++) {
            out.append("<mtr><mtd>")
                    .append(values.get(i))
                    .append("</mtd><mtd>")
                    .append(conditions.get(i))
                    .append("</mtd></mtr>");
        }
        return out.append("</mtable></mrow>").toString();
    }

    @Override
    String parentheses(String inner) {
        boolean tall = inner.contains("<mfrac") || inner.contains("<mtable") || inner.contains("<munder");
        String stretchy = tall ? ">" : " stretchy=\"false\">";
        return "<mrow><mo" + stretchy + "(</mo>" + inner + "<mo" + stretchy + ")</mo></mrow>";
    }

    @Override
    String result(String inner) {
        return "<mrow class=\"result\">" + inner + "</mrow>";
    }

    @Override
    String numeral(String digits) {
        return "<mn>" + digits + "</mn>";
    }

    @Override
    String euler() {
        return "<mi>e</mi>";
    }

    @Override
    String prefix(String sign) {
        return "<mo form=\"prefix\">" + sign + "</mo>";
    }

    @Override
    String operator(String sign) {
        return "<mo>" + sign + "</mo>";
    }

    @Override
    public String sign(Expr.Sign sign) {
        return switch (sign) {
            case EQUAL -> "=";
            case APPROXIMATELY -> "≈";
            case LESS -> "&lt;";
            case GREATER -> "&gt;";
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
    String index(String base, String below) {
        return "<msub>" + one(base) + one(below) + "</msub>";
    }

    @Override
    String brackets(String inner) {
        return "<mrow><mo form=\"prefix\">[</mo>" + inner + "<mo form=\"postfix\">]</mo></mrow>";
    }

    @Override
    String tight(String sign) {
        return "<mo lspace=\"0\" rspace=\"0\">" + sign + "</mo>";
    }

    @Override
    String comma() {
        return "<mo>,</mo>";
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
        return "⋅";
    }

    /** A product without a sign: read aloud as one, and seen as a thin space. */
    @Override
    String space() {
        return "<mo rspace=\"0.17em\">&#x2062;</mo>";
    }

    /** The same as one element, which bases, scripts and parts of fractions have to be. */
    static String one(String elements) {
        boolean leaf = !elements.isEmpty() && elements.indexOf('<', 1) == elements.lastIndexOf('<');
        return leaf ? elements : "<mrow>" + elements + "</mrow>";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
