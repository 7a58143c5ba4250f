package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step;
import chalkgrad.derive.Step.Law;
import chalkgrad.model.Quantity.Flow;
import chalkgrad.model.Quantity.Local;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Recurrence;
import chalkgrad.model.Recurrence.Chain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Mistakes of time, in a graph that was unrolled.
 *
 * <p>{@code dL/dW_hh = delta_3 h_2}, where the contributions of the steps before are forgotten; {@code delta_3 h_3 + delta_2 h_2 + …}.
 */
final class TimeSlips {
    private TimeSlips() {}

    /** Of what a weight of every time step gathers, the last step's share alone. */
    static List<Way> lastStep() {
        return List.of(place -> gathered(place).stream()
                .map(sum -> place.whole(sum.terms().get(sum.terms().size() - 1))));
    }

    /** What a weight of every time step gathers, with each state in place of the one before. */
    static List<Way> shifted() {
        return List.of(place -> gathered(place).stream().flatMap(sum -> shifted(place, sum)));
    }

    private static Optional<Recurrence> recurrence(Place place) {
        return place.unrolled().derivation() instanceof GraphDerivation derivation
                ? derivation.graph().arrays().orElse(derivation.graph()).recurrence()
                : Optional.empty();
    }

    private static Optional<Expr.Add> gathered(Place place) {
        boolean shared = place.law() == Law.SUM_OVER_PATHS
                && place.quantity() instanceof Partial gradient
                && recurrence(place)
                        .filter(known ->
                                known.shared().contains(array(gradient.by().id())))
                        .isPresent();
        return shared && place.expr() instanceof Expr.Add sum ? Optional.of(sum) : Optional.empty();
    }

    private static String array(String entry) {
        int bracket = entry.indexOf('[');
        return bracket < 0 ? entry : entry.substring(0, bracket);
    }

    private static Stream<Edit> shifted(Place place, Expr.Add sum) {
        Map<String, String> later = new HashMap<>();
        recurrence(place).orElseThrow().moments().forEach(moment -> {
            for (Chain chain : moment.chains()) {
                later.put(chain.before(), chain.state());
            }
        });
        Expr written = sum.substitute(symbol -> step(place, symbol, Flow.class))
                .substitute(symbol -> step(place, symbol, Local.class));
        Expr shifted = written.substitute(symbol -> {
            String name = symbol instanceof Occurrence cell && cell.quantity() instanceof Node node ? node.name() : "";
            String state = later.get(array(name));
            return state == null
                    ? null
                    : place.sym(new Node(state + name.substring(array(name).length())));
        });
        return shifted.equals(written) ? Stream.empty() : Stream.of(place.whole(shifted));
    }

    private static @org.jspecify.annotations.Nullable Expr step(Place place, Symbol symbol, Class<?> kind) {
        return symbol instanceof Occurrence cell && kind.isInstance(cell.quantity())
                ? place.unrolled().step(cell).map(Step::expression).orElse(null)
                : null;
    }
}
