package chalkgrad.variant;

import chalkgrad.check.CompiledSlip;
import chalkgrad.check.Consequences.Consequence;
import chalkgrad.check.DoubleEvaluation;
import chalkgrad.derive.Occurrence;
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
import java.util.stream.DoubleStream;

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

    private static final double NEAR = 1e-9;

    private final DoubleEvaluation figures;
    private final Occurrence cell;
    private final Precision precision;
    private final double[] reserved;
    private final double tolerance;
    private final List<Consequence> picked = new ArrayList<>();

    /** @param reserved numbers that no wrong option may be, as another question asks for them */
    Choosing(DoubleEvaluation figures, Occurrence cell, Precision precision, double... reserved) {
        this.figures = figures;
        this.cell = cell;
        this.precision = precision;
        this.reserved = reserved;
        var value = new BigDecimal(Tolerances.cut(figures.value(cell), precision, RoundingMode.HALF_UP));
        this.tolerance = Tolerances.of(figures, cell, value, precision).doubleValue();
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
        boolean isFree =
                DoubleStream.of(reserved).noneMatch(other -> Math.abs(other - value) <= NEAR * Math.abs(other));
        if (isPlain && isApart && isFree) {
            picked.add(each);
            return true;
        }
        return false;
    }

    /** The options with their printed digits, or how many there are. */
    Asked of(Worked worked, int options, Dice lots) {
        BigDecimal right = worked.rounded(cell, precision);
        BigDecimal within = Tolerances.of(worked.figures, cell, right, precision);
        var all = new ArrayList<Answer.Option>();
        all.add(new Answer.Option(right, List.of()));
        for (Consequence each : picked(options - 1 + SPARE)) {
            Optional<BigDecimal> value = all.size() < options ? printed(worked, each.mishap()) : Optional.empty();
            boolean isNew = value.isPresent()
                    && value.get().subtract(right).abs().compareTo(within) > 0
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

    private Optional<BigDecimal> printed(Worked worked, CompiledSlip mishap) {
        try {
            return Optional.of(worked.rounded(cell, mishap, precision));
        } catch (NumericFault | Undecided none) {
            return Optional.empty();
        }
    }
}
