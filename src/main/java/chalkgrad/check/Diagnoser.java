package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.check.Marking.Diagnosis;
import chalkgrad.check.Slips.Prepared;
import chalkgrad.derive.Occurrence;
import chalkgrad.mistake.Slip;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the mistake that explains what somebody wrote.
 *
 * <p>A derivative of 0.0206 where 0.0259 is right is explained by the factor that was left out.
 *
 * <p>Every mistake is tried at the step itself and at those steps before it that the writer did not put on paper, from the exact values and from
 * the writer's own. The simplest explanation wins; none is forced.
 */
final class Diagnoser {
    /** So many steps back from a number a mistake is looked for. */
    private static final int REGION = 24;

    /** So many steps are worked out anew for a mistake that is made again and again. */
    private static final int WHOLE = 1_500;

    /** So many slips are tried for one number. */
    private static final int MAX_SLIPS = 4_000;

    /** So many slips are combined with each other. */
    private static final int MAX_PAIRED = 60;

    private static final int MAX_NAMED = 4;

    /** So many units of the last digit a number has to move the result by, to be found from it. */
    private static final double TELLING = 8;

    /** A number of so many digits may have come from a machine that counts in single precision. */
    private static final int SINGLE = 9;

    private static final double SINGLE_NOISE = 2e-7;

    /** Mistakes of at most this rank are frequent enough to come in pairs. */
    private static final int FREQUENT = 26;

    /** Worth of a step further back, of a second mistake, and of working from exact values in spite of what is on paper. */
    private static final int FURTHER = 7;

    private static final int SECOND = 45;

    /** What costs more is no better an explanation than a slip of the pen. */
    private static final int FAR_FETCHED = 52;

    private static final int FROM_EXACT = 1;

    /** So much, of its size, a calculation may be off by what its numbers were rounded to. */
    private static final double NEAR = 1e-4;

    private final ReferenceSolution ground;
    private final StudentState paper;
    private final RandomInstances worlds;
    private final Slips slips;
    private final Typos typos;
    private final Effort effort;
    private final Set<List<Object>> habits = new HashSet<>();
    private final Map<Made, Integer> made = new HashMap<>();

    /**
     * What explains something.
     *
     * @param diagnoses the simplest first; empty where nothing explains it
     * @param isExact whether the mistake gives exactly what was written
     * @param value what the simplest mistake gives, before it is rounded
     * @param reasons what was tried
     * @param habits of the simplest, what is made again and again
     * @param made the slips that explain it alone
     */
    record Result(
            List<Diagnosis> diagnoses,
            boolean isExact,
            Optional<Double> value,
            List<Remark> reasons,
            Set<List<Object>> habits,
            Set<Made> made) {
        /** The same, and another explanation that is no worse. */
        Result or(Diagnosis other) {
            var all = new ArrayList<>(diagnoses);
            all.add(other);
            return new Result(List.copyOf(all), isExact, value, reasons, habits, made);
        }

        static final Result NONE = new Result(List.of(), false, Optional.empty(), List.of());

        Result(List<Diagnosis> diagnoses, boolean isExact, Optional<Double> value, List<Remark> reasons) {
            this(diagnoses, isExact, value, reasons, Set.of(), Set.of());
        }
    }

    /** A slip by its name, its step and what was written there. */
    record Made(String id, Occurrence at, Expr is) {
        static Made of(Slip slip) {
            return new Made(slip.mistake().id(), slip.at(), slip.is());
        }
    }

    /** An explanation and how far-fetched it is. */
    private record Found(List<Slip> slips, int cost, double value) {}

    Diagnoser(ReferenceSolution ground, StudentState paper, RandomInstances worlds, Slips slips, Effort effort) {
        this.slips = slips;
        this.effort = effort;
        this.ground = ground;
        this.paper = paper;
        this.worlds = worlds;
        this.typos = new Typos(ground, paper);
    }

