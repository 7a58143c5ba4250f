package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Updated;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cells by their names in answer sheets and results.
 *
 * <p>{@code w5+@2} is the weight after the second update, {@code E#2@3} the loss of sample 2 in the third pass.
 */
final class OccurrenceNames {
    private static final Pattern NAME = Pattern.compile(
            "(?<name>[^#@]+?)(?<new>\\+)?(?:#(?<sample>\\d{1,6}))?(?<later>\\+)?(?:@(?<pass>\\d{1,6}))?");

    private final Map<String, Quantity> quantities = new HashMap<>();

    OccurrenceNames(UnrolledComputation unrolled) {
        Derivation derivation = unrolled.derivation();
        derivation.forward().forEach(step -> put(step.quantity()));
        unrolled.givens().forEach(this::put);
        put(Quantity.RATE);
        derivation.updates().stream()
                .map(Step::quantity)
                .filter(Quantity.State.class::isInstance)
                .forEach(this::put);
        // The gradient of a graph's output comes before a local derivative of the same name, which is only a part of
        // it.
        List<Quantity> backward =
                derivation.backward().stream().map(Step::quantity).toList();
        backward.stream().filter(Partial.class::isInstance).forEach(this::put);
        backward.forEach(this::put);
    }

    private void put(Quantity quantity) {
        quantities.putIfAbsent(quantity.id(), quantity);
        if (quantity instanceof Delta delta) {
            quantities.putIfAbsent("dE/dnet(" + delta.unit() + ")", quantity);
            Quantity share = new Quantity.BatchDelta(delta.unit());
            quantities.putIfAbsent(share.id(), share);
        }
    }

    Optional<Occurrence> find(UnrolledComputation unrolled, String id) {
        Matcher parts = NAME.matcher(id);
        if (!parts.matches() || parts.group("new") != null && parts.group("later") != null) {
            return Optional.empty();
        }
        boolean after = parts.group("new") != null || parts.group("later") != null;
        int sample = number(parts.group("sample"), 0);
        int at = number(parts.group("pass"), 0);
        if (parts.group("sample") != null && (sample < 1 || sample > unrolled.samples())
                || parts.group("pass") != null && at < 1) {
            return Optional.empty();
        }
        int of = unrolled.samples() == 1 ? 0 : sample;
        Occurrence place = new Occurrence(Quantity.LOSS, Math.max(at - 1, 0), of);
        String name = parts.group("name");
        Optional<Occurrence> found = after ? after(unrolled, name, place, at) : here(unrolled, name, place);
        return found.filter(
                cell -> unrolled.given(cell).isPresent() || unrolled.step(cell).isPresent());
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    /** {@code w5+} is of the pass that updates it, {@code E+} of the one after. */
    private Optional<Occurrence> after(UnrolledComputation unrolled, String name, Occurrence place, int at) {
        Quantity quantity = quantities.get(name);
        if (quantity == null) {
            return Optional.empty();
        } else if (quantity.equals(objective(unrolled))) {
            return Optional.of(new Occurrence(quantity, Math.max(at, 1), place.sample()));
        }
        return Optional.of(place.with(new Updated(name)));
    }

    private static Quantity objective(UnrolledComputation unrolled) {
        return unrolled.derivation() instanceof GraphDerivation graph
                ? graph.graph().objective()
                : Quantity.LOSS;
    }

    private Optional<Occurrence> here(UnrolledComputation unrolled, String name, Occurrence place) {
        Quantity quantity = quantities.get(name);
        if (quantity == null) {
            return derivative(unrolled, name, place);
        }
        Occurrence cell = unrolled.place(quantity, place);
        boolean updated =
                unrolled.changing().contains(quantity) && unrolled.given(cell).isEmpty();
        return Optional.of(updated ? unrolled.before(cell) : cell);
    }

    /** {@code dnet(o1)/dw1}, wherever the bar is. */
    private Optional<Occurrence> derivative(UnrolledComputation unrolled, String name, Occurrence place) {
        for (int bar = name.indexOf("/d"); name.startsWith("d") && bar > 0; bar = name.indexOf("/d", bar + 1)) {
            Quantity of = quantities.get(name.substring(1, bar));
            Quantity by = quantities.get(name.substring(bar + 2));
            if (of != null && by != null) {
                Occurrence whole = unrolled.place(of, place);
                return unrolled.derivative(whole, unrolled.place(by, place))
                        .map(found -> found instanceof Expr.Sym sym
                                        && sym.symbol() instanceof Occurrence cell
                                        && isBackward(unrolled, cell.quantity())
                                ? cell
                                : whole.with(new Partial(of, by)));
            }
        }
        return Optional.empty();
    }

    /** A derivative that is a weight, say, is not the weight. */
    private static boolean isBackward(UnrolledComputation unrolled, Quantity quantity) {
        return quantity instanceof Partial
                || quantity instanceof Quantity.BatchDelta
                || unrolled.derivation().backward().stream()
                        .anyMatch(step -> step.quantity().equals(quantity));
    }
}
