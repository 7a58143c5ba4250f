package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Two mistakes at once.
 *
 * <p>{@code pair.instead()} has the steps as somebody writes them who makes both.
 *
 * @param second made where the first has been made already
 * @param instead as in a {@link Slip}
 */
public record Pair(Slip first, Slip second, Map<Occurrence, Expr> instead) {
    public Pair {
        instead = Map.copyOf(instead);
    }

    /** The mistakes' ids, that of the first first. */
    public List<String> ids() {
        return List.of(first.mistake().id(), second.mistake().id());
    }

    /** Every way to make two mistakes at some steps. */
    static Stream<Pair> of(UnrolledComputation unrolled, Collection<Occurrence> region, Mistake one, Mistake other) {
        var seconds = new LinkedHashMap<Occurrence, List<Slip>>();
        region.forEach(at -> seconds.put(at, slips(unrolled, at, other).toList()));
        return region.stream()
                .flatMap(at -> slips(unrolled, at, one))
                .flatMap(first -> seconds.entrySet().stream()
                        .flatMap(entry -> then(unrolled, first, entry.getKey(), entry.getValue(), other)));
    }

    private static Stream<Slip> slips(UnrolledComputation unrolled, Occurrence at, Mistake mistake) {
        return mistake.rule().at(unrolled, at).filter(slip -> !slip.hasUnknown());
    }

    /** The second mistake at a step; where the first has changed what it changes, in what is written there by then. */
    private static Stream<Pair> then(
            UnrolledComputation unrolled, Slip first, Occurrence at, List<Slip> seconds, Mistake other) {
        boolean isApart = seconds.stream()
                .allMatch(second -> Collections.disjoint(
                        first.instead().keySet(), second.instead().keySet()));
        Stream<Slip> slips = isApart ? seconds.stream() : slips(unrolled.with(first.instead()), at, other);
        return slips.map(second -> merged(first, second)).filter(pair -> isNew(unrolled, pair));
    }

    /** Two signs lost in one place are none. */
    private static boolean isNew(UnrolledComputation unrolled, Pair pair) {
        Occurrence at = pair.second.at();
        Expr changed = pair.instead.get(at);
        return pair.instead.size() > 1
                || changed == null
                || Generic.differ(unrolled.step(at).orElseThrow().expression(), changed);
    }

    private static Pair merged(Slip first, Slip second) {
        var instead = new HashMap<>(first.instead());
        instead.putAll(second.instead());
        return new Pair(first, second, instead);
    }
}
