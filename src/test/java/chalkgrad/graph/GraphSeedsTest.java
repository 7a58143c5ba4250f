package chalkgrad.graph;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Partial;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every number that published lessons on computational graphs print. */
class GraphSeedsTest {
    private static final Pipeline PIPELINE = new Pipeline();

    /** f = (x + y) z. */
    private static final String SUM_TIMES = """
            given: {x: -2, y: 5, z: -4}
            nodes: {q: x + y, f: q * z}
            output: f
            """;

    private static final String LOGISTIC = """
            given: {w0: 2, x0: -1, w1: -3, x1: -2, w2: -3}
            precision: {decimals: 2}
            """;

    private static final String APART = LOGISTIC + """
            nodes:
              a: w0 * x0
              b: w1 * x1
              c: a + b
              s: c + w2
              n: -s
              p: exp(n)
              d: 1 + p
              f: 1 / d
            output: f
            """;

    private static final String WHOLE = LOGISTIC + """
            nodes: {s: w0*x0 + w1*x1 + w2, f: sigmoid(s)}
            output: f
            """;

    private static final String MATRICES = """
            given:
              x: [[2, 1, -3], [-3, 4, 2]]
              w: [[3, 2, 1, -1], [2, 1, 3, 2], [3, 2, 1, -2]]
            nodes: {y: x @ w}
            output: y
            upstream: [[2, 3, -3, 9], [-8, 1, 4, 6]]
            """;

    private static final String PUBLISHED = """
            given: {x1: 0.7, x2: 0.3, z: 1.0, w1: 0.436, w11: 0.026, w12: 0.550, w21: 0.435, w2: 0.420, w22: 0.330}
            nodes:
              f1: x1*w1 + x2*w2
              f2: x1*w12 + x2*w2
              z1: relu(f1)
              z2: relu(f2)
              f: z1*w11 + z2 + w22
              z_hat: sigmoid(f)
              CE: -(z*ln(z_hat) + (1 - z)*ln(z_hat))
            output: CE
            wrt: [w11]
            learning_rate: 0.5
            steps: 3
            """;

    private static final String MEANT = """
            given: {x1: 0.7, x2: 0.3, z: 1.0, w1: 0.436, w11: 0.026, w12: 0.550, w21: 0.435, w2: 0.420, w22: 0.330}
            nodes:
              f1: x1*w1 + x2*w2
              f2: x1*w12 + x2*w21
              z1: relu(f1)
              z2: relu(f2)
              f: z1*w11 + z2*w22
              z_hat: sigmoid(f)
              CE: -(z*ln(z_hat) + (1 - z)*ln(1 - z_hat))
            output: CE
            wrt: [w11]
            learning_rate: 0.5
            steps: 3
            """;

    /** The example file of that name, where there is one; else what this test has. */
    private static String text(String example, String own) {
        return Files.exists(Path.of("examples", example)) ? Pipeline.example(example) : own;
    }

    @ParameterizedTest
    @CsvSource({"x, -2, -4", "y, 5, -4", "z, -4, 3", "q, 3, -4", "f, -12, 1"})
    void sumTimes(String node, String value, String gradient) {
        JsonNode found = nodes(text("graph-product.yaml", SUM_TIMES)).get(node);
        assertThat(found.get("value").asText()).isEqualTo(value);
        assertThat(found.get("gradient").asText()).isEqualTo(gradient);
    }

    /** At two decimals; the edge into 1/x has 1.37, where 1/x has the gradient -1/1.37^2 = -0.53. */
    @ParameterizedTest
    @CsvSource({
        "w0, 2, -0.20", "x0, -1, 0.39", "w1, -3, -0.39", "x1, -2, -0.59", "w2, -3, 0.20",
        "a, -2.00, 0.20", "b, 6.00, 0.20", "c, 4.00, 0.20", "s, 1.00, 0.20", "n, -1.00, -0.20",
        "p, 0.37, -0.53", "d, 1.37, -0.53", "f, 0.73, 1.00",
    })
    void logisticRegressionTakenApart(String node, String value, String gradient) {
        prints(PIPELINE.solution(text("graph-logistic-gates.yaml", APART)), node, value, gradient);
    }

    @ParameterizedTest
    @CsvSource({
        "w0, 2, -0.20",
        "x0, -1, 0.39",
        "w1, -3, -0.39",
        "x1, -2, -0.59",
        "w2, -3, 0.20",
        "s, 1.00, 0.20",
        "f, 0.73, 1.00",
    })
    void logisticRegressionWhole(String node, String value, String gradient) {
        prints(PIPELINE.solution(text("graph-logistic.yaml", WHOLE)), node, value, gradient);
    }

    private static void prints(Solution solution, String node, String value, String gradient) {
        Scope scope = solution.passes().get(0).batch();
        BigDecimal found = scope.printed(new Node(node)).value();
        assertThat(found).isEqualByComparingTo(value);
        Quantity partial = new Partial(new Node("f"), new Node(node));
        assertThat(scope.printed(partial).value()).isEqualByComparingTo(gradient);
    }

