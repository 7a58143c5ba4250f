package chalkgrad.evaluate;

import chalkgrad.evaluate.Real.Enclosure;
import chalkgrad.model.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Bounds for a long descent, from two runs with different working precision.
 *
 * <p>The difference of the runs is the error that the coarser one has piled up; a thousandfold of it bounds the finer one generously.
 */
final class Descent {
    private static final BigDecimal MARGIN = BigDecimal.valueOf(1000);
    private static final MathContext FEW = new MathContext(3, RoundingMode.UP);

    /** More digits than a number has for the bounds about it. */
    private static final int EXTRA = 5;

    private Descent() {}

    /** Widens the values of {@code fine}, which had so many digits more than {@code coarse}, to those bounds. */
    static void widen(Pass coarse, Pass fine, int digits) {
        for (int s = 0; s < fine.samples().size(); s++) {
            widen(coarse.samples().get(s), fine.samples().get(s), digits);
        }
        if (fine.samples().size() > 1) {
            widen(coarse.batch(), fine.batch(), digits);
        }
    }

    private static void widen(Scope coarse, Scope fine, int digits) {
        BigDecimal nothing = nothing(fine, digits);
        for (Map.Entry<Quantity, Value> entry : fine.values().entrySet()) {
            Value a = coarse.array(entry.getKey());
            if (entry.getValue() instanceof Tensor b) {
                List<Real> others = Tensor.entries(a);
                var entries = new ArrayList<Real>();
                for (Real own : b.entries()) {
                    entries.add(widened(others.get(entries.size()), own, nothing));
                }
                entry.setValue(Tensor.of(b.dims(), entries));
            } else {
                entry.setValue(widened((Real) a, (Real) entry.getValue(), nothing));
            }
        }
    }

    /**
     * How far from zero a number may be that came out as zero in both runs, a difference of numbers that agree to every digit or a multiple of
     * one: as far as the last digit of the largest number there is, times that number.
     */
    private static BigDecimal nothing(Scope scope, int digits) {
        long[] largest = {0};
        scope.forEachResult((quantity, index, entry) -> {
            if (entry instanceof Enclosure e && e.lo().signum() != 0) {
                largest[0] = Math.max(largest[0], Range.exponent(e.lo()) + 1);
            }
        });
        long places = Math.max(0, digits - 3 - 2 * largest[0]);
        return new BigDecimal(BigInteger.ONE, Math.toIntExact(places));
    }

    private static Real widened(Real coarse, Real fine, BigDecimal nothing) {
        if (coarse instanceof Enclosure x && fine instanceof Enclosure y && !Digits.isBelowAllDecimals(fine)) {
            BigDecimal radius = x.lo().subtract(y.lo(), FEW).abs().multiply(MARGIN, FEW);
            BigDecimal least = y.lo().signum() == 0 ? nothing : y.lo().ulp().multiply(MARGIN);
            BigDecimal r = radius.max(least);
            int precision = y.lo().precision() + EXTRA;
            return new Enclosure(
                    y.lo().subtract(r, new MathContext(precision, RoundingMode.FLOOR)),
                    y.hi().add(r, new MathContext(precision, RoundingMode.CEILING)));
        }
        return fine;
    }
}
