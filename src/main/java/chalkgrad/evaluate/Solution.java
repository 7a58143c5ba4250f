package chalkgrad.evaluate;

import chalkgrad.derive.Derivation;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.derive.SchemeDerivation;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.rules.Dims;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A derivation with its numbers: what reports and JSON results are made from.
 *
 * @param passes one for each update, and the forward pass after the last one where there is a learning rate
 * @param check how the gradients were verified
 * @param warnings net inputs and outputs that lie exactly at a kink
 * @param other what this one is compared with, where the problem asks for that
 */
public record Solution(
        Problem problem,
        Derivation derivation,
        List<Pass> passes,
        CrossCheck check,
        List<Kink> warnings,
        Optional<Solution> other) {
    public Solution {
        passes = List.copyOf(passes);
        warnings = List.copyOf(warnings);
    }

    /** The same solution with a mark scheme. */
    public Solution withMarks(Map<String, BigDecimal> marks) {
        return new Solution(problem.withMarks(marks), derivation, passes, check, warnings, other);
    }

    /** The same solution, to be compared with another. */
    public Solution comparedWith(Solution another) {
        return new Solution(problem, derivation, passes, check, warnings, Optional.of(another));
    }

    /** A derivation for all units at once, which has no numbers and so nothing to check them by. */
    public static Solution inGeneral(Problem problem, SchemeDerivation derivation) {
        return new Solution(
                problem, derivation, List.of(), new CrossCheck(0, 0, 0, 0, ""), List.of(), Optional.empty());
    }

    /** The derivation of a network's solution; asking a graph's for it is a bug. */
    public NetworkDerivation ofNetwork() {
        return (NetworkDerivation) derivation;
    }

    /**
     * A derivative that was taken exactly at a kink, where it is a convention.
     *
     * @param step the number of updates before it
     * @param sample the sample, counted from one
     * @param derivative the derivative in question, such as dout(h1)/dnet(h1)
     * @param place the entry in an array: its number, or its row and column, counted from one; empty where there is only one
     * @param value the slope that the convention gives
     */
    public record Kink(int step, int sample, Quantity derivative, List<Integer> place, Real value) {
        public Kink {
            place = List.copyOf(place);
        }

        /** {@code dz/dx} or {@code dz/dx[2,1]}. */
        public String id() {
            return derivative.id() + Dims.suffix(place);
        }
    }

    /** What comes of an attempt to solve a problem. */
    public sealed interface Outcome {}

    /** It worked. */
    public record Solved(Solution solution) implements Outcome {}

    /**
     * Some step has no value: a logarithm of zero, say.
     *
     * @param quantity the step that has no value
     */
    public record Impossible(Quantity quantity, int step, int sample, NumericFault fault) implements Outcome {}

    /** The cross-check and the derivation disagree: a fault in this program. */
    public record Disagreement(String what) implements Outcome {}
}
