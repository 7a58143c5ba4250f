package chalkgrad.evaluate;

import chalkgrad.evaluate.NumericFault.Kind;
import chalkgrad.evaluate.Real.Enclosure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Functions of a real, by approximations of them at the ends of what it lies between.
 *
 * <p>{@code new Curves(accuracy).increasing(x, Elementary::exp)} has {@code e^x} in it.
 */
final class Curves {
    private static final int ANGLE_LIMIT = 1000;
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final Enclosure UNIT = new Enclosure(BigDecimal.ONE.negate(), BigDecimal.ONE);

    private final Accuracy accuracy;

    Curves(Accuracy accuracy) {
        this.accuracy = accuracy;
    }

    /** A function of one decimal, off by less than {@code 10^-digits} of its size. */
    interface Approximation {
        BigDecimal at(BigDecimal x, int digits);
    }

    /** A function that rises wherever it is asked for. */
    Enclosure increasing(Real x, Approximation function) {
        BigDecimal from = (accuracy.collapsing ? accuracy.middle(x) : accuracy.lo(x))
                .round(new MathContext(argumentDigits(), RoundingMode.FLOOR));
        BigDecimal to = accuracy.collapsing
                ? from
                : accuracy.hi(x).round(new MathContext(argumentDigits(), RoundingMode.CEILING));
        BigDecimal low = function.at(from, accuracy.digits + 3);
        return widened(low, from.compareTo(to) == 0 ? low : function.at(to, accuracy.digits + 3));
    }

    /** A positive function that falls wherever it is asked for. */
    Enclosure decreasing(Real x, Approximation function) {
        Enclosure turned = increasing(x, (at, digits) -> function.at(at, digits).negate());
        return new Enclosure(turned.hi().negate(), turned.lo().negate());
    }

    /**
     * How many digits of an argument are looked at: an exact one may have many, and they count, for near one a logarithm, near a multiple of
     * pi a sine, and far from zero an exponential depends on digits beyond those of the result.
     */
    private int argumentDigits() {
        return 2 * accuracy.digits + 60;
    }

    /** From less than {@code low} to more than {@code high}, by more than an approximation's error. */
    Enclosure widened(BigDecimal low, BigDecimal high) {
        if (accuracy.collapsing) {
            return Accuracy.point(low.round(accuracy.near));
        }
        return Range.enclosure(low.subtract(error(low), accuracy.down), high.add(error(high), accuracy.up));
    }

    private BigDecimal error(BigDecimal value) {
        return value.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(BigInteger.ONE, Math.toIntExact(accuracy.digits + 2 - Range.exponent(value)));
    }

    /** A function whose slope is never beyond ±1, by the middle of the argument and its radius. */
    Real wave(Real x, Approximation function) {
        BigDecimal lo = accuracy.lo(x);
        BigDecimal hi = accuracy.hi(x);
        BigDecimal size = lo.abs().max(hi.abs());
        long exponent = size.signum() == 0 ? 0 : Math.max(0, Range.exponent(size));
        if (exponent > ANGLE_LIMIT) {
            throw new NumericFault(Kind.OVERFLOW, accuracy.middle(x));
        }
        MathContext working = new MathContext(argumentDigits() + (int) exponent);
        BigDecimal middle = lo.add(hi, working).multiply(HALF, working);
        BigDecimal value = function.at(middle, accuracy.digits + 3);
        if (accuracy.collapsing) {
            return Accuracy.point(value.round(accuracy.near));
        }
        BigDecimal radius = hi.subtract(middle).max(middle.subtract(lo)).add(error(value));
        return within(Range.enclosure(value.subtract(radius, accuracy.down), value.add(radius, accuracy.up)));
    }

    /** A value that is known to be between -1 and 1. */
    static Real within(Real x) {
        return x instanceof Enclosure e
                ? new Enclosure(
                        e.lo().max(UNIT.lo()).min(UNIT.hi()),
                        e.hi().min(UNIT.hi()).max(UNIT.lo()))
                : x;
    }
}