    /**
     * Explains a wrong number.
     *
     * @param before what stands before it
     * @param isShownRight whether that is a calculation with the right numbers, so that only its result can be wrong
     */
    Result number(Occurrence cell, Printed printed, Optional<Expr> before, boolean isShownRight) {
        Result searched = number(cell, printed, before);
        boolean sign = !searched.diagnoses().isEmpty()
                && searched.diagnoses().get(0).id().equals("sign");
        Optional<Diagnosis> slip = isShownRight && !sign ? typos.of(cell, printed, before) : Optional.empty();
        if (slip.isEmpty()) {
            return searched;
        }
        var all = new ArrayList<>(List.of(slip.get()));
        searched.diagnoses().stream()
                .filter(other -> !other.id().equals(slip.get().id()))
                .forEach(all::add);
        return new Result(List.copyOf(all), searched.isExact(), Optional.empty(), searched.reasons());
    }

    private Result number(Occurrence cell, Printed printed, Optional<Expr> before) {
        List<Occurrence> region = paper.region(cell, REGION, false);
        List<Found> found = search(cell, region, printed::isRoundingOf, printed);
        if (!found.isEmpty()) {
            Result result = result(found);
            boolean farFetched = found.stream().allMatch(each -> each.cost() > FAR_FETCHED);
            return farFetched
                    ? typos.of(cell, printed, Optional.empty()).map(result::or).orElse(result)
                    : result;
        }
        Optional<Result> late = late(cell, printed);
        if (late.isPresent()) {
            return late.get();
        }
        if (printed.significant() >= SINGLE) {
            // As many digits come from a machine, and some machines count with seven.
            double allowed = Math.abs(printed.value()) * SINGLE_NOISE;
            List<Found> near = search(cell, region, value -> Math.abs(value - printed.value()) <= allowed, null);
            if (!near.isEmpty()) {
                return result(near);
            }
        }
        Optional<Diagnosis> typo = typos.of(cell, printed, before);
        if (typo.isPresent()) {
            return new Result(List.of(typo.get()), false, Optional.empty(), List.of());
        }
        List<Found> pairs = pairs(cell, region, printed::isRoundingOf, printed);
        return pairs.isEmpty() ? Result.NONE : result(pairs);
    }

    /** On top of a mistake that is made in every pass, the value of the pass before. */
    private Optional<Result> late(Occurrence cell, Printed printed) {
        if (!isLate(cell) || printed.significant() < 4) {
            return Optional.empty();
        }
        var earlier = new Occurrence(cell.quantity(), cell.pass() - 1, cell.sample());
        List<Slip> before = slips.at(List.of(new Occurrence(cell.quantity(), 1, cell.sample()))).stream()
                .map(Prepared::slip)
                .filter(slip -> slip.mistake().id().equals("update-state") && isEarlier(slip, cell))
                .limit(1)
                .toList();
        return before.isEmpty()
                ? Optional.empty()
                : slips.everyPass(cell).stream()
                        .filter(each -> printed.isRoundingOf(slips.run(each).value(earlier)))
                        .min(Comparator.comparingInt(
                                each -> each.slip().mistake().rank()))
                        .map(habit -> {
                            List<Slip> made = isKnown(habit.slip()) ? before : List.of(habit.slip(), before.get(0));
                            double value = slips.run(habit).value(earlier);
                            return result(List.of(new Found(made, SECOND, value)));
                        });
    }

    private static boolean isEarlier(Slip slip, Occurrence cell) {
        return slip.is() instanceof Expr.Sym sym
                && sym.symbol() instanceof Occurrence other
                && other.quantity().equals(cell.quantity())
                && other.pass() == 0;
    }

    /** Whether what is made in every pass is followed pass by pass. */
    private boolean isLate(Occurrence cell) {
        return cell.pass() > 1 && !ground.unrolled().online();
    }

    private boolean isKnown(Slip habit) {
        return habits.contains(List.of(habit.mistake().id(), habit.at(), habit.is()));
    }

    /** From now on a mistake that is made again and again is known to be this writer's. */
    void learn(Result result, int line) {
        habits.addAll(result.habits());
        result.made().forEach(slip -> made.putIfAbsent(slip, line));
    }

    /**
     * The line on which a slip was made first that explains something again: at a step before it, which is not on paper, so that all that is worked
     * out from there shows it; empty where there was none.
     */
    Optional<Integer> madeBefore(Result result, Occurrence cell) {
        return result.made().stream()
                .filter(slip -> !slip.at().equals(cell) && made.containsKey(slip))
                .map(made::get)
                .min(Comparator.naturalOrder());
    }

