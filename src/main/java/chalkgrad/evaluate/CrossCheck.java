package chalkgrad.evaluate;

import chalkgrad.algebra.Symbol;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.derive.Step;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Functions;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param gradients how many gradients were verified
 * @param directions along how many random directions; zero where each gradient was verified by itself
 * @param digits to how many digits after the point all of them agree, relative to their size where that is beyond one
 * @param worst the gradient that agrees least
 */
public record CrossCheck(int gradients, int directions, int digits, String worst) {
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final int EACH = 64;
    private static final int DIRECTIONS = 4;
    private static final int FEW_DIRECTIONS = 2;
    private static final int NEEDED = 18;

    /** More agreement than this is not reported: it comes from steps so fine that the digits of the gradients themselves end. */
    private static final int MOST = 30;

    private static final List<Fineness> LEVELS =
            List.of(new Fineness(60, 15), new Fineness(200, 60), new Fineness(800, 250));

    /** A loss beyond this power of ten, which only a descent out of control reaches, would take longer than anybody waits. */
    private static final int LARGEST = 4000;

    /** A step of {@code 10^-places}, and how many digits a loss near one is computed with. */
    private record Fineness(int digits, int places) {}

    /** Whether all gradients agree with their difference quotients. */
    public boolean agrees() {
        return digits >= NEEDED;
    }

    /** Verifies the first pass and the last one that has gradients. */
    static CrossCheck of(NetworkDerivation derivation, List<Pass> passes) {
        List<Pass> complete = passes.stream().filter(Pass::complete).toList();
        CrossCheck first = of(derivation, complete.get(0));
        if (complete.size() == 1 || !first.agrees()) {
            return first;
        }
        CrossCheck last = of(derivation, complete.get(complete.size() - 1));
        CrossCheck worse = last.digits < first.digits ? last : first;
        return new CrossCheck(
                first.gradients + last.gradients, first.directions + last.directions, worse.digits, worse.worst);
    }

    private static CrossCheck of(NetworkDerivation derivation, Pass pass) {
        CrossCheck check = null;
        for (Fineness fineness : LEVELS) {
            check = new Differences(derivation, pass, fineness).check();
            if (check.agrees()) {
                return check;
            }
        }
        return Objects.requireNonNull(check);
    }

    /** The differences of one pass. */
    private static final class Differences {
        private final NetworkDerivation derivation;
        private final Network network;
        private final Pass pass;
        private final Arithmetic arithmetic;
        private final MathContext context;
        private final BigDecimal h;
        private int digits = MOST;
        private String worst = "";

        Differences(NetworkDerivation derivation, Pass pass, Fineness fineness) {
            this.derivation = derivation;
            this.network = derivation.network();
            this.pass = pass;
            BigDecimal loss = middle(pass.batch().value(Quantity.LOSS), new MathContext(3));
            long before = loss.signum() == 0 ? 0 : Math.max(0, Range.exponent(loss));
            int all = fineness.digits + (int) Math.min(before, LARGEST);
            this.arithmetic = Arithmetic.pointwise(all);
            this.context = new MathContext(all, RoundingMode.HALF_EVEN);
            this.h = BigDecimal.ONE.scaleByPowerOfTen(-fineness.places);
        }

        CrossCheck check() {
            List<String> names = network.parameters().keySet().stream()
                    .filter(name -> derivation
                            .find(new Partial(Quantity.LOSS, new Param(name)))
                            .isPresent())
                    .toList();
            boolean online =
                    network.batch() == Network.Batch.ONLINE && pass.samples().size() > 1;
            boolean each = network.parameters().size() <= EACH;
            int directions = 0;
            for (List<Scope> scopes :
                    online ? pass.samples().stream().map(List::of).toList() : List.of(pass.samples())) {
                Scope gradients = online ? scopes.get(0) : pass.batch();
                if (each) {
                    names.forEach(name -> compare(scopes, gradients, Map.of(name, BigDecimal.ONE), name));
                } else {
                    // Of a few gradients none hides behind the others.
                    int more = derivation.isWhole() ? DIRECTIONS : FEW_DIRECTIONS;
                    directions += more;
                    random(names, directions, more)
                            .forEach(direction -> compare(scopes, gradients, direction, "a direction"));
                }
            }
            return new CrossCheck(names.size() * (online ? pass.samples().size() : 1), directions, digits, worst);
        }

        /** Directions with entries of plus and minus one, the same in every run. */
        private static List<Map<String, BigDecimal>> random(List<String> names, int seed, int count) {
            var random = new Random(seed);
            var directions = new ArrayList<Map<String, BigDecimal>>();
            for (int i = 0; i < count; i++) {
                var direction = new LinkedHashMap<String, BigDecimal>();
                names.forEach(
                        name -> direction.put(name, random.nextBoolean() ? BigDecimal.ONE : BigDecimal.ONE.negate()));
                directions.add(direction);
            }
            return directions;
        }

        private void compare(List<Scope> scopes, Scope gradients, Map<String, BigDecimal> direction, String what) {
            BigDecimal quotient = loss(scopes, direction, h)
                    .subtract(loss(scopes, direction, h.negate()))
                    .divide(h.add(h), context);
            BigDecimal slope = BigDecimal.ZERO;
            for (var entry : direction.entrySet()) {
                Real gradient = gradients.value(new Partial(Quantity.LOSS, new Param(entry.getKey())));
                slope = slope.add(middle(gradient).multiply(entry.getValue()), context);
            }
            BigDecimal scale = slope.abs().max(BigDecimal.ONE);
            BigDecimal off = quotient.subtract(slope).abs().divide(scale, context);
            int agree = off.signum() == 0 ? MOST : off.scale() - off.precision();
            if (agree < digits) {
                digits = agree;
                worst = what;
            }
        }

        /** The loss with the parameters moved by {@code h} along {@code direction}. */
        private BigDecimal loss(List<Scope> scopes, Map<String, BigDecimal> direction, BigDecimal h) {
            Real sum = Real.of(0);
            for (Scope scope : scopes) {
                var moved = new HashMap<Symbol, Real>(scope.given().size());
                scope.given().forEach((quantity, value) -> moved.put(quantity, Real.of(value)));
                for (String name : network.parameters().keySet()) {
                    BigDecimal by =
                            direction.getOrDefault(name, BigDecimal.ZERO).multiply(h);
                    moved.put(
                            new Param(name),
                            Real.of(middle(scope.value(new Param(name))).add(by)));
                }
                for (Step step : derivation.forward()) {
                    var evaluator = new Evaluator(arithmetic, Functions::expand);
                    Branches branches = Branches.replaying(scope.kept(step.quantity()));
                    moved.put(step.quantity(), evaluator.value(step.expression(), moved::get, branches));
                }
                sum = arithmetic.add(sum, Objects.requireNonNull(moved.get(Quantity.LOSS)));
            }
            boolean mean = network.batch() == Network.Batch.MEAN;
            return middle(mean ? arithmetic.div(sum, Real.of(scopes.size())) : sum);
        }

        private BigDecimal middle(Real value) {
            return middle(value, context);
        }

        private static BigDecimal middle(Real value, MathContext context) {
            if (value instanceof Real.Enclosure e) {
                return e.lo().add(e.hi()).multiply(HALF, context);
            }
            Real.Exact exact = (Real.Exact) value;
            if (exact.decimal().isPresent()) {
                return exact.decimal().get();
            }
            return new BigDecimal(exact.numerator()).divide(new BigDecimal(exact.denominator()), context);
        }
    }
}
