package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An expression in which one part was replaced.
 *
 * <p>{@code Site.all(parse("a*b"), part -> …)} is {@code c*b}, {@code a*c}, and what becomes of the whole product.
 */
record Site(Expr whole, Expr was, Expr is) {
    /** In a sum or product of more parts than this only some are looked at, so that the work does not grow with the square of a layer. */
    private static final int WIDE = 24;

    private static final int FIRST = 8;
    private static final int LAST = 4;

    /** Every way to replace one part, or the whole, by one of its others. */
    static Stream<Site> all(Expr e, Function<? super Expr, ? extends Stream<? extends Expr>> others) {
        Stream<Site> here = others.apply(e).map(other -> new Site(other, e, other));
        return Stream.concat(here, parts(e, others));
    }

    /** As {@link #all}, but never the whole. What tells the pieces of a function apart stays: nobody writes it down. */
    static Stream<Site> parts(Expr e, Function<? super Expr, ? extends Stream<? extends Expr>> others) {
        List<Expr> parts = e.parts();
        return near(parts.size()).stream()
                .filter(i -> i > 0 || !(e instanceof Expr.Cases))
                .flatMap(i ->
                        all(parts.get(i), others).map(site -> new Site(withPart(e, i, site.whole), site.was, site.is)));
    }

    /** The numbers from zero up to {@code count}; of very many only those at both ends. */
    static List<Integer> near(int count) {
        var near = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            if (count <= WIDE || i < FIRST || i >= count - LAST) {
                near.add(i);
            }
        }
        return near;
    }

    /** The same expression with another part in one place. */
    static Expr withPart(Expr e, int index, Expr part) {
        var counter = new int[1];
        return e.mapParts(old -> counter[0]++ == index ? part : old);
    }

    /** A list without one of its members. */
    static List<Expr> without(List<Expr> list, int index) {
        var rest = new ArrayList<>(list);
        rest.remove(index);
        return rest;
    }

    /** A list with another member in one place. */
    static List<Expr> with(List<Expr> list, int index, Expr member) {
        var changed = new ArrayList<>(list);
        changed.set(index, member);
        return changed;
    }
}
