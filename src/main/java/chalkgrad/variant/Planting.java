package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.check.CompiledSlip;
import chalkgrad.check.DoubleEvaluation;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.evaluate.NumericFault;
import chalkgrad.evaluate.Undecided;
import chalkgrad.mistake.Slip;
import chalkgrad.model.Problem.Precision;
import chalkgrad.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plants one mistake in a worked solution.
 *
 * <p>Of all slips at the lines that are shown one is drawn, first its kind and then the place, that changes one line only, and that line visibly.
 */
final class Planting {
    /** Of a longer solution the last lines are shown. */
    static final int LINES = 9;

    /** The line's number has to be off by so many units of its last digit, and by so many times what rounding may do. */
    private static final double VISIBLE = 4;

    private final Structure structure;
    private final DoubleEvaluation figures;
    private final Precision precision;
    private final Occurrence target;
    private final List<Occurrence> shown;
    private final Set<Occurrence> taken;
    private final Set<Occurrence> bare;

    /**
     * The planting of a mistake on the way to {@code target}.
     *
     * @param precision of the worked solution
     * @param taken what other questions ask for: such a line gets the mistake only where no other can
     * @param bare whose formulas other questions ask for: such a line is shown without its formula, and gets none
     */
    Planting(
            Structure structure,
            DoubleEvaluation figures,
            Precision precision,
            Occurrence target,
            Set<Occurrence> taken,
            Set<Occurrence> bare) {
        this.taken = taken;
        this.bare = bare;
        this.structure = structure;
        this.figures = figures;
        this.precision = precision;
        this.target = target;
        this.shown = structure.route(target).last(LINES);
    }

    /** A mistake and the line in which it stands. */
    record Planted(CompiledSlip mishap, Occurrence line) {}

    /** A mistake that may be planted in problems of one structure. */
    static final class Candidate {
        private final CompiledSlip mishap;
        private volatile boolean known;
        private Optional<Occurrence> line = Optional.empty();

        Candidate(CompiledSlip mishap) {
            this.mishap = mishap;
        }

        /** The only line that it changes; empty where there is none. Found once, when a draw first comes to it. */
        Optional<Occurrence> line(Planting planting) {
            if (!known) {
                line = planting.line(mishap);
                known = true;
            }
            return line;
        }
    }

