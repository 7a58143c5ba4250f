package chalkgrad.variant;

import chalkgrad.exam.Exam;
import chalkgrad.rules.RuleBook;
import java.util.Optional;

/**
 * Makes a student's variant out of what was drawn: solutions and answers.
 *
 * <p>{@code new Variants(exam, rules, 2026).of("001", Optional.empty(), drawn)} is the same whenever and by whichever thread it is made.
 */
public final class Variants {
    private final Exam exam;

    public Variants(Exam exam, RuleBook rules, long seed) {
        this.exam = exam;
    }

    /** The variant; may be called by several threads at once. */
    public Variant of(String id, Optional<Student> student, Drawn.Taken drawn) {
        throw new UnsupportedOperationException(exam.name() + id + student + drawn);
    }
}
