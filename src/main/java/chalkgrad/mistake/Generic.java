package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Probe;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Occurrence;
import chalkgrad.model.Quantity;
import chalkgrad.rules.Functions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Expressions of which no two come to the same, told apart by their values at a few points picked once and for all.
 *
 * <p>With {@code (t-o)^2} in it {@code isNew((o-t)^2)} is false: who writes that makes no mistake.
 */
final class Generic {
    /** What is larger is taken to differ from what is not written alike: it is a sum over a whole layer. */
    private static final int LARGE = 160;

    private static final int POINTS = 6;
    private static final double TOLERANCE = 1e-9;

    private final List<double[]> values = new ArrayList<>();
    private final Set<Expr> known = new HashSet<>();

    Generic(Expr right) {
        add(right);
    }

    static boolean differ(Expr right, Expr other) {
        return !right.equals(other) && new Generic(right).isNew(other);
    }

    /** Whether there is nothing like it yet; from now on there is. */
    boolean isNew(Expr other) {
        return !known.contains(other) && add(other);
    }

    private boolean add(Expr expr) {
        known.add(expr);
        if (expr.nodes(LARGE) >= LARGE) {
            return true;
        }
        double[] there = values(Functions.expand(expr));
        for (int i = 0; i < values.size(); i++) {
            if (isSame(there, values.get(i), i == 0)) {
                return false;
            }
        }
        values.add(there);
        return true;
    }

    private static double[] values(Expr expr) {
        var there = new double[POINTS];
        for (int point = 0; point < POINTS; point++) {
            int salt = point;
            there[point] = Probe.value(expr, symbol -> coordinate(symbol, salt));
        }
        return there;
    }

    /** Whether it is the other wherever it has a value at all, and, of the right one, wherever that has. */
    private static boolean isSame(double[] there, double[] other, boolean isRight) {
        for (int point = 0; point < POINTS; point++) {
            double x = there[point];
            double y = other[point];
            boolean isNear = Math.abs(x - y) <= TOLERANCE * (Math.abs(x) + Math.abs(y));
            if (Double.isFinite(x) && !isNear && (Double.isFinite(y) || !isRight)) {
                return false;
            }
        }
        return true;
    }

    /** The output's derivative by itself, which is left out without harm. */
    private static boolean isOne(Quantity quantity) {
        return quantity instanceof Quantity.Partial partial && partial.of().equals(partial.by());
    }

    /** Within (0.05, 0.95) at even points; within (-2, 2) at the others, so that each piece of a function is met. */
    private static double coordinate(Symbol symbol, int point) {
        if (symbol instanceof Occurrence cell && isOne(cell.quantity())) {
            return 1;
        }
        int hash = symbol.hashCode() * 0x9E3779B1 + point * 0x85EBCA6B;
        hash ^= hash >>> 15;
        hash *= 0x2C1B3C6D;
        hash ^= hash >>> 12;
        double unit = (hash & 0xFFFFFF) / (double) 0x1000000;
        return point % 2 == 0 ? 0.05 + 0.9 * unit : 4 * unit - 2;
    }
}
