package chalkgrad;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Updated;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random networks of every kind, against forward accumulation in doubles. A test's name has its seed. */
class RandomNetworksTest {
    private static final int COUNT = 80;
    private static final Pipeline PIPELINE = new Pipeline();

    static LongStream seeds() {
        return LongStream.range(0, COUNT);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void gradientsAgreeWithForwardAccumulation(long seed) {
        var network = new RandomNetwork(seed, false);
        Solution.Outcome outcome = outcome(network);
        List<RandomNetwork.Pass> passes = network.passes();
        boolean possible = passes.stream().allMatch(pass -> Double.isFinite(pass.loss()));
        if (!possible) {
            assertThat(outcome).as(network.yaml()).isInstanceOf(Solution.Impossible.class);
            return;
        }
        assertThat(outcome).as(network.yaml()).isInstanceOf(Solution.Solved.class);
        Solution solution = ((Solution.Solved) outcome).solution();
        assertThat(solution.check().digits()).isGreaterThanOrEqualTo(18);
        assertThat(solution.passes()).hasSameSizeAs(passes);
        for (int i = 0; i < passes.size(); i++) {
            RandomNetwork.Pass expected = passes.get(i);
            Scope batch = solution.passes().get(i).batch();
            near(batch, Quantity.LOSS, expected.loss(), network);
            if (i < passes.size() - 1) {
                for (String name : network.parameters) {
                    near(
                            batch,
                            new Partial(Quantity.LOSS, new Param(name)),
                            expected.gradients().get(name),
                            network);
                    var updated = new Updated(name);
                    near(
                            batch,
                            batch.has(updated) ? updated : new Param(name),
                            expected.updated().get(name),
                            network);
                }
            }
        }
    }

    private static Solution.Outcome outcome(RandomNetwork network) {
        return PIPELINE.outcome(network.yaml());
    }

    private static void near(Scope scope, Quantity quantity, double expected, RandomNetwork network) {
        double actual = Double.parseDouble(scope.json(quantity));
        assertThat(Math.abs(actual - expected) / Math.max(1, Math.abs(expected)))
                .as("%s is %s, expected %s\n%s", quantity.id(), actual, expected, network.yaml())
                .isLessThan(1e-9);
    }

    /** Nine digits carried on stay near the exact numbers, and every number is one of nine digits. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void roundedNumbersAreCarriedOn(long seed) {
        var network = new RandomNetwork(seed, true);
        Solution.Outcome outcome = outcome(network);
        List<RandomNetwork.Pass> passes = network.passes();
        if (!(outcome instanceof Solution.Solved solved)) {
            assertThat(outcome).as(network.yaml()).isInstanceOf(Solution.Impossible.class);
            assertThat(new RandomNetwork(seed, false))
                    .satisfies(exact -> assertThat(outcome(exact)).isInstanceOf(Solution.Impossible.class));
            return;
        }
        Scope batch = solved.solution().passes().get(0).batch();
        for (String name : network.parameters) {
            var gradient = new Partial(Quantity.LOSS, new Param(name));
            assertThat(new java.math.BigDecimal(batch.json(gradient)))
                    .as(network.yaml())
                    .isEqualByComparingTo(batch.printed(gradient).value());
            assertThat(batch.printed(gradient).value().stripTrailingZeros().precision())
                    .isLessThanOrEqualTo(9);
            double expected = passes.get(0).gradients().get(name);
            assertThat(Math.abs(batch.printed(gradient).value().doubleValue() - expected)
                            / Math.max(1, Math.abs(expected)))
                    .as("%s\n%s", name, network.yaml())
                    .isLessThan(1e-5);
        }
    }

    @Test
    void everyRunIsTheSameAndThreadsDoNotMeet() throws Exception {
        List<String> texts = LongStream.range(0, 24)
                .mapToObj(seed -> new RandomNetwork(seed, false).yaml())
                .toList();
        Callable<List<String>> work = () -> {
            var pipeline = new Pipeline();
            var results = new ArrayList<String>();
            for (String text : texts) {
                Solution.Outcome outcome = pipeline.outcome(text);
                results.add(
                        outcome instanceof Solution.Solved solved
                                ? new String(
                                                Pipeline.publish(solved.solution(), "json"),
                                                java.nio.charset.StandardCharsets.UTF_8)
                                        + new String(
                                                Pipeline.publish(solved.solution(), "tex"),
                                                java.nio.charset.StandardCharsets.UTF_8)
                                : outcome.toString());
            }
            return results;
        };
        var threads = Executors.newFixedThreadPool(2);
        try {
            var first = threads.submit(work);
            var second = threads.submit(work);
            List<String> alone = work.call();
            assertThat(first.get()).isEqualTo(alone);
            assertThat(second.get()).isEqualTo(alone);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A sample in which some kind never comes up would prove nothing about it. */
    @Test
    void everyKindComesUp() {
        var all = new StringBuilder();
        seeds().forEach(seed -> all.append(new RandomNetwork(seed, false).yaml()));
        for (String activation : RandomNetwork.ACTIVATIONS.keySet()) {
            assertThat(all).contains("activation: \"" + activation + "\"");
        }
        for (String loss : RandomNetwork.LOSSES.keySet()) {
            assertThat(all).contains("loss: " + loss + "\n");
        }
        assertThat(all).contains("batch: mean", "batch: sum", "batch: online", "freeze: [", "steps: 3");
    }
}
