package chalkgrad.evaluate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Power series summed in whole multiples of a unit u = 2^-p, with their error counted in units.
 *
 * <p>{@code exp(1, 40)} is e with an error below {@code 10^-40} of its size; so are all results here.
 *
 * <p>Every product and quotient is cut to a whole number of units, so a term of exp, sin and cos is off by at most 3 u: 2 for its own two cuts
 * and less than 1 for the error of its predecessor and of the argument, since the factors are below 1/3. With fewer than 10^5 terms, 20
 * bits more than the digits need are enough.
 */
final class Series {
    /** The bits that the counted errors can spoil: 3 u in 10^5 terms, and a few. */
    private static final int SPOILT = 20;

    /** For an exponential of an argument up to this, e^x is scaled by squaring alone. */
    private static final BigDecimal SQUARED = BigDecimal.valueOf(32);

    private static final BigDecimal NEAR_LOW = new BigDecimal("1e-8");
    private static final BigDecimal NEAR_HIGH = new BigDecimal("1e8");

    private Series() {}

    /** As many bits as {@code digits} digits, and three more. */
    private static int bits(int digits) {
        return (int) (digits * 3.33) + 4;
    }

    /** In units, cut. */
    private static BigInteger units(BigDecimal x, int p) {
        if (x.scale() <= 0) {
            return x.toBigIntegerExact().shiftLeft(p);
        }
        return x.unscaledValue().shiftLeft(p).divide(BigInteger.TEN.pow(x.scale()));
    }

    /** With so many decimal places, cut. */
    private static BigDecimal decimal(BigInteger units, int p, int places) {
        return new BigDecimal(units.multiply(BigInteger.TEN.pow(places)).shiftRight(p), places);
    }

    /** e^x for |x| <= 10^10; x has no more decimal places than a few times {@code digits}. */
    static BigDecimal exp(BigDecimal x, int digits) {
        BigDecimal size = x.abs();
        if (size.compareTo(SQUARED) > 0) {
            // x = tens ln 10 + rest: thirteen more digits, for ten of the factor
            BigDecimal ten = ln(BigDecimal.TEN, digits + 13);
            BigDecimal tens = x.divide(ten, 0, RoundingMode.HALF_EVEN);
            BigDecimal rest = x.subtract(tens.multiply(ten)).setScale(digits + 6, RoundingMode.HALF_EVEN);
            return exp(rest, digits + 1).scaleByPowerOfTen(tens.intValueExact());
        }
        int whole = size.intValue() + 1;
        int sure = bits(digits + 1);
        // e^x = (e^(x / 2^halvings))^(2^halvings); each squaring doubles the relative error
        int halvings = Math.max(6, (int) Math.sqrt(sure) / 2) + 32 - Integer.numberOfLeadingZeros(whole);
        // a unit of 1/e^|x| is as much as e^|x| < 2^(1.5 |x|) of its own size
        int p = sure + SPOILT + halvings + (x.signum() < 0 ? whole + whole / 2 + 1 : 0);
        BigInteger y = units(size, p).shiftRight(halvings);
        BigInteger term = BigInteger.ONE.shiftLeft(p);
        BigInteger sum = term;
        for (int n = 1; term.signum() != 0; n++) {
            term = term.multiply(y).shiftRight(p).divide(BigInteger.valueOf(n));
            sum = sum.add(term);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.multiply(sum).shiftRight(p);
        }
        return x.signum() < 0
                ? decimal(BigInteger.ONE.shiftLeft(2 * p).divide(sum), p, digits + 3 + whole / 2 + 1)
                : decimal(sum, p, digits + 3);
    }

    /** The natural logarithm; {@code x > 0}. */
    static BigDecimal ln(BigDecimal x, int digits) {
        if (x.compareTo(NEAR_LOW) < 0 || x.compareTo(NEAR_HIGH) > 0) {
            // The sum is at least 16, the logarithm of the mantissa less than 2.31, the power of ten at most ten
            // digits long.
            int power = Math.toIntExact(Range.exponent(x));
            BigDecimal tens = ln(BigDecimal.TEN, digits + 12).multiply(BigDecimal.valueOf(power));
            BigDecimal mantissa = x.scaleByPowerOfTen(-power);
            return tens.add(near(mantissa, digits + 2));
        }
        BigDecimal beyond = x.subtract(BigDecimal.ONE);
        if (beyond.signum() == 0) {
            return BigDecimal.ZERO;
        }
        long lost = Math.max(0, -Range.exponent(beyond));
        // |ln(1 + t) - t| < t^2 for |t| < 1/2
        return lost > digits + 2L ? beyond : near(x, digits + (int) lost + 2);
    }

