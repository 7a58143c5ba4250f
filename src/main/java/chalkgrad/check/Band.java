package chalkgrad.check;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The values that somebody may have worked with, from the lowest to the highest.
 *
 * <p>An output that is exactly 0.593269992 and was written as 0.5933 has the band from 0.593269992 to 0.5933, and its point is 0.5933.
 *
 * @param point the value of somebody who goes on with what is printed
 */
record Band(double lo, double hi, double point) {
    private static final int SHOWN = 8;

    Band {
        if (lo > hi) {
            throw new IllegalArgumentException(lo + " > " + hi);
        }
    }

    static Band of(double value) {
        return new Band(value, value, value);
    }

    double middle() {
        return lo + (hi - lo) / 2;
    }

    double width() {
        return hi - lo;
    }

    boolean isNumber() {
        return !Double.isNaN(lo) && !Double.isInfinite(lo) && !Double.isInfinite(hi);
    }

    /** This band and a value that belongs to it, too. */
    Band with(double value) {
        return Double.isNaN(value) ? this : new Band(Math.min(lo, value), Math.max(hi, value), point);
    }

    /** Both, and all between them. */
    Band with(Band other) {
        return new Band(Math.min(lo, other.lo), Math.max(hi, other.hi), point);
    }

    Band at(double newPoint) {
        return new Band(lo, hi, newPoint).with(newPoint);
    }

    boolean meets(Band other) {
        return lo <= other.hi && other.lo <= hi;
    }

    boolean contains(double value) {
        return lo <= value && value <= hi;
    }

    /** The lower bound, to be read by people. */
    Remark.Part least() {
        return shown(lo);
    }

    /** The upper bound, to be read by people. */
    Remark.Part most() {
        return shown(hi);
    }

    /** The value that the printed numbers give, to be read by people. */
    Remark.Part shown() {
        return shown(point);
    }

    private static Remark.Part shown(double value) {
        return Remark.words(
                Double.isFinite(value)
                        ? Numeric.plain(new BigDecimal(value)
                                .round(new MathContext(SHOWN))
                                .stripTrailingZeros())
                        : Double.toString(value));
    }
}
