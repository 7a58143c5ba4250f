package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.evaluate.Arithmetic;
import chalkgrad.model.Array;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Dims;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The same computation with other given values: what holds in all of them holds because of the network, and not because of its numbers.
 *
 * <p>{@code o1 (1 - o1)} and {@code dout(o1)/dnet(o1)} have the same value in every world of a sigmoid network.
 */
final class RandomInstances {
    static final int COUNT = 6;

    /** At first glance a number is right that is as near to the value as a writer's rounding leaves it. */
    private static final double GLANCE = 5e-3;

    /** The same of a calculation with rounded numbers. */
    private static final double ROUGHLY = 2e-2;

    /** More than two expressions are compared to. */
    private static final int DIGITS = 75;

    private final ReferenceSolution ground;
    private final boolean keepsTargets;
    private final Set<String> shares;
    private final List<RandomInstance> worlds = new ArrayList<>();
    private final Map<Integer, WhatIfEvaluation> trials = new HashMap<>();
    private final Map<Integer, WhatIfEvaluation> withGivens = new HashMap<>();
    private final Map<Integer, Map<Occurrence, Double>> values = new HashMap<>();

    RandomInstances(ReferenceSolution ground) {
        this.ground = ground;
        // With softmax people use that the targets add up to one, and that most of them are zero.
        this.keepsTargets = ground.unrolled().derivation() instanceof NetworkDerivation derivation
                && (derivation.network().outputLayer().activation().kind() == Activation.Kind.SOFTMAX
                        || derivation.network().loss().name().equals("cross_entropy"));
        this.shares = ground.unrolled().derivation() instanceof GraphDerivation derivation
                ? shares(derivation.graph())
                : Set.of();
        for (int number = 0; number < COUNT; number++) {
            int world = number;
            worlds.add(new RandomInstance(ground, cell -> given(world, cell), Arithmetic.enclosing(DIGITS)));
        }
    }

    /**
     * The entries of given vectors that add up to one where a graph has a softmax, and are not learned: people use that they do; and those of
     * states that begin at zero.
     */
    private static Set<String> shares(Graph graph) {
        boolean softmax = graph.nodes().stream().anyMatch(node -> hasShares(node.expression()));
        Graph arrays = graph.arrays().orElse(graph);
        var all = new HashSet<String>();
        for (Map.Entry<String, Array> given : arrays.given().entrySet()) {
            List<BigDecimal> entries = given.getValue().entries();
            boolean shares = softmax
                    && entries.size() > 1
                    && !arrays.wrt().contains(given.getKey())
                    && entries.stream().allMatch(entry -> entry.signum() >= 0)
                    && entries.stream().reduce(BigDecimal.ZERO, BigDecimal::add).compareTo(BigDecimal.ONE) == 0;
            for (int i = 1; shares && i <= entries.size(); i++) {
                all.add(given.getKey() + "[" + i + "]");
            }
        }
        // A state that begins at zero is left out of formulas.
        arrays.recurrence()
                .ifPresent(recurrence -> recurrence.initial().forEach(name -> {
                    Array start = arrays.given().get(name);
                    if (start != null && start.entries().stream().allMatch(entry -> entry.signum() == 0)) {
                        start.dims().places().forEach(place -> all.add(name + Dims.suffix(place)));
                    }
                }));
        return all;
    }

    private static boolean hasShares(Expr expr) {
        return expr instanceof Expr.Call call
                        && (call.function().contains("softmax")
                                || call.function().startsWith("cross_entropy")
                                || call.function().equals("exp"))
                || expr.parts().stream().anyMatch(RandomInstances::hasShares);
    }

