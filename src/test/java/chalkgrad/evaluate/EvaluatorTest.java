package chalkgrad.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.evaluate.Branches.Branch;
import chalkgrad.evaluate.Real.Exact;
import chalkgrad.rules.Functions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final Expr Z = Expr.sym("z");
    private static final Expr RELU = new Expr.Cases(Z, Z, Expr.ZERO, Expr.ZERO);
    private static final Arithmetic FORTY = Arithmetic.enclosing(40);

    private final Evaluator evaluator = new Evaluator(FORTY, UnaryOperator.identity());

    private Real at(Expr e, String z) {
        return evaluator.value(e, Map.of(new Symbol.Name("z"), Real.of(z))::get);
    }

    @Test
    void computesEachKindOfExpression() {
        assertThat(at(Expr.add(Z, Expr.num("0.5"), Expr.neg(Expr.TWO)), "0.1")).isEqualTo(Real.of("-1.4"));
        assertThat(at(Expr.mul(Z, Z, Expr.num(10)), "0.3")).isEqualTo(Real.of("0.9"));
        assertThat(at(Expr.div(Expr.ONE, Z), "3")).isEqualTo(FORTY.div(Real.of(1), Real.of(3)));
        assertThat(at(Expr.pow(Z, -2), "0.5")).isEqualTo(Real.of(4));
        assertThat(at(new Expr.Marked(Expr.Mark.RESULT, Z), "7")).isEqualTo(Real.of(7));
        assertThat(at(Expr.call("exp", Z), "0.1")).isEqualTo(FORTY.exp(Real.of("0.1")));
        assertThat(at(Expr.call("log", Z), "5")).isEqualTo(FORTY.ln(Real.of(5)));
        assertThat(at(Expr.call("sqrt", Expr.call("abs", Z)), "-9")).isEqualTo(Real.of(3));
    }

    @Test
    void knowsTheConstantsUnlessTheyAreGiven() {
        Expr e = Expr.sym("e");
        assertThat(at(e, "0")).isEqualTo(FORTY.e());
        assertThat(at(Expr.sym("pi"), "0")).isEqualTo(FORTY.pi());
        assertThat(at(Expr.sym(Symbol.Constant.PI), "0")).isEqualTo(FORTY.pi());
        assertThat(at(Expr.sym(Symbol.Constant.E), "0")).isEqualTo(FORTY.e());
        assertThat(evaluator.value(e, symbol -> Real.of(5))).isEqualTo(Real.of(5));
        assertThatThrownBy(() -> at(Expr.sym("q"), "0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("q");
    }

    @Test
    void refusesWhatIsNotScalarOrNotKnown() {
        assertThatThrownBy(() -> at(new Expr.MatMul(Z, Z), "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> at(Expr.call("frob", Z), "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frob");
    }

    @Test
    void expandsNamedFunctionsOnceForASharedPart() {
        AtomicInteger expansions = new AtomicInteger();
        Evaluator named = new Evaluator(FORTY, call -> {
            expansions.incrementAndGet();
            return Expr.div(
                    Expr.ONE,
                    Expr.add(
                            Expr.ONE,
                            Expr.call("exp", Expr.neg(((Expr.Call) call).args().get(0)))));
        });
        Expr sigmoid = Expr.call("sigmoid", Z);
        assertThat(named.value(Expr.mul(sigmoid, Expr.sub(Expr.ONE, sigmoid)), symbol -> Real.of(0)))
                .isEqualTo(Real.of("0.25"));
        assertThat(expansions).hasValue(1);
    }

    @Test
    void computesTheNamedFunctionsOfTheTable() {
        Evaluator table = new Evaluator(FORTY, Functions::expand);
        assertThat(table.value(Expr.call("sigmoid", Z), symbol -> Real.of(0))).isEqualTo(Real.of("0.5"));
        assertThat(table.value(Expr.call("leaky_relu", Z), symbol -> Real.of(-3)))
                .isEqualTo(Real.of("-0.03"));
        assertThat(table.value(Expr.call("max", Z, Expr.num(2), Expr.num(5)), symbol -> Real.of(3)))
                .isEqualTo(Real.of(5));
        assertThat(table.value(Expr.call("tanh", Expr.call("gelu", Z)), symbol -> Real.of(0)))
                .isEqualTo(Real.of(0));
    }

    @Test
    void takesSharedPartsOnce() {
        Expr doubled = Z;
        for (int i = 0; i < 200; i++) {
            doubled = Expr.add(doubled, doubled);
        }
        assertThat(at(doubled, "1")).isEqualTo(FORTY.pow(Real.of(2), Real.of(200)));
    }

    @Test
    void goesWideAndDeep() {
        assertThat(at(Expr.add(Collections.nCopies(10_000, Expr.mul(Z, Expr.num("0.01")))), "0.1"))
                .isEqualTo(Real.of(10));
        Expr deep = Z;
        for (int i = 0; i < 100_000; i++) {
            deep = Expr.add(deep, Expr.num("0.1"));
        }
        assertThat(at(deep, "1")).isEqualTo(Real.of(10_001));
    }

    @Test
    void choosesBySignAndLeavesTheOtherBranchesAlone() {
        Expr fault = Expr.div(Expr.ONE, Expr.ZERO);
        assertThat(at(new Expr.Cases(Z, Expr.num(1), fault, fault), "0.001")).isEqualTo(Real.of(1));
        assertThat(at(new Expr.Cases(Z, fault, Expr.num(2), fault), "0")).isEqualTo(Real.of(2));
        assertThat(at(new Expr.Cases(Z, fault, fault, Expr.num(3)), "-5")).isEqualTo(Real.of(3));
    }

    @Test
    void recordsDecisionsInOrder() {
        Expr inner = new Expr.Cases(Expr.sub(Z, Expr.TWO), Expr.ONE, Expr.ZERO, Expr.num(5));
        Expr outer = Expr.add(RELU, new Expr.Cases(Expr.neg(Z), Expr.ZERO, Expr.ZERO, inner));
        Branches branches = Branches.recording();
        assertThat(evaluator.value(outer, symbol -> Real.of(1), branches)).isEqualTo(Real.of(6));
        assertThat(branches.taken())
                .containsExactly(new Branch(Z, 1), new Branch(Expr.neg(Z), -1), new Branch(Expr.sub(Z, Expr.TWO), -1));
    }

    @Test
    void replaysDecisionsOfZeroOnly() {
        Expr both = Expr.add(RELU, new Expr.Cases(Expr.sub(Z, Expr.ONE), Expr.num(10), Expr.num(20), Expr.num(30)));
        Branches first = Branches.recording();
        assertThat(evaluator.value(both, symbol -> Real.of(0), first)).isEqualTo(Real.of(30));

        Branches beside = Branches.replaying(first.taken());
        assertThat(evaluator.value(both, symbol -> Real.of(7), beside)).isEqualTo(Real.of(10));
        assertThat(beside.taken()).containsExactly(new Branch(Z, 0), new Branch(Expr.sub(Z, Expr.ONE), 1));

        Branches otherGuard = Branches.replaying(List.of(new Branch(Expr.ONE, 0)));
        assertThat(evaluator.value(RELU, symbol -> Real.of(7), otherGuard)).isEqualTo(Real.of(7));
    }

    @Test
    void anUndecidedGuardAsksForDigitsAndIsZeroWithTheMost() {
        // ln 2 + ln 3 - ln 6 is zero, and no enclosure shows it
        Expr guard = Expr.sub(
                Expr.add(Expr.call("ln", Expr.TWO), Expr.call("ln", Expr.num(3))), Expr.call("ln", Expr.num(6)));
        Expr cases = new Expr.Cases(guard, Expr.num(1), Expr.num(2), Expr.num(3));
        assertThatThrownBy(() -> at(cases, "0")).isInstanceOf(Undecided.class);
        Real value = Precise.raising(
                40,
                Arithmetic.CAP,
                n -> new Evaluator(Arithmetic.enclosing(n), UnaryOperator.identity()).value(cases, s -> Exact.ONE));
        assertThat(value).isEqualTo(Real.of(2));
    }

    @Test
    void raisesDigitsUntilDecided() {
        Expr nearly = Expr.sub(Expr.call("exp", Expr.num("1e-100")), Expr.ONE);
        int sign = Precise.raising(40, Arithmetic.CAP, n -> {
            Arithmetic arithmetic = Arithmetic.enclosing(n);
            return arithmetic.sign(new Evaluator(arithmetic, UnaryOperator.identity()).value(nearly, s -> null));
        });
        assertThat(sign).isEqualTo(1);
    }
}
