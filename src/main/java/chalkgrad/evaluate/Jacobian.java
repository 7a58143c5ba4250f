package chalkgrad.evaluate;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.model.Quantity.Flow;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Dims;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The Jacobian matrix of a node by a node that it uses, written out: a row for each entry of the one, a column for each of the other.
 *
 * <p>That of {@code max(0, x)} at (1, -2) has the rows (1, 0) and (0, 0).
 *
 * <p>Row i is what comes back along the edge where the upstream gradient is 1 in entry i and 0 elsewhere.
 */
public final class Jacobian {
    /** Up to so many rows and columns it is small enough to be written out. */
    public static final int MOST = 6;

    private Jacobian() {}

    /** The matrix with its numbers as they are printed; empty where one of the nodes has rows and columns, or the Jacobian is too large. */
    public static Optional<Expr.Matrix> of(GraphDerivation derivation, Scope scope, Node of, Node by) {
        Value upper = scope.array(of);
        Value lower = scope.array(by);
        int rows = Tensor.dims(upper).count();
        int columns = Tensor.dims(lower).count();
        boolean small = rows <= MOST && columns <= MOST;
        if (!small
                || Tensor.dims(upper).axes().size() > 1
                || Tensor.dims(lower).axes().size() > 1) {
            return Optional.empty();
        }
        Symbol objective = derivation.graph().objective();
        Expr flow = derivation.step(new Flow(objective, by, of)).expression();
        var upstream = new Partial(objective, of);
        var evaluator = new TensorEvaluator(scope.arithmetic());
        try {
            var matrix = new ArrayList<List<Expr>>();
            for (int i = 0; i < rows; i++) {
                Value unit = unit(Tensor.dims(upper), i);
                Value row = evaluator.value(
                        flow, symbol -> symbol.equals(upstream) ? unit : scope.look(symbol), Branches.recording());
                matrix.add(Tensor.entries(row).stream()
                        .<Expr>map(entry -> Expr.num(scope.rounded(entry)))
                        .toList());
            }
            return Optional.of(new Expr.Matrix(matrix));
        } catch (Undecided undecided) {
            return Optional.empty();
        }
    }

    private static Value unit(Dims dims, int index) {
        var entries = new ArrayList<Real>(Collections.nCopies(dims.count(), Real.of(0)));
        entries.set(index, Real.of(1));
        return Tensor.of(dims, entries);
    }
}
