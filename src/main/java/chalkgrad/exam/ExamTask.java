package chalkgrad.exam;

import chalkgrad.model.Problem;
import java.util.List;

/**
 * One task of an exam.
 *
 * <p>{@code task.variations().get(0).name()} is {@code "x1"}.
 *
 * @param problem the problem as the file has it; a network's file has its largest form
 * @param variations what is drawn, in the order of the file
 * @param requirements what every draw has to meet
 * @param usual whether the file asks for nothing of its draws, so that the requirements are those that make a fair exam of any problem
 * @param tries how many draws are tried for one student before it is said that a requirement cannot be met
 * @param questions at least one
 */
public record ExamTask(
        Problem problem,
        List<Variation> variations,
        List<Requirement> requirements,
        boolean usual,
        int tries,
        List<Question> questions) {
    public ExamTask {
        variations = List.copyOf(variations);
        requirements = List.copyOf(requirements);
        questions = List.copyOf(questions);
    }

    /** The same task, its problem written otherwise. */
    ExamTask withProblem(Problem other) {
        return new ExamTask(other, variations, requirements, usual, tries, questions);
    }
}
