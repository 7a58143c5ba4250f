package chalkgrad.mistake;

import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import java.util.stream.Stream;

/**
 * A mistake that people make.
 *
 * <p>{@code Mistakes.find("updated-weight")} changes the steps of the hidden layer to use the weights after the update.
 *
 * @param id its name in results, {@code updated-weight}
 * @param rank how readily it is taken as the explanation: of two that explain a number alike, the one with the lower rank is named first
 * @param rule every way in which it can be made at one step
 */
public record Mistake(String id, int rank, Rule rule) {

    /** A rule: from a step to what somebody might write there. */
    @FunctionalInterface
    public interface Rule {
        /** Every way to make the mistake at {@code at}; none where there is no room for it. */
        Stream<Slip> at(UnrolledComputation unrolled, Occurrence at);
    }
}
