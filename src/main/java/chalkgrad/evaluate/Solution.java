package chalkgrad.evaluate;

import chalkgrad.derive.Derivation;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.derive.SchemeDerivation;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.rules.Dims;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A derivation with its numbers: what reports and JSON results are made from.
 *
 * @param passes one for each update, and the forward pass after the last one where there is a learning rate
 * @param check how the gradients were verified
 * @param warnings net inputs and outputs that lie exactly at a kink
 * @param other what this one is compared with, where the problem asks for that
 * @param unsure numbers whose digits are not known
 * @param asked how many updates were asked for, where the digits of fewer only can be proved
 */
public record Solution(
        Problem problem,
        Derivation derivation,
        List<Pass> passes,
        CrossCheck check,
        List<Kink> warnings,
        Optional<Solution> other,
        List<Unsure> unsure,
        OptionalInt asked) {
    public Solution {
        // Those of a long descent do not fit into memory.
        passes = Collections.unmodifiableList(passes);
        warnings = List.copyOf(warnings);
        unsure = List.copyOf(unsure);
    }

    /** The same solution with a mark scheme. */
    public Solution withMarks(Map<String, BigDecimal> marks) {
        return new Solution(problem.withMarks(marks), derivation, passes, check, warnings, other, unsure, asked);
    }

    /** The same solution, to be compared with another. */
    public Solution comparedWith(Solution another) {
        return new Solution(problem, derivation, passes, check, warnings, Optional.of(another), unsure, asked);
    }

    /** The same solution of a problem that asked for more updates. */
    public Solution shortOf(int updates) {
        return new Solution(problem, derivation, passes, check, warnings, other, unsure, OptionalInt.of(updates));
    }

    /** A derivation for all units at once, which has no numbers and so nothing to check them by. */
    public static Solution inGeneral(Problem problem, SchemeDerivation derivation) {
        return new Solution(
                problem,
                derivation,
                List.of(),
                new CrossCheck(0, 0, 0, 0, 0, Optional.empty()),
                List.of(),
                Optional.empty(),
                List.of(),
                OptionalInt.empty());
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

    /**
     * A number of which only bounds are known, with the most digits that there are.
     *
     * <p>It is printed as zero, or with fewer digits. Where a bound is zero, the number is not.
     *
     * @param sample the sample, counted from one; zero where it is of the whole
     * @param place the entry in an array, as in {@link Kink}
     * @param step the number of updates before it, the first time
     * @param passes in how many passes it is so
     * @param above it is not below this, in any of them
     * @param below it is not above this
     */
    public record Unsure(
            Quantity quantity,
            int sample,
            List<Integer> place,
            int step,
            int passes,
            BigDecimal above,
            BigDecimal below) {
        public Unsure {
            place = List.copyOf(place);
        }

        /** {@code dz/dx} or {@code dz/dx[2,1]}. */
        public String id() {
            return quantity.id() + Dims.suffix(place);
        }

        /** 1 and -1 where the number is known to be positive or negative, else 0. */
        public int sign() {
            return above.signum() >= 0 ? 1 : below.signum() <= 0 ? -1 : 0;
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

    /**
     * Digits are lost before the last update, and so many more would take too long.
     *
     * @param updates after so many all digits are certain; zero where not even those of the first pass are
     */
    public record Unprovable(int updates) implements Outcome {}

    /** The cross-check and the derivation disagree: a fault in this program. */
    public record Disagreement(String what) implements Outcome {}
}
