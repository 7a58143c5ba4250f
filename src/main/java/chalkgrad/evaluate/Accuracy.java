package chalkgrad.evaluate;

import chalkgrad.evaluate.Real.Enclosure;
import chalkgrad.evaluate.Real.Exact;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How results are kept: as two ends rounded outward, or as one point near the true value.
 *
 * <p>{@code new Accuracy(3, false).narrowed(x)} is {@code [0.333, 0.334]} for an {@code x} between 0.33331 and 0.33335.
 */
final class Accuracy {
    final int digits;
    /** Whether a result is cut to a point. */
    final boolean collapsing;

    final MathContext down;
    final MathContext up;
    final MathContext near;

    Accuracy(int digits, boolean collapsing) {
        if (digits < 1) {
            throw new IllegalArgumentException("digits " + digits);
        }
        this.digits = digits;
        this.collapsing = collapsing;
        this.down = new MathContext(digits, RoundingMode.FLOOR);
        this.up = new MathContext(digits, RoundingMode.CEILING);
        this.near = new MathContext(digits, RoundingMode.HALF_EVEN);
    }

    Accuracy wider(int more) {
        return new Accuracy(digits + more, collapsing);
    }

    /** A result of wider arithmetic, with this one's digits. */
    Real narrowed(Real x) {
        if (x instanceof Exact exact) {
            return exact(exact);
        }
        Enclosure bounds =
                collapsing ? point(middle(x).round(near)) : Range.enclosure(lo(x).round(down), hi(x).round(up));
        return new Enclosure(bounds.lo(), bounds.hi(), ((Enclosure) x).form());
    }

    /** An exact result, as long as it fits. */
    Real exact(Exact value) {
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

    static Enclosure point(BigDecimal value) {
        return Range.enclosure(value, value);
    }

    BigDecimal middle(Real x) {
        if (x instanceof Enclosure e && !e.isPoint()) {
            return e.lo().add(e.hi(), new MathContext(digits + 10))
                    .divide(BigDecimal.valueOf(2), new MathContext(digits + 5));
        }
        return lo(x);
    }

    /** The lower end; of a fraction that has no end, a decimal below it. */
    BigDecimal lo(Real x) {
        return x instanceof Enclosure e ? e.lo() : end((Exact) x, RoundingMode.FLOOR);
    }

    /** The upper end. */
    BigDecimal hi(Real x) {
        return x instanceof Enclosure e ? e.hi() : end((Exact) x, RoundingMode.CEILING);
    }

    private BigDecimal end(Exact x, RoundingMode mode) {
        BigDecimal decimal = x.decimalOrNull();
        return decimal != null
                ? decimal
                : new BigDecimal(x.numerator())
                        .divide(new BigDecimal(x.denominator()), new MathContext(digits + 20, mode));
    }
}
