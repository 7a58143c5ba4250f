package chalkgrad.cli;

import chalkgrad.evaluate.NumericFault;
import chalkgrad.evaluate.Solution.Impossible;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.model.Task;
import java.util.Map;
import java.util.Objects;

/** Says in a sentence why a step has no value, or why there is none at all. */
final class Faults {
    private static final Map<NumericFault.Kind, String> REASONS = Map.of(
            NumericFault.Kind.DIVISION_BY_ZERO, "it divides %s by zero",
            NumericFault.Kind.LOGARITHM, "it takes the logarithm of %s, and only positive numbers have one",
            NumericFault.Kind.ROOT, "it takes the square root of %s",
            NumericFault.Kind.POWER, "it raises the negative number %s to a power that is not whole",
            NumericFault.Kind.TANGENT, "it takes the tangent of %s, where there is none",
            NumericFault.Kind.ARCSINE, "it takes the arc sine of %s, and only numbers from -1 to 1 have one",
            NumericFault.Kind.ARCCOSINE, "it takes the arc cosine of %s, and only numbers from -1 to 1 have one",
            NumericFault.Kind.OVERFLOW,
                    "at %s it runs past 10^1000000000, the largest number that is worked with, or where decimals are printed past 10^1000000",
            NumericFault.Kind.UNDERFLOW,
                    "at %s it comes nearer to zero than 10^-1000000000, the smallest number that is worked with");

    private Faults() {}

    /**
     * What a user reads of something that should not have happened.
     *
     * @param fault a {@link RuntimeException}, or an error of the JVM's that memory causes
     */
    static String ofProgram(Throwable fault) {
        if (fault instanceof StackOverflowError || fault instanceof OutOfMemoryError) {
            return "this problem is too large for the memory there is ("
                    + fault.getClass().getSimpleName() + ")";
        }
        return "a fault in the program itself: " + fault.getClass().getSimpleName() + ": " + fault.getMessage();
    }

    static String explain(Problem problem, Impossible impossible) {
        String where = impossible.quantity().id() + " cannot be computed";
        boolean several =
                problem.task() instanceof Network network && network.samples().size() > 1;
        if (several && impossible.sample() > 0) {
            where += " for sample " + impossible.sample();
        }
        if (impossible.step() > 0) {
            where += " after update " + impossible.step();
        }
        String reason = Objects.requireNonNull(REASONS.get(impossible.fault().kind()));
        return where + ": " + reason.formatted(impossible.fault().operand()) + ". "
                + advice(problem.task(), impossible);
    }

    private static String advice(Task task, Impossible impossible) {
        boolean inLoss = task instanceof Network network
                && impossible.quantity() instanceof Quantity.UnitLoss
                && !network.loss().custom();
        if (inLoss && impossible.fault().kind() == NumericFault.Kind.LOGARITHM) {
            return "The loss " + ((Network) task).loss().name()
                    + " needs outputs strictly between 0 and 1: use sigmoid or softmax in the last layer.";
        }
        return impossible.step() > 0
                ? "A smaller learning_rate may keep the values in range."
                : task instanceof Network
                        ? "Change the given values, the activation or the loss."
                        : "Change the given values or the node.";
    }
}
