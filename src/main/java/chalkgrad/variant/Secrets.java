package chalkgrad.variant;

import chalkgrad.check.DoubleEvaluation;
import chalkgrad.derive.Occurrence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The numbers that the questions of one task ask a student for: none of the other questions may tell them.
 *
 * <p>{@code secrets.elsewhere(answers.get(3), 4)} has {@code out(h1)} with 1, where question 1 asks for it and question 4 would show it.
 */
final class Secrets {
    /** A number of fewer digits is met by chance everywhere. */
    private static final int DIGITS = 4;

    private static final MathContext SHORT = new MathContext(12);
    private static final double NEAR = 1e-9;

    private final Structure structure;
    private final DoubleEvaluation figures;
    private final List<Secret> secrets = new ArrayList<>();

    private final List<Secret> formulas = new ArrayList<>();

    private record Secret(int question, Occurrence cell, double value) {}

    Secrets(Structure structure, DoubleEvaluation figures) {
        this.structure = structure;
        this.figures = figures;
    }

    /** Takes in what an answer consists of; given values are on the sheet, and no secret. */
    void add(int question, Answer answer) {
        if (answer instanceof Answer.Formula formula) {
            formulas.add(new Secret(question, structure.canonical(formula.cell()), Double.NaN));
        }
        for (Occurrence cell : asked(answer)) {
            if (structure.unrolled.step(cell).isPresent()) {
                secrets.add(new Secret(question, structure.canonical(cell), figures.value(cell)));
            }
        }
    }

    /** The cells whose numbers a question asks for. */
    static List<Occurrence> asked(Answer answer) {
        if (answer instanceof Answer.Numbers numbers) {
            return numbers.values().stream().map(Answer.Value::cell).toList();
        } else if (answer instanceof Answer.Blanks blanks) {
            return blanks.gaps().stream().map(Answer.Value::cell).toList();
        } else if (answer instanceof Answer.Choice choice) {
            return List.of(choice.cell());
        }
        return answer instanceof Answer.Mistaken mistaken
                ? List.of(mistaken.right().cell())
                : List.of();
    }

    /** Of all that leads to an answer, what other questions ask for, each with the first that does. */
    Map<Occurrence, Integer> elsewhere(Answer answer, int question) {
        var own = new HashSet<Occurrence>();
        asked(answer).forEach(cell -> own.add(structure.canonical(cell)));
        var found = new LinkedHashMap<Occurrence, Integer>();
        for (Occurrence cell : reach(answer)) {
            Occurrence canonical = structure.canonical(cell);
            if (own.contains(canonical) || structure.unrolled.step(cell).isEmpty()) {
                continue;
            }
            double value = figures.value(cell);
            for (Secret secret : secrets) {
                boolean tells = secret.cell.equals(canonical) || isSame(value, secret.value);
                if (secret.question != question && tells) {
                    found.putIfAbsent(cell, secret.question);
                }
            }
        }
        return found;
    }

    /** Of all that leads to an answer, what other questions ask the formula of. */
    Set<Occurrence> formulasElsewhere(Answer answer, int question) {
        var found = new HashSet<Occurrence>();
        for (Occurrence cell : formulas.isEmpty() ? Set.<Occurrence>of() : reach(answer)) {
            Occurrence canonical = structure.canonical(cell);
            if (formulas.stream().anyMatch(other -> other.question != question && other.cell.equals(canonical))) {
                found.add(cell);
            }
        }
        return found;
    }

    /** The same number, perhaps with another sign, and one of so many digits that this is no chance. */
    private static boolean isSame(double value, double secret) {
        if (!Double.isFinite(value) || Math.abs(Math.abs(value) - Math.abs(secret)) > NEAR * Math.abs(secret)) {
            return false;
        }
        return new BigDecimal(value).round(SHORT).stripTrailingZeros().precision() >= DIGITS;
    }

    /** All cells whose numbers a question, or its worked answer, may show. */
    private Set<Occurrence> reach(Answer answer) {
        var reach = new LinkedHashSet<Occurrence>();
        lines(answer).forEach(line -> {
            reach.add(line.cell());
            reach.addAll(line.operands().keySet());
        });
        var targets = new ArrayList<>(asked(answer));
        lines(answer).stream().reduce((before, after) -> after).ifPresent(last -> targets.add(last.cell()));
        for (Occurrence target : targets) {
            structure.route(target).lines.forEach((cell, symbols) -> {
                reach.add(cell);
                reach.addAll(Route.operands(symbols));
            });
        }
        return reach;
    }

    private static List<Answer.Line> lines(Answer answer) {
        if (answer instanceof Answer.Blanks blanks) {
            return blanks.lines();
        } else if (answer instanceof Answer.Mistaken mistaken) {
            var lines = new ArrayList<>(mistaken.lines());
            lines.add(mistaken.right());
            return lines;
        }
        return answer instanceof Answer.Order order ? order.shown() : List.of();
    }
}
