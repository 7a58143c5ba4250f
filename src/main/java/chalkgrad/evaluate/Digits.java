package chalkgrad.evaluate;

import chalkgrad.evaluate.Real.Enclosure;
import chalkgrad.evaluate.Real.Exact;
import chalkgrad.evaluate.Real.Form;
import chalkgrad.model.Problem.Precision;
import chalkgrad.model.Problem.Rounding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;

/**
 * Rounds reals to decimals and prints them.
 *
 * <p>0.08 to eight decimals is {@code 0.08}, since it is exactly that; e^(-1/2), to eight decimals, is {@code 0.60653066}; and an inexact number
 * keeps its trailing zeros, {@code 0.60944600}.
 *
 * <p>An enclosure is rounded where both its ends round alike; else more digits are needed. With the most digits that there are
 * ({@code last}), an enclosure that still has the point in it where the rounding changes, a tie, counts as exactly that point: by then a
 * true value beside it would have to agree with a short decimal to hundreds of digits by accident, while values that are such decimals
 * without being seen to be, {@code ln(e^0.5)}, do come up. What is known to be near zero, and no more, is written as a zero to so many
 * places, {@code 0E-990}; {@link #isCertain} tells that it is so.
 */
public final class Digits {
    /** What a JSON result has at the least. */
    private static final int JSON = 20;

    /** An exact decimal of no more digits than this is printed in JSON as it is. */
    private static final int JSON_EXACT = 40;

    /** Exponents beyond plus and minus this are written with an {@code E}. */
    private static final int PLAIN = 30;

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private Digits() {}

    /** The number as it is printed, or empty where more digits are needed to tell; see {@link #rounded(Real, Precision, Rounding, boolean)}. */
    public static Optional<BigDecimal> rounded(Real value, Precision precision, Rounding rounding) {
        return rounded(value, precision, rounding, false);
    }

    /**
     * The number as it is printed: its scale is the number of decimals to show.
     *
     * @param last whether {@code value} was computed with the most digits that there are, {@link Arithmetic#last}
     * @return empty where more digits are needed to tell
     */
    public static Optional<BigDecimal> rounded(Real value, Precision precision, Rounding rounding, boolean last) {
        return precision instanceof Precision.Decimals places
                ? cut(value, new Places(places.count()), mode(rounding), last)
                : cut(value, new Significant(((Precision.Significant) precision).count()), mode(rounding), last);
    }

    /** What is printed of a number where there are no more digits to be had: as many as are certain. */
    static BigDecimal known(Real value, Precision precision, Rounding rounding) {
        return rounded(value, precision, rounding, true)
                .orElseGet(() -> fewer((Enclosure) value, new Significant(JSON)));
    }

    /** The number to {@code count} significant digits, ties to even; empty where more digits are needed to tell. */
    static Optional<BigDecimal> significant(Real value, int count, boolean last) {
        return cut(value, new Significant(count), RoundingMode.HALF_EVEN, last);
    }

    /**
     * Whether the digits of a number are known: those of JSON, and that it is zero if it is printed so.
     *
     * <p>A number that no decimal is as near to zero as has digits in JSON only.
     */
    static boolean isCertain(Real value) {
        return value instanceof Exact || decimal(value, false).isPresent();
    }

    /** As {@link #json(Real, boolean)}, where more digits are to be had. */
    public static String json(Real value) {
        return json(value, false);
    }

    /**
     * A decimal string of 20 significant digits, correctly rounded; an exact decimal of up to 40 digits in full.
     *
     * @throws Undecided where more digits are needed to tell
     */
    public static String json(Real value, boolean last) {
        if (isBelowAllDecimals(value)) {
            return tiny(value, last);
        }
        return decimal(decimal(value, last).orElseThrow(() -> new Undecided("rounding")));
    }

    private static String tiny(Real value, boolean last) {
        try {
            return belowAllDecimals(value, JSON).orElseThrow();
        } catch (Undecided undecided) {
            if (last) {
                return decimal(fewer((Enclosure) value, new Significant(JSON)));
            }
            throw undecided;
        }
    }