    /** One gate each, with what comes back to it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a + b; 3; 4; 2; 2; 2",
                "a * b; 2; 3; 5; 15; 10",
                "max(a, b); 4; 5; 9; 0; 9",
                "4*a + 2*a + 0*b; 7; 7; 1; 6; 0",
            })
    void gates(String gate, String a, String b, String upstream, String left, String right) {
        JsonNode nodes = nodes(
                "given: {a: %s, b: %s}\nnodes: {f: \"%s\"}\noutput: f\nupstream: %s\n".formatted(a, b, gate, upstream));
        assertThat(nodes.at("/a/gradient").asText()).isEqualTo(left);
        assertThat(nodes.at("/b/gradient").asText()).isEqualTo(right);
    }

    /** What two users send back to one value is added up: 4 + 2 = 6. */
    @Test
    void copies() {
        JsonNode nodes = nodes("{given: {x: 7}, nodes: {u: x, v: x, f: 4*u + 2*v}, output: f}");
        assertThat(nodes.at("/u/gradient").asText()).isEqualTo("4");
        assertThat(nodes.at("/v/gradient").asText()).isEqualTo("2");
        assertThat(nodes.at("/x/gradient").asText()).isEqualTo("6");
    }

    @Test
    void theMaximumOfAVector() {
        JsonNode nodes =
                nodes("{given: {x: [1, -2, 3, -1]}, nodes: {z: 'max(0, x)'}, output: z, upstream: [4, -1, 5, 9]}");
        assertThat(plain(nodes.at("/z/value"))).isEqualTo("[1,0,3,0]");
        assertThat(plain(nodes.at("/x/gradient"))).isEqualTo("[4,0,5,0]");
    }

    /** The slide prints another y, which is no product of its x and w. */
    @Test
    void theProductOfMatrices() {
        JsonNode nodes = nodes(text("graph-matrix.yaml", MATRICES));
        assertThat(plain(nodes.at("/y/value")))
                .isEqualTo("[[-1,-1,2,6],[5,2,11,7]]")
                .isNotEqualTo("[[13,9,-2,-6],[5,2,17,1]]");
        assertThat(plain(nodes.at("/x/gradient"))).isEqualTo("[[0,16,-9],[-24,9,-30]]");
        assertThat(plain(nodes.at("/w/gradient"))).isEqualTo("[[28,3,-18,0],[-30,7,13,33],[-22,-7,17,-15]]");
    }

    /**
     * What the program of the lesson printed, in doubles, is off by little more than half a unit of a double's last place: at most 0.512, for the
     * weight after the last update.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 0.7010307863243558, 0.35520347518814194, 0.09045776246846889",
        "2, 0.7068233374476314, 0.3469745206215468, 0.15366665091475956",
        "3, 0.7124393640689541, 0.3390604735219194, 0.21566472402149306",
    })
    void threeIterations(int iteration, String output, String loss, String weight) {
        JsonNode step = PIPELINE.json(text("relu-published.yaml", PUBLISHED))
                .get("steps")
                .get(iteration - 1);
        near(step.at("/nodes/z_hat/value"), output);
        near(step.at("/nodes/CE/value"), loss);
        near(step.at("/updated/w11"), weight);
        assertThat(step.get("updated")).hasSize(1);
    }

    private static void near(JsonNode ours, String printed) {
        BigDecimal double_ = new BigDecimal(printed);
        BigDecimal exact = new BigDecimal(ours.asText());
        assertThat(exact.subtract(double_).abs().doubleValue()).isLessThan(0.52 * Math.ulp(double_.doubleValue()));
    }

    /** With ln(1 - z_hat) and both weights of the second unit in place; z is 1, so that CE is -ln z_hat. */
    @Test
    void threeIterationsAsTheyWereMeant() {
        JsonNode steps = PIPELINE.json(text("relu-meant.yaml", MEANT)).get("steps");
        double w11 = 0.026;
        assertThat(steps).hasSize(4);
        for (JsonNode step : steps) {
            double z1 = 0.7 * 0.436 + 0.3 * 0.420;
            double z2 = 0.7 * 0.550 + 0.3 * 0.435;
            double guess = 1 / (1 + Math.exp(-(z1 * w11 + z2 * 0.330)));
            assertThat(step.at("/nodes/z_hat/value").asDouble()).isCloseTo(guess, within());
            assertThat(step.at("/nodes/CE/value").asDouble()).isCloseTo(-Math.log(guess), within());
            assertThat(step.at("/nodes/w11/gradient").asDouble()).isCloseTo((guess - 1) * z1, within());
            w11 -= 0.5 * (guess - 1) * z1;
            if (step.has("updated")) {
                assertThat(step.at("/updated/w11").asDouble()).isCloseTo(w11, within());
            }
        }
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-14);
    }

    private static JsonNode nodes(String text) {
        return PIPELINE.json(text).at("/steps/0/nodes");
    }

    private static String plain(JsonNode array) {
        return array.toString().replace("\"", "");
    }

    /** What the lesson has for one sigmoid: 0.73 (1 - 0.73) = 0.20, with what is printed and with all digits. */
    @Test
    void oneSigmoid() {
        List<String> gradients = List.of("0.73", "0.73105857863000487925");
        for (String f : gradients) {
            BigDecimal slope = new BigDecimal(f).multiply(BigDecimal.ONE.subtract(new BigDecimal(f)));
            assertThat(slope.setScale(2, java.math.RoundingMode.HALF_UP)).isEqualTo("0.20");
        }
        assertThat(nodes(text("graph-logistic.yaml", WHOLE)).at("/f/value").asText())
                .isEqualTo(gradients.get(1));
    }
}
