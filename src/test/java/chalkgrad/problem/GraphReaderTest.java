package chalkgrad.problem;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Array;
import chalkgrad.model.Graph;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Shapes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphReaderTest {
    @Test
    void readsTheExampleOfTheManual() {
        Problem problem = only("""
                given: {x: -2, y: 5.0, z: -4}
                nodes:
                  f: q * z
                  q: x + y
                output: f
                wrt: [z, x]
                learning_rate: 0.5
                steps: 3
                ask: [q, x]
                compare_with: sub/other.yaml
                """);
        assertThat(problem.compareWith()).contains("sub/other.yaml");
        Graph graph = (Graph) problem.task();
        assertThat(graph.given()).isEqualTo(Map.of("x", scalar("-2"), "y", scalar("5.0"), "z", scalar("-4")));
        assertThat(graph.given().keySet()).containsExactly("x", "y", "z");
        assertThat(graph.nodes())
                .containsExactly(
                        new Graph.Node("q", Expr.add(node("x"), node("y")), Dims.SCALAR),
                        new Graph.Node("f", Expr.mul(node("q"), node("z")), Dims.SCALAR));
        assertThat(graph.output()).isEqualTo("f");
        assertThat(graph.upstream()).isEmpty();
        assertThat(graph.wrt()).containsExactly("z", "x");
        assertThat(graph.learningRate()).contains(new BigDecimal("0.5"));
        assertThat(graph.steps()).isEqualTo(3);
        assertThat(graph.asked()).contains(List.of("q", "x"));
    }

    @Test
    void hasDefaults() {
        Problem problem = only("{given: {x: 1, y: 2}, nodes: {f: x*y}, output: f}");
        assertThat(problem.compareWith()).isEmpty();
        Graph graph = (Graph) problem.task();
        assertThat(graph.wrt()).containsExactly("x", "y");
        assertThat(graph.learningRate()).isEmpty();
        assertThat(graph.steps()).isEqualTo(1);
        assertThat(graph.asked()).isEmpty();
        assertThat(graph.objective()).isEqualTo(new Quantity.Node("f"));
    }

    @Test
    void aNetworkMayNameAnotherFile() {
        assertThat(only("{compare_with: ./a..b.yaml, inputs: {x: 1}, targets: {y: 0}, loss: mse,"
                                + " layers: [{units: [y], weights: [[2]]}]}")
                        .compareWith())
                .contains("./a..b.yaml");
    }

    @Test
    void readsVectorsMatricesAndTheGradientThatArrives() {
        Graph graph = graph("""
                given: {v: [1, .5], m: [[1, 2], [3, 4], [5e-1, 6]]}
                nodes: {y: m @ v}
                output: y
                upstream: [1, 2, 3]
                """);
        assertThat(graph.given().get("v"))
                .isEqualTo(new Array(Dims.vector(2), List.of(new BigDecimal("1"), new BigDecimal("0.5"))));
        assertThat(graph.given().get("m").dims()).isEqualTo(Dims.matrix(3, 2));
        assertThat(graph.given().get("m").entries().toString()).isEqualTo("[1, 2, 3, 4, 0.5, 6]");
        assertThat(graph.shapes().toString()).isEqualTo("{v=2, m=3 x 2, y=3}");
        assertThat(graph.upstream()).map(Array::dims).contains(Dims.vector(3));
        assertThat(graph.objective()).isEqualTo(Quantity.LOSS);
    }

    @Test
    void numbersAreExpressionsInEveryWayThatYamlKnows() {
        Graph graph = graph("given: {x: 1}\nnodes: {a: +1, b: 2., c: -3, d: 1e2, f: a+b+c+d+x}\noutput: f\n");
        assertThat(graph.nodes().stream().limit(4).map(node -> node.name() + "=" + PlainText.of(node.expression())))
                .containsExactly("a=1", "b=2", "c=-3", "d=1e2");
    }

    @Test
    void constantsAreThemselvesUnlessTheFileDefinesThem() {
        Graph graph = graph("{given: {x: 1, E: 2, I: 3}, nodes: {f: e^x + pi + E*I}, output: f}");
        assertThat(graph.nodes().get(0).expression())
                .isEqualTo(Expr.add(
                        Expr.pow(Expr.sym(Symbol.Constant.E), node("x")),
                        Expr.sym(Symbol.Constant.PI),
                        Expr.mul(node("E"), node("I"))));
        graph = graph("{given: {x: 1, e: [2, 3]}, nodes: {f: sum(pi*e^x), pi: x}, output: f}");
        assertThat(graph.nodes().get(1).expression())
                .isEqualTo(Expr.call("sum", Expr.mul(node("pi"), Expr.pow(node("e"), node("x")))));
    }

    @Test
    void theOutputMayBeAGivenValueAndMayBeUsedByOthers() {
        Reading reading = read("{given: {x: 1}, nodes: {f: x + 1, g: f}, output: f}");
        assertThat(reading.complete()).isTrue();
        assertThat(reading.findings())
                .extracting(Finding::toString)
                .containsExactly("g.yaml:1:35: warning: nodes: f does not depend on g, whose gradient is 0");
        assertThat(((Graph) read("{given: {x: 1}, nodes: {f: x + 1}, output: x}")
                                .problems()
                                .get(0)
                                .task())
                        .output())
                .isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aChainMayBeLongerThanTheStackIsDeep(boolean backwards) {
        int length = 20_000;
        String nodes = IntStream.rangeClosed(1, length)
                .map(i -> backwards ? length + 1 - i : i)
                .mapToObj(i -> "  x" + i + ": x" + (i - 1) + "+1\n")
                .collect(Collectors.joining());
        Graph graph = graph("given: {x0: 1}\nnodes:\n" + nodes + "output: x" + length + "\n");
        assertThat(graph.nodes()).hasSize(length);
        assertThat(graph.nodes().get(0).name()).isEqualTo("x1");
        assertThat(graph.nodes().get(length - 1).name()).isEqualTo("x" + length);
    }

    @Test
    void aCircleAsLongAsThatIsNamedInShort() {
        String nodes = IntStream.range(0, 20_000)
                .mapToObj(i -> "  x" + i + ": x" + (i + 1) % 20_000 + "\n")
                .collect(Collectors.joining());
        assertThat(read("given: {y: 1}\nnodes:\n" + nodes + "output: x0\n").findings())
                .extracting(Finding::toString)
                .containsExactly("g.yaml:20002:11: error: nodes: x19999: nodes cannot use each other in a circle: "
                        + IntStream.range(0, 12).mapToObj(i -> "x" + i).collect(Collectors.joining(" -> "))
                        + " -> … -> x19999 -> x0");
    }

    @Test
    void theOracleIsReadAndAllShapesAreTheSame() throws IOException {
        JsonNode oracle = new ObjectMapper()
                .readTree(Path.of("src/test/resources/oracle/graphs.json").toFile());
        assertThat(oracle).hasSize(80);
        for (JsonNode entry : oracle) {
            JsonNode values = entry.at("/steps/0/nodes");
            Map<String, Dims> shapes = graph(entry.get("problem").toString()).shapes();
            assertThat(shapes).hasSize(values.size());
            shapes.forEach((name, dims) ->
                    assertThat(dims).as(name).isEqualTo(dims(values.get(name).get("value"))));
        }
    }

    private static Dims dims(JsonNode value) {
        var sizes = new ArrayList<Integer>();
        for (JsonNode at = value; at.isArray(); at = at.get(0)) {
            sizes.add(at.size());
        }
        return Dims.of(sizes);
    }

    /** Random expressions of random arrays: what is read is sound, and nothing escapes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsReadIsSound(long seed) {
        var random = new Random(seed);
        int read = 0;
        for (int round = 0; round < 1_500; round++) {
            var text = new StringBuilder("given: {s: 2, v: [1, 2, 3], w: [4, 5], m: [[1, 2, 3], [4, 5, 6]]}\nnodes:\n");
            List<String> names = List.of("a", "b", "c", "d");
            for (String name : names) {
                text.append("  ")
                        .append(name)
                        .append(": \"")
                        .append(expression(random, 3))
                        .append("\"\n");
            }
            text.append("output: d\n").append(random.nextBoolean() ? "upstream: [1, 2, 3]\n" : "");
            Reading reading = read(text.toString());
            assertThat(reading.problems().isEmpty())
                    .as("seed %d: %s", seed, text)
                    .isNotEqualTo(reading.complete());
            for (Problem problem : reading.problems()) {
                read++;
                assertSound((Graph) problem.task());
            }
        }
        assertThat(read).as("seed %d", seed).isGreaterThan(5);
    }

    private static void assertSound(Graph graph) {
        var before = new HashSet<>(graph.given().keySet());
        for (Graph.Node node : graph.nodes()) {
            names(node.expression()).forEach(name -> assertThat(before).contains(name));
            assertThat(Shapes.dims(node.expression(), symbol -> graph.shapes().get(symbol.id())))
                    .isEqualTo(node.dims());
            before.add(node.name());
        }
        assertThat(graph.upstream().map(Array::dims).orElse(Dims.SCALAR))
                .isEqualTo(graph.shapes().get(graph.output()));
    }

    private static List<String> names(Expr expr) {
        var names = new ArrayList<String>();
        expr.substitute(symbol -> {
            if (!(symbol instanceof Symbol.Constant)) {
                names.add(((Quantity.Node) symbol).name());
            }
            return null;
        });
        return names;
    }

    private static String expression(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return one(random, "s", "v", "w", "m", "a", "b", "c", "2", "pi", "v", "s");
        }
        String left = expression(random, depth - 1);
        String right = expression(random, depth - 1);
        return switch (random.nextInt(8)) {
            case 0 ->
                one(random, "sum", "mean", "max", "norm", "softmax", "exp", "relu", "step", "huber") + "(" + left + ")";
            case 1 -> one(random, "max", "min", "dot", "outer", "mse") + "(" + left + ", " + right + ")";
            case 2 -> left + "'";
            case 3 -> left + " @ " + right;
            case 4 -> "(" + left + ")";
            default -> left + one(random, "+", "-", "*", "/", "^") + right;
        };
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Damages good files at random places; only a value or a finding may come of it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void nothingEscapes(long seed) throws IOException {
        var random = new Random(seed);
        String fixture = Files.readString(Path.of("src/test/resources/problem/graphs.yaml"));
        String good =
                "given: {x: [1, 2], m: [[1, 2], [3, 4]], e: 3}\nnodes:\n  a: max(m@x, 0)\n  b: x*a - e'\noutput: b\n"
                        + "upstream: [1, 1]\nask: [a]\nwrt: [x]\nsteps: 2\nlearning_rate: 1\ncompare_with: a.yaml\nnotation: net\n";
        for (int round = 0; round < 600; round++) {
            var text = new StringBuilder(round % 4 == 0 ? fixture : good);
            for (int damage = random.nextInt(6); damage >= 0; damage--) {
                int at = random.nextInt(text.length());
                String piece = one(
                        random, "{", "]", ": ", ", ", "\n", "'", "\"", "*a", "&a ", "|\n", "~", "@", "^-", "(", "[",
                        "x", "a", "e", "\0", "1e99", "true", "𝑤", "#");
                text.replace(at, Math.min(text.length(), at + random.nextInt(4)), piece);
            }
            Reading reading = read(text.toString());
            assertThat(reading.problems().isEmpty() && reading.findings().isEmpty())
                    .as("seed %d, round %d says nothing", seed, round)
                    .isFalse();
        }
    }

    private static Expr node(String name) {
        return Expr.sym(new Quantity.Node(name));
    }

    private static Array scalar(String value) {
        return Array.scalar(new BigDecimal(value));
    }

    private static Graph graph(String text) {
        return (Graph) only(text).task();
    }

    private static Problem only(String text) {
        Reading reading = read(text);
        assertThat(reading.findings()).isEmpty();
        return Optional.of(reading.problems())
                .filter(list -> list.size() == 1)
                .orElseThrow()
                .get(0);
    }

    private static Reading read(String text) {
        return ProblemReader.read("g.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
