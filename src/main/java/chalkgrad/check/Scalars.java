package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.rules.Function;
import chalkgrad.rules.Functions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two expressions as functions of numbers: what depends on the shape of its parts becomes a letter, the same one for the same part.
 *
 * <p>{@code 2*sum(x)} and {@code sum(x)+sum(x)} become {@code 2*a} and {@code a+a}; {@code max(a, b, c)} becomes {@code max(a, max(b, c))}.
 */
final class Scalars {
    /** The letter of a part. */
    record Part(int index, String id) implements Symbol {}

    private final Map<Expr, Symbol> parts = new HashMap<>();

    /** Whether anything has become a letter. */
    boolean hasParts() {
        return !parts.isEmpty();
    }

    /** The expression of numbers, with the definitions of functions put in; what comes up several times in it is shared. */
    Expr of(Expr expr) {
        return Functions.expand(Functions.withConstants(read(expr)));
    }

    private Expr read(Expr expr) {
        if (expr instanceof Expr.Marked marked) {
            return read(marked.arg());
        } else if (expr instanceof Expr.Labelled labelled) {
            return read(labelled.arg());
        } else if (!isScalar(expr)) {
            return parts.computeIfAbsent(expr, e -> new Part(parts.size(), "part " + (parts.size() + 1)))
                    .expr();
        } else if (expr instanceof Expr.Call call && call.args().size() > 2) {
            return pairwise(call.function(), call.args().stream().map(this::read).toList());
        }
        return expr.mapParts(this::read);
    }

    private static Expr pairwise(String function, List<Expr> args) {
        Expr result = args.get(args.size() - 1);
        for (int i = args.size() - 2; i >= 0; i--) {
            result = Expr.call(function, args.get(i), result);
        }
        return result;
    }

    /** Whether an operation gives a number of numbers, or works entry by entry. */
    private static boolean isScalar(Expr expr) {
        if (expr instanceof Expr.Call call) {
            int count = call.args().size();
            return Functions.find(call.function())
                    .filter(function -> count >= function.fewest() && count <= function.most())
                    .map(function -> function.isEntrywise(count) || function.kind() == Function.Kind.LOSS)
                    .orElse(false);
        }
        return !(expr instanceof Expr.MatMul
                || expr instanceof Expr.Transpose
                || expr instanceof Expr.Matrix
                || expr instanceof Expr.Sigma
                || expr instanceof Expr.Relation);
    }

    /** The height of an expression's tree. */
    static int height(Expr expr) {
        int height = 0;
        for (Expr part : expr.parts()) {
            height = Math.max(height, height(part) + 1);
        }
        return height;
    }
}
