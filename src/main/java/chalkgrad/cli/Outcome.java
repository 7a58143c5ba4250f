package chalkgrad.cli;

import chalkgrad.check.Marking;
import chalkgrad.check.Verdict;
import chalkgrad.report.MarkSummary;
import chalkgrad.write.Csv;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What came of a work.
 *
 * @param label how the work is called
 * @param state whether it could be marked
 * @param marking its marking, if it could
 * @param code the exit code that it asks for
 */
record Outcome(String label, State state, Optional<Marking> marking, int code) {

    /** Whether a work could be marked. */
    enum State {
        /** It could not be read. */
        REFUSED("refused"),
        /** Its marking failed, or its results could not be written. */
        FAILED("failed"),
        MARKED("");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    private static final List<String> HEADER = List.of(
            "file", "result", "first_mistake", "diagnosis", "points", "possible", "wrong", "undecided", "unread");

    /** The table over all works; what a person has to look at comes first. */
    static byte[] table(List<Outcome> outcomes) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADER);
        outcomes.stream().sorted(Comparator.comparingInt(Outcome::urgency)).forEach(outcome -> rows.add(outcome.row()));
        return Csv.of(rows);
    }

    /** What was not marked, then what was not understood, then mistakes, and last what is all right. */
    private int urgency() {
        if (marking.isEmpty()) {
            return 0;
        }
        List<Marking.Line> lines = marking.get().lines();
        boolean open = lines.isEmpty()
                || lines.stream()
                        .anyMatch(line -> line.verdict() == Verdict.UNDECIDED
                                || line.verdict() == Verdict.UNREAD
                                || (line.verdict() == Verdict.WRONG
                                        && line.mistakes().isEmpty()));
        return open ? 1 : marking.get().firstMistake().isPresent() ? 2 : 3;
    }

    private List<String> row() {
        if (marking.isEmpty()) {
            return List.of(label, state.word, "", "", "", "", "", "", "");
        }
        Marking of = marking.get();
        Optional<Marking.Line> first = MarkSummary.firstMistake(of);
        return List.of(
                label,
                MarkSummary.result(of).id(),
                first.map(line -> Integer.toString(line.line())).orElse(""),
                first.flatMap(line -> line.mistakes().stream().findFirst())
                        .map(Marking.Diagnosis::id)
                        .orElse(""),
                of.points()
                        .map(Marking.Points::earned)
                        .map(BigDecimal::toPlainString)
                        .orElse(""),
                of.points()
                        .map(Marking.Points::possible)
                        .map(BigDecimal::toPlainString)
                        .orElse(""),
                count(of, Verdict.WRONG),
                count(of, Verdict.UNDECIDED),
                count(of, Verdict.UNREAD));
    }

    private static String count(Marking marking, Verdict verdict) {
        return Long.toString(MarkSummary.count(marking, List.of(verdict)));
    }
}
