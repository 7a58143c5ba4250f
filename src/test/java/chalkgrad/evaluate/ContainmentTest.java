package chalkgrad.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.obermuhlner.math.big.BigDecimalMath;
import chalkgrad.evaluate.Real.Enclosure;
import chalkgrad.evaluate.Real.Exact;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever point is taken of the operands' enclosures, the result's enclosure contains its image. */
class ContainmentTest {
    private static final MathContext TRUTH = new MathContext(120);
    private static final int CASES = 200;

    private interface OfOne {
        Real apply(Arithmetic arithmetic, Real x);
    }

    private interface OfTwo {
        Real apply(Arithmetic arithmetic, Real x, Real y);
    }

    private static final Map<String, OfOne> ONE = Map.ofEntries(
            Map.entry("exp", Arithmetic::exp),
            Map.entry("ln", Arithmetic::ln),
            Map.entry("log10", Arithmetic::log10),
            Map.entry("sqrt", Arithmetic::sqrt),
            Map.entry("sin", Arithmetic::sin),
            Map.entry("cos", Arithmetic::cos),
            Map.entry("tan", Arithmetic::tan),
            Map.entry("sinh", Arithmetic::sinh),
            Map.entry("cosh", Arithmetic::cosh),
            Map.entry("tanh", Arithmetic::tanh));

    private static final Map<String, UnaryOperator<BigDecimal>> TRUTH_OF_ONE = Map.ofEntries(
            Map.entry("exp", x -> BigDecimalMath.exp(x, TRUTH)),
            Map.entry("ln", x -> BigDecimalMath.log(x, TRUTH)),
            Map.entry("log10", x -> BigDecimalMath.log10(x, TRUTH)),
            Map.entry("sqrt", x -> BigDecimalMath.sqrt(x, TRUTH)),
            Map.entry("sin", x -> BigDecimalMath.sin(x, TRUTH)),
            Map.entry("cos", x -> BigDecimalMath.cos(x, TRUTH)),
            Map.entry("tan", x -> BigDecimalMath.tan(x, TRUTH)),
            Map.entry("sinh", x -> BigDecimalMath.sinh(x, TRUTH)),
            Map.entry("cosh", x -> BigDecimalMath.cosh(x, TRUTH)),
            Map.entry("tanh", x -> BigDecimalMath.tanh(x, TRUTH)));

    private static final Map<String, OfTwo> TWO =
            Map.of("add", Arithmetic::add, "sub", Arithmetic::sub, "mul", Arithmetic::mul, "div", Arithmetic::div);

    private static final Map<String, BinaryOperator<BigDecimal>> TRUTH_OF_TWO = Map.of(
            "add", (a, b) -> a.add(b, TRUTH),
            "sub", (a, b) -> a.subtract(b, TRUTH),
            "mul", (a, b) -> a.multiply(b, TRUTH),
            "div", (a, b) -> a.divide(b, TRUTH));

    /** From 10^-6 to 100 in size, of either sign, with up to 30 digits. */
    private static BigDecimal decimal(Random random) {
        BigDecimal size = new BigDecimal(new BigInteger(1 + random.nextInt(99), random), 28)
                .scaleByPowerOfTen(-random.nextInt(6));
        return random.nextBoolean() ? size : size.negate();
    }

    /** An enclosure of {@code x}: a point, narrow or wide; {@code x} may be at an end. */
    private static Real around(BigDecimal x, Random random) {
        if (random.nextInt(3) == 0) {
            return Real.of(x);
        }
        int scale = 1 + random.nextInt(40);
        return new Enclosure(
                x.subtract(new BigDecimal(BigInteger.valueOf(random.nextInt(20)), scale)),
                x.add(new BigDecimal(BigInteger.valueOf(random.nextInt(20)), scale)));
    }

