package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.util.List;

/**
 * A place in a list of tokens.
 *
 * <p>{@code next()} moves on; {@code closing(0)} is how far away the bracket is that closes the one here.
 */
final class Cursor {
    private static final int MAX_DEPTH = 200;

    private final List<Token> tokens;
    private final int[] partner;
    private int end;
    private Token over;
    private int at;
    private int depth;

    /** Over the tokens from one index to before another; beyond them there is nothing. */
    Cursor(List<Token> tokens, int[] partner, int from, int end) {
        this.tokens = tokens;
        this.partner = partner;
        this.at = from;
        this.end = end;
        this.over = over(tokens.get(end));
    }

    private static Token over(Token stop) {
        return stop.is(Kind.OVER) ? stop : Token.of(Kind.OVER, "", stop.from(), stop.from(), true);
    }

    /** Has nothing beyond an index from now on; what it gives back undoes that. */
    int narrow(int to) {
        int before = end;
        end = to;
        over = over(tokens.get(to));
        return before;
    }

    /** Undoes {@link #narrow}. */
    void widen(int before) {
        end = before;
        over = over(tokens.get(before));
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return at + ahead < end ? tokens.get(Math.max(0, at + ahead)) : over;
    }

    Token next() {
        Token token = peek();
        at = Math.min(at + 1, end);
        return token;
    }

    void skip(int count) {
        at = Math.min(at + count, end);
    }

    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    boolean isOver() {
        return at >= end;
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw unreadable(ParseExpectation.of(ParseExpectation.Kind.DEPTH, MAX_DEPTH));
        }
    }

    void leave() {
        depth--;
    }

    Unreadable unreadable(ParseExpectation expected) {
        return new Unreadable(peek(), expected);
    }

    /** Passes the bracket that closes another. */
    void close(String open) {
        String close = closeOf(open);
        if (!peek().is(Kind.CLOSE, close)) {
            throw unreadable(ParseExpectation.of(ParseExpectation.Kind.OPERATOR_OR, close));
        }
        next();
    }

    static String closeOf(String open) {
        return open.equals("(") ? ")" : open.equals("[") ? "]" : "}";
    }

    /** How far ahead the bracket is that closes the one {@code ahead}, or -1. */
    int closing(int ahead) {
        int open = at + ahead;
        return open < end && partner[open] > open && partner[open] < end ? partner[open] - at : -1;
    }

    /** Whether a comma stands directly in the brackets between two places ahead. */
    boolean hasComma(int open, int close) {
        for (int i = at + open + 1; i < at + close; i++) {
            if (tokens.get(i).isOperator(",")) {
                return true;
            } else if (partner[i] > i) {
                i = partner[i];
            }
        }
        return false;
    }

    /** The text of the tokens ahead, without braces and the signs of subscripts. */
    String text(int from, int to) {
        var out = new StringBuilder();
        for (int i = from; i < to; i++) {
            Token token = peek(i);
            if (!token.is(Kind.OPEN, "{") && !token.is(Kind.CLOSE, "}") && !token.isOperator("_")) {
                out.append(token.is(Kind.TEXT) ? token.text().replace(" ", "") : token.text());
            }
        }
        return out.toString();
    }

    /** Whether what is read ends behind the next tokens, so that a sign there joins nothing. */
    boolean endsAfter(int ahead) {
        Token token = peek(ahead);
        return token.is(Kind.OVER)
                || token.is(Kind.CLOSE)
                || token.is(Kind.RELATION)
                || token.is(Kind.ALIGN)
                || token.is(Kind.ROW)
                || token.is(Kind.TEXT)
                || token.isOperator(",")
                || token.isOperator("@") && !token.gap();
    }
}
