package chalkgrad.check;

import chalkgrad.derive.Occurrence;
import chalkgrad.work.Work;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A derivation that has been marked.
 *
 * <p>{@code marking.firstMistake()} is the number of the first line with a wrong formula.
 *
 * @param lines each formula of each line, in the order of the text
 * @param points what it earns; empty where the problem has no mark scheme
 * @param conventions how the writer's letters were read, where that was in question
 */
public record Marking(Work work, List<Line> lines, Optional<Points> points, List<Conventions.Held> conventions) {
    public Marking {
        conventions = List.copyOf(conventions);
        lines = List.copyOf(lines);
    }

    /**
     * One formula on one line.
     *
     * @param line the line's number, counted from one
     * @param text its source
     * @param quantity what it works out; empty where that is not known
     * @param verdict what is said of it
     * @param expected the right number to the digits that are written, or the right expression in the problem-file grammar
     * @param written the writer's number or expression
     * @param mistakes what explains it: the simplest first, equal ones beside it; empty where nothing does or nothing is wrong
     * @param remarks what else is to be said
     * @param reasons how the verdict came about, in full
     */
    public record Line(
            int line,
            String text,
            Optional<Occurrence> quantity,
            Verdict verdict,
            Optional<String> expected,
            Optional<String> written,
            List<Diagnosis> mistakes,
            List<Remark> remarks,
            List<Remark> reasons) {
        public Line {
            mistakes = List.copyOf(mistakes);
            remarks = List.copyOf(remarks);
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * What somebody did.
     *
     * @param mistake the mistake's id, {@code updated-weight}; of a pair, both
     * @param at the step at which it was made
     * @param remark what exactly was done there
     */
    public record Diagnosis(List<String> mistake, Occurrence at, Remark remark) {
        public Diagnosis {
            mistake = List.copyOf(mistake);
        }

        /** {@code updated-weight}, or {@code sign+constant-factor} for a pair. */
        public String id() {
            return String.join("+", mistake);
        }
    }

    /** Points by quantity, and all of them. */
    public record Points(List<Mark> marks) {
        public Points {
            marks = List.copyOf(marks);
        }

        public BigDecimal earned() {
            return marks.stream().map(Mark::earned).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        public BigDecimal possible() {
            return marks.stream().map(Mark::possible).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /** The points of one quantity; {@code line} is where it was earned or lost, empty where the quantity was not found. */
    public record Mark(Occurrence quantity, BigDecimal earned, BigDecimal possible, OptionalInt line) {}

    /** The same with points that somebody else has given. */
    public Marking withPoints(Points given) {
        return new Marking(work, lines, Optional.of(given), conventions);
    }

    /** The first line with a mistake. */
    public OptionalInt firstMistake() {
        return lines.stream()
                .filter(line -> line.verdict() == Verdict.WRONG)
                .mapToInt(Line::line)
                .min();
    }
}
