package chalkgrad.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * What each entry of a result is made of, for numbers of any kind.
 *
 * <p>A convolution is {@link Bilinear}: each entry is a sum of products. What comes back is read off the same table the other way round.
 */
public sealed interface Plan {
    /** The shape of the result. */
    Dims dims();

    /** Sums of entries, divided by a number: sums, means, and everything that only moves entries. Places count through all arguments. */
    record Linear(Dims dims, Sources from, int divisor) implements Plan {}

    /** Sums of products of an entry of the first argument with one of the second. */
    record Bilinear(Dims dims, Sources left, Sources right) implements Plan {}

    /** The largest of several entries, or the smallest; entries that tie share what comes back. */
    record Extremum(Dims dims, Sources from, boolean largest) implements Plan {}

    /** What a plan does with numbers of a kind. */
    interface Numbers<T> {
        /** The sum of some numbers; of none it is zero. */
        T sum(List<T> terms);

        /** The sum of the products of two lists. */
        T dot(List<T> left, List<T> right);

        T divided(T value, int divisor);

        T extremum(List<T> among, boolean largest);

        /** What each of several numbers has of their extremum: 1, or a part of it where they tie, or 0. */
        List<T> shares(List<T> among, boolean largest);
    }

    /** The entries of the result. */
    default <T> List<T> forward(List<List<T>> args, Numbers<T> numbers) {
        var out = new ArrayList<T>(dims().count());
        if (this instanceof Linear linear) {
            List<T> all = args.size() == 1
                    ? args.get(0)
                    : args.stream().flatMap(List::stream).toList();
            for (int i = 0; i < linear.from.size(); i++) {
                out.add(scaled(numbers.sum(picked(linear.from, i, all)), linear.divisor, numbers));
            }
        } else if (this instanceof Bilinear product) {
            for (int i = 0; i < product.left.size(); i++) {
                out.add(numbers.dot(picked(product.left, i, args.get(0)), picked(product.right, i, args.get(1))));
            }
        } else if (this instanceof Extremum extremum) {
            for (int i = 0; i < extremum.from.size(); i++) {
                out.add(numbers.extremum(picked(extremum.from, i, args.get(0)), extremum.largest));
            }
        }
        return out;
    }

    /**
     * What comes back to one argument.
     *
     * @param arg which argument, counted from zero
     * @param upstream what comes back to the result
     */
    default <T> List<T> backward(int arg, List<T> upstream, List<List<T>> args, Numbers<T> numbers) {
        int count = args.get(arg).size();
        var out = new ArrayList<T>(count);
        if (this instanceof Linear linear) {
            int before = args.subList(0, arg).stream().mapToInt(List::size).sum();
            int all = args.stream().mapToInt(List::size).sum();
            Sources to = linear.from.turned(all).results();
            for (int i = before; i < before + count; i++) {
                out.add(scaled(numbers.sum(picked(to, i, upstream)), linear.divisor, numbers));
            }
        } else if (this instanceof Bilinear product) {
            Sources own = arg == 0 ? product.left : product.right;
            Sources other = arg == 0 ? product.right : product.left;
            List<T> factors = args.get(1 - arg);
            Sources.Turned to = own.turned(count);
            for (int i = 0; i < count; i++) {
                var beside = new ArrayList<T>(to.results().count(i));
                for (int k = 0; k < to.results().count(i); k++) {
                    beside.add(factors.get(
                            other.at(to.results().at(i, k), to.slots().at(i, k))));
                }
                out.add(numbers.dot(picked(to.results(), i, upstream), beside));
            }
        } else if (this instanceof Extremum extremum) {
            var shares = new ArrayList<List<T>>();
            for (int i = 0; i < extremum.from.size(); i++) {
                shares.add(numbers.shares(picked(extremum.from, i, args.get(0)), extremum.largest));
            }
            Sources.Turned to = extremum.from.turned(count);
            for (int i = 0; i < count; i++) {
                var own = new ArrayList<T>();
                for (int k = 0; k < to.results().count(i); k++) {
                    own.add(shares.get(to.results().at(i, k)).get(to.slots().at(i, k)));
                }
                out.add(numbers.dot(picked(to.results(), i, upstream), own));
            }
        }
        return out;
    }

    private static <T> T scaled(T value, int divisor, Numbers<T> numbers) {
        return divisor == 1 ? value : numbers.divided(value, divisor);
    }

    private static <T> List<T> picked(Sources sources, int result, List<T> from) {
        var picked = new ArrayList<T>(sources.count(result));
        sources.forEach(result, place -> picked.add(from.get(place)));
        return picked;
    }
}
