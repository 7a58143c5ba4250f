package chalkgrad.variant;

import chalkgrad.exam.Draw;
import chalkgrad.exam.Exam;
import chalkgrad.exam.ExamTask;
import chalkgrad.exam.Variation;
import chalkgrad.exam.Vary;
import chalkgrad.model.Problem;
import chalkgrad.problem.ExamReader;
import chalkgrad.problem.ExamReading;
import chalkgrad.rules.RuleBook;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Exams to be tried out. */
public final class Exams {
    /** Proved once for all. */
    public static final RuleBook RULES = new RuleBook();

    private static final String SIGMOID = """
            precision: {decimals: 6}
            inputs: {x1: 0.1, x2: 0.2}
            targets: {o1: 0.4, o2: 0.6}
            layers:
              - {units: [h1, h2], activation: sigmoid, weights: [[0.3, 0.25], [0.4, 0.35]], biases: {b1: 0.35}}
              - {units: [o1, o2], activation: sigmoid, weights: [[0.45, 0.4], [0.7, 0.6]], biases: {b2: 0.1}}
            loss: half_sse
            learning_rate: 0.5
            vary:
              inputs: {uniform: [0.1, 0.9], step: 0.05}
              weights: {uniform: [-0.9, 0.9], step: 0.05}
            """;

    private static final String RELU = """
            precision: {significant: 5}
            inputs: {x1: 1, x2: 2}
            targets: {y: 1}
            layers:
              - {units: [h1, h2, h3], activation: relu, weights: [[0.3, 0.25], [0.4, 0.35], [0.5, 0.1]], biases: [0.1, 0.2, 0.3]}
              - {units: [y], activation: identity, weights: [[0.45, 0.4, 0.3]], biases: [0.1]}
            loss: mse
            learning_rate: 0.1
            vary:
              inputs: {uniform: [0.5, 3], step: 0.5}
              weights: {uniform: [0.1, 0.9], step: 0.1}
            """;

    private static final String SOFTMAX = """
            precision: {decimals: 5}
            rounding: truncate
            inputs: {x1: 1, x2: 2}
            targets: {o1: 1, o2: 0, o3: 0}
            layers:
              - {units: [h1, h2], activation: tanh, weights: [[0.3, 0.25], [0.4, 0.35]]}
              - {units: [o1, o2, o3], activation: softmax, weights: [[0.45, 0.4], [0.7, 0.6], [0.2, 0.3]]}
            loss: cross_entropy
            learning_rate: 0.1
            vary:
              inputs: {uniform: [0.1, 0.9], step: 0.1}
              weights: {uniform: [-0.9, 0.9], step: 0.1}
            """;

    private static final String SAMPLES = """
            precision: {decimals: 5}
            layers:
              - {units: [h1, h2], activation: sigmoid, weights: [[0.3, 0.25], [0.4, 0.35]]}
              - {units: [o], activation: sigmoid, weights: [[0.45, 0.4]]}
            samples:
              - {inputs: {x1: 0.1, x2: 0.2}, targets: {o: 0.4}}
              - {inputs: {x1: 0.5, x2: 0.7}, targets: {o: 0.9}}
            batch: sum
            loss: half_sse
            learning_rate: 0.5
            vary:
              weights: {uniform: [0.1, 0.9], step: 0.05}
            """;

    private static final String GRAPH = """
            precision: {decimals: 5}
            given: {x: -2, y: 5, z: -4, w: 0.5}
            nodes: {q: x + y, s: q * z, u: sigmoid(w * q), f: s * u + x ^ 2}
            output: f
            learning_rate: 0.1
            vary:
              x: {uniform: [0.2, 2], step: 0.1}
              y: {uniform: [0.2, 2], step: 0.1}
              z: {uniform: [0.2, 2], step: 0.1}
            """;

    private static final String ROUNDED = """
            precision: {decimals: 4}
            carry: rounded
            inputs: {x1: 0.5, x2: 0.2}
            targets: {o1: 0.4, o2: 0.6}
            layers:
              - {units: [h1, h2], activation: tanh, weights: [[0.3, 0.25], [0.4, 0.35]]}
              - {units: [o1, o2], activation: sigmoid, weights: [[0.45, 0.4], [0.7, 0.6]]}
            loss: half_sse
            learning_rate: 0.5
            vary:
              inputs: {uniform: [0.3, 0.9], step: 0.05}
              weights: {uniform: [0.3, 0.9], step: 0.05}
            """;

    /** Exams whose questions are to find a mistake. */
    public static final List<String> MISTAKES = List.of(
            SIGMOID + mistakes("dE/dw1", "dE/dw5", "w6+", "E", "E+"),
            RELU + mistakes("dE/dw1", "dE/dw8", "E", "w2+"),
            SOFTMAX + mistakes("dE/dw1", "dE/dw6", "E", "w2+"),
            SAMPLES + mistakes("out(o)#2", "out(o)#1", "net(o)#2"),
            GRAPH + mistakes("df/dx", "df/dw", "f", "y+"),
            ROUNDED + mistakes("dE/dw1", "dE/dw5", "E"));

