package chalkgrad.batch;

import chalkgrad.exam.Requirement;
import chalkgrad.variant.Drawn;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says why no draw was found: which requirement refused how many, which question and which values it was about, and what to change.
 *
 * <p>{@code "none of 1000 draws of task 1 meets every requirement; not met: digits: 4 (1000 times); …; to mend it: …"}.
 */
final class Refusals {
    private static final int MOST = 12;

    private static final Map<Class<? extends Requirement>, String> CURES = Map.of(
            Requirement.Solvable.class,
            "draw values with which every step has a value, no division by zero, no logarithm or root of a negative number",
            Requirement.Askable.class,
            "change that question as it says, or draw from other values",
            Requirement.NoDeadRelu.class,
            "draw weights, biases or inputs with which a net input of each relu is positive for some sample, or leave out no_dead_relu",
            Requirement.NoSaturation.class,
            "draw smaller weights or inputs, or allow a smaller slope, such as no_saturation: 0.001",
            Requirement.LossFalls.class,
            "draw smaller learning rates, or leave out loss_falls",
            Requirement.DistinctAnswers.class,
            "draw from more values (a wider range, a smaller step), ask with more digits, or leave out distinct_answers",
            Requirement.MistakesDiffer.class,
            "ask that question with more digits, draw from other values, or name the mistakes that have to show, such as "
                    + "mistakes_differ: [sign, missing-derivative]",
            Requirement.Digits.class,
            "ask that question with more digits, or for fewer of them in digits");

    private static final String USUAL = ". The file has no require, so that the usual requirements hold: no_dead_relu, "
            + "no_saturation, distinct_answers, mistakes_differ; with require: [] there are none";

    private Refusals() {}

    static String explain(Drawn.Refused refused) {
        String failures = refused.failures().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(failure -> failure.getKey().text() + " (" + times(failure.getValue()) + ")")
                .collect(Collectors.joining(", "));
        return "none of " + refused.attempts() + " draws of task " + refused.task()
                + " meets every requirement; not met: " + failures
                + (refused.closest().isEmpty()
                        ? ""
                        : "; the closest draw, " + values(refused.values()) + ": " + refused.closest())
                + refused.failures().entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(most -> "; to mend it: " + cure(most.getKey()))
                        .orElse("")
                + (refused.usual() ? USUAL : "");
    }

    /** What a requirement that refuses too much asks of the file. */
    private static String cure(Requirement requirement) {
        return CURES.getOrDefault(requirement.getClass(), "draw from other values, or ask for less in require");
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private static String values(Map<String, String> values) {
        List<String> all = values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .toList();
        String first = String.join(", ", all.subList(0, Math.min(MOST, all.size())));
        return all.size() > MOST ? first + ", …" : first;
    }
}
