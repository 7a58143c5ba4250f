package chalkgrad.graph;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.evaluate.Solution;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Graphs and expressions far beyond what anybody reads: no stack ends, and nothing takes long or much memory. */
class LargeGraphsTest {
    private static final Pipeline PIPELINE = new Pipeline();

    @Test
    void aThousandNodes() {
        var random = new Random(1);
        String nodes = IntStream.rangeClosed(2, 1001)
                .mapToObj(i -> "  n" + i + ": \""
                        + gate(random.nextInt(6), "n" + (i - 1), "n" + (i - 2 - random.nextInt(Math.min(i - 1, 20))))
                        + "\"\n")
                .collect(Collectors.joining());
        Solution solution = PIPELINE.solution("given: {n0: 0.3, n1: -0.7}\nnodes:\n" + nodes + "output: n1001\n");
        assertThat(solution.check().digits()).isGreaterThanOrEqualTo(18);
        JsonNode found = Pipeline.json(solution).at("/steps/0/nodes");
        assertThat(found).hasSize(1002);
        assertThat(found.at("/n1001/gradient").asText()).isEqualTo("1");
    }

    private static String gate(int kind, String a, String b) {
        return switch (kind) {
            case 0 -> "tanh(" + a + " + " + b + ")";
            case 1 -> "sigmoid(" + a + ") * " + b;
            case 2 -> "sin(" + a + "*" + b + ") - 0.5*" + b;
            case 3 -> "tanh(" + a + " - " + b + ")";
            case 4 -> "relu(" + a + ") + tanh(" + b + ")";
            default -> "cos(" + a + ") + " + b + "/2";
        };
    }

    @Test
    void aChainOfTwentyThousandNodes() {
        int length = 20_000;
        String nodes = IntStream.rangeClosed(1, length)
                .mapToObj(i -> "  x" + i + ": x" + (i - 1) + "+1\n")
                .collect(Collectors.joining());
        JsonNode found = PIPELINE.json("given: {x0: 1}\nnodes:\n" + nodes + "output: x" + length + "\n")
                .at("/steps/0/nodes");
        assertThat(found.at("/x20000/value").asText()).isEqualTo("20001");
        assertThat(found.at("/x0/gradient").asText()).isEqualTo("1");
    }

    /** {@code x} is 1/2, {@code v} is (1, 2, 3.5); each nested as deep as an expression may be, or as long; no gradient is zero. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "softmax(, v, ), 190",
                "exp(-, x, ), 95",
                "sigmoid(, x, ), 190",
                "1/(1+, x, ), 95",
                "(, x, +x), 190",
                "\"\", x, +x, 1000",
                "\"\", x, *x, 300",
            })
    void oneNode(String before, String inmost, String after, int times) {
        String expression = before.repeat(times) + inmost + after.repeat(times);
        String text = "given: {x: 0.5, v: [1, 2, 3.5], w: [1, 2, 4]}\nnodes: {s: \"" + expression
                + "\", f: sum(s*w)}\noutput: f\n";
        Solution solution = PIPELINE.solution(text);
        assertThat(solution.check().digits()).isGreaterThanOrEqualTo(18);
        assertThat(Pipeline.publish(solution, "json").length).isLessThan(10_000);
        assertThat(Pipeline.publish(solution, "md").length).isLessThan(2_000_000);
    }

    @Test
    void aSumOfAThousandAndAProductOfThreeHundred() {
        JsonNode sum = terms(1000, "+");
        assertThat(sum.at("/f/value").asText()).isEqualTo("1000.0005005");
        assertThat(sum.at("/a999/gradient").asText()).isEqualTo("1");
        JsonNode product = terms(300, "*");
        BigDecimal value = new BigDecimal(product.at("/f/value").asText());
        BigDecimal gradient = new BigDecimal(product.at("/a7/gradient").asText());
        BigDecimal factor = new BigDecimal(product.at("/a7/value").asText());
        assertThat(gradient.multiply(factor).subtract(value).abs()).isLessThan(new BigDecimal("1e-18"));
    }

    private static JsonNode terms(int count, String operator) {
        String given = IntStream.rangeClosed(1, count)
                .mapToObj(i -> "a" + i + ": " + BigDecimal.ONE.add(BigDecimal.valueOf(i, 9)))
                .collect(Collectors.joining(", "));
        String node = IntStream.rangeClosed(1, count).mapToObj(i -> "a" + i).collect(Collectors.joining(operator));
        return PIPELINE.json("given: {" + given + "}\nnodes: {f: \"" + node + "\"}\noutput: f\n")
                .at("/steps/0/nodes");
    }
}
