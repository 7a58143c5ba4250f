package chalkgrad.variant;

import chalkgrad.check.Consequences.Consequence;
import chalkgrad.check.Figures;
import chalkgrad.check.Mishap;
import chalkgrad.derive.Cell;
import chalkgrad.evaluate.NumericFault;
import chalkgrad.evaluate.Undecided;
import chalkgrad.mistake.Slip;
import chalkgrad.model.Problem.Precision;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Wrong options to choose from: what the likeliest mistakes give.
 *
 * <p>Each is farther from the answer than its tolerance, and no two are the same at the printed digits.
 */
final class Choosing {
    /** So many more are looked for than are wanted, in case the printed digits of two are the same after all. */
    private static final int SPARE = 4;

    /** An option so many times as large as the answer gives itself away. */
    private static final double ABSURD = 2000;

    private final Figures figures;
    private final Cell cell;
    private final Precision precision;
    private final double tolerance;
    private final List<Consequence> picked = new ArrayList<>();

    Choosing(Figures figures, Cell cell, Precision precision, double tolerance) {
        this.figures = figures;
        this.cell = cell;
        this.precision = precision;
        this.tolerance = tolerance;
    }

    /** Up to so many consequences of mistakes that can be told from the answer and from each other, the likeliest first. */
    List<Consequence> picked(int wanted) {
        List<Consequence> all = figures.of(cell);
        Set<String> kinds = new HashSet<>();
        for (Consequence each : all) {
            // A mistake of each kind before a second one of any.
            if (picked.size() < wanted && !kinds.contains(id(each)) && take(each)) {
                kinds.add(id(each));
            }
        }
        all.forEach(each -> takeFor(each, wanted));
        if (picked.size() < wanted) {
            figures.ofPairs(cell).forEach(each -> takeFor(each, wanted));
        }
        return picked;
    }

    private static String id(Consequence consequence) {
        return consequence.mishap().slips().get(0).mistake().id();
    }

    private void takeFor(Consequence each, int wanted) {
        if (picked.size() < wanted) {
            take(each);
        }
    }

    private boolean take(Consequence each) {
        double right = figures.value(cell);
        double value = each.value();
        double unit = Math.max(Tolerances.unit(value, precision), Tolerances.unit(right, precision));
        double cut = Tolerances.cut(value, precision, RoundingMode.HALF_UP);
        boolean isPlain = cut != 0
                && (right == 0 || Math.abs(value) < ABSURD * Math.abs(right))
                && Math.abs(value) * ABSURD > Math.abs(right);
        boolean isApart = Math.abs(value - right) > tolerance + unit
                && picked.stream().noneMatch(other -> Math.abs(other.value() - value) < 1.5 * unit);
        if (isPlain && isApart) {
            picked.add(each);
            return true;
        }
        return false;
    }

    /** The options with their printed digits, or how many there are. */
    static Asked of(Worked worked, Cell cell, Precision precision, int options, Dice lots) {
        BigDecimal right = worked.rounded(cell, precision);
        BigDecimal tolerance = Tolerances.of(worked.figures, cell, right, precision);
        List<Consequence> picked =
                new Choosing(worked.figures, cell, precision, tolerance.doubleValue()).picked(options - 1 + SPARE);
        var all = new ArrayList<Answer.Option>();
        all.add(new Answer.Option(right, List.of()));
        for (Consequence each : picked) {
            Optional<BigDecimal> value =
                    all.size() < options ? printed(worked, cell, each.mishap(), precision) : Optional.empty();
            boolean isNew = value.isPresent()
                    && value.get().subtract(right).abs().compareTo(tolerance) > 0
                    && all.stream().noneMatch(other -> other.value().compareTo(value.get()) == 0);
            if (isNew) {
                all.add(new Answer.Option(value.get(), each.mishap().slips()));
            }
        }
        if (all.size() < options) {
            return few(all.size() - 1, options - 1);
        }
        List<Answer.Option> shown = lots.shuffled(all);
        int at = 0;
        while (!shown.get(at).slips().equals(List.<Slip>of())) {
            at++;
        }
        return new Asked.Fit(new Answer.Choice(cell, shown, at));
    }

    static Asked.Unfit few(int found, int wanted) {
        return new Asked.Unfit(Asked.Why.FEW_DISTRACTORS, List.of(Integer.toString(found), Integer.toString(wanted)));
    }

    private static Optional<BigDecimal> printed(Worked worked, Cell cell, Mishap mishap, Precision precision) {
        try {
            return Optional.of(worked.rounded(cell, mishap, precision));
        } catch (NumericFault | Undecided none) {
            return Optional.empty();
        }
    }
}
