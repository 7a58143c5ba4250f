package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.BatchDelta;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Updated;
import java.util.Optional;

/** Derivatives between cells: within a sample those between its quantities, and of the loss over all samples each one's share. */
final class OccurrenceDerivatives {
    private final UnrolledComputation unrolled;
    private final Derivatives derivatives;

    OccurrenceDerivatives(UnrolledComputation unrolled, Derivatives derivatives) {
        this.unrolled = unrolled;
        this.derivatives = derivatives;
    }

    Optional<Expr> of(Occurrence of, Occurrence by) {
        Occurrence to = settled(by);
        boolean parameter = unrolled.isParameter(to.quantity());
        boolean passing = parameter && !unrolled.changing().contains(to.quantity());
        if (!unrolled.isHere(of) || !unrolled.isHere(to) || of.pass() != to.pass() && !passing) {
            return Optional.empty();
        } else if (unrolled.isOfAll(of)) {
            return ofBatch(of, to);
        } else if (!parameter && of.sample() != to.sample()) {
            return unrolled.isOfAll(to) ? Optional.empty() : Optional.of(Expr.ZERO);
        }
        return derivatives.of(of.quantity(), to.quantity()).map(found -> unrolled.placed(found, of));
    }

    /** A later pass's parameter is what the update before it has made of it. */
    private Occurrence settled(Occurrence by) {
        if (!(by.quantity() instanceof Updated updated)) {
            return by;
        }
        boolean within = unrolled.online() && by.sample() > 0 && by.sample() < unrolled.samples();
        return new Occurrence(
                unrolled.parameter(updated.name()), by.pass() + (within ? 0 : 1), within ? by.sample() + 1 : 0);
    }

    private Optional<Expr> ofBatch(Occurrence of, Occurrence by) {
        if (!of.quantity().equals(Quantity.LOSS)) {
            return Optional.empty();
        } else if (unrolled.isParameter(by.quantity())) {
            Quantity gradient = new Partial(Quantity.LOSS, by.quantity());
            boolean there =
                    unrolled.batch().stream().anyMatch(step -> step.quantity().equals(gradient));
            return there ? Optional.of(of.with(gradient).expr()) : Optional.empty();
        } else if (unrolled.isOfAll(by)) {
            return of.equals(by) ? Optional.of(Expr.ONE) : Optional.empty();
        } else if (unrolled.online() || by.quantity().equals(Quantity.LOSS)) {
            return Optional.empty();
        } else if (unrolled.isMean() && by.quantity() instanceof Quantity.Net net) {
            return Optional.of(by.with(new BatchDelta(net.unit())).expr());
        }
        Expr share = unrolled.isMean() ? Expr.div(Expr.ONE, Expr.num(unrolled.samples())) : Expr.ONE;
        return of(by.with(Quantity.LOSS), by).map(found -> Adjoints.times(share, found));
    }
}
