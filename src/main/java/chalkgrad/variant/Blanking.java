package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Leaves numbers out of a worked solution.
 *
 * <p>Each line loses its result, or one number that is put in; the last line always its result. What is left out once is left out everywhere, and
 * what another question asks for is not left out here as well.
 */
final class Blanking {
    /** Of a longer solution the last lines are shown. */
    static final int LINES = 6;

    private final Worked worked;
    private final Working working;
    private final List<Occurrence> shown;
    private final Set<Occurrence> taken;
    private final Set<Occurrence> bare;
    private final Map<Occurrence, Integer> gaps = new LinkedHashMap<>();

    private Blanking(Worked worked, Occurrence target, Set<Occurrence> taken, Set<Occurrence> bare) {
        this.worked = worked;
        this.bare = bare;
        this.taken = taken;
        this.working = worked.working(target, Optional.empty());
        this.shown = worked.structure.route(target).last(LINES);
    }

    /**
     * The solution with its blanks.
     *
     * @param taken what other questions ask for, which is not asked for a second time
     * @param bare whose formulas other questions ask for: of such a line only its result can be left out
     */
    static Answer.Blanks of(Worked worked, Occurrence target, Set<Occurrence> taken, Set<Occurrence> bare, Dice lots) {
        return new Blanking(worked, target, taken, bare).blanks(target, lots);
    }

    private Answer.Blanks blanks(Occurrence target, Dice lots) {
        var chosen = new ArrayList<Occurrence>();
        for (Occurrence cell : shown) {
            Optional<Occurrence> operand = operand(cell, chosen, lots);
            boolean isResult = cell.equals(target) || operand.isEmpty() || lots.below(2) == 0 || isBare(cell);
            if (cell.equals(target) || (isResult && !isTaken(cell))) {
                chosen.add(cell);
            } else if (!isBare(cell)) {
                operand.ifPresent(chosen::add);
            }
        }
        // Numbered in the order in which they are met.
        List<Answer.Line> whole = shown.stream().map(working::line).toList();
        for (Answer.Line line : whole) {
            Route.operands(line.symbols()).stream().filter(chosen::contains).forEach(this::number);
            if (chosen.contains(line.cell())) {
                number(line.cell());
            }
        }
        var values = new ArrayList<Answer.Value>();
        gaps.keySet().forEach(cell -> values.add(value(cell)));
        List<Answer.Line> blanked = whole.stream().map(this::blanked).toList();
        return new Answer.Blanks(Planting.known(worked, blanked), blanked, values);
    }

    /** A number in the line that is given, or was worked out before the lines that are shown; not the only one. */
    private Optional<Occurrence> operand(Occurrence cell, List<Occurrence> chosen, Dice lots) {
        Expr symbols = working.line(cell).symbols();
        List<Occurrence> all = List.copyOf(Route.operands(symbols));
        List<Occurrence> free = all.stream()
                .filter(operand -> !shown.contains(operand) && !chosen.contains(operand) && !isTaken(operand))
                .toList();
        return all.size() < 2 || free.isEmpty() ? Optional.empty() : Optional.of(free.get(lots.below(free.size())));
    }

    private boolean isBare(Occurrence cell) {
        return bare.contains(worked.structure.canonical(cell));
    }

    private boolean isTaken(Occurrence cell) {
        return taken.contains(worked.structure.canonical(cell));
    }

    private void number(Occurrence cell) {
        gaps.putIfAbsent(cell, gaps.size() + 1);
    }

    private Answer.Line blanked(Answer.Line line) {
        var operands = new LinkedHashMap<Occurrence, Expr>();
        line.operands().forEach((operand, shown) -> operands.put(operand, blanked(operand, shown)));
        return new Answer.Line(line.cell(), line.symbols(), operands, blanked(line.cell(), line.value()));
    }

    private Expr blanked(Occurrence cell, Expr shown) {
        Integer gap = gaps.get(cell);
        return gap == null ? shown : new Answer.Gap(gap).expr();
    }

    private Answer.Value value(Occurrence cell) {
        BigDecimal value = working.number(cell);
        boolean isGiven = worked.unrolled.given(cell).isPresent();
        return new Answer.Value(
                cell,
                value,
                isGiven
                        ? value.ulp().divide(BigDecimal.valueOf(2))
                        : Tolerances.of(worked.figures, cell, value, worked.problem.precision()));
    }
}
