package chalkgrad.algebra;

import java.util.List;
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

    private static final int MAX_WEIGHT = 20;

    private static final List<Function<IExpr, IExpr>> WAYS =
            List.of(expr -> expr, F::Together, F::Expand, expr -> F.Factor(F.Together(expr)));

    private final Engine engine;

    Tidy(Engine engine) {
        this.engine = engine;
    }

    Expr tidy(Expr expr) {
        Expr best = expr;
        if (expr instanceof Expr.Cases cases) {
            return cases.mapParts(this::tidy);
        }
        if (expr.nodes(MAX_NODES) >= MAX_NODES || degree(expr) > MAX_DEGREE || Shape.weight(expr) > MAX_WEIGHT) {
            return expr;
        }
        if (Symja.isSmall(expr)) {
            best = shorter(best, worked(expr, e -> e));
        }
        for (Function<IExpr, IExpr> way : WAYS) {
            best = shorter(best, worked(opaque(expr), way).map(Tidy::clear));
        }
        return best;
    }

    private Optional<Expr> worked(Expr expr, Function<IExpr, IExpr> way) {
        var bridge = new Bridge();
        IExpr written = bridge.write(expr);
        return bridge.letters() > MAX_LETTERS
                ? Optional.empty()
                : engine.evaluate(way.apply(written)).flatMap(bridge::read);
    }

    private static Expr shorter(Expr best, Optional<Expr> found) {
        return found.filter(e -> e.nodes(MAX_NODES) < best.nodes(MAX_NODES)).orElse(best);
    }

    /** A part that is kept as it is. */
    private record Kept(Expr expr) implements Symbol {
        @Override
        public String id() {
            return PlainText.of(expr);
        }
    }

    private static Expr opaque(Expr expr) {
        boolean root = expr instanceof Expr.Pow p
                && !(p.exponent() instanceof Expr.Num n && n.value().scale() <= 0);
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
