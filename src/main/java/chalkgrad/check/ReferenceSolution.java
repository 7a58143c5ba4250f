package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.evaluate.Arithmetic;
import chalkgrad.evaluate.NumericFault;
import chalkgrad.evaluate.Pass;
import chalkgrad.evaluate.Real;
import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Solution;
import chalkgrad.evaluate.Undecided;
import chalkgrad.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The right computation: the step of every cell, and its exact value.
 *
 * <p>{@code ground.exact(Occurrence.of(new Net("h1")))} is 0.08.
 *
 * <p>The writer's own names are steps, too, once they are defined.
 */
final class ReferenceSolution {
    /** Digits of an exact value: far more than anybody writes. */
    private static final int DIGITS = 40;

    private final UnrolledComputation unrolled;
    private final Solution solution;
    private final Map<Occurrence, Optional<Rule>> rules = new HashMap<>();
    private final Map<Occurrence, Optional<BigDecimal>> exact = new HashMap<>();
    private final Map<Occurrence, Double> values = new HashMap<>();
    private final RandomInstance world;
    private int names;
    private final Set<BigDecimal> givens = new HashSet<>();

    /**
     * A step made ready.
     *
     * @param operands the cells in it
     */
    record Rule(Expr expr, Compiled compiled, List<Occurrence> operands, Optional<Step.Law> law) {
        static Rule of(Expr expr, Optional<Step.Law> law) {
            Compiled compiled = Compiled.of(expr);
            var operands = new ArrayList<Occurrence>();
            for (Symbol symbol : compiled.symbols()) {
                if (symbol instanceof Occurrence cell) {
                    operands.add(cell);
                }
            }
            return new Rule(expr, compiled, List.copyOf(operands), law);
        }

        /** The value from those of the operands, in their order; not a number where something else is in it. */
        double value(double[] values) {
            return isWhole() ? compiled.value(values) : Double.NaN;
        }

        /** Whether nothing but cells is in it. */
        boolean isWhole() {
            return compiled.symbols().size() == operands.size();
        }
    }

    ReferenceSolution(UnrolledComputation unrolled, Solution solution) {
        this.unrolled = unrolled;
        this.solution = solution;
        this.world = new RandomInstance(this, unrolled::given, this::solved, Arithmetic.enclosing(DIGITS));
        unrolled.givenValues().forEach(number -> givens.add(number.abs()));
    }

    UnrolledComputation unrolled() {
        return unrolled;
    }

    /** The step of a cell; empty for what is given, and for what there is not. */
    Optional<Rule> rule(Occurrence cell) {
        Optional<Rule> known = rules.get(cell);
        if (known == null) {
            known = unrolled.step(cell).map(step -> Rule.of(step.expression(), Optional.of(step.law())));
            rules.put(cell, known);
        }
        return known;
    }

    /** A name that nothing has yet. */
    Quantity.Own newName() {
        return new Quantity.Own("expression " + ++names);
    }

    /** Makes a writer's own name known. */
    void define(Occurrence cell, Expr expr) {
        rules.put(cell, Optional.of(Rule.of(expr, Optional.empty())));
        exact.remove(cell);
        values.remove(cell);
    }

    /** Whether a number is one of the given values, as it is written. */
    boolean isGiven(BigDecimal number) {
        return givens.contains(number.abs());
    }

    /** Whether a cell is given or worked out here. */
    boolean has(Occurrence cell) {
        return unrolled.given(cell).isPresent() || rule(cell).isPresent();
    }

    /** The exact value, to 40 digits; empty where there is none. */
    Optional<BigDecimal> exact(Occurrence cell) {
        Optional<BigDecimal> known = exact.get(cell);
        if (known == null) {
            known = real(cell).map(value -> Real.near(value, DIGITS));
            exact.put(cell, known);
        }
        return known;
    }

    private Optional<Real> real(Occurrence cell) {
        Optional<Real> solved = solved(cell);
        if (solved.isPresent()) {
            return solved;
        }
        try {
            return Optional.of(world.value(cell));
        } catch (NumericFault | Undecided | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** What the solution has worked out already. */
    Optional<Real> solved(Occurrence cell) {
        if (cell.pass() >= solution.passes().size()) {
            return Optional.empty();
        }
        Pass pass = solution.passes().get(cell.pass());
        boolean batch = cell.sample() == 0;
        if (!batch && cell.sample() > pass.samples().size()) {
            return Optional.empty();
        }
        Scope scope = batch ? pass.batch() : pass.samples().get(cell.sample() - 1);
        return scope.has(cell.quantity()) ? Optional.of(scope.value(cell.quantity())) : Optional.empty();
    }

    /** The exact value as near as a double comes; not a number where there is none. */
    double value(Occurrence cell) {
        Double known = values.get(cell);
        if (known == null) {
            known = exact(cell).map(BigDecimal::doubleValue).orElse(Double.NaN);
            values.put(cell, known);
        }
        return known;
    }
}
