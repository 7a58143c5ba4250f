package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step.Law;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Path;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Factors that are missing, or too many: of the chain, and constants.
 *
 * <p>{@code delta(o1)} for {@code delta(o1) h1}; {@code 2 (o - t)} for {@code o - t}.
 */
final class Factors {
    private static final Set<Law> CHAINS =
            EnumSet.of(Law.PATH, Law.SUM_OVER_PATHS, Law.CHAIN_RULE, Law.WEIGHT_GRADIENT, Law.FLOW);

    private static final Set<Law> SCALED = EnumSet.of(
            Law.LOSS_PART,
            Law.LOSS_TOTAL,
            Law.LOSS_DERIVATIVE,
            Law.PATH,
            Law.SUM_OVER_PATHS,
            Law.CHAIN_RULE,
            Law.WEIGHT_GRADIENT,
            Law.LOCAL_DERIVATIVE,
            Law.FLOW,
            Law.BATCH);

    private static final List<Integer> POWERS_OF_TEN = List.of(1, -1, 2, -2, 3, -3);

    private Factors() {}

    static List<Way> chain() {
        return List.of(
                place -> CHAINS.contains(place.law()) ? without(place) : Stream.empty(),
                place -> CHAINS.contains(place.law()) ? skipped(place) : Stream.empty(),
                place -> CHAINS.contains(place.law()) ? extra(place) : Stream.empty(),
                new Habit(EnumSet.of(Law.PATH, Law.SUM_OVER_PATHS), Factors::withoutWeight));
    }

    static List<Way> constant() {
        var ways = new ArrayList<Way>();
        ways.add(place -> SCALED.contains(place.law()) ? scaled(place) : Stream.empty());
        ways.add(place ->
                place.law() == Law.LOCAL_DERIVATIVE || place.law() == Law.NODE ? withoutNumber(place) : Stream.empty());
        for (Law law : List.of(Law.LOSS_PART, Law.LOSS_DERIVATIVE, Law.BATCH)) {
            for (Expr factor : List.of(Expr.TWO, half())) {
                ways.add(new Habit(EnumSet.of(law), place -> Optional.of(times(factor, place))));
            }
        }
        return ways;
    }

    static List<Way> decimalPoint() {
        return List.of(
                place -> POWERS_OF_TEN.stream().map(power -> place.whole(shifted(place.expr(), power))),
                Factors::shiftedTerm);
    }

    private static Expr half() {
        return Expr.div(Expr.ONE, Expr.TWO);
    }

    private static Site times(Expr factor, Place place) {
        return Habit.whole(place, Expr.mul(factor, place.expr()));
    }

    private static Expr shifted(Expr e, int power) {
        return Expr.mul(Expr.num(BigDecimal.ONE.scaleByPowerOfTen(power)), e);
    }

    /** One number of a sum with its decimal point elsewhere. */
    private static Stream<Edit> shiftedTerm(Place place) {
        return place.expr() instanceof Expr.Add sum
                ? Site.near(sum.terms().size()).stream()
                        .flatMap(i -> POWERS_OF_TEN.stream().map(power -> {
                            Expr term = sum.terms().get(i);
                            Expr other = shifted(term, power);
                            return Edit.of(place.at(), Expr.add(Site.with(sum.terms(), i, other)), term, other);
                        }))
                : Stream.empty();
    }

    /** Is this the derivative of an activation? Leaving that out has a name of its own. */
    static boolean isSlope(Expr e) {
        return Place.cellOf(e)
                .filter(cell -> cell.quantity() instanceof Partial partial && partial.of() instanceof Out)
                .isPresent();
    }

    private static Stream<Edit> without(Place place) {
        return Site.all(
                        place.expr(),
                        e -> e instanceof Expr.Mul product
                                ? IntStream.range(0, product.factors().size())
                                        .filter(i -> !isSlope(product.factors().get(i)))
                                        .mapToObj(i -> Expr.mul(Site.without(product.factors(), i)))
                                : Stream.empty())
                .map(place::edit);
    }

    /** {@code dE/dw1 = delta(o1) x1}: back over a unit without passing it. */
    private static Stream<Edit> skipped(Place place) {
        return place.replacing(cell -> cell.quantity() instanceof Delta delta
                ? place.wiring().outgoing(delta.unit()).stream()
                        .limit(4)
                        .map(edge -> cell.with(new Delta(edge.to())).expr())
                : Stream.empty());
    }

    /** A factor that is on no edge: the weight itself in its own gradient, or the same factor once more. */
    private static Stream<Edit> extra(Place place) {
        var factors = new ArrayList<Expr>();
        if (place.quantity() instanceof Partial partial && partial.by() instanceof Param weight) {
            factors.add(place.sym(weight));
        } else if (place.quantity() instanceof Path path) {
            factors.add(place.sym(new Out(path.from())));
        } else if (place.quantity() instanceof Delta delta) {
            place.wiring().incoming(delta.unit()).values().stream()
                    .limit(4)
                    .forEach(weight -> factors.add(place.sym(new Param(weight))));
        }
        Stream<Edit> others = factors.stream().map(factor -> place.whole(Expr.mul(place.expr(), factor)));
        Stream<Edit> again = place.expr() instanceof Expr.Mul product
                ? product.factors().stream()
                        .filter(factor -> !isSlope(factor))
                        .map(factor -> place.whole(Expr.mul(place.expr(), factor)))
                : Stream.empty();
        return Stream.concat(others, again);
    }

    private static Optional<Site> withoutWeight(Place place) {
        return Site.all(
                        place.expr(),
                        e -> e instanceof Expr.Mul product
                                        && product.factors().size() == 2
                                        && Place.is(product.factors().get(1), Param.class)
                                ? Stream.of(product.factors().get(0))
                                : Stream.empty())
                .findFirst();
    }

    private static Stream<Edit> scaled(Place place) {
        var factors = new ArrayList<Expr>(List.of(Expr.TWO, half()));
        var counts = new java.util.TreeSet<Integer>(
                List.of(place.wiring().targets().size(), place.unrolled().samples()));
        counts.stream().filter(count -> count > 2).forEach(count -> {
            factors.add(Expr.num(count));
            factors.add(Expr.div(Expr.ONE, Expr.num(count)));
        });
        return factors.stream().map(factor -> place.whole(Expr.mul(factor, place.expr())));
    }

    /** The 3 of 3 x^2. */
    private static Stream<Edit> withoutNumber(Place place) {
        return Site.all(
                        place.expr(),
                        e -> e instanceof Expr.Mul product
                                ? IntStream.range(0, product.factors().size())
                                        .filter(i -> product.factors().get(i) instanceof Expr.Num)
                                        .mapToObj(i -> Expr.mul(Site.without(product.factors(), i)))
                                : Stream.empty())
                .map(place::edit);
    }

    /** The derivative by the unit's output, where the one by its net input is meant. */
    static Expr upstream(Occurrence at, String unit) {
        return at.with(new Partial(Quantity.LOSS, new Out(unit))).expr();
    }
}