    private static final String EVERY = """
            questions:
              - {number: %1$s, points: 2}
              - {number: %1$s, points: 2, decimals: 4}
              - {number: %2$s, points: 3}
              - {formula: %1$s, points: 2}
              - {blanks: %1$s, points: 4}
              - {choice: %1$s, options: 5, points: 2}
              - {choice: %2$s, options: 4, points: 2}
              - {order: %3$s, points: 2}
            """;

    /** Exams with every other kind of question. */
    public static final List<String> OTHERS = List.of(
            SIGMOID + EVERY.formatted("dE/dw1", "E+", "E+"),
            RELU + EVERY.formatted("dE/dw1", "w8+", "E+"),
            SOFTMAX + EVERY.formatted("dE/dw2", "E", "E+"),
            SAMPLES + EVERY.formatted("dE/dw1", "E", "out(o)#2"),
            GRAPH + EVERY.formatted("df/dx", "f", "f+"),
            ROUNDED + EVERY.formatted("dE/dw1", "w5+", "E+"));

    /** Exams without their questions, each with the quantities that may be asked for in it. */
    public static final Map<String, List<String>> BASES = new LinkedHashMap<>(Map.of(
            SIGMOID, List.of("dE/dw1", "dE/dw3", "dE/dw5", "dE/dw6", "E", "E+", "w5+", "w1+", "out(h1)", "net(o1)"),
            RELU, List.of("dE/dw1", "dE/dw2", "dE/dw7", "dE/dw8", "E", "w8+", "w2+", "out(y)"),
            SOFTMAX, List.of("dE/dw1", "dE/dw2", "dE/dw6", "E", "w2+", "out(o1)", "net(h2)"),
            SAMPLES, List.of("dE/dw1", "dE/dw2", "dE/dw5", "E", "out(o)#2", "out(o)#1", "w1+"),
            GRAPH, List.of("df/dx", "df/dw", "df/dz", "df/dq", "f", "y+", "s", "u"),
            ROUNDED, List.of("dE/dw1", "dE/dw2", "dE/dw5", "E", "w5+", "out(h2)", "E+")));

    private Exams() {}

    private static String mistakes(String... quantities) {
        var questions = new StringBuilder("questions:\n");
        for (String quantity : quantities) {
            questions.append("  - {mistake: ").append(quantity).append(", points: 2}\n");
        }
        return questions.toString();
    }

    /** The exam of a file. */
    public static Exam read(String yaml) {
        ExamReading reading = ExamReader.read("exam.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        return reading.exam().orElseThrow(() -> new AssertionError(reading.findings()));
    }

    /** So many variants with values drawn by this test alone, of those that every question can be asked of. */
    public static List<Variant> variants(String yaml, long seed, int count) {
        Exam exam = read(yaml);
        var variants = new Variants(exam, RULES, seed);
        var structures = new Structure.Known(RULES);
        var random = new SplittableRandom(seed);
        ExamTask task = exam.tasks().get(0);
        var all = new ArrayList<Variant>();
        for (int key = 1; all.size() < count; key++) {
            Problem problem = task.problem().withTask(Vary.with(task.problem().task(), drawn(task, random)));
            if (isFit(task, structures.of(problem.task()), problem, seed, Integer.toString(key))) {
                String id = Integer.toString(key);
                all.add(variants.of(id, Optional.empty(), new Drawn.Taken(id, 1, List.of(problem))));
            } else if (key > 20 * count) {
                throw new AssertionError("seed " + seed + ": only " + all.size() + " of " + key + " draws are fit");
            }
        }
        return all;
    }

    private static boolean isFit(ExamTask task, Structure structure, Problem problem, long seed, String key) {
        var figures = Asking.figures(structure, problem);
        for (int i = 0; i < task.questions().size(); i++) {
            Dice lots = Dice.ofQuestion(seed, key, 0, i + 1);
            if (Asking.unfit(structure, problem, figures, task.questions(), i, lots)
                    .isPresent()) {
                return false;
            }
        }
        return true;
    }

    private static Map<Variation.Place, String> drawn(ExamTask task, SplittableRandom random) {
        var drawn = new LinkedHashMap<Variation.Place, String>();
        for (Variation variation : task.variations()) {
            var draw = (Draw.Uniform) variation.draw();
            int steps = draw.high().subtract(draw.low()).divide(draw.step()).intValue();
            for (Variation.Place place : variation.places()) {
                // A weight of zero makes mistakes invisible.
                BigDecimal value = BigDecimal.ZERO;
                while (value.signum() == 0) {
                    value = draw.low().add(draw.step().multiply(BigDecimal.valueOf(random.nextInt(steps + 1))));
                }
                drawn.put(place, value.toPlainString());
            }
        }
        return drawn;
    }
}
