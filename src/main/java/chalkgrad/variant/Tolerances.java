package chalkgrad.variant;

import chalkgrad.check.Consequences.Consequence;
import chalkgrad.check.DoubleEvaluation;
import chalkgrad.derive.Occurrence;
import chalkgrad.model.Problem.Precision;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/**
 * How far an answer may be off.
 *
 * <p>Half a unit of the last digit, and what comes of rounding every value on the way, up or off, as far as no mistake is let through by it.
 */
final class Tolerances {
    /** Numbers nearer than this to a number of so many digits are that number. */
    private static final double NOISE = 1e-9;

    /** A mistake has to be at least so far outside, as a part of its distance. */
    private static final BigDecimal INSIDE = new BigDecimal("0.5");

    /** A mistake that is off by no more units of the last digit cannot be told from rounding. */
    private static final BigDecimal VISIBLE = new BigDecimal(3);

    /** So many more digits people keep on the way. */
    private static final int MORE = 3;

    private static final MathContext TWO = new MathContext(2, RoundingMode.UP);
    private static final MathContext TWO_DOWN = new MathContext(2, RoundingMode.DOWN);

    private Tolerances() {}

    /**
     * What honest rounding makes of an answer, at least half a unit of its last digit.
     *
     * @param value the answer, rounded
     */
    static BigDecimal of(DoubleEvaluation figures, Occurrence cell, BigDecimal value, Precision asked) {
        BigDecimal unit = unit(value, asked);
        BigDecimal half = unit.divide(BigDecimal.valueOf(2));
        double exact = figures.value(cell);
        double spread = spread(figures, cell, asked);
        boolean isExact = spread == 0 && Math.abs(exact - value.doubleValue()) < NOISE * unit.doubleValue();
        if (isExact) {
            return half.stripTrailingZeros();
        }
        // Whoever rounds everything, or cuts everything off, is honest in any case; of those who do now this and now
        // that
        // the worst is no nearer to the answer than some mistake may be.
        BigDecimal least = new BigDecimal(simulated(figures, cell, value, asked))
                .round(TWO)
                .max(twice(figures, cell, value, asked))
                .max(half);
        BigDecimal wanted = new BigDecimal(spread + unit.doubleValue() / 2).round(TWO);
        // No room is narrower than this, and so need not be measured.
        boolean isNarrow = wanted.compareTo(unit.multiply(VISIBLE).multiply(INSIDE)) <= 0;
        return (isNarrow ? wanted : wanted.min(room(figures, cell, value, unit)))
                .max(least)
                .stripTrailingZeros();
    }

    /** Half of the way to the nearest visible mistake. */
    private static BigDecimal room(DoubleEvaluation figures, Occurrence cell, BigDecimal value, BigDecimal unit) {
        double nearest = Double.POSITIVE_INFINITY;
        for (Consequence consequence : figures.of(cell)) {
            double far = Math.abs(consequence.value() - value.doubleValue());
            if (far > VISIBLE.doubleValue() * unit.doubleValue()) {
                nearest = Math.min(nearest, far);
            }
        }
        return Double.isInfinite(nearest)
                ? unit.scaleByPowerOfTen(6)
                : new BigDecimal(nearest).multiply(INSIDE).round(TWO_DOWN);
    }

    /** What the roundings of all values on the way add up to, at worst. */
    static double spread(DoubleEvaluation figures, Occurrence cell, Precision asked) {
        double spread = 0;
        for (Map.Entry<Occurrence, Double> slope : figures.slopes(cell).entrySet()) {
            if (!slope.getKey().equals(cell)) {
                double value = figures.value(slope.getKey());
                double unit = unit(value, asked);
                double steps = value / unit;
                boolean isWhole = Math.abs(steps - Math.rint(steps)) < NOISE;
                spread += isWhole || Double.isNaN(slope.getValue()) ? 0 : Math.abs(slope.getValue()) * unit / 2;
            }
        }
        return spread;
    }

    /** How far those are off who round, or cut, everything that they write. */
    private static double simulated(DoubleEvaluation figures, Occurrence cell, BigDecimal value, Precision asked) {
        double most = 0;
        for (RoundingMode mode : List.of(RoundingMode.HALF_UP, RoundingMode.DOWN)) {
            double there = figures.carried(cell, each -> cut(each, asked, mode));
            most = Math.max(most, Double.isNaN(there) ? 0 : Math.abs(there - value.doubleValue()));
        }
        return most;
    }

    /** How far those are off who keep a few more digits on the way, as the sheet says, and round what they have got once more. */
    private static BigDecimal twice(DoubleEvaluation figures, Occurrence cell, BigDecimal value, Precision asked) {
        int decimals = unit(value, asked).scale();
        BigDecimal most = BigDecimal.ZERO;
        for (int more = 1; more <= MORE; more++) {
            Precision kept = asked instanceof Precision.Decimals places
                    ? new Precision.Decimals(places.count() + more)
                    : new Precision.Significant(((Precision.Significant) asked).count() + more);
            for (RoundingMode mode : List.of(RoundingMode.HALF_UP, RoundingMode.DOWN)) {
                double carried = figures.carried(cell, each -> cut(each, kept, mode));
                double own = cut(figures.value(cell), kept, mode);
                for (double there : new double[] {carried, own}) {
                    if (Double.isFinite(there)) {
                        // What is kept has few digits; the nearest double is not always on their side of a tie.
                        BigDecimal again = new BigDecimal(there)
                                .setScale(decimals + more, RoundingMode.HALF_EVEN)
                                .setScale(decimals, RoundingMode.HALF_UP);
                        most = most.max(again.subtract(value).abs());
                    }
                }
            }
        }
        return most;
    }

    static double cut(double value, Precision precision, RoundingMode mode) {
        if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
            return value;
        }
        double unit = unit(value, precision);
        double steps = value / unit;
        double near = Math.rint(steps);
        double whole = Math.abs(steps - near) < NOISE
                ? near
                : mode == RoundingMode.DOWN
                        ? (steps < 0 ? Math.ceil(steps) : Math.floor(steps))
                        : Math.floor(steps + 0.5);
        return whole * unit;
    }

    static BigDecimal unit(BigDecimal value, Precision precision) {
        if (precision instanceof Precision.Decimals places) {
            return BigDecimal.ONE.movePointLeft(places.count());
        }
        int count = ((Precision.Significant) precision).count();
        return BigDecimal.ONE.scaleByPowerOfTen(
                value.signum() == 0 ? -count : value.precision() - value.scale() - count);
    }

    static double unit(double value, Precision precision) {
        if (precision instanceof Precision.Decimals places) {
            return Math.pow(10, -places.count());
        }
        int count = ((Precision.Significant) precision).count();
        return Math.pow(10, value == 0 ? -count : Math.floor(Math.log10(Math.abs(value))) + 1 - count);
    }
}
