package chalkgrad.check;

import chalkgrad.derive.Cell;
import chalkgrad.derive.Course;
import chalkgrad.mistake.Mistakes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private static final int NEAR = 64;

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
    private volatile @Nullable List<Mishap> single;
    private volatile @Nullable List<Mishap> pairs;

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
    List<Mishap> single() {
        List<Mishap> known = single;
        if (known == null) {
            known = Mistakes.at(course, near(NEAR))
                    .filter(slip -> !slip.hasUnknown())
                    .map(Mishap::of)
                    .toList();
            single = known;
        }
        return known;
    }

    /** Two at once. */
    List<Mishap> pairs() {
        List<Mishap> known = pairs;
        if (known == null) {
            known = Mistakes.pairs(course, near(NEAR_PAIRS))
                    .limit(MOST_PAIRS)
                    .map(Mishap::of)
                    .toList();
            pairs = known;
        }
        return known;
    }
}
