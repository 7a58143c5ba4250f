package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.variant.Stress;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * How an exam's draws come out, as a document for its author.
 *
 * <p>{@code StressReport.of("exam", stress)} ends with a plot of each answer's spread.
 */
public final class StressReport {
    /** So many plots a reader looks at; the table has all answers. */
    private static final int PLOTS = 12;

    private static final MathContext SHOWN = new MathContext(4, RoundingMode.HALF_EVEN);

    private StressReport() {}

    public static List<Block> of(String exam, Stress stress) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Heading(1, Message.of("stress.title", new Message.Words(exam))));
        blocks.add(new Block.Paragraph(Message.of(
                "stress.intro",
                Message.count(stress.students()),
                number(stress.attempts().median()),
                number(stress.attempts().most()))));
        if (stress.refused() > 0) {
            blocks.add(
                    new Block.Note(Block.Tone.WARNING, Message.of("stress.refused", Message.count(stress.refused()))));
        }
        blocks.addAll(requirements(stress));
        blocks.addAll(answers(stress));
        blocks.add(new Block.Heading(2, Message.of("stress.difficulty")));
        blocks.add(new Block.Paragraph(Message.of("stress.difficulty.intro")));
        blocks.add(new Block.Table(
                header("stress.measure"),
                List.of(
                        row(Message.of("stress.operations"), stress.operations()),
                        row(Message.of("stress.digits"), stress.digits()))));
        return blocks;
    }

    private static List<Block> requirements(Stress stress) {
        var rows = new ArrayList<List<Message>>();
        for (int task = 0; task < stress.failures().size(); task++) {
            int number = task + 1;
            stress.failures()
                    .get(task)
                    .forEach((requirement, count) -> rows.add(List.of(
                            Message.of("", new Message.Source(requirement.text())),
                            Message.of("", Message.count(number)),
                            Message.of("", Message.count(count)))));
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        return List.of(
                new Block.Heading(2, Message.of("stress.requirements")),
                new Block.Paragraph(Message.of("stress.requirements.intro")),
                new Block.Table(
                        List.of(
                                Message.of("stress.requirement"),
                                Message.of("stress.task"),
                                Message.of("stress.failures")),
                        rows));
    }

    private static List<Block> answers(Stress stress) {
        if (stress.answers().isEmpty()) {
            return List.of();
        }
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Heading(2, Message.of("stress.answers")));
        blocks.add(new Block.Table(
                header("stress.answer"),
                stress.answers().stream()
                        .map(each -> row(Message.of(Cells.shown(each.cell())), each.spread()))
                        .toList()));
        stress.answers().stream().limit(PLOTS).forEach(each -> blocks.addAll(plot(each)));
        return blocks;
    }

    private static List<Block> plot(Stress.Answers answers) {
        Message caption = Message.of("stress.figure", Message.math(Cells.shown(answers.cell())));
        Stress.Spread spread = answers.spread();
        return List.of(
                new Block.Paragraph(caption),
                new Block.HistogramFigure(spread.least(), spread.most(), spread.boxes(), caption));
    }

    private static List<Message> header(String first) {
        return List.of(
                Message.of(first),
                Message.of("stress.least"),
                Message.of("stress.quarter"),
                Message.of("stress.median"),
                Message.of("stress.three-quarters"),
                Message.of("stress.most"));
    }

    private static List<Message> row(Message name, Stress.Spread spread) {
        return List.of(
                name,
                Message.of("", number(spread.least())),
                Message.of("", number(spread.quarter())),
                Message.of("", number(spread.median())),
                Message.of("", number(spread.threeQuarters())),
                Message.of("", number(spread.most())));
    }

    private static Message.Arg number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(SHOWN).stripTrailingZeros();
        return Message.math(Expr.num(rounded.scale() < 0 ? rounded.setScale(0) : rounded));
    }
}
