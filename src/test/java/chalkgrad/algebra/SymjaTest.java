package chalkgrad.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chalkgrad.algebra.ExprParser.Result;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymjaTest {
    private static final Symbol Z = new Symbol.Name("z");

    private final Symja symja = new Symja();

    private static Expr read(String text) {
        return ((Result.Parsed) ExprParser.parse(text))
                .expr()
                .substitute(symbol -> symbol.id().equals("pi")
                        ? Expr.sym(Symbol.Constant.PI)
                        : symbol.id().equals("e") ? Expr.sym(Symbol.Constant.E) : null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "z^3/3 | z^2",
                "1/2*z | 1/2",
                "0.5*z^2 | z",
                "0.25*z^2 | 0.5*z",
                "1/z | -1/z^2",
                "sqrt(z) | 1/(2*sqrt(z))",
                "z^(3/2) | 3*sqrt(z)/2",
                "z^(1/3) | 1/(3*z^(2/3))",
                "exp(-z) | -exp(-z)",
                "e^(2*z) | 2*exp(2*z)",
                "2^z | 2^z*ln(2)",
                "ln(1+z^2) | 2*z/(1+z^2)",
                "log(z) | 1/z",
                "log10(z) | 1/(z*ln(10))",
                "sin(z) | cos(z)",
                "cos(z) | -sin(z)",
                "tan(z) | 1/cos(z)^2",
                "tanh(z) | 1/cosh(z)^2",
                "sinh(z)*cosh(z) | cosh(z)^2+sinh(z)^2",
                "erf(z) | 2*exp(-z^2)/sqrt(pi)",
                "pi*z | pi",
                "7 | 0",
                "a+b*c | 0",
                "ln(-1)*z | ln(-1)",
                "1/0*z | 1/0",
                "(-2)^z | (-2)^z*ln(-2)",
                "9^9^9^9*z | 9^9^9^9",
                "1e400*z | 1e400",
                "2^(10^10)*z | 2^10^10",
                "E*z+I+D*List+w_11*beta | E",
                "N*C*O*K*z | N*C*O*K",
                "sigmoid(a)*z | sigmoid(a)",
            })
    void derives(String text, String expected) {
        assertThat(PlainText.of(symja.derivative(read(text), Z))).isEqualTo(expected);
    }

    @Test
    void refusesWhatItWasNotToldHowToDerive() {
        assertThatIllegalArgumentException().isThrownBy(() -> symja.derivative(read("unheard(z)"), Z));
    }

    static List<String> large() {
        String sum = "w1*z";
        for (int i = 2; i < 200; i++) {
            sum += "+w" + i + "*z^" + i;
        }
        return List.of(
                "exp(" + sum + ")",
                "1/(1+exp(-(" + sum + ")))",
                "exp(".repeat(150) + "z" + ")".repeat(150),
                "z" + "*z".repeat(3_000),
                "z" + "+sin(z)".repeat(1_000),
                "sqrt(10^60+7+z)",
                "ln(" + "9".repeat(90) + "*z)",
                "sqrt(" + "9".repeat(90) + "*z)",
                "(z+1)^400",
                "z^(9^9)",
                "(3*z)^(9^9^9)",
                "z/(".repeat(150) + "1+z" + ")".repeat(150));
    }

    /** The time is not measured, but none of these would end if it were handed over as it is. */
    @ParameterizedTest
    @MethodSource("large")
    void comesBackFromLargeExpressions(String text) {
        Expr expr = read(text);
        Expr derivative = symja.derivative(expr, Z);
        assertThat(derivative).isNotEqualTo(Expr.ZERO);
        assertThat(symja.simplify(derivative).nodes(1_000_000)).isLessThanOrEqualTo(derivative.nodes(1_000_000));
        symja.provesEqual(expr, derivative);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 1789})
    void agreesWithCentralDifferences(long seed) {
        var random = new Random(seed);
        int compared = 0;
        for (int i = 0; i < 80; i++) {
            Expr expr = random(random, 4);
            Expr derivative = symja.derivative(expr, Z);
            Expr simple = symja.simplify(derivative);
            double z = random.nextDouble(0.3, 1.5);
            double h = 1e-5;
            double expected = (at(expr, z + h) - at(expr, z - h)) / (2 * h);
            double coarse = (at(expr, z + 2 * h) - at(expr, z - 2 * h)) / (4 * h);
            if (Math.abs(expected) < 1e4 && Math.abs(expected - coarse) < 1e-6 * (1 + Math.abs(expected))) {
                compared++;
                for (Expr form : List.of(derivative, simple)) {
                    assertThat(Math.abs(at(form, z) - expected))
                            .as("seed %d, tree %d: %s by z at %s", seed, i, PlainText.of(expr), z)
                            .isLessThan(1e-4 * (1 + Math.abs(expected)));
                }
            }
        }
        assertThat(compared).isGreaterThan(30);
    }

    private static double at(Expr expr, double z) {
        return Probe.value(expr, symbol -> symbol.equals(Z) ? z : 0.7);
    }

    private static Expr random(Random random, int depth) {
        if (depth == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> Expr.num(random.nextInt(-3, 4));
                case 1 -> Expr.sym("w");
                default -> Expr.sym(Z);
            };
        }
        Expr first = random(random, depth - 1);
        Expr second = random(random, depth - 1);
        List<String> functions = List.of("exp", "ln", "sqrt", "sin", "cos", "tanh", "erf", "log10", "tan", "cosh");
        return switch (random.nextInt(7)) {
            case 0 -> Expr.neg(first);
            case 1 -> Expr.add(first, second);
            case 2 -> Expr.mul(first, second);
            case 3 -> Expr.div(first, second);
            case 4 -> Expr.pow(first, random.nextInt(-2, 4));
            default -> Expr.call(functions.get(random.nextInt(functions.size())), first);
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1/(1+z)-z/(1+z)^2 | 1/(1+z)^2",
                "z+z+z | 3*z",
                "(z^2-1)/(z-1) | 1+z",
                "0/(2*cosh(0)^2)+tanh(0)/2 | 0",
                "exp(z)*2/4 | exp(z)/2",
                "o*(1-o) | o*(1-o)",
                "-(t-o)*(1-o) | (1-o)*(o-t)",
            })
    void tidies(String text, String expected) {
        assertThat(PlainText.of(symja.simplify(read(text)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exp(-z)*exp(2*z) | exp(z)",
                "exp(3/2*z)^2 | exp(3*z)",
                "exp(a+b) | exp(a)*exp(b)",
                "tanh(z) | 2/(1+exp(-2*z))-1",
                "1/cosh(z)^2 | 1-tanh(z)^2",
                "sin(z)^2+cos(z)^2 | 1",
                "cos(-z) | cos(z)",
                "erf(-z) | -erf(z)",
                "sqrt(2)*sqrt(2) | 2",
                "z/sqrt(1+z^2)*sqrt(1+z^2) | z",
                "1/(1+sqrt(z)) | (1-sqrt(z))/(1-z)",
                "1/sqrt(pi) | sqrt(pi)/pi",
                "z^z*z | z^(z+1)",
                "log10(z) | ln(z)/ln(10)",
                "e | exp(1)",
                "0.1+0.2 | 0.3",
                "unheard(z+z) | unheard(2*z)",
                "a^2-b^2 | (a-b)*(a+b)",
                "(a+b+c)^20 | (c+b+a)^20",
            })
    void proves(String left, String right) {
        assertThat(symja.provesEqual(read(left), read(right))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "o*(1-o) | o*(1+o)",
                "exp(z) | exp(-z)",
                "sqrt(z^2) | z",
                "1/(z-z) | 2/(z-z)",
                "z/(a-a) | 0",
                "0.1 | 0.10000000000000000000000000000000000001",
                "unheard(z) | other(z)",
                "max(0,z) | z",
                "sin(z) | cos(z)",
                "ln(z^2) | 2*ln(-z)",
                "t1*o1 | t1*o2",
                "erf(z) | erf(z^2)",
            })
    void provesNothingThatIsNotSo(String left, String right) {
        assertThat(symja.provesEqual(read(left), read(right))).isFalse();
    }

    @Test
    void twoThreadsGetWhatOneGets() throws Exception {
        var pool = Executors.newFixedThreadPool(2);
        try {
            Callable<List<String>> task = () -> {
                var own = new Symja();
                var results = new ArrayList<String>();
                var random = new Random(3);
                for (int i = 0; i < 25; i++) {
                    results.add(PlainText.of(own.simplify(own.derivative(random(random, 3), Z))));
                }
                return results;
            };
            var results = pool.invokeAll(List.of(task, task));
            List<String> expected = task.call();
            assertThat(results.get(0).get()).isEqualTo(expected);
            assertThat(results.get(1).get()).isEqualTo(expected);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void leavesNoThreadBehindAndPrintsNothing() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        var console = new ByteArrayOutputStream();
        var before = Thread.getAllStackTraces().keySet();
        try (var stream = new PrintStream(console, true, StandardCharsets.UTF_8)) {
            System.setOut(stream);
            System.setErr(stream);
            var own = new Symja();
            own.derivative(read("z/0+ln(0)*z"), Z);
            own.simplify(read("1/(1+z)-z/(1+z)^2"));
            own.provesEqual(read("0^0*z"), read("1/0"));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(console.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !thread.isDaemon() && !before.contains(thread)))
                .isEmpty();
    }
}
