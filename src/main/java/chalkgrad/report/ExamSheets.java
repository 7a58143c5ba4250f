package chalkgrad.report;

import chalkgrad.derive.GraphDerivation;
import chalkgrad.evaluate.Solution;
import chalkgrad.exam.Question;
import chalkgrad.model.Network;
import chalkgrad.variant.Item;
import chalkgrad.variant.Student;
import chalkgrad.variant.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A student's question sheet, and the solution that goes with it.
 *
 * <p>{@code ExamSheets.questions(variant, "ko")}: what stands before the tasks, and then each task, to be written in its own notation.
 */
public final class ExamSheets {
    /** So many questions have their points in one table. */
    private static final int COLUMNS = 12;

    /** The whole solution of a larger network would bury what was asked. */
    private static final int LARGE = 60;

    private final Variant variant;
    private final String language;

    private ExamSheets(Variant variant, String language) {
        this.variant = variant;
        this.language = language;
    }

    /** The question sheet. */
    public static List<List<Block>> questions(Variant variant, String language) {
        var sheets = new ExamSheets(variant, language);
        var chapters = new ArrayList<List<Block>>();
        chapters.add(sheets.front());
        for (int task = 0; task < variant.parts().size(); task++) {
            chapters.add(sheets.task(task));
        }
        return chapters;
    }

    /** The answers with the worked solution. */
    public static List<List<Block>> solution(Variant variant, String language) {
        var sheets = new ExamSheets(variant, language);
        var chapters = new ArrayList<List<Block>>();
        var front = new ArrayList<Block>();
        front.add(new Block.Heading(1, sheets.named("exam.solution")));
        if (variant.student().isPresent()) {
            front.add(sheets.who());
        }
        chapters.add(front);
        for (int task = 0; task < variant.parts().size(); task++) {
            chapters.add(sheets.solved(task));
        }
        return chapters;
    }

    /** What a task is called. */
    public static Message title(Solution solution, String language) {
        return Titles.of(solution, language);
    }

    private List<Block> front() {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Heading(1, named("exam.title")));
        blocks.add(
                variant.student().isPresent()
                        ? who()
                        : new Block.Fields(List.of(
                                Message.of("exam.field.name"),
                                Message.of("exam.field.id"),
                                Message.of("exam.field.date"))));
        blocks.addAll(points());
        return blocks;
    }

    /** The exam's title with the variant: it stands at the foot of every page, so that a loose one finds its sheet. */
    private Message named(String key) {
        return named(key, variant, language);
    }

    static Message named(String key, Variant variant, String language) {
        Solution first = variant.parts().get(0).solution();
        Message title =
                first.problem().pages().examIn(language).map(Message::words).orElseGet(() -> title(first, language));
        return Message.of(key, new Message.Nested(title), new Message.Words(variant.id()));
    }

    private Block who() {
        return who(variant.student().orElseThrow());
    }

    /** A student by id and name. */
    static Block who(Student student) {
        Message.Arg id = new Message.Words(student.id());
        return new Block.Paragraph(
                student.name().isEmpty()
                        ? Message.of("exam.who.id", id)
                        : Message.of("exam.who", id, new Message.Words(student.name())));
    }

    /** A place for the points of each question and for their sum. */
    private List<Block> points() {
        List<Item> items =
                variant.parts().stream().flatMap(part -> part.items().stream()).toList();
        BigDecimal sum = items.stream().map(item -> item.question().points()).reduce(BigDecimal.ZERO, BigDecimal::add);
        var tables = new ArrayList<Block>();
        for (int from = 0; from < items.size(); from += COLUMNS) {
            List<Item> here = items.subList(from, Math.min(from + COLUMNS, items.size()));
            var header = new ArrayList<Message>(List.of(Message.of("exam.table.question")));
            var possible = new ArrayList<Message>(List.of(Message.of("exam.table.points")));
            var earned = new ArrayList<Message>(List.of(Message.of("exam.table.earned")));
            for (Item item : here) {
                header.add(Message.of("", Message.count(item.number())));
                possible.add(number(item.question().points()));
                earned.add(Message.words(""));
            }
            if (from + COLUMNS >= items.size()) {
                header.add(Message.of("exam.table.sum"));
                possible.add(number(sum));
                earned.add(Message.words(""));
            }
            tables.add(new Block.Table(header, List.of(possible, earned)));
        }
        return tables;
    }

    static Message number(BigDecimal points) {
        return Message.words(points.stripTrailingZeros().toPlainString());
    }

    private List<Block> task(int task) {
        Variant.Part part = variant.parts().get(task);
        var blocks = new ArrayList<Block>();
        heading(task, blocks);
        blocks.addAll(ExamReport.statement(part));
        blocks.add(ExamReport.rounding(part.solution().problem()));
        for (Item item : part.items()) {
            List<Block> question = ExamReport.question(part, item);
            blocks.add(numbered(item, (Block.Paragraph) question.get(0)));
            blocks.addAll(question.subList(1, question.size()));
            blocks.addAll(ExamReport.room(item));
        }
        return blocks;
    }

    private static Block numbered(Item item, Block.Paragraph asked) {
        return new Block.Paragraph(
                Message.of("exam.question", Message.count(item.number()), new Message.Nested(asked.text())));
    }

    private void heading(int task, List<Block> blocks) {
        heading(variant, task, language, blocks);
    }

    /** The heading of a task, where there are several. */
    static void heading(Variant variant, int task, String language, List<Block> blocks) {
        if (variant.parts().size() > 1) {
            blocks.add(new Block.Heading(
                    2,
                    Message.of(
                            "exam.task",
                            Message.count(task + 1L),
                            new Message.Nested(title(variant.parts().get(task).solution(), language)))));
        }
    }

    private List<Block> solved(int task) {
        Variant.Part part = variant.parts().get(task);
        var blocks = new ArrayList<Block>();
        heading(task, blocks);
        int deeper = variant.parts().size() > 1 ? 1 : 0;
        blocks.add(new Block.Heading(2 + deeper, Message.of("exam.answers")));
        for (Item item : part.items()) {
            Question question = item.question();
            blocks.add(new Block.Heading(
                    3 + deeper,
                    Message.of(
                            "exam.answered",
                            Message.count(item.number()),
                            new Message.Nested(ExamReport.kind(question)),
                            Message.all(ExamReport.about(item.answer())),
                            ExamReport.points(question.points()))));
            blocks.addAll(ExamReport.answer(part, item.open()));
        }
        List<Block> worked = worked(part.solution());
        if (!worked.isEmpty()) {
            blocks.add(new Block.Heading(2 + deeper, Message.of("exam.worked")));
        }
        for (Block block : worked) {
            blocks.add(block instanceof Block.Heading heading ? heading.below(deeper) : block);
        }
        return blocks;
    }

    private List<Block> worked(Solution solution) {
        if (solution.derivation() instanceof GraphDerivation graph) {
            return GraphReport.working(solution, graph, language);
        }
        Network network = solution.ofNetwork().network();
        boolean isLarge = network.parameters().size() > LARGE;
        return isLarge ? List.of() : NetworkReport.working(solution, language);
    }
}
