package chalkgrad.problem;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.model.Scheme;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Loss;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a network without numbers says. */
class SchemeReaderTest {
    private static Reading reading(String yaml) {
        return ProblemReader.read("s.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static Scheme scheme(String yaml) {
        Reading reading = reading(yaml);
        assertThat(reading.findings()).isEmpty();
        return (Scheme) reading.problems().get(0).task();
    }

    @Test
    void saysNothingButSizes() {
        assertThat(scheme("{inputs: l, layers: [{units: m}, {units: n}]}"))
                .isEqualTo(new Scheme(
                        "l",
                        java.util.List.of(
                                new Scheme.Layer("m", Optional.empty(), true),
                                new Scheme.Layer("n", Optional.empty(), true)),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void saysEverything() {
        Scheme scheme = scheme("{title: t, notation: delta, inputs: 3, learning_rate: 0.5, loss: mse, layers: "
                + "[{units: 4, activation: relu, biases: false}, {units: n_o, activation: 'z^3', biases: true}]}");
        assertThat(scheme.sizes()).isEqualTo("3-4-n_o");
        assertThat(scheme.learningRate()).contains("0.5");
        assertThat(scheme.loss().map(Loss::name)).contains("mse");
        assertThat(scheme.layers()).extracting(Scheme.Layer::biased).containsExactly(false, true);
        assertThat(scheme.layers().get(1).activation().map(Activation::kind)).contains(Activation.Kind.CUSTOM);
    }

    /** Without a word about the inputs, they get a letter that no layer has. */
    @ParameterizedTest
    @CsvSource({"m, n, l", "l, n, m", "l, m, d", "3, 4, l"})
    void theInputsHaveALetterOfTheirOwn(String first, String second, String inputs) {
        String yaml = "{layers: [{units: %s}, {units: %s}]}".formatted(first, second);
        assertThat(scheme(yaml).inputs()).isEqualTo(inputs);
    }

    /** Numbers anywhere make it a network, whose keys are then missing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{layers: [{units: 1}], targets: {o: 1}} | missing key \"inputs\"",
                "{layers: [{units: 1}], samples: []} | samples",
                "{layers: [{units: 1}], inputs: {x: 1}} | missing key \"targets\"",
                "{layers: [{units: 1}, {units: 1, weights: [[1]]}]} | expected inputs and targets, or samples",
            })
    void numbersMakeANetwork(String yaml, String message) {
        assertThat(reading(yaml).findings())
                .anySatisfy(finding -> assertThat(finding.toString()).contains(message));
        assertThat(reading(yaml).problems()).isEmpty();
    }
}
