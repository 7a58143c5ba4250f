package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Tensor;
import chalkgrad.evaluate.Value;
import chalkgrad.model.Quantity;
import chalkgrad.rules.Dims;
import java.util.ArrayList;
import java.util.List;

/**
 * Values of two problems in pairs: numbers as rows of a table, small arrays as lines.
 *
 * <p>A pair of arrays is the line {@code z = [1, 2] ≠ [1, 3]}.
 */
final class SideBySide {
    /** Arrays with more entries are not written out. */
    private static final int WRITTEN_ENTRIES = 36;

    final List<List<Message>> rows = new ArrayList<>();
    final List<Expr> arrays = new ArrayList<>();
    int all;
    int differing;
    /** Whether numbers that differ are printed alike. */
    boolean lookAlike;

    /**
     * Adds a pair.
     *
     * @param sample the sample's number, or zero where it needs none
     * @return whether the two differ
     */
    boolean add(int sample, Expr letter, Scope here, Quantity mine, Scope there, Quantity others) {
        Value a = here.array(mine);
        Value b = there.array(others);
        boolean apart = Tensor.apart(a, b);
        all++;
        differing += apart ? 1 : 0;
        Expr left = shown(here, mine, a);
        Expr right = shown(there, others, b);
        lookAlike |= apart && left.equals(right) && !isLarge(a);
        if (left instanceof Expr.Matrix && right instanceof Expr.Matrix && sample == 0) {
            arrays.add(
                    apart
                            ? new Expr.Relation(
                                    List.of(letter, left, right), List.of(Expr.Sign.EQUAL, Expr.Sign.NOT_EQUAL))
                            : Expr.equal(letter, left));
            return apart;
        }
        rows.add(List.of(
                label(sample, letter),
                Message.of(cell(left, a)),
                Message.of(cell(right, b)),
                Message.of(apart ? "compare.differs" : "compare.same")));
        return apart;
    }

    /** A value as it stands in a table. */
    static Expr cell(Scope scope, Quantity quantity) {
        Value value = scope.array(quantity);
        return cell(shown(scope, quantity, value), value);
    }

    /** The name of a row. */
    static Message label(int sample, Expr letter) {
        return sample == 0
                ? Message.of(letter)
                : Message.of("compare.sample", Message.math(letter), Message.count(sample));
    }

    /** A number, a small array written out, or the size of a large one. */
    private static Expr shown(Scope scope, Quantity quantity, Value value) {
        return isLarge(value) ? GraphWorking.size(Tensor.dims(value)) : scope.shown(quantity);
    }

    /** An array does not fit into a table. */
    private static Expr cell(Expr shown, Value value) {
        return shown instanceof Expr.Matrix ? GraphWorking.size(Tensor.dims(value)) : shown;
    }

    private static boolean isLarge(Value value) {
        Dims dims = Tensor.dims(value);
        return !dims.isScalar() && dims.count() > WRITTEN_ENTRIES;
    }
}
