package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.Occurrence;
import chalkgrad.evaluate.Solution;
import chalkgrad.exam.Question;
import chalkgrad.mistake.Slip;
import chalkgrad.model.Problem;
import chalkgrad.model.Problem.Precision;
import chalkgrad.model.Quantity;
import chalkgrad.variant.Answer;
import chalkgrad.variant.Branches;
import chalkgrad.variant.Item;
import chalkgrad.variant.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * An exam's tasks, questions and answers, piece by piece, for pages and for other programs to put together.
 *
 * <p>{@code ExamReport.question(part, item)} begins with "Work out …" and ends with the points.
 */
public final class ExamReport {
    /** So many places to write stand on a line. */
    private static final int FIELDS = 3;

    private static final int LINES_FOR_A_POINT = 2;

    private static final int MOST_LINES = 16;

    private ExamReport() {}

    /** What is given in a task: the figure, the values, the rules; without a heading. */
    public static List<Block> statement(Variant.Part part) {
        Solution solution = part.solution();
        if (solution.derivation() instanceof GraphDerivation graph) {
            return GraphProblem.given(
                    new GraphWorking(solution, graph, solution.passes().get(0)));
        }
        boolean several = solution.ofNetwork().network().samples().size() > 1;
        return ProblemSection.given(
                new Working(solution, solution.passes().get(0).samples().get(0), several ? 1 : 0), List.of());
    }

    /** How the numbers of a task are to be rounded. */
    public static Block rounding(Problem problem) {
        return new Block.Paragraph(Message.of(
                "exam.numbers." + problem.carry().name().toLowerCase(Locale.ROOT),
                ProblemSection.precision(problem),
                ProblemSection.cut(problem)));
    }

