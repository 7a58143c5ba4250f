package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Cell;
import chalkgrad.mistake.Pair;
import chalkgrad.mistake.Slip;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One slip, or two at once, ready to be worked out with any numbers.
 *
 * <p>{@code mishap.slips().get(0).mistake().id()} is {@code "missing-derivative"}.
 */
public final class Mishap {
    private final List<Slip> slips;
    private final Map<Cell, Expr> instead;
    private final Map<Cell, Compiled> compiled = new HashMap<>();

    private Mishap(List<Slip> slips, Map<Cell, Expr> instead) {
        this.slips = List.copyOf(slips);
        this.instead = Map.copyOf(instead);
        instead.forEach((cell, expr) -> compiled.put(cell, Compiled.of(expr)));
    }

    static Mishap of(Slip slip) {
        return new Mishap(List.of(slip), slip.instead());
    }

    static Mishap of(Pair pair) {
        return new Mishap(List.of(pair.first(), pair.second()), pair.instead());
    }

    /** The slip, or both. */
    public List<Slip> slips() {
        return slips;
    }

    /** The steps as somebody writes them who makes the slips. */
    public Map<Cell, Expr> instead() {
        return instead;
    }

    Map<Cell, Compiled> compiled() {
        return compiled;
    }
}
