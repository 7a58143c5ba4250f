package chalkgrad.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedNumberTest {
    private static List<String> readings(String text) {
        return TypedNumber.read(text)
                .map(number ->
                        number.readings().stream().map(BigDecimal::toPlainString).toList())
                .orElse(List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.53 | 0.53",
                "-.5 | -0.5",
                "\u22120,53 | -0.53",
                "\u20101.5 | -1.5",
                "7. | 7",
                "1.2e-3 | 0.0012",
                "1.2E\u22123 | 0.0012",
                "1x10^-3 | 0.001",
                "8.09 X 10^{-4} | 0.000809",
                "3·10⁻³ | 0.003",
                "2.5 × 10**(-2) | 0.025",
                "2.5 \\times 10^{2} | 250",
                "1,234.5 | 1234.5",
                "1.234,5 | 1234.5",
                "1 234,5 | 1234.5",
                "1'234.5 | 1234.5",
                "1,234,567 | 1234567",
                "1.234.567 | 1234567",
                "0.519 989 3 | 0.5199893",
                "6,663 | 6.663;6663",
                "-6,663 | -6.663;-6663",
                "6 663 | 6663",
                "8·463 | 8.463",
                "3，945 | ",
                "1.234 | 1.234",
                "0,345 | 0.345",
                "≈ 0.5 | 0.5",
                "12,34,56 | ",
                "1.2.3 | ",
                "0.5 0.6 | ",
                "- | ",
                ". | ",
                "10^-3 | ",
                "1e9999 | ",
                "h1 | ",
            })
    void everyNumberThatATextMayBe(String text, String numbers) {
        assertThat(String.join(";", readings(text))).isEqualTo(numbers == null ? "" : numbers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "25168/1000000 | 0.025168",
                "(1/2)*0.051292 | 0.025646",
                "2.503400*10**-2 | 0.02503400",
                "10^-3 | 0.001",
                "e^0 | 1",
                "1/2 + ½ | 1",
                "sqrt 4 | 2",
                "1/(1+exp(-0)) | 0.5",
                "1/0 | ",
                "ln(-1) | ",
                "w1*2 | ",
                "9^9^9^9 | ",
                "1/3 = 0.5 | ",
                "sum([1,2]) | ",
            })
    void calculationsHaveTheirValue(String text, String value) {
        assertThat(TypedNumber.calculated(text).map(found -> value == null
                        ? found.toString()
                        : found.subtract(new BigDecimal(value)).abs().compareTo(new BigDecimal("1e-30")) < 0 ? "" : found.toString()))
                .isEqualTo(value == null ? java.util.Optional.empty() : java.util.Optional.of(""));
    }

    /** However a number is written, it is among what it may be. */
    @Test
    void everyWayOfWritingANumberIsRead() {
        long seed = 20260731;
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var value = BigDecimal.valueOf(random.nextInt(2_000_000_000) - 1_000_000_000L, random.nextInt(9));
            String plain = value.toPlainString();
            String grouped = String.format(java.util.Locale.ROOT, "%,d", value.toBigInteger());
            String fraction = plain.contains(".") ? plain.substring(plain.indexOf('.') + 1) : "";
            String sign = value.signum() < 0 && !grouped.startsWith("-") ? "-" : "";
            List<String> ways = List.of(
                    plain,
                    plain.replace('.', ','),
                    plain.replace('-', '\u2212'),
                    sign + grouped + (fraction.isEmpty() ? "" : "." + fraction),
                    sign + grouped.replace(',', ' ') + (fraction.isEmpty() ? "" : "." + fraction),
                    sign + grouped.replace(',', '.') + (fraction.isEmpty() ? ",0" : "," + fraction),
                    value.unscaledValue() + "·10^{-" + value.scale() + "}",
                    value.unscaledValue() + " x 10**-" + value.scale(),
                    value.unscaledValue() + "e-" + value.scale());
            for (String way : ways) {
                assertThat(TypedNumber.read(way).map(TypedNumber::readings).orElse(List.of()))
                        .as("seed %d: %s", seed, way)
                        .anyMatch(reading -> reading.compareTo(value) == 0);
            }
        }
    }
}
