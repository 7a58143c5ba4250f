package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.model.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A mistake of which there is one way at a step, and which somebody who makes it once makes at every such step: of the pass, and of all passes
 * before it.
 *
 * <p>Who uses the updated weight for the first path back uses it for the next one, too; the new loss then has come of all of them.
 */
final class Habit implements Way {
    /** In more steps than this a habit is not followed through. */
    private static final int MANY = 4_000;

    /** What is made of one step. */
    @FunctionalInterface
    interface Change {
        /** What is written instead, and which part it is about; empty where there is no room for the mistake. */
        Optional<Site> of(Place place);
    }

    /** The habit followed through; empty where there is no room for it. */
    record Everywhere(Optional<Edit> edit) {}

    /** What is changed, up to which pass, and in which layer; in all layers where that is empty. */
    private record Key(Habit habit, int pass, Optional<Integer> layer) {}

    private final Set<Step.Law> laws;
    private final Change change;

    Habit(Set<Step.Law> laws, Change change) {
        this.laws = laws;
        this.change = change;
    }

    /** The same change where it is made once: nobody does that everywhere. */
    static Way once(Set<Step.Law> laws, Change change) {
        return place -> laws.contains(place.law()) ? change.of(place).map(place::edit).stream() : Stream.empty();
    }

    /** The whole step written otherwise. */
    static Site whole(Place place, Expr instead) {
        return new Site(instead, place.expr(), instead);
    }

    @Override
    public Stream<Edit> at(Place place) {
        return Stream.concat(once(laws, change).at(place), everywhere(place).stream());
    }

    /** Offered where it is made, and, in later passes, wherever its effects may show first; in the layer, and in all of them. */
    private List<Edit> everywhere(Place place) {
        int pass = place.at().pass();
        if (!laws.contains(place.law()) && pass == 0
                || (long) (pass + 1) * place.wiring().size() * place.unrolled().samples() > MANY) {
            return List.of();
        }
        var found = new ArrayList<Edit>();
        Optional<Integer> layer = place.wiring().layerOf(place.quantity());
        Optional<Edit> all = everywhere(place, Optional.empty());
        all.map(edit -> on(place.unrolled(), edit)).ifPresent(found::add);
        if (layer.isPresent() && laws.contains(place.law())) {
            everywhere(place, layer)
                    .filter(edit -> all.filter(whole ->
                                    whole.instead().size() == edit.instead().size())
                            .isEmpty())
                    .map(edit -> on(place.unrolled(), edit))
                    .ifPresent(found::add);
        }
        return found;
    }

    private Optional<Edit> everywhere(Place place, Optional<Integer> layer) {
        int pass = place.at().pass();
        UnrolledComputation right = place.unrolled().unchanged();
        return place.wiring()
                .everywhere(new Key(this, pass, layer), () -> changes(right, pass, layer))
                .edit()
                .filter(edit -> edit.instead().size() > 1)
                .filter(edit -> pass > 0 || edit.instead().containsKey(place.at()));
    }

    /** The same, on top of steps that are changed already. */
    private Edit on(UnrolledComputation unrolled, Edit edit) {
        if (unrolled.changes().isEmpty()) {
            return edit;
        }
        var all = new HashMap<>(edit.instead());
        for (Occurrence cell : unrolled.changes().keySet()) {
            if (all.containsKey(cell)) {
                Place.of(unrolled, cell).flatMap(change::of).ifPresent(site -> all.put(cell, site.whole()));
            }
        }
        return new Edit(edit.at(), Map.copyOf(all), edit.was(), edit.is());
    }

    private Everywhere changes(UnrolledComputation unrolled, int last, Optional<Integer> layer) {
        Wiring wiring = Wiring.of(unrolled);
        var all = new LinkedHashMap<Occurrence, Site>();
        for (int pass = 0; pass <= last; pass++) {
            for (Occurrence cell : cells(unrolled, wiring, pass)) {
                if (layer.isPresent() && !wiring.layerOf(cell.quantity()).equals(layer)) {
                    continue;
                }
                Place.of(unrolled, cell)
                        .flatMap(place -> change.of(place).filter(site -> Generic.differ(place.expr(), site.whole())))
                        .ifPresent(site -> all.put(cell, site));
            }
        }
        if (all.isEmpty()) {
            return new Everywhere(Optional.empty());
        }
        Map.Entry<Occurrence, Site> first = all.entrySet().iterator().next();
        var instead = new HashMap<Occurrence, Expr>();
        all.forEach((cell, site) -> instead.put(cell, site.whole()));
        return new Everywhere(Optional.of(new Edit(
                first.getKey(),
                Map.copyOf(instead),
                first.getValue().was(),
                first.getValue().is())));
    }

    private List<Occurrence> cells(UnrolledComputation unrolled, Wiring wiring, int pass) {
        var cells = new LinkedHashSet<Occurrence>();
        for (Step.Law law : laws) {
            for (Quantity quantity : wiring.quantities(law)) {
                for (int sample : samples(unrolled, quantity)) {
                    cells.add(new Occurrence(quantity, pass, sample));
                }
            }
        }
        return List.copyOf(cells);
    }

    private static List<Integer> samples(UnrolledComputation unrolled, Quantity quantity) {
        if (unrolled.samples() == 1 || quantity instanceof Quantity.Updated && !unrolled.online()) {
            return List.of(0);
        }
        return java.util.stream.IntStream.rangeClosed(1, unrolled.samples())
                .boxed()
                .toList();
    }
}
