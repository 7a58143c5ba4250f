package chalkgrad.algebra;

import java.util.Optional;
import java.util.function.Function;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.interfaces.IExpr;

/**
 * Looks for a shorter form of an expression.
 *
 * <p>{@code 1/(1+z) - z/(1+z)^2} becomes {@code 1/(1+z)^2}.
 *
 * <p>Functions and roots are opaque letters meanwhile, so that Symja sees quotients of polynomials only.
 */
final class Tidy {
    private static final int MAX_NODES = 80;
    private static final int MAX_LETTERS = 6;
    private static final int MAX_DEGREE = 12;

    private final Engine engine;

    Tidy(Engine engine) {
        this.engine = engine;
    }

    Expr tidy(Expr expr) {
        Expr best = expr;
        if (expr instanceof Expr.Cases cases) {
            return cases.mapParts(this::tidy);
        }
        if (Shape.nodes(expr, MAX_NODES) >= MAX_NODES || degree(expr) > MAX_DEGREE) {
            return expr;
        }
        for (Function<IExpr, IExpr> way :
                java.util.List.<Function<IExpr, IExpr>>of(e -> e, F::Together, F::Expand)) {
            var bridge = new Bridge();
            IExpr written = bridge.write(opaque(expr));
            if (bridge.letters() > MAX_LETTERS) {
                return expr;
            }
            Optional<Expr> found = engine.evaluate(way.apply(written)).flatMap(bridge::read).map(Tidy::clear);
            if (found.isPresent() && Shape.nodes(found.get(), MAX_NODES) < Shape.nodes(best, MAX_NODES)) {
                best = found.get();
            }
        }
        return best;
    }

    /** A part that is kept as it is. */
    private record Kept(Expr expr) implements Symbol {
        @Override
        public String id() {
            return PlainText.of(expr);
        }
    }

    private static Expr opaque(Expr expr) {
        boolean root = expr instanceof Expr.Pow p && !(p.exponent() instanceof Expr.Num n && n.value().scale() <= 0);
        boolean leaf = expr instanceof Expr.Num || expr instanceof Expr.Sym;
        boolean inside = Shape.isArithmetic(expr) && !root || expr instanceof Expr.Marked;
        return leaf ? expr : inside ? expr.mapParts(Tidy::opaque) : Expr.sym(new Kept(expr));
    }

    private static Expr clear(Expr expr) {
        return expr.substitute(symbol -> symbol instanceof Kept kept ? kept.expr : null);
    }

    /** An upper bound on the degrees of numerator and denominator together. */
    private static long degree(Expr expr) {
        if (expr instanceof Expr.Num) {
            return 0;
        } else if (expr instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n) {
            return degree(p.base()) * Math.min(n.value().abs().longValue(), MAX_DEGREE + 1);
        } else if (!Shape.isArithmetic(expr)) {
            return 1;
        }
        return expr.parts().stream().mapToLong(Tidy::degree).sum();
    }
}
