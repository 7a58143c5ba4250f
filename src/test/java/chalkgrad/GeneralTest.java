package chalkgrad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.SchemeDerivation;
import chalkgrad.derive.SchemeDeriver;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Network;
import chalkgrad.model.Scheme;
import chalkgrad.report.Block;
import chalkgrad.report.GeneralReport;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Loss;
import chalkgrad.rules.Losses;
import chalkgrad.rules.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is derived for all units at once holds: each line, with the numbers of a network put in, comes to the value that the network's own
 * derivation gives.
 */
class GeneralTest {
    private static final RuleBook RULES = new RuleBook();
    private static final Pipeline PIPELINE = new Pipeline();
    private static final GeneralReport.Style STYLE = new GeneralReport.Style(false, true);

    /** A network of three layers, so that every kind of line has its example. */
    private static String network(String first, String hidden, String output, String loss) {
        return """
                precision: {significant: 25}
                inputs: {x1: 0.3, x2: -0.7}
                targets: {o1: 0.25, o2: 0.75}
                layers:
                  - {units: 2, activation: "%s", weights: [[0.4, -0.3], [0.6, 0.2]], biases: [0.1, -0.2]}
                  - {units: 3, activation: "%s", weights: [[0.5, 0.3], [-0.4, 0.7], [0.2, 0.9]], biases: {b: 0.3}}
                  - {units: 2, activation: "%s", weights: [[0.8, 0.1, 0.4], [0.3, 0.6, 0.2]]}
                loss: %s
                learning_rate: 0.5
                """.formatted(first, hidden, output, loss);
    }

    static Stream<String> networks() {
        var networks = new ArrayList<String>();
        List<String> activations = Activations.all().stream()
                .filter(rule -> rule.kind() != Activation.Kind.NO_GRADIENT)
                .map(Activation::name)
                .toList();
        for (String activation : activations) {
            networks.add(network("tanh", activation, "sigmoid", "half_sse"));
            networks.add(network(activation, "sigmoid", "sigmoid", "bce"));
            networks.add(network("softplus", "z/(1+abs(z))", activation, "mse"));
        }
        for (Loss loss : Losses.all()) {
            networks.add(network("relu", "tanh", "sigmoid", loss.name()));
            networks.add(network("relu", "softmax", "softmax", loss.name()));
        }
        return networks.stream();
    }

    private static List<Block> report(String text) {
        Solution solution = PIPELINE.solution(text);
        Scheme scheme = Scheme.of((Network) solution.problem().task());
        return GeneralReport.of(solution, derive(scheme), STYLE, "en").solution();
    }

    private static SchemeDerivation derive(Scheme scheme) {
        return new SchemeDeriver(RULES, scheme).derive();
    }

    private static Stream<Expr.Relation> lines(List<Block> blocks) {
        return blocks.stream()
                .filter(Block.Lines.class::isInstance)
                .flatMap(block -> ((Block.Lines) block).lines().stream())
                .map(Expr.Relation.class::cast);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyExampleComesToItsValue(String text) {
        int compared = 0;
        for (Expr.Relation line : lines(report(text)).toList()) {
            List<Expr> numeric =
                    line.sides().stream().filter(GeneralTest::isNumeric).toList();
            for (Expr side : numeric) {
                double last = value(numeric.get(numeric.size() - 1));
                assertThat(value(side)).as("%s", line).isCloseTo(last, within(1e-12 * Math.max(1, Math.abs(last))));
                compared++;
            }
        }
        // Fifteen lines with numbers, each with its value.
        assertThat(compared).isGreaterThan(30);
    }

    private static boolean isNumeric(Expr e) {
        return e instanceof Expr.Sym s
                ? s.symbol().id().equals("pi")
                : e.parts().stream().allMatch(GeneralTest::isNumeric);
    }

    private static double value(Expr e) {
        if (e instanceof Expr.Num n) {
            return n.value().doubleValue();
        } else if (e instanceof Expr.Sym) {
            return Math.PI;
        } else if (e instanceof Expr.Neg n) {
            return -value(n.arg());
        } else if (e instanceof Expr.Add a) {
            return a.terms().stream().mapToDouble(GeneralTest::value).sum();
        } else if (e instanceof Expr.Mul m) {
            return m.factors().stream().mapToDouble(GeneralTest::value).reduce(1, (a, b) -> a * b);
        } else if (e instanceof Expr.Div d) {
            return value(d.numerator()) / value(d.denominator());
        } else if (e instanceof Expr.Pow p) {
            return Math.pow(value(p.base()), value(p.exponent()));
        } else if (e instanceof Expr.Marked m) {
            return value(m.arg());
        }
        var call = (Expr.Call) e;
        double x = value(call.args().get(0));
        return switch (call.function()) {
            case "exp" -> Math.exp(x);
            case "ln" -> Math.log(x);
            case "tanh" -> Math.tanh(x);
            case "sqrt" -> Math.sqrt(x);
            case "abs" -> Math.abs(x);
            case "sigmoid" -> 1 / (1 + Math.exp(-x));
            case "erf" -> erf(x);
            default -> throw new AssertionError(call.function());
        };
    }

    private static double erf(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 60; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    /** A wide network and a deep one are derived in as many lines as a small one. */
    @ParameterizedTest
    @CsvSource({"2, 3", "64, 3", "1000, 3", "m, 3", "64, 6", "3, 30"})
    void theNumberOfLinesDoesNotGrow(String units, int depth) {
        assertThat(statements(units, depth)).isEqualTo(statements("4", 3));
    }

    private static int statements(String units, int depth) {
        var layer = new Scheme.Layer(units, Activations.find("sigmoid"), true);
        var scheme = new Scheme(
                units, java.util.Collections.nCopies(depth, layer), Losses.find("half_sse"), Optional.empty());
        return derive(scheme).statements().stream()
                .mapToInt(statement -> statement.lines().size())
                .sum();
    }

    /** What stays open stays open; what is named becomes explicit. */
    @Test
    void openFunctionsStayOpen() {
        var open = new Scheme(
                "l",
                List.of(new Scheme.Layer("m", Optional.empty(), true), new Scheme.Layer("n", Optional.empty(), true)),
                Optional.empty(),
                Optional.empty());
        assertThat(derive(open).statements())
                .extracting(SchemeDerivation.Statement::reason)
                .contains(SchemeDerivation.Reason.DELTA_OPEN, SchemeDerivation.Reason.LOSS_OPEN)
                .doesNotContain(SchemeDerivation.Reason.DELTA_EXPLICIT, SchemeDerivation.Reason.SLOPE);
        assertThat(derive(open).unproved()).isEmpty();
    }

    /** A single layer has nothing to send back. */
    @Test
    void aSingleLayerHasNoHiddenOne() {
        var single = new Scheme(
                "m",
                List.of(new Scheme.Layer("n", Activations.find("softmax"), false)),
                Losses.find("cross_entropy"),
                Optional.empty());
        assertThat(derive(single).statements())
                .extracting(statement -> statement.reason().part())
                .containsOnly(
                        SchemeDerivation.Part.FORWARD, SchemeDerivation.Part.OUTPUT, SchemeDerivation.Part.UPDATE);
    }

    /** Where the targets do not add up to one, output minus target is not the delta, and has no example. */
    @Test
    void theShortcutOfSoftmaxHasAnExampleOnlyWhereItHolds() {
        String whole = network("tanh", "tanh", "softmax", "cross_entropy");
        long with = lines(report(whole)).count();
        long without = lines(report(whole.replace("o2: 0.75", "o2: 0.5"))).count();
        assertThat(with - without).isEqualTo(3);
    }
}
