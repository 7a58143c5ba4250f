package chalkgrad.algebra;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the parts of an expression stand in the text that it was read from.
 *
 * <p>Of {@code a + b@c} the sum is at column 3, the product at 6, and {@code c} at 7.
 *
 * <p>An operation is at its operator, a name, a number or a call at its first letter. Parts are told apart by identity: the same name in
 * two places has two columns.
 */
public final class Columns {
    private final Map<Expr, List<Integer>> columns = new IdentityHashMap<>();

    /** The column of a part, in code points from one; of a sum or product that of its first operator. One where the part is not known. */
    public int of(Expr part) {
        return of(part, 1);
    }

    /**
     * The column of the operator before an operand.
     *
     * @param operand counted from zero; a sum or product has as many operators as operands but one, anything else has one place
     */
    public int of(Expr part, int operand) {
        List<Integer> found = columns.getOrDefault(part, List.of(1));
        return found.get(Math.max(0, Math.min(operand, found.size()) - 1));
    }

    void put(Expr part, List<Integer> operators) {
        columns.put(part, List.copyOf(operators));
    }
}
