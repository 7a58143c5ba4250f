package chalkgrad.model;

import chalkgrad.rules.Dims;
import java.math.BigDecimal;
import java.util.List;

/**
 * A given scalar, vector or matrix, with its numbers as they were written.
 *
 * <p>{@code [[1, 2], [3, 4]]} has the shape 2 x 2 and the entries 1, 2, 3, 4.
 *
 * @param entries row by row
 */
public record Array(Dims dims, List<BigDecimal> entries) {
    public Array {
        entries = List.copyOf(entries);
        if (entries.size() != dims.count()) {
            throw new IllegalArgumentException(entries.size() + " entries for " + dims);
        }
    }

    public static Array scalar(BigDecimal value) {
        return new Array(Dims.SCALAR, List.of(value));
    }
}
