package chalkgrad.check;

import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.mistake.Mistakes;
import chalkgrad.model.Quantity;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way from the given values to one cell: its steps, each after those that it uses, and the slips that can be made there.
 *
 * <p>The plan of {@code net(h1)} has one step, and behind it the slots of {@code w1}, {@code x1}, {@code w2}, {@code x2}.
 */
final class EvaluationPlan {
    /** Slips are looked for at so many steps, the nearest ones: whoever goes wrong further back is found out by another question. */
    private static final int NEAR = 24;

    private static final int NEAR_PAIRS = 8;
    private static final int MOST_PAIRS = 400;

    final Occurrence target;
    final List<ReferenceSolution.Rule> rules = new ArrayList<>();

    /** The steps, and then the given values that they use. */
    final List<Occurrence> cells = new ArrayList<>();

    /** Where each step finds its operands among the cells. */
    final List<int[]> operands = new ArrayList<>();

    /** The steps to be worked out in doubles; null for one that cannot be. */
    private final @Nullable Compiled[] programs;

    final Map<Occurrence, Integer> slots = new HashMap<>();
    private final UnrolledComputation unrolled;
    private volatile @Nullable List<Change> single;
    private volatile @Nullable List<Change> pairs;

    /**
     * A mistake, made ready to be worked out.
     *
     * @param others cells that only the mistake uses; their values stand behind those of this way's cells
     * @param touched the slots whose values change, in the order in which they can be worked out; none where the target's does not
     * @param programs for each of them how it is worked out now; null where it has no value
     * @param places for each of them where its operands are
     */
    record Change(
            CompiledSlip mishap,
            List<Occurrence> others,
            int[] touched,
            @Nullable Compiled[] programs,
            int[][] places) {}

    EvaluationPlan(
            UnrolledComputation unrolled,
            Occurrence target,
            Function<Occurrence, ReferenceSolution.@Nullable Rule> rule) {
        this.unrolled = unrolled;
        this.target = target;
        var given = new ArrayList<Occurrence>();
        sort(target, rule, new HashSet<>(), given);
        cells.addAll(given);
        for (int i = 0; i < cells.size(); i++) {
            slots.put(cells.get(i), i);
        }
        for (ReferenceSolution.Rule step : rules) {
            operands.add(step.operands().stream()
                    .mapToInt(cell -> slots.getOrDefault(cell, -1))
                    .toArray());
        }
        programs = rules.stream()
                .map(step -> step.isWhole() ? step.compiled() : null)
                .toArray(Compiled[]::new);
    }

    /** The value of a step from those of all cells. */
    double value(int step, double[] all, Stack stack) {
        Compiled program = programs[step];
        return program == null ? Double.NaN : stack.value(program, all, operands.get(step));
    }

    /** Room to work expressions out in, for one thread. */
    static final class Stack {
        private double[] room = new double[32];

        double value(Compiled program, double[] values, int[] places) {
            if (room.length < program.room()) {
                room = new double[2 * program.room()];
            }
            return program.value(values, places, room);
        }
    }

    private void sort(
            Occurrence root,
            Function<Occurrence, ReferenceSolution.@Nullable Rule> rule,
            Set<Occurrence> seen,
            List<Occurrence> given) {
        var open = new java.util.ArrayDeque<Occurrence>();
        var entered = new HashSet<Occurrence>();
        open.push(root);
        while (!open.isEmpty()) {
            Occurrence cell = open.element();
            ReferenceSolution.Rule step = rule.apply(cell);
            if (seen.contains(cell)) {
                open.pop();
            } else if (step == null) {
                open.pop();
                seen.add(cell);
                given.add(cell);
            } else if (entered.add(cell)) {
                List<Occurrence> from = step.operands();
                for (int i = from.size() - 1; i >= 0; i--) {
                    if (!seen.contains(from.get(i))) {
                        open.push(from.get(i));
                    }
                }
            } else {
                open.pop();
                seen.add(cell);
                cells.add(cell);
                rules.add(step);
            }
        }
    }

    int steps() {
        return rules.size();
    }

    /** The steps that are nearest to the target, itself first. */
    List<Occurrence> near(int limit) {
        var near = new ArrayList<Occurrence>(List.of(target));
        Set<Occurrence> seen = new HashSet<>(near);
        for (int i = 0; i < near.size() && near.size() < limit; i++) {
            Integer slot = slots.get(near.get(i));
            if (slot != null && slot < rules.size()) {
                for (int operand : operands.get(slot)) {
                    if (operand >= 0 && operand < rules.size() && seen.add(cells.get(operand))) {
                        near.add(cells.get(operand));
                    }
                }
            }
        }
        return near.size() > limit ? near.subList(0, limit) : near;
    }

    /** Every slip that tells its own numbers, the likeliest first. */
    List<Change> single() {
        List<Change> known = single;
        if (known == null) {
            known = Mistakes.at(unrolled, near(NEAR))
                    .filter(slip -> !slip.hasUnknown())
                    .map(slip -> change(CompiledSlip.of(slip)))
                    .toList();
            single = known;
        }
        return known;
    }

    /** Two at once. */
    List<Change> pairs() {
        List<Change> known = pairs;
        if (known == null) {
            known = Mistakes.pairs(unrolled, near(NEAR_PAIRS))
                    .limit(MOST_PAIRS)
                    .map(pair -> change(CompiledSlip.of(pair)))
                    .toList();
            pairs = known;
        }
        return known;
    }

    /** A mistake as it changes this way. */
    Change change(CompiledSlip mishap) {
        var others = new ArrayList<Occurrence>();
        List<Occurrence> changed = mishap.instead().keySet().stream()
                .filter(slots::containsKey)
                .sorted(Comparator.comparing(slots::get))
                .toList();
        var otherwise = new BitSet();
        var touched = new ArrayList<Integer>();
        var programs = new ArrayList<@Nullable Compiled>();
        var places = new ArrayList<int[]>();
        // Given values that are taken for others come first, as the steps do not work them out.
        for (Occurrence cell : changed) {
            int slot = Objects.requireNonNull(slots.get(cell));
            otherwise.set(slot);
            if (slot >= steps()) {
                touched.add(slot);
            }
        }
        for (int step = 0; step < steps(); step++) {
            if (otherwise.get(step) || uses(step, otherwise)) {
                otherwise.set(step);
                touched.add(step);
            }
        }
        if (steps() == 0 || !otherwise.get(steps() - 1)) {
            touched.clear();
        }
        for (int slot : touched) {
            Compiled own = mishap.compiled().get(cells.get(slot));
            programs.add(own == null ? this.programs[slot] : own);
            places.add(
                    own == null
                            ? operands.get(slot)
                            : own.symbols().stream()
                                    .mapToInt(symbol -> slot(symbol, others))
                                    .toArray());
        }
        return new Change(
                mishap,
                List.copyOf(others),
                touched.stream().mapToInt(Integer::intValue).toArray(),
                programs.toArray(Compiled[]::new),
                places.toArray(int[][]::new));
    }

    /** Whether a step uses one of these slots. */
    boolean uses(int step, BitSet some) {
        for (int operand : operands.get(step)) {
            if (operand >= 0 && some.get(operand)) {
                return true;
            }
        }
        return false;
    }

    private int slot(Symbol symbol, List<Occurrence> others) {
        Integer slot = symbol instanceof Occurrence cell ? slots.get(cell) : null;
        if (slot != null) {
            return slot;
        }
        others.add(symbol instanceof Occurrence cell ? cell : Occurrence.of(new Quantity.Own(symbol.id())));
        return cells.size() + others.size() - 1;
    }
}
