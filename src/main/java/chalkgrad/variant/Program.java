package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.check.Compiled;
import chalkgrad.derive.Cell;
import chalkgrad.derive.Course;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * The computation of all problems of one structure in binary floating point, made ready to be run for many draws.
 *
 * <p>{@code program.run(givens)[program.slot(Cell.of(new Net("h1")))]} is the net input of h1.
 *
 * <p>Good for choosing among draws: what is printed is computed exactly afterwards. The same on every machine.
 */
final class Program {
    /** More steps than a computation for a person has. */
    private static final int MOST = 2_000_000;

    private final Course course;
    private final Map<Cell, Integer> slots = new HashMap<>();
    private final List<Cell> givens = new ArrayList<>();
    private final List<Cell> order = new ArrayList<>();
    private final List<Compiled> steps = new ArrayList<>();
    private final List<int[]> operands = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();

    /** @param wanted the cells whose values are asked for; a cell that there is not is left out */
    Program(Course course, Collection<Cell> wanted) {
        this.course = course;
        wanted.forEach(this::add);
    }

    Course course() {
        return course;
    }

    private void add(Cell root) {
        var open = new ArrayDeque<Cell>();
        var waiting = new HashSet<Cell>();
        open.push(root);
        while (!open.isEmpty()) {
            Cell cell = open.element();
            if (slots.containsKey(cell)) {
                open.pop();
                continue;
            } else if (course.given(cell).isPresent()) {
                slots.put(cell, slots.size());
                givens.add(cell);
                continue;
            }
            Optional<Expr> step = course.step(cell).map(found -> found.expression());
            if (step.isEmpty() || slots.size() > MOST) {
                return;
            }
            Compiled compiled = Compiled.of(step.get());
            List<Cell> missing = compiled.symbols().stream()
                    .filter(symbol -> symbol instanceof Cell operand && !slots.containsKey(operand))
                    .map(Cell.class::cast)
                    .toList();
            if (missing.isEmpty()) {
                open.pop();
                operands.add(slots(compiled));
                places.add(slots.size());
                slots.put(cell, slots.size());
                order.add(cell);
                steps.add(compiled);
            } else if (waiting.add(cell)) {
                missing.forEach(open::push);
            } else {
                // What cannot be worked out leaves what needs it without a value.
                return;
            }
        }
    }

    private int[] slots(Compiled compiled) {
        return compiled.symbols().stream()
                .mapToInt(symbol -> symbol instanceof Cell cell ? slots.getOrDefault(cell, -1) : -1)
                .toArray();
    }

    /** The number of steps. */
    int steps() {
        return steps.size();
    }

    /**
     * A computation in which some steps are done otherwise, made ready to be run for many draws.
     *
     * <p>{@code change.value(program.run(givens))} is what somebody gets who does them so.
     */
    final class Change {
        private final int target;
        private final List<Task> tasks = new ArrayList<>();

        /** A step that has to be done again: where its value goes, and where its operands' values are. */
        private record Task(int slot, Compiled step, int[] from) {}

        private Change(Map<Cell, Expr> instead, Cell target) {
            this.target = slot(target);
            var changed = new BitSet();
            instead.forEach((cell, expr) -> {
                if (slot(cell) >= 0 && course.given(cell).isPresent()) {
                    changed.set(slot(cell));
                    tasks.add(task(slot(cell), Compiled.of(expr)));
                }
            });
            for (int i = 0; i < steps.size() && !(i > 0 && slot(order.get(i - 1)) == this.target); i++) {
                int slot = slot(order.get(i));
                Expr other = instead.get(order.get(i));
                if (other != null) {
                    changed.set(slot);
                    tasks.add(task(slot, Compiled.of(other)));
                } else if (isAffected(operands.get(i), changed)) {
                    changed.set(slot);
                    tasks.add(new Task(slot, steps.get(i), operands.get(i)));
                }
            }
            if (this.target < 0 || !changed.get(this.target)) {
                tasks.clear();
            }
        }

        private Task task(int slot, Compiled step) {
            return new Task(slot, step, slots(step));
        }

        /** Whether the change matters to its target at all. */
        boolean matters() {
            return !tasks.isEmpty();
        }

        /** The target's value; {@code values} are those of the right computation, and are left as they are. */
        double value(double[] values) {
            double[] now = values.clone();
            for (Task task : tasks) {
                now[task.slot] = Program.value(task.step, task.from, now);
            }
            return now[target];
        }
    }

    /** What comes of doing some steps otherwise. */
    Change change(Map<Cell, Expr> instead, Cell target) {
        return new Change(instead, target);
    }

    /** The place of a cell in the values; -1 for one that is not worked out here. */
    int slot(Cell cell) {
        return slots.getOrDefault(cell, -1);
    }

    /** The value of a cell; not a number for one that is not worked out here. */
    double value(double[] values, Cell cell) {
        int slot = slot(cell);
        return slot < 0 ? Double.NaN : values[slot];
    }

    /** Every value, from those that are given. */
    double[] run(ToDoubleFunction<Cell> given) {
        return run(given, value -> value);
    }

    /** Every value, each of them cut as it is written down. */
    double[] run(ToDoubleFunction<Cell> given, DoubleUnaryOperator written) {
        var values = new double[slots.size()];
        for (Cell cell : givens) {
            values[slot(cell)] = given.applyAsDouble(cell);
        }
        for (int i = 0; i < steps.size(); i++) {
            values[places.get(i)] = written.applyAsDouble(value(steps.get(i), operands.get(i), values));
        }
        return values;
    }

    private static boolean isAffected(int[] from, BitSet changed) {
        for (int slot : from) {
            if (slot >= 0 && changed.get(slot)) {
                return true;
            }
        }
        return false;
    }

    private static double value(Compiled step, int[] from, double[] values) {
        var arguments = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            arguments[i] = from[i] < 0 ? Double.NaN : values[from[i]];
        }
        return step.value(arguments);
    }
}
