package chalkgrad.derive;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Kept;
import chalkgrad.Pipeline;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Task;
import chalkgrad.rules.RuleBook;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells by their names, as the contract for answer sheets has them. */
class OccurrenceNamesTest {
    private static final RuleBook RULES = new RuleBook();

    private static UnrolledComputation unrolled(String text) {
        Task task = Pipeline.read(text).task();
        return new UnrolledComputation(new Deriver(RULES)
                .derive(
                        task instanceof Graph graph
                                ? Scalars.of(graph).orElseThrow().graph()
                                : task));
    }

    private static final String ONE =
            Pipeline.example("wikidocs.yaml").replace("learning_rate: 0.5", "learning_rate: 0.5\nsteps: 3");

    @ParameterizedTest
    @CsvSource({
        "net(h1), net(h1)",
        "net(h1)@2, net(h1)@2",
        "out(h1), out(h1)",
        "E, E",
        "E(o1), E(o1)",
        "E+, E+",
        "E@2, E+",
        "E+@2, E+@2",
        "E@3, E+@2",
        "w5, w5",
        "w5+, w5+",
        "w5@2, w5+",
        "w5+@2, w5+@2",
        "w5@3, w5+@2",
        "x1, x1",
        "t1, t1",
        "eta, eta",
        "delta(h1), dE/dnet(h1)",
        "dE/dnet(h1), dE/dnet(h1)",
        "delta(h1)@2, dE/dnet(h1)@2",
        "dE/dw5, dE/dw5",
        "dE/dw5@3, dE/dw5@3",
        "dE/dout(h1), dE/dout(h1)",
        "dE/dout(h1)|o1, dE/dout(h1)|o1",
        "dout(h1)/dnet(h1), dout(h1)/dnet(h1)",
        "dnet(o1)/dout(h1), dnet(o1)/dout(h1)",
        "dnet(o1)/dw1, dnet(o1)/dw1",
        "dE(o1)/dout(o1), dE/dout(o1)",
        "dE(o1)/dw5, dE/dw5",
        "dE(o1)/dw1@2, dE(o1)/dw1@2",
        "net(h1)#1, net(h1)",
    })
    void ofANetwork(String name, String id) {
        UnrolledComputation unrolled = unrolled(ONE);
        Occurrence cell = unrolled.find(name).orElseThrow();
        assertThat(cell.id()).isEqualTo(id);
        assertThat(unrolled.find(id)).contains(cell);
        assertThat(unrolled.given(cell).isPresent() || unrolled.step(cell).isPresent())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "@2",
                "net(h9)",
                "w9",
                "w9+",
                "net(h1)+",
                "x1+",
                "E@0",
                "E@-1",
                "net(h1)#2",
                "net(h1)#0",
                "dE/d",
                "d/dw5",
                "dout(h1)/dE",
                "w5@999999",
                "E@9999999999999",
                "w5++",
                "w5+#1+",
                "net(h1)@2@3",
                "ddE/dw5/dw5"
            })
    void whatThereIsNot(String name) {
        assertThat(unrolled(ONE).find(name)).isEmpty();
    }

    private static final String SEVERAL = """
            layers:
              - units: [o]
                activation: tanh
                weights: [{w1: 0.5, w2: 0.25}]
            loss: sse
            batch: %s
            freeze: [w2]
            learning_rate: 0.1
            steps: 2
            samples:
              - {inputs: {x1: 1, x2: 2}, targets: {o: 1}}
              - {inputs: {x1: 2, x2: 1}, targets: {o: 0}}
            """;

    @ParameterizedTest
    @CsvSource({
        "mean, net(o)#2, net(o)#2",
        "mean, net(o)#2@2, net(o)#2@2",
        "mean, E, E",
        "mean, E#2, E#2",
        "mean, E#2@2, E#2+",
        "mean, E#2+, E#2+",
        "mean, dE/dw1#2, dE/dw1#2",
        "mean, dE/dw1, dE/dw1",
        "mean, w1+, w1+",
        "mean, w1@2, w1+",
        "mean, w1@3, w1+@2",
        "mean, w2@3, w2@3",
        "mean, x1#2, x1#2",
        "online, w1#2, w1+#1",
        "online, w1@2, w1+#2",
        "online, w1+#2, w1+#2",
        "online, w1+, w1+",
        "online, w2#2, w2",
    })
    void ofSeveralSamples(String batch, String name, String id) {
        UnrolledComputation unrolled = unrolled(SEVERAL.formatted(batch));
        assertThat(unrolled.find(name).map(Occurrence::id)).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"net(o)", "x1", "net(o)#3", "net(o)#4", "w1+#1", "delta(o)"})
    void aSampleHasToBeNamed(String name) {
        assertThat(unrolled(SEVERAL.formatted("mean")).find(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "y[2]; y[2]",
                "W[2,1]; W[2,1]",
                "W[2,1]+; W[2,1]+",
                "W[2,1]@2; W[2,1]+",
                "E; E",
                "E+; E@2",
                "dE/dW[2,1]; dE/dW[2,1]",
                "dy[2]/dW[2,1]; dy[2]/dW[2,1]",
                "dy[2]/dx[1]; dy[2]/dx[1]",
                "dE/dx[1]|y[2]; dE/dx[1]|y[2]",
            })
    void ofAGraph(String name, String id) {
        String text =
                "given: {W: [[1, 2], [3, 4]], x: [1, 2]}\nnodes: {y: W @ x}\noutput: y\nupstream: [1, 1]\nlearning_rate: 1\n";
        assertThat(unrolled(text).find(name).map(Occurrence::id)).contains(id);
    }

    /** A local derivative has the name of the whole one where the objective uses a node directly and otherwise. */
    @Test
    void theWholeDerivativeComesFirst() {
        UnrolledComputation unrolled = unrolled("given: {x: 2}\nnodes: {q: x^2, f: q*x}\noutput: f\n");
        assertThat(unrolled.find("df/dx").map(Occurrence::quantity))
                .contains(new Quantity.Partial(new Quantity.Node("f"), new Quantity.Node("x")));
    }

    @Test
    void everyCellIsFoundByItsOwnName() {
        for (String text : List.of(
                ONE,
                SEVERAL.formatted("mean"),
                SEVERAL.formatted("sum"),
                SEVERAL.formatted("online"),
                Pipeline.example("softmax-3432.yaml"),
                Pipeline.example("graph-layer.yaml"),
                Kept.randomNetwork(7))) {
            UnrolledComputation unrolled = unrolled(text);
            for (int pass = 0; pass <= unrolled.last(); pass++) {
                for (Occurrence cell : unrolled.cells(pass)) {
                    boolean before = cell.sample() > unrolled.samples();
                    boolean parameter = unrolled.changing().contains(cell.quantity());
                    boolean objective = unrolled.derivation() instanceof GraphDerivation graph
                            && graph.graph().objective().equals(cell.quantity());
                    if (!before && !parameter && !objective && !(cell.quantity() instanceof Quantity.Local)) {
                        assertThat(unrolled.find(cell.id()))
                                .as("%s in %s", cell, text)
                                .contains(cell);
                    }
                }
            }
        }
    }
}
