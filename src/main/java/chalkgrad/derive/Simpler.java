package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import java.util.Collections;

/** Takes the ones out of rules that were made for any number of outputs: {@code 1/1*(t-o)^2}. */
final class Simpler {
    private static final Expr MINUS_ONE = Expr.neg(Expr.ONE);

    private Simpler() {}

    static Expr product(Expr e) {
        Expr inner = e.mapParts(Simpler::product);
        if (inner instanceof Expr.Div d && d.denominator().equals(Expr.ONE)) {
            return d.numerator();
        } else if (inner instanceof Expr.Mul m) {
            boolean negative = Collections.frequency(m.factors(), MINUS_ONE) % 2 == 1;
            Expr rest = Expr.mul(m.factors().stream()
                    .filter(factor -> !factor.equals(Expr.ONE) && !factor.equals(MINUS_ONE))
                    .toList());
            return negative ? Expr.neg(rest) : rest;
        }
        return inner;
    }
}
