package chalkgrad.graph;

import chalkgrad.graph.Interpreter.Array;
import chalkgrad.graph.Tape.Var;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One way through a random graph and back, in 70 digits: the values and the gradients of everything given and of every node.
 *
 * <p>{@code Trip.through(graph, given, x -> x, Map.of()).gradients().get("x")} has an entry for each of x, row by row.
 */
record Trip(Map<String, List<BigDecimal>> values, Map<String, List<BigDecimal>> gradients, BigDecimal height) {

    /**
     * @param given the given values
     * @param cut how the value of a node is carried on
     * @param moves what is added to each entry of a given value or of a node; nothing where it has none
     */
    static Trip through(
            RandomGraph graph,
            Map<String, List<BigDecimal>> given,
            UnaryOperator<BigDecimal> cut,
            Map<String, List<BigDecimal>> moves) {
        var tape = new Tape();
        var arrays = new LinkedHashMap<String, Array<Var>>();
        var interpreter = new Interpreter<>(tape, arrays);
        graph.shapes.forEach((name, shape) -> {
            List<Var> entries = given.containsKey(name)
                    ? given.get(name).stream().map(tape::of).toList()
                    : interpreter.value(graph.nodes.get(name)).entries();
            var own = new ArrayList<Var>();
            for (int i = 0; i < entries.size(); i++) {
                BigDecimal move =
                        moves.isEmpty() ? BigDecimal.ZERO : moves.get(name).get(i);
                Var entry = entries.get(i);
                own.add(tape.as(entry, (given.containsKey(name) ? entry.value : cut.apply(entry.value)).add(move)));
            }
            arrays.put(name, new Array<>(shape, own));
        });
        List<Var> end = arrays.get(graph.output).entries();
        List<BigDecimal> weights = graph.upstream.isEmpty()
                ? List.of(BigDecimal.ONE)
                : graph.upstream.stream().map(BigDecimal::new).toList();
        tape.back(end, weights);
        BigDecimal height = BigDecimal.ZERO;
        for (int i = 0; i < weights.size(); i++) {
            height = height.add(weights.get(i).multiply(end.get(i).value));
        }
        var values = new LinkedHashMap<String, List<BigDecimal>>();
        var gradients = new LinkedHashMap<String, List<BigDecimal>>();
        arrays.forEach((name, array) -> {
            values.put(name, array.entries().stream().map(v -> v.value).toList());
            gradients.put(name, array.entries().stream().map(v -> v.gradient).toList());
        });
        return new Trip(values, gradients, height);
    }
}
