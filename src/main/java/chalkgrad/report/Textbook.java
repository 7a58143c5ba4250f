package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.rules.Dims;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Writes what problem files write as NumPy does in the way of textbooks, where a vector is a column.
 *
 * <p>{@code dot(a, b)} becomes a-transposed b, {@code v @ W} becomes W-transposed v, and an entrywise product gets its circled dot.
 */
final class Textbook {
    private final Function<Expr, Dims> dims;
    private final Function<Expr, OptionalInt> sign;

    /**
     * @param dims the shape of an expression
     * @param sign the sign of a guard that is one number; empty where it has no number
     */
    Textbook(Function<Expr, Dims> dims, Function<Expr, OptionalInt> sign) {
        this.dims = dims;
        this.sign = sign;
    }

    Expr of(Expr e) {
        if (e instanceof Expr.MatMul m) {
            return product(m.left(), m.right());
        } else if (e instanceof Expr.Call call && call.function().equals("dot")) {
            return product(call.args().get(0), call.args().get(1));
        } else if (e instanceof Expr.Call call && call.function().equals("outer")) {
            return new Expr.MatMul(
                    of(call.args().get(0)), new Expr.Transpose(of(call.args().get(1))));
        } else if (e instanceof Expr.Mul m) {
            return entrywise(m);
        } else if (e instanceof Expr.Div d && isArray(d.numerator()) && isArray(d.denominator())) {
            return Expr.call("quotient", of(d.numerator()), of(d.denominator()));
        } else if (e instanceof Expr.Cases c && dims.apply(c.guard()).isScalar()) {
            OptionalInt side = sign.apply(c.guard());
            return side.isEmpty()
                    ? e.mapParts(this::of)
                    : of(side.getAsInt() > 0 ? c.above() : side.getAsInt() < 0 ? c.below() : c.at());
        }
        return e.mapParts(this::of);
    }

    private boolean isArray(Expr e) {
        return !dims.apply(e).isScalar();
    }

    private Expr product(Expr left, Expr right) {
        boolean row = dims.apply(left).isVector();
        if (row && dims.apply(right).isVector()) {
            return new Expr.MatMul(new Expr.Transpose(of(left)), of(right));
        } else if (row && !isOnes(left)) {
            return new Expr.MatMul(new Expr.Transpose(of(right)), of(left));
        }
        return row ? new Expr.MatMul(new Expr.Transpose(of(left)), of(right)) : new Expr.MatMul(of(left), of(right));
    }

    private static boolean isOnes(Expr e) {
        return e instanceof Expr.Sym s && s.symbol() instanceof chalkgrad.model.Quantity.Ones;
    }

    /** Numbers first, then the arrays with circled dots between them. */
    private Expr entrywise(Expr.Mul m) {
        var scalars = new ArrayList<Expr>();
        var arrays = new ArrayList<Expr>();
        for (Expr factor : m.factors()) {
            (dims.apply(factor).isScalar() ? scalars : arrays).add(of(factor));
        }
        if (arrays.size() < 2) {
            return m.mapParts(this::of);
        }
        Expr product = new Expr.Call("hadamard", List.copyOf(arrays));
        if (scalars.isEmpty()) {
            return product;
        }
        scalars.add(product);
        return Expr.mul(scalars);
    }
}
