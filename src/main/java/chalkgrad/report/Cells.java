package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Occurrence;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Later;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.variant.Answer;

/**
 * Expressions in cells as a worked solution writes them.
 *
 * <p>{@code Cells.shown(new Occurrence(Quantity.LOSS, 1, 0).expr())} is E with a plus, the loss after the update; a blank is a numbered box.
 */
public final class Cells {
    private Cells() {}

    /** An expression in cells, as it is written. */
    public static Expr shown(Expr e) {
        return e.substitute(Cells::shown);
    }

    /** A cell's letter. */
    public static Expr shown(Occurrence cell) {
        return shown(cell.expr());
    }

    private static Expr shown(Symbol symbol) {
        if (symbol instanceof Answer.Gap gap) {
            return Expr.call("blank", Expr.num(gap.number()));
        }
        return symbol instanceof Occurrence cell ? of(cell.quantity(), cell).expr() : symbol.expr();
    }

    private static Symbol of(Symbol what, Occurrence cell) {
        if (what instanceof Partial partial) {
            // It is the same parameter for every sample.
            Occurrence by =
                    partial.by() instanceof Quantity.Param ? new Occurrence(cell.quantity(), cell.pass(), 0) : cell;
            return new Partial(of(partial.of(), cell), of(partial.by(), by));
        }
        return what instanceof Quantity quantity ? later(quantity, cell) : what;
    }

    private static Quantity later(Quantity quantity, Occurrence cell) {
        boolean isGiven = quantity instanceof Quantity.Input || quantity instanceof Quantity.Target;
        int pass = isGiven ? 0 : cell.pass();
        boolean isPlain = pass == 0 && cell.sample() == 0;
        return isPlain || quantity instanceof Quantity.Rate ? quantity : new Later(quantity, pass, cell.sample());
    }
}
