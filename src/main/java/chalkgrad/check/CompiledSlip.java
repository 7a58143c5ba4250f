package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
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
public final class CompiledSlip {
    private final List<Slip> slips;
    private final Map<Occurrence, Expr> instead;
    private final Map<Occurrence, Compiled> compiled = new HashMap<>();

    private CompiledSlip(List<Slip> slips, Map<Occurrence, Expr> instead) {
        this.slips = List.copyOf(slips);
        this.instead = Map.copyOf(instead);
        instead.forEach((cell, expr) -> compiled.put(cell, Compiled.of(expr)));
    }

    static CompiledSlip of(Slip slip) {
        return new CompiledSlip(List.of(slip), slip.instead());
    }

    static CompiledSlip of(Pair pair) {
        return new CompiledSlip(List.of(pair.first(), pair.second()), pair.instead());
    }

    /** The slip, or both. */
    public List<Slip> slips() {
        return slips;
    }

    /** The steps as somebody writes them who makes the slips. */
    public Map<Occurrence, Expr> instead() {
        return instead;
    }

    Map<Occurrence, Compiled> compiled() {
        return compiled;
    }
}
