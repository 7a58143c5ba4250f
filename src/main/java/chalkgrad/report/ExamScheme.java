package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.exam.Exam;
import chalkgrad.exam.Question;
import chalkgrad.mistake.Slip;
import chalkgrad.variant.Answer;
import chalkgrad.variant.Branches;
import chalkgrad.variant.Frequent;
import chalkgrad.variant.Item;
import chalkgrad.variant.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The mark scheme of an exam: what each question is worth, what is accepted, and what the frequent mistakes look like.
 *
 * <p>{@code ExamScheme.of(exam, variant, "en")} shows the numbers of that variant as examples; the rules hold for all.
 */
public final class ExamScheme {
    private final Variant example;
    private final String language;

    private ExamScheme(Variant example, String language) {
        this.example = example;
        this.language = language;
    }

    /** The scheme: what stands before the tasks, and then each task, to be written in its own notation. */
    public static List<List<Block>> of(Exam exam, Variant example, String language) {
        var scheme = new ExamScheme(example, language);
        var chapters = new ArrayList<List<Block>>();
        chapters.add(scheme.front(exam));
        for (int task = 0; task < example.parts().size(); task++) {
            chapters.add(scheme.task(task));
        }
        return chapters;
    }

    private List<Block> front(Exam exam) {
        var blocks = new ArrayList<Block>();
        Message title = ExamSheets.title(example.parts().get(0).solution(), language);
        blocks.add(new Block.Heading(1, Message.of("exam.scheme.title", new Message.Nested(title))));
        blocks.add(new Block.Paragraph(Message.of("exam.scheme.intro", ExamReport.points(exam.points()))));
        blocks.add(new Block.Items(List.of(
                Message.of("exam.scheme.rounding"),
                Message.of("exam.scheme.follow"),
                Message.of("exam.scheme.steps"),
                Message.of("exam.scheme.example", new Message.Words(example.id())))));
        return blocks;
    }

    private List<Block> task(int task) {
        Variant.Part part = example.parts().get(task);
        var blocks = new ArrayList<Block>();
        ExamSheets.heading(example, task, language, blocks);
        for (Item item : part.items()) {
            question(part, item, blocks);
        }
        return blocks;
    }

    private static void question(Variant.Part part, Item item, List<Block> blocks) {
        Question question = item.question();
        blocks.add(new Block.Heading(
                3,
                Message.of(
                        "exam.scheme.question",
                        Message.count(item.number()),
                        new Message.Nested(ExamReport.kind(question)),
                        Message.all(ExamReport.about(item.answer())),
                        ExamReport.points(question.points()))));
        blocks.add(
                new Block.Paragraph(Message.of("exam.scheme." + question.kind().word())));
        blocks.addAll(ExamReport.answer(part, item.open()));
        Frequent frequent = Frequent.of(part, item);
        steps(frequent, question.points(), blocks);
        mistakes(new Branches(part), frequent, blocks);
    }

    /** What each step of a written derivation is worth. */
    private static void steps(Frequent frequent, BigDecimal points, List<Block> blocks) {
        if (frequent.lines().size() < 2) {
            return;
        }
        List<BigDecimal> shares = Frequent.shares(points, frequent.lines().size());
        var rows = new ArrayList<List<Message>>();
        for (int i = 0; i < frequent.lines().size(); i++) {
            Answer.Line line = frequent.lines().get(i);
            rows.add(List.of(
                    Message.of(ExamReport.formula(line)), Message.of(line.value()), ExamSheets.number(shares.get(i))));
        }
        blocks.add(new Block.Table(
                List.of(
                        Message.of("exam.scheme.step"),
                        Message.of("exam.scheme.value"),
                        Message.of("exam.table.points")),
                rows));
    }

    private static void mistakes(Branches branches, Frequent frequent, List<Block> blocks) {
        var rows = new ArrayList<List<Message>>();
        for (Frequent.Looks looks : frequent.mistakes()) {
            Slip slip = looks.slip();
            rows.add(List.of(
                    Message.of(ExamAnswer.key(slip) + ".name"),
                    Message.of(Expr.equal(
                            Cells.shown(branches.named(slip.at())), Cells.shown(branches.written(looks.written())))),
                    gives(looks.cell(), looks.value())));
        }
        if (!rows.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of("exam.scheme.mistakes")));
            blocks.add(new Block.Table(
                    List.of(
                            Message.of("exam.scheme.what"),
                            Message.of("exam.scheme.written"),
                            Message.of("exam.scheme.gives")),
                    rows));
        }
    }

    private static Message gives(Occurrence cell, BigDecimal value) {
        return Message.of(Expr.equal(Cells.shown(cell), Expr.num(value)));
    }
}
