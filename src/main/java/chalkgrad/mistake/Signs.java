package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Step.Law;
import chalkgrad.rules.Functions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Signs that got lost.
 *
 * <p>{@code e^z} for {@code e^-z}, {@code 1 + o} for {@code 1 - o}; or the whole result with the other sign.
 */
final class Signs {
    /** Where what is written is a formula, and not numbers put into a sum. */
    private static final Set<Law> FORMULAS = EnumSet.of(
            Law.ACTIVATION,
            Law.LOSS_PART,
            Law.LOSS_DERIVATIVE,
            Law.ACTIVATION_DERIVATIVE,
            Law.NODE,
            Law.LOCAL_DERIVATIVE);

    private static final Set<Law> SUMS = EnumSet.of(
            Law.WEIGHTED_SUM, Law.LOSS_TOTAL, Law.SUM_OVER_PATHS, Law.CHAIN_RULE, Law.WEIGHT_GRADIENT, Law.BATCH);

    private Signs() {}

    static List<Way> inFormula() {
        return List.of(
                Signs::lost,
                new Habit(EnumSet.of(Law.LOSS_DERIVATIVE), Signs::flipped),
                new Habit(EnumSet.of(Law.ACTIVATION_DERIVATIVE), Signs::firstLost),
                new Habit(EnumSet.of(Law.ACTIVATION), Signs::firstLost));
    }

    static List<Way> ofNumber() {
        return List.of(Signs::negated, place -> SUMS.contains(place.law()) ? terms(place) : Stream.empty());
    }

    static Stream<Edit> lost(Place place) {
        return FORMULAS.contains(place.law()) ? sites(place).map(place::edit) : Stream.empty();
    }

    /** In the formula as it stands, and in a node's function written out: {@code 1/(1 + e^s)} for {@code sigmoid(s)}. */
    private static Stream<Site> sites(Place place) {
        Stream<Site> own = Site.all(place.expr(), Signs::otherSigns);
        Expr expanded = place.law() == Law.NODE ? Functions.expand(place.expr()) : place.expr();
        return expanded.equals(place.expr()) ? own : Stream.concat(own, Site.all(expanded, Signs::otherSigns));
    }

    /** Without its minus; or with one term's sign the other way. */
    private static Stream<Expr> otherSigns(Expr e) {
        if (e instanceof Expr.Neg negative) {
            return Stream.of(negative.arg());
        }
        return e instanceof Expr.Add sum ? flips(sum).stream() : Stream.empty();
    }

    private static List<Expr> flips(Expr.Add sum) {
        var others = new ArrayList<Expr>();
        for (int i : Site.near(sum.terms().size())) {
            // That of the first is seldom lost, and with two terms it is the other's as well as the whole's.
            if (i > 0) {
                others.add(flip(sum, i));
            }
        }
        if (sum.terms().size() == 2) {
            others.add(turned(sum));
        }
        return others;
    }

    private static Expr flip(Expr.Add sum, int index) {
        return Expr.add(Site.with(sum.terms(), index, negative(sum.terms().get(index))));
    }

    /** {@code o - t} for {@code t - o}. */
    private static Expr turned(Expr.Add sum) {
        return Expr.add(negative(sum.terms().get(1)), negative(sum.terms().get(0)));
    }

    static Expr negative(Expr e) {
        return e instanceof Expr.Neg n ? n.arg() : Expr.neg(e);
    }

    /** The derivative of a loss with the other sign: where it has a minus, that one is lost. */
    private static Optional<Site> flipped(Place place) {
        return Site.all(place.expr(), e -> e instanceof Expr.Neg n ? Stream.of(n.arg()) : Stream.empty())
                .filter(site -> !Generic.differ(Expr.neg(place.expr()), site.whole()))
                .findFirst();
    }

    private static Optional<Site> firstLost(Place place) {
        return Site.all(place.expr(), Signs::otherSigns)
                .filter(site -> Generic.differ(place.expr(), site.whole()))
                .findFirst();
    }

    /** Where a minus of the formula was lost with the same result, that is what is said. */
    private static Stream<Edit> negated(Place place) {
        Expr negated = negative(place.expr());
        boolean said =
                FORMULAS.contains(place.law()) && sites(place).anyMatch(site -> !Generic.differ(negated, site.whole()));
        return said || place.law() == Law.UPDATE ? Stream.empty() : Stream.of(place.whole(negated));
    }

    private static Stream<Edit> terms(Place place) {
        return Site.all(
                        place.expr(),
                        e -> e instanceof Expr.Add sum
                                ? Site.near(sum.terms().size()).stream().map(i -> flip(sum, i))
                                : Stream.empty())
                .map(place::edit);
    }
}
