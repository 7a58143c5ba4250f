package chalkgrad.derive;

import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import java.util.ArrayList;
import java.util.List;

/** The order in which the cells of a pass are worked out: {@code net(h1)#1}, …, {@code dE/dw8#2}, {@code E}, …, {@code w8+}. */
final class OccurrenceOrder {
    private final UnrolledComputation unrolled;
    private final Derivation derivation;
    private final List<Occurrence> cells = new ArrayList<>();

    OccurrenceOrder(UnrolledComputation unrolled) {
        this.unrolled = unrolled;
        this.derivation = unrolled.derivation();
    }

    List<Occurrence> cells(int pass) {
        boolean complete = pass < unrolled.last() || unrolled.last() == 0;
        int samples = unrolled.samples();
        for (int sample = samples == 1 ? 0 : 1; sample <= (samples == 1 ? 0 : samples); sample++) {
            parameters(pass, sample);
            add(derivation.forward(), pass, sample);
            if (complete || derivation instanceof GraphDerivation) {
                add(derivation.backward(), pass, sample);
            }
            if (complete && unrolled.isMean()) {
                shares(pass, sample);
            }
            if (complete && unrolled.online()) {
                add(derivation.updates(), pass, sample);
            }
        }
        for (int sample = 2; complete && unrolled.online() && sample <= samples; sample++) {
            add(derivation.forward(), pass, samples + sample);
        }
        for (Step step : unrolled.batch()) {
            if (complete || step.quantity().equals(Quantity.LOSS)) {
                cells.add(new Occurrence(step.quantity(), pass, 0));
            }
        }
        if (complete) {
            add(derivation.updates(), pass, 0);
        }
        return cells;
    }

    /** The parameters as a sample meets them, where they have changed since the one before. */
    private void parameters(int pass, int sample) {
        for (Quantity parameter : unrolled.changing()) {
            Occurrence cell = unrolled.place(parameter, new Occurrence(Quantity.LOSS, pass, sample));
            boolean changed = cell.sample() == sample || sample <= 1;
            if (changed && unrolled.given(cell).isEmpty()) {
                cells.add(cell);
            }
        }
    }

    private void shares(int pass, int sample) {
        for (Network.Layer layer : ((NetworkDerivation) derivation).network().layers()) {
            for (Network.Unit unit : layer.units()) {
                cells.add(new Occurrence(new Quantity.BatchDelta(unit.name()), pass, sample));
            }
        }
    }

    private void add(List<Step> steps, int pass, int sample) {
        for (Step step : steps) {
            cells.add(new Occurrence(step.quantity(), pass, sample));
        }
    }
}
