package chalkgrad.check;

import chalkgrad.derive.Cell;
import chalkgrad.derive.Course;
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
 * <p>{@code new Consequences(course).figures(course::given).of(cell)} is the value that each slip gives.
 *
 * <p>The steps and the slips are made ready once; several threads may share an instance, and each works with {@link Figures} of its own.
 */
public final class Consequences {
    private final Course course;
    private final Map<Cell, Optional<Ground.Rule>> rules = new ConcurrentHashMap<>();
    private final Map<Cell, Plan> plans = new ConcurrentHashMap<>();

    /** @param course of any of the problems */
    public Consequences(Course course) {
        this.course = course;
    }

    /** A value that a mistake leads to. */
    public record Consequence(Mishap mishap, double value) {}

    /** The cells that are worked out on the way to a cell, each after those that it uses, the cell itself last. */
    public List<Cell> steps(Cell cell) {
        Plan plan = plan(cell);
        return plan.cells.subList(0, plan.steps());
    }

    /** Whether a cell is worked out from another, at whatever distance; no cell is from itself. */
    public boolean buildsOn(Cell cell, Cell other) {
        return !cell.equals(other) && rule(cell) != null && plan(cell).slots.containsKey(other);
    }

    /** Every slip that can be made near a cell, the likeliest mistakes first. */
    public List<Mishap> mishaps(Cell cell) {
        return plan(cell).single().stream().map(Plan.Change::mishap).toList();
    }

    /** Some of the slips that can be made near a cell. */
    public static final class Selection {
        final Cell cell;
        final List<Plan.Change> changes;

        private Selection(Cell cell, List<Plan.Change> changes) {
            this.cell = cell;
            this.changes = changes;
        }
    }

    /** Those slips near a cell that are {@code wanted}, the likeliest mistakes first. */
    public Selection select(Cell cell, Predicate<Mishap> wanted) {
        return new Selection(
                cell,
                plan(cell).single().stream()
                        .filter(change -> wanted.test(change.mishap()))
                        .toList());
    }

    /** The numbers of one problem. */
    public Figures figures(Function<Cell, Optional<BigDecimal>> givens) {
        return new Figures(this, givens);
    }

    Plan plan(Cell cell) {
        Plan known = plans.get(cell);
        if (known == null) {
            known = new Plan(course, cell, this::rule);
            Plan other = plans.putIfAbsent(cell, known);
            known = other == null ? known : other;
        }
        return known;
    }

    Ground.@Nullable Rule rule(Cell cell) {
        Optional<Ground.Rule> known = rules.get(cell);
        if (known == null) {
            known = course.step(cell).map(step -> Ground.Rule.of(step.expression(), Optional.of(step.law())));
            rules.put(cell, known);
        }
        return known.orElse(null);
    }
}
