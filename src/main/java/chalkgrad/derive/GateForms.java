package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import java.util.List;

/** The letters with which an operation is asked about, so that the same operation is asked about once: {@code x1*x2}, {@code exp(x1)}. */
final class GateForms {
    private static final List<Symbol> LETTERS = List.of(name(1), name(2), name(3), name(4));

    /** A sum of any length has the derivatives of this one. */
    static final Expr SUM = Expr.add(LETTERS.get(0).expr(), LETTERS.get(1).expr());

    static final Symbol SUM_BY = LETTERS.get(0);

    private GateForms() {}

    static Symbol letter(int index) {
        return index < LETTERS.size() ? LETTERS.get(index) : name(index + 1);
    }

    private static Symbol name(int number) {
        return new Symbol.Name("x" + number);
    }
}
