package chalkgrad.evaluate;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.algebra.Symja;
import chalkgrad.derive.Derivation;
import chalkgrad.evaluate.Solution.Unsure;
import chalkgrad.model.Quantity;
import chalkgrad.rules.Functions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Proves by algebra that numbers are zero which no digits tell from it.
 *
 * <p>{@code q = y/y - 1} with {@code y = exp(x)} is zero whatever {@code x} is.
 */
final class ProvedZeros {
    /** Larger expressions are not looked at. */
    private static final int MAX_NODES = 400;

    private final Map<Symbol, Expr> definitions = new HashMap<>();
    private final Symja symja = new Symja();

    private final Scope scope;

    private ProvedZeros(Derivation derivation, Scope scope) {
        this.scope = scope;
        Stream.of(derivation.forward(), derivation.backward())
                .flatMap(List::stream)
                .forEach(step -> definitions.put(step.quantity(), step.expression()));
    }

    /** The same passes with zeros where they are proved; what is proved is no longer unsure. */
    static Descending in(Derivation derivation, Descending all) {
        List<Unsure> near = all.unsure().stream()
                .filter(unsure -> unsure.sign() == 0 && unsure.place().isEmpty())
                .toList();
        if (near.isEmpty()) {
            return all;
        }
        var proofs = new ProvedZeros(derivation, all.passes().get(0).scopes().get(0));
        var rest = new ArrayList<>(all.unsure());
        for (Unsure unsure : near) {
            if (proofs.isZero(unsure.quantity())) {
                rest.remove(unsure);
                all.passes().forEach(pass -> pass.scopes().forEach(scope -> scope.putZero(unsure.quantity())));
            }
        }
        return new Descending(all.passes(), all.kinks(), rest);
    }

    private boolean isZero(Quantity quantity) {
        @Nullable Expr whole = inFull(quantity.expr());
        return whole != null && symja.provesEqual(whole, Expr.ZERO);
    }

    /** In what is given alone; null where that is too large. */
    private @Nullable Expr inFull(Expr expr) {
        Expr whole = expr;
        while (whole.nodes(MAX_NODES) < MAX_NODES && isScalar(whole)) {
            Expr next = whole.substitute(definitions::get);
            if (next.equals(whole)) {
                Expr expanded = Functions.expand(whole);
                return expanded.nodes(MAX_NODES) < MAX_NODES ? expanded : null;
            }
            whole = next;
        }
        return null;
    }

    /** Whether it is made of numbers: the definition of a sum, say, is another one for them than for an array. */
    private boolean isScalar(Expr expr) {
        if (expr instanceof Expr.Sym s) {
            return s.symbol() instanceof Symbol.Constant || scope.find(s.symbol()) != null;
        }
        return !(expr instanceof Expr.Matrix) && expr.parts().stream().allMatch(this::isScalar);
    }
}
