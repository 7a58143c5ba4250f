package chalkgrad.variant;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.exam.Exam;
import chalkgrad.model.Network;
import chalkgrad.problem.ExamReader;
import chalkgrad.rules.RuleBook;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is drawn: the same whenever it is drawn, nothing twice, and everything as required, worked out here by hand. */
class DrawsTest {
    private static final RuleBook RULES = new RuleBook();

    /** How many students; {@code -Ddraws=10000} for as many as a large course has. */
    private static final int MANY = Integer.getInteger("draws", 1000);

    private static final String NETWORK = """
            inputs: {x1: 0.1, x2: 0.2}
            targets: {o1: 0.4, o2: 0.6}
            layers:
              - {units: [h1, h2], activation: sigmoid, weights: [[0.3, 0.25], [0.4, 0.35]]}
              - {units: [o1, o2], activation: sigmoid, weights: [[0.45, 0.4], [0.7, 0.6]]}
            loss: half_sse
            learning_rate: 0.5
            """;

    private static Exam exam(String text) {
        var reading = ExamReader.read("exam.yaml", text.getBytes(StandardCharsets.UTF_8));
        assertThat(reading.findings()).isEmpty();
        return reading.exam().orElseThrow();
    }

    private static List<Drawn> draws(Exam exam, long seed, int threads, List<String> keys) {
        var drawn = new ArrayList<Drawn>();
        new Draws(exam, RULES, seed).of(keys.iterator(), threads).forEachRemaining(drawn::add);
        return drawn;
    }

    private static List<String> keys(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
    }

    private static List<Map<String, String>> values(List<Drawn> draws) {
        return draws.stream()
                .map(drawn ->
                        Values.given(((Drawn.Taken) drawn).problems().get(0).task()))
                .toList();
    }

    @Test
    void theNumberOfThreadsAndOfStudentsDoesNotMatter() {
        Exam exam = exam(NETWORK + """
                vary: {weights: {uniform: [0.1, 0.9], step: 0.1}, inputs: {uniform: [0.1, 0.9], step: 0.1}}
                require: [distinct_answers: 5 decimals]
                questions: [{number: dE/dw1}, {number: E}]
                """);
        List<Map<String, String>> one = values(draws(exam, 7, 1, keys(300)));
        assertThat(values(draws(exam, 7, 3, keys(300)))).isEqualTo(one);
        assertThat(values(draws(exam, 7, 2, keys(150)))).isEqualTo(one.subList(0, 150));
        assertThat(values(draws(exam, 8, 2, keys(150)))).isNotEqualTo(one.subList(0, 150));
    }

    /** The gradient that arrives is a number of each student's own, and is drawn whole or entry by entry. */
    @Test
    void theUpstreamGradientOfAGraphIsDrawn() {
        Exam exam = exam("""
                given: {x: 2, w: 3}
                nodes: {y: x*w}
                precision: {decimals: 6}
                output: y
                upstream: 2
                vary: {upstream: {uniform: [1, 9], step: 0.001}, w: upstream + 1}
                questions: [{number: dL/dx, points: 1}, {number: dE/dw, points: 1}]
                """);
        var variants = new Variants(exam, RULES, 5);
        for (Drawn drawn : draws(exam, 5, 2, keys(40))) {
            var taken = (Drawn.Taken) drawn;
            Map<String, String> given = Values.given(taken.problems().get(0).task());
            var upstream = new BigDecimal(given.get("upstream"));
            assertThat(new BigDecimal(given.get("w"))).isEqualByComparingTo(upstream.add(BigDecimal.ONE));
            List<BigDecimal> answers =
                    variants.of(taken.key(), java.util.Optional.empty(), taken).parts().get(0).items().stream()
                            .map(item -> ((Answer.Numbers) item.answer())
                                    .values()
                                    .get(0)
                                    .value())
                            .toList();
            assertThat(answers.get(0)).isEqualByComparingTo(upstream.multiply(upstream.add(BigDecimal.ONE)));
            assertThat(answers.get(1)).isEqualByComparingTo(upstream.multiply(BigDecimal.valueOf(2)));
        }
        Exam arrays = exam("""
                given: {x: [1, 2], w: [3, 4]}
                nodes: {y: x*w}
                output: y
                upstream: [5, 6]
                vary: {"upstream[2]": {choice: [7, 8]}, "x[1]": {choice: [1, 9]}}
                """);
        assertThat(values(draws(arrays, 5, 2, keys(3)))).allSatisfy(given -> {
            assertThat(given).containsEntry("upstream[1]", "5").containsEntry("x[2]", "2");
            assertThat(given.get("upstream[2]")).isIn("7", "8");
        });
    }

