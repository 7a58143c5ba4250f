package chalkgrad.variant;

import java.util.Optional;

/**
 * Something that a draw has to meet.
 *
 * <p>{@code condition.fault(draw)} is {@code "abs(dE/dw1) is 0.00042"} where it is not met.
 */
interface Condition {

    /** A draw and what comes of it. */
    record Draw(Givens givens, double[] values) {}

    /** What was found instead; empty where the condition is met for certain. */
    Optional<String> fault(Draw draw);
}
