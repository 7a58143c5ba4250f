package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Numerals;
import chalkgrad.derive.Cell;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Leaves numbers out of a worked solution.
 *
 * <p>Each line loses its result, or one number that is put in; the last line always its result. What is left out once is left out everywhere.
 */
final class Blanking {
    /** Of a longer solution the last lines are shown. */
    private static final int LINES = 6;

    private final Worked worked;
    private final Working working;
    private final List<Cell> shown;
    private final Map<Cell, Integer> gaps = new LinkedHashMap<>();

    private Blanking(Worked worked, Cell target) {
        this.worked = worked;
        this.working = worked.working(target, Optional.empty());
        this.shown = worked.structure.route(target).last(LINES);
    }

    static Answer of(Worked worked, Cell target, Dice lots) {
        return new Blanking(worked, target).blanks(target, lots);
    }

    private Answer.Blanks blanks(Cell target, Dice lots) {
        var chosen = new ArrayList<Cell>();
        for (Cell cell : shown) {
            Optional<Cell> operand = operand(cell, chosen, lots);
            boolean isResult = cell.equals(target) || operand.isEmpty() || lots.below(2) == 0;
            chosen.add(isResult ? cell : operand.get());
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
        return new Answer.Blanks(
                Planting.known(worked, whole), whole.stream().map(this::blanked).toList(), values);
    }

    /** A number in the line that is given, or was worked out before the lines that are shown; not the only one. */
    private Optional<Cell> operand(Cell cell, List<Cell> chosen, Dice lots) {
        Expr symbols = working.line(cell).symbols();
        List<Cell> all = List.copyOf(Route.operands(symbols));
        List<Cell> free = all.stream()
                .filter(operand -> !shown.contains(operand) && !chosen.contains(operand))
                .toList();
        return all.size() < 2 || free.isEmpty() ? Optional.empty() : Optional.of(free.get(lots.below(free.size())));
    }

    private void number(Cell cell) {
        gaps.putIfAbsent(cell, gaps.size() + 1);
    }

    private Answer.Line blanked(Answer.Line line) {
        Expr numbers = line.symbols().substitute(symbol -> symbol instanceof Cell cell ? shown(cell) : null);
        Integer gap = gaps.get(line.cell());
        return new Answer.Line(
                line.cell(),
                line.symbols(),
                Numerals.plain(numbers),
                gap == null ? line.value() : new Answer.Gap(gap).expr());
    }

    private Expr shown(Cell cell) {
        Integer gap = gaps.get(cell);
        return gap == null ? Expr.num(working.number(cell)) : new Answer.Gap(gap).expr();
    }

    private Answer.Value value(Cell cell) {
        BigDecimal value = working.number(cell);
        boolean isGiven = worked.course.given(cell).isPresent();
        return new Answer.Value(
                cell,
                value,
                isGiven
                        ? value.ulp().divide(BigDecimal.valueOf(2))
                        : Tolerances.of(worked.figures, cell, value, worked.problem.precision()));
    }
}
