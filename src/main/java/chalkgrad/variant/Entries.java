package chalkgrad.variant;

import chalkgrad.derive.Scalars;
import chalkgrad.model.Array;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Later;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Updated;
import chalkgrad.rules.Dims;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked of an array is asked of each of its entries.
 *
 * <p>{@code dE/dW} of a 2 x 2 matrix is {@code dE/dW[1,1]}, {@code dE/dW[1,2]} and so on.
 */
final class Entries {
    private Entries() {}

    /** The entries of an array's quantity; none where it is that of a number. */
    static List<Later> of(Graph graph, Later quantity) {
        Map<String, Dims> shapes = graph.shapes();
        Quantity of = quantity.of();
        String array = of instanceof Node node
                ? node.name()
                : of instanceof Updated updated
                        ? updated.name()
                        : of instanceof Partial partial && partial.by() instanceof Node by ? by.name() : "";
        Dims dims = shapes.get(array);
        if (dims == null || dims.isScalar()) {
            return List.of();
        }
        return names(array, dims).stream()
                .map(name -> new Later(entry(of, name), quantity.pass(), quantity.sample()))
                .toList();
    }

    private static Quantity entry(Quantity of, String name) {
        return of instanceof Node
                ? new Node(name)
                : of instanceof Updated ? new Updated(name) : new Partial(((Partial) of).of(), new Node(name));
    }

    private static List<String> names(String array, Dims dims) {
        return dims.places().stream()
                .map(place -> new Scalars.Entry(array, place).name())
                .toList();
    }

    /** A graph of scalars with the numbers of the graph of arrays that it stands for. */
    static Graph numbers(Graph arrays, Graph scalars) {
        var given = new LinkedHashMap<String, Array>(scalars.given());
        arrays.given().forEach((name, array) -> {
            List<String> names = names(name, array.dims());
            for (int i = 0; i < names.size(); i++) {
                given.replace(names.get(i), Array.scalar(array.entries().get(i)));
            }
        });
        return new Graph(
                given,
                scalars.nodes(),
                scalars.output(),
                scalars.upstream(),
                scalars.wrt(),
                arrays.learningRate(),
                arrays.descent(),
                scalars.steps(),
                scalars.asked(),
                scalars.arrays(),
                scalars.recurrence());
    }
}
