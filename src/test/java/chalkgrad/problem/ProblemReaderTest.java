package chalkgrad.problem;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Network;
import chalkgrad.model.Network.Batch;
import chalkgrad.model.Network.Edge;
import chalkgrad.model.Network.Sample;
import chalkgrad.model.Network.Unit;
import chalkgrad.model.Problem;
import chalkgrad.model.Problem.NotationChoice;
import chalkgrad.model.Problem.Precision;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemReaderTest {
    private static final String REST = "loss: half_sse\n";

    @Test
    void readsTheExampleOfTheManual() {
        Problem problem = only("""
                title: {ko: 2-2-2 신경망, en: The 2-2-2 network}
                language: ko
                notation: wikidocs
                precision: {decimals: 8}
                rounding: half_up
                carry: exact
                inputs: {x1: 0.1, x2: 0.2}
                targets: {o1: 0.4, o2: 0.60}
                layers:
                  - units: [h1, h2]
                    activation: sigmoid
                    weights: [{w1: 0.3, w2: 0.25}, {w3: 0.4, w4: 0.35}]
                    biases: {b1: 0.35}
                  - units: [o1, o2]
                    activation: sigmoid
                    weights: [[0.45, 0.4], [0.7, 0.6]]
                loss: half_sse
                learning_rate: 0.5
                steps: 1
                batch: mean
                freeze: [b1]
                ask: [w5, w1]
                """);
        assertThat(problem.name()).isEqualTo("sheet");
        assertThat(problem.titles()).isEqualTo(Map.of("ko", "2-2-2 신경망", "en", "The 2-2-2 network"));
        assertThat(problem.language()).contains("ko");
        assertThat(problem.notation()).isEqualTo(new NotationChoice(Optional.of("wikidocs"), Map.of()));
        assertThat(problem.precision()).isEqualTo(new Precision.Decimals(8));
        assertThat(problem.rounding()).isEqualTo(Problem.Rounding.HALF_UP);
        assertThat(problem.carry()).isEqualTo(Problem.Carry.EXACT);
        Network network = (Network) problem.task();
        assertThat(network.inputs()).containsExactly("x1", "x2");
        assertThat(network.layers())
                .extracting(layer -> layer.activation().name())
                .containsExactly("sigmoid", "sigmoid");
        assertThat(network.layers().get(0).units())
                .containsExactly(
                        new Unit("h1", List.of(new Edge("x1", "w1"), new Edge("x2", "w2")), Optional.of("b1")),
                        new Unit("h2", List.of(new Edge("x1", "w3"), new Edge("x2", "w4")), Optional.of("b1")));
        assertThat(network.layers().get(1).units())
                .containsExactly(
                        new Unit("o1", List.of(new Edge("h1", "w5"), new Edge("h2", "w6")), Optional.empty()),
                        new Unit("o2", List.of(new Edge("h1", "w7"), new Edge("h2", "w8")), Optional.empty()));
        assertThat(network.parameters().toString())
                .isEqualTo("{w1=0.3, w2=0.25, w3=0.4, w4=0.35, b1=0.35, w5=0.45, w6=0.4, w7=0.7, w8=0.6}");
        assertThat(network.weights()).containsExactlyInAnyOrder("w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8");
        assertThat(network.loss().name()).isEqualTo("half_sse");
        assertThat(network.samples())
                .containsExactly(new Sample(
                        Map.of("x1", new BigDecimal("0.1"), "x2", new BigDecimal("0.2")),
                        Map.of("o1", new BigDecimal("0.4"), "o2", new BigDecimal("0.60"))));
        assertThat(network.learningRate()).contains(new BigDecimal("0.5"));
        assertThat(network.steps()).isEqualTo(1);
        assertThat(network.batch()).isEqualTo(Batch.MEAN);
        assertThat(network.frozen()).containsExactly("b1");
        assertThat(network.asked()).contains(List.of("w5", "w1"));
    }

    @Test
    void hasDefaults() {
        Problem problem = only("{inputs: {x: 1}, targets: {o1: 0}, layers: [{units: 1, weights: [[2]]}], loss: mse}");
        assertThat(problem.titles()).isEmpty();
        assertThat(problem.language()).isEmpty();
        assertThat(problem.notation()).isEqualTo(new NotationChoice(Optional.empty(), Map.of()));
        assertThat(problem.precision()).isEqualTo(new Precision.Significant(6));
        Network network = (Network) problem.task();
        assertThat(network.outputLayer().activation().name()).isEqualTo("identity");
        assertThat(network.learningRate()).isEmpty();
        assertThat(network.steps()).isEqualTo(1);
        assertThat(network.asked()).isEmpty();
        assertThat(network.frozen()).isEmpty();
    }

    @Test
    void readsHowItIsWritten() {
        Problem problem = only("""
                title: one for all
                notation: {profile: net, eta: alpha, w1: omega_1}
                precision: {significant: 30}
                rounding: truncate
                carry: rounded
                inputs: {x: 1}
                targets: {o1: 0}
                layers: [{units: 1, weights: [[2]]}]
                loss: mse
                """);
        assertThat(problem.titles()).isEqualTo(Map.of("", "one for all"));
        assertThat(problem.notation())
                .isEqualTo(new NotationChoice(Optional.of("net"), Map.of("eta", "alpha", "w1", "omega_1")));
        assertThat(problem.precision()).isEqualTo(new Precision.Significant(30));
        assertThat(problem.rounding()).isEqualTo(Problem.Rounding.TRUNCATE);
        assertThat(problem.carry()).isEqualTo(Problem.Carry.ROUNDED);
    }

    @Test
    void namesWhatHasNoName() {
        Network network = network("""
                inputs: {w2: 1, h2: 2}
                targets: {o1: 0, o2: 0}
                layers:
                  - {units: 2, weights: [[1, 2], [{u: 3}, 4]], biases: {b2: 1, b: 2}}
                  - {units: 1, weights: [[5, 6]], biases: [7]}
                  - {units: 2, weights: [[8], [9]], biases: [1, {b9: 2}]}
                """);
        assertThat(network.layers())
                .extracting(layer -> layer.units().stream().map(Unit::name).toList())
                .containsExactly(List.of("h1", "h3"), List.of("h4"), List.of("o1", "o2"));
        // w2 is an input, so the second edge is called w3, and each after it gets the next free number.
        assertThat(network.parameters().toString())
                .isEqualTo("{w1=1, w3=2, u=3, w4=4, b2=1, b=2, w5=5, w6=6, b3=7, w7=8, w8=9, b4=1, b9=2}");
    }

    @Test
    void readsMissingEdgesAndSharedWeights() {
        Network network = network("""
                inputs: {x1: 1, x2: 2, x3: 3}
                targets: {y: 0}
                layers:
                  - units: [h1, h2]
                    weights:
                      x3: {h2: {v: 0.20}}
                      x1: {h1: {u: 0.1}}
                      x2: {h2: {u: 0.1}, h1: {v: 0.2}}
                  - {units: [y], weights: [[{u: 0.1}, 4]]}
                """);
        assertThat(network.layers().get(0).units())
                .containsExactly(
                        new Unit("h1", List.of(new Edge("x1", "u"), new Edge("x2", "v")), Optional.empty()),
                        new Unit("h2", List.of(new Edge("x2", "u"), new Edge("x3", "v")), Optional.empty()));
        assertThat(network.parameters().toString()).isEqualTo("{u=0.1, v=0.2, w6=4}");
    }

    @Test
    void readsExpressions() {
        Network network = (Network) only("""
                        inputs: {x1: 1}
                        targets: {y: 0}
                        layers: [{units: [y], activation: z/(1+abs(z)), weights: [[1]]}]
                        loss: (t-o)^2
                        """).task();
        assertThat(network.outputLayer().activation().name()).isEqualTo("z/(1+abs(z))");
        assertThat(network.loss().custom()).isTrue();
        assertThat(network.loss().definition()).isEqualTo(Expr.pow(Expr.sub(Expr.sym("t"), Expr.sym("o")), 2));
    }

    @Test
    void readsSamples() {
        Network network = network("""
                samples:
                  - {inputs: {x1: 0, x2: 1}, targets: {y: 1}}
                  - {inputs: {x2: -1.5e-3, x1: +.5}, targets: {y: 0}}
                batch: online
                layers: [{units: [y], weights: [[1, 2]]}]
                """);
        assertThat(network.batch()).isEqualTo(Batch.ONLINE);
        assertThat(network.samples()).hasSize(2);
        assertThat(network.samples().get(1).inputs().toString()).isEqualTo("{x1=0.5, x2=-0.0015}");
    }

    @Test
    void readsNamesOfAnyScript() {
        Network network = network("""
                inputs: {입력: 1, E: 2, _x: 3, é1: 4}
                targets: {출력: 0}
                layers: [{units: [출력], weights: [{가중치: 1, List: 2, D: 3, e: 4}], biases: {편향: 5}}]
                """);
        assertThat(network.inputs()).containsExactly("입력", "E", "_x", "é1");
        assertThat(network.parameters().keySet()).containsExactly("가중치", "List", "D", "e", "편향");
    }

    @Test
    void readsJson() {
        assertThat(network(
                                "{\"inputs\": {\"x\": 1}, \"targets\": {\"y\": 0.5},\n\t\"layers\": [{\"units\": [\"y\"], \"weights\": [[2]]}],"
                                        + " \"loss\": \"half_sse\"}\n",
                                "")
                        .inputs())
                .containsExactly("x");
    }

    @Test
    void aBadDocumentDoesNotHideTheOthers() {
        String good = "{inputs: {x: 1}, targets: {o1: 0}, layers: [{units: 1, weights: [[2]]}], loss: mse}\n";
        Reading reading =
                read("a/b.c/sheet.v2.yaml", good + "---\nloss: [1\n---\n" + good + "---\nlos: 1\n...\n---\n" + good);
        assertThat(reading.problems())
                .extracting(Problem::name)
                .containsExactly("sheet.v2", "sheet.v2-3", "sheet.v2-5");
        assertThat(reading.findings()).extracting(Finding::line).contains(3, 7);
        assertThat(reading.complete()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "-, stdin",
        "mina.yaml, mina",
        "/a/b/mina, mina",
        "C:\\x\\mina.json, mina",
        ".hidden, .hidden",
        "신경망.yml, 신경망",
        "a/.., problem",
        "a/..., problem",
        "a/, problem"
    })
    void namesTheProblemAfterTheFile(String file, String name) {
        String text = "{inputs: {x: 1}, targets: {o1: 0}, layers: [{units: 1, weights: [[2]]}], loss: mse}";
        assertThat(read(file, text).problems()).extracting(Problem::name).containsExactly(name);
    }

    private static Network network(String text) {
        return network(text, REST);
    }

    private static Network network(String text, String rest) {
        return (Network) only(text + rest).task();
    }

    private static Problem only(String text) {
        Reading reading = read("sheet.yaml", text);
        assertThat(reading.findings()).isEmpty();
        assertThat(reading.problems()).hasSize(1);
        return reading.problems().get(0);
    }

    private static Reading read(String name, String text) {
        return ProblemReader.read(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
