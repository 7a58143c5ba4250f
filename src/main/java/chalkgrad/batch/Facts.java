package chalkgrad.batch;

import chalkgrad.algebra.PlainText;
import chalkgrad.model.Problem;
import chalkgrad.variant.Answer;
import chalkgrad.variant.Grader;
import chalkgrad.variant.Item;
import chalkgrad.variant.Shares;
import chalkgrad.variant.Values;
import chalkgrad.variant.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the manifest and the key say about a variant.
 *
 * <p>{@code facts.values().get("w1")} is {@code "0.31"}.
 *
 * @param values every given value as the sheet prints it
 */
public record Facts(Map<String, String> values, List<Line> answers) {
    public Facts {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        answers = List.copyOf(answers);
    }

    /**
     * An answer.
     *
     * @param question its number, counted from one through the whole exam
     * @param kind the word for the sort of question
     * @param ask what is asked for, {@code dE/dw1}
     * @param answer the right answer
     * @param tolerance how far a number may be off; empty text where the answer is none
     * @param points its share of the question's
     * @param more what else is to be known, by name
     */
    public record Line(
            int question,
            String kind,
            String ask,
            String answer,
            String tolerance,
            BigDecimal points,
            Map<String, String> more) {
        public Line {
            more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
        }
    }

    /** Those of a variant, with answers as {@link Grader} takes them. */
    public static Facts of(Variant variant) {
        var lines = new ArrayList<Line>();
        variant.parts().forEach(part -> part.items().forEach(item -> lines.addAll(lines(item))));
        return new Facts(
                values(variant.parts().stream()
                        .map(part -> part.solution().problem())
                        .toList()),
                lines);
    }

    /** The given values of all tasks; the first one's names stand for themselves, {@code 2:x} is the second one's. */
    static Map<String, String> values(List<Problem> tasks) {
        var values = new LinkedHashMap<String, String>();
        for (int task = 0; task < tasks.size(); task++) {
            String before = task == 0 ? "" : (task + 1) + ":";
            Values.given(tasks.get(task).task()).forEach((name, value) -> values.put(before + name, value));
        }
        return values;
    }

    private static List<Line> lines(Item item) {
        Answer answer = item.answer();
        if (answer instanceof Answer.Numbers numbers) {
            return numbers(item, numbers.values());
        } else if (answer instanceof Answer.Blanks blanks) {
            return numbers(item, blanks.gaps());
        } else if (answer instanceof Answer.Formula formula) {
            return List.of(line(item, formula.cell().id(), PlainText.of(formula.expr()), Map.of()));
        } else if (answer instanceof Answer.Choice choice) {
            String value = choice.options().get(choice.right()).value().toPlainString();
            return List.of(line(item, choice.cell().id(), Grader.letter(choice.right()), Map.of("value", value)));
        } else if (answer instanceof Answer.Mistaken mistaken) {
            return mistaken(item, mistaken);
        }
        return List.of(line(item, "order", Grader.order((Answer.Order) answer), Map.of()));
    }

    /** The line with the mistake, and what should stand there. */
    private static List<Line> mistaken(Item item, Answer.Mistaken mistaken) {
        List<BigDecimal> halves = Shares.of(item.question().points(), 2);
        String kind = item.question().kind().word();
        String wrong = Integer.toString(mistaken.wrong() + 1);
        Map<String, String> mistake =
                Map.of("mistake", mistaken.slip().mistake().id());
        Answer.Line right = mistaken.right();
        String value = PlainText.of(right.value());
        return List.of(
                new Line(item.number(), kind, "line", wrong, "", halves.get(0), mistake),
                new Line(
                        item.number(),
                        kind,
                        right.cell().id(),
                        value,
                        mistaken.tolerance().toPlainString(),
                        halves.get(1),
                        Map.of()));
    }

    private static Line line(Item item, String ask, String answer, Map<String, String> more) {
        return new Line(
                item.number(),
                item.question().kind().word(),
                ask,
                answer,
                "",
                item.question().points(),
                more);
    }

    private static List<Line> numbers(Item item, List<Answer.Value> values) {
        List<BigDecimal> shares = Shares.of(item.question().points(), values.size());
        var lines = new ArrayList<Line>();
        for (int i = 0; i < values.size(); i++) {
            Answer.Value value = values.get(i);
            lines.add(new Line(
                    item.number(),
                    item.question().kind().word(),
                    value.cell().id(),
                    value.value().toPlainString(),
                    value.tolerance().toPlainString(),
                    shares.get(i),
                    Map.of()));
        }
        return lines;
    }
}
