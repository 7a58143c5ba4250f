package chalkgrad.evaluate;

import chalkgrad.evaluate.Real.Enclosure;
import chalkgrad.model.Quantity;
import java.math.BigDecimal;
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

    private Descent() {}

    static List<Pass> compare(List<Pass> coarse, List<Pass> fine) {
        var passes = new ArrayList<Pass>();
        for (int i = 0; i < fine.size(); i++) {
            Pass a = coarse.get(i);
            Pass b = fine.get(i);
            for (int s = 0; s < b.samples().size(); s++) {
                widen(a.samples().get(s), b.samples().get(s));
            }
            if (b.samples().size() > 1) {
                widen(a.batch(), b.batch());
            }
            passes.add(b);
        }
        return passes;
    }

    private static void widen(Scope coarse, Scope fine) {
        for (Map.Entry<Quantity, Value> entry : fine.values().entrySet()) {
            Value a = coarse.array(entry.getKey());
            if (entry.getValue() instanceof Tensor b) {
                List<Real> others = Tensor.entries(a);
                var entries = new ArrayList<Real>();
                for (Real own : b.entries()) {
                    entries.add(widened(others.get(entries.size()), own));
                }
                entry.setValue(Tensor.of(b.dims(), entries));
            } else {
                entry.setValue(widened((Real) a, (Real) entry.getValue()));
            }
        }
    }

    private static Real widened(Real coarse, Real fine) {
        if (coarse instanceof Enclosure x && fine instanceof Enclosure y) {
            BigDecimal radius = x.lo().subtract(y.lo()).abs().multiply(MARGIN, FEW);
            // Zero in both runs is a difference of numbers that agree to every digit; its last digit says nothing.
            BigDecimal least =
                    y.lo().signum() == 0 ? BigDecimal.ZERO : y.lo().ulp().multiply(MARGIN);
            BigDecimal r = radius.max(least);
            return new Enclosure(y.lo().subtract(r), y.hi().add(r));
        }
        return fine;
    }
}
