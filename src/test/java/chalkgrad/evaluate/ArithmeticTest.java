package chalkgrad.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chalkgrad.evaluate.NumericFault.Kind;
import chalkgrad.evaluate.Real.Enclosure;
import chalkgrad.evaluate.Real.Exact;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticTest {
    private static final Arithmetic FORTY = Arithmetic.enclosing(40);

    private static final Map<String, BiFunction<Real, Real, Real>> BINARY =
            Map.of("add", FORTY::add, "sub", FORTY::sub, "mul", FORTY::mul, "div", FORTY::div, "pow", FORTY::pow);

    private static final Map<String, UnaryOperator<Real>> UNARY = Map.ofEntries(
            Map.entry("exp", FORTY::exp),
            Map.entry("ln", FORTY::ln),
            Map.entry("log10", FORTY::log10),
            Map.entry("sqrt", FORTY::sqrt),
            Map.entry("sin", FORTY::sin),
            Map.entry("cos", FORTY::cos),
            Map.entry("tan", FORTY::tan),
            Map.entry("sinh", FORTY::sinh),
            Map.entry("cosh", FORTY::cosh),
            Map.entry("tanh", FORTY::tanh),
            Map.entry("erf", FORTY::erf),
            Map.entry("abs", FORTY::abs),
            Map.entry("neg", FORTY::neg));

    private static Enclosure between(String lo, String hi) {
        return new Enclosure(new BigDecimal(lo), new BigDecimal(hi));
    }

    private static Exact ratio(long numerator, long denominator) {
        return Exact.of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    private static Real real(String text) {
        String[] parts = text.split("/");
        return parts.length == 1 ? Real.of(text) : ratio(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    @ParameterizedTest
    @CsvSource({
        "add, 0.1, 0.2, 0.3",
        "add, 1/3, 1/6, 0.5",
        "add, 1/3, -1/3, 0",
        "sub, 0.1, 1/3, -7/30",
        "mul, 1/3, 3, 1",
        "mul, -0.25, 1/7, -1/28",
        "mul, 0, 1/7, 0",
        "div, 1, 3, 1/3",
        "div, 1, -8, -0.125",
        "div, 0.3, 0.1, 3",
        "div, 2/3, 4/9, 1.5",
        "pow, 0.1, 3, 0.001",
        "pow, 1/3, -2, 9",
        "pow, -2, 3, -8",
        "pow, 0, 0, 1",
        "pow, 7, 0, 1",
        "pow, 0, 2.5, 0",
        "pow, 4, 0.5, 2",
        "pow, 4, -1.5, 0.125",
        "pow, 1, 1000000000000, 1",
        "pow, -1, 1000000000001, -1",
    })
    void staysExact(String operation, String a, String b, String expected) {
        assertThat(BINARY.get(operation).apply(real(a), real(b))).isEqualTo(real(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "exp, 0, 1", "ln, 1, 0", "log10, 1000, 3", "log10, 0.001, -3", "log10, 1, 0", "sqrt, 0, 0", "sqrt, 2.25, 1.5",
        "sqrt, 4/9, 2/3", "sqrt, 1e-10, 0.00001", "sqrt, 0.1e-1, 0.1", "sin, 0, 0", "cos, 0, 1", "tan, 0, 0",
                "sinh, 0, 0",
        "cosh, 0, 1", "tanh, 0, 0", "erf, 0, 0", "abs, -0.5, 0.5", "neg, 1/3, -1/3"
    })
    void keepsSpecialValuesExact(String function, String x, String expected) {
        assertThat(UNARY.get(function).apply(real(x))).isEqualTo(real(expected));
    }

    @Test
    void exactNumbersAreInLowestTerms() {
        assertThat(ratio(6, -4).numerator()).isEqualTo(-3);
        assertThat(ratio(6, -4).denominator()).isEqualTo(2);
        assertThat(ratio(6, -4).decimal()).contains(new BigDecimal("-1.5"));
        assertThat(ratio(10, 30).decimal()).isEmpty();
        assertThat(ratio(10, 30).denominator()).isEqualTo(3);
        assertThat(Real.of("1.50"))
                .isEqualTo(Real.of("1.5"))
                .hasSameHashCodeAs(Real.of("1.5"))
                .isEqualTo(ratio(3, 2));
    }

    @Test
    void becomesAnEnclosurePast4096Bits() {
        Real x = ratio(2, 3);
        for (int i = 0; i < 11; i++) {
            x = FORTY.mul(x, x);
        }
        // (2/3)^2048: 2049 and 3247 bits
        assertThat(x).isInstanceOf(Exact.class);
        Real squared = FORTY.mul(x, x);
        assertThat(squared).isInstanceOf(Enclosure.class);
        Enclosure wide = (Enclosure) squared;
        BigDecimal truth = new BigDecimal(BigInteger.TWO.pow(4096))
                .divide(new BigDecimal(BigInteger.valueOf(3).pow(4096)), new java.math.MathContext(80));
        assertThat(wide.lo()).isLessThan(truth);
        assertThat(wide.hi()).isGreaterThan(truth);
        assertThat(wide.hi().precision()).isLessThanOrEqualTo(40);
    }

    @Test
    void readsLongDecimalsAsPoints() {
        String digits = "7".repeat(2000);
        Enclosure point = (Enclosure) Real.of("0." + digits);
        assertThat(point.isPoint()).isTrue();
        assertThat(FORTY.add(point, Real.of(1))).isInstanceOf(Enclosure.class);
    }

    @ParameterizedTest
    @CsvSource({
        "div, 1, 0, DIVISION_BY_ZERO, 1",
        "div, 0, 0, DIVISION_BY_ZERO, 0",
        "pow, 0, -1, DIVISION_BY_ZERO, 0",
        "pow, 0, -0.5, DIVISION_BY_ZERO, 0",
        "pow, 0, -1/3, DIVISION_BY_ZERO, 0",
        "pow, -2, 0.5, POWER, -2",
        "pow, -2, 1/3, POWER, -2",
        "pow, 10, 1000000001, OVERFLOW, ",
        "pow, 10.5, 999999999, OVERFLOW, ",
        "pow, 1e5, 1000000000.5, OVERFLOW, ",
    })
    void faultsOfTwo(String operation, String a, String b, Kind kind, String operand) {
        NumericFault fault = catchThrowableOfType(
                NumericFault.class, () -> BINARY.get(operation).apply(real(a), real(b)));
        assertThat(fault.kind()).isEqualTo(kind);
        if (operand != null) {
            assertThat(fault.operand()).isEqualTo(operand);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ln, 0, LOGARITHM, 0",
        "ln, -2.5, LOGARITHM, -2.5",
        "log10, -1/3, LOGARITHM, -0.333333333333",
        "sqrt, -4, ROOT, -4",
        "exp, 2000000000.1, OVERFLOW, 2000000000.1",
        "sinh, -2000000001, OVERFLOW, 2000000001",
        "sinh, 1e10, OVERFLOW, 1E+10",
        "cosh, -1e10, OVERFLOW, 1E+10",
        "sin, 1e2000, OVERFLOW, 1E+2000",
    })
    void faultsOfOne(String function, String x, Kind kind, String operand) {
        NumericFault fault = catchThrowableOfType(
                NumericFault.class, () -> UNARY.get(function).apply(real(x)));
        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.operand()).isEqualTo(operand);
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> Real.of("1e1000000001")).isInstanceOf(NumericFault.class);
        assertThatThrownBy(() -> Real.of("1e-1000000001")).isInstanceOf(NumericFault.class);
        assertThatThrownBy(() -> Real.of("1e2000000000")).isInstanceOf(NumericFault.class);
        Real large = Real.of("1e999999999");
        assertThatThrownBy(() -> FORTY.mul(large, large)).isInstanceOf(NumericFault.class);
        Enclosure tinyOrNot = (Enclosure) FORTY.mul(between("0", "1e-999999999"), between("1e-999999999", "1"));
        assertThat(tinyOrNot.lo()).isZero();
    }

    @Test
    void isUndecidedWhereTheBadPointIsInside() {
        Enclosure aroundZero = between("-1e-50", "1e-40");
        for (String function : List.of("ln", "log10", "sqrt")) {
            assertThatThrownBy(() -> UNARY.get(function).apply(aroundZero))
                    .as(function)
                    .isInstanceOf(Undecided.class);
        }
        assertThatThrownBy(() -> FORTY.sign(aroundZero)).isInstanceOf(Undecided.class);
        assertThatThrownBy(() -> FORTY.div(Real.of(1), aroundZero)).isInstanceOf(Undecided.class);
        assertThatThrownBy(() -> FORTY.pow(aroundZero, Real.of(-1))).isInstanceOf(Undecided.class);
        assertThatThrownBy(() -> FORTY.pow(aroundZero, ratio(1, 3))).isInstanceOf(Undecided.class);
        assertThatThrownBy(() -> FORTY.pow(Real.of(-2), between("2.9", "3.1"))).isInstanceOf(Undecided.class);
        assertThatThrownBy(() -> FORTY.exp(between("1999999999", "2000000001"))).isInstanceOf(Undecided.class);
        assertThatThrownBy(() -> FORTY.tan(between("1.57", "1.571"))).isInstanceOf(Undecided.class);
        assertThat(((Enclosure) FORTY.sqrt(between("0", "4"))).lo()).isZero();
    }

    @Test
    void zeroIsWhatCannotBeToldFromItWithTheMostDigits() {
        Arithmetic most = Arithmetic.enclosing(Arithmetic.CAP);
        Enclosure nothing = between("-1e-990", "1e-990");
        assertThat(most.sign(nothing)).isZero();
        assertThatThrownBy(() -> most.div(Real.of(1), nothing)).isInstanceOf(NumericFault.class);
        assertThatThrownBy(() -> most.sign(between("-1e-9", "1e-9"))).isInstanceOf(Undecided.class);
        Real right = most.div(most.pi(), Real.of(2));
        NumericFault fault = catchThrowableOfType(NumericFault.class, () -> most.tan(right));
        assertThat(fault.kind()).isEqualTo(Kind.TANGENT);
    }

    @Test
    void pointwiseKeepsShortExactNumbersAndRoundsTheRest() {
        Arithmetic five = Arithmetic.pointwise(5);
        assertThat(five.add(Real.of("0.1"), Real.of("0.2"))).isEqualTo(Real.of("0.3"));
        assertThat(five.mul(Real.of("1.2345"), Real.of("1.2345"))).isEqualTo(between("1.5240", "1.5240"));
        assertThat(five.div(Real.of(1), Real.of(3))).isEqualTo(between("0.33333", "0.33333"));
        assertThat(five.exp(Real.of(1))).isEqualTo(between("2.7183", "2.7183"));
        assertThat(five.pow(Real.of("1.0001"), Real.of(7))).isEqualTo(between("1.0007", "1.0007"));
        assertThat(five.sign(five.sub(five.sqrt(Real.of(2)), Real.of("1.4142"))))
                .isZero();
    }
}