    private static void assertContains(Real found, BigDecimal truth, String situation) {
        BigDecimal slack = truth.ulp().scaleByPowerOfTen(20);
        BigDecimal lo = found instanceof Enclosure e
                ? e.lo()
                : ((Exact) found).decimal().orElse(truth);
        BigDecimal hi = found instanceof Enclosure e
                ? e.hi()
                : ((Exact) found).decimal().orElse(truth);
        assertThat(lo).as(situation).isLessThanOrEqualTo(truth.add(slack));
        assertThat(hi).as(situation).isGreaterThanOrEqualTo(truth.subtract(slack));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "ln", "log10", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh"})
    void functions(String name) {
        long seed = 7;
        Random random = new Random(seed);
        int decided = 0;
        for (int i = 0; i < CASES; i++) {
            BigDecimal x = decimal(random);
            Real operand = around(x, random);
            int digits = 3 + random.nextInt(60);
            Real found;
            try {
                found = ONE.get(name).apply(Arithmetic.enclosing(digits), operand);
            } catch (Undecided | NumericFault refused) {
                continue;
            }
            decided++;
            String situation =
                    name + " of " + x + " in " + operand + " with " + digits + " digits, seed " + seed + ", case " + i;
            assertContains(found, TRUTH_OF_ONE.get(name).apply(x), situation);
        }
        assertThat(decided).isGreaterThan(CASES / 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "sub", "mul", "div"})
    void operations(String name) {
        long seed = 11;
        Random random = new Random(seed);
        int decided = 0;
        for (int i = 0; i < 5 * CASES; i++) {
            BigDecimal x = decimal(random);
            BigDecimal y = decimal(random);
            Real left = around(x, random);
            Real right = around(y, random);
            int digits = 3 + random.nextInt(60);
            Real found;
            try {
                found = TWO.get(name).apply(Arithmetic.enclosing(digits), left, right);
            } catch (Undecided | NumericFault refused) {
                continue;
            }
            decided++;
            String situation =
                    left + " " + name + " " + right + " with " + digits + " digits, seed " + seed + ", case " + i;
            assertContains(found, TRUTH_OF_TWO.get(name).apply(x, y), situation);
        }
        assertThat(decided).isGreaterThan(CASES);
    }

    @ParameterizedTest
    @CsvSource({"2", "3", "-1", "-4", "7", "0.5", "2.5", "-1.5", "0.3", "-0.7", "2000000", "-2000001"})
    void powers(String exponent) {
        long seed = 13;
        Random random = new Random(seed);
        BigDecimal y = new BigDecimal(exponent);
        boolean huge = y.abs().compareTo(BigDecimal.valueOf(1000)) > 0;
        int decided = 0;
        for (int i = 0; i < CASES / 4; i++) {
            BigDecimal x = huge ? BigDecimal.ONE.add(decimal(random).movePointLeft(6)) : decimal(random);
            Real operand = around(x, random);
            int digits = 3 + random.nextInt(60);
            Real found;
            try {
                found = Arithmetic.enclosing(digits).pow(operand, Real.of(y));
            } catch (Undecided | NumericFault refused) {
                continue;
            }
            decided++;
            BigDecimal truth = y.scale() <= 0
                    ? BigDecimalMath.pow(x, y.longValueExact(), new MathContext(150))
                    : BigDecimalMath.pow(x, y, TRUTH);
            assertContains(
                    found, truth, operand + "^" + y + " with " + digits + " digits, seed " + seed + ", case " + i);
        }
        assertThat(decided).isGreaterThan(CASES / 20);
    }

    /** No other library has erf: its enclosures with few digits contain those with many, at the ends of the argument's too. */
    @ParameterizedTest
    @ValueSource(ints = {5, 20, 41})
    void erf(int digits) {
        long seed = 17;
        Random random = new Random(seed);
        for (int i = 0; i < CASES / 4; i++) {
            BigDecimal x = decimal(random).movePointLeft(1).add(new BigDecimal("1e-40"));
            Real operand = around(x, random);
            Enclosure narrow = (Enclosure) Arithmetic.enclosing(150).erf(Real.of(x));
            Enclosure wide = (Enclosure) Arithmetic.enclosing(digits).erf(operand);
            String situation = "erf of " + x + " in " + operand + ", seed " + seed + ", case " + i;
            assertThat(wide.lo()).as(situation).isLessThanOrEqualTo(narrow.lo());
            assertThat(wide.hi()).as(situation).isGreaterThanOrEqualTo(narrow.hi());
        }
    }
}
