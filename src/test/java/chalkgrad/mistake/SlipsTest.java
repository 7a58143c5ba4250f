package chalkgrad.mistake;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.RandomNetwork;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Scalars;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity.Target;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every slip at every step of many networks and some graphs: it can be worked out, and gives another number. */
class SlipsTest {
    /** Other given values than the problem's, as those may hide a mistake. */
    private static final int DRAWS = 12;

    /** Functions of whole arrays, each with mistakes of its own. */
    private static final List<String> ARRAYS =
            List.of("""
            given: {X: [[1, 2, 0, 1], [0, 1, 3, 2], [2, 1, 1, 0], [1, 0, 2, 4]], K: [[1, -1], [2, 0.5]]}
            nodes: {Y: "conv2d(X, K, stride=2)", P: "max_pool2d(Y, 2)", L: sum(P)}
            output: L
            """, """
            given: {X: [[1, 2], [3, 5], [2, 8]], g: [1, 0.5]}
            nodes: {Y: "batch_norm(X, g)", S: "softmax(Y, axis=0)", L: sum(S * S)}
            output: L
            """, Pipeline.example("courses/recurrent/bptt-three-steps.yaml"));

    private static final List<String> SMOOTH = List.of(Pipeline.example("mazur.yaml"), """
            given: {w: 0.7}
            nodes: {L: w^2}
            output: L
            learning_rate: 0.1
            optimizer: adam
            steps: 2
            """, """
            inputs: {a: 0.3, b: -0.8, c: 0.6}
            targets: {p: 1, q: 0, r: 0}
            layers:
              - units: [h, k, l]
                activation: tanh
                weights: {a: {h: 0.3}, b: {h: -0.2, k: 0.4}, c: {k: 0.7, l: -0.5}}
                biases: [0.1, -0.3, 0.2]
              - units: [p, q, r]
                activation: softmax
                weights: [[0.4, 0.1, -0.2], [-0.3, 0.6, 0.9], [0.25, -0.7, 0.35]]
                biases: [0.15, -0.1, 0.2]
            loss: cross_entropy
            learning_rate: 0.3
            """, """
            layers:
              - units: [h, k]
                activation: tanh
                weights: [[0.3, -0.2], [0.5, 0.7]]
                biases: {a: 0.25}
              - units: [m, n]
                activation: sigmoid
                weights: [[0.6, 0.15], [-0.45, 0.35]]
                biases: [0.05, -0.4]
              - units: [y]
                activation: sigmoid
                weights: [[0.8, -0.6]]
            loss: bce
            batch: mean
            learning_rate: 0.5
            samples:
              - {inputs: {u: 0.4, v: 0.9}, targets: {y: 0.8}}
              - {inputs: {u: -0.7, v: 0.2}, targets: {y: 0.1}}
            """);

    /** With kinks and gates that pass on what they get: some slips do not show in these. */
    private static final List<String> OTHERS = List.of(
            "softmax-3432.yaml",
            "features.yaml 0",
            "features.yaml 1",
            "features.yaml 2",
            "features.yaml 3",
            "features.yaml 4",
            "features.yaml 5",
            "seed004-meant.yaml",
            "graph-product.yaml",
            "graph-gates.yaml",
            "graph-logistic.yaml",
            "graph-logistic-gates.yaml");

    static List<String> smooth() {
        return SMOOTH;
    }

    static Stream<String> problems() {
        Stream<String> examples = OTHERS.stream().map(SlipsTest::example);
        Stream<String> random = new Random(20)
                .longs(3, 0, 10_000)
                .mapToObj(seed -> "# seed " + seed + "\n" + new RandomNetwork(seed, false).yaml());
        return Stream.concat(examples, random);
    }

    private static String example(String name) {
        String[] parts = name.split(" ");
        String[] texts = Pipeline.example(parts[0]).split("(?m)^---$");
        return texts[parts.length > 1 ? Integer.parseInt(parts[1]) : 0];
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void everySlipGivesAnotherNumber(String text) {
        UnrolledComputation unrolled = Doubles.unrolled(text);
        List<Doubles> right = IntStream.range(0, DRAWS)
                .mapToObj(draw -> new Doubles(unrolled, Map.of(), drawn(draw)))
                .toList();
        Mistakes.at(unrolled, cells(unrolled))
                .forEach(slip -> assertThat(isSeen(unrolled, slip, right))
                        .as("%s of %s in %s", slip.mistake().id(), slip.instead(), text)
                        .isTrue());
    }

    /** None comes of itself, and all that it uses is there. */
    @ParameterizedTest
    @MethodSource("problems")
    void everySlipCanBeWorkedOut(String text) {
        UnrolledComputation unrolled = Doubles.unrolled(text);
        Mistakes.at(unrolled, cells(unrolled)).forEach(slip -> new Doubles(unrolled, slip.instead()).value(slip.at()));
    }

    /** Every cell of the first pass, and every third of the second, which takes twice as long to work out. */
    private static List<Occurrence> cells(UnrolledComputation unrolled) {
        List<Occurrence> later = unrolled.cells(1);
        return Stream.concat(
                        unrolled.cells(0).stream(),
                        IntStream.range(0, later.size()).filter(i -> i % 3 == 0).mapToObj(later::get))
                .toList();
    }

    private static boolean isSeen(UnrolledComputation unrolled, Slip slip, List<Doubles> right) {
        for (int draw = 0; draw < DRAWS; draw++) {
            double expected = right.get(draw).value(slip.at());
            double value = new Doubles(unrolled, slip.instead(), drawn(draw)).value(slip.at());
            if (Math.abs(value - expected) > 1e-12 * Math.abs(expected)) {
                return true;
            }
        }
        return false;
    }

    private static ToDoubleFunction<Occurrence> drawn(int draw) {
        return cell -> {
            double unit = new SplittableRandom(cell.id().hashCode() * 31L + draw).nextDouble();
            boolean isTarget = cell.quantity() instanceof Target;
            return isTarget || draw % 2 == 0 ? 0.1 + 0.8 * unit : 6 * unit - 3;
        };
    }

    /** Where every mistake has room: three are seen in what is written, not in the steps. */
    @Test
    void everyMistakeIsMadeSomewhere() {
        var without = new TreeSet<>(Mistakes.ALL.stream().map(Mistake::id).toList());
        for (String text : SMOOTH) {
            UnrolledComputation unrolled = Doubles.unrolled(text);
            Mistakes.at(unrolled, cells(unrolled))
                    .forEach(slip -> without.remove(slip.mistake().id()));
        }
        for (String text : ARRAYS) {
            var graph = (Graph) Pipeline.read(text).task();
            UnrolledComputation unrolled =
                    Doubles.unrolled(Scalars.of(graph).orElseThrow().graph());
            Mistakes.at(unrolled, cells(unrolled))
                    .forEach(slip -> without.remove(slip.mistake().id()));
        }
        assertThat(without).containsExactly("arithmetic", "digit-typo", "shown-operand");
    }

    /** In a wide layer a step has many operands, and still no more slips than somebody can be thought to make. */
    @Test
    void aWideLayerHasNoMoreSlipsThanItsStepsAreLong() {
        UnrolledComputation unrolled = Doubles.unrolled(Pipeline.example("wide-2883.yaml"));
        for (Occurrence cell : unrolled.cells(0)) {
            if (cell.quantity().hashCode() % 97 == 0) {
                assertThat(Mistakes.ALL.stream()
                                .flatMap(mistake -> mistake.rule().at(unrolled, cell))
                                .count())
                        .as("%s", cell)
                        .isLessThan(700);
            }
        }
    }
}
