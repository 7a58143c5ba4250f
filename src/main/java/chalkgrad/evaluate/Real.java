package chalkgrad.evaluate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real number: known exactly, or to lie between two decimals.
 *
 * <p>{@code Real.of("0.1")} is one tenth; {@code Arithmetic.enclosing(40).exp(Real.of(1))} lies between two decimals of 40 digits.
 */
public sealed interface Real extends Value {

    /** The exact number that a decimal writes; {@link NumericFault} where it is beyond {@code 10^±1,000,000,000}. */
    static Real of(BigDecimal value) {
        Range.check(value);
        Exact exact = new Exact(value);
        // Too many digits to be carried exactly, but a single point is an enclosure too, and the narrowest.
        return exact.fits() ? exact : new Enclosure(value, value);
    }

    /** The exact number that {@code decimal} writes, {@code "0.1"} for one tenth. */
    static Real of(String decimal) {
        return of(new BigDecimal(decimal));
    }

    /** A decimal near the number, to so many digits: of an enclosure its middle. */
    static BigDecimal near(Real value, int digits) {
        var context = new java.math.MathContext(digits);
        if (value instanceof Enclosure e) {
            return e.lo.add(e.hi, context).divide(BigDecimal.valueOf(2), context);
        }
        Exact exact = (Exact) value;
        return exact.decimal()
                .map(decimal -> decimal.round(context))
                .orElseGet(
                        () -> new BigDecimal(exact.numerator()).divide(new BigDecimal(exact.denominator()), context));
    }

    /** A whole number. */
    static Real of(long value) {
        return new Exact(BigDecimal.valueOf(value));
    }

    /** Whether two numbers are certainly not the same: two that are exact, or with bounds that do not meet. */
    static boolean apart(Real left, Real right) {
        return boundsApart(left, right) || hasForm(left, right) && Arithmetic.differ(left, right);
    }

    private static boolean hasForm(Real left, Real right) {
        return left instanceof Enclosure a && a.form != null || right instanceof Enclosure b && b.form != null;
    }

    private static boolean boundsApart(Real left, Real right) {
        if (left instanceof Enclosure a && right instanceof Enclosure b) {
            return a.hi.compareTo(b.lo) < 0 || b.hi.compareTo(a.lo) < 0;
        } else if (left instanceof Enclosure a) {
            return ((Exact) right).isOutside(a);
        } else if (right instanceof Enclosure b) {
            return ((Exact) left).isOutside(b);
        }
        Exact a = (Exact) left;
        Exact b = (Exact) right;
        return a.numerator().multiply(b.denominator()).compareTo(b.numerator().multiply(a.denominator())) != 0;
    }

    /**
     * A number between two decimals, both included. Where they are equal, the number is this point; pointwise arithmetic makes such
     * points and does not vouch for them.
     */
    record Enclosure(BigDecimal lo, BigDecimal hi, @Nullable Form form) implements Real {
        public Enclosure {
            if (lo.compareTo(hi) > 0) {
                throw new IllegalArgumentException(lo + " > " + hi);
            }
        }

        /** A number of which nothing but its bounds is known. */
        public Enclosure(BigDecimal lo, BigDecimal hi) {
            this(lo, hi, null);
        }

        boolean isPoint() {
            return lo.compareTo(hi) == 0;
        }
    }

    /**
     * What is known of a number beside its bounds: how it is made up of parts of very different size.
     *
     * <p>{@code 1 - 10^-3000} is {@code Beside(1, -10^-3000)}, though 60 digits cannot tell it from one.
     */
    sealed interface Form {
        /**
         * A rational number and what is added to it.
         *
         * @param anchor not zero
         * @param offset so much smaller that the sum has the anchor's sign
         */
        record Beside(Exact anchor, Real offset) implements Form {}

        /** {@code e^exponent mantissa}, which may be nearer to zero than any decimal. */
        record Scaled(Real exponent, Real mantissa) implements Form {}
    }

    /**
     * A rational number, exactly.
     *
     * <p>{@code Exact.of(BigInteger.ONE, BigInteger.valueOf(3))} is one third.
     *
     * <p>A finite decimal is kept as one, because almost every number of a problem is and a common divisor need not be looked for then.
     */
    final class Exact implements Real {
        static final Exact ZERO = new Exact(BigDecimal.ZERO);
        static final Exact ONE = new Exact(BigDecimal.ONE);
        static final Exact MINUS_ONE = new Exact(BigDecimal.ONE.negate());

        /** Both parts of a number that is carried exactly have at most so many bits. */
        private static final int BITS = 4096;

        /** As many decimal digits as are sure to fit into {@link #BITS}. */
        private static final int DIGITS = 1233;

        /** Decimals with more places than this have trailing zeros taken off. */
        private static final int LONG_SCALE = 60;

        private static final BigInteger FIVE = BigInteger.valueOf(5);

        private final @Nullable BigDecimal decimal;
        private final BigInteger numerator;
        private final BigInteger denominator;

        private Exact(BigDecimal decimal) {
            this.decimal = decimal.scale() > LONG_SCALE ? decimal.stripTrailingZeros() : decimal;
            this.numerator = BigInteger.ZERO;
            this.denominator = BigInteger.ONE;
        }

        private Exact(BigInteger numerator, BigInteger denominator) {
            this.decimal = null;
            this.numerator = numerator;
            this.denominator = denominator;
        }

