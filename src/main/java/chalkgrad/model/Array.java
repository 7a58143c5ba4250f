package chalkgrad.model;

import chalkgrad.rules.Dims;
import java.math.BigDecimal;
import java.util.List;

/**
 * A given scalar, vector or matrix, with its numbers as they were written, or with its shape alone.
 *
 * <p>{@code [[1, 2], [3, 4]]} has the shape 2 x 2 and the entries 1, 2, 3, 4; {@code [m, n]} has the shape m x n, and no entries.
 *
 * @param entries row by row; none where nobody has chosen them
 */
public record Array(Dims dims, List<BigDecimal> entries) {
    public Array {
        entries = List.copyOf(entries);
        if (!entries.isEmpty() && entries.size() != dims.count()) {
            throw new IllegalArgumentException(entries.size() + " entries for " + dims);
        }
    }

    /** An array of which the shape alone is known. */
    public static Array open(Dims dims) {
        return new Array(dims, List.of());
    }

    /** Whether its numbers are not known. */
    public boolean isOpen() {
        return entries.isEmpty();
    }

    public static Array scalar(BigDecimal value) {
        return new Array(Dims.SCALAR, List.of(value));
    }
}