    @Test
    void aStudentsDrawBelongsToTheStudentAndNotToThePlaceInTheList() {
        Exam exam = exam(NETWORK + "vary: {weights: {uniform: [0.1, 0.9], step: 0.001}}\n");
        List<Map<String, String>> some = values(draws(exam, 7, 1, List.of("kim", "lee", "park")));
        List<Map<String, String>> more = values(draws(exam, 7, 1, List.of("an", "kim", "choi", "lee", "park")));
        assertThat(List.of(more.get(1), more.get(3), more.get(4))).isEqualTo(some);
    }

    @Test
    void everyDrawMeetsEveryRequirementAndNoAnswerComesTwice() {
        Exam exam = exam(NETWORK + """
                vary:
                  inputs: {uniform: [0.1, 0.9], step: 0.05}
                  weights: {uniform: [-0.9, 0.9], step: 0.05}
                  t1: {uniform: [0.1, 0.9], step: 0.1}
                  t2: 1 - t1
                  learning_rate: {choice: [0.1, 0.5, 1]}
                require:
                  - abs(dE/dw1) >= 0.001
                  - 0.01 < E <= 0.2
                  - w1 != w2
                  - no_saturation: 0.15
                  - loss_falls
                  - distinct_answers: 8 decimals
                  - digits: 3
                precision: {decimals: 6}
                questions:
                  - {number: dE/dw1, points: 3}
                  - {number: E, points: 1}
                """);
        Set<Long> gradients = new HashSet<>();
        Set<Long> losses = new HashSet<>();
        int count = 0;
        for (Drawn drawn : draws(exam, 2026, 2, keys(MANY))) {
            Network network = (Network) ((Drawn.Taken) drawn).problems().get(0).task();
            var hand = new Hand(network);
            assertThat(Math.abs(hand.dw1)).isGreaterThanOrEqualTo(0.001);
            assertThat(hand.loss).isGreaterThan(0.01).isLessThanOrEqualTo(0.2);
            assertThat(network.parameters().get("w1"))
                    .isNotEqualByComparingTo(network.parameters().get("w2"));
            assertThat(hand.leastSlope).isGreaterThanOrEqualTo(0.15);
            assertThat(hand.after).isLessThan(hand.loss);
            assertThat(hand.t2).isEqualByComparingTo(BigDecimal.ONE.subtract(hand.t1));
            assertThat(Math.abs(hand.carried - hand.dw1)).isLessThanOrEqualTo(0.5 * digit(hand.dw1, 3));
            assertThat(gradients.add(Math.round(hand.dw1 * 1e8))).isTrue();
            assertThat(losses.add(Math.round(hand.loss * 1e8))).isTrue();
            count++;
        }
        assertThat(count).isEqualTo(MANY);
    }

