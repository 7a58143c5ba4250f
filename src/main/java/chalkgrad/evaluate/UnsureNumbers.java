package chalkgrad.evaluate;

import chalkgrad.evaluate.Real.Enclosure;
import chalkgrad.evaluate.Solution.Unsure;
import chalkgrad.model.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the numbers whose digits are not known, each once for all passes. */
final class UnsureNumbers {
    private static final MathContext DOWN = new MathContext(3, RoundingMode.FLOOR);
    private static final MathContext UP = new MathContext(3, RoundingMode.CEILING);

    private final Map<Key, Unsure> found = new LinkedHashMap<>();

    private record Key(Quantity quantity, int sample, List<Integer> place) {}

    /** Adds those of a pass; only with the last digits is a number unsure without being below all decimals. */
    void add(Pass pass, boolean last) {
        int sample = pass.samples().size() > 1 ? 1 : 0;
        for (Scope scope : pass.samples()) {
            add(pass.step(), sample++, scope, last);
        }
        if (pass.samples().size() > 1) {
            add(pass.step(), 0, pass.batch(), last);
        }
    }

    private void add(int step, int sample, Scope scope, boolean last) {
        scope.forEachResult((quantity, index, entry) -> {
            if (Digits.isBelowAllDecimals(entry) || last && !Digits.isCertain(entry)) {
                List<Integer> place =
                        Tensor.dims(scope.array(quantity)).places().get(index);
                var key = new Key(quantity, sample, place);
                Enclosure e = (Enclosure) entry;
                found.merge(
                        key,
                        new Unsure(quantity, sample, key.place, step, 1, bound(e.lo(), DOWN), bound(e.hi(), UP)),
                        UnsureNumbers::together);
            }
        });
    }

    private static BigDecimal bound(BigDecimal end, MathContext context) {
        return end.signum() == 0 ? BigDecimal.ZERO : end.round(context);
    }

    private static Unsure together(Unsure one, Unsure next) {
        BigDecimal above = one.above().min(next.above());
        BigDecimal below = one.below().max(next.below());
        return new Unsure(
                one.quantity(), one.sample(), one.place(), one.step(), one.passes() + next.passes(), above, below);
    }

    List<Unsure> all() {
        return List.copyOf(found.values());
    }
}
