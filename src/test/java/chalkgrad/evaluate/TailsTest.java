package chalkgrad.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.rules.Functions;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is small beside something else keeps its digits: {@code 1 - tanh(3000)} is no zero. */
class TailsTest {
    private static final int SHOWN = 20;

    /** Of {@code src/test/bench/tails.py}: an expression and its value by mpmath, to 26 digits. */
    static Stream<String[]> golden() throws IOException {
        try (InputStream in = TailsTest.class.getResourceAsStream("tails.tsv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"));
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void hasTheDigitsOfMpmath(String expression, String expected) {
        String shown = Precise.raising(45, Arithmetic.CAP, digits -> {
            Arithmetic arithmetic = Arithmetic.enclosing(digits);
            return Digits.json(value(arithmetic, expression), arithmetic.last());
        });
        assertThat(rounded(shown)).as(expression).isEqualTo(rounded(expected));
    }

    /** Mantissa and power of ten, for powers that no {@code BigDecimal} has. */
    private static String rounded(String number) {
        String[] parts = number.split("E");
        BigDecimal mantissa = new BigDecimal(parts[0]).round(new MathContext(SHOWN, RoundingMode.HALF_EVEN));
        int exponent = mantissa.precision() - mantissa.scale() - 1;
        BigInteger power = new BigInteger(parts.length > 1 ? parts[1] : "0").add(BigInteger.valueOf(exponent));
        return mantissa.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "E" + power;
    }

    private static Real value(Arithmetic arithmetic, String expression) {
        Expr parsed = ((ExprParser.Result.Parsed) ExprParser.parse(expression)).expr();
        return new Evaluator(arithmetic, Functions::expand).value(parsed, symbol -> null);
    }

    /** Whatever the digits, an enclosure has in it what one with many more digits has. */
    @Test
    void enclosesWhatMoreDigitsSay() {
        long seed = 20_261_130;
        var random = new Random(seed);
        List<String> kinds = List.of(
                "exp(%s)",
                "1-tanh(%s)",
                "1-sigmoid(%s)",
                "softplus(%s)-%s",
                "gelu(-%s)",
                "1-erf(%s)",
                "(1+exp(-%s))^5-1",
                "1-cos(exp(-%s))",
                "sqrt(1+exp(-%s))-1",
                "1/(1+exp(-%s))-1",
                "ln(1+exp(-%s))",
                "sinh(%s)-cosh(%s)",
                "exp(%s)/(exp(%s)+exp(7))",
                "tanh(%s)^2-1",
                "exp(%s)-(exp(%s)+3)",
                "exp(-%s)*(1+exp(-%s))-exp(-%s)",
                "ln(exp(%s)+exp(-%s))-%s",
                "erf(%s)*tanh(%s)-1");
        for (int i = 0; i < 600; i++) {
            String z = BigDecimal.valueOf(random.nextInt(200_000), 1 + random.nextInt(3))
                    .toPlainString();
            String expression = kinds.get(i % kinds.size()).replace("%s", z);
            Real rough = value(Arithmetic.enclosing(12 + random.nextInt(60)), expression);
            Real fine = value(Arithmetic.enclosing(300), expression);
            assertThat(Real.apart(rough, fine))
                    .as(expression + ", seed " + seed)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1-tanh(1e10), 1",
        "tanh(1e10)-1, -1",
        "exp(-1e12), 1",
        "exp(-1e12)-exp(-1e12+1), -1",
        "sigmoid(1e9)-1, -1",
        "gelu(-1e6), -1",
        "exp(3000)+exp(2000)-exp(3000), 1",
        "exp(-3000)-exp(-3000), 0",
    })
    void knowsTheSign(String expression, int sign) {
        Arithmetic arithmetic = Arithmetic.enclosing(50);
        assertThat(arithmetic.sign(value(arithmetic, expression))).isEqualTo(sign);
    }

    /** 1 - 10^-3000 is cut down to 0.9999, though no 60 digits tell it from one. */
    @Test
    void roundsBesideATie() {
        Arithmetic arithmetic = Arithmetic.enclosing(60);
        Real below = value(arithmetic, "tanh(3000)");
        Real above = value(arithmetic, "1+exp(-3000)");
        Real half = value(arithmetic, "0.125-exp(-3000)");
        assertThat(cut(below, "TRUNCATE")).isEqualTo("0.99");
        assertThat(cut(below, "HALF_UP")).isEqualTo("1.00");
        assertThat(cut(above, "TRUNCATE")).isEqualTo("1.00");
        assertThat(cut(half, "HALF_UP")).isEqualTo("0.12");
        assertThat(cut(arithmetic.neg(half), "HALF_EVEN")).isEqualTo("-0.12");
    }

    private static String cut(Real value, String rounding) {
        return Digits.rounded(
                        value,
                        new chalkgrad.model.Problem.Precision.Decimals(2),
                        chalkgrad.model.Problem.Rounding.valueOf(rounding))
                .orElseThrow()
                .toPlainString();
    }

    @Test
    void tellsApartWhatItsBoundsDoNot() {
        Arithmetic arithmetic = Arithmetic.enclosing(60);
        assertThat(Real.apart(value(arithmetic, "sigmoid(3000)"), Real.of(1))).isTrue();
        assertThat(Real.apart(value(arithmetic, "exp(-1e10)"), Real.of(0))).isTrue();
        assertThat(Real.apart(value(arithmetic, "tanh(3000)"), value(arithmetic, "tanh(3001)")))
                .isTrue();
        assertThat(Real.apart(value(arithmetic, "tanh(3000)"), value(arithmetic, "tanh(3000)")))
                .isFalse();
    }

    @Test
    void notesWhatIsLost() {
        var losses = new Arithmetic.Losses();
        Arithmetic arithmetic = Arithmetic.enclosing(60).noting(losses);
        for (String seen : List.of(
                "1+exp(-3000)",
                "exp(3000)+1",
                "exp(-3000)*pi",
                "1-sigmoid(3000)",
                "pi+exp(-90)",
                "sqrt(1+exp(-900))")) {
            assertThat(value(arithmetic, seen)).isNotNull();
            assertThat(losses.take()).as(seen).isFalse();
        }
        for (String lost : List.of("pi+exp(-3000)", "pi*(1+exp(-3000))", "sin(1+exp(-3000))", "exp(1+exp(-3000))")) {
            assertThat(value(arithmetic, lost)).isNotNull();
            assertThat(losses.take()).as(lost).isTrue();
        }
    }

    @Test
    void isAFaultWhereItIsTooLarge() {
        Arithmetic arithmetic = Arithmetic.enclosing(50);
        assertThatThrownBy(() -> value(arithmetic, "exp(1e10)")).isInstanceOf(NumericFault.class);
        assertThatThrownBy(() -> value(arithmetic, "1/exp(-1e10)")).isInstanceOf(NumericFault.class);
    }
}
