package chalkgrad.graph;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.evaluate.Solution;
import chalkgrad.graph.Interpreter.Array;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random graphs of every kind, against derivatives of the test's own and against difference quotients. A test's name has its seed. */
class RandomGraphsTest {
    private static final int COUNT = 200;
    private static final int CARRIED = 14;
    private static final MathContext CARRY = new MathContext(CARRIED, RoundingMode.HALF_UP);
    /** Graphs with zeros on the way that no number of digits proves, which take seconds and show nothing more. */
    private static final Set<Long> LONG = Set.of(30L, 63L, 75L, 102L, 187L);

    private static final BigDecimal NOTHING = new BigDecimal("1e-40");
    private static final Pipeline PIPELINE = new Pipeline();

    /** What several tests ask for, as the 70 digits of a descent take as long as all that the program does with it. */
    private static final Map<Long, Drawn> DRAWN = new ConcurrentHashMap<>();

    /** A graph and the ways through it, one for each step of its descent. */
    private record Drawn(RandomGraph graph, List<Trip> trips) {
        static Drawn of(long seed) {
            return DRAWN.computeIfAbsent(seed, RandomGraphsTest::draw);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, COUNT);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyDigitAgrees(long seed) {
        RandomGraph graph = graph(seed);
        List<Trip> trips = Drawn.of(seed).trips();
        String text = graph.yaml(written(graph, trips, seed));
        Solution solution = PIPELINE.solution(text);
        assertThat(solution.check().digits()).isGreaterThanOrEqualTo(18);
        assertThat(solution.warnings()).as(text).isEmpty();
        JsonNode steps = Pipeline.json(solution).get("steps");
        assertThat(steps).as(text).hasSameSizeAs(trips);
        for (int s = 0; s < trips.size(); s++) {
            Trip trip = trips.get(s);
            JsonNode nodes = steps.get(s).get("nodes");
            assertThat(nodes).as(text).hasSameSizeAs(graph.shapes.keySet());
            for (String name : graph.shapes.keySet()) {
                exactly(trip.values().get(name), nodes.get(name).get("value"), name, text);
                exactly(trip.gradients().get(name), nodes.get(name).get("gradient"), "gradient of " + name, text);
            }
            JsonNode updated = steps.get(s).get("updated");
            assertThat(updated != null).as(text).isEqualTo(s < trips.size() - 1);
            for (String name : updated == null ? List.<String>of() : graph.wrt) {
                exactly(trips.get(s + 1).values().get(name), updated.get(name), "updated " + name, text);
            }
            assertThat(updated == null ? graph.wrt.size() : updated.size()).isEqualTo(graph.wrt.size());
        }
        differences(graph, steps.get(0).get("nodes"), seed, text);
    }

    /**
     * A graph in which, but for some, no gradient is a zero that no number of digits proves: a sum over a softmax has such, and telling takes
     * a thousand digits.
     */
    static RandomGraph graph(long seed) {
        return Drawn.of(seed).graph();
    }

    private static Drawn draw(long seed) {
        for (long attempt = seed; ; attempt += 1000) {
            var graph = new RandomGraph(attempt);
            Trip trip = Trip.through(graph, given(graph), x -> x, Map.of());
            boolean told = trip.gradients().values().stream()
                    .flatMap(List::stream)
                    .noneMatch(slope -> slope.signum() != 0 && slope.abs().compareTo(NOTHING) < 0);
            if ((told || seed % 50 == 0) && !LONG.contains(attempt)) {
                return new Drawn(graph, descent(graph, trip, seed));
            }
        }
    }

    /** Everything is moved at once, each entry by its own amount, along a random direction. */
    private static void differences(RandomGraph graph, JsonNode nodes, long seed, String text) {
        var random = new Random(seed);
        BigDecimal h = new BigDecimal("1e-22");
        var forth = new LinkedHashMap<String, List<BigDecimal>>();
        var back = new LinkedHashMap<String, List<BigDecimal>>();
        BigDecimal slope = BigDecimal.ZERO;
        BigDecimal scale = BigDecimal.ONE;
        for (String name : graph.shapes.keySet()) {
            var moves = new ArrayList<BigDecimal>();
            for (BigDecimal gradient : entries(nodes.get(name).get("gradient"))) {
                BigDecimal part = BigDecimal.valueOf(random.nextInt(19) - 9);
                moves.add(part.multiply(h));
                slope = slope.add(part.multiply(gradient));
                scale = scale.max(part.multiply(gradient).abs());
            }
            forth.put(name, moves);
            back.put(name, moves.stream().map(BigDecimal::negate).toList());
        }
        Map<String, List<BigDecimal>> given = given(graph);
        BigDecimal quotient = Trip.through(graph, given, x -> x, forth)
                .height()
                .subtract(Trip.through(graph, given, x -> x, back).height())
                .divide(h.add(h), MathContext.DECIMAL128);
        assertThat(quotient.subtract(slope).abs().divide(scale, MathContext.DECIMAL64))
                .as("difference quotient %s, gradients %s, %s", quotient, slope, text)
                .isLessThan(new BigDecimal("1e-18"));
    }

