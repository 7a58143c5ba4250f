package chalkgrad.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The derivative of an expression of any size, by the chain rule over its parts.
 *
 * <p>{@code exp(u)} with a long {@code u} becomes {@code exp(u)} times the derivative of {@code u}, so that only {@code exp(k)} with one letter
 * {@code k} is ever derived as a whole.
 *
 * <p>The work grows with the size of the expression and not with what it would expand to.
 */
public final class ChainRule {
    /** A product of more factors than this is taken as two halves. */
    private static final int FACTORS = 4;

    private final Whole whole;

    /** Derives small expressions as a whole. */
    public interface Whole {
        /** Whether an expression is small enough. */
        boolean takes(Expr expr);

        /** The derivative; empty where there is none to be had as a whole. */
        Optional<Expr> derivative(Expr expr, Symbol by);
    }

    /** The place of a part. */
    private record Slot(int index) implements Symbol {
        @Override
        public String id() {
            return "#" + index;
        }
    }

    public ChainRule(Whole whole) {
        this.whole = whole;
    }

    /** The derivative of {@code expr} by {@code by}. */
    public Expr derivative(Expr expr, Symbol by) {
        if (!Shape.mentions(expr, by)) {
            return Expr.ZERO;
        } else if (whole.takes(expr)) {
            Optional<Expr> derivative = whole.derivative(expr, by);
            if (derivative.isPresent()) {
                return derivative.get();
            }
        }
        if (expr instanceof Expr.Sym) {
            return Expr.ONE;
        } else if (expr instanceof Expr.Marked e) {
            return derivative(e.arg(), by);
        } else if (expr instanceof Expr.Cases e) {
            // The guard decides which piece counts; it is not derived.
            return new Expr.Cases(
                    e.guard(), derivative(e.above(), by), derivative(e.at(), by), derivative(e.below(), by));
        } else if (expr instanceof Expr.Neg e) {
            return negative(derivative(e.arg(), by));
        } else if (expr instanceof Expr.Add e) {
            return sum(e.terms().stream().map(term -> derivative(term, by)).toList());
        } else if (expr instanceof Expr.Mul e && e.factors().size() > FACTORS) {
            int half = e.factors().size() / 2;
            Expr left = Expr.mul(e.factors().subList(0, half));
            Expr right = Expr.mul(e.factors().subList(half, e.factors().size()));
            return sum(List.of(product(derivative(left, by), right), product(left, derivative(right, by))));
        }
        return overParts(expr, by);
    }

    private Expr overParts(Expr expr, Symbol by) {
        List<Expr> parts = expr.parts();
        // Numbers stay what they are at first, since z^3 has a simpler derivative than z^k; where that is refused, as
        // for (-2)^z, they are letters too.
        Expr open = withSlots(expr, true);
        var terms = new ArrayList<Expr>();
        for (int i = 0; i < parts.size(); i++) {
            if (Shape.mentions(parts.get(i), by)) {
                var slot = new Slot(i);
                Expr partial = whole.derivative(open, slot)
                        .or(() -> whole.derivative(withSlots(expr, false), slot))
                        .orElseThrow(() -> new IllegalArgumentException("no derivative: " + PlainText.of(expr)));
                terms.add(product(fill(partial, parts), derivative(parts.get(i), by)));
            }
        }
        return sum(terms);
    }

    private static Expr withSlots(Expr expr, boolean keepNumbers) {
        var next = new int[1];
        return expr.mapParts(part -> {
            int index = next[0]++;
            return keepNumbers && part instanceof Expr.Num ? part : Expr.sym(new Slot(index));
        });
    }

    private static Expr fill(Expr expr, List<Expr> parts) {
        return expr.substitute(symbol -> symbol instanceof Slot slot ? parts.get(slot.index) : null);
    }

    private static Expr negative(Expr arg) {
        return Shape.is(arg, 0) ? arg : arg instanceof Expr.Neg e ? e.arg() : Expr.neg(arg);
    }

    private static Expr sum(List<Expr> terms) {
        return Expr.add(terms.stream().filter(term -> !Shape.is(term, 0)).toList());
    }

    private static Expr product(Expr left, Expr right) {
        if (Shape.is(left, 0) || Shape.is(right, 0)) {
            return Expr.ZERO;
        } else if (left instanceof Expr.Neg e) {
            return negative(product(e.arg(), right));
        } else if (right instanceof Expr.Neg e) {
            return negative(product(left, e.arg()));
        } else if (Shape.is(left, 1)) {
            return right;
        } else if (Shape.is(right, 1)) {
            return left;
        }
        var factors = new ArrayList<Expr>();
        for (Expr factor : List.of(left, right)) {
            if (factor instanceof Expr.Mul e) {
                factors.addAll(e.factors());
            } else {
                factors.add(factor);
            }
        }
        return Expr.mul(factors);
    }
}
