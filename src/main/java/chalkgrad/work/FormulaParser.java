package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.work.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads formulas as people write them: in LaTeX, in Unicode, in plain characters.
 *
 * <p>{@code FormulaParser.parse("\\frac{dE}{dw_5} = 0.2 \\times 0.3 = 0.06")} is {@code Parsed} of three parts;
 * {@code FormulaParser.expression("o(1-o)")} of one.
 *
 * <p>Text of any kind and size gives a {@link Result}, never an exception.
 */
public final class FormulaParser {
    /** Longest formula that is read, in code points. */
    public static final int MAX_LENGTH = 20_000;
    /** Deepest nesting, of brackets and of operations. */
    public static final int MAX_DEPTH = 200;

    /** What a name becomes. */
    public enum Names {
        /** A {@link WrittenName}; derivatives are of such, and {@code ^{(2)}} marks a name. */
        SCRIBBLES,
        /**
         * A {@link chalkgrad.algebra.Symbol.Name}: {@code x1} for {@code x_1} and {@code x1}, {@code E_total} for {@code E_{total}}. Any
         * superscript but a mark of an update is a power.
         */
        PLAIN
    }

    /** What came of reading. */
    public sealed interface Result {
        /** The text is a formula; it has one part or more. */
        record Parsed(List<Part> parts) implements Result {
            public Parsed {
                parts = List.copyOf(parts);
            }

            /** The expression, of a text that is one. */
            public Expr expr() {
                return parts.get(0).expr();
            }
        }

        /**
         * The text is no formula.
         *
         * @param column where, counted in code points from one
         * @param found what stands there, {@code ")"}, or {@code the end}
         * @param expected what could have stood there, in English
         */
        record Failed(int column, ParseExpectation found, ParseExpectation expected) implements Result {}
    }

    /**
     * One side of a formula.
     *
     * @param sign the relation before it; {@link Expr.Sign#EQUAL} for the first
     * @param from its first code point in the text, counted from zero
     * @param to the code point after its last
     */
    public record Part(Expr.Sign sign, Expr expr, int from, int to) {}

    private FormulaParser() {}

    /** Reads a whole text as sides joined by relations; a single side is one part. */
    public static Result parse(String text) {
        return read(text, Set.of(), true);
    }

    /** Reads a whole text as one expression. */
    public static Result expression(String text) {
        return expression(text, Names.SCRIBBLES);
    }

    /** Reads a whole text as one expression. */
    public static Result expression(String text, Names names) {
        return read(text, names, false, Set.of());
    }

    /** As {@link #parse(String)} or {@link #expression(String)}, with names of several letters that are read as one. */
    static Result read(String text, Set<String> words, boolean relations) {
        return read(text, Names.SCRIBBLES, relations, words);
    }

    private static Result read(String text, Names names, boolean relations, Set<String> words) {
        if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
            return new Result.Failed(MAX_LENGTH + 1, ParseExpectation.of(ParseExpectation.Kind.LONG), tooLong());
        }
        int[] points = Characters.plain(text.codePoints().toArray());
        List<Token> tokens = Lexer.tokens(points, 0, points.length, false, words);
        int[] partner = Brackets.match(tokens);
        var parts = new ArrayList<Part>();
        int end = withoutStop(tokens);
        int from = 0;
        int depth = 0;
        var sign = Expr.Sign.EQUAL;
        try {
            for (int i = 0; i <= end; i++) {
                Token token = tokens.get(i);
                depth += token.is(Kind.OPEN) || token.is(Kind.BEGIN)
                        ? 1
                        : token.is(Kind.CLOSE) || token.is(Kind.END) ? -1 : 0;
                if (i < end && !(relations && token.is(Kind.RELATION) && depth <= 0)) {
                    continue;
                }
                Expr expr = side(tokens, partner, from, i, names);
                parts.add(new Part(
                        sign,
                        expr,
                        tokens.get(from).from(),
                        tokens.get(Math.max(from, i - 1)).to()));
                sign = i < end ? sign(token) : sign;
                from = i + 1;
            }
        } catch (Unreadable unreadable) {
            return new Result.Failed(unreadable.at().from() + 1, unreadable.found(), unreadable.expected());
        }
        return new Result.Parsed(parts);
    }

    static ParseExpectation tooLong() {
        return ParseExpectation.of(ParseExpectation.Kind.LENGTH, MAX_LENGTH);
    }

    /** The tokens without the marks that end a sentence. */
    private static int withoutStop(List<Token> tokens) {
        int end = tokens.size() - 1;
        while (end > 0) {
            Token last = tokens.get(end - 1);
            if (!last.isOperator(".") && !last.isOperator(",") && !last.isOperator(";")) {
                break;
            }
            end--;
        }
        return end;
    }

    static Expr.Sign sign(Token relation) {
        return switch (relation.text()) {
            case "~" -> Expr.Sign.APPROXIMATELY;
            case ":" -> Expr.Sign.DEFINED_AS;
            default -> Expr.Sign.EQUAL;
        };
    }

    /**
     * The expression that the tokens between two places are, all of them.
     *
     * @param partner which bracket closes which
     */
    static Expr side(List<Token> tokens, int[] partner, int from, int to, Names names) {
        var cursor = new Cursor(tokens, partner, from, to);
        Expr expr = new ExpressionParser(cursor, names == Names.PLAIN).sum();
        if (!cursor.isOver()) {
            throw cursor.unreadable(ParseExpectation.of(ParseExpectation.Kind.OPERATOR_OR_END));
        }
        if (isDeep(expr)) {
            throw new Unreadable(tokens.get(from), ParseExpectation.of(ParseExpectation.Kind.DEPTH, MAX_DEPTH));
        }
        return expr;
    }

    /** Whether a tree is higher than those who walk it can bear; found out without walking it by recursion. */
    private static boolean isDeep(Expr expr) {
        record At(Expr expr, int depth) {}
        var open = new ArrayDeque<At>();
        open.push(new At(expr, 0));
        while (!open.isEmpty()) {
            At at = open.pop();
            if (at.depth > MAX_DEPTH) {
                return true;
            }
            for (Expr part : at.expr.parts()) {
                open.push(new At(part, at.depth + 1));
            }
        }
        return false;
    }
}
