package chalkgrad.rules;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.PlainText;
import chalkgrad.rules.LocalDerivative.Proof;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TablesTest {
    private final LocalDerivatives derivatives = new LocalDerivatives();

    static Stream<Activation> activations() {
        return Activations.all().stream();
    }

    static Stream<Loss> losses() {
        return Losses.all().stream();
    }

    @ParameterizedTest
    @MethodSource("activations")
    void everyActivationsDerivativeIsProved(Activation activation) {
        LocalDerivative derivative = derivatives.of(Question.of(activation));
        assertThat(derivative.proof()).isEqualTo(Proof.SYMBOLIC);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void everyLosssDerivativeIsProved(Loss loss) {
        LocalDerivative derivative = derivatives.of(Question.of(loss));
        assertThat(derivative.proof()).isEqualTo(Proof.SYMBOLIC);
    }

    static Stream<Gate> functions() {
        return Gates.all().stream()
                .filter(gate -> Functions.find(gate.name())
                        .filter(Function::hasOneNumber)
                        .isPresent());
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionsDerivativeIsProved(Gate gate) {
        LocalDerivative derivative = derivatives.of(
                Question.of(gate.definition(), Gate.X, gate.taught().get(0)));
        assertThat(derivative.proof()).as(PlainText.of(derivative.derived())).isEqualTo(Proof.SYMBOLIC);
    }

    @Test
    void softmaxAcrossUnitsIsProved() {
        LocalDerivative derivative = derivatives.of(Question.acrossSoftmax());
        assertThat(PlainText.of(derivative.shown())).isEqualTo("-o*o_j");
        assertThat(derivative.proof()).isEqualTo(Proof.SYMBOLIC);
    }
}
