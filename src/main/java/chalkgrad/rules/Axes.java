package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.rules.Signature.Arguments;
import chalkgrad.rules.Signature.Unfit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Axes of arrays: which are gone over, and where an entry stands along each.
 *
 * <p>In a 2 x 3 array the entry 4 is at 1, 1, counted from zero.
 */
final class Axes {
    private Axes() {}

    /** The axes that the setting {@code axis} names, counted from zero; all of them where there is none. */
    static SortedSet<Integer> of(Arguments args, Dims dims) {
        var axes = new TreeSet<Integer>();
        if (args.find("axis").isEmpty()) {
            for (int i = 0; i < dims.axes().size(); i++) {
                axes.add(i);
            }
            return axes;
        }
        for (int axis : args.wholes("axis")) {
            axes.add(one(axis, dims.axes().size()));
        }
        return axes;
    }

    /** An axis, counted from the end where it is negative. */
    static int one(int axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new Unfit("axis is " + axis + "; "
                    + (rank == 0 ? "a scalar has no axes" : "the axes are 0 to " + (rank - 1) + ", counted from zero"));
        }
        return axis < 0 ? axis + rank : axis;
    }

    /** The shape without some axes, or with one entry along each. */
    static Dims reduced(Dims dims, SortedSet<Integer> axes, boolean keep) {
        var sizes = new ArrayList<Size>();
        for (int i = 0; i < dims.axes().size(); i++) {
            if (!axes.contains(i)) {
                sizes.add(dims.size(i));
            } else if (keep) {
                sizes.add(Size.of(1));
            }
        }
        return new Dims(sizes);
    }

    /** The lengths of some axes. */
    static Dims along(Dims dims, SortedSet<Integer> axes) {
        return new Dims(axes.stream().map(dims::size).toList());
    }

    /** For each entry that is left, the entries along some axes. */
    static Sources along(Dims dims, SortedSet<Integer> axes, Dims left) {
        int[] place = new int[dims.axes().size()];
        int[] sizes = sizes(dims);
        int[] group = new int[dims.count()];
        int[] counts = new int[left.count() + 1];
        for (int i = 0; i < group.length; i++) {
            int to = 0;
            for (int axis = 0; axis < place.length; axis++) {
                to = axes.contains(axis) ? to : to * sizes[axis] + place[axis];
            }
            group[i] = to;
            counts[to + 1]++;
            step(place, sizes);
        }
        int each = group.length / left.count();
        int[] filled = new int[left.count()];
        int[] members = new int[group.length];
        for (int i = 0; i < group.length; i++) {
            members[group[i] * each + filled[group[i]]++] = i;
        }
        var sources = new Sources.Builder();
        for (int i = 0; i < members.length; i++) {
            sources.add(members[i]);
            if ((i + 1) % each == 0) {
                sources.next();
            }
        }
        return sources.done();
    }

    static int[] sizes(Dims dims) {
        return dims.sizes().stream().mapToInt(Integer::intValue).toArray();
    }

    /** The next place, the last axis first. */
    static void step(int[] place, int[] sizes) {
        for (int axis = place.length - 1; axis >= 0; axis--) {
            if (++place[axis] < sizes[axis]) {
                return;
            }
            place[axis] = 0;
        }
    }

    /** Where an entry stands in the list of all, row by row. */
    static int flat(int[] place, int[] sizes) {
        int flat = 0;
        for (int axis = 0; axis < place.length; axis++) {
            flat = flat * sizes[axis] + place[axis];
        }
        return flat;
    }

    /** The common shape of two arrays that meet entry by entry, aligned at their last axes; an axis of one entry is repeated. */
    static Optional<Dims> joined(Dims left, Dims right) {
        if (left.axes().size() < right.axes().size()) {
            return joined(right, left);
        }
        int lead = left.axes().size() - right.axes().size();
        var sizes = new ArrayList<>(left.axes());
        for (int i = 0; i < right.axes().size(); i++) {
            Size a = left.size(lead + i);
            Size b = right.size(i);
            if (isOne(a)) {
                sizes.set(lead + i, b);
            } else if (!a.equals(b) && !isOne(b)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Dims(sizes));
    }

    static boolean isOne(Size size) {
        return size instanceof Size.Count count && count.value() == 1;
    }

    /** The setting by which a call goes over some axes. */
    static Expr setting(Iterable<Integer> axes) {
        List<Expr> all = new ArrayList<>();
        axes.forEach(axis -> all.add(Expr.num(axis)));
        return Expr.call("axis=", all.size() == 1 ? all.get(0) : new Expr.Matrix(List.of(all)));
    }
}
