package chalkgrad.check;

import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Cell;
import chalkgrad.derive.Course;
import chalkgrad.mistake.Mistakes;
import chalkgrad.model.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
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
final class Plan {
    /** Slips are looked for at so many steps, the nearest ones: whoever goes wrong further back is found out by another question. */
    private static final int NEAR = 24;

    private static final int NEAR_PAIRS = 8;
    private static final int MOST_PAIRS = 400;

    final Cell target;
    final List<Ground.Rule> rules = new ArrayList<>();

    /** The steps, and then the given values that they use. */
    final List<Cell> cells = new ArrayList<>();

    /** Where each step finds its operands among the cells. */
    final List<int[]> operands = new ArrayList<>();

    final Map<Cell, Integer> slots = new HashMap<>();
    private final Course course;
    private volatile @Nullable List<Change> single;
    private volatile @Nullable List<Change> pairs;

    /**
     * A mistake, its steps and their operands found.
     *
     * @param steps those that are written otherwise; of those that are not on this way, none
     * @param from for each of them the slots of its operands; of one that is not on this way, the negative of its place among {@code others},
     *     counted from one
     * @param others cells that only the mistake uses
     * @param touched the slots whose values change, in the order in which they can be worked out; none where the target's does not
     * @param which for each of them its place in {@code steps}; -1 for one that is worked out as it should be, with other operands
     */
    record Change(Mishap mishap, Compiled[] steps, int[][] from, List<Cell> others, int[] touched, int[] which) {}

    Plan(Course course, Cell target, Function<Cell, Ground.@Nullable Rule> rule) {
        this.course = course;
        this.target = target;
        var given = new ArrayList<Cell>();
        sort(target, rule, new HashSet<>(), given);
        cells.addAll(given);
        for (int i = 0; i < cells.size(); i++) {
            slots.put(cells.get(i), i);
        }
        for (Ground.Rule step : rules) {
            operands.add(step.operands().stream()
                    .mapToInt(cell -> slots.getOrDefault(cell, -1))
                    .toArray());
        }
    }

    private void sort(Cell root, Function<Cell, Ground.@Nullable Rule> rule, Set<Cell> seen, List<Cell> given) {
        var open = new java.util.ArrayDeque<Cell>();
        var entered = new HashSet<Cell>();
        open.push(root);
        while (!open.isEmpty()) {
            Cell cell = open.element();
            Ground.Rule step = rule.apply(cell);
            if (seen.contains(cell)) {
                open.pop();
            } else if (step == null) {
                open.pop();
                seen.add(cell);
                given.add(cell);
            } else if (entered.add(cell)) {
                List<Cell> from = step.operands();
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
    List<Cell> near(int limit) {
        var near = new ArrayList<Cell>(List.of(target));
        Set<Cell> seen = new HashSet<>(near);
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
            known = Mistakes.at(course, near(NEAR))
                    .filter(slip -> !slip.hasUnknown())
                    .map(slip -> change(Mishap.of(slip)))
                    .toList();
            single = known;
        }
        return known;
    }

    /** Two at once. */
    List<Change> pairs() {
        List<Change> known = pairs;
        if (known == null) {
            known = Mistakes.pairs(course, near(NEAR_PAIRS))
                    .limit(MOST_PAIRS)
                    .map(pair -> change(Mishap.of(pair)))
                    .toList();
            pairs = known;
        }
        return known;
    }

    /** A mistake as it changes this way. */
    Change change(Mishap mishap) {
        var others = new ArrayList<Cell>();
        List<Cell> changed = mishap.instead().keySet().stream()
                .filter(slots::containsKey)
                .sorted(Comparator.comparing(slots::get))
                .toList();
        var at = new int[changed.size()];
        var steps = new Compiled[at.length];
        var from = new int[at.length][];
        for (int i = 0; i < at.length; i++) {
            at[i] = slots.getOrDefault(changed.get(i), -1);
            steps[i] = Objects.requireNonNull(mishap.compiled().get(changed.get(i)));
            from[i] = steps[i].symbols().stream()
                    .mapToInt(symbol -> slot(symbol, others))
                    .toArray();
        }
        // Given values that are taken for others come first, as the steps do not work them out.
        var otherwise = new BitSet();
        var touched = new ArrayList<Integer>();
        var which = new ArrayList<Integer>();
        for (int i = 0; i < at.length; i++) {
            otherwise.set(at[i]);
            if (at[i] >= steps()) {
                touched.add(at[i]);
                which.add(i);
            }
        }
        for (int step = 0; step < steps(); step++) {
            int own = Arrays.binarySearch(at, step);
            if (own >= 0 || uses(step, otherwise)) {
                otherwise.set(step);
                touched.add(step);
                which.add(Math.max(own, -1));
            }
        }
        if (steps() == 0 || !otherwise.get(steps() - 1)) {
            touched.clear();
            which.clear();
        }
        return new Change(mishap, steps, from, List.copyOf(others), ints(touched), ints(which));
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

    private static int[] ints(List<Integer> all) {
        return all.stream().mapToInt(Integer::intValue).toArray();
    }

    private int slot(Symbol symbol, List<Cell> others) {
        Integer slot = symbol instanceof Cell cell ? slots.get(cell) : null;
        if (slot != null) {
            return slot;
        }
        others.add(symbol instanceof Cell cell ? cell : Cell.of(new Quantity.Own(symbol.id())));
        return -others.size();
    }
}
