package chalkgrad.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Kept;
import chalkgrad.Pipeline;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.derive.Derivation;
import chalkgrad.derive.Deriver;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Scalars;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Task;
import chalkgrad.rules.Functions;
import chalkgrad.rules.RuleBook;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives between any two quantities: as they are written, and against difference quotients of the course itself. */
class CourseDerivativesTest {
    private static final RuleBook RULES = new RuleBook();
    private static final int DIGITS = 80;
    private static final BigDecimal STEP = new BigDecimal("1e-20");
    private static final BigDecimal CLOSE = new BigDecimal("1e-15");

    private static int compared;

    /** Not many are at a kink, without a value, or of nothing by something. */
    @AfterAll
    static void mostWereCompared() {
        assertThat(compared).isGreaterThan(400);
    }

    private static UnrolledComputation unrolled(String text) {
        Task task = Pipeline.read(text).task();
        Derivation derivation = new Deriver(RULES)
                .derive(
                        task instanceof Graph graph
                                ? Scalars.of(graph).orElseThrow().graph()
                                : task);
        return new UnrolledComputation(derivation);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            net(o1)  ; w5       ; out(h1)
            net(o1)  ; out(h1)  ; w5
            out(h1)  ; net(h1)  ; dout(h1)/dnet(h1)
            out(o1)  ; w5       ; dout(o1)/dnet(o1)*out(h1)
            net(o1)  ; net(h1)  ; w5*dout(h1)/dnet(h1)
            net(o1)  ; w1       ; w5*dout(h1)/dnet(h1)*x1
            E(o1)    ; out(o1)  ; dE/dout(o1)
            E(o1)    ; net(o1)  ; dE/dnet(o1)
            E(o1)    ; out(h1)  ; dE/dout(h1)|o1
            E(o1)    ; net(h1)  ; dE/dout(h1)|o1*dout(h1)/dnet(h1)
            E(o1)    ; w1       ; dE/dout(h1)|o1*dout(h1)/dnet(h1)*x1
            E(o1)    ; w5       ; dE/dw5
            E(o1)    ; w7       ; 0
            E(o1)    ; t1       ; t1-out(o1)
            E        ; t2       ; dE(o2)/dt2
            E        ; out(h1)  ; dE/dout(h1)
            E        ; net(h1)  ; dE/dnet(h1)
            E        ; w1       ; dE/dw1
            E        ; E(o2)    ; 1
            E        ; x1       ; dE/dnet(h1)*w1+dE/dnet(h2)*w3
            net(h1)  ; x1       ; w1
            net(o1)  ; x1       ; w5*dout(h1)/dnet(h1)*w1+w6*dout(h2)/dnet(h2)*w3
            out(h1)  ; out(h1)  ; 1
            w1       ; w1       ; 1
            E        ; E        ; 1
            net(h1)  ; w5       ; 0
            net(h1)  ; net(o1)  ; 0
            w1       ; w5       ; 0
            out(h1)  ; w3       ; 0
            out(h1)  ; E        ; nothing
            E(o1)    ; E        ; nothing
            net(o1)  ; E(o1)    ; nothing
            dE/dw5   ; w5       ; nothing
            E        ; dE/dw5   ; nothing
            dE/dnet(h1) ; w5    ; nothing
            w5+      ; w5       ; nothing
            E+       ; w5+      ; dE/dw5@2
            net(o1)@2 ; w5@2    ; out(h1)@2
            E+       ; w5       ; nothing
            E        ; eta      ; nothing
            """)
    void areWrittenWithWhatTheDerivationHas(String of, String by, String expected) {
        UnrolledComputation unrolled = unrolled(Pipeline.example("wikidocs.yaml"));
        Optional<Expr> found = unrolled.derivative(
                unrolled.find(of).orElseThrow(), unrolled.find(by).orElseThrow());
        assertThat(found.map(PlainText::of).orElse("nothing")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            f | x | df/dx
            f | q | df/dq
            f | f | df/df
            q | x | dq/dx
            q | q | 1
            q | z | 0
            q | f | 0
            x | x | 1
            """)
    void ofAGraphAreTheLocalOnes(String of, String by, String expected) {
        UnrolledComputation unrolled = unrolled(Pipeline.example("graph-product.yaml"));
        Optional<Expr> found = unrolled.derivative(
                unrolled.find(of).orElseThrow(), unrolled.find(by).orElseThrow());
        assertThat(found.map(PlainText::of).orElse("nothing")).isEqualTo(expected);
    }