    /** Explains a calculation with numbers that is not what it should be. */
    Result calculation(Occurrence cell, Expr expr, Band band) {
        Optional<Result> other = otherNumber(cell, expr, band);
        if (other.isPresent()) {
            return other.get();
        }
        List<Occurrence> region = paper.region(cell, REGION, false);
        double allowed = band.width() / 2 + 1e-9 * Math.abs(band.point());
        List<Found> found = search(cell, region, value -> Math.abs(value - band.point()) <= allowed, null);
        return found.isEmpty() ? Result.NONE : result(found);
    }

    /** One number of the calculation stands for a given value, and is another. */
    private Optional<Result> otherNumber(Occurrence cell, Expr expr, Band band) {
        Optional<ReferenceSolution.Rule> rule = ground.rule(cell);
        if (rule.isEmpty()) {
            return Optional.empty();
        }
        for (Expr form : Alignment.forms(rule.get().expr(), ground)) {
            Optional<Alignment.Other> found = Alignment.inSums(form, expr, this::unitsOff)
                    .or(() -> Alignment.of(form, expr, this::unitsOff))
                    .filter(other -> ground.unrolled().given(other.cell()).isPresent())
                    .filter(other -> !isBeside(cell, other))
                    .filter(other -> gives(cell, form, other, band));
            if (found.isPresent()) {
                String id = Alignment.mistake(found.get().cell());
                Remark done = Remark.of(
                        "mistake." + id + ".done",
                        shown(found.get().number()),
                        Remark.maths(found.get().cell().expr()),
                        Remark.maths(cell.expr()));
                var diagnosis = new Diagnosis(List.of(id), cell, done);
                return Optional.of(new Result(List.of(diagnosis), true, Optional.empty(), List.of()));
            }
        }
        return Optional.empty();
    }

