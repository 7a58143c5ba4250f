package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.rules.Function;
import chalkgrad.rules.Functions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two expressions as functions of numbers: the definitions of functions put in, and what depends on the shape of its parts a letter, the same
 * one for the same part.
 *
 * <p>{@code 2*sum(x)} and {@code sum(x)+sum(x)} become {@code 2*a} and {@code a+a}; {@code max(0, z)} becomes {@code (0+z+abs(0-z))/2}.
 *
 * <p>Kinks are written with abs where they can be: it has a value near its kink too, where nobody can tell on which side that is.
 */
final class Scalars {
    /** The letter of a part. */
    private record Part(int index) implements Symbol {
        @Override
        public String id() {
            return "#" + index;
        }
    }

    /** The letter of a function's argument in its definition. */
    private record Argument(int index) implements Symbol {
        @Override
        public String id() {
            return "#arg" + index;
        }
    }

    private final Map<Expr, Symbol> parts = new HashMap<>();
    private final Map<String, Expr> definitions = new HashMap<>();

    /** Whether anything has become a letter. */
    boolean hasParts() {
        return !parts.isEmpty();
    }

    /** The expression of numbers; what comes up several times in it is shared. */
    Expr of(Expr expr) {
        return read(Functions.withConstants(expr));
    }

    private Expr read(Expr expr) {
        if (expr instanceof Expr.Marked marked) {
            return read(marked.arg());
        } else if (expr instanceof Expr.Labelled labelled) {
            return read(labelled.arg());
        } else if (!isScalar(expr)) {
            return parts.computeIfAbsent(expr, e -> new Part(parts.size())).expr();
        }
        Expr inside = expr.mapParts(this::read);
        return inside instanceof Expr.Call call ? call(call.function(), call.args()) : smooth(inside);
    }

    private Expr call(String function, List<Expr> args) {
        if (function.equals("abs") || Functions.isElementary(function)) {
            return new Expr.Call(function, args);
        } else if (function.equals("max") || function.equals("min")) {
            Expr result = args.get(args.size() - 1);
            for (int i = args.size() - 2; i >= 0; i--) {
                result = extremum(args.get(i), result, function.equals("max"));
            }
            return result;
        }
        Expr definition = definitions.computeIfAbsent(function, name -> {
            var letters = new ArrayList<Expr>();
            for (int i = 0; i < args.size(); i++) {
                letters.add(new Argument(i).expr());
            }
            return read(Functions.withConstants(Functions.expand(new Expr.Call(name, letters))));
        });
        return definition.substitute(symbol -> symbol instanceof Argument arg ? args.get(arg.index) : null);
    }

    private static Expr extremum(Expr a, Expr b, boolean largest) {
        Expr distance = Expr.call("abs", Expr.sub(a, b));
        return Expr.div(Expr.add(a, b, largest ? distance : Expr.neg(distance)), Expr.TWO);
    }

    /** Pieces that are an absolute value, or half of one, as such. */
    private static Expr smooth(Expr expr) {
        if (expr instanceof Expr.Cases cases && cases.above().equals(cases.guard())) {
            Expr distance = Expr.call("abs", cases.guard());
            if (cases.below().equals(Expr.neg(cases.guard()))) {
                return distance;
            } else if (cases.below().equals(Expr.ZERO)) {
                return Expr.div(Expr.add(cases.guard(), distance), Expr.TWO);
            }
        }
        return expr;
    }

    /** Whether an operation gives a number of numbers, or works entry by entry. */
    private static boolean isScalar(Expr expr) {
        if (expr instanceof Expr.Call call) {
            int count = call.args().size();
            return Functions.find(call.function())
                    .filter(function -> count >= function.fewest() && count <= function.most())
                    .map(function -> function.isEntrywise(call) || function.kind() == Function.Kind.LOSS)
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
