package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Fractions as plain TeX has them.
 *
 * <p>{@code {{\\partial C} \\over {\\partial w}}} is read as {@code {\\frac{\\partial C}{\\partial w}}}.
 */
final class PlainFractions {
    private static final String OVER = "over";

    private PlainFractions() {}

    /** The tokens with a command before what is above a bar and what is below. */
    static List<Token> ahead(List<Token> tokens) {
        if (tokens.stream().noneMatch(token -> token.isOperator(OVER))) {
            return tokens;
        }
        int[] partner = Brackets.match(tokens);
        var all = new ArrayList<Token>();
        int last = tokens.size() - 1;
        group(tokens, partner, 0, last, false, all);
        all.add(tokens.get(last));
        return all;
    }

    /** Adds the tokens between two places; a bar that stands right between them makes a fraction of a group. */
    private static void group(List<Token> tokens, int[] partner, int from, int to, boolean inBraces, List<Token> all) {
        int bar = from;
        while (bar < to && !tokens.get(bar).isOperator(OVER)) {
            bar = partner[bar] > bar ? partner[bar] + 1 : bar + 1;
        }
        if (bar >= to) {
            each(tokens, partner, from, to, all);
        } else if (inBraces) {
            Token over = tokens.get(bar);
            all.add(Token.of(Kind.FRACTION, "\\frac", over.from(), over.to(), true));
            argument(tokens, partner, from, bar, over, all);
            argument(tokens, partner, bar + 1, to, over, all);
        } else {
            Token over = tokens.get(bar);
            each(tokens, partner, from, bar, all);
            all.add(Token.of(Kind.OPERATOR, "/", over.from(), over.to(), true));
            group(tokens, partner, bar + 1, to, false, all);
        }
    }

    private static void argument(List<Token> tokens, int[] partner, int from, int to, Token over, List<Token> all) {
        boolean braced = from < to && tokens.get(from).is(Kind.OPEN, "{") && partner[from] == to - 1;
        if (!braced) {
            all.add(Token.of(Kind.OPEN, "{", over.from(), over.from(), false));
        }
        each(tokens, partner, from, to, all);
        if (!braced) {
            all.add(Token.of(Kind.CLOSE, "}", over.from(), over.from(), false));
        }
    }

    private static void each(List<Token> tokens, int[] partner, int from, int to, List<Token> all) {
        for (int i = from; i < to; i++) {
            all.add(tokens.get(i));
            int close = partner[i];
            if (close > i && close < to) {
                group(tokens, partner, i + 1, close, tokens.get(i).is(Kind.OPEN, "{"), all);
                all.add(tokens.get(close));
                i = close;
            }
        }
    }
}
