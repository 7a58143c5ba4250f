package chalkgrad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.obermuhlner.math.big.BigDecimalMath;
import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Path;
import chalkgrad.model.Quantity.UnitLoss;
import chalkgrad.model.Quantity.Updated;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published examples, figure by figure. */
class SeedsTest {
    private static final Pipeline PIPELINE = new Pipeline();

    private static Solution solve(String example) {
        return PIPELINE.ofExample(example);
    }

    private static Quantity gradient(String parameter) {
        return new Partial(Quantity.LOSS, new Param(parameter));
    }

    /** What is printed for the quantities of one pass, as text. */
    private static void prints(Solution solution, int pass, Map<? extends Quantity, String> figures) {
        Scope scope = solution.passes().get(pass).batch();
        figures.forEach(
                (quantity, figure) -> assertThat(scope.printed(quantity).value().toPlainString())
                        .as(quantity.id())
                        .isEqualTo(figure));
    }

    private static Map<Quantity, String> row(
            java.util.function.Function<String, Quantity> quantity, List<String> names, String figures) {
        String[] each = figures.split(", ");
        assertThat(each).hasSameSizeAs(names);
        var row = new HashMap<Quantity, String>();
        for (int i = 0; i < each.length; i++) {
            row.put(quantity.apply(names.get(i)), each[i]);
        }
        return row;
    }

    private static final List<String> UNITS = List.of("h1", "h2", "o1", "o2");
    private static final List<String> OUTPUTS = List.of("o1", "o2");
    private static final List<String> WEIGHTS = List.of("w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8");

    @Test
    void wikidocs() {
        Solution solution = solve("wikidocs.yaml");
        prints(solution, 0, row(Net::new, UNITS, "0.08, 0.11, 0.44498412, 0.68047592"));
        prints(solution, 0, row(Out::new, UNITS, "0.51998934, 0.52747230, 0.60944600, 0.66384491"));
        prints(solution, 0, row(UnitLoss::new, OUTPUTS, "0.02193381, 0.00203809"));
        prints(solution, 0, Map.of(Quantity.LOSS, "0.02397190"));
        prints(
                solution,
                0,
                row(
                        SeedsTest::gradient,
                        WEIGHTS,
                        "0.00080888, 0.00161775, 0.00071009, 0.00142017, 0.02592286, 0.02629590, 0.00740844, 0.00751506"));
        prints(
                solution,
                0,
                row(
                        Updated::new,
                        WEIGHTS,
                        "0.29959556, 0.24919112, 0.39964496, 0.34928991, 0.43703857, 0.38685205, 0.69629578, 0.59624247"));
        prints(solution, 1, Map.of(Quantity.LOSS, "0.02323634"));
    }

    @Test
    void tinyBeanTruncated() {
        Solution solution = solve("tiny-bean.yaml");
        prints(solution, 0, row(Net::new, UNITS, "0.41, 0.47, 1.01977, 1.26306"));
        prints(solution, 0, row(Out::new, UNITS, "0.60108, 0.61538, 0.73492, 0.77955"));
        prints(solution, 0, Map.of(Quantity.LOSS, "0.24908"));
        assertThat(Pipeline.json(solution).at("/steps/0/loss").asText()).startsWith("0.2490895");
    }

