package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step.Law;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sums with a term too few or too many, or one term in place of the sum.
 *
 * <p>{@code dE/dout(h1) = delta(o1) w5}, where o2 is forgotten; {@code w1 x1 + w2 x2} without the bias.
 */
final class Sums {
    private static final Set<Law> ADDED_UP = EnumSet.of(
            Law.WEIGHTED_SUM,
            Law.ACTIVATION,
            Law.SUM_OVER_PATHS,
            Law.CHAIN_RULE,
            Law.WEIGHT_GRADIENT,
            Law.NODE,
            Law.FLOW,
            Law.LOSS_TOTAL,
            Law.BATCH);

    /** Of these one term alone is no forgotten path, but a part under the name of the whole. */
    private static final Set<Law> TOTALS = EnumSet.of(Law.LOSS_TOTAL, Law.BATCH);

    private Sums() {}

    static List<Way> path() {
        return List.of(
                place -> ADDED_UP.contains(place.law()) ? without(place) : Stream.empty(),
                place -> ADDED_UP.contains(place.law()) ? twice(place) : Stream.empty(),
                place -> place.law() == Law.CHAIN_RULE ? diagonal(place) : Stream.empty(),
                place -> place.law() == Law.WEIGHTED_SUM ? biasPerInput(place) : Stream.empty(),
                place -> place.law() == Law.SUM_OVER_PATHS ? withoutArray(place) : Stream.empty(),
                new Habit(EnumSet.of(Law.WEIGHTED_SUM), Sums::withoutBias),
                new Habit(EnumSet.of(Law.SUM_OVER_PATHS), Sums::firstPath));
    }

    static List<Way> component() {
        return List.of(
                place -> TOTALS.contains(place.law()) ? one(place) : Stream.empty(),
                place -> place.law() == Law.LOSS_PART ? totalLoss(place) : Stream.empty(),
                place -> place.law() == Law.PATH ? totalPath(place) : Stream.empty(),
                Sums::ofAllSamples);
    }

    private static Stream<Edit> without(Place place) {
        return Site.all(
                        place.expr(),
                        e -> e instanceof Expr.Add sum
                                        && !isOneMinus(sum)
                                        && (sum.terms().size() > 2 || !TOTALS.contains(place.law()))
                                ? Site.near(sum.terms().size()).stream()
                                        .map(i -> Expr.add(Site.without(sum.terms(), i)))
                                : Stream.empty())
                .filter(site -> !TOTALS.contains(place.law()) || site.is() instanceof Expr.Add)
                .map(place::edit);
    }

    private static Stream<Edit> twice(Place place) {
        return Site.all(
                        place.expr(),
                        e -> e instanceof Expr.Add sum && !isOneMinus(sum)
                                ? Site.near(sum.terms().size()).stream().map(i -> {
                                    var terms = new ArrayList<>(sum.terms());
                                    terms.add(i, sum.terms().get(i));
                                    return Expr.add(terms);
                                })
                                : Stream.empty())
                .map(place::edit);
    }

    /** Of what comes back to an entry of an array, nothing from a whole other array that uses it, such as the next state. */
    private static Stream<Edit> withoutArray(Place place) {
        if (!(place.expr() instanceof Expr.Add sum)) {
            return Stream.empty();
        }
        var uses = new LinkedHashMap<String, List<Expr>>();
        for (Expr term : sum.terms()) {
            String use = Place.cellOf(term)
                    .map(Occurrence::quantity)
                    .filter(Quantity.Flow.class::isInstance)
                    .map(flow -> ((Quantity.Flow) flow).through().name().replaceFirst("\\[.*", ""))
                    .orElse("");
            uses.computeIfAbsent(use, key -> new ArrayList<>()).add(term);
        }
        boolean arrays = uses.values().stream().anyMatch(terms -> terms.size() > 1);
        return uses.size() < 2 || !arrays
                ? Stream.empty()
                : uses.values().stream()
                        .map(without -> place.whole(Expr.add(sum.terms().stream()
                                .filter(term -> !without.contains(term))
                                .toList())));
    }

