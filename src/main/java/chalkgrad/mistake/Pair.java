package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Cell;
import chalkgrad.derive.Course;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
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
public record Pair(Slip first, Slip second, Map<Cell, Expr> instead) {
    public Pair {
        instead = Map.copyOf(instead);
    }

    /** The mistakes' ids, that of the first first. */
    public List<String> ids() {
        return List.of(first.mistake().id(), second.mistake().id());
    }

    /** Every way to make two mistakes at some steps. */
    static Stream<Pair> of(Course course, Collection<Cell> region, Mistake one, Mistake other) {
        List<Slip> firsts = slips(course, region, one);
        List<Slip> seconds = slips(course, region, other);
        return firsts.stream().flatMap(first -> seconds.stream().flatMap(second -> both(course, first, second)));
    }

    private static List<Slip> slips(Course course, Collection<Cell> region, Mistake mistake) {
        return region.stream()
                .flatMap(at -> mistake.rule().at(course, at))
                .filter(slip -> !slip.hasUnknown())
                .toList();
    }

    private static Stream<Pair> both(Course course, Slip first, Slip second) {
        if (Collections.disjoint(first.instead().keySet(), second.instead().keySet())) {
            return Stream.of(merged(first, second));
        } else if (first.instead().size() > 1 || second.instead().size() > 1) {
            return again(course, first, second).filter(pair -> !pair.instead.equals(first.instead()));
        }
        return again(course, first, second)
                .filter(pair -> Generic.differ(right(course, first.at()), pair.instead.get(first.at())));
    }

    /** The second slip in the step that the first has left: of all that can be done there, what was put in is the same. */
    private static Stream<Pair> again(Course course, Slip first, Slip second) {
        return second.mistake()
                .rule()
                .at(course.with(first.instead()), second.at())
                .filter(slip -> slip.is().equals(second.is()) && slip.was().equals(second.was()))
                .limit(1)
                .map(slip -> merged(first, slip));
    }

    private static Expr right(Course course, Cell at) {
        return course.step(at).orElseThrow().expression();
    }

    private static Pair merged(Slip first, Slip second) {
        var instead = new HashMap<>(first.instead());
        instead.putAll(second.instead());
        return new Pair(first, second, instead);
    }
}
