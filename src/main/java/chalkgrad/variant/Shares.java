package chalkgrad.variant;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Points dealt out to the parts of a question.
 *
 * <p>{@code Shares.of(new BigDecimal("2"), 3)} is 0.67, 0.67, 0.66: never more or less than there is in all.
 */
public final class Shares {
    private Shares() {}

    /** Shares in hundredths, or in the last decimal of the points if that is finer; the first ones get what does not divide. */
    public static List<BigDecimal> of(BigDecimal points, int count) {
        return count == 1 ? List.of(points) : dealt(points, count, Math.max(2, points.scale()));
    }

    /** Whole shares, at least one each; all one where the points are not whole or too few. */
    public static List<Integer> whole(BigDecimal points, int count) {
        boolean isWhole = points.stripTrailingZeros().scale() <= 0 && points.compareTo(BigDecimal.valueOf(count)) >= 0;
        return isWhole
                ? dealt(points, count, 0).stream()
                        .map(BigDecimal::intValueExact)
                        .toList()
                : IntStream.range(0, count).mapToObj(i -> 1).toList();
    }

    private static List<BigDecimal> dealt(BigDecimal points, int count, int scale) {
        BigDecimal least = points.divide(BigDecimal.valueOf(count), scale, RoundingMode.DOWN);
        BigDecimal rest = points.subtract(least.multiply(BigDecimal.valueOf(count)));
        BigDecimal unit = BigDecimal.ONE.movePointLeft(scale);
        var shares = new ArrayList<BigDecimal>();
        for (int i = 0; i < count; i++) {
            boolean more = rest.signum() > 0;
            shares.add(more ? least.add(unit) : least);
            rest = more ? rest.subtract(unit) : rest;
        }
        return shares;
    }
}
