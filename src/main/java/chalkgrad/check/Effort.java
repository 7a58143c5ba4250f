package chalkgrad.check;

import java.time.Duration;

/**
 * How much work one derivation may make, counted in evaluations, so that it gets the same verdicts on a slow machine as on a fast one.
 *
 * <p>{@code new Effort(Effort.STEPS, Duration.ofMinutes(2)).isUsedUp()} is false.
 *
 * <p>A limit on the clock is there besides as a last resort, for what nobody has thought of.
 */
final class Effort {
    /** So many evaluations for one derivation: those of a thousand lines with ordinary mistakes. */
    static final long STEPS = 20_000_000;

    private final long steps;
    private final long end;
    private final boolean isTimed;
    private long left;

    /** @param wall how long it may take in any case; zero for as long as it likes */
    Effort(long steps, Duration wall) {
        this(steps, !wall.isZero(), System.nanoTime() + wall.toNanos());
    }

    private Effort(long steps, boolean isTimed, long end) {
        this.steps = steps;
        this.left = steps;
        this.isTimed = isTimed;
        this.end = end;
    }

    /** As many evaluations for another part of the same work, which ends at the same time. */
    Effort another() {
        return new Effort(steps, isTimed, end);
    }

    /** Counts so many evaluations. */
    void spend(long steps) {
        left -= steps;
    }

    /** Whether all evaluations are spent: the same for the same derivation, whenever it is asked. */
    boolean isUsedUp() {
        return left < 0;
    }

    /** Whether even the last resort is over. */
    boolean isOverdue() {
        return isTimed && System.nanoTime() - end > 0;
    }

    /** How many evaluations have been counted. */
    long spent() {
        return steps - left;
    }
}
