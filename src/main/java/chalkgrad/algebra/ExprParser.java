package chalkgrad.algebra;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Reads expressions in the problem-file grammar.
 *
 * <p>{@code ExprParser.parse("-x^2")} is {@code Parsed(-(x^2))}; {@code ExprParser.parse("2 x")} is {@code Failed(3, "x", …)}.
 *
 * <p>Binding, tightest first: postfix {@code '} (or {@code .T}) and {@code [1,2:3]} · {@code ^} or {@code **} from the right, with a signed exponent · unary {@code -} · {@code * / @}
 * from the left · {@code + -}. Names are plain {@link Symbol.Name}s; a name before a parenthesis is a {@link Expr.Call}, and whether there is
 * such a function is not asked here. A setting {@code axis=0} among the arguments is a call of {@code axis=}, a list {@code (2, 3)} a
 * {@link Expr.Matrix} of one row, entries and ranges a call of {@link #INDEX}. Text of any kind and size gives a {@link Result}, never an exception.
 */
public final class ExprParser {
    /** Longest text that is read, in code points. */
    public static final int MAX_LENGTH = 10_000;
    /** Deepest nesting, of parentheses and of operations. */
    public static final int MAX_DEPTH = 200;
    /** Most digits of a number. */
    public static final int MAX_DIGITS = 100;
    /** Largest magnitude of a number's power of ten. */
    public static final int MAX_EXPONENT = 400;

    /** What {@code x[1,2:3]} is a call of: the array, and for each axis a number or a call of {@link #RANGE}. */
    public static final String INDEX = "index";

    /** A range of an index: a call without arguments for all, else of the first and the last. */
    public static final String RANGE = "range";

    /** The relations that may stand between two arguments, each the name of a call of two. */
    public static final List<String> COMPARISONS = List.of(">=", "<=", "==", "!=", ">", "<");

    private static final String OPERAND = "a number, a name, \"(\" or \"-\"";
    private static final String SHALLOWER = "at most " + MAX_DEPTH + " levels of nesting";

    /** What came of reading. */
    public sealed interface Result {
        /** The text is an expression. */
        record Parsed(Expr expr) implements Result {}

        /**
         * The text is not an expression.
         *
         * @param column where, counted in code points from one
         * @param found what stands there, {@code ")"}, or {@code end of text}
         * @param expected what could have stood there, in English
         */
        record Failed(int column, String found, String expected) implements Result {}
    }

    /** An expression with the height of its tree. */
    private record Node(Expr expr, int height) {}

    /** Leaves the recursion; never seen outside. */
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Result.Failed result;

        Failure(Result.Failed result) {
            super(null, null, false, false);
            this.result = result;
        }
    }

    private final int[] text;
    private final Columns columns;
    private final UnaryOperator<String> functions;
    private int at;
    private int depth;

    /** How many calls this is within: only there are lists. */
    private int calls;

    private ExprParser(int[] text, Columns columns, UnaryOperator<String> functions) {
        this.text = text;
        this.columns = columns;
        this.functions = functions;
    }

    /** Reads a whole text as one expression. */
    public static Result parse(String text) {
        return parse(text, new Columns());
    }

    /**
     * Reads a whole text as one expression, and notes where its parts stand.
     *
     * @param columns gets the place of every part
     */
    public static Result parse(String text, Columns columns) {
        return parse(text, columns, UnaryOperator.identity());
    }

    /**
     * Reads a whole text as one expression whose functions may have other spellings than their names.
     *
     * @param functions the name of a function from what is written before its parenthesis
     */
    public static Result parse(String text, Columns columns, UnaryOperator<String> functions) {
        if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
            return new Result.Failed(MAX_LENGTH + 1, "a longer text", "at most " + MAX_LENGTH + " characters");
        }
        var parser = new ExprParser(text.codePoints().toArray(), columns, functions);
        try {
            Node node = parser.sum();
            if (parser.at < parser.text.length) {
                throw parser.failure(parser.at, "an operator or the end");
            }
            return new Result.Parsed(node.expr);
        } catch (Failure failure) {
            return failure.result;
        }
    }

    private Node sum() {
        Node first = product();
        var terms = new ArrayList<Expr>();
        terms.add(first.expr);
        var operators = new ArrayList<Integer>();
        int height = first.height;
        while (true) {
            int sign = peek();
            if (sign != '+' && sign != '-') {
                return terms.size() == 1 ? first : node(Expr.add(terms), height, operators);
            }
            operators.add(++at);
            Node term = product();
            terms.add(sign == '+' ? term.expr : minus(term.expr, operators.get(operators.size() - 1)));
            height = Math.max(height, sign == '+' ? term.height : term.height + 1);
        }
    }

    private Node product() {
        Node left = unary();
        while (true) {
            int operator = peek();
            if (operator == '*') {
                left = factors(left);
            } else if (operator == '/') {
                int column = ++at;
                Node right = unary();
                left = node(Expr.div(left.expr, right.expr), Math.max(left.height, right.height), List.of(column));
            } else if (operator == '@') {
                int column = ++at;
                Node right = unary();
                left = node(
                        new Expr.MatMul(left.expr, right.expr), Math.max(left.height, right.height), List.of(column));
            } else {
                return left;
            }
        }
    }

    private Node factors(Node first) {
        var factors = new ArrayList<Expr>(List.of(first.expr));
        var operators = new ArrayList<Integer>();
        int height = first.height;
        while (peek() == '*' && !isPower()) {
            operators.add(++at);
            Node factor = unary();
            factors.add(factor.expr);
            height = Math.max(height, factor.height);
        }
        return node(Expr.mul(factors), height, operators);
    }

    private Node unary() {
        if (peek() != '-') {
            return power();
        }
        enter();
        int column = ++at;
        Node arg = unary();
        depth--;
        return node(Expr.neg(arg.expr), arg.height, List.of(column));
    }

    private Expr minus(Expr term, int column) {
        Expr minus = Expr.neg(term);
        columns.put(minus, List.of(column));
        return minus;
    }

    private Node power() {
        Node base = postfix();
        if (!isPower()) {
            return base;
        }
        enter();
        at += text[at] == '*' ? 1 : 0;
        int column = ++at;
        if (peek() == '+') {
            at++;
        }
        Node exponent = unary();
        depth--;
        return node(Expr.pow(base.expr, exponent.expr), Math.max(base.height, exponent.height), List.of(column));
    }

    /** Whether a power comes next, {@code ^} or, as in NumPy, {@code **}. */
    private boolean isPower() {
        int next = peek();
        return next == '^' || next == '*' && at + 1 < text.length && text[at + 1] == '*';
    }

    private Node postfix() {
        Node arg = primary();
        while (true) {
            int next = peek();
            if (next == '\'') {
                int column = ++at;
                arg = node(new Expr.Transpose(arg.expr), arg.height, List.of(column));
            } else if (next == '.' && at + 1 < text.length && text[at + 1] == 'T' && nameEnd(at + 1) == at + 2) {
                int column = at + 1;
                at += 2;
                arg = node(new Expr.Transpose(arg.expr), arg.height, List.of(column));
            } else if (next == '[') {
                arg = entries(arg);
            } else {
                return arg;
            }
        }
    }

    /** Entries and ranges behind an array. */
    private Node entries(Node array) {
        enter();
        int column = ++at;
        var args = new ArrayList<Expr>(List.of(array.expr));
        int height = array.height;
        do {
            at += args.size() > 1 ? 1 : 0;
            Node place = place();
            args.add(place.expr);
            height = Math.max(height, place.height);
        } while (peek() == ',');
        expect(']', "\",\", \":\" or \"]\"");
        depth--;
        return node(new Expr.Call(INDEX, args), height, List.of(column));
    }

    /** A place along an axis, or a range of places. */
    private Node place() {
        if (peek() == ':') {
            int column = ++at;
            return leaf(Expr.call(RANGE), column);
        }
        Node first = sum();
        if (peek() != ':') {
            return first;
        }
        int column = ++at;
        Node last = sum();
        return node(Expr.call(RANGE, first.expr, last.expr), Math.max(first.height, last.height), List.of(column));
    }

    private Node primary() {
        int next = peek();
        if (next == '(') {
            enter();
            at++;
            Node inside = sum();
            if (calls > 0 && peek() == ',') {
                return list(inside, ')');
            }
            expect(')', "\")\" or an operator");
            depth--;
            return inside;
        } else if (calls > 0 && next == '[') {
            enter();
            at++;
            return list(sum(), ']');
        } else if (isDigit(next) || next == '.') {
            int column = at + 1;
            return leaf(Expr.num(number()), column);
        } else if (startsName(next)) {
            int column = at + 1;
            String name = name();
            return peek() == '(' ? call(name, column) : leaf(Expr.sym(name), column);
        }
        throw failure(at, OPERAND);
    }

    /** A list of which the first member has been read. */
    private Node list(Node first, int close) {
        var members = new ArrayList<Expr>(List.of(first.expr));
        int height = first.height;
        while (peek() == ',') {
            at++;
            if (peek() == close) {
                break;
            }
            Node member = sum();
            members.add(member.expr);
            height = Math.max(height, member.height);
        }
        int column = at;
        expect(close, "\",\", \"" + Character.toString(close) + "\" or an operator");
        depth--;
        return node(new Expr.Matrix(List.of(members)), height, List.of(column));
    }

    /** An argument: an expression, two with a comparison between them, or a setting {@code axis=0}. */
    private Node argument() {
        int before = at;
        if (startsName(peek())) {
            int column = at + 1;
            String name = name();
            if (peek() == '=' && !(at + 1 < text.length && text[at + 1] == '=')) {
                at++;
                Node value = sum();
                return node(Expr.call(name + "=", value.expr), value.height, List.of(column));
            }
            at = before;
        }
        Node left = sum();
        for (String comparison : COMPARISONS) {
            if (peek() == comparison.charAt(0)
                    && string(at, Math.min(text.length, at + comparison.length()))
                            .equals(comparison)) {
                int column = at + 1;
                at += comparison.length();
                Node right = sum();
                return node(
                        Expr.call(comparison, left.expr, right.expr),
                        Math.max(left.height, right.height),
                        List.of(column));
            }
        }
        return left;
    }

    private Node call(String name, int column) {
        enter();
        expect('(', "\"(\"");
        calls++;
        var args = new ArrayList<Expr>();
        int height = 0;
        while (true) {
            Node arg = argument();
            args.add(arg.expr);
            height = Math.max(height, arg.height);
            if (peek() != ',') {
                break;
            }
            at++;
        }
        expect(')', "\",\", \")\" or an operator");
        calls--;
        depth--;
        return node(new Expr.Call(functions.apply(name), args), height, List.of(column));
    }

    private BigDecimal number() {
        int start = at;
        int digits = digits();
        if (at < text.length && text[at] == '.') {
            at++;
            int decimals = digits();
            if (decimals == 0) {
                throw failure(at, "a digit");
            }
            digits += decimals;
        }
        if (digits > MAX_DIGITS) {
            throw failure(start, "a number of at most " + MAX_DIGITS + " digits");
        }
        int end = at;
        int exponent = exponent();
        return new BigDecimal(string(start, end)).scaleByPowerOfTen(exponent);
    }

    /** The power of ten after a number, or 0; a letter e that no digit follows is left where it is, and is found out there. */
    private int exponent() {
        if (at >= text.length || (text[at] != 'e' && text[at] != 'E')) {
            return 0;
        }
        int from = at;
        int first = at + 1;
        boolean signed = first < text.length && (text[first] == '-' || text[first] == '+');
        boolean negative = signed && text[first] == '-';
        if (signed) {
            first++;
        }
        if (first >= text.length || !isDigit(text[first])) {
            return 0;
        }
        at = first;
        int value = 0;
        while (at < text.length && isDigit(text[at])) {
            value = Math.min(value * 10 + (text[at++] - '0'), MAX_EXPONENT + 1);
        }
        if (value > MAX_EXPONENT) {
            throw failure(from, "a power of ten between -" + MAX_EXPONENT + " and " + MAX_EXPONENT);
        }
        return negative ? -value : value;
    }

    private int digits() {
        int start = at;
        while (at < text.length && isDigit(text[at])) {
            at++;
        }
        return at - start;
    }

    private String name() {
        int start = at;
        at = nameEnd(start);
        return string(start, at);
    }

    private int nameEnd(int start) {
        int end = start + 1;
        while (end < text.length && continuesName(text[end])) {
            end++;
        }
        return end;
    }

    private Node leaf(Expr expr, int column) {
        columns.put(expr, List.of(column));
        return new Node(expr, 0);
    }

    private Node node(Expr expr, int heightOfParts, List<Integer> operators) {
        if (heightOfParts + 1 > MAX_DEPTH) {
            throw failure(at, SHALLOWER);
        }
        columns.put(expr, operators);
        return new Node(expr, heightOfParts + 1);
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw failure(at, SHALLOWER);
        }
    }

    private void expect(int codePoint, String expected) {
        if (peek() != codePoint) {
            throw failure(at, expected);
        }
        at++;
    }

    /** The next code point that is not blank, or -1. */
    private int peek() {
        while (at < text.length && isBlank(text[at])) {
            at++;
        }
        return at < text.length ? text[at] : -1;
    }

    private Failure failure(int position, String expected) {
        return new Failure(new Result.Failed(position + 1, found(position), expected));
    }

    private String found(int position) {
        if (position >= text.length) {
            return "end of text";
        }
        int first = text[position];
        if (startsName(first)) {
            return string(position, Math.min(nameEnd(position), position + 40));
        } else if (isDigit(first)) {
            int end = position;
            while (end < text.length && end < position + 40 && (isDigit(text[end]) || text[end] == '.')) {
                end++;
            }
            return string(position, end);
        }
        return Character.isISOControl(first) || Character.getType(first) == Character.SURROGATE
                ? String.format("U+%04X", first)
                : Character.toString(first);
    }

    private String string(int start, int end) {
        return new String(text, start, end - start);
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    private static boolean isDigit(int codePoint) {
        return codePoint >= '0' && codePoint <= '9';
    }

    private static boolean startsName(int codePoint) {
        return codePoint == '_' || (codePoint > 0 && Character.isLetter(codePoint));
    }

    private static boolean continuesName(int codePoint) {
        int type = Character.getType(codePoint);
        return codePoint == '_'
                || Character.isLetterOrDigit(codePoint)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