    /** A decimal string: plain, or with an exponent where there would be many zeros. */
    public static String decimal(BigDecimal decimal) {
        if (decimal.signum() == 0 && decimal.scale() > 0) {
            return decimal.scale() > PLAIN ? "0E-" + decimal.scale() : "0";
        }
        // A rounded number has no zeros at its end that are only there to fill it up.
        boolean filled = decimal.scale() < 0 && decimal.precision() == JSON;
        boolean plain = decimal.signum() == 0 || !filled && Math.abs(Range.exponent(decimal)) <= PLAIN;
        if (plain) {
            return decimal.toPlainString();
        }
        // one digit before the point, whatever the scale
        String digits = decimal.unscaledValue().abs().toString();
        return (decimal.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + "E"
                + Range.exponent(decimal);
    }

    /** A number nearer to zero than any decimal of the range, {@code 5.04E-4641007658} with so many digits; empty for others. */
    public static Optional<String> belowAllDecimals(Real value, int count) {
        return isBelowAllDecimals(value)
                ? Optional.of(
                        Exponents.scientific((Form.Scaled) Objects.requireNonNull(((Enclosure) value).form()), count))
                : Optional.empty();
    }

    /** Throws {@link Undecided} where {@link #json(Real, boolean)} does. */
    static void requireJson(Real value, boolean last) {
        boolean certain = isBelowAllDecimals(value)
                ? !tiny(value, last).isEmpty()
                : decimal(value, last).isPresent();
        if (!certain) {
            throw new Undecided("rounding");
        }
    }

    private static Optional<BigDecimal> decimal(Real value, boolean last) {
        return shortest(value, new Significant(JSON_EXACT))
                .map(BigDecimal::stripTrailingZeros)
                .or(() -> significant(value, JSON, last))
                .or(() -> last ? Optional.of(fewer((Enclosure) value, new Significant(JSON))) : Optional.empty());
    }

    /** Whether a number has a sign and is nearer to zero than any decimal of the range. */
    static boolean isBelowAllDecimals(Real value) {
        return value instanceof Enclosure e
                && e.form() instanceof Form.Scaled
                && e.lo().signum() * e.hi().signum() == 0;
    }

    /** Where a number is cut. */
    private sealed interface Cut {
        /** How many digits, or decimals, are kept. */
        int count();

        /** The same with one digit less. */
        Cut coarser();

        /** Whether an exact decimal, without trailing zeros, needs no cutting. */
        boolean holds(BigDecimal stripped);

        /** The number cut. */
        BigDecimal apply(BigDecimal value, RoundingMode mode);

        /** A fraction cut. */
        BigDecimal apply(BigDecimal numerator, BigDecimal denominator, RoundingMode mode);

        /** The step between two numbers that are so cut, near {@code value}, which is not zero. */
        BigDecimal step(BigDecimal value);
    }

    private record Places(int count) implements Cut {
        @Override
        public Cut coarser() {
            return new Places(count - 1);
        }

        @Override
        public boolean holds(BigDecimal stripped) {
            return stripped.scale() <= count;
        }

        @Override
        public BigDecimal apply(BigDecimal value, RoundingMode mode) {
            boolean tiny = value.signum() != 0 && Range.exponent(value) < -count - 2;
            return (tiny ? BigDecimal.valueOf(value.signum(), count + 2) : value).setScale(count, mode);
        }

        @Override
        public BigDecimal apply(BigDecimal numerator, BigDecimal denominator, RoundingMode mode) {
            return numerator.divide(denominator, count, mode);
        }

        @Override
        public BigDecimal step(BigDecimal value) {
            return BigDecimal.ONE.scaleByPowerOfTen(-count);
        }
    }

    private record Significant(int count) implements Cut {
        @Override
        public Cut coarser() {
            return new Significant(count - 1);
        }

        @Override
        public boolean holds(BigDecimal stripped) {
            return stripped.precision() <= count;
        }

        @Override
        public BigDecimal apply(BigDecimal value, RoundingMode mode) {
            return filled(value.round(new MathContext(count, mode)));
        }

        @Override
        public BigDecimal apply(BigDecimal numerator, BigDecimal denominator, RoundingMode mode) {
            return filled(numerator.divide(denominator, new MathContext(count, mode)));
        }

        private BigDecimal filled(BigDecimal value) {
            return value.signum() == 0 ? BigDecimal.ZERO : value.setScale(value.scale() + count - value.precision());
        }

        @Override
        public BigDecimal step(BigDecimal value) {
            return BigDecimal.ONE.scaleByPowerOfTen(Math.toIntExact(Range.exponent(value) + 1 - count));
        }
    }

    private static Optional<BigDecimal> cut(Real value, Cut cut, RoundingMode mode, boolean last) {
        Optional<BigDecimal> whole = shortest(value, cut);
        if (whole.isPresent()) {
            return whole;
        } else if (isBelowAllDecimals(value) && cut instanceof Significant) {
            return Optional.of(BigDecimal.ZERO);
        } else if (value instanceof Exact exact) {
            return Optional.of(exact.decimal()
                    .map(decimal -> cut.apply(decimal, mode))
                    .orElseGet(() ->
                            cut.apply(new BigDecimal(exact.numerator()), new BigDecimal(exact.denominator()), mode)));
        }
        Enclosure enclosure = (Enclosure) value;
        if (enclosure.form() instanceof Form.Beside form && form.offset() instanceof Enclosure offset) {
            Optional<BigDecimal> nearby = besides(form.anchor(), offset, cut, mode);
            if (nearby.isPresent()) {
                return nearby;
            }
        }
        if (enclosure.lo().signum() * enclosure.hi().signum() >= 0 || cut instanceof Places) {
            BigDecimal low = cut.apply(enclosure.lo(), mode);
            if (nearest(low, enclosure.hi(), mode) || low.compareTo(cut.apply(enclosure.hi(), mode)) == 0) {
                return Optional.of(low);
            }
        }
        return last ? coincidence(enclosure, cut, mode) : Optional.empty();
    }

    /** Whether it is plain, without the division that cutting takes, that {@code value} is cut to {@code low} as well. */
    private static boolean nearest(BigDecimal low, BigDecimal value, RoundingMode mode) {
        return mode != RoundingMode.DOWN
                && low.signum() * value.signum() > 0
                && Range.exponent(low) == Range.exponent(value)
                && value.subtract(low).abs().multiply(TWO).compareTo(low.ulp()) < 0;
    }

    /** An anchor with an offset whose sign is known and which is too small to reach any other point at which the rounding changes. */
    private static Optional<BigDecimal> besides(Exact anchor, Enclosure offset, Cut cut, RoundingMode mode) {
        int sign = offset.lo().signum() + offset.hi().signum();
        BigDecimal decimal = anchor.decimal().orElse(null);
        if (sign == 0 || decimal == null) {
            return Optional.empty();
        }
        // Both the anchor and the points are multiples of this, and half of it is as near as they come.
        long places = Math.max(decimal.scale(), -Range.exponent(cut.step(decimal))) + 2;
        BigDecimal reach = BigDecimal.valueOf(Integer.signum(sign), Math.toIntExact(places));
        boolean within = offset.lo().abs().max(offset.hi().abs()).compareTo(reach.abs()) < 0;
        return within ? Optional.of(cut.apply(decimal.add(reach), mode)) : Optional.empty();
    }

    /**
     * The enclosure taken for the point in it at which the rounding changes; empty where there is more than one. Where that point is zero, it
     * has as many places as are certain.
     */
    private static Optional<BigDecimal> coincidence(Enclosure enclosure, Cut cut, RoundingMode mode) {
        BigDecimal lo = enclosure.lo();
        BigDecimal hi = enclosure.hi();
        BigDecimal outer = lo.abs().max(hi.abs());
        if (lo.signum() * hi.signum() <= 0 && cut instanceof Significant) {
            long places = outer.signum() == 0 ? Arithmetic.CAP : -Range.exponent(outer) - 1;
            return places > Arithmetic.CAP / 2 ? Optional.of(zero(places)) : Optional.empty();
        }
        BigDecimal halfStep = cut.step(outer).divide(TWO);
        BigDecimal point = lo.divide(halfStep, 0, RoundingMode.CEILING).multiply(halfStep);
        boolean one = point.compareTo(hi) <= 0 && point.add(halfStep).compareTo(hi) > 0;
        return one ? Optional.of(cut.apply(point, mode)) : Optional.empty();
    }

    private static BigDecimal zero(long places) {
        return new BigDecimal(BigInteger.ZERO, Math.toIntExact(Math.max(0, places)));
    }

    /** As many digits as are certain; of what may be zero, a zero with as many places. */
    private static BigDecimal fewer(Enclosure enclosure, Cut cut) {
        if (enclosure.lo().signum() * enclosure.hi().signum() <= 0) {
            return zero(-Range.exponent(enclosure.lo().abs().max(enclosure.hi().abs())) - 1);
        }
        Cut coarser = cut;
        while (coarser.count() > 1) {
            coarser = coarser.coarser();
            BigDecimal low = coarser.apply(enclosure.lo(), RoundingMode.HALF_EVEN);
            if (low.compareTo(coarser.apply(enclosure.hi(), RoundingMode.HALF_EVEN)) == 0) {
                return low;
            }
        }
        return coarser.apply(Real.near(enclosure, JSON), RoundingMode.HALF_EVEN);
    }

    /** The exact decimal that is no longer than asked for, without trailing zeros and without an exponent where that is not long. */
    private static Optional<BigDecimal> shortest(Real value, Cut cut) {
        if (!(value instanceof Exact exact) || exact.decimal().isEmpty()) {
            return Optional.empty();
        }
        BigDecimal stripped = exact.decimal().get().stripTrailingZeros();
        if (!cut.holds(stripped)) {
            return Optional.empty();
        }
        return Optional.of(stripped.scale() < 0 && stripped.scale() >= -PLAIN ? stripped.setScale(0) : stripped);
    }

    private static RoundingMode mode(Rounding rounding) {
        return switch (rounding) {
            case HALF_UP -> RoundingMode.HALF_UP;
            case HALF_EVEN -> RoundingMode.HALF_EVEN;
            case TRUNCATE -> RoundingMode.DOWN;
        };
    }
}
