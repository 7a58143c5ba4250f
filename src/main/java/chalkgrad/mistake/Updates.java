package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step.Law;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.UnitLoss;
import chalkgrad.model.Quantity.Updated;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The update itself, and which values it goes on with.
 *
 * <p>{@code w + eta g} for {@code w - eta g}; the loss of the pass before under the name of the new one.
 */
final class Updates {
    /** An update's letters. */
    private record Parts(Expr weight, Expr rate, Expr gradient) {
        Expr minus(Expr other) {
            return Expr.sub(weight, other);
        }
    }

    /** A wrong rule. */
    private interface Rule {
        Expr of(Parts parts);
    }

    private static final List<Rule> RULES = List.of(
            p -> Expr.add(p.weight, Expr.mul(p.rate, p.gradient)),
            p -> p.minus(p.gradient),
            p -> p.weight,
            p -> Expr.mul(p.rate, p.gradient),
            p -> Expr.neg(Expr.mul(p.rate, p.gradient)),
            p -> p.gradient,
            p -> Expr.mul(p.rate, p.minus(p.gradient)),
            p -> Expr.sub(Expr.mul(p.rate, p.weight), Expr.mul(p.rate, p.gradient)),
            p -> Expr.sub(Expr.mul(p.rate, p.weight), p.gradient),
            p -> Expr.add(p.weight, p.gradient),
            p -> Expr.sub(Expr.mul(p.rate, p.gradient), p.weight),
            p -> Expr.sub(p.gradient, p.weight),
            p -> p.minus(Expr.mul(p.rate, p.weight)),
            p -> p.minus(Expr.mul(p.rate, p.weight, p.gradient)),
            p -> p.minus(Expr.div(p.gradient, p.rate)),
            p -> Expr.mul(Expr.sub(Expr.ONE, p.rate), p.weight),
            p -> p.minus(p.rate));

    /** Those that somebody follows from weight to weight. */
    private static final int HABITS = 3;

    private Updates() {}

    static List<Way> rule() {
        var ways = new ArrayList<Way>();
        for (Rule rule : RULES.subList(0, HABITS)) {
            ways.add(new Habit(EnumSet.of(Law.UPDATE), place -> parts(place).map(p -> Habit.whole(place, rule.of(p)))));
        }
        for (Rule rule : RULES.subList(HABITS, RULES.size())) {
            ways.add(place -> parts(place).map(p -> place.whole(rule.of(p))).stream());
        }
        ways.add(Updates::deltaForGradient);
        return ways;
    }

    static List<Way> state() {
        return List.of(
                Updates::before,
                Updates::weightsBefore,
                Updates::twice,
                Updates::notReset,
                Updates::lossAfter,
                new Habit(EnumSet.of(Law.UPDATE), Updates::again));
    }

    /** The three letters of an update; empty where a parameter merely goes on as it was updated. */
    private static Optional<Parts> parts(Place place) {
        if (!(place.quantity() instanceof Updated) || place.law() != Law.UPDATE) {
            return Optional.empty();
        }
        return place.expr() instanceof Expr.Add sum
                        && sum.terms().size() == 2
                        && sum.terms().get(1) instanceof Expr.Neg minus
                        && minus.arg() instanceof Expr.Mul product
                        && product.factors().size() == 2
                ? Optional.of(new Parts(
                        sum.terms().get(0),
                        product.factors().get(0),
                        product.factors().get(1)))
                : Optional.empty();
    }

    /** {@code w - eta delta}, without what comes into the weight's edge. */
    private static Stream<Edit> deltaForGradient(Place place) {
        return parts(place).stream()
                .flatMap(p -> Place.cellOf(p.gradient()).stream()
                        .filter(cell -> cell.quantity() instanceof Partial partial && partial.by() instanceof Param)
                        .flatMap(cell ->
                                place.wiring().places(((Param) ((Partial) cell.quantity()).by()).name()).stream()
                                        .limit(2)
                                        .map(edge -> cell.with(new Delta(edge.to())))
                                        .filter(place::exists))
                        .map(delta ->
                                place.substituting(Place.cellOf(p.gradient()).orElseThrow(), delta.expr())));
    }

    private static Occurrence earlier(Occurrence cell) {
        return new Occurrence(cell.quantity(), cell.pass() - 1, cell.sample());
    }

    /** The value of the pass before. */
    private static Stream<Edit> before(Place place) {
        Occurrence earlier = earlier(place.at());
        return place.at().pass() > 0 && !place.unrolled().online() && place.exists(earlier)
                ? Stream.of(place.whole(earlier.expr()))
                : Stream.empty();
    }

    /** The new pass with a parameter, or all, as it was before the update. */
    private static Stream<Edit> weightsBefore(Place place) {
        if (place.at().pass() == 0 || place.law() != Law.WEIGHTED_SUM && place.law() != Law.NODE) {
            return Stream.empty();
        }
        Expr all = place.expr()
                .substitute(symbol -> symbol instanceof Occurrence cell && isParameter(place, cell)
                        ? earlier(cell).expr()
                        : null);
        return Stream.concat(
                Stream.of(place.whole(all)),
                place.replacing(cell ->
                        isParameter(place, cell) ? Stream.of(earlier(cell).expr()) : Stream.empty()));
    }

    private static boolean isParameter(Place place, Occurrence cell) {
        boolean kind = cell.quantity() instanceof Param
                || cell.quantity() instanceof Node && place.wiring().network().isEmpty();
        return kind && cell.pass() > 0 && place.unrolled().given(earlier(cell)).isPresent();
    }

    /** Updated once more with the same gradient. */
    private static Stream<Edit> twice(Place place) {
        return parts(place)
                .map(p -> place.whole(Expr.sub(p.weight(), Expr.mul(Expr.TWO, Expr.mul(p.rate(), p.gradient())))))
                .stream();
    }

    private static Optional<Site> again(Place place) {
        return parts(place)
                .map(p ->
                        Habit.whole(place, Expr.sub(p.weight(), Expr.mul(Expr.TWO, Expr.mul(p.rate(), p.gradient())))));
    }

    /** From the weight, or with the gradient, of the pass before. */
    private static Stream<Edit> notReset(Place place) {
        if (place.at().pass() == 0) {
            return Stream.empty();
        }
        return parts(place).stream()
                .flatMap(p -> Stream.of(p.weight(), p.gradient()))
                .flatMap(part -> Place.cellOf(part).stream())
                .filter(cell -> cell.pass() > 0 && place.exists(earlier(cell)))
                .map(cell -> place.substituting(cell, earlier(cell).expr()));
    }

    /** The loss after the update under the name of the one before; no step comes of a loss, so that this is no circle. */
    private static Stream<Edit> lossAfter(Place place) {
        boolean isLoss = place.quantity().equals(Quantity.LOSS) || place.quantity() instanceof UnitLoss;
        return isLoss && !place.unrolled().derivation().updates().isEmpty()
                ? Stream.of(place.whole(new Occurrence(
                                place.quantity(),
                                place.at().pass() + 1,
                                place.at().sample())
                        .expr()))
                : Stream.empty();
    }
}