    private static double digit(double value, int digits) {
        return Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - digits + 1);
    }

    /** The 2-2-2 network, worked out with doubles as in a textbook. */
    private static final class Hand {
        final BigDecimal t1;
        final BigDecimal t2;
        double loss;
        double after;
        double dw1;
        double carried;
        double leastSlope = 1;

        Hand(Network network) {
            Network.Sample sample = network.samples().get(0);
            t1 = sample.targets().get("o1");
            t2 = sample.targets().get("o2");
            double[] x = {
                sample.inputs().get("x1").doubleValue(),
                sample.inputs().get("x2").doubleValue()
            };
            double[] t = {t1.doubleValue(), t2.doubleValue()};
            var w = new double[9];
            network.parameters().forEach((name, value) -> w[Integer.parseInt(name.substring(1))] = value.doubleValue());
            double rate = network.learningRate().orElseThrow().doubleValue();
            double[] g = gradients(x, t, w, false);
            loss = g[0];
            dw1 = g[1];
            carried = gradients(x, t, w, true)[1];
            var next = new double[9];
            for (int i = 1; i < 9; i++) {
                next[i] = w[i] - rate * g[i];
            }
            double slope = leastSlope;
            after = gradients(x, t, next, false)[0];
            leastSlope = slope;
        }

        private static double cut(double value, boolean rounded) {
            return rounded
                    ? BigDecimal.valueOf(value)
                            .setScale(6, java.math.RoundingMode.HALF_UP)
                            .doubleValue()
                    : value;
        }

        private double slope(double out, boolean r) {
            leastSlope = Math.min(leastSlope, out * (1 - out));
            return cut(out * (1 - out), r);
        }

        private double[] gradients(double[] x, double[] t, double[] w, boolean r) {
            var h = new double[2];
            var o = new double[2];
            for (int i = 0; i < 2; i++) {
                h[i] = cut(1 / (1 + Math.exp(-cut(w[1 + 2 * i] * x[0] + w[2 + 2 * i] * x[1], r))), r);
            }
            var delta = new double[2];
            var g = new double[9];
            for (int k = 0; k < 2; k++) {
                o[k] = cut(1 / (1 + Math.exp(-cut(w[5 + 2 * k] * h[0] + w[6 + 2 * k] * h[1], r))), r);
                g[0] += cut((t[k] - o[k]) * (t[k] - o[k]) / 2, r);
                delta[k] = cut(cut(-(t[k] - o[k]), r) * slope(o[k], r), r);
                for (int i = 0; i < 2; i++) {
                    g[5 + 2 * k + i] = cut(delta[k] * h[i], r);
                }
            }
            for (int i = 0; i < 2; i++) {
                double back = cut(cut(delta[0] * w[5 + i], r) + cut(delta[1] * w[7 + i], r), r);
                double d = cut(back * slope(h[i], r), r);
                g[1 + 2 * i] = cut(d * x[0], r);
                g[2 + 2 * i] = cut(d * x[1], r);
            }
            return g;
        }
    }

    @Test
    void whatCannotBeMetSaysWhichAndHowOften() {
        Exam exam = exam(NETWORK + """
                vary: {x1: {uniform: [0.1, 0.9], step: 0.1}}
                require: [x1 > 0.15, E > 5, tries: 50]
                """);
        var refused = (Drawn.Refused) draws(exam, 1, 1, keys(1)).get(0);
        assertThat(refused.attempts()).isEqualTo(50);
        var counts = new HashMap<String, Integer>();
        refused.failures().forEach((requirement, count) -> counts.put(requirement.text(), count));
        assertThat(counts.keySet()).containsExactlyInAnyOrder("x1 > 0.15", "E > 5");
        assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
        assertThat(refused.closest()).startsWith("E is 0.0");
        assertThat(new BigDecimal(refused.values().get("x1"))).isGreaterThan(new BigDecimal("0.15"));
    }

    @Test
    void answersThatRunOutAreSaidToBeShared() {
        Exam exam = exam(NETWORK + """
                vary: {x1: {choice: [0.1, 0.5, 0.9]}}
                require: [distinct_answers: 4 significant digits, tries: 40]
                questions: [{number: net(h1), decimals: 4}]
                """);
        List<Drawn> drawn = draws(exam, 1, 1, keys(4));
        assertThat(drawn.subList(0, 3)).allMatch(Drawn.Taken.class::isInstance);
        var refused = (Drawn.Refused) drawn.get(3);
        assertThat(refused.closest()).isEqualTo("question 1 (number net(h1)): somebody before has the same answer");
    }

    @Test
    void kindsOfDraws() {
        Exam exam = exam(NETWORK + """
                vary:
                  a: {uniform: [1, 3]}
                  x1: a/10
                  x2: a/10 + 0.5
                  w1, w2, w3: {shuffle: [0.11, 0.22, 0.33, 0.44]}
                  w5: {normal: [0.5, 0.2], step: 0.01, least: 0.1, most: 0.9}
                  activation: {choice: [sigmoid, tanh]}
                  activation(2): {choice: [identity]}
                  loss: {choice: [half_sse, mse]}
                  units(1): {choice: [1, 2]}
                require: []
                questions: [{number: net(h1)}, {layer: 1, of: net}]
                """);
        Set<String> seen = new HashSet<>();
        for (Drawn drawn : draws(exam, 5, 1, keys(200))) {
            Network network = (Network) ((Drawn.Taken) drawn).problems().get(0).task();
            Map<String, BigDecimal> inputs = network.samples().get(0).inputs();
            assertThat(inputs.get("x2").subtract(inputs.get("x1"))).isEqualByComparingTo("0.5");
            Set<BigDecimal> cards = new HashSet<>();
            List.of("w1", "w2", "w3").stream()
                    .map(network.parameters()::get)
                    .filter(value -> value != null)
                    .forEach(value -> assertThat(cards.add(value)).isTrue());
            assertThat(network.parameters().get("w5")).isBetween(new BigDecimal("0.1"), new BigDecimal("0.9"));
            assertThat(network.layers().get(1).activation().name()).isEqualTo("identity");
            int units = network.layers().get(0).units().size();
            assertThat(network.parameters().keySet())
                    .hasSize(units == 2 ? 8 : 4)
                    .doesNotContain(units == 2 ? "" : "w3");
            seen.add(units
                    + network.layers().get(0).activation().name()
                    + network.loss().name());
        }
        assertThat(seen).hasSize(8);
    }
}
