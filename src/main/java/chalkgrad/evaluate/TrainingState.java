package chalkgrad.evaluate;

import chalkgrad.derive.Step;
import chalkgrad.model.Array;
import chalkgrad.model.Descent;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.State;
import chalkgrad.model.Quantity.Updated;
import chalkgrad.rules.Dims;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What goes on from update to update beside the parameters: their states, the learning rate, the number of the update.
 *
 * <p>With momentum every velocity is zero in the first pass, and what the update before has made of it in the others.
 */
final class TrainingState {
    private final List<Updated> results;
    private final Descent descent;
    private final Optional<BigDecimal> rate;
    private final Function<String, Dims> shapes;

    /** @param shapes of each parameter, by its name */
    TrainingState(List<Step> updates, Descent descent, Optional<BigDecimal> rate, Function<String, Dims> shapes) {
        this.results = updates.stream()
                .map(Step::quantity)
                .filter(Updated.class::isInstance)
                .map(Updated.class::cast)
                .toList();
        this.descent = descent;
        this.rate = rate;
        this.shapes = shapes;
    }

    /** Puts into a scope what its update, of number {@code number} counted from one, begins with. */
    void begin(Scope scope, int number, Map<String, Value> updated) {
        if (rate.isEmpty()) {
            return;
        }
        descent.rate(number, rate).ifPresent(now -> scope.give(Quantity.RATE, now));
        if (descent.rule().isPlain()) {
            return;
        }
        scope.give(Quantity.TIME, BigDecimal.valueOf(number));
        for (Updated result : results) {
            State.find(result.name()).ifPresent(state -> {
                Value now = updated.get(result.name());
                if (now == null) {
                    Dims dims = shapes.apply(state.parameter());
                    scope.give(state, new Array(dims, Collections.nCopies(dims.count(), BigDecimal.ZERO)));
                } else {
                    scope.put(state, now);
                }
            });
        }
    }

    /** Keeps what an update has made of parameters and states. */
    void keep(Scope scope, Map<String, Value> updated) {
        results.forEach(result -> updated.put(result.name(), scope.array(result)));
    }
}