    private static Map<String, List<BigDecimal>> given(RandomGraph graph) {
        var given = new LinkedHashMap<String, List<BigDecimal>>();
        graph.given.forEach((name, entries) ->
                given.put(name, entries.stream().map(BigDecimal::new).toList()));
        return given;
    }

    /** The first way through, and one after each update, as long as the numbers keep away from kinks and poles. */
    private static List<Trip> descent(RandomGraph graph, Trip first, long seed) {
        var trips = new ArrayList<>(List.of(first));
        for (long i = seed % 3 == 0 ? seed % 4 : 0; i > 0; i--) {
            Trip trip = trips.get(trips.size() - 1);
            BigDecimal rate = rate(graph, trips.get(0));
            Map<String, List<BigDecimal>> given = given(graph);
            given.replaceAll((name, entries) -> trip.values().get(name));
            for (String name : graph.wrt) {
                given.put(name, updated(trip, name, rate));
            }
            if (!suits(graph, given)) {
                break;
            }
            trips.add(Trip.through(graph, given, x -> x, Map.of()));
        }
        return trips;
    }

    private static List<BigDecimal> updated(Trip trip, String name, BigDecimal rate) {
        var moved = new ArrayList<BigDecimal>();
        for (int i = 0; i < trip.values().get(name).size(); i++) {
            moved.add(trip.values()
                    .get(name)
                    .get(i)
                    .subtract(rate.multiply(trip.gradients().get(name).get(i)), new MathContext(70)));
        }
        return moved;
    }

    /** No entry moves by more than a tenth. */
    private static BigDecimal rate(RandomGraph graph, Trip trip) {
        BigDecimal steepest = graph.wrt.stream()
                .flatMap(name -> trip.gradients().get(name).stream())
                .map(BigDecimal::abs)
                .reduce(BigDecimal.ONE, BigDecimal::max);
        return new BigDecimal("0.1").divide(steepest, new MathContext(1, RoundingMode.DOWN));
    }

    private static boolean suits(RandomGraph graph, Map<String, List<BigDecimal>> given) {
        var rough = new LinkedHashMap<String, Array<Double>>();
        var interpreter = new Interpreter<>(new Doubles(), rough);
        try {
            graph.shapes.forEach((name, shape) -> rough.put(
                    name,
                    given.containsKey(name)
                            ? new Array<>(
                                    shape,
                                    given.get(name).stream()
                                            .map(BigDecimal::doubleValue)
                                            .toList())
                            : interpreter.value(graph.nodes.get(name))));
            return true;
        } catch (Doubles.Unfit unfit) {
            return false;
        }
    }

    private static String written(RandomGraph graph, List<Trip> trips, long seed) {
        String descent = trips.size() == 1
                ? ""
                : "learning_rate: " + rate(graph, trips.get(0)).toPlainString() + "\nsteps: " + (trips.size() - 1)
                        + "\n";
        return "# seed " + seed + "\n" + descent;
    }

    private static void exactly(List<BigDecimal> expected, JsonNode found, String what, String text) {
        List<String> texts = texts(found);
        assertThat(texts).as("%s in %s", what, text).hasSameSizeAs(expected);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(Pipeline.isCorrectlyRounded(texts.get(i), expected.get(i)))
                    .as("%s is %s, expected %s, in %s", what, texts.get(i), expected.get(i), text)
                    .isTrue();
        }
    }

    private static List<String> texts(JsonNode array) {
        if (!array.isArray()) {
            return List.of(array.asText());
        }
        var texts = new ArrayList<String>();
        array.forEach(part -> texts.addAll(texts(part)));
        return texts;
    }

    private static List<BigDecimal> entries(JsonNode array) {
        return texts(array).stream().map(BigDecimal::new).toList();
    }

