package chalkgrad;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.evaluate.Solution;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A derivative exactly at a kink is a convention, and the report says so. */
class KinksTest {
    private static final Pipeline PIPELINE = new Pipeline();

    /** The net input is 0.5 * 0.2 - 0.1, which is zero in decimals and would not be in doubles. */
    @ParameterizedTest
    @CsvSource({
        "relu, dout(h1)/dnet(h1), 0",
        "leaky_relu, dout(h1)/dnet(h1), 0",
        "selu, dout(h1)/dnet(h1), 0",
        "abs(z), dout(h1)/dnet(h1), 0",
        "'max(0,z)', dout(h1)/dnet(h1), 0.5",
        "'min(z,2*z)', dout(h1)/dnet(h1), 1.5",
        "z+relu(z), dout(h1)/dnet(h1), 1",
    })
    void activationsAtTheirKink(String activation, String derivative, String slope) {
        Solution solution = PIPELINE.solution(network(activation, "sse", "0.7"));
        warns(solution, derivative, slope);
        String delta = Pipeline.json(solution)
                .at("/steps/0/samples/0/layers/0/delta/0")
                .asText();
        // sse: the output is 1 * h1 + 0.2 = 0.2, and 2 (0.2 - 0.7) = -1
        assertThat(new java.math.BigDecimal(delta)).isEqualByComparingTo(new java.math.BigDecimal(slope).negate());
    }

    @ParameterizedTest
    @CsvSource({
        "mae, 0.2, 0",
        "hinge, 5, 0",
        "abs(t-o), 0.2, 0",
        "'max(o,t)', 0.2, 0.5",
    })
    void lossesAtTheirKink(String loss, String target, String slope) {
        warns(PIPELINE.solution(network("tanh", loss, target)), "dE/dout(o1)", slope);
    }

    /** Both sides have the same slope there, or the value is not there. */
    @ParameterizedTest
    @CsvSource({
        "elu, sse, 0.7",
        "tanh, sse, 0.7",
        "z*abs(z), sse, 0.7",
        "tanh, huber, 1.2",
        "tanh, huber, -0.8",
        "tanh, mae, 0.7",
        "tanh, hinge, 1",
        "relu(z+1), sse, 0.7",
    })
    void noKink(String activation, String loss, String target) {
        Solution solution = PIPELINE.solution(network(activation, loss, target));
        assertThat(solution.warnings()).isEmpty();
        assertThat(markdown(solution)).doesNotContain("kink");
    }

    private static void warns(Solution solution, String derivative, String slope) {
        assertThat(solution.warnings()).singleElement().satisfies(kink -> {
            assertThat(kink.derivative().id()).isEqualTo(derivative);
            assertThat(kink.step()).isZero();
            assertThat(kink.sample()).isEqualTo(1);
            assertThat(chalkgrad.evaluate.Digits.json(kink.value())).isEqualTo(slope);
        });
        assertThat(markdown(solution)).contains("kink");
        assertThat(solution.check().digits()).isGreaterThanOrEqualTo(18);
    }

    private static String markdown(Solution solution) {
        return new String(Pipeline.publish(solution, "md"), StandardCharsets.UTF_8);
    }

    private static String network(String activation, String loss, String target) {
        return """
                inputs: {x1: 0.2}
                targets: {o1: %s}
                layers:
                  - {units: [h1], activation: "%s", weights: [[0.5]], biases: [-0.1]}
                  - {units: [o1], activation: identity, weights: [[1]], biases: [0.2]}
                loss: "%s"
                learning_rate: 0.1
                """.formatted(target, activation, loss);
    }
}
