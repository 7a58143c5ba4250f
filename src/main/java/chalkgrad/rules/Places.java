package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.rules.Signature.Arguments;
import chalkgrad.rules.Signature.Unfit;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries and ranges of an array, counted from one as in mathematics; a range has both of its ends.
 *
 * <p>{@code X[1, 2:3]} of a 2 x 3 array are the entries 1 and 2 of all six, counted from zero.
 */
record Places(Dims dims, int[] places) {

    static Places of(Arguments args, Dims array) {
        Expr written = args.number("places");
        List<Expr> each = written instanceof Expr.Matrix list ? list.rows().get(0) : List.of(written);
        int rank = array.axes().size();
        if (each.size() > rank) {
            throw new Unfit(
                    rank == 0
                            ? "a scalar has no entries"
                            : "an entry of " + Shapes.named(array) + " has " + rank + " places");
        }
        int[] first = new int[rank];
        int[] count = new int[rank];
        var left = new ArrayList<Integer>();
        for (int i = 0; i < rank; i++) {
            int length = array.size(i).value();
            Expr place = i < each.size() ? each.get(i) : Expr.call(ExprParser.RANGE);
            if (place instanceof Expr.Call range && range.function().equals(ExprParser.RANGE)) {
                first[i] = range.args().isEmpty() ? 1 : require(range.args().get(0), length);
                int last =
                        range.args().isEmpty() ? length : require(range.args().get(1), length);
                count[i] = last - first[i] + 1;
                if (count[i] < 1) {
                    throw new Unfit("the range " + first[i] + ":" + last + " is empty");
                }
                left.add(count[i]);
            } else {
                first[i] = require(place, length);
                count[i] = 1;
            }
        }
        int[] sizes = Axes.sizes(array);
        int[] place = new int[rank];
        int all = Windows.product(count);
        int[] places = new int[all];
        for (int i = 0; i < all; i++) {
            int[] at = new int[rank];
            for (int axis = 0; axis < rank; axis++) {
                at[axis] = first[axis] - 1 + place[axis];
            }
            places[i] = Axes.flat(at, sizes);
            Axes.step(place, count);
        }
        return new Places(Dims.of(left), places);
    }

    private static int require(Expr place, int length) {
        return require(Arguments.whole(place, "an index"), length);
    }

    /** A place along an axis of that length. */
    static int require(int place, int length) {
        if (place < 1 || place > length) {
            throw new Unfit("entries are counted from 1 to " + length + " here; found " + place);
        }
        return place;
    }
}