    /** Whether a step with another number in it, in either sign, comes to what was written. */
    private boolean gives(Occurrence cell, Expr form, Alignment.Other other, Band band) {
        Compiled step = Compiled.of(form);
        double allowed = band.width() + NEAR * Math.abs(band.point());
        for (ToDoubleFunction<Occurrence> base : bases(cell)) {
            for (int sign : new int[] {1, -1}) {
                double value = step.value(symbol -> symbol.equals(other.cell())
                        ? sign * other.number().doubleValue()
                        : symbol instanceof Occurrence operand ? base.applyAsDouble(operand) : Double.NaN);
                if (Math.abs(value - band.point()) <= allowed) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether another number is that of a neighbour, which is then what the writer took. */
    private boolean isBeside(Occurrence cell, Alignment.Other other) {
        return slips.at(List.of(cell)).stream()
                .filter(each -> each.slip().was().equals(other.cell().expr()))
                .anyMatch(each -> each.slip().is() instanceof Expr.Sym sym
                        && sym.symbol() instanceof Occurrence neighbour
                        && unitsOff(neighbour, other.number()) <= 1);
    }

    private double unitsOff(Occurrence cell, BigDecimal number) {
        if (ground.unrolled().given(cell).isPresent()) {
            return ground.unrolled().given(cell).orElseThrow().compareTo(number) == 0
                            || ground.unrolled()
                                            .given(cell)
                                            .orElseThrow()
                                            .negate()
                                            .compareTo(number)
                                    == 0
                    ? 0
                    : Double.MAX_VALUE;
        }
        return Math.min(unitsOff(paper.follow(cell), number), unitsOff(paper.honest(cell), number));
    }

    private static double unitsOff(Band band, BigDecimal number) {
        var printed = new Printed(number.abs());
        Band size = band.lo() < 0 ? new Band(-band.hi(), -band.lo(), -band.point()) : band;
        return printed.isRoundingOf(size) ? 0 : printed.unitsFrom(size);
    }

    /** Explains an expression that is not what it should be. */
    Result expression(Occurrence cell, Expr expr) {
        double[] written = new double[RandomInstances.COUNT];
        for (int world = 0; world < RandomInstances.COUNT; world++) {
            written[world] = worlds.value(world, expr);
        }
        var found = new ArrayList<Found>();
        List<Occurrence> region = paper.region(cell, REGION, true);
        Map<Occurrence, Integer> depth = depths(region);
        List<Prepared> slipsHere = limited(slips.at(region));
        effort.spend((long) slipsHere.size() * RandomInstances.COUNT * region.size());
        for (Prepared each : slipsHere) {
            if (!each.slip().hasUnknown() && isSame(cell, each.instead(), written)) {
                found.add(new Found(List.of(each.slip()), cost(each.slip(), depth), Double.NaN));
            }
        }
        if (found.isEmpty()) {
            List<Pair> pairs = pairsOf(singles(region.subList(0, Math.min(4, region.size()))));
            effort.spend((long) pairs.size() * RandomInstances.COUNT * region.size());
            for (Pair pair : pairs) {
                if (isSame(cell, pair.instead(), written)) {
                    found.add(new Found(pair.slips(), pair.cost(depth), Double.NaN));
                }
            }
        }
        return found.isEmpty() ? Result.NONE : result(found);
    }

    private boolean isSame(Occurrence cell, Map<Occurrence, Compiled> instead, double[] written) {
        int valid = 0;
        for (int world = 0; world < RandomInstances.COUNT; world++) {
            double value = worlds.trial(world, instead).value(cell);
            if (Double.isNaN(value) && Double.isNaN(written[world])) {
                continue;
            }
            if (!RandomInstances.isNear(value, written[world])) {
                return false;
            }
            valid += value == 0 ? 0 : 1;
        }
        return valid >= 2;
    }

    /** Whether a number may be the rounding of one that was worked out from intermediate results which were rounded but not written down. */
    boolean mayBeRounded(Occurrence cell, Printed printed) {
        List<Occurrence> region = paper.region(cell, REGION, false);
        if (region.size() < 2) {
            return false;
        }
        var bands = new HashMap<Occurrence, Band>();
        for (int i = region.size() - 1; i >= 0; i--) {
            Occurrence at = region.get(i);
            Optional<ReferenceSolution.Rule> rule = ground.rule(at);
            if (rule.isEmpty()) {
                continue;
            }
            Band band = StudentState.band(rule.get(), operand -> bands.getOrDefault(operand, paper.honest(operand)));
            if (i == 0) {
                return printed.isRoundingOf(band);
            }
            // A copy is not rounded once more.
            double half = isCopy(rule.get(), band) ? 0 : printed.unit() / 2;
            bands.put(at, new Band(band.lo() - half, band.hi() + half, band.point()));
        }
        return false;
    }

    /** Whether a step hands a number on as it is, or with another sign. */
    private boolean isCopy(ReferenceSolution.Rule rule, Band band) {
        return rule.operands().stream()
                .anyMatch(operand -> Math.abs(ground.value(operand)) == Math.abs(band.point())
                        || Math.abs(paper.honest(operand).point()) == Math.abs(band.point()));
    }

    private Map<Occurrence, Integer> depths(List<Occurrence> region) {
        var depths = new HashMap<Occurrence, Integer>();
        depths.put(region.get(0), 0);
        for (Occurrence cell : region) {
            int next = depths.getOrDefault(cell, 0) + 1;
            ground.rule(cell).ifPresent(rule -> rule.operands().forEach(operand -> depths.putIfAbsent(operand, next)));
        }
        return depths;
    }

    private static int cost(Slip slip, Map<Occurrence, Integer> depths) {
        int depth = slip.instead().size() > 1 ? 1 : depths.getOrDefault(slip.at(), 5);
        return slip.mistake().rank() + FURTHER * depth;
    }

    private static List<Prepared> limited(List<Prepared> all) {
        return all.subList(0, Math.min(MAX_SLIPS, all.size()));
    }

    /** Every single slip that gives a value which fits. */
    private List<Found> search(
            Occurrence cell, List<Occurrence> region, DoublePredicate fits, @Nullable Printed printed) {
        Map<Occurrence, Integer> depth = depths(region);
        List<Region> regions = regions(cell, region);
        Optional<Region> whole = Optional.empty();
        var found = new ArrayList<Found>();
        if (isLate(cell)) {
            for (Prepared each : slips.everyPass(cell)) {
                double value = slips.run(each).value(cell);
                if (fits.test(value)) {
                    found.add(new Found(
                            List.of(each.slip()), each.slip().mistake().rank(), value));
                }
            }
        }
        List<Prepared> slipsHere = limited(slips.at(region));
        effort.spend((long) slipsHere.size() * regions.size() * region.size());
        for (Prepared each : slipsHere) {
            for (int base = 0; base < regions.size(); base++) {
                boolean exact = base == regions.size() - 1;
                Region at = regions.get(base);
                if (exact && each.instead().size() > 1) {
                    whole = whole.or(
                            () -> Optional.of(new Region(ground, paper.region(cell, WHOLE, true), ground::value)));
                    at = whole.orElseThrow();
                }
                if (each.slip().hasUnknown()) {
                    int steps = depth.getOrDefault(each.slip().at(), 5);
                    Optional<Slip> solved = printed == null ? Optional.empty() : solved(each, at, printed, steps);
                    if (solved.isPresent()) {
                        int cost = cost(solved.get(), depth) + (exact ? FROM_EXACT : 0);
                        found.add(new Found(List.of(solved.get()), cost, Double.NaN));
                        break;
                    }
                    continue;
                }
                double value = at.with(each.instead());
                if (fits.test(value)) {
                    int cost = cost(each.slip(), depth) + (exact ? FROM_EXACT : 0);
                    found.add(new Found(List.of(each.slip()), cost, value));
                    break;
                }
            }
        }
        return found;
    }

    private List<Region> regions(Occurrence cell, List<Occurrence> region) {
        return ground.rule(cell).isEmpty()
                ? List.of()
                : bases(cell).stream()
                        .map(base -> new Region(ground, region, base))
                        .toList();
    }

    /** Where somebody may have started from: what is on paper, right or wrong; what is on paper and right; exact values. */
    private List<ToDoubleFunction<Occurrence>> bases(Occurrence cell) {
        var bases = new ArrayList<ToDoubleFunction<Occurrence>>();
        if (paper.isTainted(cell) || !paper.taintedOperands(cell).isEmpty()) {
            bases.add(operand -> paper.follow(operand).point());
        }
        bases.add(operand -> paper.honest(operand).point());
        bases.add(ground::value);
        return bases;
    }

    /**
     * The slip with the number that explains what was written; empty where no plausible one does.
     *
     * @param depth how many steps before the result it is made
     */
    private Optional<Slip> solved(Prepared each, Region region, Printed printed, int depth) {
        if (!(each.slip().was() instanceof Expr.Sym sym) || !(sym.symbol() instanceof Occurrence given)) {
            return Optional.empty();
        }
        Optional<BigDecimal> right = ground.unrolled().given(given);
        if (right.isEmpty()) {
            return Optional.empty();
        }
        int decimals = Math.max(1, right.get().stripTrailingZeros().scale());
        DoubleUnaryOperator value =
                x -> region.with(each.instead(), operand -> operand.equals(Slips.UNKNOWN) ? x : Double.NaN);
        double at = right.get().doubleValue();
        double x0 = at;
        double x1 = at + Math.pow(10, -decimals);
        double y0 = value.applyAsDouble(x0) - printed.value();
        double y1 = value.applyAsDouble(x1) - printed.value();
        // A number that hardly matters could be anything, the more so the further away it is.
        double enough = TELLING * Math.pow(2.5, Math.min(depth, 4));
        if (Double.isNaN(y0) || Double.isNaN(y1) || Math.abs(y1 - y0) < enough * printed.unit()) {
            return Optional.empty();
        }
        for (int i = 0; i < 30 && y1 != y0 && Math.abs(y1) > printed.unit() / 8; i++) {
            double x2 = x1 - y1 * (x1 - x0) / (y1 - y0);
            x0 = x1;
            y0 = y1;
            x1 = x2;
            y1 = value.applyAsDouble(x1) - printed.value();
            if (Double.isNaN(y1) || Math.abs(x1) > 1e6) {
                return Optional.empty();
            }
        }
        BigDecimal nice = BigDecimal.valueOf(x1).setScale(decimals, RoundingMode.HALF_UP);
        Slip slip = each.slip();
        return nice.compareTo(right.get()) != 0 && printed.isRoundingOf(value.applyAsDouble(nice.doubleValue()))
                ? Optional.of(new Slip(slip.mistake(), slip.at(), slip.instead(), slip.was(), Expr.num(nice)))
                : Optional.empty();
    }

    private static Remark.Part shown(BigDecimal number) {
        return Remark.maths(Expr.num(number));
    }

    /** Two mistakes at once, of those that are frequent. */
    private List<Found> pairs(Occurrence cell, List<Occurrence> region, DoublePredicate fits, Printed printed) {
        // With few digits some pair fits every number.
        if (printed.significant() < 4) {
            return List.of();
        }
        Map<Occurrence, Integer> depth = depths(region);
        List<Region> regions = regions(cell, region);
        var found = new ArrayList<Found>();
        List<Pair> pairs = pairsOf(singles(region.subList(0, Math.min(5, region.size()))));
        effort.spend((long) pairs.size() * regions.size() * region.size());
        for (Pair pair : pairs) {
            for (Region at : regions) {
                double value = at.with(pair.instead());
                if (fits.test(value)) {
                    found.add(new Found(pair.slips(), pair.cost(depth), value));
                    break;
                }
            }
        }
        return found;
    }

    /** Two slips at different steps. */
    private record Pair(List<Slip> slips, Map<Occurrence, Compiled> instead) {
        int cost(Map<Occurrence, Integer> depth) {
            return slips.stream().mapToInt(slip -> Diagnoser.cost(slip, depth)).sum() + SECOND;
        }
    }

    /** The frequent ones of the slips at some steps. */
    private List<Prepared> singles(List<Occurrence> region) {
        return slips.at(region).stream()
                .filter(each -> !each.slip().hasUnknown()
                        && each.instead().size() == 1
                        && each.slip().mistake().rank() <= FREQUENT)
                .limit(MAX_PAIRED)
                .toList();
    }

    private static List<Pair> pairsOf(List<Prepared> single) {
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < single.size(); i++) {
            for (int j = i + 1; j < single.size(); j++) {
                Prepared a = single.get(i);
                Prepared b = single.get(j);
                if (!a.slip().at().equals(b.slip().at())) {
                    var both = new HashMap<>(a.instead());
                    both.putAll(b.instead());
                    pairs.add(new Pair(List.of(a.slip(), b.slip()), both));
                }
            }
        }
        return pairs;
    }

    /** The simplest explanation, and those that are as good. */
    private static Result result(List<Found> found) {
        List<Found> sorted =
                found.stream().sorted(Comparator.comparingInt(Found::cost)).toList();
        var named = new LinkedHashMap<List<String>, Diagnosis>();
        var reasons = new ArrayList<Remark>();
        for (Found each : sorted) {
            List<String> ids = each.slips().stream()
                    .map(slip -> slip.mistake().id())
                    .distinct()
                    .toList();
            if (named.size() < MAX_NAMED && !named.containsKey(ids)) {
                named.put(ids, diagnosis(each, ids));
                each.slips()
                        .forEach(slip -> reasons.add(Remark.of(
                                "reason.mistake",
                                Remark.words(slip.mistake().id()),
                                Remark.maths(slip.at().expr()),
                                Remark.maths(slip.is()))));
            }
        }
        double value = sorted.get(0).value();
        return new Result(
                List.copyOf(named.values()),
                true,
                Double.isNaN(value) ? Optional.empty() : Optional.of(value),
                reasons,
                sorted.get(0).slips().stream()
                        .filter(slip -> slip.instead().size() > 1)
                        .map(slip -> List.<Object>of(slip.mistake().id(), slip.at(), slip.is()))
                        .collect(Collectors.toSet()),
                sorted.stream()
                        .filter(each -> each.slips().size() == 1)
                        .map(each -> Made.of(each.slips().get(0)))
                        .collect(Collectors.toSet()));
    }

    private static Diagnosis diagnosis(Found found, List<String> ids) {
        Slip first = found.slips().get(0);
        Symbol at = first.at();
        return new Diagnosis(
                ids,
                first.at(),
                Remark.of(
                        "mistake." + first.mistake().id() + ".done",
                        Remark.maths(first.is()),
                        Remark.maths(first.was()),
                        Remark.maths(at.expr())));
    }
}
