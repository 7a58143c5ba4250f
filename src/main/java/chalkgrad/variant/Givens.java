package chalkgrad.variant;

import chalkgrad.derive.Cell;
import chalkgrad.derive.Scalars;
import chalkgrad.model.Array;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Task;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The given values of a drawn task, by cell.
 *
 * <p>{@code givens.exact(Cell.of(new Param("w1")))} is the decimal that was drawn for w1.
 */
final class Givens {
    private final Task task;
    private final Optional<Scalars> scalars;
    private final Map<Quantity, BigDecimal> known = new HashMap<>();

    Givens(Task task, Optional<Scalars> scalars) {
        this.task = task;
        this.scalars = scalars;
        if (task instanceof Network network) {
            network.parameters().forEach((name, value) -> known.put(new Quantity.Param(name), value));
            network.learningRate().ifPresent(rate -> known.put(Quantity.RATE, rate));
        } else if (task instanceof Graph graph) {
            graph.given().forEach(this::array);
            graph.learningRate().ifPresent(rate -> known.put(Quantity.RATE, rate));
            graph.upstream()
                    .ifPresent(array -> known.put(
                            new Quantity.Partial(Quantity.LOSS, new Quantity.Node(graph.output())),
                            array.entries().get(0)));
        }
    }

    private void array(String name, Array array) {
        int columns = array.dims().isMatrix() ? array.dims().columns() : 1;
        for (int i = 0; i < array.entries().size(); i++) {
            List<Integer> index = array.dims().isScalar()
                    ? List.of()
                    : array.dims().isMatrix() ? List.of(i / columns + 1, i % columns + 1) : List.of(i + 1);
            String scalar = scalars.map(all -> all.names().get(new Scalars.Entry(name, index)))
                    .orElse(name);
            known.put(new Quantity.Node(scalar), array.entries().get(i));
        }
    }

    /** The decimal; empty for what is not given. */
    Optional<BigDecimal> exact(Cell cell) {
        Quantity quantity = cell.quantity();
        if (task instanceof Network network) {
            int count = network.samples().size();
            Network.Sample sample = network.samples().get(count == 1 ? 0 : Math.max(0, cell.sample() - 1) % count);
            if (quantity instanceof Quantity.Input input) {
                return Optional.ofNullable(sample.inputs().get(input.name()));
            } else if (quantity instanceof Quantity.Target target) {
                return Optional.ofNullable(sample.targets().get(target.unit()));
            }
        }
        return Optional.ofNullable(known.get(quantity));
    }

    /** The value; not a number for what is not given. */
    double value(Cell cell) {
        return exact(cell).map(BigDecimal::doubleValue).orElse(Double.NaN);
    }
}
