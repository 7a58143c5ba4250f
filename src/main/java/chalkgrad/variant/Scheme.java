package chalkgrad.variant;

import chalkgrad.check.Marking;
import chalkgrad.check.Verdict;
import chalkgrad.derive.Cell;
import chalkgrad.evaluate.Solution;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The points of a task's questions, for a whole derivation to be marked by.
 *
 * <p>{@code Scheme.graded("007", part, new Checker(Scheme.of(part)).mark(work))}.
 *
 * <p>Points are for the quantities that are asked for; a question that asks for none, to find a mistake or an order, is answered on its sheet.
 */
public final class Scheme {
    private Scheme() {}

    /** A task's solution with the points of its questions. */
    public static Solution of(Variant.Part part) {
        var points = new LinkedHashMap<String, BigDecimal>();
        askers(part)
                .forEach((cell, dues) -> points.put(
                        cell.id(), dues.stream().map(Grader.Due::points).reduce(BigDecimal.ZERO, BigDecimal::add)));
        return part.solution().withMarks(points);
    }

    /** Who asks for a quantity: its number, or its formula. */
    private static Map<Cell, List<Grader.Due>> askers(Variant.Part part) {
        var askers = new LinkedHashMap<Cell, List<Grader.Due>>();
        for (Item item : part.items()) {
            if (item.answer() instanceof Answer.Numbers || item.answer() instanceof Answer.Formula) {
                for (Grader.Due due : Grader.dues(item)) {
                    due.cell()
                            .ifPresent(cell -> askers.computeIfAbsent(cell, some -> new ArrayList<>())
                                    .add(due));
                }
            }
        }
        return askers;
    }

    /** The points of a derivation that was marked by {@link #of}; where several questions ask for one quantity, each has its part of them. */
    public static Graded graded(String id, Variant.Part part, Marking marking) {
        Map<Cell, List<Grader.Due>> askers = askers(part);
        var marks = new ArrayList<Graded.Mark>();
        for (Marking.Mark mark : marking.points().map(Marking.Points::marks).orElse(List.of())) {
            Optional<Marking.Line> line = marking.lines().stream()
                    .filter(each -> mark.line().isPresent()
                            && each.line() == mark.line().getAsInt())
                    .filter(each -> each.quantity().equals(Optional.of(mark.quantity())))
                    .findFirst();
            for (Grader.Due due : askers.getOrDefault(mark.quantity(), List.of())) {
                marks.add(new Graded.Mark(
                        due.item().number(),
                        due.ask(),
                        line.flatMap(Marking.Line::written).orElse(""),
                        line.flatMap(Marking.Line::expected).orElse(""),
                        line.map(Marking.Line::verdict).orElse(Verdict.UNREAD),
                        line.map(Grader::ids).orElse(List.of()),
                        share(mark, due.points()),
                        due.points()));
            }
        }
        return new Graded(id, marks);
    }

    /** What a question has of the points for a quantity. */
    private static BigDecimal share(Marking.Mark mark, BigDecimal points) {
        return mark.earned().compareTo(mark.possible()) == 0
                ? points
                : mark.earned().signum() == 0
                        ? BigDecimal.ZERO
                        : mark.earned().multiply(points).divide(mark.possible(), 2, RoundingMode.HALF_UP);
    }
}