    /**
     * The natural logarithm, off by less than {@code 10^-digits}, for 10^-8 <= x <= 10^8.
     *
     * <p>ln x = y + ln(1 + t) with t = x e^-y - 1, for any y. A y that a double has makes t about 10^-15, and few terms are needed; the
     * bound does not rest on the double: the terms are summed until they vanish, and each is off by less than 3 u.
     */
    private static BigDecimal near(BigDecimal x, int digits) {
        BigDecimal y = BigDecimal.valueOf(Math.round(Math.log(x.doubleValue()) * 1e15), 15);
        int p = bits(digits + 1) + SPOILT;
        BigDecimal t = x.multiply(exp(y.negate(), digits + 8)).subtract(BigDecimal.ONE);
        BigInteger size = units(t.abs(), p);
        BigInteger power = size;
        BigInteger sum = size;
        // t - t^2/2 + t^3/3 - …, or -(|t| + |t|^2/2 + |t|^3/3 + …)
        for (int n = 2; power.signum() != 0; n++) {
            power = power.multiply(size).shiftRight(p);
            BigInteger term = power.divide(BigInteger.valueOf(n));
            sum = t.signum() > 0 && n % 2 == 0 ? sum.subtract(term) : sum.add(term);
        }
        BigDecimal rest = decimal(sum, p, digits + 3);
        return t.signum() > 0 ? y.add(rest) : y.subtract(rest);
    }

    /** For |x| < 0.8; {@code x} is not zero. */
    static BigDecimal sin(BigDecimal x, int digits) {
        int lost = (int) Math.max(0, -Range.exponent(x));
        int p = bits(digits + lost + 1) + SPOILT;
        BigInteger y = units(x.abs(), p);
        BigDecimal value = decimal(alternating(y, y.multiply(y).shiftRight(p), 2, p), p, digits + lost + 3);
        return x.signum() < 0 ? value.negate() : value;
    }

    /** For |x| < 0.8. */
    static BigDecimal cos(BigDecimal x, int digits) {
        int p = bits(digits + 1) + SPOILT;
        BigInteger y = units(x.abs(), p);
        return decimal(alternating(BigInteger.ONE.shiftLeft(p), y.multiply(y).shiftRight(p), 1, p), p, digits + 3);
    }

    /** For 0 < x < 1/8: x - x^3/3 + x^5/5 - …; a power is off by at most 2 u, its predecessor's share being below 1/64. */
    static BigDecimal arctan(BigDecimal x, int digits) {
        int lost = (int) Math.max(0, -Range.exponent(x));
        int p = bits(digits + lost + 1) + SPOILT;
        BigInteger power = units(x, p);
        BigInteger square = power.multiply(power).shiftRight(p);
        BigInteger sum = power;
        for (long n = 3; power.signum() != 0; n += 2) {
            power = power.multiply(square).shiftRight(p);
            BigInteger term = power.divide(BigInteger.valueOf(n));
            sum = n % 4 == 3 ? sum.subtract(term) : sum.add(term);
        }
        return decimal(sum, p, digits + lost + 3);
    }

    /** {@code first} (1 - s/(k (k+1)) + s^2/(k (k+1) (k+2) (k+3)) - …) for the square s. */
    private static BigInteger alternating(BigInteger first, BigInteger square, int k, int p) {
        BigInteger term = first;
        BigInteger sum = first;
        boolean minus = true;
        for (long n = k; term.signum() != 0; n += 2) {
            term = term.multiply(square).shiftRight(p).divide(BigInteger.valueOf(n * (n + 1)));
            sum = minus ? sum.subtract(term) : sum.add(term);
            minus = !minus;
        }
        return sum;
    }

    /**
     * The error function's S = x + 2x^3/3 + 4x^5/15 + …, for {@code 0 < x} and x^2 < 3 {@code digits}.
     *
     * <p>A term is its predecessor times f/(2n+1), f = 2x^2. While it grows, an error of 2 u is at most 2 u/x of its size, and the error of f
     * is spread over n factors; fewer than 10^5 terms are taken, so twice the bits are kept. No term vanishes before f/(2n+1) < 1/2, since
     * until then each is at least x; what is left out is therefore less than a few u.
     */
    static BigDecimal erf(BigDecimal x, int digits) {
        int lost = (int) Math.max(0, -Range.exponent(x));
        int p = bits(digits + lost + 1) + 2 * SPOILT;
        BigInteger term = units(x, p);
        BigInteger factor = term.multiply(term).shiftRight(p - 1);
        BigInteger sum = term;
        for (long n = 3; term.signum() != 0; n += 2) {
            term = term.multiply(factor).shiftRight(p).divide(BigInteger.valueOf(n));
            sum = sum.add(term);
        }
        return decimal(sum, p, digits + lost + 3);
    }

    /**
     * The asymptotic series 1 - 1/(2s) + 3/(2s)^2 - 15/(2s)^3 + … of the complement of the error function at the root of {@code square}.
     *
     * <p>What is left out is less than the first term left out; the terms fall until there are about {@code square} of them, and the caller
     * sees to it that one vanishes before.
     */
    static BigDecimal complement(BigDecimal square, int digits) {
        int p = bits(digits + 1) + SPOILT;
        BigInteger one = BigInteger.ONE.shiftLeft(p);
        BigInteger inverse =
                units(BigDecimal.ONE.divide(square.add(square), new java.math.MathContext(digits + 12)), p);
        BigInteger term = one;
        BigInteger sum = one;
        boolean minus = true;
        for (long n = 1; term.signum() != 0; n += 2) {
            term = term.multiply(inverse.multiply(BigInteger.valueOf(n))).shiftRight(p);
            sum = minus ? sum.subtract(term) : sum.add(term);
            minus = !minus;
        }
        return decimal(sum, p, digits + 3);
    }
}
