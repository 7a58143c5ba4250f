package chalkgrad.check;

import chalkgrad.algebra.Symbol;
import chalkgrad.evaluate.Real;
import org.jspecify.annotations.Nullable;

/**
 * Where two expressions are compared: values for their symbols, point after point.
 *
 * <p>{@code FreePoints.of(left, right)} takes the symbols to be independent; whoever knows that {@code o} is {@code sigmoid(z)} brings values of
 * both together.
 */
public interface Points {
    /** How many points there are, counted from zero. */
    int count();

    /** How many of them must agree before two expressions are called equal without a proof. */
    int enough();

    /** The value of a symbol at a point; null where the symbol has none, as the constants e and pi have none. */
    @Nullable
    Real value(int point, Symbol symbol);
}
