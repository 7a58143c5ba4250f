package chalkgrad.variant;

import chalkgrad.exam.Exam;
import chalkgrad.rules.RuleBook;
import java.util.Iterator;
import java.util.List;

/**
 * Draws values for one student after the other.
 *
 * <p>{@code new Draws(exam, rules, 2026).of(List.of("001", "002").iterator(), 2)} gives the same two draws whatever the number of threads.
 *
 * <p>A student's draw depends on the seed, the key, and, only where two would share an answer, on those before.
 */
public final class Draws {
    private final Exam exam;

    public Draws(Exam exam, RuleBook rules, long seed) {
        this.exam = exam;
    }

    /** The draws for these keys, in their order, worked out as they are asked for; memory does not grow but for a few bytes for each answer. */
    public Iterator<Drawn> of(Iterator<String> keys, int threads) {
        throw new UnsupportedOperationException(exam.name() + threads + List.of(keys));
    }
}