    /** A person with a calculator who notes five decimals of everything, cut off, and goes on with what was noted. */
    @Test
    void tinyBeanCarriedOn() {
        Solution solution = solve("tiny-bean-rounded.yaml");
        var noted = new HashMap<Quantity, BigDecimal>();
        BigDecimal one = BigDecimal.ONE;
        Map<String, BigDecimal> given = new HashMap<>();
        String[] weights = {"0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8"};
        for (int i = 0; i < weights.length; i++) {
            given.put(WEIGHTS.get(i), new BigDecimal(weights[i]));
        }
        given.put("i1", new BigDecimal("0.1"));
        given.put("i2", new BigDecimal("0.5"));
        given.put("b1", new BigDecimal("0.25"));
        given.put("b2", new BigDecimal("0.35"));
        Map<String, BigDecimal> target = Map.of("o1", new BigDecimal("0.05"), "o2", new BigDecimal("0.95"));
        // per unit: what goes in, by which weights, and the bias
        Map<String, List<String>> into = Map.of(
                "h1", List.of("i1", "w1", "i2", "w3", "b1"),
                "h2", List.of("i1", "w2", "i2", "w4", "b1"),
                "o1", List.of("h1", "w5", "h2", "w6", "b2"),
                "o2", List.of("h1", "w7", "h2", "w8", "b2"));
        BigDecimal loss = BigDecimal.ZERO;
        for (String unit : UNITS) {
            List<String> in = into.get(unit);
            BigDecimal net = cut(given.get(in.get(0))
                    .multiply(given.get(in.get(1)))
                    .add(given.get(in.get(2)).multiply(given.get(in.get(3))))
                    .add(given.get(in.get(4))));
            BigDecimal out = cut(
                    one.divide(one.add(BigDecimalMath.exp(net.negate(), new MathContext(40))), new MathContext(40)));
            noted.put(new Net(unit), net);
            noted.put(new Out(unit), out);
            given.put(unit, out);
            if (target.containsKey(unit)) {
                BigDecimal off = target.get(unit).subtract(out);
                BigDecimal part = cut(off.multiply(off).multiply(new BigDecimal("0.5")));
                noted.put(new UnitLoss(unit), part);
                loss = loss.add(part);
            }
        }
        noted.put(Quantity.LOSS, cut(loss));
        for (String unit : List.of("o1", "o2", "h1", "h2")) {
            BigDecimal upstream;
            if (target.containsKey(unit)) {
                upstream = cut(target.get(unit).subtract(given.get(unit)).negate());
            } else {
                upstream = BigDecimal.ZERO;
                for (String through : OUTPUTS) {
                    List<String> in = into.get(through);
                    String weight = in.get(in.indexOf(unit) + 1);
                    BigDecimal path = cut(noted.get(new Delta(through)).multiply(given.get(weight)));
                    noted.put(new Path(unit, through), path);
                    upstream = upstream.add(path);
                }
                upstream = cut(upstream);
            }
            BigDecimal out = given.get(unit);
            BigDecimal slope = cut(out.multiply(one.subtract(out)));
            noted.put(new Partial(Quantity.LOSS, new Out(unit)), upstream);
            noted.put(new Partial(new Out(unit), new Net(unit)), slope);
            noted.put(new Delta(unit), cut(upstream.multiply(slope)));
        }
        for (String unit : UNITS) {
            List<String> in = into.get(unit);
            BigDecimal delta = noted.get(new Delta(unit));
            for (int i = 0; i < 4; i += 2) {
                noted.put(gradient(in.get(i + 1)), cut(delta.multiply(given.get(in.get(i)))));
            }
            noted.merge(gradient(in.get(4)), delta, BigDecimal::add);
        }
        List<String> parameters = new ArrayList<>(WEIGHTS);
        parameters.addAll(List.of("b1", "b2"));
        for (String name : parameters) {
            BigDecimal moved = given.get(name).subtract(new BigDecimal("0.5").multiply(noted.get(gradient(name))));
            noted.put(new Updated(name), cut(moved));
        }
        Scope scope = solution.passes().get(0).batch();
        noted.forEach((quantity, value) ->
                assertThat(scope.printed(quantity).value()).as(quantity.id()).isEqualByComparingTo(value));
        // what is carried on is what was noted, for every quantity there is
        assertThat(noted).hasSize(4 + 4 + 2 + 1 + 4 + 4 + 4 + 4 + 10 + 10);
        noted.forEach((quantity, value) -> assertThat(new BigDecimal(scope.json(quantity)))
                .as(quantity.id())
                .isEqualByComparingTo(value));
        // and it is another number than the exact one
        assertThat(noted.get(Quantity.LOSS)).isEqualByComparingTo("0.24907");
    }

    private static BigDecimal cut(BigDecimal value) {
        return value.setScale(5, RoundingMode.DOWN);
    }

