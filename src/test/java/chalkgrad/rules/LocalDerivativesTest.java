package chalkgrad.rules;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.algebra.Probe;
import chalkgrad.algebra.Symbol;
import chalkgrad.rules.LocalDerivative.Proof;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDerivativesTest {
    private static final Symbol Z = Activation.NET;

    private final LocalDerivatives derivatives = new LocalDerivatives();

    private static Expr read(String text) {
        return Functions.withConstants(FunctionsTest.read(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "z/(1+abs(z)) | {z>0: 1/(1+z)^2; z=0: 1; z<0: 1/(1-z)^2}",
                "z^3/3 | z^2",
                "ln(1+z^2) | 2*z/(1+z^2)",
                "max(0,z)*tanh(z) | {z>0: z/cosh(z)^2+tanh(z); z=0: 0; z<0: 0}",
                "abs(z) | {z>0: 1; z=0: 0; z<0: -1}",
                "z*abs(z) | {z>0: 2*z; z=0: 0; z<0: -2*z}",
                "abs(abs(z)) | {z>0: 1; z=0: 0; z<0: -1}",
                "max(z,0) | {z>0: 1; z=0: 1/2; z<0: 0}",
                "max(z,2*z) | {z>0: 2; z=0: 3/2; z<0: 1}",
                "min(1,max(0,z)) | {z>0: {1-z>0: 1; 1-z=0: 1/2; 1-z<0: 0}; z=0: 1/2; z<0: 0}",
                "max(z,0)+min(z,0) | 1",
                "relu(z)-relu(-z) | {z>0: 1; z=0: 0; z<0: 1}",
                "relu(3) | 0",
                "max(2,3)*z | 3",
                "huber(z,1) | {z-2>0: 1; z-2=0: z-1; z-2<0: {z>0: z-1; z=0: z-1; z<0: -1}}",
                "sigmoid(z) | exp(-z)/(1+exp(-z))^2",
                "e^z | exp(z)",
                "0.5*z^2 | z",
            })
    void derivesWhatUsersWrite(String text, String shown) {
        LocalDerivative derivative = derivatives.of(Question.of(read(text), Z));
        assertThat(PlainText.of(derivative.shown())).isEqualTo(shown);
        assertThat(derivative.proved()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "relu(z) | 0 | 0",
                "abs(z) | 0 | 0",
                "leaky_relu(z) | 0 | 0",
                "elu(z) | 0 | 1",
                "selu(z) | 0 | 0",
                "max(z,z^2,1) | 1 | 1",
                "max(z,1,1) | 1 | 0.3333333333333333",
                "min(z,1,2) | 1 | 0.5",
                "max(z,2*z,3*z) | 0 | 2",
                "hinge(z,1) | 1 | 0",
                "mae(z,2) | 2 | 0",
                "huber(z,0) | 1 | 1",
                "max(z,z) | 5 | 1",
                "relu(z-1)+abs(z-1)+max(z,1) | 1 | 0.5",
            })
    void takesTheAgreedSlopeAtAKink(String text, double at, double slope) {
        LocalDerivative derivative = derivatives.of(Question.of(read(text), Z));
        assertThat(Probe.value(derivative.derived(), symbol -> at)).isEqualTo(slope);
        assertThat(Probe.value(derivative.shown(), symbol -> at)).isEqualTo(slope);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "z/(1+abs(z))",
                "max(0,z)*tanh(z)",
                "gelu(z)",
                "silu(2*z)",
                "selu(z)^2",
                "ln(1+abs(z))*sigmoid(z)",
                "abs(z-1)+abs(z+1)+abs(z)",
                "max(z,z^2,z^3,1)",
                "min(6,relu(z+3))*z/6",
                "abs(max(z,-1)*relu(z))",
                "exp(-abs(z)^3)",
                "huber(z^2,tanh(z))",
                "sqrt(1+z^2)-abs(z)/2",
                "elu(leaky_relu(abs(elu(z))))",
                "sigmoid(gelu(silu(softplus(z))))",
                "hinge(tanh(z),1)+mae(z,0.5)+bce(sigmoid(z),0.3)",
            })
    void agreesWithCentralDifferences(String text) {
        long seed = 4711;
        var random = new Random(seed);
        Expr expr = read(text);
        Expr expanded = Functions.expand(expr);
        LocalDerivative derivative = derivatives.of(Question.of(expr, Z));
        double h = 1e-5;
        for (int i = 0; i < 25; i++) {
            double z = random.nextDouble(-2.5, 2.5);
            double expected = (at(expanded, z + h) - at(expanded, z - h)) / (2 * h);
            for (Expr form : new Expr[] {derivative.derived(), derivative.shown()}) {
                assertThat(Math.abs(at(Functions.expand(form), z) - expected))
                        .as("seed %d, %s at %s", seed, text, z)
                        .isLessThan(1e-5 * (1 + Math.abs(expected)));
            }
        }
    }

    private static double at(Expr expr, double z) {
        return Probe.value(expr, symbol -> z);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abs", "silu", "gelu", "elu", "sigmoid"})
    void aDeepNestIsDerivedInLinearTime(String name) {
        Expr nest = read((name + "(").repeat(60) + "z" + ")".repeat(60));
        LocalDerivative derivative = derivatives.of(Question.of(nest, Z));
        assertThat(derivative.derived().nodes(200_000) < 200_000).isTrue();
        assertThat(derivative.proved()).isTrue();
    }

    @Test
    void manyKinksAreDerivedOneByOne() {
        var text = new StringBuilder("0");
        for (int i = 0; i < 50; i++) {
            text.append("+abs(z-").append(i).append(")");
        }
        LocalDerivative derivative = derivatives.of(Question.of(read(text.toString()), Z));
        assertThat(at(derivative.derived(), 10.5)).isEqualTo(11 - 39);
        assertThat(at(derivative.derived(), 10)).isEqualTo(10 - 39);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 6, 7, 9, 12})
    void severalKinksAreProvedToo(int count) {
        Expr sum = Expr.add(java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> read("2*z-2*z+relu(z-" + i + ")"))
                .toList());
        LocalDerivative derivative = derivatives.of(Question.of(sum, Z));
        assertThat(derivative.proved()).isTrue();
        assertThat(at(derivative.shown(), 2.5)).isEqualTo(3);
    }

    @Test
    void aWrongRowIsFoundOut() {
        Activation sigmoid = Activations.find("sigmoid").orElseThrow();
        var wrong = new Activation("wrong", sigmoid.definition(), Optional.of(read("o*(1+o)")), sigmoid.kind());
        assertThat(derivatives.of(Question.of(wrong)).proof()).isEqualTo(Proof.FAILED);
        var kink = new Expr.Cases(Expr.sym(Z), Expr.ONE, Expr.ONE, Expr.ZERO);
        Activation relu = Activations.find("relu").orElseThrow();
        var wrongAtTheKink = new Activation("wrong", relu.definition(), Optional.of(kink), relu.kind());
        assertThat(derivatives.of(Question.of(wrongAtTheKink)).proved()).isFalse();
    }

    @Test
    void aUsersOwnRulesAreDerived() {
        Activation softsign = Activations.custom(read("z/(1+abs(z))"));
        assertThat(softsign.kind()).isEqualTo(Activation.Kind.CUSTOM);
        assertThat(softsign.name()).isEqualTo("z/(1+abs(z))");
        assertThat(PlainText.of(derivatives.of(Question.of(softsign)).shown()))
                .isEqualTo("{z>0: 1/(1+z)^2; z=0: 1; z<0: 1/(1-z)^2}");
        Loss fourth = Losses.custom(read("(o-t)^4/4"));
        assertThat(fourth.custom()).isTrue();
        assertThat(PlainText.of(derivatives.of(Question.of(fourth)).shown())).isEqualTo("(o-t)^3");
    }
}
