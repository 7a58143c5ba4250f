package chalkgrad.evaluate;

import chalkgrad.evaluate.NumericFault.Kind;
import chalkgrad.evaluate.Real.Enclosure;
import chalkgrad.evaluate.Real.Exact;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
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
    public static final int CAP = 1000;

    private static final BigDecimal NOTHING = new BigDecimal(BigInteger.ONE, CAP / 2);
    private static final BigDecimal EXP_LIMIT = BigDecimal.valueOf(1_000_000);
    private static final BigInteger SQUARED_LIMIT = BigInteger.valueOf(1_000_000);
    private static final int ANGLE_LIMIT = 1000;
    private static final Enclosure ALL_BUT_ZERO =
            new Enclosure(BigDecimal.ZERO, new BigDecimal(BigInteger.ONE, 434_294));
    private static final Enclosure UNIT = new Enclosure(BigDecimal.ONE.negate(), BigDecimal.ONE);

    private final int digits;
    private final boolean collapsing;
    private final MathContext down;
    private final MathContext up;
    private final MathContext near;

    private Arithmetic(int digits, boolean collapsing) {
        if (digits < 1) {
            throw new IllegalArgumentException("digits " + digits);
        }
        this.digits = digits;
        this.collapsing = collapsing;
        this.down = new MathContext(digits, RoundingMode.FLOOR);
        this.up = new MathContext(digits, RoundingMode.CEILING);
        this.near = new MathContext(digits, RoundingMode.HALF_EVEN);
    }

    /** Arithmetic whose results are proven to contain the true value. */
    public static Arithmetic enclosing(int digits) {
        return new Arithmetic(digits, false);
    }

    /**
     * Arithmetic that goes on with the middle of each result, rounded to {@code digits}: ordinary decimal floating point.
     *
     * <p>For long iterations, in which enclosures would grow until they say nothing. Nothing is proven: each result is near the true one for
     * the operands it was given, their errors add up unseen, and signs are those of the points. What is exact and has no more than
     * {@code digits} digits stays exact.
     */
    public static Arithmetic pointwise(int digits) {
        return new Arithmetic(digits, true);
    }

    /** How many significant digits results have. */
    public int digits() {
        return digits;
    }

    /** Whether no more digits are to be had, so that what cannot be told from zero counts as zero. */
    public boolean last() {
        return digits >= CAP;
    }

    /** -1, 0 or 1; {@link Undecided} where an enclosure has zero in it. */
    public int sign(Real x) {
        if (x instanceof Exact exact) {
            return exact.signum();
        }
        BigDecimal lo = lo(x);
        BigDecimal hi = hi(x);
        if (lo.signum() == hi.signum() && (lo.signum() != 0)) {
            return lo.signum();
        } else if (lo.signum() == 0 && hi.signum() == 0) {
            return 0;
        } else if (last() && hi.compareTo(NOTHING) < 0 && lo.negate().compareTo(NOTHING) < 0) {
            return 0;
        }
        throw new Undecided("sign");
    }

    public Real neg(Real x) {
        return x instanceof Exact exact ? exact.negate() : new Enclosure(hi(x).negate(), lo(x).negate());
    }

    public Real abs(Real x) {
        if (x instanceof Exact exact) {
            return exact.abs();
        }
        BigDecimal lo = lo(x);
        BigDecimal hi = hi(x);
        return lo.signum() >= 0
                ? x
                : hi.signum() <= 0
                        ? neg(x)
                        : new Enclosure(BigDecimal.ZERO, lo.negate().max(hi));
    }

    public Real add(Real a, Real b) {
        if (a instanceof Exact x && b instanceof Exact y) {
            return exact(x.plus(y));
        } else if (isZero(a)) {
            return b;
        } else if (isZero(b)) {
            return a;
        } else if (collapsing) {
            return point(middle(a).add(middle(b), near));
        }
        return Range.enclosure(lo(a).add(lo(b), down), hi(a).add(hi(b), up));
    }

    public Real sub(Real a, Real b) {
        return add(a, neg(b));
    }

    public Real mul(Real a, Real b) {
        if (a instanceof Exact x && b instanceof Exact y) {
            return exact(x.times(y));
        } else if (isZero(a) || isZero(b)) {
            return Exact.ZERO;
        } else if (isOne(a)) {
            return b;
        } else if (isOne(b)) {
            return a;
        } else if (collapsing) {
            return point(middle(a).multiply(middle(b), near));
        } else if (hi(a).signum() <= 0) {
            return neg(mul(neg(a), b));
        }
        return lo(a).signum() >= 0 ? product(lo(a), hi(a), lo(b), hi(b)) : straddling(lo(a), hi(a), lo(b), hi(b));
    }

    /** The product for 0 <= al. */
    private Real product(BigDecimal al, BigDecimal ah, BigDecimal bl, BigDecimal bh) {
        return Range.enclosure(
                (bl.signum() >= 0 ? al : ah).multiply(bl, down), (bh.signum() >= 0 ? ah : al).multiply(bh, up));
    }

    /** The product for al < 0 < ah. */
    private Real straddling(BigDecimal al, BigDecimal ah, BigDecimal bl, BigDecimal bh) {
        return Range.enclosure(
                al.multiply(bh, down).min(ah.multiply(bl, down)),
                al.multiply(bl, up).max(ah.multiply(bh, up)));
    }

    public Real div(Real a, Real b) {
        int sign = sign(b);
        if (sign == 0) {
            throw new NumericFault(Kind.DIVISION_BY_ZERO, shown(a));
        } else if (a instanceof Exact x && b instanceof Exact y) {
            return exact(x.over(y));
        } else if (isZero(a) || isOne(b)) {
            return a;
        } else if (collapsing) {
            return point(middle(a).divide(middle(b), near));
        } else if (sign < 0) {
            return neg(div(a, neg(b)));
        }
        BigDecimal lo = lo(a);
        BigDecimal hi = hi(a);
        return Range.enclosure(
                lo.divide(lo.signum() >= 0 ? hi(b) : lo(b), down), hi.divide(hi.signum() >= 0 ? lo(b) : hi(b), up));
    }

    /**
     * The power. {@code x^0} is 1 for every x. A negative base is a fault unless the exponent is whole, and so is zero to a negative power.
     */
    public Real pow(Real x, Real y) {
        if (y instanceof Exact exact && exact.denominator().equals(BigInteger.ONE)) {
            return whole(x, exact.numerator());
        } else if (y instanceof Exact exact && exact.denominator().equals(BigInteger.TWO)) {
            requireNotNegative(x, Kind.POWER);
            Arithmetic wider = wider(12);
            return narrowed(wider.whole(wider.sqrt(x), exact.numerator()));
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
            throw new NumericFault(Kind.POWER, shown(x));
        } else if (sign == 0) {
            return switch (sign(y)) {
                case 1 -> Exact.ZERO;
                case 0 -> Exact.ONE;
                default -> throw new NumericFault(Kind.DIVISION_BY_ZERO, shown(x));
            };
        }
        Arithmetic wider = wider(12);
        return narrowed(wider.exponential(wider.mul(y, wider.ln(x))));
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
            throw new NumericFault(Kind.DIVISION_BY_ZERO, shown(x));
        } else if (x instanceof Exact exact && exact.fitsPower(n)) {
            return exact(exact.power(n));
        } else if (n.equals(BigInteger.ONE)) {
            return x;
        } else if (n.abs().compareTo(SQUARED_LIMIT) > 0) {
            if (sign(x) == 0) {
                return Exact.ZERO;
            }
            Arithmetic wider = wider(12 + n.bitLength() / 3);
            Real size = wider.exponential(wider.mul(Real.of(new BigDecimal(n)), wider.ln(wider.abs(x))));
            return narrowed(sign(x) < 0 && n.testBit(0) ? neg(size) : size);
        }
        // As many more digits as the error of n multiplications and of a division can spoil.
        Arithmetic wider = wider(10);
        int exponent = n.abs().intValueExact();
        Real power = wider.power(n.testBit(0) ? x : abs(x), exponent);
        return narrowed(n.signum() < 0 ? wider.div(Exact.ONE, power) : power);
    }

    /** The power of {@code x}, which is not negative where {@code n} is even. */
    private Real power(Real x, int n) {
        return collapsing
                ? point(Powers.power(middle(x), n, down))
                : Range.enclosure(Powers.power(lo(x), n, down), Powers.power(hi(x), n, up));
    }

    /** The square root; a fault below zero. */
    public Real sqrt(Real x) {
        int sign = requireNotNegative(x, Kind.ROOT);
        if (sign == 0) {
            return Exact.ZERO;
        }
        if (x instanceof Exact exact) {
            var root = exact.squareRoot();
            if (root.isPresent()) {
                return exact(root.get());
            }
        }
        return narrowed(Range.enclosure(
                Powers.squareRoot(lo(x), digits + 2, RoundingMode.FLOOR),
                Powers.squareRoot(hi(x), digits + 2, RoundingMode.CEILING)));
    }

    private int requireNotNegative(Real x, Kind fault) {
        // Zero itself is no harm: the lower end may be it.
        int sign = x instanceof Enclosure e && e.lo().signum() == 0 && e.hi().signum() > 0 ? 1 : sign(x);
        if (sign < 0) {
            throw new NumericFault(fault, shown(x));
        }
        return sign;
    }

    /**
     * e to the power of {@code x}; a fault for arguments beyond 1,000,000.
     *
     * <p>Below -1,000,000 the result is only known to be all but zero, which is all that a sigmoid or a gelu far out needs.
     */
    public Real exp(Real x) {
        if (isZero(x)) {
            return Exact.ONE;
        } else if (hi(x).compareTo(EXP_LIMIT.negate()) < 0) {
            return collapsing ? Exact.ZERO : ALL_BUT_ZERO;
        }
        return exponential(x);
    }

    private Real exponential(Real x) {
        requireExponent(x);
        return increasing(x, Elementary::exp);
    }

    private void requireExponent(Real x) {
        if (lo(x).compareTo(EXP_LIMIT) > 0 || hi(x).compareTo(EXP_LIMIT.negate()) < 0) {
            throw new NumericFault(Kind.OVERFLOW, shown(x));
        } else if (hi(x).compareTo(EXP_LIMIT) > 0 || lo(x).compareTo(EXP_LIMIT.negate()) < 0) {
            throw new Undecided("overflow");
        }
    }

    /** The natural logarithm; a fault for zero and below. */
    public Real ln(Real x) {
        requirePositive(x);
        return isOne(x) ? Exact.ZERO : increasing(x, Elementary::ln);
    }

    /** The logarithm to base ten; a fault for zero and below. */
    public Real log10(Real x) {
        requirePositive(x);
        BigDecimal value = x instanceof Exact exact ? exact.decimalOrNull() : null;
        if (value != null) {
            long power = Range.exponent(value);
            if (value.compareTo(new BigDecimal(BigInteger.ONE, (int) -power)) == 0) {
                return Real.of(power);
            }
        }
        Arithmetic wider = wider(5);
        return narrowed(wider.div(wider.ln(x), wider.ln(Real.of(10))));
    }

    private void requirePositive(Real x) {
        if (sign(x) <= 0) {
            throw new NumericFault(Kind.LOGARITHM, shown(x));
        }
    }

    public Real sin(Real x) {
        return isZero(x) ? Exact.ZERO : wave(x, Elementary::sin);
    }

    public Real cos(Real x) {
        return isZero(x) ? Exact.ONE : wave(x, Elementary::cos);
    }

    /** The tangent; a fault where the cosine is zero. */
    public Real tan(Real x) {
        if (isZero(x)) {
            return Exact.ZERO;
        }
        Arithmetic wider = wider(5);
        Real cosine = wider.cos(x);
        if (wider.sign(cosine) == 0) {
            throw new NumericFault(Kind.TANGENT, shown(x));
        }
        return narrowed(wider.div(wider.sin(x), cosine));
    }

    public Real sinh(Real x) {
        if (isZero(x)) {
            return Exact.ZERO;
        }
        requireExponent(x);
        return increasing(x, Elementary::sinh);
    }

    public Real cosh(Real x) {
        if (isZero(x)) {
            return Exact.ONE;
        }
        requireExponent(x);
        return increasing(abs(x), Elementary::cosh);
    }

    public Real tanh(Real x) {
        return isZero(x) ? Exact.ZERO : within(increasing(x, Elementary::tanh));
    }

    /** The error function. */
    public Real erf(Real x) {
        return isZero(x) ? Exact.ZERO : within(increasing(x, Elementary::erf));
    }

    /** Euler's number. */
    public Real e() {
        return exp(Exact.ONE);
    }

    /** The circle's. */
    public Real pi() {
        return widened(Elementary.pi(digits + 3), Elementary.pi(digits + 3));
    }

    /** A function of one decimal, off by less than {@code 10^-digits} of its size. */
    private interface Approximation {
        BigDecimal at(BigDecimal x, int digits);
    }

    private Real increasing(Real x, Approximation function) {
        BigDecimal from = (collapsing ? middle(x) : lo(x)).round(new MathContext(argumentDigits(), RoundingMode.FLOOR));
        BigDecimal to = collapsing ? from : hi(x).round(new MathContext(argumentDigits(), RoundingMode.CEILING));
        BigDecimal low = function.at(from, digits + 3);
        return widened(low, from.compareTo(to) == 0 ? low : function.at(to, digits + 3));
    }

    /**
     * How many digits of an argument are looked at: an exact one may have many, and they count, for near one a logarithm, near a multiple of
     * pi a sine, and far from zero an exponential depends on digits beyond those of the result.
     */
    private int argumentDigits() {
        return 2 * digits + 60;
    }

    /** From less than {@code low} to more than {@code high}, by more than an approximation's error. */
    private Real widened(BigDecimal low, BigDecimal high) {
        if (collapsing) {
            return point(low.round(near));
        }
        return Range.enclosure(low.subtract(error(low), down), high.add(error(high), up));
    }

    private BigDecimal error(BigDecimal value) {
        return value.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(BigInteger.ONE, Math.toIntExact(digits + 2 - Range.exponent(value)));
    }

    /** A function whose slope is never beyond ±1, by the middle of the argument and its radius. */
    private Real wave(Real x, Approximation function) {
        BigDecimal lo = lo(x);
        BigDecimal hi = hi(x);
        BigDecimal size = lo.abs().max(hi.abs());
        long exponent = size.signum() == 0 ? 0 : Math.max(0, Range.exponent(size));
        if (exponent > ANGLE_LIMIT) {
            throw new NumericFault(Kind.OVERFLOW, shown(x));
        }
        MathContext working = new MathContext(argumentDigits() + (int) exponent);
        BigDecimal middle = lo.add(hi).divide(BigDecimal.valueOf(2), working);
        BigDecimal value = function.at(middle, digits + 3);
        if (collapsing) {
            return point(value.round(near));
        }
        BigDecimal radius = hi.subtract(middle).max(middle.subtract(lo)).add(error(value));
        return within(Range.enclosure(value.subtract(radius, down), value.add(radius, up)));
    }

    /** A value that is known to be between -1 and 1. */
    private static Real within(Real x) {
        return x instanceof Enclosure e
                ? new Enclosure(
                        e.lo().max(UNIT.lo()).min(UNIT.hi()),
                        e.hi().min(UNIT.hi()).max(UNIT.lo()))
                : x;
    }

    private Arithmetic wider(int more) {
        return new Arithmetic(digits + more, collapsing);
    }

    /** A result of wider arithmetic, with this one's digits. */
    private Real narrowed(Real x) {
        if (x instanceof Exact exact) {
            return exact(exact);
        }
        return collapsing ? point(middle(x).round(near)) : Range.enclosure(lo(x).round(down), hi(x).round(up));
    }

    private Real exact(Exact value) {
        if (collapsing) {
            BigDecimal decimal = value.decimalOrNull();
            return decimal != null && value.fits() && decimal.precision() <= digits
                    ? value
                    : point(middle(value).round(near));
        }
        return value.fits()
                ? value
                : Range.enclosure(lo(value).round(down), hi(value).round(up));
    }

    private static Real point(BigDecimal value) {
        return Range.enclosure(value, value);
    }

    private static boolean isZero(Real x) {
        return x instanceof Exact exact && exact.isZero();
    }

    private static boolean isOne(Real x) {
        return x instanceof Exact exact && exact.isOne();
    }

    private BigDecimal middle(Real x) {
        if (x instanceof Enclosure e && !e.isPoint()) {
            return e.lo().add(e.hi()).divide(BigDecimal.valueOf(2), new MathContext(digits + 5));
        }
        return lo(x);
    }

    private BigDecimal lo(Real x) {
        return x instanceof Enclosure e ? e.lo() : end((Exact) x, RoundingMode.FLOOR);
    }

    private BigDecimal hi(Real x) {
        return x instanceof Enclosure e ? e.hi() : end((Exact) x, RoundingMode.CEILING);
    }

    private BigDecimal end(Exact x, RoundingMode mode) {
        BigDecimal decimal = x.decimalOrNull();
        return decimal != null
                ? decimal
                : new BigDecimal(x.numerator())
                        .divide(new BigDecimal(x.denominator()), new MathContext(digits + 20, mode));
    }

    private BigDecimal shown(Real x) {
        return middle(x);
    }
}
