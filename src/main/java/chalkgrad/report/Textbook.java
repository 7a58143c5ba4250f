package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.rules.ArrayFunctions;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Writes what problem files write as NumPy does in the way of textbooks, where a vector is a column.
 *
 * <p>{@code dot(a, b)} becomes a-transposed b, {@code v @ W} becomes W-transposed v, and an entrywise product gets its circled dot.
 */
final class Textbook {
    private final Function<Expr, Dims> dims;
    private final Predicate<Expr> row;
    private final Function<Expr, OptionalInt> sign;

    /**
     * @param dims the shape of an expression
     * @param row whether a vector lies as a row
     * @param sign the sign of a guard that is one number; empty where it has no number
     */
    Textbook(Function<Expr, Dims> dims, Predicate<Expr> row, Function<Expr, OptionalInt> sign) {
        this.row = row;
        this.dims = dims;
        this.sign = sign;
    }

    Expr of(Expr e) {
        if (e instanceof Expr.MatMul m) {
            return product(m.left(), m.right());
        } else if (e instanceof Expr.Call call && call.function().equals("dot")) {
            return product(call.args().get(0), call.args().get(1));
        } else if (e instanceof Expr.Call call && call.function().equals("outer")) {
            Expr left = of(call.args().get(0));
            Expr right = of(call.args().get(1));
            return new Expr.MatMul(
                    isRow(call.args().get(0)) ? new Expr.Transpose(left) : left,
                    isRow(call.args().get(1)) ? right : new Expr.Transpose(right));
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
        if (e instanceof Expr.Call call && call.function().equals(ArrayFunctions.BACK)) {
            return sentBack(call);
        } else if (e instanceof Expr.Call call && ArrayFunctions.find(call).isPresent()) {
            return withSettings(call);
        }
        return e.mapParts(this::of);
    }

    /** That an axis of one entry is kept is nothing to be seen on a page. */
    private Expr withSettings(Expr.Call call) {
        if (call.function().equals("expand_dims")) {
            Expr array = call.args().get(0);
            boolean row = dims.apply(array).isVector()
                    && ((Expr.Call) call.args().get(1)).args().get(0).equals(Expr.ZERO);
            return row ? new Expr.Transpose(of(array)) : of(array);
        }
        return new Expr.Call(
                call.function(),
                call.args().stream()
                        .filter(arg -> !(arg instanceof Expr.Call setting
                                && setting.function().equals("keepdims=")))
                        .map(arg -> Signature.isNamed(arg) ? arg : of(arg))
                        .toList());
    }

    /** What comes back to an argument of a function of whole arrays. */
    private Expr sentBack(Expr.Call back) {
        boolean first = back.args().get(0).equals(Expr.ZERO);
        Expr g = of(back.args().get(1));
        var call = (Expr.Call) back.args().get(2);
        List<Expr> arrays = ArrayFunctions.find(call)
                .orElseThrow()
                .signature()
                .arguments(call)
                .arrays();
        return switch (call.function()) {
            case "conv1d", "conv2d" ->
                first
                        ? Expr.call("full", g, Expr.call("rotated", of(arrays.get(1))))
                        : Expr.call("correlation", of(arrays.get(0)), g);
            case "matmul" ->
                first
                        ? new Expr.MatMul(g, new Expr.Transpose(of(arrays.get(1))))
                        : new Expr.MatMul(new Expr.Transpose(of(arrays.get(0))), g);
            case "max", "min", "max_pool1d", "max_pool2d" -> Expr.call("route", g);
            default -> Expr.call("adjoint", Expr.sym(call.function()), g);
        };
    }

    private boolean isArray(Expr e) {
        return !dims.apply(e).isScalar();
    }

    private Expr product(Expr left, Expr right) {
        boolean vector = dims.apply(left).isVector();
        if (vector && dims.apply(right).isVector()) {
            return new Expr.MatMul(
                    isRow(left) ? of(left) : new Expr.Transpose(of(left)),
                    isRow(right) ? new Expr.Transpose(of(right)) : of(right));
        } else if (vector && isRow(left)) {
            return new Expr.MatMul(of(left), of(right));
        } else if (vector && !isOnes(left)) {
            return new Expr.MatMul(new Expr.Transpose(of(right)), of(left));
        }
        return vector ? new Expr.MatMul(new Expr.Transpose(of(left)), of(right)) : new Expr.MatMul(of(left), of(right));
    }

    private boolean isRow(Expr e) {
        return !isOnes(e) && row.test(e);
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
        // Ones change nothing where there is another array of that shape.
        if (arrays.size() > 1 && arrays.stream().anyMatch(array -> !isOnes(array))) {
            arrays.removeIf(Textbook::isOnes);
        }
        if (arrays.size() < 2) {
            int left = scalars.size() + arrays.size();
            if (left == m.factors().size()) {
                return m.mapParts(this::of);
            }
            scalars.addAll(arrays);
            return Expr.mul(scalars);
        }
        Expr product = new Expr.Call("hadamard", List.copyOf(arrays));
        if (scalars.isEmpty()) {
            return product;
        }
        scalars.add(product);
        return Expr.mul(scalars);
    }
}
