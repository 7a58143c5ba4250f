package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The power rule written out, as a teacher does at the first factor: 2 · ½ (t - o)^(2-1) · (-1).
 *
 * <p>It applies to a number times a square of target minus output; other losses are shown as derived.
 */
public final class PowerRule {
    private PowerRule() {}

    /** The line between a squared error and its derivative by {@code output}, if the loss is of that form. */
    public static Optional<Expr> steps(Expr part, Quantity output) {
        List<Expr> factors = part instanceof Expr.Mul m ? m.factors() : List.of(part);
        var constants = new ArrayList<Expr>();
        Expr.Pow square = null;
        for (Expr factor : factors) {
            if (factor instanceof Expr.Pow p && square == null && isDifference(p, output)) {
                square = p;
            } else {
                constants.add(factor);
            }
        }
        if (square == null || constants.stream().anyMatch(constant -> mentions(constant, output))) {
            return Optional.empty();
        }
        var written = new ArrayList<Expr>();
        written.add(square.exponent());
        written.addAll(constants);
        written.add(new Expr.Pow(square.base(), Expr.sub(square.exponent(), Expr.ONE)));
        written.add(Expr.num(-1));
        return Optional.of(Expr.mul(written));
    }

    /** {@code (t - o)^2}: the output is subtracted, which gives the factor -1. */
    private static boolean isDifference(Expr.Pow p, Quantity output) {
        return p.exponent().equals(Expr.TWO)
                && p.base() instanceof Expr.Add a
                && a.terms().size() == 2
                && a.terms().get(1).equals(Expr.neg(output.expr()))
                && !mentions(a.terms().get(0), output);
    }

    private static boolean mentions(Expr e, Quantity quantity) {
        return e.equals(quantity.expr()) || e.parts().stream().anyMatch(part -> mentions(part, quantity));
    }
}