    @Test
    void overSeveralSamples() {
        String text = """
                layers:
                  - units: [o]
                    activation: tanh
                    weights: [{w1: 0.5}]
                loss: sse
                batch: %s
                learning_rate: 0.1
                samples:
                  - {inputs: {x1: 1}, targets: {o: 1}}
                  - {inputs: {x1: 2}, targets: {o: 0}}
                """;
        UnrolledComputation mean = unrolled(text.formatted("mean"));
        assertThat(derivative(mean, "E", "w1")).isEqualTo("dE/dw1");
        assertThat(derivative(mean, "E#2", "w1")).isEqualTo("dE/dw1#2");
        assertThat(derivative(mean, "E", "net(o)#2")).isEqualTo("batchdelta(o)#2");
        assertThat(derivative(mean, "E", "out(o)#2")).isEqualTo("1/2*dE/dout(o)#2");
        assertThat(derivative(mean, "net(o)#2", "x1#2")).isEqualTo("w1");
        assertThat(derivative(mean, "net(o)#2", "x1#1")).isEqualTo("0");
        assertThat(mean.find("net(o)")).isEmpty();
        UnrolledComputation sum = unrolled(text.formatted("sum"));
        assertThat(derivative(sum, "E", "net(o)#2")).isEqualTo("dE/dnet(o)#2");
        UnrolledComputation online = unrolled(text.formatted("online"));
        assertThat(derivative(online, "E#2", "w1#2")).isEqualTo("dE/dw1#2");
        assertThat(derivative(online, "E", "w1")).isEqualTo("dE/dw1");
    }

    private static String derivative(UnrolledComputation unrolled, String of, String by) {
        Occurrence from = unrolled.find(of).orElseThrow(() -> new AssertionError(of));
        Occurrence to = unrolled.find(by).orElseThrow(() -> new AssertionError(by));
        return unrolled.derivative(from, to).map(PlainText::of).orElse("nothing");
    }

    /** Twenty layers of four have a million million paths. */
    @Test
    void deepNetworksAreNotWrittenPathByPath() {
        var text = new StringBuilder(
                "loss: sse\ninputs: {a: 1, b: 2, c: 3, d: 4}\ntargets: {t1: 0, t2: 0, t3: 0, t4: 0}\nlayers:\n");
        for (int l = 0; l < 20; l++) {
            String letter = l == 19 ? "t" : "l" + l + "u";
            text.append("  - units: [")
                    .append(IntStream.rangeClosed(1, 4)
                            .mapToObj(i -> letter + i)
                            .collect(Collectors.joining(", ")))
                    .append(
                            "]\n    activation: tanh\n    weights: [[0.1, 0.2, 0.3, 0.4], [0.2, 0.1, 0.4, 0.3], [0.4, 0.3, 0.2, 0.1],"
                                    + " [0.3, 0.1, 0.4, 0.2]]\n");
        }
        UnrolledComputation unrolled = unrolled(text.toString());
        Expr found = unrolled.derivative(
                        unrolled.find("net(t1)").orElseThrow(),
                        unrolled.find("a").orElseThrow())
                .orElseThrow();
        assertThat(found.leaves(100)).isLessThan(60);
        var seen = new HashSet<Occurrence>();
        assertThat(leaves(unrolled, found, seen)).isLessThan(5_000);
        difference(
                unrolled,
                unrolled.find("net(t1)").orElseThrow(),
                unrolled.find("a").orElseThrow(),
                text.toString());
    }

