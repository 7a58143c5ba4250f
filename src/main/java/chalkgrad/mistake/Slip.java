package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Cell;
import java.util.Map;

/**
 * A mistake made at one place: the steps that it changes.
 *
 * <p>With {@code w6} for {@code w5} in the net input of o1, {@code instead} has one entry, from {@code net(o1)} to {@code w6 h1 + w6 h2}.
 *
 * @param mistake the row of the table that it comes from
 * @param at the step at which it is made
 * @param instead what is written in place of the right expressions, in cells
 * @param was the right part of the step, for a remark to show
 * @param is what was put in its place
 */
public record Slip(Mistake mistake, Cell at, Map<Cell, Expr> instead, Expr was, Expr is) {
    public Slip {
        instead = Map.copyOf(instead);
    }
}
