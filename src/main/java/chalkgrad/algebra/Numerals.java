package chalkgrad.algebra;

/**
 * How numbers look where they take the place of letters.
 *
 * <p>{@code Numerals.plain} of {@code exp(-(-0.5))} is {@code exp(0.5)}.
 */
public final class Numerals {
    private Numerals() {}

    /** In an exponent a number with two minus signs is written with none. */
    public static Expr plain(Expr e) {
        if (e instanceof Expr.Call c
                && c.function().equals("exp")
                && c.args().get(0) instanceof Expr.Neg negative
                && negative.arg() instanceof Expr.Num n
                && n.value().signum() < 0) {
            return Expr.call("exp", Expr.num(n.value().negate()));
        }
        return e.mapParts(Numerals::plain);
    }
}
