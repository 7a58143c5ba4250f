package chalkgrad.exam;

import chalkgrad.model.Problem;
import java.math.BigDecimal;
import java.util.List;

/**
 * An exam: one task or more, each of which is a problem with other values for each student.
 *
 * <p>{@code exam.tasks().get(0).problem()} is the problem as the file has it, before anything is drawn.
 *
 * @param name the file's name without its ending
 * @param tasks at least one
 */
public record Exam(String name, List<ExamTask> tasks) {
    public Exam {
        tasks = List.copyOf(tasks);
    }

    /** The same exam, its solutions saying more or less. */
    public Exam withDetail(Problem.Detail detail) {
        return new Exam(
                name,
                tasks.stream()
                        .map(task -> task.withProblem(task.problem().withDetail(detail)))
                        .toList());
    }

    /** What can be earned in all. */
    public BigDecimal points() {
        return tasks.stream()
                .flatMap(task -> task.questions().stream())
                .map(Question::points)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
