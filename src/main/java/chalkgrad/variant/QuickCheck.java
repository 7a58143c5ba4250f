package chalkgrad.variant;

import chalkgrad.check.DoubleEvaluation;
import chalkgrad.derive.Derivation;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.derive.Occurrence;
import chalkgrad.evaluate.CrossCheck;
import chalkgrad.evaluate.Pass;
import chalkgrad.evaluate.Real;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Verifies the gradients of one variant of many by central differences in doubles.
 *
 * <p>{@code new QuickCheck(derivation, figures).of(passes)} is empty where some gradient is not met to nine digits, as beside a kink; then the
 * thorough check tells.
 *
 * <p>Like that one it needs the forward pass alone, so that a wrong derivative cannot hide. The error of the difference of order h^2 is taken
 * away by a second one with half the step (Richardson's extrapolation), which leaves about 10^-12.
 */
final class QuickCheck {
    /** The digits of a double. */
    private static final int DOUBLE = 15;

    private static final int AGREED = 9;
    private static final double TOLERANCE = 1e-9;
    private static final double STEP = 1.0 / 512;

    private final Derivation derivation;
    private final DoubleEvaluation figures;

    QuickCheck(Derivation derivation, DoubleEvaluation figures) {
        this.derivation = derivation;
        this.figures = figures;
    }

    Optional<CrossCheck> of(List<Pass> passes) {
        List<Pass> complete = passes.stream().filter(Pass::complete).toList();
        return complete.size() == 1 ? of(complete.get(0)) : Optional.empty();
    }

    private Optional<CrossCheck> of(Pass pass) {
        if (derivation instanceof NetworkDerivation d) {
            Network network = d.network();
            // Online, each sample meets other parameters.
            boolean online =
                    network.batch() == Network.Batch.ONLINE && network.samples().size() > 1;
            return online
                    ? Optional.empty()
                    : of(pass, Quantity.LOSS, network.parameters().keySet(), Param::new);
        }
        Graph graph = ((GraphDerivation) derivation).graph();
        boolean scalar = graph.upstream().isEmpty()
                && graph.given().values().stream()
                        .allMatch(array -> array.dims().isScalar());
        return scalar ? of(pass, graph.objective(), graph.given().keySet(), Node::new) : Optional.empty();
    }

    private Optional<CrossCheck> of(Pass pass, Quantity loss, Set<String> given, Function<String, Quantity> quantity) {
        int verified = 0;
        for (String name : given) {
            Quantity by = quantity.apply(name);
            var gradient = new Partial(loss, by);
            // What is frozen has none.
            if (pass.batch().has(gradient)) {
                double slope = Real.near(pass.batch().value(gradient), DOUBLE).doubleValue();
                double quotient = figures.quotient(Occurrence.of(loss), Occurrence.of(by), STEP);
                if (!(Math.abs(quotient - slope) <= TOLERANCE * Math.max(1, Math.abs(slope)))) {
                    return Optional.empty();
                }
                verified++;
            }
        }
        return Optional.of(new CrossCheck(DOUBLE, verified, 0, AGREED, 0, Optional.empty()));
    }
}
