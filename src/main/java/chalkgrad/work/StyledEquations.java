package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes away the braces round a whole equation that is set in another style.
 *
 * <p>{@code \\mathbf{\\frac{\\partial L}{\\partial d} = f}} is an equation, and no side of one.
 */
final class StyledEquations {
    private StyledEquations() {}

    /** The tokens without the braces round equations. */
    static List<Token> open(List<Token> tokens) {
        int[] partner = Brackets.match(tokens);
        var drop = new boolean[tokens.size()];
        boolean any = false;
        for (int i = 0; i < tokens.size(); i++) {
            boolean group =
                    tokens.get(i).is(Kind.OPEN, "{") && partner[i] > i && (i == 0 || isBorder(tokens.get(i - 1)));
            if (group && hasRelation(tokens, partner, i)) {
                drop[i] = true;
                drop[partner[i]] = true;
                any = true;
            } else if (partner[i] > i) {
                i = partner[i];
            }
        }
        if (!any) {
            return tokens;
        }
        var open = new ArrayList<Token>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!drop[i]) {
                open.add(tokens.get(i));
            }
        }
        return open;
    }

    private static boolean isBorder(Token before) {
        return before.is(Kind.TEXT)
                || before.is(Kind.BORDER)
                || before.is(Kind.ROW)
                || before.is(Kind.OPEN, "{")
                || before.isOperator(",")
                || before.isOperator(":");
    }

    /** Whether a relation stands right between a brace and its partner. */
    private static boolean hasRelation(List<Token> tokens, int[] partner, int open) {
        for (int i = open + 1; i < partner[open]; i++) {
            if (tokens.get(i).is(Kind.RELATION)) {
                return true;
            } else if (partner[i] > i) {
                i = partner[i];
            }
        }
        return false;
    }
}
