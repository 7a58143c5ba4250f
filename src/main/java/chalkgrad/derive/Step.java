package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Quantity;

/**
 * One step of working: a quantity, and the expression in earlier quantities that gives it.
 *
 * <p>{@code delta(o1) = dE/dout(o1) * dout(o1)/dnet(o1)}, by the chain rule.
 *
 * @param quantity what is worked out
 * @param expression its value in terms of earlier steps and of what is given
 * @param law why it is so
 */
public record Step(Quantity quantity, Expr expression, Law law) {

    /** Why a step is right. */
    public enum Law {
        /** A net input is the weighted sum of what comes in, and the bias. */
        WEIGHTED_SUM,
        /** An output is the activation of the net input. */
        ACTIVATION,
        /** One output's part of the loss. */
        LOSS_PART,
        /** The loss is the sum of its parts. */
        LOSS_TOTAL,
        /** The loss's derivative by an output. */
        LOSS_DERIVATIVE,
        /** The activation's derivative by a net input. */
        ACTIVATION_DERIVATIVE,
        /** What comes back along one edge. */
        PATH,
        /** What comes back along all edges adds up. */
        SUM_OVER_PATHS,
        /** Upstream times local. */
        CHAIN_RULE,
        /** A weight's gradient is its target's delta times its source's output, added up over its places. */
        WEIGHT_GRADIENT,
        /** A node of a graph, as the problem gives it. */
        NODE,
        /** The output changes as fast as itself. */
        OUTPUT_GRADIENT,
        /** A node's derivative by a node that it uses. */
        LOCAL_DERIVATIVE,
        /** What comes back along one edge of a graph: upstream times local. */
        FLOW,
        /** Several samples become one number. */
        BATCH,
        /** Gradient descent. */
        UPDATE
    }
}
