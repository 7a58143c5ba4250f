package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Occurrence;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Later;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.typeset.Letter;
import chalkgrad.typeset.Penned;
import chalkgrad.work.WrittenName;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Expressions of a checked derivation as a page can show them: the writer's names as they were written, cells as quantities of the problem.
 *
 * <p>{@code Handwriting.of(new Occurrence(Quantity.LOSS, 1, 0).expr())} is E with a plus, the loss after the update.
 */
final class Handwriting {
    /** A longer formula is shown as it was typed. */
    private static final int LEAVES = 300;

    /** A longer number is shown as it was typed. */
    private static final int DIGITS = 60;

    private static final Pattern FUNCTION = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,29}'{0,3}");

    private Handwriting() {}

    /** The expression to be typeset; empty where its source says it better. */
    static Optional<Expr> of(Expr e) {
        return e.leaves(LEAVES + 1) <= LEAVES && isPlain(e)
                ? Optional.of(lettered(e).substitute(symbol -> shown(symbol).expr()))
                : Optional.empty();
    }

    /** The function sigma is written with its letter, whether or not the problem has a sigmoid. */
    private static Expr lettered(Expr e) {
        Expr inner = e.mapParts(Handwriting::lettered);
        return inner instanceof Expr.Call call && call.function().equals("sigma")
                ? new Expr.Call("sigmoid", call.args())
                : inner;
    }

    private static boolean isPlain(Expr e) {
        if (e instanceof Expr.Num n) {
            return n.value().precision() <= DIGITS && Math.abs((long) n.value().scale()) <= DIGITS;
        } else if (e instanceof Expr.Sym s) {
            return isPlain(s.symbol());
        } else if (e instanceof Expr.Call c && !FUNCTION.matcher(c.function()).matches()) {
            return false;
        } else if (e instanceof Expr.Sigma s && !isPlain(s.index())) {
            return false;
        }
        return e.parts().stream().allMatch(Handwriting::isPlain);
    }

    private static boolean isPlain(Symbol symbol) {
        if (symbol instanceof WrittenName scribble) {
            return letter(scribble) != null;
        } else if (symbol instanceof Partial partial) {
            return isPlain(partial.of()) && isPlain(partial.by());
        }
        return true;
    }

    private static Symbol shown(Symbol symbol) {
        if (symbol instanceof WrittenName scribble) {
            Letter letter = letter(scribble);
            return letter == null ? symbol : new Penned(letter);
        } else if (symbol instanceof Occurrence cell) {
            return quantity(cell.quantity(), cell);
        } else if (symbol instanceof Partial partial) {
            return new Partial(shown(partial.of()), shown(partial.by()));
        }
        return symbol;
    }

    /** How a cell is written: what it is, with the number of updates before it and its sample. */
    private static Symbol quantity(Symbol what, Occurrence cell) {
        if (what instanceof Partial partial) {
            return new Partial(quantity(partial.of(), cell), quantity(partial.by(), cell));
        } else if (what instanceof Delta delta) {
            return new Partial(later(Quantity.LOSS, cell), later(new Quantity.Net(delta.unit()), cell));
        }
        return what instanceof Quantity quantity ? later(quantity, cell) : what;
    }

    private static Quantity later(Quantity quantity, Occurrence cell) {
        boolean constant = quantity instanceof Quantity.Rate
                || quantity instanceof Quantity.Unit
                || quantity instanceof Quantity.Ones;
        int pass = quantity instanceof Quantity.Input || quantity instanceof Quantity.Target ? 0 : cell.pass();
        return constant || (pass == 0 && cell.sample() == 0) ? quantity : new Later(quantity, pass, cell.sample());
    }

    private static @Nullable Letter letter(WrittenName scribble) {
        int space = scribble.base().indexOf(' ');
        String accent = space < 0 ? "" : scribble.base().substring(0, space);
        String base = scribble.base().substring(space + 1);
        return Letter.written(base, accent, scribble.sub(), scribble.sup()).orElse(null);
    }
}
