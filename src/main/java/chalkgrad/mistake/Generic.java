package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Probe;
import chalkgrad.algebra.Symbol;
import chalkgrad.rules.Functions;

/**
 * Whether two expressions differ at all, by their values at a few points picked once and for all.
 *
 * <p>{@code differ(parse("(t-o)^2"), parse("(o-t)^2"))} is false: who writes that makes no mistake.
 */
final class Generic {
    /** What is larger is taken to differ: it comes of a sum over a whole layer. */
    private static final int LARGE = 160;

    private static final int POINTS = 6;
    private static final double TOLERANCE = 1e-9;

    private Generic() {}

    static boolean differ(Expr right, Expr other) {
        if (right.equals(other)) {
            return false;
        } else if (right.nodes(LARGE) >= LARGE || other.nodes(LARGE) >= LARGE) {
            return true;
        }
        Expr a = Functions.expand(right);
        Expr b = Functions.expand(other);
        for (int point = 0; point < POINTS; point++) {
            int salt = point;
            double x = Probe.value(a, symbol -> coordinate(symbol, salt));
            double y = Probe.value(b, symbol -> coordinate(symbol, salt));
            if (Double.isFinite(x) != Double.isFinite(y)
                    || Double.isFinite(x) && Math.abs(x - y) > TOLERANCE * (1 + Math.abs(x))) {
                return true;
            }
        }
        return false;
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
