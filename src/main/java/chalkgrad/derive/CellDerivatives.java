package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.BatchDelta;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Updated;
import java.util.Optional;

/** Derivatives between cells: within a sample those between its quantities, and of the loss over all samples each one's share. */
final class CellDerivatives {
    private final Course course;
    private final Derivatives derivatives;

    CellDerivatives(Course course, Derivatives derivatives) {
        this.course = course;
        this.derivatives = derivatives;
    }

    Optional<Expr> of(Cell of, Cell by) {
        Cell to = settled(by);
        boolean parameter = course.isParameter(to.quantity());
        boolean passing = parameter && !course.changing().contains(to.quantity());
        if (!course.isHere(of) || !course.isHere(to) || of.pass() != to.pass() && !passing) {
            return Optional.empty();
        } else if (course.isOfAll(of)) {
            return ofBatch(of, to);
        } else if (!parameter && of.sample() != to.sample()) {
            return course.isOfAll(to) ? Optional.empty() : Optional.of(Expr.ZERO);
        }
        return derivatives.of(of.quantity(), to.quantity()).map(found -> course.placed(found, of));
    }

    /** A later pass's parameter is what the update before it has made of it. */
    private Cell settled(Cell by) {
        if (!(by.quantity() instanceof Updated updated)) {
            return by;
        }
        boolean within = course.online() && by.sample() > 0 && by.sample() < course.samples();
        return new Cell(course.parameter(updated.name()), by.pass() + (within ? 0 : 1), within ? by.sample() + 1 : 0);
    }

    private Optional<Expr> ofBatch(Cell of, Cell by) {
        if (!of.quantity().equals(Quantity.LOSS)) {
            return Optional.empty();
        } else if (course.isParameter(by.quantity())) {
            Quantity gradient = new Partial(Quantity.LOSS, by.quantity());
            boolean there =
                    course.batch().stream().anyMatch(step -> step.quantity().equals(gradient));
            return there ? Optional.of(of.with(gradient).expr()) : Optional.empty();
        } else if (course.isOfAll(by)) {
            return of.equals(by) ? Optional.of(Expr.ONE) : Optional.empty();
        } else if (course.online() || by.quantity().equals(Quantity.LOSS)) {
            return Optional.empty();
        } else if (course.isMean() && by.quantity() instanceof Quantity.Net net) {
            return Optional.of(by.with(new BatchDelta(net.unit())).expr());
        }
        Expr share = course.isMean() ? Expr.div(Expr.ONE, Expr.num(course.samples())) : Expr.ONE;
        return of(by.with(Quantity.LOSS), by).map(found -> Adjoints.times(share, found));
    }
}
