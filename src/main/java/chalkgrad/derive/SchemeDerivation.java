package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Quantity;
import chalkgrad.model.Scheme;
import chalkgrad.rules.Activation;
import chalkgrad.rules.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The derivation for all units at once, in index notation: statements, each with its reason.
 *
 * <p>One of them says that u_k is the sum of y_q w_qk over q, and why; their number depends neither on how many units a layer has nor, beyond
 * three layers, on how many layers there are.
 *
 * @param rules the local derivatives of the activations and the loss, as Symja derives them
 */
public record SchemeDerivation(Scheme scheme, RuleBook rules, List<Statement> statements) implements Derivation {
    public SchemeDerivation {
        statements = List.copyOf(statements);
    }

    /**
     * Some lines of working and the reason for them.
     *
     * @param about what the reason speaks of
     */
    public record Statement(Reason reason, List<Expr> about, List<Expr.Relation> lines) {
        public Statement {
            about = List.copyOf(about);
            lines = List.copyOf(lines);
        }
    }

    /** Where in the derivation a statement stands. */
    public enum Part {
        FORWARD,
        OUTPUT,
        HIDDEN,
        FURTHER,
        UPDATE
    }

    /** Why a line holds; its name leads to the wording. */
    public enum Reason {
        /** A net input is the weighted sum of what comes in, and the bias, which is added once. */
        NET(Part.FORWARD),
        NET_UNBIASED(Part.FORWARD),
        /** The same sum one layer before. */
        NET_BEFORE(Part.FORWARD),
        /** An output is the activation of the unit's net input. */
        OUT(Part.FORWARD),
        /** A softmax output depends on every net input of its layer. */
        OUT_SOFTMAX(Part.FORWARD),
        LOSS(Part.FORWARD),
        LOSS_OPEN(Part.FORWARD),

        /** A delta is the derivative of the loss by a net input. */
        DEFINITION(Part.OUTPUT),
        /** The net input acts through the unit's output only. */
        DELTA(Part.OUTPUT),
        /** With softmax it acts through every output of the layer. */
        DELTA_SOFTMAX(Part.OUTPUT),
        /** Nothing more can be said before the loss and the activation are chosen. */
        DELTA_OPEN(Part.OUTPUT),
        /** Only one part of the loss contains the output. */
        LOSS_SLOPE(Part.OUTPUT),
        SLOPE(Part.OUTPUT),
        /** Loss and activation put together. */
        DELTA_EXPLICIT(Part.OUTPUT),
        /** Put together, and denominators cancel. */
        DELTA_SHORTCUT(Part.OUTPUT),
        JACOBIAN(Part.OUTPUT),
        KRONECKER(Part.OUTPUT),
        DELTA_JACOBIAN(Part.OUTPUT),
        /** With the cross-entropy the outputs cancel. */
        SOFTMAX_CANCELS(Part.OUTPUT),
        /** And the targets add up to one. */
        SOFTMAX_TARGETS(Part.OUTPUT),
        /** The loss as a function of the net inputs, without the Jacobian. */
        SOFTMAX_LOGARITHM(Part.OUTPUT),
        SOFTMAX_DIRECT(Part.OUTPUT),
        /** A weight stands in one net input only. */
        WEIGHT(Part.OUTPUT),
        /** Of the sum only one term contains it. */
        WEIGHT_LOCAL(Part.OUTPUT),
        WEIGHT_GRADIENT(Part.OUTPUT),
        BIAS(Part.OUTPUT),
        /** An output of the layer before enters every net input of this one. */
        BACK(Part.OUTPUT),
        BACK_LOCAL(Part.OUTPUT),
        BACK_SUM(Part.OUTPUT),

        DELTA_HIDDEN(Part.HIDDEN),
        DELTA_HIDDEN_SOFTMAX(Part.HIDDEN),
        SLOPE_HIDDEN(Part.HIDDEN),
        JACOBIAN_HIDDEN(Part.HIDDEN),
        DELTA_HIDDEN_EXPLICIT(Part.HIDDEN),
        WEIGHT_HIDDEN(Part.HIDDEN),
        BIAS_HIDDEN(Part.HIDDEN),

        /** From any layer to the one before it. */
        STEP(Part.FURTHER),
        STEP_SOFTMAX(Part.FURTHER),
        SLOPES(Part.FURTHER),

        UPDATE(Part.UPDATE);

        private final Part part;

        Reason(Part part) {
            this.part = part;
        }

        public Part part() {
            return part;
        }
    }

    @Override
    public List<Step> forward() {
        return List.of();
    }

    @Override
    public List<Step> backward() {
        return List.of();
    }

    @Override
    public List<Step> updates() {
        return List.of();
    }

    @Override
    public Map<Quantity, Step> index() {
        return Map.of();
    }

    @Override
    public List<String> unproved() {
        var unproved = new ArrayList<String>();
        for (Scheme.Layer layer : scheme.layers()) {
            layer.activation()
                    .filter(rule -> !rules.of(rule).proved())
                    .map(Activation::name)
                    .ifPresent(unproved::add);
        }
        scheme.loss().filter(rule -> !rules.of(rule).proved()).ifPresent(rule -> unproved.add(rule.name()));
        return unproved;
    }
}
