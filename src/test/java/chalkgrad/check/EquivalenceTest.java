package chalkgrad.check;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.Symbol;
import chalkgrad.check.Equivalence.Reason;
import chalkgrad.check.Equivalence.Verdict;
import chalkgrad.evaluate.Real;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge of two expressions by itself; the table of pairs goes through the command line. */
class EquivalenceTest {
    private static final Symbol Z = new Symbol.Name("z");
    private static final Symbol O = new Symbol.Name("o");

    private final Equivalence equivalence = new Equivalence(false);

    private static Expr read(String text) {
        assertThat(ExprParser.parse(text)).isInstanceOf(ExprParser.Result.Parsed.class);
        return ((ExprParser.Result.Parsed) ExprParser.parse(text)).expr();
    }

    private Verdict judge(String left, String right) {
        return equivalence.of(read(left), read(right));
    }

    @Test
    void whatIsProvedIsSaidToBe() {
        var proving = new Equivalence(true);
        assertThat(proving.of(read("sigmoid(z)"), read("1-sigmoid(-z)")))
                .isInstanceOfSatisfying(Verdict.Equal.class, equal -> {
                    assertThat(equal.proved()).isTrue();
                    assertThat(equal.points()).isGreaterThan(40);
                });
        assertThat(judge("sigmoid(z)", "1-sigmoid(-z)"))
                .isInstanceOfSatisfying(
                        Verdict.Equal.class, equal -> assertThat(equal.proved()).isFalse());
        assertThat(judge("foo", "foo")).isEqualTo(new Verdict.Equal(true, 0));
    }

    /** Neither tails nor powers of negative numbers are taken for the same. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gelu(-70) | 0",
                "1-tanh(1200) | 0",
                "1-sigmoid(3000) | 0",
                "sigmoid(3000) | 1",
                "exp(-exp(20)) | 0",
                "exp(-exp(30)) | 0",
                "exp(-exp(30)) | exp(-exp(30)-1)",
                "gelu(-30)+1e-200 | gelu(-30)",
                "softplus(3000) | 3000",
                "pi+exp(-300) | pi",
                "(a^b)^c | a^(b*c)",
                "(x^6)^(1/6) | x",
                "(x^2)^y | x^(2*y)",
                "sqrt(a^b) | a^(b/2)",
            })
    void tailsAndPowersThatDiffer(String left, String right) {
        assertThat(judge(left, right)).isInstanceOf(Verdict.Different.class);
        assertThat(judge(right, left)).isInstanceOf(Verdict.Different.class);
    }

    /** What is too small to be seen beside something else is not taken for nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pi+exp(-3000) | pi",
                "pi*(1+exp(-3000)) | pi",
                "pi+exp(-3000)-pi | 0",
                "pi+exp(-z^2-3000) | pi",
            })
    void whatIsUnseenIsUndecided(String left, String right) {
        assertThat(judge(left, right)).isEqualTo(new Verdict.Undecided(Reason.TOO_CLOSE));
    }

    /** The same near and far out, where one side has parts that are lost in the other. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "softplus(x)-x | softplus(-x)",
                "exp(x)+x+pi | pi+x+exp(x)",
                "1-tanh(z)^2 | 4/(exp(z)+exp(-z))^2",
                "ln(exp(a)/(exp(a)+exp(b))) | a-ln(exp(a)+exp(b))",
                "a^b*a^c | a^(b+c)",
                "(a*b)^c | a^c*b^c",
                "sin(z)^2+cos(z)^2-1 | 0",
                "ln(2)+ln(3)-ln(6) | 0",
            })
    void tailsThatAreTheSame(String left, String right) {
        assertThat(judge(left, right))
                .isInstanceOfSatisfying(
                        Verdict.Equal.class,
                        equal -> assertThat(equal.points() >= 8 || left.startsWith("ln(2)"))
                                .as("%s points", equal.points())
                                .isTrue());
    }

    /** Whatever cannot be decided comes back with the reason. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9^9^9^9 | 1 | NO_COMMON_VALUES",
                "1/0 | z | NO_COMMON_VALUES",
                "ln(z) | ln(-z) | NO_COMMON_VALUES",
                "sqrt(-1-z^2) | z | NO_COMMON_VALUES",
                "sum(x)*sum(y) | sum(x*y) | SHAPES",
                "x@y | y@x | SHAPES",
                "x' | x | SHAPES",
                "softmax(z) | z | SHAPES",
                "max(x) | x | SHAPES",
            })
    void undecided(String left, String right, Reason reason) {
        assertThat(judge(left, right)).isEqualTo(new Verdict.Undecided(reason));
    }

    /** What depends on shapes may still be the same on both sides. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2*sum(x) | sum(x)+sum(x)",
                "(A@x)*y | y*(A@x)",
                "softmax(z)*(1-softmax(z)) | softmax(z)-softmax(z)^2",
                "mean(x)^2-1 | (mean(x)-1)*(mean(x)+1)",
            })
    void partsThatAreTheSame(String left, String right) {
        assertThat(judge(left, right)).isInstanceOf(Verdict.Equal.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 190})
    void deepNesting(int depth) {
        String left = "sin(".repeat(depth) + "z" + ")".repeat(depth);
        String gelu = "gelu(".repeat(depth) + "z" + ")".repeat(depth);
        String power = "2^".repeat(depth) + "z";
        for (String text : List.of(left, gelu, power)) {
            assertThat(judge(text, "z*7")).as(text).isNotInstanceOf(Verdict.Equal.class);
            assertThat(judge(text, text)).isInstanceOf(Verdict.Equal.class);
        }
    }

    @Test
    void whatIsTooLargeIsNotLookedAt() {
        Expr large = Expr.add(Collections.nCopies(30_000, Expr.sym(Z)));
        assertThat(equivalence.of(large, Expr.ONE)).isEqualTo(new Verdict.Undecided(Reason.TOO_LARGE));
        Expr shared = Expr.sym(Z);
        for (int i = 0; i < 200; i++) {
            shared = Expr.add(shared, shared);
        }
        assertThat(equivalence.of(shared, Expr.ONE)).isEqualTo(new Verdict.Undecided(Reason.TOO_LARGE));
        Expr deep = Expr.sym(Z);
        for (int i = 0; i < 1000; i++) {
            deep = Expr.neg(deep);
        }
        assertThat(equivalence.of(deep, Expr.ONE)).isEqualTo(new Verdict.Undecided(Reason.TOO_LARGE));
    }

    @Test
    void whatTakesTooLongIsUndecided() {
        var hurried = new Equivalence(Duration.ZERO, false);
        assertThat(hurried.of(read("sqrt(z^2)+ln(z)^z"), read("z+ln(z)^z*1")))
                .isEqualTo(new Verdict.Undecided(Reason.TOO_LONG));
    }

    /** Values from outside: o is sigmoid(z) at every point, and nothing is asked about where it is not. */
    private record Bound(List<String> outputs) implements Points {
        @Override
        public int count() {
            return outputs.size();
        }

