package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Task;

/**
 * What comes back along an edge of a graph as people write it, who have no letter for it.
 *
 * <p>{@code dg/dx|q} is written {@code dg/dq * dq/dx}, and where x goes nowhere else it is {@code dg/dx}.
 */
public final class Branches {
    private final UnrolledComputation unrolled;
    private final boolean isGraph;

    public Branches(Variant.Part part) {
        this(
                new UnrolledComputation(part.solution().derivation()),
                part.solution().problem().task());
    }

    Branches(UnrolledComputation unrolled, Task task) {
        this.unrolled = unrolled;
        this.isGraph = task instanceof Graph;
    }

    /** An expression in which it is written out. */
    public Expr written(Expr e) {
        return isGraph
                ? e.substitute(symbol -> symbol instanceof Occurrence cell && cell.quantity() instanceof Quantity.Flow
                        ? unrolled.step(cell).map(Step::expression).orElse(null)
                        : null)
                : e;
    }

    /** What stands on the left of a line that works it out. */
    public Expr named(Occurrence cell) {
        if (isGraph && cell.quantity() instanceof Quantity.Flow flow) {
            var gradient = new Occurrence(new Quantity.Partial(flow.of(), flow.to()), cell.pass(), cell.sample());
            boolean isAll = unrolled.step(gradient)
                    .filter(step -> step.expression().equals(cell.expr()))
                    .isPresent();
            return isAll ? gradient.expr() : cell.expr();
        }
        return cell.expr();
    }

    /** An expression in values of the forward pass alone, as far as that is a product of a few. */
    public Expr inValues(Expr e) {
        Expr written = e.substitute(symbol -> symbol instanceof Occurrence cell && isDerivative(cell.quantity())
                ? unrolled.step(cell)
                        .map(Step::expression)
                        .filter(step -> !(step instanceof Expr.Add))
                        .map(this::inValues)
                        .orElse(null)
                : null);
        return written instanceof Expr.Mul product
                ? Expr.mul(product.factors().stream()
                        .filter(factor -> !factor.equals(Expr.ONE))
                        .toList())
                : written;
    }

    private static boolean isDerivative(Quantity quantity) {
        return quantity instanceof Quantity.Flow
                || quantity instanceof Quantity.Local
                || quantity instanceof Quantity.Partial;
    }
}
