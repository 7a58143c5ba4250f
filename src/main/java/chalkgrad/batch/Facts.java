package chalkgrad.batch;

import chalkgrad.algebra.PlainText;
import chalkgrad.variant.Answer;
import chalkgrad.variant.Grader;
import chalkgrad.variant.Item;
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
        var values = new LinkedHashMap<String, String>();
        var lines = new ArrayList<Line>();
        for (int task = 0; task < variant.parts().size(); task++) {
            Variant.Part part = variant.parts().get(task);
            // The first task's names stand for themselves.
            String before = task == 0 ? "" : (task + 1) + ":";
            Values.given(part.solution().problem().task()).forEach((name, value) -> values.put(before + name, value));
            part.items().forEach(item -> lines.addAll(lines(item)));
        }
        return new Facts(values, lines);
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
            return List.of(line(
                    item,
                    "line",
                    Integer.toString(mistaken.wrong() + 1),
                    Map.of("mistake", mistaken.slip().mistake().id())));
        }
        var order = new StringBuilder();
        ((Answer.Order) answer).order().forEach(place -> order.append(Grader.letter(place)));
        return List.of(line(item, "order", order.toString(), Map.of()));
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
        List<BigDecimal> shares = Grader.shares(item.question().points(), values.size());
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
