package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Occurrence;
import java.util.Map;

/**
 * A mistake made at one place: the steps that it changes.
 *
 * <p>With {@code w6} for {@code w5} in the net input of o1, {@code instead} has one entry, from {@code net(o1)} to {@code w6 h1 + w6 h2}.
 *
 * <p>Of a mistake that somebody makes again and again {@code instead} has an entry for every step that it changes; however often such a slip is
 * offered, its map is the same object, so that it need not be tried twice.
 *
 * @param mistake the row of the table that it comes from
 * @param at the step at which it is made; of a mistake made again and again, the first
 * @param instead what is written in place of the right expressions, in cells, and in {@link #UNKNOWN}
 * @param was the right part of the step, for a remark to show
 * @param is what was put in its place
 */
public record Slip(Mistake mistake, Occurrence at, Map<Occurrence, Expr> instead, Expr was, Expr is) {

    /**
     * A number that the mistake itself does not tell, such as another value for an input: whoever tries the slip solves for it. There is only one
     * in a slip, and {@link #was} is what it stands for.
     */
    public static final Symbol UNKNOWN = Unknown.NUMBER;

    private enum Unknown implements Symbol {
        NUMBER;

        @Override
        public String id() {
            return "?";
        }
    }

    public Slip {
        instead = Map.copyOf(instead);
    }

    /** Whether a number has to be found with which the slip explains a result. */
    public boolean hasUnknown() {
        return is.equals(UNKNOWN.expr());
    }
}
