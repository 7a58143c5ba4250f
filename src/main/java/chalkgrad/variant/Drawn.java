package chalkgrad.variant;

import chalkgrad.exam.Requirement;
import chalkgrad.model.Problem;
import java.util.List;
import java.util.Map;

/**
 * What was drawn for one student.
 *
 * <p>{@code drawn.key()} is what the draw depends on besides the seed: {@code 001}, or the student's id.
 */
public sealed interface Drawn {
    String key();

    /**
     * A draw that meets every requirement.
     *
     * @param attempts how many draws it took
     * @param problems each task with its values
     */
    record Taken(String key, int attempts, List<Problem> problems) implements Drawn {
        public Taken {
            problems = List.copyOf(problems);
        }
    }

    /**
     * No draw met every requirement.
     *
     * @param task the task that none was found for, counted from one
     * @param failures how many draws each requirement was the first to refuse, in the order of the file
     * @param closest what the draw that came furthest had instead of what its requirement asks for
     * @param values the values of that draw, by name
     * @param usual whether the file asks for nothing of its draws, and the usual requirements hold
     */
    record Refused(
            String key,
            int attempts,
            int task,
            Map<Requirement, Integer> failures,
            String closest,
            Map<String, String> values,
            boolean usual)
            implements Drawn {}
}
