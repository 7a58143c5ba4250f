package chalkgrad.variant;

import chalkgrad.derive.Occurrence;
import chalkgrad.exam.Question;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A question to one student, with the answer.
 *
 * <p>{@code item.number()} is {@code 3} for the third question of the whole exam.
 *
 * @param number counted from one, through all tasks
 * @param elsewhere of the numbers that lead to the answer, those that other questions of the same sheet ask for, each with the number of the
 *     first that does: this question must not tell them
 * @param formulas what of all that leads to the answer other questions ask the formula of
 */
public record Item(
        int number, Question question, Answer answer, Map<Occurrence, Integer> elsewhere, Set<Occurrence> formulas) {
    public Item {
        formulas = Set.copyOf(formulas);
        elsewhere = Collections.unmodifiableMap(new LinkedHashMap<>(elsewhere));
    }

    /** The question by itself, where the student does not meet the others with the same values; formulas have none. */
    public Item alone() {
        return new Item(number, question, answer, Map.of(), formulas);
    }

    /** The question for those who may know all answers. */
    public Item open() {
        return new Item(number, question, answer, Map.of(), Set.of());
    }
}
