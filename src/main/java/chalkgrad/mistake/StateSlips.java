package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step.Law;
import chalkgrad.model.Quantity.State;
import chalkgrad.model.Quantity.Updated;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What goes wrong in update rules that keep a state.
 *
 * <p>{@code w - v} with the velocity of the update before; {@code sqrt(v_hat + eps)} for {@code sqrt(v_hat) + eps}.
 */
final class StateSlips {
    private StateSlips() {}

    /** The state as it was before this update, where the new one belongs. */
    static List<Way> old() {
        return List.of(place -> place.law() != Law.UPDATE
                ? Stream.empty()
                : place.replacing(cell -> cell.quantity() instanceof Updated updated
                        ? State.find(updated.name()).stream()
                                .map(state -> place.cell(state))
                                .filter(place::exists)
                                // The state before an update is what the last one made it, and nothing else.
                                .filter(old -> !old.quantity().equals(place.quantity()))
                                .map(Occurrence::expr)
                        : Stream.empty()));
    }

    /** The average itself, where the corrected one belongs: m for m / (1 - beta^t). */
    static List<Way> uncorrected() {
        return List.of(
                place -> place.law() != Law.UPDATE
                        ? Stream.empty()
                        : place.replacing(cell -> cell.quantity() instanceof State
                                ? place.unrolled().step(cell).stream()
                                        .map(step -> step.expression())
                                        .filter(Expr.Div.class::isInstance)
                                        .map(quotient -> ((Expr.Div) quotient).numerator())
                                : Stream.empty()),
                place -> place.law() == Law.UPDATE
                                && place.quantity() instanceof State
                                && place.expr() instanceof Expr.Div quotient
                        ? Stream.of(place.whole(quotient.numerator()))
                        : Stream.empty(),
                // The correction of the first update in every other.
                place -> place.quantity() instanceof State ? parts(place, StateSlips::firstPower) : Stream.empty());
    }

    private static Stream<Expr> firstPower(Expr part) {
        return part instanceof Expr.Pow power ? Stream.of(power.base()) : Stream.empty();
    }

    /** The small constant inside the root, or left out. */
    static List<Way> epsilon() {
        return List.of(
                place -> place.quantity() instanceof Updated ? parts(place, StateSlips::epsilon) : Stream.empty());
    }

    private static Stream<Expr> epsilon(Expr part) {
        return part instanceof Expr.Add sum
                        && sum.terms().size() == 2
                        && sum.terms().get(0) instanceof Expr.Call root
                        && root.function().equals("sqrt")
                ? Stream.of(
                        Expr.call(
                                "sqrt",
                                Expr.add(List.of(root.args().get(0), sum.terms().get(1)))),
                        root)
                : Stream.empty();
    }

    /** One part of what a state is made of without its factor: v + eta g for beta v + eta g; g for (1 - beta) g. */
    static List<Way> share() {
        return List.of(place -> place.quantity() instanceof Updated updated && updated.isState()
                ? parts(place, StateSlips::withoutFactor)
                : Stream.empty());
    }

    private static Stream<Expr> withoutFactor(Expr part) {
        return part instanceof Expr.Mul product && product.factors().size() == 2
                ? Stream.of(product.factors().get(1))
                : Stream.empty();
    }

    private static Stream<Edit> parts(Place place, Function<Expr, Stream<Expr>> others) {
        return place.law() == Law.UPDATE ? Site.all(place.expr(), others).map(place::edit) : Stream.empty();
    }
}
