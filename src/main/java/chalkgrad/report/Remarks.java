package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.check.Convention;
import chalkgrad.check.Marking;
import chalkgrad.check.Remark;
import chalkgrad.check.Verdict;
import chalkgrad.check.Wording;
import chalkgrad.work.ParseExpectation;
import chalkgrad.work.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is said about a line of a checked derivation.
 *
 * <p>{@code Remarks.of(line)} begins with what was done wrong, if that is known.
 */
public final class Remarks {
    /** The key of what was done, of a mistake that has more to be said about it. */
    private static final String DONE = ".done";

    /** These say what is right themselves. */
    private static final Set<String> SAY_EXPECTED = Set.of(Wording.EXPECTED, Wording.LAST_DIGIT);

    private static final Set<Verdict> WANT_EXPECTED = Set.of(Verdict.WRONG, Verdict.FOLLOWS);

    private Remarks() {}

    /** A remark in the words of the report. */
    public static Message of(Remark remark) {
        if (remark.key().equals(Wording.REASON_CONVENTION)) {
            return ConventionNotes.of(new Convention(words(remark, 0), words(remark, 1)));
        } else if (remark.key().equals(Wording.CONVENTION_OPEN)) {
            return Message.of(remark.key(), ConventionNotes.name(words(remark, 0)));
        }
        return new Message(
                remark.key(), remark.parts().stream().map(Remarks::argument).toList());
    }

    private static String words(Remark remark, int part) {
        return remark.parts().get(part) instanceof Remark.Words words ? words.text() : "";
    }

    /** All that is said about a line: what was done, what else is to be said, what is right. */
    public static List<Message> of(Marking.Line line) {
        var remarks = new ArrayList<Remark>(line.remarks());
        if (line.expected().isPresent()
                && WANT_EXPECTED.contains(line.verdict())
                && remarks.stream().noneMatch(remark -> SAY_EXPECTED.contains(remark.key()))) {
            String key = line.verdict() == Verdict.FOLLOWS ? Wording.WOULD_BE : Wording.EXPECTED;
            remarks.add(Remark.of(key, Remark.words(line.expected().get())));
        }
        var all = new ArrayList<Message>();
        for (Marking.Diagnosis mistake : line.mistakes()) {
            all.add(mistake(mistake.remark(), all.isEmpty()));
        }
        remarks.forEach(remark -> all.add(of(remark)));
        return all;
    }

    /** What was done, by its name; of the likeliest mistake also why it is wrong, and what to write instead. */
    private static Message mistake(Remark remark, boolean likeliest) {
        if (!remark.key().endsWith(DONE)) {
            return of(remark);
        }
        String mistake = remark.key().substring(0, remark.key().length() - DONE.length());
        Message.Arg name = Message.nested(mistake + ".name");
        Message.Arg done = new Message.Nested(of(remark));
        return likeliest
                ? Message.of(
                        "check.mistake",
                        name,
                        done,
                        new Message.Nested(of(new Remark(mistake + ".why", remark.parts()))),
                        new Message.Nested(of(new Remark(mistake + ".instead", remark.parts()))))
                : Message.of("check.mistake.other", name, done);
    }

    /** The same, and of a formula that was not read where reading stopped. */
    public static List<Message> of(Marking marking, Marking.Line line) {
        var all = new ArrayList<>(of(line));
        if (line.verdict() == Verdict.UNREAD && line.remarks().isEmpty()) {
            marking.work().formulas().stream()
                    .filter(formula -> formula.line() == line.line())
                    .filter(Work.Unread.class::isInstance)
                    .map(Work.Unread.class::cast)
                    .filter(unread -> unread.text().equals(line.text()))
                    .findFirst()
                    .ifPresent(unread -> all.add(Message.of(
                            "check.unread",
                            Message.count(unread.column()),
                            said(unread.found()),
                            said(unread.expected()))));
        }
        return all;
    }

    private static Message.Arg said(ParseExpectation clue) {
        return Message.nested(clue.key(), new Message.Words(clue.detail()));
    }

    private static Message.Arg argument(Remark.Part part) {
        return part instanceof Remark.Maths maths
                ? maths(maths.expr())
                : new Message.Words(((Remark.Words) part).text());
    }

    private static Message.Arg maths(Expr expr) {
        return Handwriting.of(expr).map(Message::math).orElseGet(() -> new Message.Words(PlainText.of(expr)));
    }
}
