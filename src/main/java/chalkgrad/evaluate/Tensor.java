package chalkgrad.evaluate;

import chalkgrad.rules.Dims;
import java.util.List;

/**
 * A vector or matrix of reals.
 *
 * <p>{@code new Tensor(Dims.vector(2), List.of(Real.of(1), Real.of(2)))}.
 *
 * @param entries row by row
 */
public record Tensor(Dims dims, List<Real> entries) implements Value {
    public Tensor {
        entries = List.copyOf(entries);
        if (dims.isScalar() || entries.size() != dims.count()) {
            throw new IllegalArgumentException(entries.size() + " entries for " + dims);
        }
    }

    /** The entries of any value, row by row; a scalar has one. */
    public static List<Real> entries(Value value) {
        return value instanceof Tensor tensor ? tensor.entries : List.of((Real) value);
    }

    /** The shape of any value. */
    public static Dims dims(Value value) {
        return value instanceof Tensor tensor ? tensor.dims : Dims.SCALAR;
    }

    /** Whether two values are certainly not the same: another shape, or an entry that differs by more than what is unknown of it. */
    public static boolean apart(Value left, Value right) {
        if (!dims(left).equals(dims(right))) {
            return true;
        }
        List<Real> others = entries(right);
        int i = 0;
        for (Real entry : entries(left)) {
            if (Real.apart(entry, others.get(i++))) {
                return true;
            }
        }
        return false;
    }

    /** A value of that shape: a scalar is its only entry. */
    static Value of(Dims dims, List<Real> entries) {
        return dims.isScalar() ? entries.get(0) : new Tensor(dims, entries);
    }
}
