package chalkgrad.algebra;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.IInteger;
import org.matheclipse.core.interfaces.ISymbol;

/**
 * How large a polynomial will be when it is multiplied out, found without doing so.
 *
 * <p>{@code terms((a+b)^3)} is {@code 4}.
 */
final class Polynomials {
    private static final double ENOUGH = 1e9;
    private static final BigInteger MANY = BigInteger.valueOf(1_000_000);

    private Polynomials() {}

    /** The highest power of a letter. */
    static int highestPower(IExpr expr, ISymbol symbol) {
        if (expr.equals(symbol)) {
            return 1;
        } else if (expr.isPower() && ((IAST) expr).arg1().equals(symbol)) {
            return ((IAST) expr).arg2() instanceof IInteger n
                    ? n.toBigNumerator().min(MANY).intValue()
                    : 0;
        }
        return expr instanceof IAST ast
                ? Bridge.args(ast).stream()
                        .mapToInt(arg -> highestPower(arg, symbol))
                        .max()
                        .orElse(0)
                : 0;
    }

    /** An upper bound on the terms of a product multiplied out. */
    static double terms(IExpr expr) {
        if (!(expr instanceof IAST ast)) {
            return 1;
        } else if (ast.isPower() && ast.arg2() instanceof IInteger n) {
            return choose(terms(ast.arg1()) - 1, n.toBigNumerator().doubleValue());
        }
        var parts = Bridge.args(ast).stream().map(Polynomials::terms);
        return ast.isPlus() ? parts.reduce(0.0, Double::sum) : parts.reduce(1.0, (left, right) -> left * right);
    }

    /** An upper bound on the terms of any polynomial of the same letters and degree. */
    static double monomials(IExpr expr) {
        var letters = new HashSet<ISymbol>();
        double degree = degree(expr, letters);
        return choose(letters.size(), degree);
    }

    private static double degree(IExpr expr, Set<ISymbol> letters) {
        if (expr instanceof ISymbol symbol) {
            letters.add(symbol);
            return 1;
        }
        if (!(expr instanceof IAST ast)) {
            return 0;
        } else if (ast.isPower() && ast.arg2() instanceof IInteger n) {
            return degree(ast.arg1(), letters) * n.toBigNumerator().doubleValue();
        }
        var parts = Bridge.args(ast).stream().mapToDouble(arg -> degree(arg, letters));
        return ast.isPlus() ? parts.max().orElse(0) : parts.sum();
    }

    /** The binomial coefficient {@code (a + b) choose b}, or something larger than any limit. */
    private static double choose(double a, double b) {
        double few = Math.min(a, b);
        double many = Math.max(a, b);
        double result = 1;
        for (int i = 1; i <= few && result < ENOUGH; i++) {
            result = result * (many + i) / i;
        }
        return result;
    }
}
