package chalkgrad.evaluate;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Elementary functions of one decimal, approximated with a bound on the error.
 *
 * <p>{@code exp(x, 40)} differs from e^x by less than {@code 10^-40} of its size; so does every function here.
 *
 * <p>{@link Series} sums; here are the reductions and the short cuts at the ends, each with its bound next to it. Pi is the library's, with
 * {@link #GUARD} digits more than are used; its logarithm loses digits near one and its sine near multiples of pi, so they are not used.
 */
final class Elementary {
    /** Of a number beyond this power of ten nobody waits for the full turns to be taken off, which needs as many digits of pi. */
    private static final int TURNED = 20_000;

    private static final int GUARD = 8;

    /** How often the angle of a tangent is halved: what is left is below 1/8. */
    private static final int HALVINGS = 3;

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private Elementary() {}

    private static MathContext guarded(long digits) {
        return new MathContext(Math.toIntExact(digits) + GUARD);
    }

    static BigDecimal pi(int digits) {
        return BigDecimalMath.pi(guarded(digits));
    }

    static BigDecimal exp(BigDecimal x, int digits) {
        // |e^x - 1| < 2|x| for so small an x
        return x.signum() == 0 || Range.exponent(x) < -digits - 2L ? BigDecimal.ONE : Series.exp(x, digits);
    }

    /** The natural logarithm; {@code x > 0}. */
    static BigDecimal ln(BigDecimal x, int digits) {
        return Series.ln(x, digits);
    }

    static BigDecimal sin(BigDecimal x, int digits) {
        return turned(x, 0, digits);
    }

    static BigDecimal cos(BigDecimal x, int digits) {
        return turned(x, 1, digits);
    }

    /** The sine of {@code x} plus {@code quarters} right angles. */
    private static BigDecimal turned(BigDecimal x, int quarters, int digits) {
        BigDecimal rest = x;
        BigDecimal turns = BigDecimal.ZERO;
        if (x.abs().compareTo(HALF) > 0) {
            if (Range.exponent(x) > TURNED) {
                throw new Undecided("turns");
            }
            long precision = digits + GUARD + Math.max(0, Range.exponent(x));
            while (true) {
                BigDecimal right = pi((int) precision).divide(TWO);
                turns = x.divide(right, 0, RoundingMode.HALF_EVEN);
                rest = x.subtract(turns.multiply(right));
                // The rest is off by at most turns * 10^-precision < 10^(exponent + 1 - precision).
                long bound = Math.max(0, Range.exponent(x)) + 1 - precision;
                long missing = rest.signum() == 0 ? precision : bound + digits + 4 - Range.exponent(rest);
                if (turns.signum() == 0 || missing <= 0) {
                    break;
                }
                precision += missing;
            }
        }
        int quadrant = turns.toBigInteger()
                .add(BigInteger.valueOf(quarters))
                .and(BigInteger.valueOf(3))
                .intValue();
        BigDecimal value = quadrant % 2 == 0 ? smallSin(rest, digits) : smallCos(rest, digits);
        return quadrant < 2 ? value : value.negate();
    }

    /** For |x| < 0.8. */
    private static BigDecimal smallSin(BigDecimal x, int digits) {
        return tiny(x, digits) ? x : Series.sin(x.round(guarded(digits + 4L)), digits + 1);
    }

    /** For |x| < 0.8. */
    private static BigDecimal smallCos(BigDecimal x, int digits) {
        return tiny(x, digits) ? BigDecimal.ONE : Series.cos(x.round(guarded(digits + 4L)), digits + 1);
    }

    /** Whether the square of {@code x} is less than a tenth of the error that is allowed, so that sin, sinh, tanh are x and cos is 1. */
    private static boolean tiny(BigDecimal x, int digits) {
        return x.signum() == 0 || 2 * (Range.exponent(x) + 1) < -digits - 1L;
    }

    static BigDecimal sinh(BigDecimal x, int digits) {
        if (tiny(x, digits)) {
            return x;
        }
        // For x < 1 the difference is more than 2x, of two numbers below 3.
        int inner = digits + 3 + lost(x);
        BigDecimal e = exp(x.abs(), inner);
        MathContext mc = guarded(inner);
        BigDecimal value = e.subtract(BigDecimal.ONE.divide(e, mc), mc).divide(TWO, mc);
        return x.signum() < 0 ? value.negate() : value;
    }

    /**
     * The angle of a tangent: arctan x = pi/2 - arctan 1/x for x > 1, and arctan x = 2 arctan(x/(1 + sqrt(1 + x^2))), so often that the rest is
     * small.
     */
    static BigDecimal arctan(BigDecimal x, int digits) {
        if (tiny(x, digits)) {
            return x;
        }
        BigDecimal size = x.abs();
        // Each step may spoil a few units in the last place.
        int inner = digits + HALVINGS + 6;
        MathContext mc = guarded(inner);
        BigDecimal value;
        if (size.compareTo(BigDecimal.ONE) > 0) {
            // Beyond 10^digits the difference from a right angle is too small to be seen.
            value = pi(inner).divide(TWO).subtract(arctan(BigDecimal.ONE.divide(size, mc), inner), mc);
        } else {
            BigDecimal rest = size.round(mc);
            for (int i = 0; i < HALVINGS; i++) {
                BigDecimal root =
                        rest.multiply(rest, mc).add(BigDecimal.ONE, mc).sqrt(mc);
                rest = rest.divide(root.add(BigDecimal.ONE, mc), mc);
            }
            value = Series.arctan(rest, inner).multiply(BigDecimal.valueOf(1L << HALVINGS), mc);
        }
        return x.signum() < 0 ? value.negate() : value;
    }

    /** How many zeros {@code x} starts with. */
    private static int lost(BigDecimal x) {
        return (int) Math.max(0, -Range.exponent(x));
    }

    static BigDecimal cosh(BigDecimal x, int digits) {
        MathContext mc = guarded(digits + 3L);
        BigDecimal e = exp(x.abs(), digits + 3);
        return e.add(BigDecimal.ONE.divide(e, mc), mc).divide(TWO, mc);
    }

    static BigDecimal tanh(BigDecimal x, int digits) {
        if (tiny(x, digits)) {
            return x;
        }
        BigDecimal size = x.abs();
        BigDecimal value = BigDecimal.ONE;
        // 1 - tanh x < 2 e^-2x
        if (size.compareTo(BigDecimal.valueOf(2L * digits + 2)) <= 0) {
            // (e^2x - 1)/(e^2x + 1), whose numerator is more than 2x
            int inner = digits + 3 + lost(x);
            MathContext mc = guarded(inner);
            BigDecimal e = exp(size.multiply(TWO), inner);
            value = e.subtract(BigDecimal.ONE).divide(e.add(BigDecimal.ONE), mc);
        }
        return x.signum() < 0 ? value.negate() : value;
    }

    /** The error function, 2/sqrt(pi) e^(-x^2) S with the sum S of {@link Series#erf}, whose terms have one sign: nothing cancels. */
    static BigDecimal erf(BigDecimal x, int digits) {
        if (x.signum() == 0) {
            return x;
        } else if (tiny(x, digits)) {
            // 2x/sqrt(pi) (1 - x^2/3 + …)
            MathContext mc = guarded(digits);
            return x.multiply(TWO).divide(pi(digits).sqrt(mc), mc);
        }
        BigDecimal size = x.abs();
        BigDecimal value;
        // 1 - erf x < e^(-x^2) < 10^-digits
        if (size.compareTo(BigDecimal.valueOf(digits)) > 0
                || size.multiply(size)
                                .compareTo(BigDecimal.valueOf(5L * digits, 0).divide(TWO))
                        > 0) {
            value = BigDecimal.ONE;
        } else {
            int inner = digits + 12;
            MathContext mc = new MathContext(inner);
            BigDecimal square = size.multiply(size, mc);
            BigDecimal sum = Series.erf(size, digits + 4);
            // the rounding of x^2 changes e^(-x^2) by less than x^2 10^-inner of it
            BigDecimal root = pi(inner).sqrt(guarded(inner));
            value = sum.multiply(exp(square.negate(), inner), mc).multiply(TWO).divide(root, mc);
        }
        return x.signum() < 0 ? value.negate() : value;
    }

    /** {@code e^(x^2) (1 - erf x)} for x > 1: 1/(x sqrt(pi)) times the asymptotic series where that is good enough, else by the error function. */
    static BigDecimal scaledComplement(BigDecimal x, int digits) {
        BigDecimal square = x.multiply(x);
        // The smallest term of the series is near e^(-x^2), which is then less than a unit of the sum.
        if (square.compareTo(BigDecimal.valueOf(2.31 * digits + 32)) > 0) {
            MathContext mc = guarded(digits + 4L);
            BigDecimal series = Series.complement(square, digits + 3);
            return series.divide(x.multiply(pi(digits + 4).sqrt(mc), mc), mc);
        }
        int lost = square.intValue() / 2 + 3;
        BigDecimal complement = BigDecimal.ONE.subtract(erf(x.round(guarded(2L * digits + lost)), digits + lost));
        MathContext mc = guarded(digits + 3L);
        return complement.multiply(exp(square.round(guarded(digits + 8L)), digits + 3), mc);
    }
}
