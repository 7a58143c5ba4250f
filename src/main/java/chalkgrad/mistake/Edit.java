package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import java.util.Map;

/**
 * What a mistake makes of the steps, before it has its name.
 *
 * <p>{@code Edit.of(at, whole, part, other)} is {@code whole} at one step.
 *
 * @param at the step at which it is made, of several the first
 * @param instead as in a {@link Slip}
 */
record Edit(Occurrence at, Map<Occurrence, Expr> instead, Expr was, Expr is) {

    static Edit of(Occurrence at, Expr whole, Expr was, Expr is) {
        return new Edit(at, Map.of(at, whole), was, is);
    }
}