        /** The quotient of two whole numbers, of which the second is not zero. */
        public static Exact of(BigInteger numerator, BigInteger denominator) {
            if (denominator.signum() == 0) {
                throw new IllegalArgumentException("denominator 0");
            }
            BigInteger divisor = numerator.gcd(denominator);
            if (denominator.signum() < 0) {
                divisor = divisor.negate();
            }
            BigInteger top = numerator.divide(divisor);
            BigInteger bottom = denominator.divide(divisor);
            int twos = bottom.getLowestSetBit();
            BigInteger rest = bottom.shiftRight(twos);
            int fives = 0;
            while (rest.mod(FIVE).signum() == 0) {
                rest = rest.divide(FIVE);
                fives++;
            }
            if (!rest.equals(BigInteger.ONE)) {
                return new Exact(top, bottom);
            }
            int scale = Math.max(twos, fives);
            return new Exact(new BigDecimal(top.shiftLeft(scale - twos).multiply(FIVE.pow(scale - fives)), scale));
        }

        /** Whether this lies outside of an enclosure; its denominator is positive. */
        private boolean isOutside(Enclosure bounds) {
            BigDecimal top = new BigDecimal(numerator());
            BigDecimal bottom = new BigDecimal(denominator());
            return top.compareTo(bounds.lo.multiply(bottom)) < 0 || top.compareTo(bounds.hi.multiply(bottom)) > 0;
        }

        /** The numerator in lowest terms; it carries the sign. */
        public BigInteger numerator() {
            return decimal == null ? numerator : lowest(decimal)[0];
        }

        /** The denominator in lowest terms, positive. */
        public BigInteger denominator() {
            return decimal == null ? denominator : lowest(decimal)[1];
        }

        /** The number as a decimal, where it is a finite one. */
        public Optional<BigDecimal> decimal() {
            return Optional.ofNullable(decimal);
        }

        @Nullable
        BigDecimal decimalOrNull() {
            return decimal;
        }

        int signum() {
            return decimal == null ? numerator.signum() : decimal.signum();
        }

        boolean isZero() {
            return signum() == 0;
        }

        boolean isOne() {
            return decimal != null && decimal.compareTo(BigDecimal.ONE) == 0;
        }

        /** Whether both parts are small enough for the number to be carried exactly. */
        boolean fits() {
            if (decimal != null) {
                return decimal.scale() <= DIGITS
                        && decimal.precision() + (long) Math.max(0, -decimal.scale()) <= DIGITS;
            }
            return numerator.bitLength() <= BITS && denominator.bitLength() <= BITS;
        }

        /** Whether the {@code n}th power is sure to be small enough to be carried exactly. */
        boolean fitsPower(BigInteger n) {
            if (isZero() || abs().isOne()) {
                return true;
            }
            long bits = Math.max(numerator().abs().bitLength(), denominator().bitLength());
            return n.abs().bitLength() < 31 && bits * n.abs().intValue() <= BITS;
        }

        Exact negate() {
            return decimal == null ? new Exact(numerator.negate(), denominator) : new Exact(decimal.negate());
        }

        Exact abs() {
            return signum() < 0 ? negate() : this;
        }

        Exact plus(Exact that) {
            if (decimal != null && that.decimal != null) {
                return new Exact(decimal.add(that.decimal));
            }
            BigInteger a = denominator();
            BigInteger b = that.denominator();
            return of(numerator().multiply(b).add(that.numerator().multiply(a)), a.multiply(b));
        }

        Exact times(Exact that) {
            if (decimal != null && that.decimal != null) {
                return new Exact(decimal.multiply(that.decimal));
            }
            return of(numerator().multiply(that.numerator()), denominator().multiply(that.denominator()));
        }

        /** The quotient; {@code that} is not zero. */
        Exact over(Exact that) {
            return of(numerator().multiply(that.denominator()), denominator().multiply(that.numerator()));
        }

        /** The power with a whole exponent; the caller has asked {@link #fitsPower} and knows that zero has no inverse. */
        Exact power(BigInteger exponent) {
            if (abs().isOne()) {
                return signum() > 0 || !exponent.testBit(0) ? ONE : this;
            } else if (isZero()) {
                return exponent.signum() == 0 ? ONE : this;
            }
            int n = exponent.abs().intValueExact();
            if (decimal != null && exponent.signum() >= 0) {
                return new Exact(decimal.pow(n));
            }
            BigInteger top = numerator().pow(n);
            BigInteger bottom = denominator().pow(n);
            return exponent.signum() < 0 ? of(bottom, top) : of(top, bottom);
        }

        /** The square root of this number, which is not negative, where it is rational. */
        Optional<Exact> squareRoot() {
            BigInteger[] top = numerator().sqrtAndRemainder();
            BigInteger[] bottom = denominator().sqrtAndRemainder();
            return top[1].signum() == 0 && bottom[1].signum() == 0
                    ? Optional.of(of(top[0], bottom[0]))
                    : Optional.empty();
        }

        private static BigInteger[] lowest(BigDecimal value) {
            if (value.scale() <= 0) {
                return new BigInteger[] {value.toBigIntegerExact(), BigInteger.ONE};
            }
            BigInteger bottom = BigInteger.TEN.pow(value.scale());
            BigInteger divisor = value.unscaledValue().gcd(bottom);
            return new BigInteger[] {value.unscaledValue().divide(divisor), bottom.divide(divisor)};
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (!(other instanceof Exact that)) {
                return false;
            } else if (decimal != null && that.decimal != null) {
                return decimal.compareTo(that.decimal) == 0;
            }
            return (decimal == null) == (that.decimal == null)
                    && numerator.equals(that.numerator)
                    && denominator.equals(that.denominator);
        }

        @Override
        public int hashCode() {
            return decimal == null
                    ? Objects.hash(numerator, denominator)
                    : decimal.stripTrailingZeros().hashCode();
        }

        @Override
        public String toString() {
            return decimal == null ? numerator + "/" + denominator : decimal.toString();
        }
    }
}
