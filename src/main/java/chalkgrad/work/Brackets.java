package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * Which bracket closes which.
 *
 * <p>Of {@code (a) + b)} the last has no partner; but in a matrix, a bracket does not reach beyond its row.
 */
final class Brackets {
    private Brackets() {}

    /** For each bracket, brace and environment the index of its partner; -1 for everything else, and where there is none. */
    static int[] match(List<Token> tokens) {
        var partner = new int[tokens.size()];
        Arrays.fill(partner, -1);
        var open = new ArrayDeque<Integer>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is(Kind.ROW)) {
                while (!open.isEmpty() && !tokens.get(open.peek()).is(Kind.BEGIN)) {
                    open.pop();
                }
            } else if (token.is(Kind.OPEN) || token.is(Kind.BEGIN)) {
                open.push(i);
            } else if ((token.is(Kind.CLOSE) || token.is(Kind.END)) && !open.isEmpty()) {
                int begin = open.pop();
                partner[begin] = i;
                partner[i] = begin;
            }
        }
        return partner;
    }
}
