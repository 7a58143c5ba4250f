package chalkgrad.variant;

import chalkgrad.derive.Occurrence;
import chalkgrad.evaluate.Solution;
import chalkgrad.rules.RuleBook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The worked lines that lead to a value.
 *
 * <p>{@code new Steps().to(solution, cell, 2)} ends with {@code dE/dw5 = delta(o1) h1 = 0.0536 * 0.6160 = 0.0330}.
 *
 * <p>What the variants of an exam have in common is worked out once; may be used by several threads at once.
 */
public final class Steps {
    private final Map<RuleBook, Structure.Known> structures = new ConcurrentHashMap<>();

    /**
     * Lines, each after those that it uses.
     *
     * @param known what they use that neither stands in them nor in the problem
     */
    public record Derived(List<Answer.Known> known, List<Answer.Line> lines) {
        public Derived {
            known = List.copyOf(known);
            lines = List.copyOf(lines);
        }
    }

    /** The last of them, as the worked solution prints them; none for what is given. */
    public Derived to(Solution solution, Occurrence cell, int most) {
        Structure structure = structures
                .computeIfAbsent(solution.derivation().rules(), Structure.Known::new)
                .of(solution.problem().task());
        var worked = new Worked(solution, structure);
        List<Occurrence> route = structure.route(cell).last(most);
        if (route.isEmpty()) {
            return new Derived(List.of(), List.of());
        }
        Working working = worked.working(cell, Optional.empty());
        List<Answer.Line> lines = route.stream().map(working::line).toList();
        return new Derived(Planting.known(worked, lines), lines);
    }
}
