package chalkgrad.cli;

import chalkgrad.check.Marking;
import chalkgrad.check.Verdict;
import chalkgrad.report.MarkSummary;
import chalkgrad.source.Place;
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
 * @param why why it could not; empty if it could
 * @param student who has handed it in; empty where nobody says
 * @param code the exit code that it asks for
 */
record Outcome(String label, State state, Optional<Marking> marking, String why, String student, int code) {

    static Outcome marked(String label, Marking marking, int code) {
        return new Outcome(label, State.MARKED, Optional.of(marking), "", "", code);
    }

    static Outcome unmarked(String label, State state, String why, int code) {
        return new Outcome(label, state, Optional.empty(), why, "", code);
    }

    Outcome by(String student) {
        return new Outcome(label, state, marking, why, student, code);
    }

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
            "file",
            "result",
            "first_mistake",
            "diagnosis",
            "points",
            "possible",
            "wrong",
            "undecided",
            "unread",
            "student",
            "place",
            "note");

    /** The table over all works; what a person has to look at comes first. */
    static byte[] table(List<Outcome> outcomes) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADER);
        outcomes.stream().sorted(Comparator.comparingInt(Outcome::urgency)).forEach(outcome -> rows.add(outcome.row()));
        return Csv.of(rows);
    }

    /** What was not marked, then mistakes, of them first those with something open, then what is only open, and last what is right. */
    private int urgency() {
        if (marking.isEmpty()) {
            return state == State.FAILED ? 0 : 1;
        }
        List<Marking.Line> lines = marking.get().lines();
        return switch (MarkSummary.result(marking.get())) {
            case MISTAKES -> {
                boolean unclear = lines.stream()
                        .anyMatch(line -> line.verdict() == Verdict.UNDECIDED
                                || line.verdict() == Verdict.UNREAD
                                || (line.verdict() == Verdict.WRONG
                                        && line.mistakes().isEmpty()));
                yield unclear ? 2 : 3;
            }
            case OPEN -> lines.stream().anyMatch(line -> line.verdict() == Verdict.UNREAD) || lines.isEmpty() ? 4 : 5;
            case RIGHT -> 6;
        };
    }

    private List<String> row() {
        if (marking.isEmpty()) {
            return List.of(label, state.word, "", "", "", "", "", "", "", student, "", why);
        }
        Marking of = marking.get();
        Optional<Marking.Line> first = MarkSummary.firstMistake(of);
        return List.of(
                label,
                MarkSummary.result(of).id(),
                first.map(line -> Integer.toString(of.work().number(line.line())))
                        .orElse(""),
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
                count(of, Verdict.UNREAD),
                student,
                first.flatMap(line -> of.work().place(line.line()))
                        .filter(place -> place.unit() != Place.Unit.LINE)
                        .map(Place::toString)
                        .orElse(""),
                of.lines().isEmpty() ? "no formula was found" : "");
    }

    private static String count(Marking marking, Verdict verdict) {
        return Long.toString(MarkSummary.count(marking, List.of(verdict)));
    }
}
