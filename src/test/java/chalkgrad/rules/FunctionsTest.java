package chalkgrad.rules;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.ExprParser.Result;
import chalkgrad.algebra.PlainText;
import chalkgrad.algebra.Probe;
import chalkgrad.algebra.Symbol;
import chalkgrad.rules.Functions.Misuse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {
    static Expr read(String text) {
        return ((Result.Parsed) ExprParser.parse(text)).expr();
    }

    @Test
    void everyRowOfTheTablesIsAFunction() {
        var rows = new java.util.ArrayList<String>();
        Activations.all().forEach(row -> rows.add(row.name()));
        Losses.all().forEach(row -> rows.add(row.name()));
        assertThat(Functions.names()).containsAll(rows).doesNotHaveDuplicates();
        assertThat(rows).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exp", "ln", "log", "log10", "sqrt", "abs", "sin", "cos", "tan", "sinh", "cosh", "tanh", "erf", "sum",
                "mean", "max", "min", "dot", "outer", "norm"
            })
    void theGrammarsFunctionsAreThere(String name) {
        assertThat(Functions.find(name)).map(Function::name).contains(name);
        assertThat(Functions.names()).contains(name);
    }

    /** Values at z = -1.5, 0 and 2, worked out by hand or with a table. */
    @ParameterizedTest
    @CsvSource({
        "identity, -1.5, 0, 2",
        "step, 0, 0, 1",
        "sigmoid, 0.18242552380635635, 0.5, 0.8807970779778823",
        "tanh, -0.9051482536448664, 0, 0.9640275800758169",
        "relu, 0, 0, 2",
        "leaky_relu, -0.015, 0, 2",
        "elu, -0.7768698398515702, 0, 2",
        "selu, -1.3658143533672527, 0, 2.1014019747106908",
        "softplus, 0.2014132779827524, 0.6931471805599453, 2.1269280110429727",
        "silu, -0.2736382857095345, 0, 1.7615941559557646",
        "gelu, -0.10021080190328707, 0, 1.9544997361036416",
        "abs, 1.5, 0, 2",
    })
    void definitionsHaveTheRightValues(String name, double below, double at, double above) {
        Expr expanded = Functions.expand(Expr.call(name, Expr.sym("z")));
        double[] expected = {below, at, above};
        double[] points = {-1.5, 0, 2};
        for (int i = 0; i < 3; i++) {
            double z = points[i];
            assertThat(Probe.value(expanded, symbol -> z))
                    .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(1e-12));
        }
    }

    /** Values for output 0.25 and target 1, and for output 3 and target -2 where there is one. */
    @ParameterizedTest
    @CsvSource({
        "half_sse, 0.28125, 12.5",
        "sse, 0.5625, 25",
        "mse, 0.5625, 25",
        "mae, 0.75, 5",
        "huber, 0.28125, 4.5",
        "bce, 1.3862943611198906, NaN",
        "bce_sum, 1.3862943611198906, NaN",
        "cross_entropy, 1.3862943611198906, 2.1972245773362196",
        "hinge, 0.75, 7",
    })
    void lossesHaveTheRightValues(String name, double first, double second) {
        var near = org.assertj.core.data.Offset.offset(1e-15);
        assertThat(constant(name + "(0.25,1)")).isCloseTo(first, near);
        double other = constant(name + "(3,-2)");
        assertThat(Double.isNaN(second) ? Double.isNaN(other) : Math.abs(other - second) <= near.value)
                .as("%s", other)
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max(2,3) | 3",
                "max(3,3) | 3",
                "min(2,-3) | -3",
                "min(-1,-1) | -1",
                "max(1,3,2) | 3",
                "max(3,1,3) | 3",
                "min(4,2,2,9) | 2",
                "min(7,7,7) | 7",
                "max(0,-2) | 0",
                "min(0,-2) | -2",
                "max(5) | 5",
                "min(-2,0) | -2",
                "max(-2,0) | 0",
                "min(0,2) | 0",
                "norm(-3) | 3",
                "mean(4) | 4",
                "sum(4) | 4",
                "dot(2,3) | 6",
                "log(1) | 0",
                "relu(abs(-2)-3) | 0",
            })
    void expandsToTheSameValue(String text, double value) {
        assertThat(constant(text)).isEqualTo(value);
    }

    private static double constant(String text) {
        return Probe.value(Functions.expand(read(text)), symbol -> Double.NaN);
    }

    @Test
    void constantsAreConstantsOnlyWhereTheFileDoesNotDefineThem() {
        assertThat(Functions.withConstants(read("e^pi")))
                .isEqualTo(Expr.pow(Expr.sym(Functions.E), Expr.sym(Functions.PI)));
        assertThat(read("e")).isEqualTo(Expr.sym(new Symbol.Name("e")));
        assertThat(PlainText.of(Activations.custom(read("e^z")).definition())).isEqualTo("e^z");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(Functions.misuse(read("z+sigmod(z)"))).contains(new Misuse.Unknown("sigmod"));
        assertThat(Functions.misuse(read("exp(z,1)")))
                .contains(new Misuse.WrongCount(Functions.find("exp").orElseThrow(), 2));
        assertThat(Functions.misuse(read("huber(z)")))
                .contains(new Misuse.WrongCount(Functions.find("huber").orElseThrow(), 1));
        assertThat(Functions.misuse(read("z@z"))).contains(new Misuse.NotScalar("@"));
        assertThat(Functions.misuse(read("1+z'"))).contains(new Misuse.NotScalar("'"));
        assertThat(Functions.misuse(read("softmax(z)"))).contains(new Misuse.NotScalar("softmax"));
        assertThat(Functions.misuse(read("max(0,z)*tanh(z)"))).isEmpty();
    }

    @Test
    void aNestThatWouldExplodeIsTooLarge() {
        for (String name : List.of("abs", "silu", "gelu", "elu")) {
            Expr nest = read((name + "(").repeat(190) + "z" + ")".repeat(190));
            assertThat(Functions.misuse(nest)).contains(new Misuse.TooLarge());
        }
        assertThat(Functions.misuse(read("sigmoid(".repeat(190) + "z" + ")".repeat(190))))
                .isEmpty();
    }
}
