package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.check.Verdict;
import chalkgrad.variant.Answer;
import chalkgrad.variant.Graded;
import chalkgrad.variant.Item;
import chalkgrad.variant.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a student is given after an exam was graded: each answer, what is right, what became of it and why, and the points.
 *
 * <p>{@code FeedbackSheet.of(variant, graded, 0, "ko")}: what stands before the tasks, and then each task, to be written in its own notation.
 */
public final class FeedbackSheet {
    private final Variant variant;
    private final Graded graded;
    private final String language;

    private FeedbackSheet(Variant variant, Graded graded, String language) {
        this.variant = variant;
        this.graded = graded;
        this.language = language;
    }

    /**
     * The page.
     *
     * @param open how many of the student's answers a person has yet to look at
     */
    public static List<List<Block>> of(Variant variant, Graded graded, int open, String language) {
        var sheet = new FeedbackSheet(variant, graded, language);
        var chapters = new ArrayList<List<Block>>();
        chapters.add(sheet.front(open));
        for (int task = 0; task < variant.parts().size(); task++) {
            chapters.add(sheet.task(task));
        }
        return chapters;
    }

    private List<Block> front(int open) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Heading(1, ExamSheets.named("feedback.title", variant, language)));
        variant.student().ifPresent(student -> blocks.add(ExamSheets.who(student)));
        blocks.add(new Block.Paragraph(Message.of("feedback.total", words(graded.earned()), words(graded.possible()))));
        if (open > 0) {
            blocks.add(new Block.Note(Block.Tone.REMARK, Message.of("feedback.open", Message.count(open))));
        }
        return blocks;
    }

    private static Message.Arg words(BigDecimal points) {
        return new Message.Words(points.stripTrailingZeros().toPlainString());
    }

    private List<Block> task(int task) {
        var blocks = new ArrayList<Block>();
        ExamSheets.heading(variant, task, language, blocks);
        var rows = new ArrayList<List<Message>>();
        var reasons = new ArrayList<Message>();
        for (Item item : variant.parts().get(task).items()) {
            List<Graded.Mark> marks = graded.marks().stream()
                    .filter(mark -> mark.question() == item.number())
                    .toList();
            for (int i = 0; i < marks.size(); i++) {
                rows.add(row(item, i, marks.get(i)));
                reason(item, marks.get(i), reasons);
            }
        }
        blocks.add(new Block.Table(
                List.of(
                        Message.of("feedback.question"),
                        Message.of("feedback.asked"),
                        Message.of("feedback.answer"),
                        Message.of("feedback.right"),
                        Message.of("feedback.verdict"),
                        Message.of("feedback.points")),
                rows));
        if (!reasons.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of("feedback.reasons")));
            blocks.add(new Block.Items(reasons));
        }
        return blocks;
    }

    /** What a part of a question asks for: one of several numbers, or what the question is about. */
    private static List<Expr> about(Item item, int part) {
        return item.answer() instanceof Answer.Numbers numbers
                        && part < numbers.values().size()
                ? List.of(Cells.shown(numbers.values().get(part).cell()))
                : ExamReport.about(item.answer());
    }

    private static List<Message> row(Item item, int part, Graded.Mark mark) {
        return List.of(
                Message.of("", Message.count(item.number())),
                Message.of(
                        "check.copy.question",
                        new Message.Nested(ExamReport.kind(item.question())),
                        Message.all(about(item, part))),
                mark.answer().isEmpty()
                        ? Message.of("feedback.none")
                        : Message.of("", new Message.Source(mark.answer())),
                item.answer() instanceof Answer.Formula formula
                        ? Message.of(Cells.shown(formula.expr()))
                        : Message.of("", new Message.Source(mark.expected())),
                mark.answer().isEmpty()
                        ? Message.words("–")
                        : Message.of("check.verdict." + mark.verdict().name().toLowerCase(Locale.ROOT)),
                Message.of("feedback.of", words(mark.earned()), words(mark.possible())));
    }

    /** Why an answer is not right, or is right although its number is not. */
    private static void reason(Item item, Graded.Mark mark, List<Message> reasons) {
        if (mark.answer().isEmpty()) {
            return;
        }
        Message.Arg number = Message.count(item.number());
        if (mark.verdict() == Verdict.FOLLOWS) {
            reasons.add(Message.of("feedback.follows", number));
        } else if (mark.verdict() == Verdict.WRONG) {
            List<Message> names = mark.mistakes().stream()
                    .map(id -> Message.of("mistake." + id + ".name"))
                    .toList();
            reasons.add(
                    names.isEmpty()
                            ? Message.of("feedback.wrong", number)
                            : Message.of("feedback.mistake", number, new Message.Several(names)));
        } else if (mark.verdict() == Verdict.UNREAD || mark.verdict() == Verdict.UNDECIDED) {
            reasons.add(Message.of("feedback.unread", number));
        }
    }
}