    /** Not a sum of paths or terms, but part of a formula. */
    private static boolean isOneMinus(Expr.Add sum) {
        return sum.terms().stream().anyMatch(term -> term instanceof Expr.Num);
    }

    /** Of a softmax, only what comes through the unit's own output. */
    private static Stream<Edit> diagonal(Place place) {
        if (!(place.expr() instanceof Expr.Add sum && place.quantity() instanceof Quantity.Delta delta)) {
            return Stream.empty();
        }
        Expr own = place.sym(new Partial(new Out(delta.unit()), new Quantity.Net(delta.unit())));
        return sum.terms().size() <= 2
                ? Stream.empty()
                : sum.terms().stream()
                        .filter(term -> term.parts().contains(own))
                        .map(place::whole);
    }

    private static Optional<Site> withoutBias(Place place) {
        if (!(place.expr() instanceof Expr.Add sum && place.quantity() instanceof Quantity.Net net)) {
            return Optional.empty();
        }
        return place.wiring().bias(net.unit()).map(bias -> {
            Expr symbol = place.sym(new Param(bias));
            Expr rest = Expr.add(
                    sum.terms().stream().filter(term -> !term.equals(symbol)).toList());
            return Habit.whole(place, rest);
        });
    }

    /** The bias added to every product. */
    private static Stream<Edit> biasPerInput(Place place) {
        if (!(place.expr() instanceof Expr.Add sum && place.quantity() instanceof Quantity.Net net)) {
            return Stream.empty();
        }
        int products = sum.terms().size() - 1;
        return products < 2
                ? Stream.empty()
                : place
                        .wiring()
                        .bias(net.unit())
                        .map(bias -> place.sym(new Param(bias)))
                        .map(bias -> place.substituting(
                                Place.cellOf(bias).orElseThrow(), Expr.mul(Expr.num(products), bias)))
                        .stream();
    }

    private static Optional<Site> firstPath(Place place) {
        return place.expr() instanceof Expr.Add sum
                ? Optional.of(Habit.whole(place, sum.terms().get(0)))
                : Optional.empty();
    }

    /** One output's or one sample's part under the name of the whole. */
    private static Stream<Edit> one(Place place) {
        return Site.all(
                        place.expr(),
                        e -> e instanceof Expr.Add sum
                                ? Site.near(sum.terms().size()).stream()
                                        .map(i -> sum.terms().get(i))
                                : Stream.empty())
                .flatMap(site -> Stream.of(place.edit(site), place.whole(site.is())));
    }

    /** The whole loss under the name of one output's part: its step, and the other parts added to it. */
    private static Stream<Edit> totalLoss(Place place) {
        var terms = new ArrayList<Expr>();
        for (Quantity.Target target : place.wiring().targets()) {
            var part = new Quantity.UnitLoss(target.unit());
            terms.add(part.equals(place.quantity()) ? place.expr() : place.sym(part));
        }
        return terms.size() == 1 ? Stream.empty() : Stream.of(place.whole(Expr.add(terms)));
    }

    private static Stream<Edit> totalPath(Place place) {
        var path = (Quantity.Path) place.quantity();
        var terms = new ArrayList<Expr>();
        for (Wiring.Edge edge : place.wiring().outgoing(path.from())) {
            var other = new Quantity.Path(path.from(), edge.to());
            terms.add(other.equals(path) ? place.expr() : place.sym(other));
        }
        return terms.size() == 1 ? Stream.empty() : Stream.of(place.whole(Expr.add(terms)));
    }

    /** What belongs to the batch under the name of what belongs to one sample: its step, and the others' added to it. */
    private static Stream<Edit> ofAllSamples(Place place) {
        int samples = place.unrolled().samples();
        boolean isPart = place.law() == Law.LOSS_TOTAL || place.law() == Law.WEIGHT_GRADIENT;
        if (samples == 1 || place.unrolled().online() || place.at().sample() == 0 || !isPart) {
            return Stream.empty();
        }
        return place.unrolled().step(new Occurrence(place.quantity(), place.at().pass(), 0)).stream()
                .map(step -> step.expression().substitute(symbol -> symbol.equals(place.at()) ? place.expr() : null))
                .map(place::whole);
    }
}
