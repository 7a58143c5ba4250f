package chalkgrad.derive;

import chalkgrad.model.Array;
import chalkgrad.model.Graph;
import chalkgrad.rules.Dims;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph of vectors and matrices as the same graph of scalars.
 *
 * <p>{@code y: W @ x} becomes {@code y[1]: W[1,1]*x[1] + W[1,2]*x[2]} and {@code y[2]: W[2,1]*x[1] + W[2,2]*x[2]}.
 *
 * <p>A scalar keeps its name, and a node of scalars its expression. Where several entries use a part that is more than a letter or a number,
 * the part's entries are nodes of their own, so that the whole does not grow with the number of paths. An output with an upstream gradient
 * becomes a loss, the sum of its entries times theirs.
 *
 * @param graph everything given and every node a scalar
 * @param entries what the scalars are that stand for something in the graph of arrays
 * @param names the same the other way round
 */
public record Scalars(Graph graph, Map<String, Entry> entries, Map<Entry, String> names) {
    /** More nodes than anybody works out one by one. */
    static final int MOST_NODES = 5_000;

    /** More letters and numbers in all expressions together than can be worked with in a moment. */
    static final int MOST_LEAVES = 20 * MOST_NODES;

    public Scalars {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        names = Map.copyOf(names);
    }

    /**
     * One number of an array.
     *
     * @param array the array's name
     * @param index its row and column, or its place in a vector, counted from one; empty for a scalar
     */
    public record Entry(String array, List<Integer> index) {
        public Entry {
            index = List.copyOf(index);
        }

        /** {@code Y[1,2]}; of a scalar its plain name. */
        public String name() {
            return array + Dims.suffix(index);
        }
    }

    /** The graph of scalars; empty where it would be too large to be worked out by hand. */
    public static Optional<Scalars> of(Graph graph) {
        return new EntryByEntry(graph).written().map(scalars -> {
            var entries = new LinkedHashMap<String, Entry>();
            var names = new LinkedHashMap<Entry, String>();
            graph.shapes()
                    .forEach((name, dims) -> entriesOf(name, dims).forEach(entry -> {
                        entries.put(entry.name(), entry);
                        names.put(entry, entry.name());
                    }));
            return new Scalars(scalars, entries, names);
        });
    }

    /** An array's entries, row by row. */
    static List<Entry> entriesOf(String name, Dims dims) {
        return dims.places().stream().map(place -> new Entry(name, place)).toList();
    }

    /** The given arrays, number by number. */
    static Map<String, Array> given(Graph graph) {
        var given = new LinkedHashMap<String, Array>();
        graph.given().forEach((name, array) -> {
            List<Entry> entries = entriesOf(name, array.dims());
            for (int i = 0; i < entries.size(); i++) {
                given.put(entries.get(i).name(), Array.scalar(array.entries().get(i)));
            }
        });
        return given;
    }
}
