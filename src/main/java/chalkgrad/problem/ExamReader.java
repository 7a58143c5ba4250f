package chalkgrad.problem;

import chalkgrad.exam.Exam;
import chalkgrad.exam.ExamTask;
import chalkgrad.exam.Question;
import chalkgrad.exam.Requirement;
import chalkgrad.exam.Variation;
import chalkgrad.model.Graph;
import chalkgrad.model.Problem;
import chalkgrad.model.Scheme;
import chalkgrad.problem.Value.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads exam files: problem files that say besides what is drawn, what a draw has to meet, and what is asked.
 *
 * <p>{@code ExamReader.read("exam.yaml", bytes).exam()} has a task for each document of the file.
 */
public final class ExamReader {
    private ExamReader() {}

    /**
     * Everything that a file has to say; no content makes this fail.
     *
     * @param displayName the file as the user knows it
     * @param content the bytes of the file
     */
    public static ExamReading read(String displayName, byte[] content) {
        var tasks = new ArrayList<ExamTask>();
        Reading reading = ProblemReader.read(
                displayName,
                content,
                (document, problem, findings) ->
                        task(document, problem, findings).ifPresent(tasks::add));
        return new ExamReading(
                reading.complete() ? Optional.of(new Exam(reading.name(), tasks)) : Optional.empty(),
                reading.findings());
    }

    private static Optional<ExamTask> task(Mapping document, Problem problem, Findings findings) {
        if (problem.task() instanceof Scheme) {
            findings.error(document.at(), "an exam needs a problem with numbers; this one is for all units at once");
            return Optional.empty();
        } else if (problem.task() instanceof Graph graph && graph.isOpen()) {
            findings.error(
                    document.at(),
                    "an exam draws numbers anew for each student, so it needs a problem whose values are all numbers; in this one"
                            + " some are letters. Give each value a number, or hand out the solution of this problem (solve)");
            return Optional.empty();
        } else if (!document.has("vary")) {
            findings.error(
                    document.at(),
                    "missing key \"vary\" (what is drawn anew for each student, such as x1: {uniform: [0.1, 0.9], step: 0.1})");
        }
        List<Variation> variations = new VaryReader(problem.task(), findings).read(document);
        List<Question> questions = new QuestionReader(problem, variations, findings).read(document);
        var requirements = new RequirementReader(problem, findings);
        List<Requirement> required = requirements.read(document);
        return Optional.of(
                new ExamTask(problem, variations, required, !document.has("require"), requirements.tries(), questions));
    }
}
