package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step.Law;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Updated;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Weights that are taken too late, or from the other side of the diagonal.
 *
 * <p>{@code delta(o1) w5+} for {@code delta(o1) w5}; {@code w1 x1 + w3 x2} for {@code w1 x1 + w2 x2}.
 */
final class Weights {
    private static final Set<Law> BACK = EnumSet.of(Law.PATH, Law.SUM_OVER_PATHS);

    private Weights() {}

    static List<Way> updated() {
        return List.of(new Habit(BACK, Weights::afterUpdate));
    }

    static List<Way> transposed() {
        return List.of(
                new Habit(EnumSet.of(Law.WEIGHTED_SUM), Weights::flipped),
                new Habit(BACK, Weights::flipped),
                new Habit(EnumSet.of(Law.WEIGHT_GRADIENT), Weights::gradientFlipped),
                new Habit(
                        EnumSet.of(Law.WEIGHTED_SUM, Law.PATH, Law.SUM_OVER_PATHS, Law.WEIGHT_GRADIENT),
                        place -> place.law() == Law.WEIGHT_GRADIENT ? gradientFlipped(place) : flipped(place)));
    }

    private static Optional<Site> afterUpdate(Place place) {
        return weights(place)
                .filter(weight -> !comesOf(place, name(weight)))
                .map(weight -> {
                    Expr updated = place.sym(new Updated(name(weight)));
                    return new Site(place.substituted(weight, updated), weight.expr(), updated);
                })
                .filter(site -> Place.cellOf(site.is()).filter(place::exists).isPresent())
                .reduce((one, other) -> other)
                .flatMap(last -> all(place, last));
    }

    /** Where there are several weights in a step, all of them. */
    private static Optional<Site> all(Place place, Site shown) {
        Expr whole = place.expr()
                .substitute(symbol -> symbol instanceof Occurrence cell
                                && cell.quantity() instanceof Param weight
                                && !comesOf(place, weight.name())
                                && place.exists(place.cell(new Updated(weight.name())))
                        ? place.sym(new Updated(weight.name()))
                        : null);
        return Optional.of(new Site(whole, shown.was(), shown.is()));
    }

    /** Whether a weight's update needs what comes back here: where it stands in an earlier layer as well. */
    private static boolean comesOf(Place place, String weight) {
        int level = level(place.wiring(), place.quantity());
        return place.wiring().places(weight).stream()
                .anyMatch(edge -> place.wiring().level(edge.to()).orElse(0) <= level);
    }

    private static int level(Wiring wiring, Quantity quantity) {
        if (quantity instanceof Quantity.Path path) {
            return wiring.level(path.from()).orElse(0);
        }
        return quantity instanceof Partial partial && partial.by() instanceof Quantity.Out out
                ? wiring.level(out.unit()).orElse(0)
                : 0;
    }

    private static String name(Occurrence weight) {
        return weight.quantity().id();
    }

    private static Stream<Occurrence> weights(Place place) {
        var weights = new LinkedHashSet<Occurrence>();
        collect(place.expr(), weights);
        return weights.stream();
    }

    private static void collect(Expr e, Set<Occurrence> weights) {
        Place.cellOf(e).filter(cell -> cell.quantity() instanceof Param).ifPresent(weights::add);
        e.parts().forEach(part -> collect(part, weights));
    }

    /** The weight in the mirrored place of a square layer; empty where there is none, and for a weight with several places. */
    static Optional<String> mirrored(Wiring wiring, String weight) {
        List<Wiring.Edge> places = wiring.places(weight);
        if (places.size() != 1) {
            return Optional.empty();
        }
        Wiring.Edge edge = places.get(0);
        int layer = wiring.level(edge.to()).orElse(0);
        return wiring.units(layer).size() != wiring.units(layer - 1).size()
                ? Optional.empty()
                : Operands.at(wiring, layer, wiring.position(edge.from()), wiring.position(edge.to()))
                        .filter(other ->
                                !other.equals(weight) && wiring.places(other).size() == 1);
    }

    private static Optional<Site> flipped(Place place) {
        Optional<Occurrence> shown = weights(place)
                .filter(weight -> mirrored(place.wiring(), name(weight)).isPresent())
                .findFirst();
        return shown.map(weight -> new Site(
                place.expr()
                        .substitute(symbol -> symbol instanceof Occurrence cell && cell.quantity() instanceof Param each
                                ? mirrored(place.wiring(), each.name())
                                        .map(other -> place.sym(new Param(other)))
                                        .orElse(null)
                                : null),
                weight.expr(),
                mirrored(place.wiring(), name(weight))
                        .map(other -> place.sym(new Param(other)))
                        .orElseThrow()));
    }

    /** Row and column of the gradient's matrix exchanged. */
    private static Optional<Site> gradientFlipped(Place place) {
        return place.quantity() instanceof Partial partial && partial.by() instanceof Param weight
                ? mirrored(place.wiring(), weight.name())
                        .flatMap(other -> place.unrolled()
                                .unchanged()
                                .step(place.at().with(new Partial(partial.of(), new Param(other)))))
                        .map(step -> Habit.whole(place, step.expression()))
                : Optional.empty();
    }
}
