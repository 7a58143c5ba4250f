package chalkgrad.check;

import chalkgrad.algebra.Expr;
import java.util.List;

/**
 * One thing that a written name may stand for.
 *
 * <p>{@code z_1} may be the net input of the first unit, or those of the whole first layer.
 *
 * @param grid what it is, in {@link chalkgrad.model.Quantity quantities}, or in cells where it is of one sample in particular
 * @param conventions how the name has to be read for it to mean this
 * @param rank how far-fetched it is: {@link Names#OWN} is the problem's own name
 */
record Meaning(Grid grid, List<Convention> conventions, int rank) {
    Meaning {
        conventions = List.copyOf(conventions);
        if (conventions.stream().map(Convention::name).distinct().count()
                < conventions.stream().distinct().count()) {
            throw new IllegalArgumentException("two conventions of one name: " + conventions);
        }
    }

    static Meaning of(Expr expr, int rank, Convention... conventions) {
        return new Meaning(Grid.scalar(expr), List.of(conventions), rank);
    }

    Meaning ranked(int other) {
        return new Meaning(grid, conventions, other);
    }
}
