package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Takes the brace away that people put before several equations, one in each row.
 *
 * <p>{@code \\begin{cases} a = 1 \\\\ b = 2 \\end{cases}} is two rows; the pieces of one function, {@code y = \\begin{cases} 1 & z > 0 …}, are
 * left as they are.
 */
final class Systems {
    private static final Set<String> BRACED = Set.of("cases", "array");

    private Systems() {}

    /** The tokens without the braces before equations. */
    static List<Token> open(List<Token> tokens) {
        if (tokens.stream().noneMatch(token -> token.is(Kind.BEGIN) && BRACED.contains(token.text()))) {
            return tokens;
        }
        int[] partner = Brackets.match(tokens);
        var open = new ArrayList<Token>();
        int end = -1;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean begins =
                    end < 0 && token.is(Kind.BEGIN) && BRACED.contains(token.text()) && isSystem(tokens, partner, i);
            if (begins) {
                end = partner[i];
                if (!open.isEmpty() && isBrace(open.get(open.size() - 1), i > 0 ? partner[i - 1] : -1)) {
                    open.remove(open.size() - 1);
                }
                open.add(row(token));
            } else if (i == end) {
                end = -1;
                open.add(row(token));
            } else {
                open.add(token);
            }
        }
        return open;
    }

    private static Token row(Token token) {
        return Token.of(Kind.ROW, "", token.from(), token.to(), true);
    }

    /** Whether a brace stands before the rows that nothing closes behind them, {@code \\left\\{ … \\right.}. */
    private static boolean isBrace(Token before, int partner) {
        return before.is(Kind.OPEN) && partner < 0;
    }

    /** Whether each row is an equation, and the whole no side of one. */
    private static boolean isSystem(List<Token> tokens, int[] partner, int begin) {
        Token before = begin > 0 ? tokens.get(begin - 1) : tokens.get(tokens.size() - 1);
        boolean brace = isBrace(before, begin > 0 ? partner[begin - 1] : -1);
        Token left = brace && begin > 1 ? tokens.get(begin - 2) : before;
        boolean apart = brace && begin == 1
                || left.is(Kind.OVER)
                || left.is(Kind.BORDER)
                || left.is(Kind.ROW)
                || left.is(Kind.TEXT)
                || left.is(Kind.QUAD)
                || left.is(Kind.ALIGN)
                || left.isOperator(",")
                || left.isOperator(":");
        int end = partner[begin];
        if (!apart || end < 0) {
            return false;
        }
        boolean relation = false;
        int cell = 0;
        boolean equation = false;
        boolean empty = true;
        for (int i = begin + 1; i <= end; i++) {
            Token token = tokens.get(i);
            if (token.is(Kind.ROW) || i == end) {
                if (!empty && !equation) {
                    return false;
                }
                relation |= equation;
                equation = false;
                empty = true;
                cell = 0;
            } else if (token.is(Kind.ALIGN)) {
                cell++;
            } else {
                // In cells, a = b has its sign in the first, or in the second by itself.
                equation |= token.is(Kind.RELATION)
                        && (cell == 0 || cell == 1 && tokens.get(i - 1).is(Kind.ALIGN));
                empty = false;
                i = partner[i] > i ? partner[i] : i;
            }
        }
        return relation;
    }
}
