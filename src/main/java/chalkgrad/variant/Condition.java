package chalkgrad.variant;

import chalkgrad.check.Compiled;
import chalkgrad.check.DoubleEvaluation;
import chalkgrad.derive.Occurrence;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that a draw has to meet.
 *
 * <p>{@code condition.fault(draw)} is {@code "abs(dE/dw1) is 0.00042"} where it is not met.
 */
interface Condition {

    /**
     * A draw and what comes of it.
     *
     * @param givens the decimal that a cell is given as
     */
    record Draw(Function<Occurrence, Optional<BigDecimal>> givens, DoubleEvaluation figures) {
        double value(Compiled compiled) {
            return compiled.value(symbol -> symbol instanceof Occurrence cell ? figures.value(cell) : Double.NaN);
        }
    }

    /** What was found instead; empty where the condition is met for certain. */
    Optional<String> fault(Draw draw);
}
