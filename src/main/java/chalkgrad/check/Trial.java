package chalkgrad.check;

import chalkgrad.derive.Cell;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The computation as somebody may have done it, in binary floating point: some values known, some steps replaced.
 *
 * <p>With a sign lost in the step of {@code net(o1)} its {@code value(Cell.of(LOSS))} is the loss that such a person gets.
 */
final class Trial {
    private final Ground ground;
    private final ToDoubleFunction<Cell> known;
    private final Map<Cell, Compiled> instead;
    private final Map<Cell, Double> values = new HashMap<>();

    /**
     * @param known a cell's value, or not a number where it is to be worked out
     * @param instead what takes the place of a cell's step, whether its value is known or not
     */
    Trial(Ground ground, ToDoubleFunction<Cell> known, Map<Cell, Compiled> instead) {
        this.ground = ground;
        this.known = known;
        this.instead = instead;
    }

    /** A cell's value; not a number where there is none. */
    double value(Cell root) {
        var open = new ArrayDeque<Cell>();
        open.push(root);
        while (!open.isEmpty()) {
            Cell cell = open.element();
            if (values.containsKey(cell)) {
                open.pop();
                continue;
            }
            Compiled other = instead.get(cell);
            double value = other == null ? known.applyAsDouble(cell) : Double.NaN;
            if (!Double.isNaN(value)) {
                values.put(cell, value);
                continue;
            }
            Compiled step =
                    other == null ? ground.rule(cell).map(Ground.Rule::compiled).orElse(null) : other;
            if (step == null) {
                values.put(cell, Double.NaN);
                continue;
            }
            List<Cell> missing = step.symbols().stream()
                    .filter(symbol -> symbol instanceof Cell operand && !values.containsKey(operand))
                    .map(Cell.class::cast)
                    .toList();
            // A step that was replaced by one that uses itself has no value.
            if (missing.contains(cell) || open.size() > 100_000) {
                values.put(cell, Double.NaN);
            } else if (missing.isEmpty()) {
                values.put(
                        cell,
                        step.value(symbol -> symbol instanceof Cell operand
                                ? values.getOrDefault(operand, Double.NaN)
                                : Double.NaN));
            } else {
                missing.forEach(open::push);
            }
        }
        return values.getOrDefault(root, Double.NaN);
    }
}
