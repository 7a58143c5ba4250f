package chalkgrad.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.evaluate.Real.Enclosure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Elementary functions against values from another library. */
class ReferenceTest {
    private static final Map<String, BiFunction<Arithmetic, Real, Real>> FUNCTIONS = Map.ofEntries(
            Map.entry("exp", Arithmetic::exp),
            Map.entry("ln", Arithmetic::ln),
            Map.entry("log10", Arithmetic::log10),
            Map.entry("sin", Arithmetic::sin),
            Map.entry("cos", Arithmetic::cos),
            Map.entry("tan", Arithmetic::tan),
            Map.entry("sinh", Arithmetic::sinh),
            Map.entry("cosh", Arithmetic::cosh),
            Map.entry("tanh", Arithmetic::tanh),
            Map.entry("erf", Arithmetic::erf),
            Map.entry("sqrt", Arithmetic::sqrt));

    private static final int REFERENCE = 60;

    @ParameterizedTest
    @CsvFileSource(resources = "reference.csv")
    void encloses(String function, String argument, String value) {
        BigDecimal reference = new BigDecimal(value);
        for (int digits : new int[] {5, 17, 30, 40, 58, 90}) {
            Enclosure found =
                    (Enclosure) FUNCTIONS.get(function).apply(Arithmetic.enclosing(digits), Real.of(argument));
            BigDecimal slack = unit(reference, REFERENCE);
            assertThat(found.lo()).as("%d digits", digits).isLessThanOrEqualTo(reference.add(slack));
            assertThat(found.hi()).as("%d digits", digits).isGreaterThanOrEqualTo(reference.subtract(slack));
            assertThat(found.hi().subtract(found.lo()))
                    .as("width with %d digits", digits)
                    .isLessThanOrEqualTo(
                            unit(found.lo().abs().max(found.hi().abs()), digits).multiply(BigDecimal.valueOf(3)));
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "reference.csv")
    void pointwiseIsNear(String function, String argument, String value) {
        BigDecimal reference = new BigDecimal(value);
        Enclosure found = (Enclosure) FUNCTIONS.get(function).apply(Arithmetic.pointwise(40), Real.of(argument));
        assertThat(found.isPoint()).isTrue();
        assertThat(found.lo().subtract(reference).abs()).isLessThanOrEqualTo(unit(reference, 40));
    }

    private static BigDecimal unit(BigDecimal value, int digits) {
        return new BigDecimal(BigInteger.ONE, (int) (digits - 1 - Range.exponent(value)));
    }
}
