package chalkgrad.variant;

import chalkgrad.model.Problem.Precision;
import chalkgrad.model.Problem.Rounding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers as they are written down, as far as binary floating point tells.
 *
 * <p>{@code Printed.unit(0.0259, new Decimals(4))} is 0.0001.
 */
final class Printed {
    /** More digits are not told apart: floating point has a few more, and they carry its own noise. */
    private static final int MOST = 12;

    /** So near to where rounding changes, in units of the last digit, either may be printed. */
    private static final double NEAR = 1e-5;

    /** So many ways in which an answer of several numbers may be printed are kept. */
    private static final int WAYS = 16;

    private static final int LARGEST = 40;
    private static final double[] TENS = IntStream.rangeClosed(-LARGEST, LARGEST)
            .mapToDouble(exponent -> Double.parseDouble("1e" + exponent))
            .toArray();

    private Printed() {}

    /** The power of ten of a number's first digit. */
    static int exponent(double value) {
        double size = Math.abs(value);
        if (size == 0 || !Double.isFinite(size)) {
            return 0;
        }
        int exponent = (int) Math.floor(StrictMath.log10(size));
        // A logarithm may be off by its last bit where it matters.
        return size >= ten(exponent + 1) ? exponent + 1 : size < ten(exponent) ? exponent - 1 : exponent;
    }

    /** A power of ten. */
    static double ten(int exponent) {
        return Math.abs(exponent) <= LARGEST ? TENS[exponent + LARGEST] : StrictMath.pow(10, exponent);
    }

    /** The number of decimals that are printed. */
    static int decimals(double value, Precision precision) {
        int exponent = exponent(value);
        int wanted = precision instanceof Precision.Decimals decimals
                ? decimals.count()
                : ((Precision.Significant) precision).count() - 1 - exponent;
        return Math.min(wanted, MOST - 1 - exponent);
    }

    /** A unit of the last digit that is printed. */
    static double unit(double value, Precision precision) {
        return ten(-decimals(value, precision));
    }

    /** The number as it is written down and carried on. */
    static double written(double value, Precision precision, Rounding rounding) {
        if (!Double.isFinite(value)) {
            return value;
        }
        RoundingMode mode = rounding == Rounding.HALF_UP
                ? RoundingMode.HALF_UP
                : rounding == Rounding.HALF_EVEN ? RoundingMode.HALF_EVEN : RoundingMode.DOWN;
        return BigDecimal.valueOf(value)
                .setScale(decimals(value, precision), mode)
                .doubleValue();
    }

    /** A mark for each way in which an answer may be printed; the same answer to the same question has the same mark. */
    static List<Long> marks(int question, double[] answer, Precision precision) {
        List<Long> marks = List.of((question + 1) * 0x9E3779B97F4A7C15L);
        for (double value : answer) {
            int decimals = decimals(value, precision);
            double scaled = value * ten(decimals);
            double low = Math.floor(scaled);
            boolean unsure = Math.abs(scaled - low - 0.5) < NEAR || decimals > MOST;
            long rounded = Math.round(scaled);
            var next = new ArrayList<Long>();
            for (Long mark : marks) {
                next.add(mixed(mark, rounded, decimals));
                if (unsure && next.size() < WAYS) {
                    next.add(mixed(mark, rounded == (long) low ? rounded + 1 : (long) low, decimals));
                }
            }
            marks = next;
        }
        return marks;
    }

    private static long mixed(long mark, long digits, int decimals) {
        long mixed = (mark ^ digits) * 0xBF58476D1CE4E5B9L + decimals;
        mixed = (mixed ^ (mixed >>> 31)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 29);
    }
}
