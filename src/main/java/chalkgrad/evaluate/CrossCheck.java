package chalkgrad.evaluate;

import chalkgrad.derive.Derivation;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.NetworkDerivation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Verifies gradients by central differences of the forward pass alone, which shares no derivative with the derivation.
 *
 * <p>{@code (E(w + h) - E(w - h)) / 2h} at h = 10^-15 with 60 digits leaves an error near 10^-30; agreement is asked to 10^-18. Where the loss is
 * so large or bends so sharply that this is too coarse, finer steps with more digits tell; a wrong gradient disagrees with all of them.
 *
 * <p>A difference quotient that contradicts a gradient is looked at again with bounds on every number: only where those leave no doubt, finer
 * steps say the same, and no kink lies between, is the gradient wrong. Where differences can tell nothing, that is said.
 *
 * <p>A small network's gradients are verified one by one, a larger one's along random directions, in which any wrong gradient shows.
 *
 * @param forward the forward pass was worked out with at least so many digits
 * @param gradients how many gradients were verified
 * @param directions along how many random directions; zero where each gradient was verified by itself
 * @param digits to how many digits after the point all of them agree, relative to their size where that is beyond one
 * @param untold along how many directions, or for how many gradients, differences tell nothing
 * @param contradicted a gradient that is wrong; empty where there is none
 */
