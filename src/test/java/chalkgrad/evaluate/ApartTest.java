package chalkgrad.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.rules.Dims;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When two values are certainly not the same. */
class ApartTest {

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.50, false",
        "0.5, 1/2, false",
        "1/3, 2/6, false",
        "1/3, 0.3333333333333333333333333, true",
        "-0.5, 0.5, true",
        "0, 0.0, false",
        "0.1..0.3, 0.2, false",
        "0.1..0.3, 0.3, false",
        "0.1..0.3, 0.31, true",
        "0.1..0.3, 0.09, true",
        "0.3..0.34, 1/3, false",
        "0.34..0.35, 1/3, true",
        "0.3..0.33, 1/3, true",
        "-0.3..-0.2, -1/4, false",
        "-0.3..-0.2, 1/4, true",
        "0.1..0.3, 0.3..0.4, false",
        "0.1..0.3, 0.31..0.4, true",
        "0.2..0.2, 0.1..0.3, false",
    })
    void isTold(String left, String right, boolean apart) {
        assertThat(Tensor.apart(read(left), read(right))).isEqualTo(apart);
        assertThat(Tensor.apart(read(right), read(left))).isEqualTo(apart);
    }

    @Test
    void arraysAreApartInAnyEntryAndInTheirShape() {
        var one = new Tensor(Dims.vector(2), List.of(Real.of(1), Real.of(2)));
        var same = new Tensor(Dims.vector(2), List.of(Real.of("1.0"), Real.of("2.00")));
        var other = new Tensor(Dims.vector(2), List.of(Real.of(1), Real.of(3)));
        var row = new Tensor(Dims.matrix(1, 2), List.of(Real.of(1), Real.of(2)));
        assertThat(Tensor.apart(one, same)).isFalse();
        assertThat(Tensor.apart(one, other)).isTrue();
        assertThat(Tensor.apart(one, row)).isTrue();
        assertThat(Tensor.apart(one, Real.of(1))).isTrue();
    }

    private static Real read(String text) {
        if (text.contains("..")) {
            int dots = text.indexOf("..");
            return new Real.Enclosure(
                    new BigDecimal(text.substring(0, dots)), new BigDecimal(text.substring(dots + 2)));
        }
        int bar = text.indexOf('/');
        return bar < 0
                ? Real.of(text)
                : Arithmetic.enclosing(40).div(Real.of(text.substring(0, bar)), Real.of(text.substring(bar + 1)));
    }
}
