package chalkgrad.evaluate;

import chalkgrad.evaluate.NumericFault.Kind;
import chalkgrad.evaluate.Real.Enclosure;
import chalkgrad.evaluate.Real.Exact;
import chalkgrad.evaluate.Real.Form;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

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
    /** Exponents of powers beyond so many powers of ten are not taken for whole numbers. */
    private static final int WRITTEN = 10_000;

    /**
     * The most digits that are computed with. With so many, an enclosure that still has zero in it and is narrower than {@code 10^-500}
     * counts as zero: a value that is not would agree with zero to hundreds of digits by accident, while zeros that are not seen to be
     * such, {@code ln 2 + ln 3 - ln 6}, do come up.
     */
    static final int CAP = 1000;

    private static final BigDecimal NOTHING = new BigDecimal(BigInteger.ONE, CAP / 2);
    /** From about here on an arc sine is worked out from the right angle. */
    private static final BigDecimal STEEP = new BigDecimal("0.7");

    private static final BigDecimal EXP_LIMIT = BigDecimal.valueOf(2_000_000_000);
    private static final BigInteger SQUARED_LIMIT = BigInteger.valueOf(1_000_000);
    private static final Enclosure ALL_BUT_ZERO =
            new Enclosure(BigDecimal.ZERO, new BigDecimal(BigInteger.ONE, 868_588_963));

    /** What two numbers of which the forms are known are told apart with. */
    private static final int TELLING = 60;

    private final Accuracy accuracy;
    private final Curves curves;
    private final Tails tails;

    private final boolean last;
    private final @Nullable Losses losses;

    private Arithmetic(Accuracy accuracy, boolean last, @Nullable Losses losses) {
        this.accuracy = accuracy;
        this.last = last;
        this.losses = losses;
        this.curves = new Curves(accuracy);
        this.tails = new Tails(this, accuracy);
    }

    /** Whether two numbers are certainly not the same, by their forms. */
    static boolean differ(Real left, Real right) {
        Arithmetic arithmetic = enclosing(TELLING);
        try {
            return arithmetic.sign(arithmetic.sub(left, right)) != 0;
        } catch (Undecided undecided) {
            return false;
        }
    }

    /** Arithmetic whose results are proven to contain the true value. */
    public static Arithmetic enclosing(int digits) {
        return new Arithmetic(new Accuracy(digits, false), digits >= CAP, null);
    }

    /**
     * Arithmetic that goes on with the middle of each result, rounded to {@code digits}: ordinary decimal floating point.
     *
     * <p>For long iterations, in which enclosures would grow until they say nothing. Nothing is proven: each result is near the true one for
     * the operands it was given, their errors add up unseen, and signs are those of the points. What is exact and has no more than
     * {@code digits} digits stays exact.
     */
    static Arithmetic pointwise(int digits) {
        return new Arithmetic(new Accuracy(digits, true), digits >= CAP, null);
    }

    /**
     * The same, noting where a part of a number is lost that is smaller than the last digit: {@code pi + e^-3000} with 60 digits. Two such
     * numbers may agree to every digit and be different.
     */
    public Arithmetic noting(Losses losses) {
        return new Arithmetic(accuracy, last, losses);
    }

    /** Whether anything was lost since somebody last asked; for one thread. */
    public static final class Losses {
        private boolean any;

        /** Whether anything was lost; from now on nothing has been. */
        public boolean take() {
            boolean was = any;
            any = false;
            return was;
        }
    }

    /** Notes that the form of {@code x} is lost. */
    private void lose(Real x) {
        if (losses != null && x instanceof Enclosure e && e.form() instanceof Form.Beside) {
            losses.any = true;
        }
    }

    /** Whether no more digits are to be had, so that what cannot be told from zero counts as zero. */
    public boolean last() {
        return last;
    }

    /** The same for a computation that more digits would take too long for. */
    Arithmetic asLast() {
        return new Arithmetic(accuracy, true, losses);
    }

    /** -1, 0 or 1; {@link Undecided} where an enclosure has zero in it. */
    int sign(Real x) {
        if (x instanceof Exact exact) {
            return exact.signum();
        } else if (((Enclosure) x).form() instanceof Form.Beside form) {
            return form.anchor().signum();
        } else if (((Enclosure) x).form() instanceof Form.Scaled form) {
            return sign(form.mantissa());
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
        if (x instanceof Exact exact) {
            return exact.negate();
        }
        Enclosure e = (Enclosure) x;
        return tails.negated(e, new Enclosure(e.hi().negate(), e.lo().negate()));
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
        if (isZero(a)) {
            return b;
        } else if (isZero(b)) {
            return a;
        } else if (a instanceof Exact x && b instanceof Exact y) {
            Real sum = accuracy.exact(x.plus(y));
            if (sum instanceof Exact) {
                return sum;
            }
        }
        Real finely = tails.sum(a, b);
        if (finely == null && losses != null) {
            losses.any |= tails.isBeyond(a, b) || tails.isBeyond(b, a);
            lose(a);
            lose(b);
        }
        return finely == null ? roughSum(a, b) : finely;
    }

    /** The sum by its bounds alone. */
    Enclosure roughSum(Real a, Real b) {
        if (accuracy.collapsing) {
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
        }
        Real finely = tails.product(a, b);
        if (finely == null) {
            lose(a);
            lose(b);
            return roughProduct(a, b);
        }
        return finely;
    }

    /** The product by its bounds alone. */
    Enclosure roughProduct(Real a, Real b) {
        if (accuracy.collapsing) {
            return Accuracy.point(accuracy.middle(a).multiply(accuracy.middle(b), accuracy.near));
        } else if (accuracy.hi(a).signum() <= 0) {
            return turned(roughProduct(neg(a), b));
        }
        return accuracy.lo(a).signum() >= 0
                ? product(accuracy.lo(a), accuracy.hi(a), accuracy.lo(b), accuracy.hi(b))
                : straddling(accuracy.lo(a), accuracy.hi(a), accuracy.lo(b), accuracy.hi(b));
    }

    private static Enclosure turned(Enclosure x) {
        return new Enclosure(x.hi().negate(), x.lo().negate());
    }

    /** The product for 0 <= al. */
    private Enclosure product(BigDecimal al, BigDecimal ah, BigDecimal bl, BigDecimal bh) {
        return Range.enclosure(
                (bl.signum() >= 0 ? al : ah).multiply(bl, accuracy.down),
                (bh.signum() >= 0 ? ah : al).multiply(bh, accuracy.up));
    }

    /** The product for al < 0 < ah. */
    private Enclosure straddling(BigDecimal al, BigDecimal ah, BigDecimal bl, BigDecimal bh) {
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
        }
        Real finely = tails.quotient(a, b);
        if (finely == null) {
            lose(a);
            lose(b);
            return roughQuotient(a, b);
        }
        return finely;
    }

    /** The quotient by its bounds alone; those of the divisor do not touch zero. */
    Enclosure roughQuotient(Real a, Real b) {
        if (accuracy.collapsing) {
            return Accuracy.point(accuracy.middle(a).divide(accuracy.middle(b), accuracy.near));
        } else if (accuracy.hi(b).signum() <= 0) {
            return turned(roughQuotient(a, neg(b)));
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
        } else if (y instanceof Enclosure e && e.isPoint() && isWrittenOut(e.lo()) && isWhole(e.lo())) {
            return whole(x, e.lo().toBigInteger());
        }
        int sign = sign(x);
        if (sign < 0) {
            // An enclosure of the exponent may have a whole number in it that the exponent is.
            if (y instanceof Enclosure e && mayBeWhole(e)) {
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
        return accuracy.narrowed(wider.exp(wider.mul(y, wider.ln(x))));
    }

    /** Whether a number has so few digits before and behind the point that it can be written without an exponent. */
    private static boolean isWrittenOut(BigDecimal value) {
        return value.signum() == 0 || Math.abs(Range.exponent(value)) <= WRITTEN;
    }

    private static boolean mayBeWhole(Enclosure e) {
        BigDecimal size = e.lo().abs().max(e.hi().abs());
        if (size.compareTo(BigDecimal.ONE) < 0) {
            return e.lo().signum() * e.hi().signum() <= 0;
        }
        return !isWrittenOut(size) || Range.ceiling(e.lo()).compareTo(e.hi()) <= 0;
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
        }
        Real finely = tails.power(x, n);
        if (finely != null) {
            return finely;
        }
        lose(x);
        if (n.abs().compareTo(SQUARED_LIMIT) > 0) {
            if (sign(x) == 0) {
                return Exact.ZERO;
            }
            Arithmetic wider = wider(12 + n.bitLength() / 3);
            Real size = wider.exp(wider.mul(Real.of(new BigDecimal(n)), wider.ln(wider.abs(x))));
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
        Real finely = tails.squareRoot(x);
        if (finely == null) {
            lose(x);
            return roughSquareRoot(x);
        }
        return finely;
    }

    /** The square root by the bounds alone. */
    Real roughSquareRoot(Real x) {
        return accuracy.narrowed(Range.enclosure(
                Powers.squareRoot(accuracy.lo(x), accuracy.digits + 2, RoundingMode.FLOOR),
                Powers.squareRoot(accuracy.hi(x), accuracy.digits + 2, RoundingMode.CEILING)));
    }

    private int requireNotNegative(Real x, Kind fault) {
        // Zero itself is no harm: the lower end may be it.
        int sign = x instanceof Enclosure e && e.form() == null && e.lo().signum() == 0 && e.hi().signum() > 0
                ? 1
                : sign(x);
        if (sign < 0) {
            throw new NumericFault(fault, accuracy.middle(x));
        }
        return sign;
    }

    /**
     * e to the power of {@code x}; a fault for arguments beyond 2,000,000,000.
     *
     * <p>Below -2,000,000,000 no decimal is so small; of the result its bounds are known, and its logarithm.
     */
    Real exp(Real x) {
        if (isZero(x)) {
            return Exact.ONE;
        }
        Real finely = tails.exponential(x);
        if (finely == null) {
            lose(x);
            return roughExponential(x);
        }
        return finely;
    }

    /** The exponential by the bounds of its argument alone. */
    Enclosure roughExponential(Real x) {
        if (accuracy.hi(x).compareTo(EXP_LIMIT.negate()) < 0) {
            return ALL_BUT_ZERO;
        }
        requireExponent(x);
        return curves.increasing(x, Elementary::exp);
    }

    /** Whether {@code e^-x} is in range. */
    boolean hasInverse(Real x) {
        return accuracy.lo(x).compareTo(EXP_LIMIT.negate()) > 0;
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
        if (isOne(x)) {
            return Exact.ZERO;
        }
        Real finely = tails.logarithm(x);
        if (finely == null) {
            lose(x);
            return curves.increasing(x, Elementary::ln);
        }
        return finely;
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
        lose(x);
        return isZero(x) ? Exact.ZERO : curves.wave(x, Elementary::sin);
    }

    Real cos(Real x) {
        if (isZero(x)) {
            return Exact.ONE;
        }
        Real finely = tails.cosine(x, false);
        if (finely == null) {
            lose(x);
            return curves.wave(x, Elementary::cos);
        }
        return finely;
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
        return isFar(x) ? accuracy.narrowed(wider(3).half(x, -1)) : curves.increasing(x, Elementary::sinh);
    }

    Real cosh(Real x) {
        if (isZero(x)) {
            return Exact.ONE;
        } else if (isFar(x)) {
            return accuracy.narrowed(wider(3).half(x, 1));
        }
        Real finely = tails.cosine(x, true);
        if (finely == null) {
            lose(x);
            return curves.increasing(abs(x), Elementary::cosh);
        }
        return finely;
    }

    /** Whether one of {@code e^x} and {@code e^-x} is lost beside the other. */
    private boolean isFar(Real x) {
        return accuracy.middle(x).abs().compareTo(BigDecimal.valueOf(accuracy.digits)) > 0;
    }

    /** Half of {@code e^x} and {@code e^-x} together, the latter with a sign. */
    private Real half(Real x, int sign) {
        return div(add(exp(x), mul(Real.of(sign), exp(neg(x)))), Real.of(2));
    }

    Real tanh(Real x) {
        if (isZero(x)) {
            return Exact.ZERO;
        }
        Real finely = tails.tanh(x);
        if (finely == null) {
            lose(x);
            return Curves.within(curves.increasing(x, Elementary::tanh));
        }
        return finely;
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
        if (isZero(x)) {
            return Exact.ZERO;
        }
        Real finely = tails.erf(x);
        if (finely == null) {
            lose(x);
            return Curves.within(curves.increasing(x, Elementary::erf));
        }
        return finely;
    }

    /** {@code e^(x^2) (1 - erf x)} for a positive {@code x}. */
    Real scaledComplement(Real x) {
        return curves.decreasing(x, Elementary::scaledComplement);
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
        return new Arithmetic(accuracy.wider(more), last, losses);
    }

    private static boolean isZero(Real x) {
        return x instanceof Exact exact && exact.isZero();
    }

    private static boolean isOne(Real x) {
        return x instanceof Exact exact && exact.isOne();
    }
}
