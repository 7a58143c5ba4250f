package chalkgrad.report;

import chalkgrad.check.Marking;
import chalkgrad.check.Verdict;
import chalkgrad.derive.Occurrence;
import chalkgrad.source.Place;
import chalkgrad.work.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of marking a derivation, in a line.
 *
 * <p>{@code 14 right, 1 rounding, 2 follow, 1 wrong, 0 undecided, 1 unread · first mistake: line 12, dE/dw5: updated-weight · 7/10 points}.
 */
public final class MarkSummary {
    /** What came of a whole work. */
    public enum Outcome {
        /** A line is wrong. */
        MISTAKES,
        /** Nothing is wrong, but not everything is known to be right, or there is nothing at all. */
        OPEN,
        /** Something was judged, and all of it is right. */
        RIGHT;

        /** The name in the results, {@code open}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private MarkSummary() {}

    /** What came of it all. */
    public static Outcome result(Marking marking) {
        if (marking.firstMistake().isPresent()) {
            return Outcome.MISTAKES;
        }
        boolean open = marking.lines().isEmpty() || count(marking, List.of(Verdict.UNDECIDED, Verdict.UNREAD)) > 0;
        return open ? Outcome.OPEN : Outcome.RIGHT;
    }

    /** The whole line. */
    public static Message of(Marking marking) {
        var parts = new ArrayList<Message.Arg>();
        parts.add(new Message.Nested(counts(marking)));
        firstMistake(marking).ifPresent(line -> parts.add(new Message.Nested(mistake(marking, line))));
        marking.points()
                .ifPresent(points -> parts.add(
                        Message.nested("check.line.points", number(points.earned()), number(points.possible()))));
        return Message.of("check.line." + parts.size(), parts.toArray(Message.Arg[]::new));
    }

    /** How many lines have which verdict. */
    static Message counts(Marking marking) {
        if (marking.lines().isEmpty()) {
            return Message.of("check.line.nothing");
        }
        return Message.of(
                "check.line.counts",
                count(marking, Verdict.RIGHT),
                count(marking, Verdict.ROUNDING),
                count(marking, Verdict.FOLLOWS),
                count(marking, Verdict.WRONG),
                count(marking, Verdict.UNDECIDED),
                count(marking, Verdict.UNREAD));
    }

    private static Message.Arg count(Marking marking, Verdict verdict) {
        return Message.count(count(marking, List.of(verdict)));
    }

    /** How many lines have one of these verdicts. */
    public static long count(Marking marking, List<Verdict> verdicts) {
        return marking.lines().stream()
                .filter(line -> verdicts.contains(line.verdict()))
                .count();
    }

    /** The line with the first mistake. */
    public static java.util.Optional<Marking.Line> firstMistake(Marking marking) {
        return marking.lines().stream()
                .filter(line -> line.verdict() == Verdict.WRONG
                        && line.line() == marking.firstMistake().orElse(0))
                .findFirst();
    }

    /** Where a line is: its number, and its place in a file that has no such lines. */
    static Message.Arg where(Marking marking, int line) {
        Message.Arg number = Message.count(marking.work().number(line));
        return marking.work()
                .place(line)
                .filter(place -> place.unit() != Place.Unit.LINE)
                .map(place -> Message.nested("check.where.place", number, place(place)))
                .orElseGet(() -> Message.nested("check.where", number));
    }

    private static Message.Arg place(Place place) {
        boolean whole = place.unit() == Place.Unit.PARAGRAPH && place.line() == 1;
        String key = "check.place." + place.unit().name().toLowerCase(Locale.ROOT) + (whole ? ".whole" : "");
        return whole
                ? Message.nested(key, Message.count(place.number()))
                : Message.nested(key, Message.count(place.number()), Message.count(place.line()));
    }

    private static Message mistake(Marking marking, Marking.Line line) {
        String what = line.quantity().map(Occurrence::id).orElse("");
        String why = line.mistakes().isEmpty() ? "" : line.mistakes().get(0).id();
        var parts = new ArrayList<Message.Arg>(List.of(where(marking, line.line())));
        List.of(what, why).stream().filter(word -> !word.isEmpty()).forEach(word -> parts.add(new Message.Words(word)));
        return Message.of(
                "check.line.mistake" + (what.isEmpty() ? "" : ".quantity") + (why.isEmpty() ? "" : ".why"),
                parts.toArray(Message.Arg[]::new));
    }

    static Message.Arg number(java.math.BigDecimal value) {
        return new Message.Words(value.toPlainString());
    }

    /** The word for a verdict. */
    static Message.Arg verdict(Verdict verdict) {
        return Message.nested("check.verdict." + verdict.name().toLowerCase(Locale.ROOT));
    }

    /** How the verdicts of a line came about: its text, its verdict, the reasons one by one. */
    public static List<Message> explanation(Marking marking, Spot spot) {
        var all = new ArrayList<Message>();
        for (Marking.Line line : marking.lines()) {
            if (spot.is(marking.work(), line.line())) {
                Message.Arg where = where(marking, line.line());
                Message.Arg text = new Message.Words(line.text().strip());
                all.add(
                        line.quantity().isPresent()
                                ? Message.of(
                                        "check.explain.quantity",
                                        where,
                                        text,
                                        verdict(line.verdict()),
                                        new Message.Words(line.quantity().get().id()))
                                : Message.of("check.explain", where, text, verdict(line.verdict())));
                line.reasons().forEach(reason -> all.add(item(Remarks.of(reason))));
                Remarks.of(marking, line).forEach(remark -> all.add(item(remark)));
            }
        }
        return all.isEmpty() ? List.of(Message.of("check.explain.nothing", new Message.Words(spot.said()))) : all;
    }

    private static Message item(Message message) {
        return Message.of("check.explain.item", new Message.Nested(message));
    }
}