    /** The letters of an expression and of all derivatives that it is made of. */
    private static long leaves(UnrolledComputation unrolled, Expr e, Set<Occurrence> seen) {
        var sum = new long[] {e.leaves(1_000_000)};
        e.substitute(symbol -> {
            if (symbol instanceof Occurrence cell && cell.quantity() instanceof Quantity.Partial && seen.add(cell)) {
                sum[0] += leaves(unrolled, unrolled.step(cell).orElseThrow().expression(), seen);
            }
            return null;
        });
        return sum[0];
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreeWithDifferenceQuotientsInNetworks(long seed) {
        agree(Kept.randomNetwork(seed), seed, 12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreeWithDifferenceQuotientsInGraphs(long seed) {
        agree(Kept.randomGraph(seed, "learning_rate: 0.01\n"), seed, 8);
    }

    private static void agree(String text, long seed, int count) {
        UnrolledComputation unrolled = unrolled(text);
        var random = new Random(seed);
        // Where each sample has its own update, what moves a parameter that is never updated also moves what comes
        // before a later sample.
        int sample = unrolled.samples() == 1 ? 0 : unrolled.online() ? 1 : 1 + random.nextInt(unrolled.samples());
        List<Occurrence> forward = unrolled.derivation().forward().stream()
                .map(step -> new Occurrence(step.quantity(), 0, sample))
                .toList();
        var by = new ArrayList<Occurrence>(forward);
        forward.forEach(cell -> unrolled.step(cell).orElseThrow().expression().substitute(symbol -> {
            if (symbol instanceof Occurrence used && !by.contains(used)) {
                by.add(used);
            }
            return null;
        }));
        for (int i = 0; i < count; i++) {
            Occurrence of = forward.get(random.nextInt(forward.size()));
            Occurrence other = by.get(random.nextInt(by.size()));
            difference(unrolled, of, other, text);
        }
    }

    /** Moves one cell forth and back, and sees what becomes of the other. */
    private static void difference(UnrolledComputation unrolled, Occurrence of, Occurrence by, String text) {
        Optional<Expr> derivative = unrolled.derivative(of, by);
        if (derivative.isEmpty()) {
            boolean loss = by.quantity().equals(Quantity.LOSS) || by.quantity() instanceof Quantity.UnitLoss;
            assertThat(loss).as("%s by %s in %s", of, by, text).isTrue();
            return;
        }
        BigDecimal forth;
        BigDecimal back;
        BigDecimal slope;
        try {
            slope = middle(new Moved(unrolled, by, BigDecimal.ZERO).value(derivative.get()));
            forth = middle(new Moved(unrolled, by, STEP).value(of));
            back = middle(new Moved(unrolled, by, STEP.negate()).value(of));
        } catch (NumericFault nothing) {
            return;
        }
        BigDecimal bend = forth.add(back)
                .subtract(middle(new Moved(unrolled, by, BigDecimal.ZERO).value(of))
                        .multiply(BigDecimal.valueOf(2)));
        if (bend.abs().compareTo(STEP.multiply(CLOSE)) > 0) {
            // A kink, where the slope is a convention.
            return;
        }
        compared += slope.signum() != 0 ? 1 : 0;
        BigDecimal quotient = forth.subtract(back).divide(STEP.add(STEP), java.math.MathContext.DECIMAL128);
        assertThat(quotient.subtract(slope).abs())
                .as("%s by %s is %s: %s, not %s, in %s", of, by, PlainText.of(derivative.get()), slope, quotient, text)
                .isLessThanOrEqualTo(CLOSE.multiply(slope.abs().max(BigDecimal.ONE)));
        var partial = of.with(new Quantity.Partial(of.quantity(), by.quantity()));
        unrolled.step(partial)
                .ifPresent(found -> assertThat(middle(new Moved(unrolled, by, BigDecimal.ZERO).value(partial))
                                .subtract(slope)
                                .abs())
                        .as("%s in %s", found, text)
                        .isLessThan(CLOSE.multiply(slope.abs().max(BigDecimal.ONE))));
    }

    private static BigDecimal middle(Real real) {
        return new Accuracy(DIGITS, true).middle(real);
    }

    /** The computation with one cell moved, and all that is built on it. */
    private static final class Moved {
        private final UnrolledComputation unrolled;
        private final Occurrence moved;
        private final BigDecimal by;
        private final Arithmetic arithmetic = Arithmetic.pointwise(DIGITS);
        private final Map<Occurrence, Real> known = new HashMap<>();

        Moved(UnrolledComputation unrolled, Occurrence moved, BigDecimal by) {
            this.unrolled = unrolled;
            this.moved = moved;
            this.by = by;
        }

        Real value(Occurrence cell) {
            Real value = known.get(cell);
            if (value == null) {
                value = unrolled.given(cell)
                        .map(Real::of)
                        .orElseGet(() -> value(unrolled.step(cell)
                                .orElseThrow(() -> new AssertionError(cell))
                                .expression()));
                value = cell.equals(moved) ? arithmetic.add(value, Real.of(by)) : value;
                known.put(cell, value);
            }
            return value;
        }

        Real value(Expr e) {
            return new Evaluator(arithmetic, Functions::expand)
                    .value(e, symbol -> symbol instanceof Occurrence cell ? value(cell) : null);
        }
    }
}
