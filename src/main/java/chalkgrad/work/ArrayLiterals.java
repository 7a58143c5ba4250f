package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes arrays as programs write and print them what they are in a formula.
 *
 * <p>{@code array([[1. -2.], [3. 4.]], dtype=float32)} becomes {@code ([[1, -2], [3, 4]])}.
 */
final class ArrayLiterals {
    private static final Set<String> CONSTRUCTORS = Set.of(
            "array",
            "tensor",
            "Tensor",
            "matrix",
            "asarray",
            "FloatTensor",
            "Matrix",
            "vector",
            "list",
            "float",
            "float64",
            "float32");

    private ArrayLiterals() {}

    /** The tokens with commas between the entries of rows, and without what only says that they are an array. */
    static List<Token> plain(List<Token> tokens) {
        if (tokens.stream().noneMatch(token -> token.is(Kind.OPEN))) {
            return tokens;
        }
        List<Token> bare = withoutConstructors(tokens);
        int[] partner = Brackets.match(bare);
        var plain = new ArrayList<Token>();
        for (int i = 0; i < bare.size(); i++) {
            if (bare.get(i).is(Kind.OPEN, "[") && isRow(bare, i, partner[i])) {
                row(bare, i, partner[i], plain);
                i = partner[i] - 1;
            } else {
                plain.add(bare.get(i));
            }
        }
        return plain;
    }

    private static List<Token> withoutConstructors(List<Token> tokens) {
        int[] partner = Brackets.match(tokens);
        var bare = new ArrayList<Token>();
        int end = -1;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean constructor = CONSTRUCTORS.contains(token.text())
                    && (token.is(Kind.TEXT) || token.is(Kind.FUNCTION) || token.isName())
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).is(Kind.OPEN, "(")
                    && partner[i + 1] > 0;
            if (constructor) {
                end = Math.max(end, partner[i + 1]);
                continue;
            }
            boolean last = token.isOperator(",") && tokens.get(i + 1).is(Kind.CLOSE, "]");
            if (last) {
                continue;
            }
            int close = token.isOperator(",") && i < end ? argument(tokens, partner, i) : -1;
            if (close > 0) {
                i = close - 1;
            } else {
                bare.add(token);
            }
        }
        return bare;
    }

    /** Where the argument with a name behind a comma ends, {@code , dtype=float32}; -1 where there is none. */
    private static int argument(List<Token> tokens, int[] partner, int comma) {
        Token name = tokens.get(comma + 1);
        int i = comma + 1;
        while (i < tokens.size()
                && (tokens.get(i).is(Kind.TEXT)
                        || tokens.get(i).is(Kind.FUNCTION)
                        || tokens.get(i).isName()
                        || tokens.get(i).isOperator(".")
                        || tokens.get(i).isOperator("_"))) {
            i++;
        }
        if (i == comma + 1 || !tokens.get(i).is(Kind.RELATION) || name.is(Kind.OPEN)) {
            return -1;
        }
        for (; i < tokens.size(); i++) {
            if (partner[i] > i) {
                i = partner[i];
            } else if (tokens.get(i).isOperator(",") || tokens.get(i).is(Kind.CLOSE)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether there are only numbers in a bracket, with room between. */
    private static boolean isRow(List<Token> tokens, int open, int close) {
        int numbers = 0;
        for (int i = open + 1; i < close; i++) {
            Token token = tokens.get(i);
            boolean sign = token.isOperator("-")
                    && tokens.get(i + 1).is(Kind.NUMBER)
                    && !tokens.get(i + 1).gap()
                    && (token.gap() || i == open + 1);
            boolean point = token.isOperator(".") && tokens.get(i - 1).is(Kind.NUMBER) && !token.gap();
            numbers += token.is(Kind.NUMBER) ? 1 : 0;
            if (!sign && !point && !token.is(Kind.NUMBER) && !token.is(Kind.DOTS)) {
                return false;
            }
        }
        return numbers > 0;
    }

    private static void row(List<Token> tokens, int open, int close, List<Token> plain) {
        plain.add(tokens.get(open));
        boolean first = true;
        for (int i = open + 1; i < close; i++) {
            Token token = tokens.get(i);
            boolean begins = token.isOperator("-")
                    || token.is(Kind.NUMBER) && !tokens.get(i - 1).isOperator("-");
            if (begins && !first) {
                plain.add(Token.of(Kind.OPERATOR, ",", token.from(), token.from(), false));
            }
            first &= !begins;
            if (!token.isOperator(".")) {
                plain.add(token);
            }
        }
    }
}