    /** Each node is cut and carried on; the gradients stay near the exact ones, and all are numbers of so many digits. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("carried")
    void roundedNumbersAreCarriedOn(long seed) {
        RandomGraph graph = graph(seed);
        List<Trip> exact = Drawn.of(seed).trips();
        String text =
                graph.yaml(written(graph, exact, seed) + "carry: rounded\nprecision: {significant: " + CARRIED + "}\n");
        JsonNode steps = PIPELINE.json(text).get("steps");
        assertThat(steps).as(text).hasSameSizeAs(exact);
        UnaryOperator<BigDecimal> cut = x -> x.round(CARRY);
        Map<String, List<BigDecimal>> given = given(graph);
        for (int s = 0; s < exact.size(); s++) {
            JsonNode nodes = steps.get(s).get("nodes");
            Trip trip = Trip.through(graph, given, cut, Map.of());
            for (String name : graph.shapes.keySet()) {
                List<BigDecimal> values = entries(nodes.get(name).get("value"));
                List<BigDecimal> gradients = entries(nodes.get(name).get("gradient"));
                for (int i = 0; i < values.size(); i++) {
                    assertThat(values.get(i))
                            .as("%s in %s", name, text)
                            .isEqualByComparingTo(trip.values().get(name).get(i));
                    BigDecimal expected = exact.get(s).gradients().get(name).get(i);
                    assertThat(gradients.get(i).stripTrailingZeros().precision())
                            .isLessThanOrEqualTo(CARRIED);
                    assertThat(gradients.get(i).subtract(expected).abs().doubleValue())
                            .as("gradient %s of %s, expected %s, in %s", gradients.get(i), name, expected, text)
                            .isLessThan(1e-7 * Math.max(1, Math.abs(expected.doubleValue())));
                }
            }
            if (s < exact.size() - 1) {
                for (String name : graph.wrt) {
                    given.put(name, entries(steps.get(s).get("updated").get(name)));
                }
            }
        }
    }

    static LongStream carried() {
        return LongStream.range(0, COUNT).filter(seed -> seed % 10 == 0);
    }

    /** A sample in which some kind never comes up where it matters would prove nothing about it. */
    @Test
    void everyKindComesUp() {
        Set<String> found = new LinkedHashSet<>();
        int updates = 0;
        var counts = new ArrayList<Integer>();
        for (long seed = 0; seed < COUNT; seed++) {
            RandomGraph graph = graph(seed);
            counts.add(graph.nodes.size());
            updates += Drawn.of(seed).trips().size() - 1;
            graph.relevant().forEach(term -> kinds(term, graph, found));
            if (!graph.upstream.isEmpty()) {
                found.add("upstream " + graph.shapes.get(graph.output).size());
            }
            if (graph.wrt.size() < graph.given.size()) {
                found.add("wrt");
            }
            if (graph.nodes.values().stream().anyMatch(term -> term.names().contains(graph.output))) {
                found.add("output used");
            }
            if (graph.relevant().size() < graph.nodes.size()) {
                found.add("unused nodes");
            }
        }
        Set<String> missing = new LinkedHashSet<>(RandomGraph.FUNCTIONS);
        for (String loss : RandomGraph.LOSSES) {
            missing.addAll(List.of(loss + " of scalars", loss + " of vectors", loss + " of matrices"));
        }
        missing.addAll(List.of("neg", "'", "dot", "outer", "e", "pi", "wrt", "output used", "unused nodes"));
        missing.addAll(List.of("upstream 0", "upstream 1", "upstream 2", "1 @ 1", "1 @ 2", "2 @ 1", "2 @ 2"));
        for (String several : List.of("softmax", "norm", "sum", "mean", "max", "min")) {
            missing.addAll(List.of(several + " of vectors", several + " of matrices"));
        }
        missing.addAll(List.of("max of one", "min of one", "max of several", "min of several"));
        for (String op : RandomGraph.PAIRS) {
            missing.addAll(List.of("0 " + op + " 0", "1 " + op + " 0", "0 " + op + " 1", "1 " + op + " 1"));
            missing.addAll(List.of("2 " + op + " 0", "0 " + op + " 2", "2 " + op + " 1", "1 " + op + " 2"));
        }
        missing.removeAll(found);
        assertThat(missing).isEmpty();
        assertThat(updates).isGreaterThan(50);
        assertThat(counts).allMatch(count -> count >= 5 && count <= 40).anyMatch(count -> count > 30);
    }

    private static void kinds(Term term, RandomGraph graph, Set<String> found) {
        boolean own = graph.shapes.containsKey(term.op());
        if (!own) {
            found.add(term.op());
        }
        if (!term.isLeaf()) {
            List<Term> args = term.args();
            found.add(term.op() + " of "
                    + List.of("scalars", "vectors", "matrices")
                            .get(args.get(0).shape().size()));
            if (args.size() == 1) {
                found.add(term.op() + " of one");
            } else {
                Term last = args.get(args.size() - 1);
                found.add(args.get(0).shape().size() + " " + term.op() + " "
                        + last.shape().size());
                found.add(args.size() > 2 ? term.op() + " of several" : term.op() + " of two");
            }
        }
        term.args().forEach(arg -> kinds(arg, graph, found));
    }
}
