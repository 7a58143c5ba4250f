package chalkgrad.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Kept;
import chalkgrad.Pipeline;
import chalkgrad.derive.Deriver;
import chalkgrad.derive.Scalars;
import chalkgrad.model.Graph;
import chalkgrad.model.Problem;
import chalkgrad.model.Problem.Carry;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Updated;
import chalkgrad.rules.Dims;
import chalkgrad.rules.RuleBook;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The graph of scalars has every number of the graph of arrays. */
class ScalarNumbersTest {
    private static final int SEEDS = 60;
    private static final RuleBook RULES = new RuleBook();

    /** Both graphs are computed with so many digits, and have to agree in most of them. */
    private static final int DIGITS = 120;

    private static final BigDecimal CLOSE = new BigDecimal("1e-80");

    @Test
    void examplesAgreeInEveryPrintedDigit() {
        List<String> texts = Kept.examples("graph-");
        assertThat(texts).hasSizeGreaterThanOrEqualTo(7);
        for (String text : texts) {
            Problem problem = Pipeline.read(text);
            Scalars scalars = Scalars.of((Graph) problem.task()).orElseThrow();
            Pass arrays = solved(problem);
            Pass numbers = solved(problem.withTask(scalars.graph()));
            scalars.names().forEach((entry, name) -> {
                Graph graph = (Graph) problem.task();
                int index = scalars.names().keySet().stream()
                        .filter(each -> each.array().equals(entry.array()))
                        .sorted(java.util.Comparator.comparing(
                                each -> each.index().toString()))
                        .toList()
                        .indexOf(entry);
                assertThat(numbers.batch().json(new Node(name)))
                        .as(name)
                        .isEqualTo(arrays.batch()
                                .jsonEntries(new Node(entry.array()))
                                .get(index));
                assertThat(numbers.batch().json(new Partial(scalars.graph().objective(), new Node(name))))
                        .as("gradient of " + name)
                        .isEqualTo(arrays.batch()
                                .jsonEntries(new Partial(graph.objective(), new Node(entry.array())))
                                .get(index));
            });
        }
    }

    private static Pass solved(Problem problem) {
        Solution.Outcome outcome = Solver.solve(problem, new Deriver(RULES).derive(problem.task()));
        assertThat(outcome).isInstanceOf(Solution.Solved.class);
        return ((Solution.Solved) outcome).solution().passes().get(0);
    }

    @Test
    void graphsOfTheOracleAgree() {
        int compared = 0;
        for (String text : Kept.graphs()) {
            compared += compared(text);
        }
        assertThat(compared).isGreaterThan(10_000);
    }

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomGraphsAgree(long seed) {
        String descent = "learning_rate: 0.001\nsteps: " + (1 + seed % 2) + "\n";
        assertThat(compared(Kept.randomGraph(seed, descent))).isPositive();
    }

    /** Ties, an empty norm, and a loss on its kink: the conventions are those of the graph of arrays. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [0, 0, 0]    | norm(a)*b[0]
            [2, 2, 1]    | max(a)
            [2, 2, 1]    | min(a)*max(a)
            [0, 1, -1]   | sum(relu(a)) + sum(abs(a)) + sum(leaky_relu(a))
            [0, 1, -1]   | mae(a, b) + hinge(a, b) + huber(a, b)
            [0, 1, 2]    | max(a, b) @ min(a, b, 1)
            [1, 1, 1]    | norm(a - b + 1) + norm(a - 1)
            """)
    void conventionsAgreeAtKinks(String a, String node) {
        String expression = node.replace("b[0]", "sum(b)");
        String text = "given: {a: " + a + ", b: [0, 1, 0]}\nnodes: {y: \"" + expression
                + "\"}\noutput: y\nlearning_rate: 0.5\n";
        assertThat(compared(text)).isEqualTo(2 * (2 * 7) + 6);
    }

    /** Compares every number of every pass; how many there are. */
    private static int compared(String text) {
        Problem problem = Pipeline.read(text).withCarry(Carry.EXACT);
        Graph graph = (Graph) problem.task();
        Scalars scalars = Scalars.of(graph).orElseThrow();
        assertThat(scalars.graph().shapes().values()).as(text).allMatch(Dims::isScalar);
        List<Pass> arrays = run(problem);
        List<Pass> numbers = run(problem.withTask(scalars.graph()));
        assertThat(numbers).as(text).hasSameSizeAs(arrays);
        int compared = 0;
        for (int pass = 0; pass < numbers.size(); pass++) {
            var two =
                    new Two(scalars, arrays.get(pass).batch(), numbers.get(pass).batch(), text);
            for (String name : graph.shapes().keySet()) {
                compared += two.same(name, Node::new);
                Partial gradient = new Partial(graph.objective(), new Node(name));
                compared += two.same(
                        name, gradient, each -> new Partial(scalars.graph().objective(), new Node(each)));
                if (arrays.get(pass).batch().has(new Updated(name))) {
                    compared += two.same(name, Updated::new);
                }
            }
        }
        return compared;
    }

    private static List<Pass> run(Problem problem) {
        return new GraphRunner(problem, new Deriver(RULES).derive((Graph) problem.task()))
                .run(Arithmetic.pointwise(DIGITS));
    }

    private record Two(Scalars scalars, Scope arrays, Scope numbers, String text) {
        int same(String array, Function<String, Quantity> quantity) {
            return same(array, quantity.apply(array), quantity);
        }

        int same(String array, Quantity whole, Function<String, Quantity> each) {
            List<Real> expected = Tensor.entries(arrays.array(whole));
            List<Quantity> names = scalars.entries().entrySet().stream()
                    .filter(entry -> entry.getValue().array().equals(array))
                    .map(entry -> each.apply(entry.getKey()))
                    .toList();
            assertThat(names).as(text).hasSameSizeAs(expected);
            for (int i = 0; i < names.size(); i++) {
                BigDecimal known = middle(expected.get(i));
                assertThat(middle(numbers.value(names.get(i))).subtract(known).abs())
                        .as("%s in %s", names.get(i).id(), text)
                        .isLessThanOrEqualTo(CLOSE.multiply(known.abs().max(BigDecimal.ONE)));
            }
            return names.size();
        }

        private static BigDecimal middle(Real real) {
            return new Accuracy(DIGITS, true).middle(real);
        }
    }
}
