package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Cell;
import chalkgrad.derive.Course;
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
    static final Cell UNKNOWN = Cell.of(new Quantity.Own("?"));

    private final Course course;
    private final Map<Cell, List<Prepared>> known = new HashMap<>();
    private final Map<Expr, Compiled> compiled = new HashMap<>();
    private final Map<Map<Cell, Expr>, Map<Cell, Compiled>> habits = new IdentityHashMap<>();

    /** A slip and its steps, compiled. */
    record Prepared(Slip slip, Map<Cell, Compiled> instead) {}

    private final Ground ground;
    private final Map<Map<Cell, Compiled>, LongRun> runs = new IdentityHashMap<>();

    Slips(Ground ground) {
        this.ground = ground;
        this.course = ground.course();
    }

    /** What somebody makes in every pass who makes it for a cell of the second. */
    List<Prepared> everyPass(Cell cell) {
        return at(List.of(new Cell(cell.quantity(), 1, cell.sample()))).stream()
                .filter(each -> each.instead().size() > 1 && !each.slip().hasUnknown())
                .toList();
    }

    /** Such a mistake followed over the passes. */
    LongRun run(Prepared slip) {
        return runs.computeIfAbsent(slip.instead(), instead -> new LongRun(ground, instead));
    }

    /** Every slip at some steps; one that changes many steps comes once. */
    List<Prepared> at(Collection<Cell> region) {
        Set<Map<Cell, Compiled>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var all = new ArrayList<Prepared>();
        for (Cell cell : region) {
            for (Prepared prepared : at(cell)) {
                if (seen.add(prepared.instead())) {
                    all.add(prepared);
                }
            }
        }
        return all;
    }

    private List<Prepared> at(Cell cell) {
        List<Prepared> slips = known.get(cell);
        if (slips == null) {
            slips = Mistakes.at(course, cell)
                    .map(slip -> new Prepared(slip, compiled(slip)))
                    .toList();
            known.put(cell, slips);
        }
        return slips;
    }

    private Map<Cell, Compiled> compiled(Slip slip) {
        if (slip.instead().size() == 1) {
            return compiled(slip.instead());
        }
        return habits.computeIfAbsent(slip.instead(), this::compiled);
    }

    private Map<Cell, Compiled> compiled(Map<Cell, Expr> instead) {
        var all = new HashMap<Cell, Compiled>();
        instead.forEach((cell, expr) -> all.put(
                cell,
                compiled.computeIfAbsent(
                        expr,
                        e -> Compiled.of(
                                e.substitute(symbol -> symbol.equals(Slip.UNKNOWN) ? UNKNOWN.expr() : (Expr) null)))));
        return all;
    }
}
