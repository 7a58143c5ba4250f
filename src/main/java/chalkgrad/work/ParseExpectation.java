package chalkgrad.work;

import java.util.Locale;

/**
 * What stands where reading stopped, or what could have stood there; languages have words for it.
 *
 * <p>{@code ParseExpectation.of(Kind.OPERATOR_OR, ")").key()} is {@code "read.operator-or"}, in English {@code ")" or an operator}.
 *
 * @param detail what it is said about: a sign, a number, or the source itself; empty where there is nothing to be added
 */
public record ParseExpectation(Kind kind, String detail) {

    /** What there is to say; {@link #TEXT} is the source as it stands. */
    public enum Kind {
        TEXT,
        END,
        NEW_LINE,
        CHARACTERS,
        LONG,
        LIST,
        RAGGED,
        OPERAND,
        OPERATOR_OR,
        OPERATOR_OR_END,
        SIGN,
        BRACE,
        ARGUMENT,
        ROOT,
        ROWS,
        MATRIX_ROW,
        MATRIX,
        NAME,
        ONE_NAME,
        SHORTER_NAME,
        SCRIPT,
        DERIVATIVE,
        FIRST_DERIVATIVE,
        DEL,
        POWER,
        PARENTHESES,
        INVERSE,
        ONE_NUMBER,
        PIECES_END,
        CONDITION,
        ONE_CONDITION,
        COMPARISON,
        LEFT_SIDE,
        NO_FILE,
        SHEET,
        ANSWER,
        DEPTH,
        LENGTH,
        FLATTENED,
        PICTURE,
        TYPED
    }

    static ParseExpectation of(Kind kind) {
        return new ParseExpectation(kind, "");
    }

    static ParseExpectation of(Kind kind, String detail) {
        return new ParseExpectation(kind, detail);
    }

    static ParseExpectation of(Kind kind, int detail) {
        return new ParseExpectation(kind, Integer.toString(detail));
    }

    static ParseExpectation text(String source) {
        return new ParseExpectation(Kind.TEXT, source);
    }

    /** The key of its wording, whose first argument is the detail. */
    public String key() {
        return "read." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
