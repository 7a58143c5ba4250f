package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The table of mistakes.
 *
 * <p>{@code Mistakes.at(unrolled, Occurrence.of(new Net("h1")))} is everything that somebody may write there by mistake.
 *
 * <p>The order is that in which somebody who marks by hand would think of them: what many do and what changes little first.
 */
public final class Mistakes {
    /** Every mistake, the likeliest first. */
    public static final List<Mistake> ALL = List.of(
            row("sign-in-formula", 10, Signs.inFormula()),
            row("sign", 12, Signs.ofNumber()),
            row("max-to-all", 13, ArrayMixups.everyEntry()),
            row("kernel-not-turned", 13, ArrayMixups.kernel()),
            row("stride-forgotten", 13, ArrayMixups.stride()),
            row("statistics-constant", 13, ArrayMixups.statistics()),
            row("sample-variance", 13, ArrayMixups.sampleVariance()),
            row("wrong-axis", 13, ArrayMixups.axis()),
            row("missing-derivative", 14, Slopes.missing()),
            row("updated-weight", 16, Weights.updated()),
            row("last-step-only", 17, TimeSlips.lastStep()),
            row("wrong-time-step", 17, TimeSlips.shifted()),
            row("missing-path", 18, Sums.path()),
            row("wrong-operand", 20, Operands.neighbours()),
            row("wrong-target", 22, FunctionMixups.target()),
            row("constant-factor", 24, Factors.constant()),
            row("update-rule", 26, Updates.rule()),
            row("old-state", 27, StateSlips.old()),
            row("derivative-argument", 28, Slopes.argument()),
            row("bias-correction", 29, StateSlips.uncorrected()),
            row("wrong-chain", 30, Factors.chain()),
            row("epsilon-place", 31, StateSlips.epsilon()),
            row("other-derivative", 32, Slopes.other()),
            row("state-share", 33, StateSlips.share()),
            row("activation-value", 34, FunctionMixups.activation()),
            row("transposed", 36, Weights.transposed()),
            row("softmax-no-exp", 38, FunctionMixups.softmax()),
            row("component-for-total", 40, Sums.component()),
            row("other-loss", 42, FunctionMixups.otherLoss()),
            row("decimal-point", 44, Factors.decimalPoint()),
            row("wrong-operator", 46, Operators.other()),
            row("divided", 48, Operators.divided()),
            row("update-state", 50, Updates.state()),
            row("stale-value", 52, Numbers.stale()),
            row("wrong-constant", 54, Numbers.constant()),
            row("given-value", 56, Numbers.given()),
            row("digit-typo", 60, List.of()),
            row("shown-operand", 70, List.of()),
            row("arithmetic", 80, List.of()));

    /** What often comes together; the order in a row does not matter. */
    static final List<List<String>> TOGETHER = List.of(
            List.of("sign-in-formula", "missing-derivative"),
            List.of("sign-in-formula", "constant-factor"),
            List.of("sign-in-formula", "sign-in-formula"),
            List.of("sign-in-formula", "updated-weight"),
            List.of("sign-in-formula", "missing-path"),
            List.of("sign-in-formula", "update-rule"),
            List.of("missing-derivative", "constant-factor"),
            List.of("missing-derivative", "missing-path"),
            List.of("missing-derivative", "updated-weight"),
            List.of("missing-path", "sign"),
            List.of("missing-path", "updated-weight"),
            List.of("missing-path", "constant-factor"),
            List.of("wrong-operand", "sign"),
            List.of("wrong-operand", "wrong-operand"),
            List.of("wrong-target", "sign-in-formula"),
            List.of("wrong-target", "missing-derivative"),
            List.of("updated-weight", "update-rule"),
            List.of("updated-weight", "update-state"),
            List.of("sign", "decimal-point"));

    private Mistakes() {}

    /** The mistake of an id. */
    public static Optional<Mistake> find(String id) {
        return ALL.stream().filter(mistake -> mistake.id().equals(id)).findFirst();
    }

    /** Every slip at one step, the likeliest mistakes first. */
    public static Stream<Slip> at(UnrolledComputation unrolled, Occurrence at) {
        return ALL.stream().flatMap(mistake -> mistake.rule().at(unrolled, at));
    }

    /** Every slip at some steps, the likeliest mistakes first; one that changes many steps comes once. */
    public static Stream<Slip> at(UnrolledComputation unrolled, Collection<Occurrence> region) {
        Set<Map<Occurrence, Expr>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return ALL.stream()
                .flatMap(mistake -> region.stream().flatMap(at -> mistake.rule().at(unrolled, at)))
                .filter(slip -> seen.add(slip.instead()));
    }

    /**
     * Two mistakes at once at some steps, of those that often come together.
     *
     * <p>The second is made in the step as the first has left it, where both are made in one.
     */
    public static Stream<Pair> pairs(UnrolledComputation unrolled, Collection<Occurrence> region) {
        return TOGETHER.stream()
                .flatMap(row -> Pair.of(
                        unrolled,
                        region,
                        find(row.get(0)).orElseThrow(),
                        find(row.get(1)).orElseThrow()));
    }

    private static Mistake row(String id, int rank, List<Way> ways) {
        return new Mistake(id, rank, new Ways(id, rank, ways));
    }

    /** The rule of a row: all of its ways, without those that come to the same as what is right or as another. */
    private record Ways(String id, int rank, List<Way> ways) implements Mistake.Rule {
        @Override
        public Stream<Slip> at(UnrolledComputation unrolled, Occurrence at) {
            if (ways.isEmpty()) {
                return Stream.empty();
            }
            var mistake = new Mistake(id, rank, this);
            return Place.of(unrolled, at)
                    .map(place -> {
                        var seen = new Generic(place.expr());
                        return ways.stream()
                                .flatMap(way -> way.at(place))
                                .filter(edit -> isNew(place, edit, seen))
                                .map(edit -> new Slip(mistake, edit.at(), edit.instead(), edit.was(), edit.is()));
                    })
                    .orElseGet(Stream::empty);
        }

        /** What changes more than this step is told apart by its map. */
        private static boolean isNew(Place place, Edit edit, Generic seen) {
            Expr here = edit.instead().get(place.at());
            return edit.instead().size() != 1 || here == null || seen.isNew(here);
        }
    }
}
