package chalkgrad.variant;

import chalkgrad.check.Marking;
import chalkgrad.check.Verdict;
import chalkgrad.derive.Occurrence;
import chalkgrad.rules.RuleBook;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gives points for a whole derivation of a task, by the questions that were asked about it.
 *
 * <p>{@code new Scheme(rules).graded(part, marking)}: an answer earns what it would earn in a table.
 *
 * <p>Points are for the quantities that are asked for, under whatever name the writer has them; a question that asks for none, to find a mistake
 * or an order, is answered by its number, see {@link NumberedAnswers}.
 */
public final class Scheme {
    /** Verdicts that decide; a line that was not understood says nothing about what stands elsewhere. */
    private static final Set<Verdict> DECIDES =
            EnumSet.of(Verdict.RIGHT, Verdict.ROUNDING, Verdict.FOLLOWS, Verdict.WRONG);

    /** The remark on a line that says nothing. */
    private static final String TRIVIAL = "check.trivial";

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private final Structure.Known structures;

    public Scheme(RuleBook rules) {
        this.structures = new Structure.Known(rules);
    }

    /** What a derivation earns: a mark for each quantity that is asked for, and where that stands in it. */
    public record Points(List<Graded.Mark> marks, Marking.Points byLine) {
        public Points {
            marks = List.copyOf(marks);
        }
    }

    /** The points of a derivation of a task. */
    public Points graded(Variant.Part part, Marking marking) {
        Structure structure = structures.of(part.solution().problem().task());
        Map<Occurrence, List<Marking.Line>> lines = new LinkedHashMap<>();
        for (Marking.Line line : marking.lines()) {
            boolean saysNothing =
                    line.remarks().stream().anyMatch(remark -> remark.key().equals(TRIVIAL));
            line.quantity()
                    .filter(cell -> !saysNothing)
                    .ifPresent(cell -> lines.computeIfAbsent(structure.canonical(cell), some -> new ArrayList<>())
                            .add(line));
        }
        var marks = new ArrayList<Graded.Mark>();
        var byLine = new ArrayList<Marking.Mark>();
        for (Item item : part.items()) {
            boolean isFormula = item.answer() instanceof Answer.Formula;
            if (!isFormula && !(item.answer() instanceof Answer.Numbers)) {
                continue;
            }
            for (Grader.Due due : Grader.dues(item)) {
                Occurrence cell = due.cell().orElseThrow();
                Optional<Marking.Line> line = last(lines.getOrDefault(structure.canonical(cell), List.of()), isFormula);
                Graded.Mark mark = Grader.mark(
                        due,
                        line.flatMap(Marking.Line::written).orElse(""),
                        line.map(Marking.Line::verdict).orElse(Verdict.UNREAD),
                        line.map(Grader::ids).orElse(List.of()));
                marks.add(mark);
                byLine.add(new Marking.Mark(
                        cell,
                        mark.earned(),
                        mark.possible(),
                        line.isPresent() ? OptionalInt.of(line.get().line()) : OptionalInt.empty()));
            }
        }
        return new Points(marks, new Marking.Points(byLine));
    }

    /** The last line that decides and is of the sort that is asked for, a formula or a number; else the last that is left. */
    private static Optional<Marking.Line> last(List<Marking.Line> lines, boolean formula) {
        return last(lines, formula, DECIDES)
                .or(() -> last(lines, formula, EnumSet.allOf(Verdict.class)))
                .or(() -> formula ? Optional.empty() : lines.stream().reduce((before, after) -> after));
    }

    private static Optional<Marking.Line> last(List<Marking.Line> lines, boolean formula, Set<Verdict> verdicts) {
        return lines.stream()
                .filter(line -> verdicts.contains(line.verdict()))
                .filter(line -> line.written()
                        .filter(written -> formula == LETTER.matcher(written).find()
                                || (!formula && Cut.number(written).isPresent()))
                        .isPresent())
                .reduce((before, after) -> after);
    }
}