    /** The world's own value of what is given; empty for what is worked out. */
    private Optional<BigDecimal> given(int world, Occurrence cell) {
        UnrolledComputation unrolled = ground.unrolled();
        Optional<BigDecimal> here = unrolled.given(cell);
        if (here.isEmpty()
                || keepsTargets && cell.quantity() instanceof Quantity.Target
                || shares.contains(cell.quantity().id())) {
            return here;
        }
        // A cell's name and its own pass must not matter for what is the same in all passes.
        long seed = 31L * cell.quantity().id().hashCode() + 1_000_003L * cell.sample() + 7_919L * world;
        var random = new SplittableRandom(seed);
        // Losses with logarithms want outputs and targets between zero and one; some worlds stay there.
        boolean unit =
                cell.quantity() instanceof Quantity.Target || cell.quantity().equals(Quantity.RATE) || world % 3 == 2;
        int thousandths = unit ? 50 + random.nextInt(900) : random.nextInt(-1_900, 1_900);
        return Optional.of(BigDecimal.valueOf(thousandths, 3));
    }

    RandomInstance world(int number) {
        return worlds.get(number);
    }

    /** A computation in one of the worlds, in binary floating point, with some steps replaced. */
    WhatIfEvaluation trial(int world, Map<Occurrence, Compiled> instead) {
        return new WhatIfEvaluation(
                ground, cell -> given(world, cell).map(BigDecimal::doubleValue).orElse(Double.NaN), instead);
    }

    /** Whether an expression is a cell where some steps are replaced. */
    boolean isSame(Expr expr, Occurrence cell, Map<Occurrence, Compiled> instead) {
        Compiled written = Compiled.of(expr);
        int valid = 0;
        for (int world = 0; world < COUNT; world++) {
            WhatIfEvaluation trial = trial(world, instead);
            double a = written.value(symbol -> symbol instanceof Occurrence other ? trial.value(other) : Double.NaN);
            double b = trial.value(cell);
            if (Double.isNaN(a) || Double.isNaN(b)) {
                continue;
            } else if (!isNear(a, b)) {
                return false;
            }
            valid += a == 0 ? 0 : 1;
        }
        return valid >= 2;
    }

    /** Whether two expressions have the same value in every world in which both have one, as far as binary floating point tells. */
    boolean isSame(Expr left, Expr right) {
        Compiled one = Compiled.of(left);
        Compiled other = Compiled.of(right);
        int valid = 0;
        for (int world = 0; world < COUNT; world++) {
            WhatIfEvaluation trial = trial(world);
            double a = one.value(symbol -> symbol instanceof Occurrence cell ? trial.value(cell) : Double.NaN);
            double b = other.value(symbol -> symbol instanceof Occurrence cell ? trial.value(cell) : Double.NaN);
            if (Double.isNaN(a) || Double.isNaN(b)) {
                continue;
            } else if (!isNear(a, b)) {
                return false;
            }
            valid++;
        }
        return valid >= 2;
    }

    /** Whether two expressions are the same in every network that has these inputs, targets and learning rate. */
    boolean isSameWithGivens(Expr left, Expr right) {
        Compiled one = Compiled.of(left);
        Compiled other = Compiled.of(right);
        int valid = 0;
        for (int world = 0; world < COUNT; world++) {
            int number = world;
            WhatIfEvaluation trial = withGivens.computeIfAbsent(
                    number,
                    w -> new WhatIfEvaluation(
                            ground,
                            cell -> (isSituation(cell) ? ground.unrolled().given(cell) : given(number, cell))
                                    .map(BigDecimal::doubleValue)
                                    .orElse(Double.NaN),
                            Map.of()));
            double a = one.value(symbol -> symbol instanceof Occurrence cell ? trial.value(cell) : Double.NaN);
            double b = other.value(symbol -> symbol instanceof Occurrence cell ? trial.value(cell) : Double.NaN);
            if (Double.isNaN(a) && Double.isNaN(b)) {
                continue;
            } else if (!isNear(a, b)) {
                return false;
            }
            valid += a == 0 ? 0 : 1;
        }
        return valid >= 2;
    }

