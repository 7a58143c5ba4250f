package chalkgrad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions of courses, as problem files, have the answers that were published, or that were worked out by hand. */
class CoursesNetworksTest {
    private final Pipeline pipeline = new Pipeline();

    /** The expected value has as many decimals as were published. */
    @ParameterizedTest
    @CsvSource({
        "networks/upstream-in-the-middle, /steps/0/gradients/a1/value, -14",
        "networks/upstream-in-the-middle, /steps/0/gradients/a2/value, -1",
        "networks/upstream-in-the-middle, /steps/0/gradients/W11/value, -9",
        "networks/upstream-in-the-middle, /steps/0/gradients/W12/value, 0",
        "networks/relu-of-a-product, /steps/0/gradients/x/value, 2",
        "networks/relu-of-a-product, /steps/0/gradients/w/value, 1",
        "networks/adaline-or, /steps/0/updated/w1, 0.26213",
        "networks/adaline-or, /steps/0/updated/w2, 0.27873",
        "networks/adaline-or, /steps/0/updated/b, 0.24387",
        "networks/gate-da-2025, /steps/0/gradients/a/value, 8",
        "networks/gate-da-2025, /steps/0/gradients/f/value, 0",
        "networks/two-relus, /steps/0/gradients/w1/value, -16",
        "networks/x-squared, /steps/0/gradients/w0/value, 22",
        "networks/x-squared, /steps/0/gradients/x2/value, 132",
        "networks/leaky-relu-slope, /steps/0/gradients/w/value, -0.2",
        "networks/leaky-relu-slope, /steps/0/gradients/x/value, 0.3",
        "graphs/lecture-chain, /steps/0/nodes/a/gradient, 6",
        "graphs/lecture-chain, /steps/0/nodes/b/gradient, -4",
        "graphs/lecture-chain, /steps/0/nodes/c/gradient, -2",
        "graphs/lecture-chain, /steps/0/nodes/f/gradient, 4",
        "graphs/one-neuron-tanh, /steps/0/nodes/x1/gradient, -1.5",
        "graphs/one-neuron-tanh, /steps/0/nodes/w1/gradient, 1.0",
        "graphs/one-neuron-tanh, /steps/0/nodes/x2/gradient, 0.5",
        "graphs/one-neuron-tanh, /steps/0/nodes/w2/gradient, 0",
        "graphs/product-of-sums, /steps/0/nodes/x/gradient, 8",
        "graphs/product-of-sums, /steps/0/nodes/t/gradient, 5",
        "graphs/node-on-no-path, /steps/0/nodes/z/gradient, 0",
        "graphs/node-on-no-path, /steps/0/nodes/x/gradient, 0.090353",
        "graphs/inverted-dropout, /steps/0/nodes/a/gradient/0, 2",
        "graphs/inverted-dropout, /steps/0/nodes/a/gradient/1, 0",
        "graphs/vae-kl, /steps/0/nodes/KL/value, 1.307",
        "graphs/vae-kl, /steps/0/nodes/sigma/gradient, 1.5",
        "graphs/multiclass-hinge, /steps/0/nodes/L/value, 2.9",
        "graphs/multiclass-hinge, /steps/0/nodes/s1/gradient, -1",
        "graphs/triplet, /steps/0/nodes/L/value, 0",
        "graphs/logistic-l2, /steps/0/nodes/w1/gradient, -0.0428",
        "graphs/logistic-l2, /steps/0/nodes/w2/gradient, -0.7755",
        "graphs/logistic-l2, /steps/0/nodes/z/gradient, -0.0011",
        "graphs/l1-penalty, /steps/1/nodes/w/value, 0.455",
        "graphs/l1-penalty, /steps/1/nodes/b/value, -0.315",
        "graphs/softmax-l2, /steps/0/nodes/L/value, 1.102203279180063",
        "graphs/softmax-l2, /steps/0/nodes/W1/gradient/0/0, 0.0509620552",
        "graphs/softmax-l2, /steps/0/nodes/W2/gradient/2/2, -0.3985823486",
        "graphs/norm-of-sigmoid, /steps/0/nodes/W/gradient/1/2, 0.4310531414",
        "graphs/norm-of-sigmoid, /steps/0/nodes/x/gradient/2, 0.0264739282",
        "graphs/softmax-jacobian-row, /steps/0/nodes/z/gradient/0, -0.1453316",
    })
    void publishedAnswers(String file, String pointer, BigDecimal expected) {
        JsonNode found =
                pipeline.json(Pipeline.example("courses/" + file + ".yaml")).at(pointer);
        assertThat(new BigDecimal(found.asText()).setScale(expected.scale(), RoundingMode.HALF_UP))
                .isEqualByComparingTo(expected);
    }

    /** New kinds against doubles and central differences of formulas that are written out here. */
    @ParameterizedTest
    @CsvSource({
        "networks/three-classes, w5, SOFTMAX",
        "networks/softmax-temperature, w1, TEMPERATURE",
        "networks/skip-connection, x, SKIP",
        "networks/three-weights-in-a-row, w1, CHAIN",
    })
    void agreesWithAFormula(String file, String name, Formula formula) {
        JsonNode json = pipeline.json(Pipeline.example("courses/" + file + ".yaml"));
        double found = json.at("/steps/0/gradients/" + name + "/value").asDouble();
        double step = 1e-6;
        double difference = (formula.of(step) - formula.of(-step)) / (2 * step);
        assertThat(json.at("/steps/0/loss").asDouble()).isCloseTo(formula.of(0), offset(1e-12));
        assertThat(found).isCloseTo(difference, offset(1e-6));
    }

    /** The loss where a quantity is moved by h. */
    private enum Formula {
        SOFTMAX {
            @Override
            double of(double h) {
                return -logShare(2, 1.6 - 1.2, -1.8, (0.2 + h) * 16);
            }
        },
        TEMPERATURE {
            @Override
            double of(double h) {
                return -logShare(0, (1 + h) / 2, 1.5);
            }
        },
        SKIP {
            @Override
            double of(double h) {
                double y = 0.3 * Math.tanh(0.5 * (2 + h)) + 2 + h;
                return (1 - y) * (1 - y) / 2;
            }
        },
        CHAIN {
            @Override
            double of(double h) {
                return -Math.log(sigmoid(0.78 * sigmoid(-0.11 * sigmoid((0.25 + h) * 0.63))));
            }
        };

        abstract double of(double h);

        static double sigmoid(double z) {
            return 1 / (1 + Math.exp(-z));
        }

        static double logShare(int which, double... nets) {
            double sum = 0;
            for (double net : nets) {
                sum += Math.exp(net);
            }
            return nets[which] - Math.log(sum);
        }
    }
}
