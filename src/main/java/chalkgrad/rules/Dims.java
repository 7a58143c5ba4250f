package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The shape of a value: none for a scalar, one number for a vector, rows and columns for a matrix.
 *
 * <p>{@code Dims.matrix(2, 3)} prints as {@code 2 x 3}, and where nobody has chosen the sizes it is {@code m x n}.
 *
 * @param axes how long each axis is: a number, or a letter. Whoever asks for numbers where there are letters gets a {@link Size.OpenSize}.
 */
public record Dims(List<Size> axes) {
    /** Most axes of an array. */
    public static final int MOST_AXES = 4;

    /** The shape of a single number. */
    public static final Dims SCALAR = new Dims(List.of());

    public Dims {
        axes = List.copyOf(axes);
    }

    /** The shape with these lengths of its axes. */
    public static Dims of(List<Integer> sizes) {
        return new Dims(sizes.stream().map(Size::of).toList());
    }

    public static Dims vector(int length) {
        return vector(Size.of(length));
    }

    public static Dims vector(Size length) {
        return new Dims(List.of(length));
    }

    public static Dims matrix(int rows, int columns) {
        return matrix(Size.of(rows), Size.of(columns));
    }

    public static Dims matrix(Size rows, Size columns) {
        return new Dims(List.of(rows, columns));
    }

    public boolean isScalar() {
        return axes.isEmpty();
    }

    public boolean isVector() {
        return axes.size() == 1;
    }

    public boolean isMatrix() {
        return axes.size() == 2;
    }

    /** Whether an axis is as long as a letter says. */
    public boolean isOpen() {
        return axes.stream().anyMatch(Size.Letter.class::isInstance);
    }

    /** The lengths of the axes, which must be numbers. */
    public List<Integer> sizes() {
        return axes.stream().map(Size::value).toList();
    }

    /** How long an axis is, counted from zero. */
    public Size size(int axis) {
        return axes.get(axis);
    }

    /** The number of entries, which must be one. */
    public int count() {
        int count = 1;
        for (Size size : axes) {
            count *= size.value();
        }
        return count;
    }

    /** The number of entries, however large. */
    long entries() {
        long entries = 1;
        for (Size size : axes) {
            entries = Math.multiplyExact(entries, size.value());
        }
        return entries;
    }

    /** The number of entries as an expression: {@code m n}, or 6; numbers come first. */
    public Expr countExpr() {
        int number = 1;
        var factors = new ArrayList<Expr>();
        for (Size size : axes) {
            if (size instanceof Size.Count n) {
                number *= n.value();
            } else {
                factors.add(size.expr());
            }
        }
        if (number != 1 || factors.isEmpty()) {
            factors.add(0, Expr.num(number));
        }
        return Expr.mul(factors);
    }

    /** The rows of a matrix, the length of a vector, as a number. */
    public int rows() {
        return axes.get(0).value();
    }

    /** The columns of a matrix, as a number. */
    public int columns() {
        return axes.get(1).value();
    }

    /** The same shape with numbers for its letters. */
    public Dims at(Function<Size.Letter, Integer> numbers) {
        return isOpen()
                ? new Dims(axes.stream()
                        .map(size -> size instanceof Size.Letter letter ? Size.of(numbers.apply(letter)) : size)
                        .toList())
                : this;
    }

    /** Where each entry is, row by row: its place along each axis, counted from one; a scalar's is empty. */
    public List<List<Integer>> places() {
        return IntStream.range(0, count()).mapToObj(this::place).toList();
    }

    /** Where the entry {@code index} is, counted row by row from zero: its place along each axis, counted from one. */
    public List<Integer> place(int index) {
        var place = new Integer[axes.size()];
        int rest = index;
        for (int axis = axes.size() - 1; axis >= 0; axis--) {
            int length = axes.get(axis).value();
            place[axis] = rest % length + 1;
            rest /= length;
        }
        return List.of(place);
    }

    /**
     * The index of the entry that stands, in this array, where the entry {@code index} stands in a larger one that it meets: axes are aligned at
     * the last, and one of a single entry is repeated.
     */
    public int meeting(Dims whole, int index) {
        if (equals(whole)) {
            return index;
        }
        int met = 0;
        int step = 1;
        int rest = index;
        for (int axis = axes.size() - 1, other = whole.axes.size() - 1; axis >= 0; axis--, other--) {
            int length = axes.get(axis).value();
            int larger = whole.axes.get(other).value();
            met += length == 1 ? 0 : step * (rest % larger);
            step *= length;
            rest /= larger;
        }
        return met;
    }

    /** The shape that two arrays have together where they meet entry by entry; empty where they do not. */
    public static Optional<Dims> joined(Dims left, Dims right) {
        return Axes.joined(left, right);
    }

    /** What stands behind an array's name for one entry, {@code [1,2]}; nothing behind a scalar's. */
    public static String suffix(List<Integer> place) {
        return place.isEmpty() ? "" : place.toString().replace(" ", "");
    }

    /** {@code 2 x 3}, {@code 4}, or {@code scalar}. */
    @Override
    public String toString() {
        if (axes.isEmpty()) {
            return "scalar";
        }
        var text = new StringBuilder();
        for (Size size : axes) {
            text.append(text.isEmpty() ? "" : " x ").append(size);
        }
        return text.toString();
    }
}
