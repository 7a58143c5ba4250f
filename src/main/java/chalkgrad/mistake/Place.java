package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.model.Quantity;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A step at which a mistake may be made, with all that a rule asks about it.
 *
 * <p>{@code place.cell(new Net("h1"))} is the net input of h1 in the same pass, for the same sample.
 */
record Place(UnrolledComputation unrolled, Occurrence at, Step step, Wiring wiring) {

    static Optional<Place> of(UnrolledComputation unrolled, Occurrence at) {
        return unrolled.step(at).map(step -> new Place(unrolled, at, step, Wiring.of(unrolled)));
    }

    Expr expr() {
        return step.expression();
    }

    Quantity quantity() {
        return at.quantity();
    }

    Step.Law law() {
        return step.law();
    }

    /** Where a quantity stands that this step could use. */
    Occurrence cell(Quantity quantity) {
        return quantity instanceof Quantity.Updated ? updated(quantity) : unrolled.place(quantity, at);
    }

    Expr sym(Quantity quantity) {
        return cell(quantity).expr();
    }

    private Occurrence updated(Quantity quantity) {
        return new Occurrence(quantity, at.pass(), unrolled.online() ? at.sample() : 0);
    }

    /** Whether a cell is given or has a step. */
    boolean exists(Occurrence cell) {
        return cell.pass() >= 0
                && (unrolled.given(cell).isPresent() || unrolled.step(cell).isPresent());
    }

    /** The whole step written otherwise. */
    Edit whole(Expr instead) {
        return Edit.of(at, instead, expr(), instead);
    }

    /** The step with one part written otherwise. */
    Edit edit(Site site) {
        return Edit.of(at, site.whole(), site.was(), site.is());
    }

    /** The step with any one occurrence of a symbol replaced; in a function of several pieces, every occurrence. */
    Stream<Edit> replacing(Function<Occurrence, Stream<? extends Expr>> others) {
        if (expr() instanceof Expr.Cases) {
            var cells = new LinkedHashSet<Occurrence>();
            collect(expr(), cells);
            return cells.stream().flatMap(cell -> others.apply(cell).map(other -> substituting(cell, other)));
        }
        return Site.all(expr(), part -> cellOf(part).map(others).orElseGet(Stream::empty))
                .map(this::edit);
    }

    /** The step with every occurrence of a symbol replaced. */
    Edit substituting(Occurrence cell, Expr other) {
        return Edit.of(at, substituted(cell, other), cell.expr(), other);
    }

    Expr substituted(Occurrence cell, Expr other) {
        return expr().substitute(symbol -> symbol.equals(cell) ? other : null);
    }

    /** The cells of an expression, in the order in which they are read. */
    static void collect(Expr e, Set<Occurrence> cells) {
        cellOf(e).ifPresent(cells::add);
        e.parts().forEach(part -> collect(part, cells));
    }

    /** The cell that an expression is; empty where it is something else. */
    static Optional<Occurrence> cellOf(Expr e) {
        return e instanceof Expr.Sym sym && sym.symbol() instanceof Occurrence cell
                ? Optional.of(cell)
                : Optional.empty();
    }

    /** Whether an expression is a cell of a kind of quantity. */
    static boolean is(Expr e, Class<? extends Quantity> kind) {
        return cellOf(e).filter(cell -> kind.isInstance(cell.quantity())).isPresent();
    }

    /** Whether a symbol comes up in the step. */
    boolean uses(Symbol symbol) {
        return contains(expr(), symbol);
    }

    private static boolean contains(Expr e, Symbol symbol) {
        return e instanceof Expr.Sym sym
                ? sym.symbol().equals(symbol)
                : e.parts().stream().anyMatch(part -> contains(part, symbol));
    }
}
