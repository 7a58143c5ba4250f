package chalkgrad.evaluate;

import chalkgrad.derive.Derivation;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.NetworkDerivation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Verifies gradients by central differences of the forward pass alone, which shares no derivative with the derivation.
 *
 * <p>{@code (E(w + h) - E(w - h)) / 2h} at h = 10^-15 with 60 digits leaves an error near 10^-30; agreement is asked to 10^-18. Where the loss is
 * so large or bends so sharply that this is too coarse, finer steps with more digits tell; a wrong gradient disagrees with all of them.
 *
 * <p>A small network's gradients are verified one by one, a larger one's along random directions, in which any wrong gradient shows.
 *
 * @param forward the forward pass was worked out with at least so many digits
 * @param gradients how many gradients were verified
 * @param directions along how many random directions; zero where each gradient was verified by itself
 * @param digits to how many digits after the point all of them agree, relative to their size where that is beyond one
 * @param worst the gradient that agrees least
 */
public record CrossCheck(int forward, int gradients, int directions, int digits, String worst) {
    static final int EACH = 64;
    private static final int DIRECTIONS = 4;
    private static final int FEW_DIRECTIONS = 2;
    private static final int NEEDED = 18;

    /** More agreement than this is not reported: it comes from steps so fine that the digits of the gradients themselves end. */
    private static final int MOST = 30;

    private static final List<Fineness> LEVELS =
            List.of(new Fineness(60, 15), new Fineness(200, 60), new Fineness(800, 250), new Fineness(2600, 850));

    /** A loss beyond this power of ten, which only a descent out of control reaches, would take longer than anybody waits. */
    private static final int LARGEST = 4000;

    /** A step of {@code 10^-places}, and how many digits a loss near one is computed with. */
    private record Fineness(int digits, int places) {}

    /** Whether all gradients agree with their difference quotients. */
    public boolean agrees() {
        return digits >= NEEDED;
    }

    /** Verifies the first pass and the last one that has gradients. */
    static CrossCheck of(Derivation derivation, List<Pass> passes) {
        CrossCheck first = of(derivation, passes.get(0));
        // Only the very last pass may be without gradients.
        int end = passes.size() - 1;
        Pass other = end == 0 || passes.get(end).complete() ? passes.get(end) : passes.get(end - 1);
        if (other.step() == passes.get(0).step() || !first.agrees()) {
            return first;
        }
        CrossCheck last = of(derivation, other);
        CrossCheck worse = last.digits < first.digits ? last : first;
        return new CrossCheck(
                Math.min(first.forward, last.forward),
                first.gradients + last.gradients,
                first.directions + last.directions,
                worse.digits,
                worse.worst);
    }

    private static CrossCheck of(Derivation derivation, Pass pass) {
        List<? extends Landscape> landscapes = derivation instanceof GraphDerivation graph
                ? List.of(new GraphLandscape(graph, pass.batch()))
                : NetworkLandscape.of((NetworkDerivation) derivation, pass);
        CrossCheck check = null;
        for (Fineness fineness : LEVELS) {
            check = new Differences(fineness).check(landscapes);
            if (check.agrees()) {
                return check;
            }
        }
        return Objects.requireNonNull(check);
    }

    /** The difference quotients with one fineness. */
    private static final class Differences {
        private final Fineness fineness;
        private int digits = MOST;
        private String worst = "";

        Differences(Fineness fineness) {
            this.fineness = fineness;
        }

        CrossCheck check(List<? extends Landscape> landscapes) {
            int gradients = 0;
            int directions = 0;
            for (Landscape landscape : landscapes) {
                int size = landscape.size();
                gradients += size;
                if (landscape.oneByOne()) {
                    for (int i = 0; i < size; i++) {
                        var direction = new BigDecimal[size];
                        Arrays.fill(direction, BigDecimal.ZERO);
                        direction[i] = BigDecimal.ONE;
                        compare(landscape, direction, landscape.name(i));
                    }
                } else {
                    // Of a few gradients none hides behind the others.
                    int more = size <= EACH ? FEW_DIRECTIONS : DIRECTIONS;
                    directions += more;
                    // The same in every run.
                    var random = new Random(directions);
                    for (int d = 0; d < more; d++) {
                        var direction = new BigDecimal[size];
                        Arrays.setAll(direction, i -> random.nextBoolean() ? BigDecimal.ONE : BigDecimal.ONE.negate());
                        compare(landscape, direction, "a direction");
                    }
                }
            }
            return new CrossCheck(fineness.digits, gradients, directions, digits, worst);
        }

        private void compare(Landscape landscape, BigDecimal[] direction, String what) {
            BigDecimal height = Landscape.middle(landscape.height(), new MathContext(3));
            long before = height.signum() == 0 ? 0 : Math.max(0, Range.exponent(height));
            int all = fineness.digits + (int) Math.min(before, LARGEST);
            var context = new MathContext(all, RoundingMode.HALF_EVEN);
            int agree;
            try {
                agree = agreement(landscape, direction, context);
            } catch (NumericFault fault) {
                // Beyond the point there may be no value any more; a finer step may stay before it.
                agree = 0;
            }
            if (agree < digits) {
                digits = agree;
                worst = what;
            }
        }

        private int agreement(Landscape landscape, BigDecimal[] direction, MathContext context) {
            Arithmetic arithmetic = Arithmetic.pointwise(context.getPrecision());
            BigDecimal h = BigDecimal.ONE.scaleByPowerOfTen(-fineness.places);
            var forth = new BigDecimal[direction.length];
            var back = new BigDecimal[direction.length];
            BigDecimal slope = BigDecimal.ZERO;
            for (int i = 0; i < direction.length; i++) {
                forth[i] = direction[i].multiply(h);
                back[i] = forth[i].negate();
                if (direction[i].signum() != 0) {
                    slope = slope.add(
                            Landscape.middle(landscape.slope(i), context).multiply(direction[i]), context);
                }
            }
            BigDecimal quotient = Landscape.middle(landscape.height(arithmetic, context, forth), context)
                    .subtract(Landscape.middle(landscape.height(arithmetic, context, back), context))
                    .divide(h.add(h), context);
            BigDecimal scale = slope.abs().max(BigDecimal.ONE);
            BigDecimal off = quotient.subtract(slope).abs().divide(scale, context);
            return off.signum() == 0 ? MOST : off.scale() - off.precision();
        }
    }
}
