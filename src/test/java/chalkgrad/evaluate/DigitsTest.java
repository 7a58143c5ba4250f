package chalkgrad.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chalkgrad.evaluate.Real.Enclosure;
import chalkgrad.evaluate.Real.Exact;
import chalkgrad.model.Problem.Precision;
import chalkgrad.model.Problem.Rounding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {

    private static Precision precision(String text) {
        int count = Integer.parseInt(text.substring(1));
        return text.startsWith("d") ? new Precision.Decimals(count) : new Precision.Significant(count);
    }

    /** {@code 1/3} is a quotient, {@code a..b} an enclosure, anything else a decimal. */
    private static Real real(String text) {
        if (text.contains("..")) {
            String[] ends = text.split("\\.\\.(?=-?\\d)");
            return new Enclosure(new BigDecimal(ends[0]), new BigDecimal(ends[1]));
        } else if (text.contains("/")) {
            String[] parts = text.split("/");
            return Exact.of(new BigInteger(parts[0]), new BigInteger(parts[1]));
        }
        return Real.of(text);
    }

    @ParameterizedTest
    @CsvSource({
        // exact and short: as it is
        "0.08, d8, HALF_UP, 0.08",
        "3, d8, HALF_UP, 3",
        "300, d2, HALF_UP, 300",
        "3e2, s6, HALF_UP, 300",
        "1.500, d8, TRUNCATE, 1.5",
        "0, d4, HALF_UP, 0",
        "0.000, s4, HALF_EVEN, 0",
        "123456, s6, HALF_UP, 123456",
        "1/8, d3, HALF_UP, 0.125",
        // exact and long
        "0.079999999999, d8, HALF_UP, 0.08000000",
        "1/3, d8, HALF_UP, 0.33333333",
        "2/3, d8, TRUNCATE, 0.66666666",
        "-2/3, s3, HALF_EVEN, -0.667",
        "1/3000, s3, HALF_UP, 0.000333",
        "1234567, s6, HALF_UP, 1234570",
        // ties
        "0.125, d2, HALF_UP, 0.13",
        "0.125, d2, HALF_EVEN, 0.12",
        "0.125, d2, TRUNCATE, 0.12",
        "0.375, d2, HALF_EVEN, 0.38",
        "-0.125, d2, HALF_UP, -0.13",
        "-0.125, d2, HALF_EVEN, -0.12",
        "-0.129, d2, TRUNCATE, -0.12",
        "2.5, d0, HALF_UP, 3",
        "2.5, d0, HALF_EVEN, 2",
        "1.5, s1, HALF_EVEN, 2",
        // carries
        "0.99999996, d7, HALF_UP, 1.0000000",
        "0.99999996, d7, TRUNCATE, 0.9999999",
        "0.99999996, s7, HALF_UP, 1.000000",
        "9.9996, s4, HALF_UP, 10.00",
        "-9.9996, s4, HALF_UP, -10.00",
        // small and large
        "0.00080887538, s6, HALF_UP, 0.000808875",
        "1.23456789e-40, s3, HALF_UP, 1.23E-40",
        "1.23456789e-40, d8, HALF_UP, 0E-8",
        "9.87654321e50, s3, HALF_UP, 9.88E+50",
        // enclosures
        "0.6094459999..0.6094460001, d8, HALF_UP, 0.60944600",
        "-0.6094460001..-0.6094459999, s6, HALF_EVEN, -0.609446",
        "1.5..1.5, s4, HALF_UP, 1.500",
        "0.999999999..1.000000001, s4, HALF_UP, 1.000",
        "-0.0000000001..0.0000000001, d4, HALF_UP, 0.0000",
        "-0.0000000001..0.0000000001, d4, TRUNCATE, 0.0000",
    })
    void rounds(String value, String precision, Rounding rounding, String expected) {
        BigDecimal found =
                Digits.rounded(real(value), precision(precision), rounding).orElseThrow();
        assertThat(found).isEqualByComparingTo(new BigDecimal(expected));
        assertThat(Math.max(0, found.scale())).isEqualTo(Math.max(0, new BigDecimal(expected).scale()));
    }

    @ParameterizedTest
    @CsvSource({
        "0.12499999..0.12500001, d2, HALF_UP",
        "0.12499999..0.12500001, d2, HALF_EVEN",
        "0.12999999..0.13000001, d2, TRUNCATE",
        "0.999999999..1.000000001, s4, TRUNCATE",
        "-0.0001..0.0001, s4, HALF_UP",
        "1..2, d3, HALF_UP",
    })
    void asksForMoreDigits(String value, String precision, Rounding rounding) {
        assertThat(Digits.rounded(real(value), precision(precision), rounding)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "d2, HALF_UP, 0.125, 0.13",
        "d2, HALF_EVEN, 0.125, 0.12",
        "d2, HALF_EVEN, -0.135, -0.14",
        "d2, HALF_UP, -0.125, -0.13",
        "d2, TRUNCATE, 0.13, 0.13",
        "d2, TRUNCATE, -0.13, -0.13",
        "s4, TRUNCATE, 1, 1.000",
        "s4, HALF_UP, 0, 0E-989",
        "d4, TRUNCATE, 0, 0.0000",
    })
    void takesCoincidenceForTheTie(String precision, Rounding rounding, String point, String expected) {
        BigDecimal width = new BigDecimal("1e-990");
        Real value = new Enclosure(new BigDecimal(point).subtract(width), new BigDecimal(point).add(width));
        assertThat(Digits.rounded(value, precision(precision), rounding, true)).contains(new BigDecimal(expected));
    }

    @Test
    void doesNotTakeAWideEnclosureForATie() {
        assertThat(Digits.rounded(real("1..2"), precision("d3"), Rounding.HALF_UP, true))
                .isEmpty();
        assertThat(Digits.rounded(real("-0.1..0.1"), precision("s3"), Rounding.HALF_UP, true))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.08, 0.08",
        "0, 0",
        "-3, -3",
        "1e3, 1000",
        "0.1234567890123456789012345, 0.1234567890123456789012345",
        "1/3, 0.33333333333333333333",
        "-2/3, -0.66666666666666666667",
        "1e30, 1000000000000000000000000000000",
        "1.5e31, 1.5E31",
        "1e-30, 0.000000000000000000000000000001",
        "-2e-31, -2E-31",
        "1/3000000000000000000000000000000000, 3.3333333333333333333E-34",
        "0.5000000000000000000000001..0.5000000000000000000000002, 0.50000000000000000000",
        "12345678901234567890123456789012345678901234567890, 1.2345678901234567890E49",
    })
    void writesJson(String value, String expected) {
        assertThat(Digits.json(real(value))).isEqualTo(expected);
    }

    @Test
    void jsonAsksForMoreDigits() {
        assertThatThrownBy(() -> Digits.json(real("0.1..0.2"))).isInstanceOf(Undecided.class);
    }

    @Test
    void rationalsRoundAsLongDivisionDoes() {
        long seed = 20261120;
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            BigInteger top = BigInteger.valueOf(random.nextInt(20001) - 10000);
            BigInteger bottom = BigInteger.valueOf(random.nextInt(9999) + 1);
            BigDecimal expected = new BigDecimal(top).divide(new BigDecimal(bottom), 3, RoundingMode.HALF_EVEN);
            assertThat(Digits.rounded(Exact.of(top, bottom), new Precision.Decimals(3), Rounding.HALF_EVEN)
                            .orElseThrow())
                    .as("%s/%s, seed %d", top, bottom, seed)
                    .isEqualByComparingTo(expected);
        }
    }
}
