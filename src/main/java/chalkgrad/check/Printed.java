package chalkgrad.check;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number as somebody wrote it, and what numbers it may be a rounding of.
 *
 * <p>0.0259 is 0.02592286 rounded and truncated; 0.0260 is neither.
 */
record Printed(BigDecimal number) {
    /** A number of so many digits was printed by a machine. */
    private static final int MACHINE = 15;

    /** Noise of a machine's arithmetic: some units of the 16th digit. */
    private static final BigDecimal NOISE = new BigDecimal("2E-14");

    private static final BigDecimal TINY_NOISE = new BigDecimal("4E-16");

    /** Half a unit of a double's last place is far below; only keeps ties from being lost. */
    private static final double SLACK = 1e-9;

    /** Nobody writes a number beyond this power of ten, either way; one that is worked out may lie beyond any that can be written out. */
    private static final int WRITTEN = 1000;

    /** A unit of the last digit. */
    double unit() {
        return number.ulp().doubleValue();
    }

    double value() {
        return number.doubleValue();
    }

    /** Whether a number is such that its digits can be written one by one, zeros included. */
    static boolean isWritten(BigDecimal number) {
        return number.signum() == 0 || Math.abs((long) number.precision() - number.scale()) <= WRITTEN;
    }

    int significant() {
        return number.signum() == 0 ? 0 : number.precision();
    }

    boolean isMachine() {
        return significant() >= MACHINE;
    }

    /** Whether it is {@code exact} rounded or truncated, or as near to it as a machine comes. */
    boolean isRoundingOf(BigDecimal value) {
        boolean tiny = value.abs().compareTo(BigDecimal.ONE) < 0;
        if (!isWritten(value) && !tiny) {
            return false;
        }
        BigDecimal exact = isWritten(value) ? value : BigDecimal.valueOf(value.signum(), WRITTEN);
        BigDecimal off = number.subtract(exact).abs();
        if (isMachine() && off.compareTo(exact.abs().multiply(NOISE).max(TINY_NOISE)) <= 0) {
            return true;
        }
        return off.add(off).compareTo(number.ulp()) <= 0
                || exact.setScale(number.scale(), RoundingMode.DOWN).compareTo(number) == 0;
    }

    /** Whether it is a rounding or a truncation of some value of a band. */
    boolean isRoundingOf(Band band) {
        if (!band.isNumber()) {
            return false;
        }
        double slack = SLACK * unit() + (isMachine() ? Math.abs(value()) * 2e-14 : Math.ulp(value()));
        double half = unit() / 2 + slack;
        double whole = unit() + slack;
        boolean rounded = value() >= band.lo() - half && value() <= band.hi() + half;
        boolean truncated = value() >= 0
                ? band.hi() >= value() - slack && band.lo() <= value() + whole
                : band.lo() <= value() + slack && band.hi() >= value() - whole;
        return rounded || truncated;
    }

    /** Whether it is a rounding or truncation of one value. */
    boolean isRoundingOf(double value) {
        return !Double.isNaN(value) && !Double.isInfinite(value) && isRoundingOf(Band.of(value));
    }

    /** How many units of its last digit it is away from a band. */
    double unitsFrom(Band band) {
        double off = Math.max(0, Math.max(band.lo() - value(), value() - band.hi()));
        return off / unit();
    }

    /** The values that it may stand for when it is used: half a unit about it, or a whole one for a truncated number. */
    Band band() {
        double half = unit() / 2;
        // Nobody cuts a number to a single digit.
        double whole = significant() < 2 ? half : unit();
        double up = value() >= 0 ? whole : half;
        double down = value() >= 0 ? half : whole;
        return new Band(value() - down, value() + up, value());
    }
}
