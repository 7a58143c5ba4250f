package chalkgrad.evaluate;

import chalkgrad.evaluate.NumericFault.Kind;
import chalkgrad.evaluate.Real.Enclosure;
import chalkgrad.evaluate.Real.Exact;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Arithmetic and elementary functions of reals.
 *
 * <p>{@code Arithmetic.enclosing(40).div(Real.of(1), Real.of(3))} is one third, exactly; {@code exp} of it is an enclosure.
 *
 * <p>What is rational stays exact until a part of it has more than 4096 bits. {@link #enclosing} otherwise gives two decimals of so many
 * significant digits, rounded outward, with the true value between them. {@link #pointwise} gives one decimal near it and no proof.
 *
 * <p>Throws {@link NumericFault} where there is no result and {@link Undecided} where an enclosure is too wide to tell.
 */
public final class Arithmetic {
    /**
     * The most digits that are computed with. With so many, an enclosure that still has zero in it and is narrower than {@code 10^-500}
     * counts as zero: a value that is not would agree with zero to hundreds of digits by accident, while zeros that are not seen to be
     * such, {@code ln 2 + ln 3 - ln 6}, do come up.
     */
    static final int CAP = 1000;

    private static final BigDecimal NOTHING = new BigDecimal(BigInteger.ONE, CAP / 2);
    private static final BigDecimal EXP_LIMIT = BigDecimal.valueOf(1_000_000);
    /** From about here on an arc sine is worked out from the right angle. */
    private static final BigDecimal STEEP = new BigDecimal("0.7");

    private static final BigInteger SQUARED_LIMIT = BigInteger.valueOf(1_000_000);
    private static final Enclosure ALL_BUT_ZERO =
            new Enclosure(BigDecimal.ZERO, new BigDecimal(BigInteger.ONE, 434_294));

    private final Accuracy accuracy;
    private final Curves curves;

    private Arithmetic(Accuracy accuracy) {
        this.accuracy = accuracy;
        this.curves = new Curves(accuracy);
    }

    /** Arithmetic whose results are proven to contain the true value. */
    public static Arithmetic enclosing(int digits) {
        return new Arithmetic(new Accuracy(digits, false));
    }

    /**
     * Arithmetic that goes on with the middle of each result, rounded to {@code digits}: ordinary decimal floating point.
     *
     * <p>For long iterations, in which enclosures would grow until they say nothing. Nothing is proven: each result is near the true one for
     * the operands it was given, their errors add up unseen, and signs are those of the points. What is exact and has no more than
     * {@code digits} digits stays exact.
     */
    static Arithmetic pointwise(int digits) {
        return new Arithmetic(new Accuracy(digits, true));
    }

    /** Whether no more digits are to be had, so that what cannot be told from zero counts as zero. */
    public boolean last() {
        return accuracy.digits >= CAP;
    }

    /** -1, 0 or 1; {@link Undecided} where an enclosure has zero in it. */
    int sign(Real x) {
        if (x instanceof Exact exact) {
            return exact.signum();
        }
        BigDecimal lo = accuracy.lo(x);
        BigDecimal hi = accuracy.hi(x);
        if (lo.signum() == hi.signum() && (lo.signum() != 0)) {
            return lo.signum();
        } else if (lo.signum() == 0 && hi.signum() == 0) {
            return 0;
        } else if (last() && hi.compareTo(NOTHING) < 0 && lo.negate().compareTo(NOTHING) < 0) {
            return 0;
        }
        throw new Undecided("sign");
    }

    Real neg(Real x) {
        return x instanceof Exact exact
                ? exact.negate()
                : new Enclosure(accuracy.hi(x).negate(), accuracy.lo(x).negate());
    }

    Real abs(Real x) {
        if (x instanceof Exact exact) {
            return exact.abs();
        }
        BigDecimal lo = accuracy.lo(x);
        BigDecimal hi = accuracy.hi(x);
        return lo.signum() >= 0
                ? x
                : hi.signum() <= 0
                        ? neg(x)
                        : new Enclosure(BigDecimal.ZERO, lo.negate().max(hi));
    }

    Real add(Real a, Real b) {
        if (a instanceof Exact x && b instanceof Exact y) {
            return accuracy.exact(x.plus(y));
        } else if (isZero(a)) {
            return b;
        } else if (isZero(b)) {
            return a;
        } else if (accuracy.collapsing) {
            return Accuracy.point(accuracy.middle(a).add(accuracy.middle(b), accuracy.near));
        }
        return Range.enclosure(
                accuracy.lo(a).add(accuracy.lo(b), accuracy.down),
                accuracy.hi(a).add(accuracy.hi(b), accuracy.up));
    }

    Real sub(Real a, Real b) {
        return add(a, neg(b));
    }

    Real mul(Real a, Real b) {
        if (a instanceof Exact x && b instanceof Exact y) {
            return accuracy.exact(x.times(y));
        } else if (isZero(a) || isZero(b)) {
            return Exact.ZERO;
        } else if (isOne(a)) {
            return b;
        } else if (isOne(b)) {
            return a;
        } else if (accuracy.collapsing) {
            return Accuracy.point(accuracy.middle(a).multiply(accuracy.middle(b), accuracy.near));
        } else if (accuracy.hi(a).signum() <= 0) {
            return neg(mul(neg(a), b));
        }
        return accuracy.lo(a).signum() >= 0
                ? product(accuracy.lo(a), accuracy.hi(a), accuracy.lo(b), accuracy.hi(b))
                : straddling(accuracy.lo(a), accuracy.hi(a), accuracy.lo(b), accuracy.hi(b));
    }

    /** The product for 0 <= al. */
    private Real product(BigDecimal al, BigDecimal ah, BigDecimal bl, BigDecimal bh) {
        return Range.enclosure(
                (bl.signum() >= 0 ? al : ah).multiply(bl, accuracy.down),
                (bh.signum() >= 0 ? ah : al).multiply(bh, accuracy.up));
    }

    /** The product for al < 0 < ah. */
    private Real straddling(BigDecimal al, BigDecimal ah, BigDecimal bl, BigDecimal bh) {
        return Range.enclosure(
                al.multiply(bh, accuracy.down).min(ah.multiply(bl, accuracy.down)),
                al.multiply(bl, accuracy.up).max(ah.multiply(bh, accuracy.up)));
    }

    Real div(Real a, Real b) {
        int sign = sign(b);
        if (sign == 0) {
            throw new NumericFault(Kind.DIVISION_BY_ZERO, accuracy.middle(a));
        } else if (a instanceof Exact x && b instanceof Exact y) {
            return accuracy.exact(x.over(y));
        } else if (isZero(a) || isOne(b)) {
            return a;
        } else if (accuracy.collapsing) {
            return Accuracy.point(accuracy.middle(a).divide(accuracy.middle(b), accuracy.near));
        } else if (sign < 0) {
            return neg(div(a, neg(b)));
        }
        BigDecimal lo = accuracy.lo(a);
        BigDecimal hi = accuracy.hi(a);
        return Range.enclosure(
                lo.divide(lo.signum() >= 0 ? accuracy.hi(b) : accuracy.lo(b), accuracy.down),
                hi.divide(hi.signum() >= 0 ? accuracy.lo(b) : accuracy.hi(b), accuracy.up));
    }

    /**
     * The power. {@code x^0} is 1 for every x. A negative base is a fault unless the exponent is whole, and so is zero to a negative power.
     */
    Real pow(Real x, Real y) {
        if (y instanceof Exact exact && exact.denominator().equals(BigInteger.ONE)) {
            return whole(x, exact.numerator());
        } else if (y instanceof Exact exact && exact.denominator().equals(BigInteger.TWO)) {
            requireNotNegative(x, Kind.POWER);
            Arithmetic wider = wider(12);
            return accuracy.narrowed(wider.whole(wider.sqrt(x), exact.numerator()));
        } else if (y instanceof Enclosure e && e.isPoint() && isWhole(e.lo())) {
            return whole(x, e.lo().toBigInteger());
        }
        int sign = sign(x);
        if (sign < 0) {
            // An enclosure of the exponent may have a whole number in it that the exponent is.
            if (y instanceof Enclosure e
                    && e.lo().setScale(0, RoundingMode.CEILING).compareTo(e.hi()) <= 0) {
                throw new Undecided("power of a negative number");
            }
            throw new NumericFault(Kind.POWER, accuracy.middle(x));
        } else if (sign == 0) {
            return switch (sign(y)) {
                case 1 -> Exact.ZERO;
                case 0 -> Exact.ONE;
                default -> throw new NumericFault(Kind.DIVISION_BY_ZERO, accuracy.middle(x));
            };
        }
        Arithmetic wider = wider(12);
        return accuracy.narrowed(wider.exponential(wider.mul(y, wider.ln(x))));
    }

    private static boolean isWhole(BigDecimal value) {
        return value.signum() == 0
                || value.scale() <= 0
                || value.stripTrailingZeros().scale() <= 0;
    }

    private Real whole(Real x, BigInteger n) {
        if (n.signum() == 0) {
            return Exact.ONE;
        } else if (n.signum() < 0 && sign(x) == 0) {
            throw new NumericFault(Kind.DIVISION_BY_ZERO, accuracy.middle(x));
        } else if (x instanceof Exact exact && exact.fitsPower(n)) {
            return accuracy.exact(exact.power(n));
        } else if (n.equals(BigInteger.ONE)) {
            return x;
        } else if (n.abs().compareTo(SQUARED_LIMIT) > 0) {
            if (sign(x) == 0) {
                return Exact.ZERO;
            }
            Arithmetic wider = wider(12 + n.bitLength() / 3);
            Real size = wider.exponential(wider.mul(Real.of(new BigDecimal(n)), wider.ln(wider.abs(x))));
            return accuracy.narrowed(sign(x) < 0 && n.testBit(0) ? neg(size) : size);
        }
        // As many more digits as the error of n multiplications and of a division can spoil.
        Arithmetic wider = wider(10);
        int exponent = n.abs().intValueExact();
        Real power = wider.power(n.testBit(0) ? x : abs(x), exponent);
        return accuracy.narrowed(n.signum() < 0 ? wider.div(Exact.ONE, power) : power);
    }

    /** The power of {@code x}, which is not negative where {@code n} is even. */
    private Real power(Real x, int n) {
        return accuracy.collapsing
                ? Accuracy.point(Powers.power(accuracy.middle(x), n, accuracy.down))
                : Range.enclosure(
                        Powers.power(accuracy.lo(x), n, accuracy.down), Powers.power(accuracy.hi(x), n, accuracy.up));
    }

    /** The square root; a fault below zero. */
    Real sqrt(Real x) {
        int sign = requireNotNegative(x, Kind.ROOT);
        if (sign == 0) {
            return Exact.ZERO;
        }
        if (x instanceof Exact exact) {
            var root = exact.squareRoot();
            if (root.isPresent()) {
                return accuracy.exact(root.get());
            }
        }
        return accuracy.narrowed(Range.enclosure(
                Powers.squareRoot(accuracy.lo(x), accuracy.digits + 2, RoundingMode.FLOOR),
                Powers.squareRoot(accuracy.hi(x), accuracy.digits + 2, RoundingMode.CEILING)));
    }

    private int requireNotNegative(Real x, Kind fault) {
        // Zero itself is no harm: the lower end may be it.
        int sign = x instanceof Enclosure e && e.lo().signum() == 0 && e.hi().signum() > 0 ? 1 : sign(x);
        if (sign < 0) {
            throw new NumericFault(fault, accuracy.middle(x));
        }
        return sign;
    }

    /**
     * e to the power of {@code x}; a fault for arguments beyond 1,000,000.
     *
     * <p>Below -1,000,000 the result is only known to be all but zero, which is all that a sigmoid or a gelu far out needs.
     */
    Real exp(Real x) {
        if (isZero(x)) {
            return Exact.ONE;
        } else if (accuracy.hi(x).compareTo(EXP_LIMIT.negate()) < 0) {
            return accuracy.collapsing ? Exact.ZERO : ALL_BUT_ZERO;
        }
        return exponential(x);
    }

    private Real exponential(Real x) {
        requireExponent(x);
        return curves.increasing(x, Elementary::exp);
    }

    private void requireExponent(Real x) {
        if (accuracy.lo(x).compareTo(EXP_LIMIT) > 0 || accuracy.hi(x).compareTo(EXP_LIMIT.negate()) < 0) {
            throw new NumericFault(Kind.OVERFLOW, accuracy.middle(x));
        } else if (accuracy.hi(x).compareTo(EXP_LIMIT) > 0 || accuracy.lo(x).compareTo(EXP_LIMIT.negate()) < 0) {
            throw new Undecided("overflow");
        }
    }

    /** The natural logarithm; a fault for zero and below. */
    Real ln(Real x) {
        requirePositive(x);
        return isOne(x) ? Exact.ZERO : curves.increasing(x, Elementary::ln);
    }

    /** The logarithm to base ten; a fault for zero and below. */
    Real log10(Real x) {
        requirePositive(x);
        BigDecimal value = x instanceof Exact exact ? exact.decimalOrNull() : null;
        if (value != null) {
            long power = Range.exponent(value);
            if (value.compareTo(new BigDecimal(BigInteger.ONE, (int) -power)) == 0) {
                return Real.of(power);
            }
        }
        Arithmetic wider = wider(5);
        return accuracy.narrowed(wider.div(wider.ln(x), wider.ln(Real.of(10))));
    }

    /** The logarithm to base two; a fault for zero and below. */
    Real log2(Real x) {
        requirePositive(x);
        if (x instanceof Exact exact) {
            int power = exact.numerator().bitLength() - exact.denominator().bitLength();
            Real whole = Real.of(power);
            if (exact.equals(whole(Real.of(2), BigInteger.valueOf(power)))) {
                return whole;
            }
        }
        Arithmetic wider = wider(5);
        return accuracy.narrowed(wider.div(wider.ln(x), wider.ln(Real.of(2))));
    }

    private void requirePositive(Real x) {
        if (sign(x) <= 0) {
            throw new NumericFault(Kind.LOGARITHM, accuracy.middle(x));
        }
    }

    Real sin(Real x) {
        return isZero(x) ? Exact.ZERO : curves.wave(x, Elementary::sin);
    }

    Real cos(Real x) {
        return isZero(x) ? Exact.ONE : curves.wave(x, Elementary::cos);
    }

    /** The tangent; a fault where the cosine is zero. */
    Real tan(Real x) {
        if (isZero(x)) {
            return Exact.ZERO;
        }
        Arithmetic wider = wider(5);
        Real cosine = wider.cos(x);
        if (wider.sign(cosine) == 0) {
            throw new NumericFault(Kind.TANGENT, accuracy.middle(x));
        }
        return accuracy.narrowed(wider.div(wider.sin(x), cosine));
    }

    Real sinh(Real x) {
        if (isZero(x)) {
            return Exact.ZERO;
        }
        requireExponent(x);
        return curves.increasing(x, Elementary::sinh);
    }

    Real cosh(Real x) {
        if (isZero(x)) {
            return Exact.ONE;
        }
        requireExponent(x);
        return curves.increasing(abs(x), Elementary::cosh);
    }

    Real tanh(Real x) {
        return isZero(x) ? Exact.ZERO : Curves.within(curves.increasing(x, Elementary::tanh));
    }

    /** The inverse of the sine, between minus and plus a right angle; a fault beyond ±1. */
    Real arcsin(Real x) {
        BigDecimal middle = accuracy.middle(x);
        if (isZero(x)) {
            return Exact.ZERO;
        } else if (middle.compareTo(STEEP.negate()) < 0) {
            return neg(arcsin(neg(x)));
        }
        // The angle whose tangent is x/sqrt(1 - x^2); a right angle without it has the tangent sqrt(1 - x^2)/x.
        Arithmetic wider = wider(8);
        Real adjacent = wider.sqrt(wider.besideOf(x, Kind.ARCSINE));
        return accuracy.narrowed(
                middle.compareTo(STEEP) < 0
                        ? wider.arctan(wider.div(x, adjacent))
                        : wider.sub(wider.div(wider.pi(), Real.of(2)), wider.arctan(wider.div(adjacent, x))));
    }

    /** 1 - x^2, as a product that loses no digits near one; a fault where it is negative. */
    private Real besideOf(Real x, Kind fault) {
        Real beside = mul(sub(Exact.ONE, x), add(Exact.ONE, x));
        requireNotNegative(beside, fault);
        return beside;
    }

    /** The inverse of the cosine, between zero and two right angles; a fault beyond ±1. */
    Real arccos(Real x) {
        Arithmetic wider = wider(8);
        Real beside = wider.besideOf(x, Kind.ARCCOSINE);
        if (isOne(x)) {
            return Exact.ZERO;
        } else if (isOne(neg(x))) {
            return pi();
        }
        // Half the angle has the tangent sqrt((1 - x)/(1 + x)).
        Real half = wider.arctan(wider.div(wider.sqrt(beside), wider.add(Exact.ONE, x)));
        return accuracy.narrowed(wider.mul(Real.of(2), half));
    }

    /** The inverse of the tangent, between minus and plus a right angle. */
    Real arctan(Real x) {
        return isZero(x) ? Exact.ZERO : curves.increasing(x, Elementary::arctan);
    }

    /** The error function. */
    Real erf(Real x) {
        return isZero(x) ? Exact.ZERO : Curves.within(curves.increasing(x, Elementary::erf));
    }

    /** Euler's number. */
    Real e() {
        return exp(Exact.ONE);
    }

    /** The circle's. */
    Real pi() {
        return curves.widened(Elementary.pi(accuracy.digits + 3), Elementary.pi(accuracy.digits + 3));
    }

    private Arithmetic wider(int more) {
        return new Arithmetic(accuracy.wider(more));
    }

    private static boolean isZero(Real x) {
        return x instanceof Exact exact && exact.isZero();
    }

    private static boolean isOne(Real x) {
        return x instanceof Exact exact && exact.isOne();
    }
}