    /**
     * Whether two sides of a chain say the same at first glance: a number or a calculation has about the value of the other here, a formula
     * has it in other networks, too.
     */
    boolean isAlike(Expr named, Expr side, ToDoubleFunction<Occurrence> here) {
        double left = Compiled.of(named)
                .value(symbol -> symbol instanceof Occurrence cell ? here.applyAsDouble(cell) : Double.NaN);
        Optional<BigDecimal> number = Readings.number(side);
        if (number.isPresent()) {
            var printed = new Printed(number.get());
            boolean near = printed.significant() >= 2
                    && Math.abs(printed.value() - left) <= Math.max(1.1 * printed.unit(), GLANCE * Math.abs(left));
            return near || Math.abs(printed.value() - left) <= 1e-12 * Math.abs(left);
        }
        double right = Compiled.of(side)
                .value(symbol -> symbol instanceof Occurrence cell ? here.applyAsDouble(cell) : Double.NaN);
        if (Readings.isNumeric(side)) {
            return Math.abs(right - left) <= ROUGHLY * Math.abs(left);
        }
        for (int world = 0; world < 3; world++) {
            double a = value(world, named);
            double b = value(world, side);
            if (!isNear(a, b) && !(Double.isNaN(a) && Double.isNaN(b))) {
                return isSameWithGivens(named, side)
                        || Readings.hasDecimals(side) && Math.abs(right - left) <= ROUGHLY * Math.abs(left);
            }
        }
        return true;
    }

    /** Whether a given value belongs to the example and not to the network; so does a bias of zero, which people leave out. */
    private boolean isSituation(Occurrence cell) {
        return cell.quantity() instanceof Quantity.Input
                || cell.quantity() instanceof Quantity.Target
                || cell.quantity().equals(Quantity.RATE)
                || cell.quantity() instanceof Quantity.Param parameter
                        && ground.unrolled().derivation() instanceof NetworkDerivation derivation
                        && !derivation.network().weights().contains(parameter.id())
                        && ground.unrolled()
                                .given(cell)
                                .filter(value -> value.signum() == 0)
                                .isPresent();
    }

    private WhatIfEvaluation trial(int world) {
        return trials.computeIfAbsent(world, number -> trial(number, Map.of()));
    }

    /** An expression's value in one of the worlds, in binary floating point. */
    double value(int world, Expr expr) {
        WhatIfEvaluation trial = trial(world);
        return Compiled.of(expr).value(symbol -> symbol instanceof Occurrence cell ? trial.value(cell) : Double.NaN);
    }

    /** The cell of a pass that is the same as an expression in every world; empty where none is, or the expression is a constant. */
    Optional<Occurrence> identify(Expr expr, Readings.Place place) {
        double first = value(0, expr);
        double second = value(1, expr);
        if (Double.isNaN(first) || Double.isNaN(second) || isNear(first, second)) {
            return Optional.empty();
        }
        Map<Occurrence, Double> all = values.computeIfAbsent(place.pass(), pass -> {
            var known = new HashMap<Occurrence, Double>();
            ground.unrolled().cells(pass).forEach(cell -> known.put(cell, trial(0).value(cell)));
            return known;
        });
        return ground.unrolled().cells(place.pass()).stream()
                .filter(cell -> cell.sample() == 0 || cell.sample() == place.sample())
                .filter(cell -> isNear(all.getOrDefault(cell, Double.NaN), first))
                .filter(cell -> {
                    for (int world = 1; world < COUNT; world++) {
                        double here = value(world, expr);
                        double there = trial(world).value(cell);
                        if (!isNear(here, there) && !(Double.isNaN(here) || Double.isNaN(there))) {
                            return false;
                        }
                    }
                    return true;
                })
                .findFirst();
    }

    static boolean isNear(double left, double right) {
        return Math.abs(left - right) <= 1e-9 * Math.max(Math.abs(left), Math.abs(right));
    }
}