    /** The mistake that is planted: the first in the order of a draw that can be seen. */
    Optional<Planted> drawn(Optional<List<String>> ids, Dice lots) {
        List<List<Candidate>> wanted = structure.plantings(target).entrySet().stream()
                .filter(kind -> ids.isEmpty() || ids.get().contains(kind.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        Optional<Planted> second = Optional.empty();
        for (List<Candidate> kind : lots.<List<Candidate>>shuffled(wanted)) {
            for (Candidate each : lots.<Candidate>shuffled(kind)) {
                Optional<Occurrence> line = each.line(this)
                        .filter(cell -> !bare.contains(structure.canonical(cell)) && isVisible(cell, each.mishap));
                if (line.isPresent() && isVisible(target, each.mishap)) {
                    var planted = new Planted(each.mishap, line.get());
                    if (!taken.contains(structure.canonical(line.get()))) {
                        return Optional.of(planted);
                    } else if (second.isEmpty()) {
                        second = Optional.of(planted);
                    }
                }
            }
        }
        return second;
    }

    /** The mistakes on the way to a cell that change one step, by their ids. */
    static Map<String, List<Candidate>> candidates(Structure structure, Occurrence target) {
        Map<String, List<Candidate>> kinds = new LinkedHashMap<>();
        for (CompiledSlip mishap : structure.consequences.mishaps(target)) {
            if (mishap.instead().size() == 1) {
                kinds.computeIfAbsent(mishap.slips().get(0).mistake().id(), id -> new ArrayList<>())
                        .add(new Candidate(mishap));
            }
        }
        return kinds;
    }

    /** The only line that a mistake changes; empty where there is none. */
    private Optional<Occurrence> line(CompiledSlip mishap) {
        Route route = structure.route(target);
        // What is told beforehand no mistake may change.
        Set<Occurrence> before = new LinkedHashSet<>();
        shown.forEach(cell -> before.addAll(Route.operands(route.lines.getOrDefault(cell, Expr.ZERO))));
        shown.forEach(before::remove);
        for (Occurrence at : mishap.instead().keySet()) {
            if (before.stream().anyMatch(cell -> cell.equals(at) || structure.consequences.buildsOn(cell, at))) {
                return Optional.empty();
            }
        }
        UnrolledComputation changed = structure.unrolled.with(mishap.instead());
        Occurrence line = null;
        for (Occurrence cell : shown) {
            Optional<Expr> symbols = Route.symbols(changed, cell);
            if (symbols.isPresent() && !symbols.get().equals(route.lines.get(cell))) {
                if (line != null || isBare(symbols.get())) {
                    return Optional.empty();
                }
                line = cell;
            }
        }
        return Optional.ofNullable(line).filter(cell -> !isAuxiliary(cell.quantity()));
    }

    /** A letter or a number alone, perhaps as a choice: nobody can see by it what was to be worked out. */
    private static boolean isBare(Expr e) {
        return e instanceof Expr.Sym
                || e instanceof Expr.Num
                || e instanceof Expr.Neg negative && isBare(negative.arg())
                || e instanceof Expr.Cases c && (isBare(c.above()) || isBare(c.at()) || isBare(c.below()));
    }

    /** What a textbook has a letter for, but no name that everybody knows it by; nobody can say that it is wrong. */
    private static boolean isAuxiliary(Quantity quantity) {
        return quantity instanceof Quantity.Normalizer || quantity instanceof Quantity.Exponential;
    }

    private boolean isVisible(Occurrence cell, CompiledSlip mishap) {
        double right = figures.value(cell);
        double wrong = figures.value(cell, mishap);
        double unit = Math.max(Tolerances.unit(right, precision), Tolerances.unit(wrong, precision));
        double honest = Math.max(unit, Tolerances.spread(figures, cell, precision));
        return Math.abs(wrong - right) > VISIBLE * honest && Math.abs(wrong) < 1e6 * Math.max(1, Math.abs(right));
    }

    Asked of(Worked worked, Optional<List<String>> ids, Dice lots) {
        Optional<Planted> planted = drawn(ids, lots);
        if (planted.isEmpty()) {
            return new Asked.Unfit(Asked.Why.NO_MISTAKE, ids.orElse(List.of()));
        }
        try {
            return new Asked.Fit(mistaken(worked, planted.get()));
        } catch (NumericFault | Undecided none) {
            return new Asked.Unfit(Asked.Why.NO_MISTAKE, ids.orElse(List.of()));
        }
    }

    private Answer.Mistaken mistaken(Worked worked, Planted planted) {
        Working wrong = worked.working(target, Optional.of(planted.mishap()));
        Working right = worked.working(target, Optional.empty());
        List<Answer.Line> lines = shown.stream().map(wrong::line).toList();
        Slip slip = planted.mishap().slips().get(0);
        Answer.Line corrected = right.line(planted.line());
        BigDecimal value = right.number(planted.line());
        // Whoever works with numbers of their own, where the sheet has letters, rounds on the way.
        BigDecimal tolerance =
                Tolerances.of(worked.figures, planted.line(), value, precision).max(value.ulp());
        return new Answer.Mistaken(
                known(worked, lines), lines, shown.indexOf(planted.line()), slip, corrected, tolerance);
    }

    /** What the lines put in that neither is worked out in them nor stands in the problem; of what is left blank, nothing. */
    static List<Answer.Known> known(Worked worked, List<Answer.Line> lines) {
        Set<Occurrence> known = new LinkedHashSet<>();
        lines.forEach(line -> known.addAll(line.told()));
        lines.forEach(line -> known.remove(line.cell()));
        return known.stream()
                .filter(cell -> worked.unrolled.given(cell).isEmpty())
                .map(cell -> new Answer.Known(cell, worked.printed(cell)))
                .toList();
    }
}
