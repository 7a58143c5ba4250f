package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.mistake.Mistakes;
import chalkgrad.mistake.Slip;
import chalkgrad.model.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every slip at a step, made ready once for all derivations of a problem. */
final class Slips {
    /** Stands for the number that a slip does not tell. */
    static final Occurrence UNKNOWN = Occurrence.of(new Quantity.Own("?"));

    private final UnrolledComputation unrolled;
    private final Map<Occurrence, List<Prepared>> known = new HashMap<>();
    private final Map<Expr, Compiled> compiled = new HashMap<>();
    private final Map<Map<Occurrence, Expr>, Map<Occurrence, Compiled>> habits = new IdentityHashMap<>();

    /** A slip and its steps, compiled. */
    record Prepared(Slip slip, Map<Occurrence, Compiled> instead) {}

    private final ReferenceSolution ground;
    private final Map<Map<Occurrence, Compiled>, LongRun> runs = new IdentityHashMap<>();

    Slips(ReferenceSolution ground) {
        this.ground = ground;
        this.unrolled = ground.unrolled();
    }

    /** What somebody makes in every pass who makes it for a cell of the second. */
    List<Prepared> everyPass(Occurrence cell) {
        return at(List.of(new Occurrence(cell.quantity(), 1, cell.sample()))).stream()
                .filter(each -> each.instead().size() > 1 && !each.slip().hasUnknown())
                .toList();
    }

    /** Such a mistake followed over the passes. */
    LongRun run(Prepared slip) {
        return runs.computeIfAbsent(slip.instead(), instead -> new LongRun(ground, instead));
    }

    /** Every slip at some steps; one that changes many steps comes once. */
    List<Prepared> at(Collection<Occurrence> region) {
        Set<Map<Occurrence, Compiled>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var all = new ArrayList<Prepared>();
        for (Occurrence cell : region) {
            for (Prepared prepared : at(cell)) {
                if (seen.add(prepared.instead())) {
                    all.add(prepared);
                }
            }
        }
        return all;
    }

    private List<Prepared> at(Occurrence cell) {
        List<Prepared> slips = known.get(cell);
        if (slips == null) {
            slips = Mistakes.at(unrolled, cell)
                    .map(slip -> new Prepared(slip, compiled(slip)))
                    .toList();
            known.put(cell, slips);
        }
        return slips;
    }

    private Map<Occurrence, Compiled> compiled(Slip slip) {
        if (slip.instead().size() == 1) {
            return compiled(slip.instead());
        }
        return habits.computeIfAbsent(slip.instead(), this::compiled);
    }

    private Map<Occurrence, Compiled> compiled(Map<Occurrence, Expr> instead) {
        var all = new HashMap<Occurrence, Compiled>();
        instead.forEach((cell, expr) -> all.put(
                cell,
                compiled.computeIfAbsent(
                        expr,
                        e -> Compiled.of(
                                e.substitute(symbol -> symbol.equals(Slip.UNKNOWN) ? UNKNOWN.expr() : (Expr) null)))));
        return all;
    }
}
