package chalkgrad.problem;

import chalkgrad.exam.Exam;
import java.util.List;
import java.util.Optional;

/**
 * What became of an exam file.
 *
 * <p>{@code reading.exam()} is empty where a finding is an error.
 *
 * @param exam the exam; empty where the file has an error
 * @param findings everything that is to be said about the file, from its top to its bottom
 */
public record ExamReading(Optional<Exam> exam, List<Finding> findings) {
    public ExamReading {
        findings = List.copyOf(findings);
    }
}
