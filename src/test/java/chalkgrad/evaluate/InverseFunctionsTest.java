package chalkgrad.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chalkgrad.algebra.Expr;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The inverse trigonometric functions and the logarithm to base two, against mpmath. */
class InverseFunctionsTest {
    private static final int DIGITS = 50;

    private static Real value(String function, Real x) {
        return new Evaluator(Arithmetic.enclosing(DIGITS), e -> e).value(Expr.call(function, Expr.sym("x")), symbol -> x);
    }

    private static Real value(String function, String x) {
        return value(function, Real.of(x));
    }

    /** Forty digits. */
    @ParameterizedTest
    @CsvSource({
        "arctan, 1e-30, 1.0e-30",
        "arctan, 0.001, 0.0009999996666668666665238096349205440116209",
        "arctan, 0.125, 0.1243549945467614350313548491638710255732",
        "arctan, 0.7, 0.6107259643892086165437588764902360938185",
        "arctan, 1, 0.7853981633974483096156608458198757210493",
        "arctan, -1, -0.7853981633974483096156608458198757210493",
        "arctan, 1.0000001, 0.7853982133974458096157441791532090541326",
        "arctan, 3, 1.249045772398254425829917077281090123078",
        "arctan, -250.5, -1.566804332032473616825352314517054352759",
        "arctan, 1e40, 1.570796326794896619231321691639751442098",
        "arcsin, 1e-20, 1.0e-20",
        "arcsin, 0.3, 0.3046926540153975079720029612275291669546",
        "arcsin, 0.69999, 0.7753834939060086599092682239560806540654",
        "arcsin, 0.7, 0.7753974966107530637403533527149871135558",
        "arcsin, 0.70001, 0.77541149950769277329586517470536205755",
        "arcsin, 0.7071067811865476, 0.7853981633974484165290120528856357210493",
        "arcsin, -0.9, -1.119769514998634186686677055845399615895",
        "arcsin, 0.999999999999999999, 1.570796325380683056858226642720211587691",
        "arcsin, 1, 1.570796326794896619231321691639751442099",
        "arcsin, -1, -1.570796326794896619231321691639751442099",
        "arccos, 1e-20, 1.570796326794896619221321691639751442099",
        "arccos, 0.3, 1.266103672779499111259318730412222275144",
        "arccos, 0.7, 0.7953988301841435554909683389247643285428",
        "arccos, -0.5, 2.094395102393195492308428922186335256131",
        "arccos, -0.999999999999999999, 3.14159265217557967608954833435996302979",
        "arccos, 0.999999999999999999, 0.00000000141421356237309504891953985440745599933",
        "arccos, -1, 3.141592653589793238462643383279502884197",
        "log2, 8, 3.0",
        "log2, 0.125, -3.0",
        "log2, 3, 1.58496250072115618145373894394781650876",
        "log2, 1e-10, -33.21928094887362347870319429489390175865",
        "log2, 1024, 10.0",
        "log2, 1.0000000001, 0.0000000001442695040816828655320285494103165107641",
        "log2, 7e30, 102.4651977686784745435515522019135360846",
    })
    void knownValues(String function, String x, BigDecimal expected) {
        BigDecimal found = Real.near(value(function, x), DIGITS);
        BigDecimal error = found.subtract(expected).abs();
        assertThat(error).isLessThanOrEqualTo(expected.ulp().abs().max(expected.abs().scaleByPowerOfTen(-39)));
    }

    /** The sine of the arc sine is the number again, near the right angle as well as near zero: the enclosures meet. */
    @Test
    void theFunctionUndoesItsInverse() {
        long seed = 20260801;
        var random = new Random(seed);
        String[][] pairs = {{"arcsin", "sin"}, {"arccos", "cos"}, {"arctan", "tan"}};
        for (int i = 0; i < 300; i++) {
            double near = Math.pow(10, -18 * random.nextDouble());
            BigDecimal size = BigDecimal.valueOf(i % 2 == 0 ? near : 1 - near);
            Real x = Real.of(random.nextBoolean() ? size : size.negate());
            for (String[] pair : pairs) {
                Real angle = value(pair[0], x);
                Real back = value(pair[1], angle);
                assertThat(Real.apart(back, x)).as("seed %d: %s of %s", seed, pair[0], x).isFalse();
                assertThat(Real.near(back, 30).subtract(Real.near(x, 30)).abs())
                        .as("seed %d: %s of %s", seed, pair[0], x)
                        .isLessThan(new BigDecimal("1e-28"));
            }
        }
    }

    @Test
    void whatIsExactStaysSo() {
        assertThat(value("log2", "1024")).isEqualTo(Real.of(10));
        assertThat(value("log2", "0.125")).isEqualTo(Real.of(-3));
        assertThat(value("arctan", "0")).isEqualTo(Real.of(0));
        assertThat(value("arcsin", "0")).isEqualTo(Real.of(0));
        assertThat(value("arccos", "1")).isEqualTo(Real.of(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0000000000000000001", "-1.5", "3"})
    void beyondOneThereIsNoArc(String x) {
        assertThatThrownBy(() -> value("arcsin", x))
                .isInstanceOfSatisfying(
                        NumericFault.class, fault -> assertThat(fault.kind()).isEqualTo(NumericFault.Kind.ARCSINE));
        assertThatThrownBy(() -> value("arccos", x))
                .isInstanceOfSatisfying(
                        NumericFault.class, fault -> assertThat(fault.kind()).isEqualTo(NumericFault.Kind.ARCCOSINE));
        assertThatThrownBy(() -> value("log2", "-" + x.replace("-", ""))).isInstanceOf(NumericFault.class);
    }
}
