package chalkgrad.variant;

import chalkgrad.evaluate.Solution;
import chalkgrad.exam.ExamTask;
import java.util.List;
import java.util.Optional;

/**
 * One student's exam.
 *
 * <p>{@code variant.parts().get(0).items().get(0).answer()} is the answer to the first question.
 *
 * @param id the number with leading zeros, or a safe name made of the student's id; files are called after it
 * @param student empty where there is no roster
 */
public record Variant(String id, Optional<Student> student, List<Part> parts) {
    public Variant {
        parts = List.copyOf(parts);
    }

    /** One task with this student's values. */
    public record Part(ExamTask task, Solution solution, List<Item> items) {
        public Part {
            items = List.copyOf(items);
        }
    }
}
