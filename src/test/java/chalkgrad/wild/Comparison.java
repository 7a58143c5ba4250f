package chalkgrad.wild;

import chalkgrad.Pipeline;
import chalkgrad.wild.Published.Step;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of one record beside the program's.
 *
 * <p>A step is the quantity that the record's map says; any other is computed by its formula from the steps before it, with the program's
 * values for these, so that nothing published goes into it.
 */
final class Comparison {

    /**
     * One published number.
     *
     * @param place {@code "05.E_o1"}, or {@code "24.Z[2]"} in a step of several numbers
     * @param printed as it is printed; empty where it is not
     * @param ours the program's value
     * @param mapped whether it is a quantity of the program, and not a formula of such
     */
    record Line(String place, String printed, BigDecimal ours, String verdict, boolean mapped) {

        /** Whether the program's value is what is printed, cut so. */
        boolean isPrinted(RoundingMode cut) {
            var number = new BigDecimal(printed);
            return ours.setScale(number.scale(), cut).compareTo(number) == 0;
        }

        /** Whether the program's value and the printed one are the same when rounded so. */
        boolean agrees(MathContext digits) {
            return ours.round(digits).compareTo(new BigDecimal(printed).round(digits)) == 0;
        }

        @Override
        public String toString() {
            return place + ": printed " + printed + " (" + verdict + "), ours " + ours;
        }
    }

    private static final BigDecimal RELATIVE = new BigDecimal("1e-11");
    private static final BigDecimal ABSOLUTE = new BigDecimal("2e-15");

    private final Published record;
    private final Map<String, Figure> mapped = new HashMap<>();
    private final Map<String, Figure> computed = new HashMap<>();
    private final Map<String, Step> steps = new HashMap<>();

    /** Counts the program's values that the formula at hand has used. */
    private int used;

    /**
     * @param looks what is added to each problem's text
     */
    Comparison(Published record, Pipeline pipeline, String looks) {
        this.record = record;
        record.steps().forEach(step -> steps.put(step.name(), step));
        for (Published.Task task : record.tasks()) {
            var ours = new Ours(
                    task.example().isPresent()
                            ? pipeline.ofExample(task.example().get())
                            : pipeline.solution(task.problem() + looks));
            task.quantities().forEach((step, ids) -> {
                if (!steps.containsKey(step) || mapped.put(step, ours.value(ids)) != null) {
                    throw new IllegalArgumentException(record + ": the step " + step);
                }
            });
        }
    }

    /** Every number of every step. */
    List<Line> lines() {
        var lines = new ArrayList<Line>();
        for (Step step : record.steps()) {
            List<BigDecimal> ours = value(step).numbers();
            int expected = Math.max(step.printed().size(), Math.max(step.exact().size(), 1));
            if (ours.size() != expected) {
                throw new IllegalArgumentException(record + "." + step.name() + ": " + ours + " of " + expected);
            }
            for (int i = 0; i < ours.size(); i++) {
                String printed = step.printed().isEmpty() ? "" : step.printed().get(i);
                lines.add(new Line(
                        place(step, i), printed, ours.get(i), step.verdict(i), mapped.containsKey(step.name())));
            }
        }
        return lines;
    }

    /** Whether the program's values of a step are these, which are known to about 15 digits. */
    boolean isNear(Step step, List<BigDecimal> known) {
        List<BigDecimal> ours = value(step).numbers();
        if (ours.size() != known.size()) {
            return false;
        }
        for (int i = 0; i < known.size(); i++) {
            BigDecimal allowed = known.get(i).abs().multiply(RELATIVE).max(ABSOLUTE);
            if (ours.get(i).subtract(known.get(i)).abs().compareTo(allowed) > 0) {
                return false;
            }
        }
        return true;
    }

    private String place(Step step, int number) {
        boolean several = step.exact().size() > 1 || step.printed().size() > 1;
        return record.id() + "." + step.name() + (several ? "[" + number + "]" : "");
    }

    private Figure value(Step step) {
        Figure value = mapped.get(step.name());
        if (value != null) {
            used++;
            return value;
        }
        Figure known = computed.get(step.name());
        if (known == null) {
            int before = used;
            known = formula(step);
            if (used == before) {
                throw new IllegalArgumentException(record + "." + step.name() + " has nothing of the program in it");
            }
            computed.put(step.name(), known);
        }
        used++;
        return known;
    }

    private Figure formula(Step step) {
        return new Formula(step.formula(), name -> {
                    Step earlier = steps.get(name);
                    if (earlier != null) {
                        return value(earlier);
                    }
                    Figure given = record.given().get(name);
                    if (given == null) {
                        throw new IllegalArgumentException(record + "." + step.name() + ": unknown " + name);
                    }
                    return given;
                })
                .value();
    }
}
