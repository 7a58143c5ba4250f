package chalkgrad.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Kept;
import chalkgrad.Pipeline;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Derivation;
import chalkgrad.derive.Deriver;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Scalars;
import chalkgrad.derive.Step;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Problem.Carry;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.SampleLoss;
import chalkgrad.rules.Functions;
import chalkgrad.rules.RuleBook;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A course, worked out cell by cell from its steps alone, has every number that the solver has. */
class CourseValuesTest {
    private static final RuleBook RULES = new RuleBook();
    private static final List<String> NETWORKS = Kept.networks();
    private static final int DIGITS = 60;
    private static final BigDecimal CLOSE = new BigDecimal("1e-30");

    /** A descent of a thousand steps is worked out by the solver alone. */
    private static final int FEW_STEPS = 50;

    static IntStream networks() {
        return IntStream.range(0, NETWORKS.size());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void networksOfTheOracleAgree(int number) {
        assertThat(compared(NETWORKS.get(number))).isGreaterThan(20);
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomNetworksAgree(long seed) {
        assertThat(compared(Kept.randomNetwork(seed))).isPositive();
    }

    static Stream<String> examples() {
        return Kept.examples("").stream().filter(text -> !text.contains("compare_with") && !text.contains("general:"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplesAgree(String text) {
        assertThat(compared(text)).isPositive();
    }

    static LongStream graphs() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("graphs")
    void randomGraphsAgree(long seed) {
        assertThat(compared(Kept.randomGraph(seed, "learning_rate: 0.001\nsteps: " + (1 + seed % 3) + "\n")))
                .isPositive();
    }

    /** Works everything out, and compares; how many numbers there are, or 1 where there is no solution. */
    private static int compared(String text) {
        int compared = 0;
        for (Problem problem : Pipeline.readAll(text)) {
            compared += compared(problem.withCarry(Carry.EXACT), text);
        }
        return compared;
    }

    private static int compared(Problem whole, String text) {
        Problem problem = whole.task() instanceof Graph graph
                ? whole.withTask(Scalars.of(graph).orElseThrow().graph())
                : whole;
        if (!(problem.task() instanceof Graph
                || problem.task() instanceof Network network && network.steps() <= FEW_STEPS)) {
            return 1;
        }
        Derivation derivation = new Deriver(RULES).derive(problem.task());
        List<Pass> passes;
        try {
            passes = derivation instanceof NetworkDerivation network
                    ? new NetworkRunner(problem, network).run(Arithmetic.pointwise(DIGITS))
                    : new GraphRunner(problem, (chalkgrad.derive.GraphDerivation) derivation)
                            .run(Arithmetic.pointwise(DIGITS));
        } catch (Runs.Stuck stuck) {
            return 1;
        }
        var unrolled = new UnrolledComputation(derivation);
        var cells = new Cells(unrolled);
        int compared = 0;
        for (Pass pass : passes) {
            Set<Occurrence> found = inOrder(unrolled, pass.step(), text);
            var known = new HashMap<Occurrence, Real>();
            boolean several = pass.samples().size() > 1;
            for (int s = 1; s <= pass.samples().size(); s++) {
                known.putAll(known(unrolled, pass, pass.samples().get(s - 1), several ? s : 0));
            }
            known.putAll(known(unrolled, pass, pass.batch(), 0));
            known.forEach((cell, value) -> same(cell, cells.value(cell), value, text));
            Set<Occurrence> derived = new LinkedHashSet<>(known.keySet());
            derived.removeIf(cell -> unrolled.given(cell).isPresent());
            assertThat(found).as(text).containsAll(derived);
            // Beyond what the solver keeps there is only what leads to the losses before an online pass.
            found.removeAll(derived);
            assertThat(found).as(text).allMatch(cell -> cell.sample() > unrolled.samples());
            assertThat(found.isEmpty() || unrolled.online()).as(text).isTrue();
            compared += known.size();
        }
        return compared;
    }

    /** The cells of a pass, each once and after what it uses. */
    private static Set<Occurrence> inOrder(UnrolledComputation unrolled, int pass, String text) {
        var seen = new HashSet<Occurrence>();
        List<Occurrence> cells = unrolled.cells(pass);
        for (Occurrence cell : cells) {
            assertThat(cell.pass()).isEqualTo(pass);
            assertThat(unrolled.given(cell)).as("%s in %s", cell, text).isEmpty();
            Step step = unrolled.step(cell).orElseThrow(() -> new AssertionError(cell + " in " + text));
            assertThat(step.quantity()).isEqualTo(cell.quantity());
            for (Occurrence used : used(step.expression())) {
                boolean before = used.pass() < pass
                        || seen.contains(used)
                        || unrolled.given(used).isPresent();
                assertThat(before).as("%s uses %s in %s", cell, used, text).isTrue();
            }
            assertThat(seen.add(cell)).as("%s in %s", cell, text).isTrue();
        }
        return seen;
    }

    private static List<Occurrence> used(Expr e) {
        var used = new ArrayList<Occurrence>();
        e.substitute(symbol -> {
            if (symbol instanceof Occurrence cell) {
                used.add(cell);
            } else {
                assertThat(symbol).isInstanceOf(Symbol.Constant.class);
            }
            return null;
        });
        return used;
    }

    /** What the solver has, as cells. */
    private static Map<Occurrence, Real> known(UnrolledComputation unrolled, Pass pass, Scope scope, int sample) {
        var known = new HashMap<Occurrence, Real>();
        boolean ofAll = sample == 0 && unrolled.samples() > 1;
        scope.values().forEach((quantity, value) -> {
            boolean parameter = quantity instanceof Quantity.Param || quantity.equals(Quantity.RATE);
            if (!(ofAll && parameter)) {
                var cell = new Occurrence(quantity, pass.step(), sample);
                boolean placed = parameter
                        || quantity instanceof SampleLoss
                        || quantity instanceof Partial partial && partial.of() instanceof SampleLoss;
                known.put(placed ? unrolled.place(quantity, cell) : cell, (Real) value);
            }
        });
        return known;
    }

    private static void same(Occurrence cell, Real found, Real expected, String text) {
        BigDecimal known = middle(expected);
        assertThat(middle(found).subtract(known).abs())
                .as("%s is %s, not %s, in %s", cell, found, expected, text)
                .isLessThanOrEqualTo(CLOSE.multiply(known.abs().max(BigDecimal.ONE)));
    }

    private static BigDecimal middle(Real real) {
        return new Accuracy(DIGITS, true).middle(real);
    }

    /** Every cell from its step, each once. */
    static final class Cells {
        private final UnrolledComputation unrolled;
        private final Evaluator evaluator = new Evaluator(Arithmetic.pointwise(DIGITS), Functions::expand);
        private final Map<Occurrence, Real> known = new HashMap<>();

        Cells(UnrolledComputation unrolled) {
            this.unrolled = unrolled;
        }

        Real value(Occurrence cell) {
            Real value = known.get(cell);
            if (value == null) {
                value = unrolled.given(cell)
                        .map(Real::of)
                        .orElseGet(() -> value(unrolled.step(cell)
                                .orElseThrow(() -> new AssertionError(cell))
                                .expression()));
                known.put(cell, value);
            }
            return value;
        }

        Real value(Expr e) {
            return evaluator.value(e, symbol -> symbol instanceof Occurrence cell ? value(cell) : null);
        }
    }
}
