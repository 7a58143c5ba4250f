package chalkgrad.check;

import chalkgrad.derive.Occurrence;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The computation as somebody may have done it, in binary floating point: some values known, some steps replaced.
 *
 * <p>With a sign lost in the step of {@code net(o1)} its {@code value(Occurrence.of(LOSS))} is the loss that such a person gets.
 */
final class WhatIfEvaluation {
    private final ReferenceSolution ground;
    private final ToDoubleFunction<Occurrence> known;
    private final Map<Occurrence, Compiled> instead;
    private final Map<Occurrence, Double> values = new HashMap<>();

    /**
     * @param known a cell's value, or not a number where it is to be worked out
     * @param instead what takes the place of a cell's step, whether its value is known or not
     */
    WhatIfEvaluation(ReferenceSolution ground, ToDoubleFunction<Occurrence> known, Map<Occurrence, Compiled> instead) {
        this.ground = ground;
        this.known = known;
        this.instead = instead;
    }

    /** A cell's value; not a number where there is none. */
    double value(Occurrence root) {
        var open = new ArrayDeque<Occurrence>();
        open.push(root);
        while (!open.isEmpty()) {
            Occurrence cell = open.element();
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
            Compiled step = other == null
                    ? ground.rule(cell).map(ReferenceSolution.Rule::compiled).orElse(null)
                    : other;
            if (step == null) {
                values.put(cell, Double.NaN);
                continue;
            }
            List<Occurrence> missing = step.symbols().stream()
                    .filter(symbol -> symbol instanceof Occurrence operand && !values.containsKey(operand))
                    .map(Occurrence.class::cast)
                    .toList();
            // A step that was replaced by one that uses itself has no value.
            if (missing.contains(cell) || open.size() > 100_000) {
                values.put(cell, Double.NaN);
            } else if (missing.isEmpty()) {
                values.put(
                        cell,
                        step.value(symbol -> symbol instanceof Occurrence operand
                                ? values.getOrDefault(operand, Double.NaN)
                                : Double.NaN));
            } else {
                missing.forEach(open::push);
            }
        }
        return values.getOrDefault(root, Double.NaN);
    }
}
