package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Probe;
import chalkgrad.algebra.Symbol;
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
        for (double[] other : values) {
            if (isSame(there, other)) {
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

    private static boolean isSame(double[] there, double[] other) {
        for (int point = 0; point < POINTS; point++) {
            double x = there[point];
            double y = other[point];
            if (Double.isFinite(x) != Double.isFinite(y)
                    || Double.isFinite(x) && Math.abs(x - y) > TOLERANCE * (Math.abs(x) + Math.abs(y))) {
                return false;
            }
        }
        return true;
    }

    /** Within (0.05, 0.95) at even points; within (-2, 2) at the others, so that each piece of a function is met. */
    private static double coordinate(Symbol symbol, int point) {
        int hash = symbol.hashCode() * 0x9E3779B1 + point * 0x85EBCA6B;
        hash ^= hash >>> 15;
        hash *= 0x2C1B3C6D;
        hash ^= hash >>> 12;
        double unit = (hash & 0xFFFFFF) / (double) 0x1000000;
        return point % 2 == 0 ? 0.05 + 0.9 * unit : 4 * unit - 2;
    }
}
