package chalkgrad.check;

import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Occurrence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The steps between a cell and what its values are taken from, ready to be worked out again with some of them changed.
 *
 * <p>Of a weight's gradient that stands alone on paper the region is every step back to the last numbers that were written down.
 */
final class Region {
    private final ReferenceSolution ground;
    private final ToDoubleFunction<Occurrence> base;
    private final List<Occurrence> order = new ArrayList<>();
    private final Map<Occurrence, Integer> slots = new HashMap<>();
    private final List<int[]> operands = new ArrayList<>();
    private final List<ReferenceSolution.Rule> rules = new ArrayList<>();
    private final double[] values;
    private final int target;
    private final BitSet inside;

    /**
     * @param cells the cells that are worked out anew; the first is the one that is asked about
     * @param base the values of all others
     */
    Region(ReferenceSolution ground, List<Occurrence> cells, ToDoubleFunction<Occurrence> base) {
        this.ground = ground;
        this.base = base;
        Set<Occurrence> region = new HashSet<>(cells);
        var sorted = new ArrayList<Occurrence>();
        var seen = new HashSet<Occurrence>();
        for (Occurrence cell : cells) {
            sort(cell, region, seen, sorted);
        }
        sorted.forEach(this::slot);
        for (Occurrence cell : sorted) {
            ReferenceSolution.Rule rule = ground.rule(cell).orElseThrow();
            rules.add(rule);
            operands.add(slots(rule.compiled()));
        }
        inside = new BitSet();
        inside.set(0, sorted.size());
        target = slot(cells.get(0));
        values = new double[order.size()];
        for (int i = sorted.size(); i < order.size(); i++) {
            values[i] = base.applyAsDouble(order.get(i));
        }
        for (int i = 0; i < sorted.size(); i++) {
            values[i] = value(rules.get(i).compiled(), operands.get(i), values);
        }
    }

    private void sort(Occurrence cell, Set<Occurrence> region, Set<Occurrence> seen, List<Occurrence> sorted) {
        if (!region.contains(cell) || ground.rule(cell).isEmpty() || !seen.add(cell)) {
            return;
        }
        ground.rule(cell).orElseThrow().operands().forEach(operand -> sort(operand, region, seen, sorted));
        sorted.add(cell);
    }

    private int slot(Occurrence cell) {
        return slots.computeIfAbsent(cell, key -> {
            order.add(key);
            return order.size() - 1;
        });
    }

    private int[] slots(Compiled compiled) {
        return compiled.symbols().stream()
                .mapToInt(symbol -> symbol instanceof Occurrence cell ? slot(cell) : -1)
                .toArray();
    }

    private static double value(Compiled compiled, int[] from, double[] values) {
        var arguments = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            arguments[i] = from[i] < 0 ? Double.NaN : values[from[i]];
        }
        return compiled.value(arguments);
    }

    /** The value with some steps replaced; not a number where there is none, or where none of them is in the region. */
    double with(Map<Occurrence, Compiled> instead) {
        return with(instead, cell -> Double.NaN);
    }

    /**
     * The value with some steps replaced.
     *
     * @param own values of cells that nobody else knows
     */
    double with(Map<Occurrence, Compiled> instead, ToDoubleFunction<Occurrence> own) {
        var changed = new BitSet();
        var by = new HashMap<Integer, Compiled>();
        instead.forEach((cell, compiled) -> {
            Integer slot = slots.get(cell);
            // What is given may be replaced, too; what is on paper may not.
            if (slot != null && (inside.get(slot) || ground.rule(cell).isEmpty())) {
                changed.set(slot);
                by.put(slot, compiled);
            }
        });
        if (changed.isEmpty()) {
            return Double.NaN;
        }
        double[] now = values.clone();
        by.forEach((slot, compiled) -> {
            if (!inside.get(slot)) {
                now[slot] = compiled.value(symbol -> value(symbol, values, own));
            }
        });
        if (by.size() > 1) {
            new Anew(by, now, changed, own).value(target, 0);
            return changed.get(target) ? now[target] : Double.NaN;
        }
        for (int i = 0; i < rules.size(); i++) {
            Compiled other = by.get(i);
            if (other != null) {
                now[i] = other.value(symbol -> value(symbol, now, own));
            } else {
                int[] from = operands.get(i);
                boolean affected = false;
                for (int slot : from) {
                    affected |= slot >= 0 && changed.get(slot);
                }
                if (affected) {
                    changed.set(i);
                    now[i] = value(rules.get(i).compiled(), from, now);
                }
            }
        }
        return changed.get(target) ? now[target] : Double.NaN;
    }

    /** Several steps replaced at once: one may use what comes after another, so that each value is worked out when it is asked for. */
    private final class Anew {
        /** Steps that somebody does by hand are not so long a chain. */
        private static final int DEEPEST = 1_000;

        private final Map<Integer, Compiled> by;
        private final double[] now;
        private final BitSet changed;
        private final ToDoubleFunction<Occurrence> own;
        private final BitSet done = new BitSet();

        Anew(Map<Integer, Compiled> by, double[] now, BitSet changed, ToDoubleFunction<Occurrence> own) {
            this.by = by;
            this.now = now;
            this.changed = changed;
            this.own = own;
        }

        double value(int slot, int depth) {
            if (slot >= rules.size() || done.get(slot)) {
                return now[slot];
            } else if (depth > DEEPEST) {
                return Double.NaN;
            }
            done.set(slot);
            Compiled other = by.get(slot);
            if (other != null) {
                // In a circle there is no value.
                now[slot] = Double.NaN;
                now[slot] = other.value(symbol -> {
                    Integer at = symbol instanceof Occurrence cell ? slots.get(cell) : null;
                    return at == null ? Region.this.value(symbol, now, own) : value(at, depth + 1);
                });
                return now[slot];
            }
            boolean affected = false;
            for (int from : operands.get(slot)) {
                if (from >= 0) {
                    value(from, depth + 1);
                    affected |= changed.get(from);
                }
            }
            if (affected) {
                changed.set(slot);
                now[slot] = Region.value(rules.get(slot).compiled(), operands.get(slot), now);
            }
            return now[slot];
        }
    }

    private double value(Symbol symbol, double[] now, ToDoubleFunction<Occurrence> own) {
        if (!(symbol instanceof Occurrence cell)) {
            return Double.NaN;
        }
        Integer slot = slots.get(cell);
        if (slot != null) {
            return now[slot];
        }
        double known = own.applyAsDouble(cell);
        return Double.isNaN(known) ? base.applyAsDouble(cell) : known;
    }
}
