package chalkgrad.model;

import chalkgrad.algebra.Expr;
import chalkgrad.rules.Dims;
import chalkgrad.rules.OpenFunction;
import chalkgrad.rules.Size;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A computational graph of scalars, vectors and matrices, with its given values.
 *
 * <p>The graph of {@code f = (x + y) z} has the nodes {@code q: x + y} and {@code f: q * z} and the output {@code f}.
 *
 * @param given the given values by name, in the file's order
 * @param nodes the computed nodes, each after those that it uses
 * @param output the name of the node (or of a given value) whose derivatives are asked for
 * @param upstream the gradient that comes back to the output; empty where the output is a scalar and its own loss
 * @param wrt the given values that are asked about, and updated
 * @param learningRate empty where no update is asked for
 * @param descent by which rule, and with which rates
 * @param steps the number of updates; at least one
 * @param asked nodes or given values that are worked out in full; empty where the file leaves it to the report
 * @param arrays the graph of arrays that this one, of scalars, writes out; empty where it is a graph of its own
 * @param recurrence what a graph that was unrolled over time knows of itself; empty for others
 */
public record Graph(
        Map<String, Array> given,
        List<Node> nodes,
        String output,
        Optional<Array> upstream,
        List<String> wrt,
        Optional<BigDecimal> learningRate,
        Descent descent,
        int steps,
        Optional<List<String>> asked,
        Optional<Graph> arrays,
        Optional<Recurrence> recurrence)
        implements Task {

    /** A graph of its own. */
    public Graph(
            Map<String, Array> given,
            List<Node> nodes,
            String output,
            Optional<Array> upstream,
            List<String> wrt,
            Optional<BigDecimal> learningRate,
            Descent descent,
            int steps,
            Optional<List<String>> asked) {
        this(given, nodes, output, upstream, wrt, learningRate, descent, steps, asked, Optional.empty());
    }

    /** A graph that is not unrolled over time. */
    public Graph(
            Map<String, Array> given,
            List<Node> nodes,
            String output,
            Optional<Array> upstream,
            List<String> wrt,
            Optional<BigDecimal> learningRate,
            Descent descent,
            int steps,
            Optional<List<String>> asked,
            Optional<Graph> arrays) {
        this(given, nodes, output, upstream, wrt, learningRate, descent, steps, asked, arrays, Optional.empty());
    }

    public Graph {
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
        nodes = List.copyOf(nodes);
        wrt = List.copyOf(wrt);
        asked = asked.map(List::copyOf);
    }

    /**
     * One computed node.
     *
     * @param expression its value in {@link Quantity.Node}s and constants
     * @param dims its shape
     */
    public record Node(String name, Expr expression, Dims dims) {}

    /** What is asked about and may be changed: not what is worked out from it. */
    public List<String> learned() {
        return wrt.stream().filter(given::containsKey).toList();
    }

    /** The same with so many updates. */
    public Graph withSteps(int updates) {
        return new Graph(
                given, nodes, output, upstream, wrt, learningRate, descent, updates, asked, arrays, recurrence);
    }

    /** The same, unrolled over time as another is. */
    public Graph withRecurrence(Optional<Recurrence> other) {
        return new Graph(given, nodes, output, upstream, wrt, learningRate, descent, steps, asked, arrays, other);
    }

    /** Whether nothing comes back along the edge from a node to the one that uses it, since time is cut there. */
    public boolean isCut(String to, String through) {
        return recurrence.isPresent() && recurrence.get().cuts().contains(new Recurrence.Cut(to, through));
    }

    /** What the derivatives are taken of: the output itself, or the loss whose gradient by the output is given. */
    public Quantity objective() {
        return upstream.isPresent() ? Quantity.LOSS : new Quantity.Node(output);
    }

    /** Whether something in it has no number: a given value, or a function that nobody has chosen. */
    public boolean isOpen() {
        return given.values().stream().anyMatch(Array::isOpen)
                || upstream.filter(Array::isOpen).isPresent()
                || !functions().isEmpty();
    }

    /** The functions that nobody has chosen, by name, in the order in which they are met. */
    public Set<String> functions() {
        var names = new LinkedHashSet<String>();
        nodes.forEach(node -> OpenFunction.in(node.expression(), names));
        return names;
    }

    /** The letters that stand for sizes, in the order in which they are met. */
    public Set<Size.Letter> letters() {
        var letters = new LinkedHashSet<Size.Letter>();
        shapes().values()
                .forEach(dims -> dims.axes().forEach(size -> {
                    if (size instanceof Size.Letter letter) {
                        letters.add(letter);
                    }
                }));
        return letters;
    }

    /** The shape of every given value and node, by name, in the order of computation. */
    public Map<String, Dims> shapes() {
        var shapes = new LinkedHashMap<String, Dims>();
        given.forEach((name, array) -> shapes.put(name, array.dims()));
        nodes.forEach(node -> shapes.put(node.name, node.dims));
        return shapes;
    }
}
