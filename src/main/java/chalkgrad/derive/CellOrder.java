package chalkgrad.derive;

import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import java.util.ArrayList;
import java.util.List;

/** The order in which the cells of a pass are worked out: {@code net(h1)#1}, …, {@code dE/dw8#2}, {@code E}, …, {@code w8+}. */
final class CellOrder {
    private final Course course;
    private final Derivation derivation;
    private final List<Cell> cells = new ArrayList<>();

    CellOrder(Course course) {
        this.course = course;
        this.derivation = course.derivation();
    }

    List<Cell> cells(int pass) {
        boolean complete = pass < course.last() || course.last() == 0;
        int samples = course.samples();
        for (int sample = samples == 1 ? 0 : 1; sample <= (samples == 1 ? 0 : samples); sample++) {
            parameters(pass, sample);
            add(derivation.forward(), pass, sample);
            if (complete || derivation instanceof GraphDerivation) {
                add(derivation.backward(), pass, sample);
            }
            if (complete && course.isMean()) {
                shares(pass, sample);
            }
            if (complete && course.online()) {
                add(derivation.updates(), pass, sample);
            }
        }
        for (int sample = 2; complete && course.online() && sample <= samples; sample++) {
            add(derivation.forward(), pass, samples + sample);
        }
        for (Step step : course.batch()) {
            if (complete || step.quantity().equals(Quantity.LOSS)) {
                cells.add(new Cell(step.quantity(), pass, 0));
            }
        }
        if (complete) {
            add(derivation.updates(), pass, 0);
        }
        return cells;
    }

    /** The parameters as a sample meets them, where they have changed since the one before. */
    private void parameters(int pass, int sample) {
        for (Quantity parameter : course.changing()) {
            Cell cell = course.place(parameter, new Cell(Quantity.LOSS, pass, sample));
            boolean changed = cell.sample() == sample || sample <= 1;
            if (changed && course.given(cell).isEmpty()) {
                cells.add(cell);
            }
        }
    }

    private void shares(int pass, int sample) {
        for (Network.Layer layer : ((NetworkDerivation) derivation).network().layers()) {
            for (Network.Unit unit : layer.units()) {
                cells.add(new Cell(new Quantity.BatchDelta(unit.name()), pass, sample));
            }
        }
    }

    private void add(List<Step> steps, int pass, int sample) {
        for (Step step : steps) {
            cells.add(new Cell(step.quantity(), pass, sample));
        }
    }
}
