package chalkgrad.check;

import chalkgrad.evaluate.Solution;
import chalkgrad.work.Work;
import java.util.List;
import java.util.Optional;

/**
 * Marks derivations of one problem.
 *
 * <p>{@code new Checker(solution).mark(work).firstMistake()} is the number of the first wrong line.
 *
 * <p>What a problem needs is prepared once for all works; an instance belongs to one thread at a time.
 */
public final class Checker {
    private final Solution solution;

    public Checker(Solution solution) {
        this.solution = solution;
    }

    public Solution solution() {
        return solution;
    }

    /** Marks a derivation. */
    public Marking mark(Work work) {
        return new Marking(work, List.of(), Optional.empty());
    }
}
