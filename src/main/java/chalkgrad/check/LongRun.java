package chalkgrad.check;

import chalkgrad.derive.Occurrence;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A mistake that somebody makes in every pass, followed over as many passes as there are, in binary floating point.
 *
 * <p>With the updated weight in each of 10,000 passes {@code value} of the loss after them is 0.000035085.
 *
 * <p>One pass is made ready once, and gone through again and again with what the pass before has left.
 */
final class LongRun {
    /** So many steps are worked out, and no more. */
    private static final long MOST = 1_000_000;

    private final ReferenceSolution ground;
    private final Map<Occurrence, Compiled> instead;
    private final Map<Occurrence, Integer> slots = new LinkedHashMap<>();
    private final List<Compiled> steps = new ArrayList<>();
    private final List<int[]> operands = new ArrayList<>();
    private final List<Integer> results = new ArrayList<>();
    private final double[] start;
    /** What a pass takes over, and where that is after it. */
    private final Map<Integer, Integer> carried = new LinkedHashMap<>();

    private final Map<Integer, double[]> known = new HashMap<>();

    /** @param instead what takes the place of steps, in the first two passes */
    LongRun(ReferenceSolution ground, Map<Occurrence, Compiled> instead) {
        this.ground = ground;
        this.instead = instead;
        Set<Occurrence> before = new HashSet<>();
        ground.unrolled().cells(1).forEach(cell -> order(cell, before));
        var carriedCells = new ArrayDeque<>(before);
        while (!carriedCells.isEmpty()) {
            Occurrence cell = carriedCells.remove();
            Occurrence after = new Occurrence(cell.quantity(), 1, cell.sample());
            Set<Occurrence> more = new HashSet<>();
            order(after, more);
            carried.put(slots.get(cell), slots.get(after));
            more.stream().filter(before::add).forEach(carriedCells::add);
        }
        start = new double[slots.size()];
        var first = new WhatIfEvaluation(
                ground,
                cell -> ground.unrolled()
                        .given(cell)
                        .map(BigDecimal::doubleValue)
                        .orElse(Double.NaN),
                instead);
        slots.forEach((cell, slot) -> start[slot] = cell.pass() == 0
                ? first.value(cell)
                : ground.unrolled().given(cell).map(BigDecimal::doubleValue).orElse(Double.NaN));
    }

    /** Takes a cell in, after all that it is worked out from; what belongs to the pass before is only kept. */
    private void order(Occurrence root, Set<Occurrence> before) {
        var open = new ArrayDeque<Occurrence>();
        var entered = new HashSet<Occurrence>();
        open.push(root);
        while (!open.isEmpty()) {
            Occurrence cell = open.element();
            Compiled step = slots.containsKey(cell) || cell.pass() != 1 ? null : step(cell);
            if (step == null) {
                open.pop();
                if (cell.pass() == 0
                        && !slots.containsKey(cell)
                        && ground.unrolled().given(cell).isEmpty()) {
                    before.add(cell);
                }
                slots.putIfAbsent(cell, slots.size());
                continue;
            }
            boolean first = entered.add(cell);
            if (first) {
                for (var symbol : step.symbols()) {
                    if (symbol instanceof Occurrence operand
                            && !slots.containsKey(operand)
                            && !entered.contains(operand)) {
                        open.push(operand);
                    }
                }
            } else {
                open.pop();
                int slot = slots.computeIfAbsent(cell, key -> slots.size());
                steps.add(step);
                results.add(slot);
                operands.add(step.symbols().stream()
                        .mapToInt(symbol -> symbol instanceof Occurrence operand
                                ? slots.computeIfAbsent(operand, key -> slots.size())
                                : -1)
                        .toArray());
            }
        }
    }

    private @org.jspecify.annotations.Nullable Compiled step(Occurrence cell) {
        Compiled other = instead.get(cell);
        return other != null
                ? other
                : ground.unrolled().given(cell).isPresent()
                        ? null
                        : ground.rule(cell)
                                .map(ReferenceSolution.Rule::compiled)
                                .orElse(null);
    }

    /** The value of a cell of the second pass or a later one; not a number where there is none, or the way there is too long. */
    double value(Occurrence cell) {
        Integer slot = slots.get(new Occurrence(cell.quantity(), 1, cell.sample()));
        if (slot == null || cell.pass() < 1 || (long) cell.pass() * steps.size() > MOST) {
            return Double.NaN;
        }
        return pass(cell.pass())[slot];
    }

    private double[] pass(int pass) {
        double[] found = known.get(pass);
        if (found == null) {
            int from = 0;
            double[] values = start.clone();
            for (Map.Entry<Integer, double[]> earlier : known.entrySet()) {
                if (earlier.getKey() < pass && earlier.getKey() > from) {
                    from = earlier.getKey();
                    values = earlier.getValue().clone();
                }
            }
            for (int i = from; i < pass; i++) {
                if (i > 0) {
                    goOn(values);
                }
                work(values);
            }
            known.put(pass, values);
            found = values;
        }
        return found;
    }

    /** What the pass has left is what the next one takes over. */
    private void goOn(double[] values) {
        var next = new HashMap<Integer, Double>();
        carried.forEach((before, after) -> next.put(before, values[after]));
        next.forEach((slot, value) -> values[slot] = value);
    }

    private void work(double[] values) {
        for (int i = 0; i < steps.size(); i++) {
            int[] from = operands.get(i);
            var arguments = new double[from.length];
            for (int j = 0; j < from.length; j++) {
                arguments[j] = from[j] < 0 ? Double.NaN : values[from[j]];
            }
            values[results.get(i)] = steps.get(i).value(arguments);
        }
    }
}
