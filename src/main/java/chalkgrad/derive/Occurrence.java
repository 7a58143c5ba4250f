package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * One number of a whole computation: a quantity, in a pass, for a sample.
 *
 * <p>{@code new Occurrence(new Net("h1"), 0, 0).id()} is {@code "net(h1)"}; in the next pass it is {@code "net(h1)@2"}.
 *
 * @param quantity what it is
 * @param pass the number of updates before it
 * @param sample the sample it belongs to, counted from one; zero where there is only one, or where it belongs to all
 */
public record Occurrence(Quantity quantity, int pass, int sample) implements Symbol {

    /** A cell of the first pass of a task with one sample. */
    public static Occurrence of(Quantity quantity) {
        return new Occurrence(quantity, 0, 0);
    }

    /** Another quantity in the same pass for the same sample. */
    public Occurrence with(Quantity other) {
        return new Occurrence(other, pass, sample);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Occurrence that
                && pass == that.pass
                && sample == that.sample
                && quantity.equals(that.quantity);
    }

    @Override
    public int hashCode() {
        return quantity.hashCode() + 31 * pass + 7919 * sample;
    }

    /** The name in answer sheets and results; the loss after the first update is {@code E+}. */
    @Override
    public String id() {
        String of = sample == 0 ? "" : "#" + sample;
        if (quantity.equals(Quantity.LOSS) && pass > 0) {
            return "E" + of + "+" + (pass > 1 ? "@" + pass : "");
        }
        String name = quantity instanceof Quantity.Delta delta ? "dE/dnet(" + delta.unit() + ")" : quantity.id();
        return name + of + (pass > 0 ? "@" + (pass + 1) : "");
    }

    @Override
    public Expr expr() {
        return Expr.sym(this);
    }

    @Override
    public String toString() {
        return id();
    }
}
