package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.check.Consequences.Consequence;
import chalkgrad.derive.Occurrence;
import chalkgrad.evaluate.Arithmetic;
import chalkgrad.evaluate.Evaluator;
import chalkgrad.evaluate.Real;
import chalkgrad.rules.Functions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one problem, as they are and as a mistake makes them.
 *
 * <p>{@code figures.value(cell)} is the right value as near as a double comes, {@code figures.value(cell, mishap)} what comes of a mistake.
 *
 * <p>Doubles are good for choosing among mistakes; what is printed is worked out with {@link #exact}. An instance belongs to one thread.
 */
public final class DoubleEvaluation {
    private final Consequences consequences;
    private final Function<Occurrence, Optional<BigDecimal>> givens;
    private final Map<Occurrence, double[]> values = new HashMap<>();
    /** The same once more, for mistakes to be tried out on. */
    private final Map<Occurrence, double[]> changing = new HashMap<>();

    private final Map<Occurrence, Double> others = new HashMap<>();
    private final Map<Occurrence, List<Consequence>> single = new HashMap<>();
    private final EvaluationPlan.Stack stack = new EvaluationPlan.Stack();

    DoubleEvaluation(Consequences consequences, Function<Occurrence, Optional<BigDecimal>> givens) {
        this.consequences = consequences;
        this.givens = givens;
    }

    /** The right value; not a number where there is none. */
    public double value(Occurrence cell) {
        Double known = others.get(cell);
        if (known == null) {
            known = given(cell);
            if (Double.isNaN(known) && consequences.rule(cell) != null) {
                EvaluationPlan plan = consequences.plan(cell);
                known = values(plan)[plan.steps() - 1];
            }
            others.put(cell, known);
        }
        return known;
    }

    private double given(Occurrence cell) {
        return givens.apply(cell).map(BigDecimal::doubleValue).orElse(Double.NaN);
    }

    private double[] values(EvaluationPlan plan) {
        double[] known = values.get(plan.target);
        if (known == null) {
            known = worked(plan, value -> value);
            values.put(plan.target, known);
        }
        return known;
    }

    private double[] worked(EvaluationPlan plan, DoubleUnaryOperator written) {
        var all = new double[plan.cells.size()];
        for (int i = plan.steps(); i < all.length; i++) {
            all[i] = given(plan.cells.get(i));
        }
        for (int i = 0; i < plan.steps(); i++) {
            all[i] = written.applyAsDouble(plan.value(i, all, stack));
        }
        return all;
    }

    /** The value that somebody gets who writes every value on the way down in this way, {@code cell}'s own included. */
    public double carried(Occurrence cell, DoubleUnaryOperator written) {
        EvaluationPlan plan = consequences.plan(cell);
        return plan.steps() == 0 ? written.applyAsDouble(value(cell)) : worked(plan, written)[plan.steps() - 1];
    }

    /** The value with a mistake; not a number where there is none, or where the mistake does not touch it. */
    public double value(Occurrence cell, CompiledSlip mishap) {
        EvaluationPlan plan = consequences.plan(cell);
        return value(plan, plan.change(mishap));
    }

    private double value(EvaluationPlan plan, EvaluationPlan.Change change) {
        int[] touched = change.touched();
        if (touched.length == 0) {
            return Double.NaN;
        }
        double[] right = values(plan);
        double[] now = changing.get(plan.target);
        int all = right.length + change.others().size();
        if (now == null || now.length < all) {
            now = Arrays.copyOf(right, all);
            changing.put(plan.target, now);
        }
        for (int i = right.length; i < all; i++) {
            now[i] = value(change.others().get(i - right.length));
        }
        for (int i = 0; i < touched.length; i++) {
            Compiled program = change.programs()[i];
            now[touched[i]] = program == null ? Double.NaN : stack.value(program, now, change.places()[i]);
        }
        double value = now[plan.steps() - 1];
        for (int slot : touched) {
            now[slot] = right[slot];
        }
        return value;
    }

    private static BitSet begin(EvaluationPlan plan, CompiledSlip mishap) {
        var changed = new BitSet();
        for (Occurrence at : mishap.instead().keySet()) {
            Integer slot = plan.slots.get(at);
            if (slot != null) {
                changed.set(slot);
            }
        }
        return changed;
    }

    /** What each slip near a cell makes of its value, the likeliest mistakes first; those that do not touch it are left out. */
    public List<Consequence> of(Occurrence cell) {
        List<Consequence> all = single.get(cell);
        if (all == null) {
            all = of(cell, consequences.plan(cell).single());
            single.put(cell, all);
        }
        return all;
    }

    /** The same of some slips only. */
    public List<Consequence> of(Consequences.Selection some) {
        return of(some.cell, some.changes);
    }

    /** The same of two slips at once. */
    public List<Consequence> ofPairs(Occurrence cell) {
        return of(cell, consequences.plan(cell).pairs());
    }

    private List<Consequence> of(Occurrence cell, List<EvaluationPlan.Change> changes) {
        EvaluationPlan plan = consequences.plan(cell);
        var all = new ArrayList<Consequence>(changes.size());
        for (EvaluationPlan.Change change : changes) {
            double value = value(plan, change);
            if (!Double.isNaN(value) && !Double.isInfinite(value)) {
                all.add(new Consequence(change.mishap(), value));
            }
        }
        return all;
    }

    /**
     * How much a cell's value changes with a given one, by two central differences that take away each other's error of the order of h^2
     * (Richardson's extrapolation); not a number where there is none.
     *
     * @param h the larger of the two steps
     */
    public double quotient(Occurrence cell, Occurrence given, double h) {
        return (4 * difference(cell, given, h / 2) - difference(cell, given, h)) / 3;
    }

    private double difference(Occurrence cell, Occurrence given, double h) {
        return (moved(cell, given, h) - moved(cell, given, -h)) / (2 * h);
    }

    private double moved(Occurrence cell, Occurrence given, double by) {
        EvaluationPlan plan = consequences.plan(cell);
        double[] all = values(plan).clone();
        Integer slot = plan.slots.get(given);
        if (slot == null || plan.steps() == 0) {
            return value(cell);
        }
        all[slot] += by;
        for (int i = 0; i < plan.steps(); i++) {
            all[i] = plan.value(i, all, stack);
        }
        return all[plan.steps() - 1];
    }

    /** How much a cell's value changes with that of each cell on the way to it, by first differences: what an error there becomes. */
    public Map<Occurrence, Double> slopes(Occurrence cell) {
        EvaluationPlan plan = consequences.plan(cell);
        var slopes = new LinkedHashMap<Occurrence, Double>();
        if (plan.steps() == 0) {
            return slopes;
        }
        double[] all = values(plan);
        var back = new double[plan.cells.size()];
        back[plan.steps() - 1] = 1;
        for (int i = plan.steps() - 1; i >= 0; i--) {
            int[] from = plan.operands.get(i);
            for (int k = 0; k < from.length && back[i] != 0; k++) {
                if (from[k] >= 0 && from[k] < plan.steps()) {
                    back[from[k]] += back[i] * slope(plan.rules.get(i), from, k, all);
                }
            }
            slopes.put(plan.cells.get(i), back[i]);
        }
        return slopes;
    }

    private static double slope(ReferenceSolution.Rule rule, int[] from, int by, double[] all) {
        var operands = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            operands[i] = from[i] < 0 ? Double.NaN : all[from[i]];
        }
        double at = operands[by];
        double h = 1e-6 * Math.max(1, Math.abs(at));
        operands[by] = at + h;
        double up = rule.value(operands);
        operands[by] = at - h;
        return (up - rule.value(operands)) / (2 * h);
    }

    /**
     * Every value on the way to a cell, each enclosed.
     *
     * @param known values that have been worked out already, where no mistake has changed them
     * @param mishap empty for the right values
     * @param written what is carried on of each value that is worked out anew
     * @throws chalkgrad.evaluate.NumericFault where a step has no value
     * @throws chalkgrad.evaluate.Undecided where more digits are needed to tell
     */
    public Map<Occurrence, Real> exact(
            Occurrence cell,
            Arithmetic arithmetic,
            Function<Occurrence, Optional<Real>> known,
            Optional<CompiledSlip> mishap,
            UnaryOperator<Real> written) {
        EvaluationPlan plan = consequences.plan(cell);
        Map<Occurrence, Expr> instead = mishap.map(CompiledSlip::instead).orElse(Map.of());
        BitSet changed = mishap.map(slip -> begin(plan, slip)).orElseGet(BitSet::new);
        var evaluator = new Evaluator(arithmetic, Functions::expand);
        var all = new LinkedHashMap<Occurrence, Real>();
        var right = new Right(known, evaluator, written);
        for (int i = plan.steps(); i < plan.cells.size(); i++) {
            Occurrence given = plan.cells.get(i);
            Expr other = instead.get(given);
            all.put(given, other == null ? right.value(given) : evaluator.value(other, right::find));
        }
        for (int i = 0; i < plan.steps(); i++) {
            Occurrence step = plan.cells.get(i);
            Expr other = instead.get(step);
            if (other == null && !plan.uses(i, changed)) {
                all.put(step, right.value(step));
                continue;
            }
            changed.set(i);
            Expr expr = other == null ? plan.rules.get(i).expr() : other;
            all.put(step, written.apply(evaluator.value(expr, symbol -> {
                Real now = symbol instanceof Occurrence operand ? all.get(operand) : null;
                return now == null ? right.find(symbol) : now;
            })));
        }
        return all;
    }

    /** The right values, worked out as they are asked for. */
    private final class Right {
        private final Function<Occurrence, Optional<Real>> known;
        private final Evaluator evaluator;
        private final UnaryOperator<Real> written;
        private final Map<Occurrence, Real> found = new HashMap<>();

        Right(Function<Occurrence, Optional<Real>> known, Evaluator evaluator, UnaryOperator<Real> written) {
            this.known = known;
            this.evaluator = evaluator;
            this.written = written;
        }

        @Nullable
        Real find(Symbol symbol) {
            return symbol instanceof Occurrence cell ? value(cell) : null;
        }

        Real value(Occurrence cell) {
            Real value = found.get(cell);
            if (value == null) {
                Optional<Real> before = givens.apply(cell).map(Real::of).or(() -> known.apply(cell));
                value = before.isPresent() ? before.get() : worked(cell);
                found.put(cell, value);
            }
            return value;
        }

        /** In the order of the plan, so that the way back may be long. */
        private Real worked(Occurrence cell) {
            if (consequences.rule(cell) == null) {
                throw new IllegalArgumentException("no value for " + cell.id());
            }
            for (Occurrence step : consequences.steps(cell)) {
                if (!found.containsKey(step)) {
                    ReferenceSolution.Rule rule = consequences.rule(step);
                    Optional<Real> before = known.apply(step);
                    if (before.isPresent()) {
                        found.put(step, before.get());
                    } else if (rule != null) {
                        found.put(step, written.apply(evaluator.value(rule.expr(), this::operand)));
                    }
                }
            }
            return java.util.Objects.requireNonNull(found.get(cell));
        }

        private @Nullable Real operand(Symbol symbol) {
            if (!(symbol instanceof Occurrence cell)) {
                return null;
            }
            Real value = found.get(cell);
            return value == null ? givens.apply(cell).map(Real::of).orElse(null) : value;
        }
    }
}
