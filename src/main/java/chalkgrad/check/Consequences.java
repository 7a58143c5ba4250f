package chalkgrad.check;

import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What comes of each mistake in problems that differ in their numbers only.
 *
 * <p>{@code new Consequences(unrolled).figures(unrolled::given).of(cell)} is the value that each slip gives.
 *
 * <p>The steps and the slips are made ready once; several threads may share an instance, and each works with {@link DoubleEvaluation} of its own.
 */
public final class Consequences {
    private final UnrolledComputation unrolled;
    private final Map<Occurrence, Optional<ReferenceSolution.Rule>> rules = new ConcurrentHashMap<>();
    private final Map<Occurrence, EvaluationPlan> plans = new ConcurrentHashMap<>();

    /** @param unrolled of any of the problems */
    public Consequences(UnrolledComputation unrolled) {
        this.unrolled = unrolled;
    }

    /** A value that a mistake leads to. */
    public record Consequence(CompiledSlip mishap, double value) {}

    /** The cells that are worked out on the way to a cell, each after those that it uses, the cell itself last. */
    public List<Occurrence> steps(Occurrence cell) {
        EvaluationPlan plan = plan(cell);
        return plan.cells.subList(0, plan.steps());
    }

    /** Whether a cell is worked out from another, at whatever distance; no cell is from itself. */
    public boolean buildsOn(Occurrence cell, Occurrence other) {
        return !cell.equals(other) && rule(cell) != null && plan(cell).slots.containsKey(other);
    }

    /** Every slip that can be made near a cell, the likeliest mistakes first. */
    public List<CompiledSlip> mishaps(Occurrence cell) {
        return plan(cell).single().stream().map(EvaluationPlan.Change::mishap).toList();
    }

    /** Some of the slips that can be made near a cell. */
    public static final class Selection {
        final Occurrence cell;
        final List<EvaluationPlan.Change> changes;

        private Selection(Occurrence cell, List<EvaluationPlan.Change> changes) {
            this.cell = cell;
            this.changes = changes;
        }
    }

    /** Those slips near a cell that are {@code wanted}, the likeliest mistakes first. */
    public Selection select(Occurrence cell, Predicate<CompiledSlip> wanted) {
        return new Selection(
                cell,
                plan(cell).single().stream()
                        .filter(change -> wanted.test(change.mishap()))
                        .toList());
    }

    /** The numbers of one problem. */
    public DoubleEvaluation figures(Function<Occurrence, Optional<BigDecimal>> givens) {
        return new DoubleEvaluation(this, givens);
    }

    EvaluationPlan plan(Occurrence cell) {
        EvaluationPlan known = plans.get(cell);
        if (known == null) {
            known = new EvaluationPlan(unrolled, cell, this::rule);
            EvaluationPlan other = plans.putIfAbsent(cell, known);
            known = other == null ? known : other;
        }
        return known;
    }

    ReferenceSolution.@Nullable Rule rule(Occurrence cell) {
        Optional<ReferenceSolution.Rule> known = rules.get(cell);
        if (known == null) {
            known = unrolled.step(cell)
                    .map(step -> ReferenceSolution.Rule.of(step.expression(), Optional.of(step.law())));
            rules.put(cell, known);
        }
        return known.orElse(null);
    }
}
