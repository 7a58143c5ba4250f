package chalkgrad.derive;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.algebra.PlainText;
import chalkgrad.derive.Scalars.Entry;
import chalkgrad.model.Graph;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How graphs of arrays are written out as graphs of scalars; that their numbers are the same is ScalarNumbersTest's affair. */
class ScalarsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s       | s         | s
            W @ x   | y[1]      | W[1,1]*x[1]+W[1,2]*x[2]+W[1,3]*x[3]
            v @ W   | y[3]      | v[1]*W[1,3]+v[2]*W[2,3]
            W' @ v  | y[2]      | W[1,2]*v[1]+W[2,2]*v[2]
            x @ x   | y         | x[1]*x[1]+x[2]*x[2]+x[3]*x[3]
            W @ W'  | y[2,1]    | W[2,1]*W[1,1]+W[2,2]*W[1,2]+W[2,3]*W[1,3]
            W + x   | y[2,3]    | W[2,3]+x[3]
            s*W     | y[2,1]    | s*W[2,1]
            W'      | y[3,1]    | W[1,3]
            sum(W)  | y         | W[1,1]+W[1,2]+W[1,3]+W[2,1]+W[2,2]+W[2,3]
            mean(v) | y         | (v[1]+v[2])/2
            max(v)  | y         | max(v[1],v[2])
            max(v,s,0) | y[2]   | max(v[2],s,0)
            outer(v, x) | y[2,3] | v[2]*x[3]
            dot(v, v)   | y      | v[1]*v[1]+v[2]*v[2]
            softmax(v)  | y[2]   | exp(v[2])/(exp(v[1])+exp(v[2]))
            softmax(W)  | y[2,3] | exp(W[2,3])/(exp(W[2,1])+exp(W[2,2])+exp(W[2,3]))
            relu(-v)    | y[1]   | relu(-v[1])
            mse(v, v)   | y      | (mse(v[1],v[1])+mse(v[2],v[2]))/2
            half_sse(v, v) | y   | half_sse(v[1],v[1])+half_sse(v[2],v[2])
            sse(s, 1)   | y      | sse(s,1)
            softmax(W @ x) | y_1[1] | W[1,1]*x[1]+W[1,2]*x[2]+W[1,3]*x[3]
            softmax(W @ x) | y[1]   | exp(y_1[1])/(exp(y_1[1])+exp(y_1[2]))
            v/norm(v)      | y[2]   | v[2]/y_1
            """)
    void isWrittenOut(String node, String name, String expected) {
        Graph graph = graph(node, "y");
        assertThat(expressions(graph).getOrDefault(name, name)).isEqualTo(expected);
    }

    @Test
    void anOutputWithAnUpstreamIsALoss() {
        Graph graph = graph("x*s", "y\nupstream: [2, -0.5, 1]");
        Scalars scalars = Scalars.of(graph).orElseThrow();
        assertThat(scalars.graph().output()).isEqualTo("E");
        assertThat(scalars.graph().upstream()).isEmpty();
        assertThat(expressions(graph)).containsEntry("E", "2*y[1]-0.5*y[2]+1*y[3]");
        Graph clash = (Graph)
                Pipeline.read("given: {E: [1, 2]}\nnodes: {y: 2*E}\noutput: y\nupstream: [1, 1]\nlearning_rate: 0.1\n")
                        .task();
        assertThat(Scalars.of(clash).orElseThrow().graph().output()).isEqualTo("E[]");
    }

    @Test
    void entriesHaveNamesAndNamesAreEntries() {
        Scalars scalars =
                Scalars.of(graph("softmax(W @ x)", "y\nupstream: [1, 2]")).orElseThrow();
        assertThat(scalars.entries())
                .containsEntry("W[2,3]", new Entry("W", List.of(2, 3)))
                .containsEntry("x[1]", new Entry("x", List.of(1)))
                .containsEntry("s", new Entry("s", List.of()))
                .containsEntry("y[2]", new Entry("y", List.of(2)))
                .hasSize(6 + 3 + 2 + 1 + 2 + 1);
        scalars.entries().forEach((name, entry) -> assertThat(scalars.names()).containsEntry(entry, name));
        assertThat(scalars.names()).hasSameSizeAs(scalars.entries());
        assertThat(scalars.graph().wrt())
                .containsExactlyElementsOf(scalars.graph().given().keySet());
    }

    @Test
    void aGraphOfScalarsStaysAsItIs() {
        for (String name : List.of("graph-product.yaml", "graph-logistic.yaml", "graph-gates.yaml")) {
            Graph graph = (Graph) Pipeline.read(Pipeline.example(name)).task();
            assertThat(Scalars.of(graph).orElseThrow().graph()).as(name).isEqualTo(graph);
        }
    }

    @Test
    void whatIsTooLargeForAPersonIsLeft() {
        String row = LongStream.range(0, 71).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
        String text = "given: {a: " + row + ", b: " + row + "}\nnodes: {y: \"%s\"}\noutput: y\n";
        for (String node : List.of("outer(a, b)@outer(b, a)@a@a", "max(a)")) {
            assertThat(Scalars.of((Graph) Pipeline.read(text.formatted(node)).task()))
                    .as(node)
                    .isEmpty();
        }
        assertThat(Scalars.of((Graph) Pipeline.read(text.formatted("a @ b")).task()))
                .isPresent();
        var deep = new StringBuilder("tanh(x @ W)");
        for (int i = 0; i < 30; i++) {
            deep.insert(0, "tanh(").append(" @ W)");
        }
        Graph network =
                (Graph) Pipeline.read("given: {x: [1, 2, 3], W: [[1, 2, 3], [4, 5, 6], [7, 8, 9]]}\nnodes: {y: \""
                                + deep + "\"}\noutput: y\nupstream: [1, 2, 3]\n")
                        .task();
        Graph written = Scalars.of(network).orElseThrow().graph();
        assertThat(written.nodes()).hasSize(31 * 3 + 1);
        assertThat(written.nodes()).allMatch(node -> node.expression().leaves(100) <= 9);
    }

    private static Graph graph(String node, String output) {
        boolean scalar = output.equals("y");
        String text = "given: {W: [[1, 2, 3], [4, 5, 6]], x: [1, 2, 3], v: [1, 2], s: 3}\nnodes: {y: \"" + node
                + "\", z: sum(y)}\noutput: " + (scalar ? "z" : output) + "\n";
        return (Graph) Pipeline.read(text).task();
    }

    private static Map<String, String> expressions(Graph graph) {
        return Scalars.of(graph).orElseThrow().graph().nodes().stream()
                .collect(Collectors.toMap(Graph.Node::name, node -> PlainText.of(node.expression())));
    }
}
