package chalkgrad.algebra;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The value of an expression in binary floating point: a second opinion on an identity, never a result.
 *
 * <p>{@code Probe.value(parse("z^2"), symbol -> 3)} is {@code 9.0}.
 */
public final class Probe {
    private Probe() {}

    /** The value of an expression of numbers, symbols, arithmetic, elementary functions and pieces; NaN where there is none. */
    public static double value(Expr expr, ToDoubleFunction<Symbol> values) {
        if (expr instanceof Expr.Num e) {
            return e.value().doubleValue();
        } else if (expr instanceof Expr.Sym e) {
            return e.symbol() == Symbol.Constant.E
                    ? Math.E
                    : e.symbol() == Symbol.Constant.PI ? Math.PI : values.applyAsDouble(e.symbol());
        } else if (expr instanceof Expr.Cases e) {
            double guard = value(e.guard(), values);
            return Double.isNaN(guard) ? guard : value(guard > 0 ? e.above() : guard < 0 ? e.below() : e.at(), values);
        }
        List<Expr> parts = expr.parts();
        double[] v = parts.stream().mapToDouble(part -> value(part, values)).toArray();
        if (expr instanceof Expr.Neg) {
            return -v[0];
        } else if (expr instanceof Expr.Marked) {
            return v[0];
        } else if (expr instanceof Expr.Add) {
            double sum = 0;
            for (double term : v) {
                sum += term;
            }
            return sum;
        } else if (expr instanceof Expr.Mul) {
            double product = 1;
            for (double factor : v) {
                product *= factor;
            }
            return product;
        } else if (expr instanceof Expr.Div) {
            return v[0] / v[1];
        } else if (expr instanceof Expr.Pow) {
            return Math.pow(v[0], v[1]);
        } else if (expr instanceof Expr.Call e && v.length == 1) {
            return ElementaryFunction.find(e.function())
                    .map(function -> function.value(v[0]))
                    .orElse(Double.NaN);
        }
        return Double.NaN;
    }
}