public record CrossCheck(
        int forward, int gradients, int directions, int digits, int untold, Optional<String> contradicted) {
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

    /** After so many doubtful directions of which bounds tell nothing, they are not asked about others. */
    private static final int AGAIN = 8;

    /** With more digits than this bounds would be too slow. */
    private static final int MOST_BOUNDED = 4500;

    /** The levels that are so coarse that bounds are asked before finer ones. */
    private static final int BOUNDED = 2;

    /** A finer step than another by so many places tells whether the quotient is settled. */
    private static final int FINER = 3;

    /** A step of {@code 10^-places}, and how many digits a loss near one is computed with. */
    private record Fineness(int digits, int places) {}

    /** Whether no gradient is contradicted by its difference quotient. */
    public boolean agrees() {
        return contradicted.isEmpty();
    }

    /** How many gradients, or directions, were compared. */
    public int compared() {
        return directions == 0 ? gradients : directions;
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
        return new CrossCheck(
                Math.min(first.forward, last.forward),
                first.gradients + last.gradients,
                first.directions + last.directions,
                Math.min(first.digits, last.digits),
                first.untold + last.untold,
                last.contradicted);
    }

    private static CrossCheck of(Derivation derivation, Pass pass) {
        List<? extends Landscape> landscapes = derivation instanceof GraphDerivation graph
                ? List.of(new GraphLandscape(graph, pass.batch()))
                : NetworkLandscape.of((NetworkDerivation) derivation, pass);
        return of(landscapes);
    }

    static CrossCheck of(List<? extends Landscape> landscapes) {
        var differences = new Differences();
        List<Direction> all = differences.directions(landscapes);
        List<Direction> doubtful = all.stream().filter(Direction::isWithinReach).toList();
        int beyond = all.size() - doubtful.size();
        for (Fineness fineness : LEVELS.subList(0, BOUNDED)) {
            doubtful = differences.doubtful(doubtful, fineness);
        }
        var open = new ArrayList<Direction>();
        for (Direction direction : doubtful) {
            Told told = open.size() < AGAIN ? new Bounded(direction).told(LEVELS.subList(0, BOUNDED)) : Told.NOTHING;
            if (told == Told.CONTRADICTION) {
                return differences.result(0, Optional.of(direction.name));
            } else if (told == Told.NOTHING) {
                open.add(direction);
            }
        }
        List<Direction> untold = open;
        for (Fineness fineness : LEVELS.subList(BOUNDED, LEVELS.size())) {
            untold = differences.doubtful(untold, fineness);
        }
        for (Direction direction : untold.subList(0, Math.min(AGAIN, untold.size()))) {
            Told told = new Bounded(direction).told(LEVELS.subList(BOUNDED, LEVELS.size()));
            if (told == Told.CONTRADICTION) {
                return differences.result(0, Optional.of(direction.name));
            }
        }
        return differences.result(beyond + untold.size(), Optional.empty());
    }

    /** A way to move the numbers of a landscape. */
    private record Direction(Landscape landscape, BigDecimal[] of, String name) {
        /** About the power of ten of the loss, where it is large. */
        long before() {
            BigDecimal height = Landscape.middle(landscape.height(), new MathContext(3));
            return height.signum() == 0 ? 0 : Math.max(0, Range.exponent(height));
        }

        /** Whether a slope is not so small beside the loss that no step tells anything of it. */
        boolean isWithinReach() {
            BigDecimal slope = slope(new MathContext(3));
            long size = slope.signum() == 0 ? 0 : Math.max(0, Range.exponent(slope));
            return before() - size <= LARGEST;
        }

        BigDecimal slope(MathContext context) {
            BigDecimal slope = BigDecimal.ZERO;
            for (int i = 0; i < of.length; i++) {
                if (of[i].signum() != 0) {
                    slope = slope.add(
                            Landscape.middle(landscape.slope(i), context).multiply(of[i]), context);
                }
            }
            return slope;
        }

        /** The height on the landscape, or on one like it, a step forth. */
        Real height(Landscape on, Arithmetic arithmetic, MathContext context, BigDecimal step) {
            var moves = new BigDecimal[of.length];
            Arrays.setAll(moves, i -> of[i].multiply(step));
            return on.height(arithmetic, context, moves);
        }
    }

    private enum Told {
        AGREEMENT,
        CONTRADICTION,
        NOTHING
    }

    /** A difference quotient with bounds on every number. */
    private static final class Bounded {
        private final Direction direction;

        Bounded(Direction direction) {
            this.direction = direction;
        }

        Told told(List<Fineness> levels) {
            for (Fineness fineness : levels) {
                if (fineness.digits + direction.before() > MOST_BOUNDED) {
                    return Told.NOTHING;
                }
                Told told = told(fineness);
                if (told != Told.NOTHING) {
                    return told;
                }
            }
            return Told.NOTHING;
        }

        private Told told(Fineness fineness) {
            int digits = fineness.digits + FINER + (int) direction.before();
            Arithmetic arithmetic = Arithmetic.enclosing(digits);
            var context = new MathContext(digits, RoundingMode.HALF_EVEN);
            BigDecimal slope = direction.slope(context);
            try {
                Optional<BigDecimal> off = off(direction.landscape, arithmetic, context, fineness.places, slope);
                if (off.isEmpty() || isNear(off.get())) {
                    return off.isEmpty() ? Told.NOTHING : Told.AGREEMENT;
                }
                Optional<BigDecimal> finer =
                        off(direction.landscape, arithmetic, context, fineness.places + FINER, slope);
                if (finer.isEmpty() || !isSettled(off.get(), finer.get(), slope, context)) {
                    return Told.NOTHING;
                }
                Landscape held = direction.landscape.held(arithmetic, context);
                Optional<BigDecimal> beside = off(held, arithmetic, context, fineness.places, slope);
                if (beside.isEmpty()) {
                    return Told.NOTHING;
                }
                // Not every kink is made of choices that can be held, as that of abs is not; there one side has the
                // slope, or nothing is told.
                boolean kink = isNear(beside.get().subtract(off.get(), context))
                        && isKink(arithmetic, context, fineness.places);
                return isNear(beside.get()) ? Told.AGREEMENT : kink ? Told.NOTHING : Told.CONTRADICTION;
            } catch (NumericFault | Undecided none) {
                return Told.NOTHING;
            }
        }

        /** Whether a finer step gives the same quotient. */
        private static boolean isSettled(BigDecimal off, BigDecimal finer, BigDecimal slope, MathContext context) {
            BigDecimal change = finer.subtract(off, context);
            BigDecimal quotient = off.add(slope.divide(slope.abs().max(BigDecimal.ONE), context), context);
            return isNear(change) || change.abs().scaleByPowerOfTen(FINER).compareTo(quotient.abs()) <= 0;
        }

        /** Whether the function is steeper to the one side than to the other. */
        private boolean isKink(Arithmetic arithmetic, MathContext context, int places) {
            BigDecimal step = BigDecimal.ONE.scaleByPowerOfTen(-places);
            Real here = direction.height(direction.landscape, arithmetic, context, BigDecimal.ZERO);
            Real forth = direction.height(direction.landscape, arithmetic, context, step);
            Real back = direction.height(direction.landscape, arithmetic, context, step.negate());
            BigDecimal bend =
                    Landscape.middle(arithmetic.sub(arithmetic.add(forth, back), arithmetic.add(here, here)), context);
            BigDecimal rise = Landscape.middle(arithmetic.sub(forth, back), context);
            // What is smooth bends by the square of the step.
            return bend.abs().scaleByPowerOfTen(FINER).compareTo(rise.abs().max(step)) > 0;
        }

        private static boolean isNear(BigDecimal off) {
            return off.abs().scaleByPowerOfTen(NEEDED).compareTo(BigDecimal.ONE) <= 0;
        }

        /** The quotient less the slope, relative to the slope where that is beyond one; empty where the bounds are too wide to tell. */
        private Optional<BigDecimal> off(
                Landscape on, Arithmetic arithmetic, MathContext context, int places, BigDecimal slope) {
            BigDecimal step = BigDecimal.ONE.scaleByPowerOfTen(-places);
            Real forth = direction.height(on, arithmetic, context, step);
            Real back = direction.height(on, arithmetic, context, step.negate());
            Real rise = arithmetic.sub(arithmetic.sub(forth, back), Real.of(slope.multiply(step.add(step))));
            BigDecimal run = step.add(step).multiply(slope.abs().max(BigDecimal.ONE), context);
            if (rise instanceof Real.Enclosure e) {
                BigDecimal width = e.hi().subtract(e.lo(), context).divide(run, context);
                if (!isNear(width)) {
                    return Optional.empty();
                }
            }
            return Optional.of(Landscape.middle(rise, context).divide(run, context));
        }
    }

    /** The difference quotients. */
    private static final class Differences {
        private int gradients;
        private int directions;
        private int digits = MOST;

        CrossCheck result(int untold, Optional<String> contradicted) {
            return new CrossCheck(LEVELS.get(0).digits, gradients, directions, digits, untold, contradicted);
        }

        List<Direction> directions(List<? extends Landscape> landscapes) {
            var all = new ArrayList<Direction>();
            for (Landscape landscape : landscapes) {
                int size = landscape.size();
                gradients += size;
                if (landscape.oneByOne()) {
                    for (int i = 0; i < size; i++) {
                        var direction = new BigDecimal[size];
                        Arrays.fill(direction, BigDecimal.ZERO);
                        direction[i] = BigDecimal.ONE;
                        all.add(new Direction(landscape, direction, landscape.name(i)));
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
                        all.add(new Direction(landscape, direction, "a direction"));
                    }
                }
            }
            return all;
        }

        /** Those directions whose quotients do not agree with the gradients. */
        List<Direction> doubtful(List<Direction> all, Fineness fineness) {
            var doubtful = new ArrayList<Direction>();
            for (Direction direction : all) {
                int agree = agreement(direction, fineness);
                if (agree < NEEDED) {
                    doubtful.add(direction);
                } else {
                    digits = Math.min(digits, agree);
                }
            }
            return doubtful;
        }

        private static int agreement(Direction direction, Fineness fineness) {
            int digits = fineness.digits + (int) Math.min(LARGEST, direction.before());
            try {
                return agreement(direction, fineness, new MathContext(digits, RoundingMode.HALF_EVEN));
            } catch (NumericFault fault) {
                // Beyond the point there may be no value any more; a finer step may stay before it.
                return 0;
            }
        }

        private static int agreement(Direction direction, Fineness fineness, MathContext context) {
            Arithmetic arithmetic = Arithmetic.pointwise(context.getPrecision());
            Landscape landscape = direction.landscape;
            BigDecimal h = BigDecimal.ONE.scaleByPowerOfTen(-fineness.places);
            BigDecimal slope = direction.slope(context);
            BigDecimal quotient = Landscape.middle(direction.height(landscape, arithmetic, context, h), context)
                    .subtract(Landscape.middle(direction.height(landscape, arithmetic, context, h.negate()), context))
                    .divide(h.add(h), context);
            BigDecimal scale = slope.abs().max(BigDecimal.ONE);
            BigDecimal off = quotient.subtract(slope).abs().divide(scale, context);
            return off.signum() == 0 ? MOST : off.scale() - off.precision();
        }
    }
}