    @Test
    void mazurOneStep() {
        Solution solution = solve("mazur.yaml");
        prints(
                solution,
                0,
                Map.of(
                        new Net("h1"),
                        "0.3775",
                        new Out("h1"),
                        "0.593269992",
                        new Out("h2"),
                        "0.596884378",
                        new Net("o1"),
                        "1.105905967",
                        new Out("o1"),
                        "0.751365070",
                        new Out("o2"),
                        "0.772928465",
                        new UnitLoss("o1"),
                        "0.274811083",
                        new UnitLoss("o2"),
                        "0.023560026",
                        Quantity.LOSS,
                        "0.298371109"));
        prints(
                solution,
                0,
                Map.of(
                        gradient("w5"),
                        "0.082167041",
                        gradient("w1"),
                        "0.000438568",
                        new Delta("o1"),
                        "0.138498562",
                        // published with a slip as 0.055399425 - 0.01904919
                        new Path("h1", "o1"),
                        "0.055399425",
                        new Path("h1", "o2"),
                        "-0.019049118",
                        new Partial(Quantity.LOSS, new Out("h1")),
                        "0.036350306",
                        new Partial(new Out("h1"), new Net("h1")),
                        "0.241300709"));
        prints(
                solution,
                0,
                row(
                        Updated::new,
                        WEIGHTS,
                        "0.149780716, 0.199561432, 0.249751144, 0.299502287, 0.358916480, 0.408666186, 0.511301270, "
                                + "0.561370121"));
        // 0.291027924 is published, and comes of the updated weights in the hidden layer
        prints(solution, 1, Map.of(Quantity.LOSS, "0.291027774"));
        assertThat(Mazur.after(1, false)[2]).isCloseTo(0.291027774, within(1e-9));
        assertThat(Mazur.after(1, true)[2]).isCloseTo(0.291027924, within(1e-9));
    }

    @Test
    void mazurTenThousandSteps() {
        Solution solution = solve("mazur-10000.yaml");
        assertThat(solution.passes()).hasSize(10_001);
        double[] right = Mazur.after(10_000, false);
        Scope last = solution.passes().get(10_000).batch();
        assertThat(number(last, new Out("o1"))).isCloseTo(right[0], within(1e-9));
        assertThat(number(last, new Out("o2"))).isCloseTo(right[1], within(1e-9));
        assertThat(number(last, Quantity.LOSS)).isCloseTo(right[2], within(1e-12));
        for (int step : new int[] {1, 10, 100, 1000, 5000, 9999}) {
            assertThat(number(solution.passes().get(step).batch(), Quantity.LOSS))
                    .as("step " + step)
                    .isCloseTo(Mazur.after(step, false)[2], within(1e-12));
        }
        prints(
                solution,
                10_000,
                Map.of(new Out("o1"), "0.015913620", new Out("o2"), "0.984064274", Quantity.LOSS, "0.000035102"));
        // the published end comes of the updated weights, too
        double[] slip = Mazur.after(10_000, true);
        assertThat(slip).containsExactly(new double[] {0.015912196, 0.984065734, 0.000035085}, within(5e-10));
    }

    private static double number(Scope scope, Quantity quantity) {
        return Double.parseDouble(scope.json(quantity));
    }

    /** The example in double precision: both outputs and the loss after so many steps. */
    private static final class Mazur {
        static double[] after(int steps, boolean updatedWeights) {
            double[] w = {.15, .20, .25, .30, .40, .45, .50, .55};
            double[] x = {.05, .10};
            double[] t = {.01, .99};
            var h = new double[2];
            var o = new double[2];
            for (int step = 0; ; step++) {
                double loss = 0;
                for (int j = 0; j < 2; j++) {
                    h[j] = sigmoid(w[2 * j] * x[0] + w[2 * j + 1] * x[1] + .35);
                }
                for (int k = 0; k < 2; k++) {
                    o[k] = sigmoid(w[4 + 2 * k] * h[0] + w[5 + 2 * k] * h[1] + .60);
                    loss += .5 * (t[k] - o[k]) * (t[k] - o[k]);
                }
                if (step == steps) {
                    return new double[] {o[0], o[1], loss};
                }
                var old = w.clone();
                var delta = new double[2];
                for (int k = 0; k < 2; k++) {
                    delta[k] = (o[k] - t[k]) * o[k] * (1 - o[k]);
                    w[4 + 2 * k] -= .5 * delta[k] * h[0];
                    w[5 + 2 * k] -= .5 * delta[k] * h[1];
                }
                double[] used = updatedWeights ? w : old;
                for (int j = 0; j < 2; j++) {
                    double back = (delta[0] * used[4 + j] + delta[1] * used[6 + j]) * h[j] * (1 - h[j]);
                    w[2 * j] -= .5 * back * x[0];
                    w[2 * j + 1] -= .5 * back * x[1];
                }
            }
        }

        private static double sigmoid(double z) {
            return 1 / (1 + Math.exp(-z));
        }
    }
}