    /** What is asked, with what it is asked about and the points; without a number and without places to write. */
    public static List<Block> question(Variant.Part part, Item item) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Paragraph(Message.of(
                "exam.asked",
                new Message.Nested(asked(part, item)),
                points(item.question().points()))));
        Answer answer = item.answer();
        if (answer instanceof Answer.Blanks blanks) {
            List<Answer.Line> lines = veiled(item, blanks.lines());
            blocks.add(new Block.Lines(lines.stream()
                    .filter(ExamReport::isSaying)
                    .<Expr>map(ExamReport::line)
                    .toList()));
            blocks.addAll(known(item, blanks.known(), blanks.lines()));
        } else if (answer instanceof Answer.Choice choice) {
            blocks.add(options(choice));
        } else if (answer instanceof Answer.Mistaken mistaken) {
            blocks.add(numbered(veiled(item, mistaken.lines()), true));
            blocks.addAll(known(item, mistaken.known(), mistaken.lines()));
        } else if (answer instanceof Answer.Order order) {
            blocks.add(numbered(veiled(item, order.shown()), false));
        }
        return blocks;
    }

    /** What is asked, in a sentence or two. */
    public static Message asked(Variant.Part part, Item item) {
        Problem problem = part.solution().problem();
        Answer answer = item.answer();
        Precision precision = item.question().precision();
        Message.Arg digits = digits(precision);
        Message.Arg cut = ProblemSection.cut(problem);
        Message.Arg what = Message.all(about(answer));
        if (answer instanceof Answer.Numbers numbers) {
            return Message.of(numbers.values().size() == 1 ? "exam.ask.number" : "exam.ask.numbers", what, digits, cut);
        } else if (answer instanceof Answer.Formula) {
            return Message.of("exam.ask.formula", what);
        } else if (answer instanceof Answer.Blanks) {
            return Message.of("exam.ask.blanks", what, ProblemSection.precision(problem), cut);
        } else if (answer instanceof Answer.Choice) {
            return Message.of("exam.ask.choice", what, digits, cut);
        }
        return Message.of(answer instanceof Answer.Mistaken ? "exam.ask.mistake" : "exam.ask.order", what);
    }

    static Message.Arg digits(Precision precision) {
        return precision instanceof Precision.Decimals decimals
                ? Message.nested("precision.decimals", Message.count(decimals.count()))
                : Message.nested("precision.significant", Message.count(((Precision.Significant) precision).count()));
    }

    static Message.Arg math(Occurrence cell) {
        return Message.math(Cells.shown(cell));
    }

    static Message.Arg points(BigDecimal points) {
        return Message.nested(
                points.compareTo(BigDecimal.ONE) == 0 ? "exam.point" : "exam.points",
                new Message.Words(points.stripTrailingZeros().toPlainString()));
    }

    /** Lines with letters in the place of numbers that other questions ask for, and without formulas that they ask for. */
    public static List<Answer.Line> veiled(Item item, List<Answer.Line> lines) {
        return lines.stream().map(line -> veiled(item, line)).toList();
    }

    static Answer.Line veiled(Item item, Answer.Line line) {
        return line.bare(item.formulas()).veiled(item.elsewhere().keySet());
    }

    /** What a computation builds on, and which of its numbers other questions ask for, so that they are not told. */
    public static List<Block> known(Item item, List<Answer.Known> known, List<Answer.Line> lines) {
        var blocks = new ArrayList<Block>();
        List<Expr> told = known.stream()
                .filter(each -> !item.elsewhere().containsKey(each.cell()))
                .<Expr>map(each -> Expr.equal(Cells.shown(each.cell()), Expr.num(each.value())))
                .toList();
        if (!told.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of("exam.known", Message.all(told))));
        }
        var untold = new TreeMap<Integer, Set<Expr>>();
        lines.forEach(line -> line.bare(item.formulas()).told().stream()
                .filter(item.elsewhere()::containsKey)
                .forEach(cell -> untold.computeIfAbsent(item.elsewhere().get(cell), question -> new LinkedHashSet<>())
                        .add(Cells.shown(cell))));
        if (!untold.isEmpty()) {
            var questions = new ArrayList<Message>();
            untold.forEach((question, cells) -> questions.add(
                    Message.of("exam.elsewhere.question", Message.count(question), Message.all(List.copyOf(cells)))));
            blocks.add(new Block.Paragraph(Message.of("exam.elsewhere", new Message.Several(questions))));
        }
        return blocks;
    }

    /** A line of working with symbols, numbers and value. */
    public static Expr.Relation line(Answer.Line line) {
        var sides = new ArrayList<Expr>();
        sides.add(Cells.shown(line.cell()));
        Expr symbols = Cells.shown(line.symbols());
        Expr numbers = Cells.shown(line.numbers());
        if (!isNamedAlike(line) && !symbols.equals(sides.get(0))) {
            sides.add(symbols);
        }
        if (!(numbers instanceof Expr.Num) && !numbers.equals(symbols)) {
            sides.add(numbers);
        }
        if (!isUntold(line)) {
            sides.add(Cells.shown(line.value()));
        }
        return sides.size() == 1 ? Expr.equal(sides.get(0), symbols) : Expr.equal(sides);
    }

    /** Whether more is left of a line than its name. */
    static boolean isSaying(Answer.Line line) {
        return !isUntold(line) || !line.symbols().equals(line.cell().expr());
    }

    /** Whether a line does not say what it gives. */
    private static boolean isUntold(Answer.Line line) {
        return line.value().equals(line.cell().expr());
    }

    /** A line of working without its numbers. */
    static Expr formula(Answer.Line line) {
        Expr name = Cells.shown(line.cell());
        return line.cell().quantity() instanceof Quantity.Exponential
                        || line.symbols().equals(line.cell().expr())
                ? name
                : Expr.equal(name, Cells.shown(line.symbols()));
    }

    /** Whether a line's symbols would only say its name or its value again. */
    private static boolean isNamedAlike(Answer.Line line) {
        return line.symbols().equals(line.value()) || line.cell().quantity() instanceof Quantity.Exponential;
    }

    /** Lines with their numbers, to be spoken of. */
    private static Block numbered(List<Answer.Line> lines, boolean withNumbers) {
        var header = new ArrayList<Message>();
        header.add(Message.of(withNumbers ? "exam.line" : "exam.step"));
        header.add(Message.of("exam.formula"));
        if (withNumbers) {
            header.add(Message.of("exam.numbers"));
        }
        var rows = new ArrayList<List<Message>>();
        for (int i = 0; i < lines.size(); i++) {
            Answer.Line line = lines.get(i);
            var row = new ArrayList<Message>();
            row.add(Message.of("", Message.count(i + 1L)));
            row.add(Message.of(formula(line)));
            if (withNumbers) {
                Expr numbers = Cells.shown(line.numbers());
                Expr value = Cells.shown(line.value());
                boolean isValue = numbers instanceof Expr.Num || numbers.equals(Cells.shown(line.cell()));
                row.add(
                        !isSaying(line)
                                ? Message.words("")
                                : Message.of(isUntold(line) ? numbers : isValue ? value : Expr.equal(numbers, value)));
            }
            rows.add(row);
        }
        return new Block.Table(header, rows);
    }

    /** The letter of an option: a, b, c, …. */
    static Message letter(int option) {
        return Message.of("exam.option", new Message.Words(String.valueOf((char) ('a' + option))));
    }

    private static Block options(Answer.Choice choice) {
        var header = new ArrayList<Message>();
        var row = new ArrayList<Message>();
        for (int i = 0; i < choice.options().size(); i++) {
            header.add(letter(i));
            row.add(Message.of(Expr.num(choice.options().get(i).value())));
        }
        return new Block.Table(header, List.of(row));
    }

    /** Places to write the answer. */
    static List<Block> room(Item item) {
        Answer answer = item.answer();
        var labels = new ArrayList<Message>();
        if (answer instanceof Answer.Numbers numbers) {
            numbers.values().forEach(value -> labels.add(equals(value.cell())));
        } else if (answer instanceof Answer.Formula formula) {
            labels.add(equals(formula.cell()));
        } else if (answer instanceof Answer.Choice) {
            labels.add(Message.of("exam.room.option"));
        } else if (answer instanceof Answer.Mistaken) {
            return List.of(new Block.Fields(List.of(Message.of("exam.room.line"), Message.of("exam.room.instead"))));
        } else if (answer instanceof Answer.Order) {
            labels.add(Message.of("exam.room.order"));
        }
        var rows = new ArrayList<Block>();
        int working = answer instanceof Answer.Numbers || answer instanceof Answer.Formula ? lines(item) : 0;
        for (int i = 0; i < labels.size(); i += FIELDS) {
            rows.add(new Block.Fields(labels.subList(i, Math.min(i + FIELDS, labels.size())), i == 0 ? working : 0));
        }
        return rows;
    }

    /** How many lines are left for the steps: one for each point beyond the answer itself, and no more than half a page. */
    private static int lines(Item item) {
        BigDecimal points = item.question().points();
        return Math.max(0, Math.min(MOST_LINES, points.intValue() * LINES_FOR_A_POINT - 1));
    }

    private static Message equals(Occurrence cell) {
        return Message.of("exam.room.value", math(cell));
    }

    /** A value with a name, and what else is accepted with as many digits. */
    public static Message accepted(Question question, Expr name, Answer.Value value) {
        return ExamAnswer.value(question, name, value);
    }

    /**
     * The answer to a question: what is right, how far it may be off, and what wrong options come from. Of an item that is not {@link Item#alone}
     * it does not tell what other questions ask for.
     */
    public static List<Block> answer(Variant.Part part, Item item) {
        return new ExamAnswer(part, item).blocks();
    }

    /** What an answer is about. */
    static List<Expr> about(Answer answer) {
        if (answer instanceof Answer.Numbers numbers) {
            return numbers.values().stream()
                    .map(value -> Cells.shown(value.cell()))
                    .toList();
        } else if (answer instanceof Answer.Formula formula) {
            return List.of(Cells.shown(formula.cell()));
        } else if (answer instanceof Answer.Blanks blanks) {
            return last(blanks.lines());
        } else if (answer instanceof Answer.Choice choice) {
            return List.of(Cells.shown(choice.cell()));
        } else if (answer instanceof Answer.Mistaken mistaken) {
            return last(mistaken.lines());
        }
        var order = (Answer.Order) answer;
        int last = order.order().get(order.order().size() - 1);
        return List.of(Cells.shown(order.shown().get(last).cell()));
    }

    private static List<Expr> last(List<Answer.Line> lines) {
        return List.of(Cells.shown(lines.get(lines.size() - 1).cell()));
    }

    /** What somebody did who made a mistake, in a sentence. */
    public static Message done(Variant.Part part, Slip slip) {
        return ExamAnswer.done(new Branches(part), slip);
    }

    /** The kind of a question in a word. */
    static Message kind(Question question) {
        return Message.of("exam.kind." + question.kind().word());
    }
}