        @Override
        public int enough() {
            return 2;
        }

        @Override
        public Real value(int point, Symbol symbol) {
            Real output = Real.of(outputs.get(point));
            return symbol.equals(O) ? output : Real.of("7");
        }
    }

    @Test
    void pointsMayComeFromOutside() {
        var points = new Bound(List.of("0.25", "0.5", "0.75"));
        assertThat(equivalence.of(read("abs(o)+z"), read("o+7"), points)).isInstanceOf(Verdict.Equal.class);
        assertThat(equivalence.of(read("o"), read("0.5+(o-0.5)^2*z"), points))
                .isInstanceOfSatisfying(Verdict.Different.class, different -> {
                    assertThat(different.at()).containsOnlyKeys(O, Z);
                    assertThat(different.at().get(Z)).isEqualByComparingTo("7");
                });
        assertThat(equivalence.of(read("sqrt(-o)"), read("o"), points))
                .isEqualTo(new Verdict.Undecided(Reason.NO_COMMON_VALUES));
    }

    /** A polynomial that is not zero is not zero, however small what makes it differ and wherever its zeros are. */
    @Test
    void perturbedPolynomialsDiffer() {
        long seed = 20_260_401;
        var random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            Expr left = Expr.ONE;
            Expr right = Expr.ONE;
            for (int factor = 0; factor < 1 + random.nextInt(6); factor++) {
                Expr root = Expr.num(BigDecimal.valueOf(random.nextInt(4001) - 2000, random.nextInt(4)));
                left = Expr.mul(left, Expr.sub(Expr.sym(Z), root));
                right = Expr.mul(Expr.sub(Expr.sym(Z), root), right);
            }
            assertThat(equivalence.of(left, right))
                    .as("seed %d, case %d", seed, i)
                    .isInstanceOf(Verdict.Equal.class);
            Expr slip = Expr.num(BigDecimal.ONE.movePointLeft(random.nextInt(60)));
            assertThat(equivalence.of(left, Expr.add(right, slip)))
                    .as("seed %d, case %d", seed, i)
                    .isInstanceOf(Verdict.Different.class);
            assertThat(equivalence.of(left, Expr.mul(right, Expr.add(Expr.ONE, slip))))
                    .as("seed %d, case %d", seed, i)
                    .isInstanceOf(Verdict.Different.class);
        }
    }

    /** The counterexample is one: the values are those of the expressions there, worked out again in binary. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sqrt(z^2) | z",
                "sigmoid(z) | 1/2+z/4-z^3/48",
                "max(x-y,0) | x-y",
                "e^(x*y) | e^x*e^y",
                "ln(x)+ln(y) | ln(x+y)",
            })
    void theCounterexampleIsOne(String left, String right) {
        var different = (Verdict.Different) judge(left, right);
        for (Map.Entry<String, Real> side :
                Map.of(left, different.left(), right, different.right()).entrySet()) {
            double there = chalkgrad.algebra.Probe.value(
                    chalkgrad.rules.Functions.expand(read(side.getKey())),
                    symbol -> symbol.id().equals("e")
                            ? Math.E
                            : different.at().get(symbol).doubleValue());
            assertThat(middle(side.getValue())).isCloseTo(there, org.assertj.core.data.Offset.offset(1e-9));
        }
    }

    private static double middle(Real value) {
        return value instanceof Real.Enclosure e
                ? e.lo().doubleValue()
                : ((Real.Exact) value).numerator().doubleValue()
                        / ((Real.Exact) value).denominator().doubleValue();
    }
}
