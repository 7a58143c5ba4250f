package chalkgrad.evaluate;

import chalkgrad.model.Problem.Precision;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The range of the numbers that are computed with: zero, and from {@code 10^-1,000,000,000} to {@code 10^1,000,000,000} either side. */
final class Range {
    /** The largest and the negative of the smallest power of ten. */
    static final int EXPONENT = 1_000_000_000;

    static final BigDecimal BEYOND = new BigDecimal(BigInteger.ONE, -EXPONENT - 1);
    static final BigDecimal BENEATH = new BigDecimal(BigInteger.ONE, EXPONENT + 2);

    static final BigDecimal LEAST = new BigDecimal(BigInteger.ONE, EXPONENT);

    /** Scales between plus and minus this are in range, whatever the digits that a computation carries. */
    private static final int SAFE = 900_000_000;

    /** A result beyond this power of ten is not shown with all its digits before the point. */
    private static final int SHOWN = 1_000_000;

    private Range() {}

    /** A fault where a value that is to be shown with decimals has a number beyond {@code 10^1,000,000} in it. */
    static void requireResult(Value value, Precision precision) {
        if (precision instanceof Precision.Significant) {
            return;
        }
        for (Real entry : Tensor.entries(value)) {
            if (entry instanceof Real.Enclosure e && isBeyond(e.lo()) && isBeyond(e.hi())) {
                throw new NumericFault(NumericFault.Kind.OVERFLOW, e.lo());
            }
        }
    }

    private static boolean isBeyond(BigDecimal value) {
        return value.signum() != 0 && exponent(value) >= SHOWN;
    }

    /** The power of ten of the first digit; {@code value} is not zero. */
    static long exponent(BigDecimal value) {
        return (long) value.precision() - value.scale() - 1;
    }

    /** The least whole number that is not below {@code value}, which is so small that it can be written out. */
    static BigDecimal ceiling(BigDecimal value) {
        // What is tiny is not written out for it.
        boolean tiny = value.signum() != 0 && exponent(value) < -1;
        return (tiny ? BigDecimal.valueOf(value.signum(), 1) : value).setScale(0, RoundingMode.CEILING);
    }

    /** A fault where {@code value} is out of range. */
    static void check(BigDecimal value) {
        if (over(value)) {
            throw new NumericFault(NumericFault.Kind.OVERFLOW, value);
        } else if (under(value)) {
            throw new NumericFault(NumericFault.Kind.UNDERFLOW, value);
        }
    }

    /** The enclosure with these ends, wider where an end is out of range; a fault where the whole of it is too large. */
    static Real.Enclosure enclosure(BigDecimal lo, BigDecimal hi) {
        if (Math.abs((long) lo.scale()) < SAFE && Math.abs((long) hi.scale()) < SAFE) {
            return new Real.Enclosure(lo, hi);
        }
        boolean sameSign = lo.signum() * hi.signum() > 0;
        if (sameSign && over(lo) && over(hi)) {
            throw new NumericFault(NumericFault.Kind.OVERFLOW, lo);
        } else if (over(lo) || over(hi)) {
            throw new Undecided("overflow");
        }
        return new Real.Enclosure(
                under(lo) ? (lo.signum() > 0 ? BigDecimal.ZERO : LEAST.negate()) : lo,
                under(hi) ? (hi.signum() < 0 ? BigDecimal.ZERO : LEAST) : hi);
    }

    private static boolean over(BigDecimal value) {
        return value.signum() != 0 && exponent(value) >= EXPONENT;
    }

    private static boolean under(BigDecimal value) {
        return value.signum() != 0 && exponent(value) < -EXPONENT;
    }
}
