package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import java.util.List;
import java.util.Optional;

/**
 * A pair of an activation and a loss whose derivatives cancel in their product: a row of a small table.
 *
 * <p>{@code find(sigmoid, bce_sum)} has the delta {@code o - t}, multiplied out as {@code -(t*(1-o)-(1-t)*o)}.
 *
 * @param activation the activation's name
 * @param loss the loss's name
 * @param expanded the product multiplied out, in {@link Loss#OUTPUT}, {@link Loss#TARGET} and {@link Loss#COUNT}
 * @param delta what is left of it: the derivative of one output's part of the loss by the output's net input
 */
public record Shortcut(String activation, String loss, Expr expanded, Expr delta) {
    private static final List<Shortcut> ALL = List.of(
            row("sigmoid", "bce", "-(1/n)*(t*(1-o)-(1-t)*o)", "1/n*(o-t)"),
            row("sigmoid", "bce_sum", "-(t*(1-o)-(1-t)*o)", "o-t"),
            row("sigmoid", "cross_entropy", "-(t*o*(1-o)/o)", "-(t*(1-o))"));

    /** Every pair that has one. */
    public static List<Shortcut> all() {
        return ALL;
    }

    /** The shortcut of a pair; empty where nothing cancels. */
    public static Optional<Shortcut> find(Activation activation, Loss loss) {
        return ALL.stream()
                .filter(row -> row.activation.equals(activation.name()) && row.loss.equals(loss.name()))
                .findFirst();
    }

    private static Shortcut row(String activation, String loss, String expanded, String delta) {
        return new Shortcut(activation, loss, Rows.read(expanded), Rows.read(delta));
    }
}
