package chalkgrad.work;

import java.math.BigDecimal;

/**
 * The smallest piece of a formula that means something.
 *
 * <p>Of {@code 2\times w_5} the tokens are a number, an operator {@code *}, a word {@code w}, an operator {@code _} and a number.
 *
 * @param kind what it is
 * @param text what it says: an operator's sign, a name's letters, a number's digits as they stand
 * @param from its first code point in the whole text
 * @param to the code point after its last
 * @param gap whether there is room before it
 * @param number a number's value, else zero
 */
record Token(Kind kind, String text, int from, int to, boolean gap, BigDecimal number) {

    /** What a token is. */
    enum Kind {
        NUMBER,
        /** A single letter, or a piece of a name that may be joined with its neighbours. */
        WORD,
        /** A whole name. */
        NAME,
        /** A function that needs no parentheses, {@code \ln}. */
        FUNCTION,
        /** Words between formulas. */
        TEXT,
        OPEN,
        CLOSE,
        /** The beginning of a matrix or of pieces; its text is the environment. */
        BEGIN,
        END,
        OPERATOR,
        RELATION,
        /** An inequality, which is not judged. */
        INEQUALITY,
        /** The end of a row. */
        ROW,
        /** An alignment mark. */
        ALIGN,
        /** A wide space. */
        QUAD,
        /** The border between two formulas. */
        BORDER,
        PARTIAL,
        NABLA,
        SUM,
        FRACTION,
        /** A derivative with two arguments. */
        DERIVATIVE,
        ROOT,
        ACCENT,
        /** A small raised text in Unicode, or a lowered one. */
        RAISED,
        LOWERED,
        /** Terms that are left out, or a gap to be filled. */
        DOTS,
        /** What has no meaning here. */
        STRANGE,
        /** Beyond the last. */
        OVER
    }

    static Token of(Kind kind, String text, int from, int to, boolean gap) {
        return new Token(kind, text, from, to, gap, BigDecimal.ZERO);
    }

    /** The same token at another place. */
    Token between(int begin, int end) {
        return new Token(kind, text, begin, end, gap, number);
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean is(Kind other, String said) {
        return kind == other && text.equals(said);
    }

    boolean isOperator(String sign) {
        return kind == Kind.OPERATOR && text.equals(sign);
    }

    /** Whether a name can begin with it. */
    boolean isName() {
        return kind == Kind.WORD || kind == Kind.NAME;
    }
}
