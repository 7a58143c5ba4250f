package chalkgrad.evaluate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Whole powers and square roots of one decimal, rounded in a direction that is given.
 *
 * <p>{@code squareRoot(2, 5, FLOOR)} is {@code 1.4142}.
 */
final class Powers {
    private Powers() {}

    /** {@code x^n} rounded the way of {@code mc}, {@code FLOOR} or {@code CEILING}; beyond the range, a number beyond the range. */
    static BigDecimal power(BigDecimal x, int n, MathContext mc) {
        if (x.signum() == 0) {
            return BigDecimal.ZERO;
        }
        boolean negative = x.signum() < 0 && n % 2 != 0;
        boolean down = (mc.getRoundingMode() == RoundingMode.FLOOR) != negative;
        BigDecimal size = positive(
                x.abs(), n, new MathContext(mc.getPrecision(), down ? RoundingMode.FLOOR : RoundingMode.CEILING));
        return negative ? size.negate() : size;
    }

    private static BigDecimal positive(BigDecimal x, int n, MathContext mc) {
        long exponent = Range.exponent(x);
        if (exponent * n > Range.EXPONENT) {
            return Range.BEYOND;
        } else if ((exponent + 1) * n < -Range.EXPONENT) {
            return Range.BENEATH;
        }
        BigDecimal power = x;
        for (int bit = 30 - Integer.numberOfLeadingZeros(n); bit >= 0; bit--) {
            power = power.multiply(power, mc);
            if ((n >> bit & 1) != 0) {
                power = power.multiply(x, mc);
            }
        }
        return power;
    }

    /** The square root of {@code x >= 0} with {@code digits} digits or one more, rounded by {@code FLOOR} or {@code CEILING}. */
    static BigDecimal squareRoot(BigDecimal x, int digits, RoundingMode mode) {
        if (x.signum() == 0) {
            return BigDecimal.ZERO;
        }
        // A whole number of 2 digits or 2 digits + 1 places, with an even scale, has a root of digits places.
        long scale = 2L * digits - Range.exponent(x);
        int even = Math.toIntExact(scale + (scale & 1));
        BigInteger[] root = x.setScale(even, mode).unscaledValue().sqrtAndRemainder();
        boolean more = mode == RoundingMode.CEILING && root[1].signum() != 0;
        return new BigDecimal(more ? root[0].add(BigInteger.ONE) : root[0], even / 2);
    }
}
