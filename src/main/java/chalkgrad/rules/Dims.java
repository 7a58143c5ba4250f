package chalkgrad.rules;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The shape of a value: none for a scalar, one number for a vector, rows and columns for a matrix.
 *
 * <p>{@code Dims.matrix(2, 3)} prints as {@code 2 x 3}.
 */
public record Dims(List<Integer> sizes) {
    /** The shape of a single number. */
    public static final Dims SCALAR = new Dims(List.of());

    public Dims {
        sizes = List.copyOf(sizes);
    }

    public static Dims vector(int length) {
        return new Dims(List.of(length));
    }

    public static Dims matrix(int rows, int columns) {
        return new Dims(List.of(rows, columns));
    }

    public boolean isScalar() {
        return sizes.isEmpty();
    }

    public boolean isVector() {
        return sizes.size() == 1;
    }

    public boolean isMatrix() {
        return sizes.size() == 2;
    }

    /** The number of entries. */
    public int count() {
        int count = 1;
        for (int size : sizes) {
            count *= size;
        }
        return count;
    }

    /** The rows of a matrix, the length of a vector. */
    public int rows() {
        return sizes.get(0);
    }

    /** The columns of a matrix. */
    public int columns() {
        return sizes.get(1);
    }

    /** Where each entry is, row by row: its row and column, or its place in a vector, counted from one; a scalar's is empty. */
    public List<List<Integer>> places() {
        return IntStream.range(0, count())
                .mapToObj(i -> isScalar()
                        ? List.<Integer>of()
                        : isVector() ? List.of(i + 1) : List.of(i / columns() + 1, i % columns() + 1))
                .toList();
    }

    /** What stands behind an array's name for one entry, {@code [1,2]}; nothing behind a scalar's. */
    public static String suffix(List<Integer> place) {
        return place.isEmpty() ? "" : place.toString().replace(" ", "");
    }

    /** {@code 2 x 3}, {@code 4}, or {@code scalar}. */
    @Override
    public String toString() {
        if (sizes.isEmpty()) {
            return "scalar";
        }
        var text = new StringBuilder();
        for (int size : sizes) {
            text.append(text.isEmpty() ? "" : " x ").append(size);
        }
        return text.toString();
    }
}
