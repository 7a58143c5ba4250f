package chalkgrad.evaluate;

import chalkgrad.rules.ArrayFunctions;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Sums and products of arrays, with the shapes that NumPy gives.
 *
 * <p>A 2 x 3 matrix times a vector of 3 is a vector of 2.
 */
final class Products {
    private final Arithmetic arithmetic;

    Products(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
    }

    static Value ones(Dims dims) {
        return Tensor.of(dims, Collections.nCopies(dims.count(), Real.of(1)));
    }

    Arithmetic arithmetic() {
        return arithmetic;
    }

    /** The shape of two values that meet entry by entry. */
    static Dims together(Dims a, Dims b) {
        return Dims.joined(a, b).orElseThrow(() -> new IllegalArgumentException(a + " with " + b));
    }

    /** The entry of {@code value} that stands at {@code index} of an array of shape {@code dims} that it meets. */
    static Real entry(Value value, Dims dims, int index) {
        if (!(value instanceof Tensor tensor)) {
            return (Real) value;
        }
        return tensor.entries().get(tensor.dims().meeting(dims, index));
    }

    Real sum(List<Real> entries) {
        Real sum = entries.get(0);
        for (Real entry : entries.subList(1, entries.size())) {
            sum = arithmetic.add(sum, entry);
        }
        return sum;
    }

    Real dot(List<Real> left, List<Real> right) {
        Real sum = Real.of(0);
        for (int i = 0; i < left.size(); i++) {
            sum = arithmetic.add(sum, arithmetic.mul(left.get(i), right.get(i)));
        }
        return sum;
    }

    Value outer(List<Real> left, List<Real> right) {
        var entries = new ArrayList<Real>(left.size() * right.size());
        for (Real a : left) {
            for (Real b : right) {
                entries.add(arithmetic.mul(a, b));
            }
        }
        return Tensor.of(Dims.matrix(left.size(), right.size()), entries);
    }

    Value product(Value left, Value right) {
        Tensor a = (Tensor) left;
        Tensor b = (Tensor) right;
        int inner = a.dims().isMatrix() ? a.dims().columns() : a.dims().rows();
        int rows = a.dims().isMatrix() ? a.dims().rows() : 1;
        int columns = b.dims().isMatrix() ? b.dims().columns() : 1;
        var entries = new ArrayList<Real>(rows * columns);
        for (int i = 0; i < rows; i++) {
            List<Real> row = a.entries().subList(i * inner, (i + 1) * inner);
            for (int j = 0; j < columns; j++) {
                entries.add(dot(row, column(b, j, columns)));
            }
        }
        var sizes = new ArrayList<Integer>();
        if (a.dims().isMatrix()) {
            sizes.add(rows);
        }
        if (b.dims().isMatrix()) {
            sizes.add(columns);
        }
        return Tensor.of(Dims.of(sizes), entries);
    }

    private static List<Real> column(Tensor matrix, int column, int columns) {
        if (columns == 1) {
            return matrix.entries();
        }
        var entries = new ArrayList<Real>();
        for (int i = column; i < matrix.entries().size(); i += columns) {
            entries.add(matrix.entries().get(i));
        }
        return entries;
    }

    static Value transposed(Tensor matrix) {
        if (!matrix.dims().isMatrix()) {
            Plan.Linear plan = (Plan.Linear) ArrayFunctions.transposed(matrix.dims());
            var turned = new ArrayList<Real>();
            for (int i = 0; i < plan.from().size(); i++) {
                turned.add(matrix.entries().get(plan.from().at(i, 0)));
            }
            return Tensor.of(plan.dims(), turned);
        }
        int columns = matrix.dims().columns();
        var entries = new ArrayList<Real>(matrix.entries().size());
        for (int j = 0; j < columns; j++) {
            entries.addAll(column(matrix, j, columns));
        }
        return Tensor.of(Dims.matrix(columns, matrix.dims().rows()), entries);
    }

    /** The softmax of a vector, or of each row of a matrix. */
    Value softmax(Tensor z) {
        int length = z.dims().isMatrix() ? z.dims().columns() : z.dims().rows();
        var entries = new ArrayList<Real>(z.entries().size());
        for (int start = 0; start < z.entries().size(); start += length) {
            List<Real> exponentials = z.entries().subList(start, start + length).stream()
                    .map(arithmetic::exp)
                    .toList();
            Real sum = sum(exponentials);
            exponentials.forEach(e -> entries.add(arithmetic.div(e, sum)));
        }
        return Tensor.of(z.dims(), entries);
    }
}
