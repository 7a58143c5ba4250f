package chalkgrad.report;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.algebra.PlainText;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which parts of two problems go together, and which of them are defined differently. */
class PairingTest {
    private static final Pipeline PIPELINE = new Pipeline();

    private static final String GIVEN = "given: {x1: 0.1, x2: 0.2, w1: 0.3, w2: 0.25, w5: 0.45, t: 0.4}\n";

    private static final String GRAPH =
            GIVEN + "nodes: {h1: sigmoid(w1*x1 + w2*x2), y: sigmoid(w5*h1), E: 1/2*(t - y)^2}\noutput: E\n";

    private static final String APART = GIVEN
            + "nodes: {a: x2*w2, b: x1*w1, c: -(a + b), d: exp(c), h1: 1/(d + 1), y: sigmoid(h1*w5), r: t - y, E: r^2/2}\noutput: E\n";

    private static final String NETWORK = """
            inputs: {x1: 0.1, x2: 0.2}
            targets: {y: 0.4}
            layers:
              - units: [h1]
                activation: sigmoid
                weights: [{w1: 0.3, w2: 0.25}]
              - units: [y]
                activation: sigmoid
                weights: [{w5: 0.45}]
            loss: half_sse
            """;

    private static final String SOFTMAX = """
            inputs: {x: 1}
            targets: {a: 1, b: 0}
            layers:
              - units: [a, b]
                activation: softmax
                weights: [{v: 1}, {w: 2}]
            loss: cross_entropy
            """;

    private static final String ARRAYS = "given: {x: [1, 2], w: [3, 4]}\nnodes: {z: x*w, f: sum(z)}\noutput: f\n";

    private static final String UPSTREAM =
            "given: {x: [1, 2], w: [3, 4]}\nnodes: {z: w*x}\noutput: z\nupstream: [1, 1]\n";

    /** Two problems; what is not alike among what both have, what one of them has alone, all by name. */
    record Case(String here, String there, String unlike, String onlyHere, String onlyThere) {}

    static List<Case> cases() {
        return List.of(
                new Case(GRAPH, GRAPH, "", "", ""),
                new Case(NETWORK, NETWORK, "", "", ""),
                new Case(GRAPH, NETWORK, "", "", ""),
                new Case(NETWORK, GRAPH, "", "", ""),
                new Case(GRAPH, APART, "", "", "a b c d r"),
                new Case(APART, GRAPH, "", "a b c d r", ""),
                new Case(APART, NETWORK, "", "a b c d r", ""),
                new Case(APART, APART.replace("d + 1", "d - 1"), "h1", "", ""),
                new Case(GRAPH, GRAPH.replace("w5*h1", "w2*h1"), "y", "", ""),
                new Case(GRAPH, GRAPH.replace("output: E", "output: y"), "", "", ""),
                new Case(GRAPH, GRAPH.replace("E", "L"), "", "", ""),
                new Case(GRAPH, GRAPH.replace("E", "L").replace("1/2", "1/3"), "E", "", ""),
                new Case(GRAPH, GRAPH.replace("output: E", "output: y").replace("E:", "L:"), "", "E", "L"),
                new Case(GRAPH, GRAPH.replace("y: sigmoid(w5*h1)", "y: 0.5 + 0*h1"), "y", "", ""),
                new Case(GRAPH, GRAPH.replace("w5: 0.45", "w6: 0.45").replace("w5", "w6"), "y", "w5", "w6"),
                new Case(NETWORK, NETWORK.replace("w1: 0.3", "w1: 7"), "", "", ""),
                new Case(NETWORK, NETWORK.replace("w5", "w6"), "net(y)", "w5", "w6"),
                new Case(NETWORK, NETWORK.replaceFirst("sigmoid", "tanh"), "h1", "", ""),
                new Case(NETWORK, NETWORK.replace("half_sse", "mse"), "loss()", "", ""),
                new Case(NETWORK, NETWORK.replace("half_sse", "1/2*(t-o)^2"), "", "", ""),
                new Case(
                        NETWORK,
                        NETWORK.replace("[h1]", "[h1, h2]")
                                .replace("w2: 0.25}]", "w2: 0.25}, {w3: 1, w4: 1}]")
                                .replace("{w5: 0.45}", "{w5: 0.45, w6: 1}"),
                        "net(y)",
                        "",
                        "h2 w3 w4 w6"),
                new Case(GRAPH, NETWORK.replace("{w5: 0.45}]", "{w5: 0.45}]\n    biases: {b: 1}"), "y", "", "b"),
                new Case(GRAPH, GRAPH + "learning_rate: 1\n", "", "", "rate()"),
                new Case(SOFTMAX, SOFTMAX, "", "", ""),
                new Case(
                        SOFTMAX,
                        SOFTMAX.replace("a: 1, b: 0", "a: 1, b: 0, c: 0")
                                .replace("[a, b]", "[a, b, c]")
                                .replace("{w: 2}", "{w: 2}, {u: 3}"),
                        "a b loss()",
                        "",
                        "c t_c u"),
                new Case(ARRAYS, ARRAYS.replace("sum", "mean"), "f", "", ""),
                new Case(ARRAYS, ARRAYS.replace("z: x*w", "z: w*x"), "", "", ""),
                new Case(ARRAYS, UPSTREAM, "", "f", "upstream()"),
                new Case(UPSTREAM, UPSTREAM.replace("[1, 1]", "[1, 2]"), "", "", ""),
                new Case("given: {p: 1}\nnodes: {q: p}\noutput: p\n", ARRAYS, "p", "q", "w x z"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void goesByName(Case c) {
        var pairing = new Pairing(Named.of(PIPELINE.solution(c.here)), Named.of(PIPELINE.solution(c.there)));
        assertThat(names(pairing.pairs.stream()
                        .filter(pair -> !pair.isGiven() && !pair.alike())
                        .map(Pairing.Pair::here)))
                .isEqualTo(c.unlike);
        assertThat(names(listed(pairing.onlyHere))).isEqualTo(c.onlyHere);
        assertThat(names(listed(pairing.onlyThere))).isEqualTo(c.onlyThere);
    }

    /** A graph has no net inputs, and that needs no mention. */
    private static Stream<Named.Item> listed(List<Named.Item> items) {
        return items.stream().filter(item -> item.role() != Named.Role.NET);
    }

    private static String names(Stream<Named.Item> items) {
        return String.join(
                " ",
                items.filter(item -> item.role() != Named.Role.INNER)
                        .map(Named.Item::name)
                        .sorted()
                        .toList());
    }

    @Test
    void formulasOfTheOtherAreInLettersOfThisOne() {
        String there = NETWORK.replace("w5", "w6");
        var pairing = new Pairing(Named.of(PIPELINE.solution(GRAPH)), Named.of(PIPELINE.solution(there)));
        Named.Item y = pairing.there.find("y").orElseThrow();
        assertThat(PlainText.of(pairing.inLettersOfHere(y.written().orElseThrow())))
                .isEqualTo("sigmoid(w6*h1)");
    }
}
