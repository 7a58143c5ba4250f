package chalkgrad.graph;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The values of {@link Term}s, written from the contract. */
final class Interpreter<N> {
    private static final String SCALE = "1.0507009873554804934193349852946";
    private static final String ALPHA = "1.6732632423543772848170429916717";

    private final Numbers<N> on;
    private final Map<String, Array<N>> values;

    /** The entries row by row. */
    record Array<N>(List<Integer> shape, List<N> entries) {
        int last() {
            return shape.get(shape.size() - 1);
        }

        N at(int row, int column) {
            return entries.get(row * last() + column);
        }

        /** The entry that meets entry {@code index} of an array of {@code count} entries. */
        N meeting(int index) {
            return entries.get(index % entries.size());
        }
    }

    Interpreter(Numbers<N> on, Map<String, Array<N>> values) {
        this.on = on;
        this.values = values;
    }

    Array<N> value(Term term) {
        if (term.isLeaf()) {
            return leaf(term);
        }
        List<Array<N>> args = term.args().stream().map(this::value).toList();
        Array<N> a = args.get(0);
        Array<N> b = args.get(args.size() - 1);
        boolean single = args.size() == 1;
        return switch (term.op()) {
            case "@" -> product(a, b);
            case "'" ->
                new Array<>(
                        List.of(a.last(), a.shape.get(0)),
                        IntStream.range(0, a.entries.size())
                                .mapToObj(i -> a.at(i % a.shape.get(0), i / a.shape.get(0)))
                                .toList());
            case "outer" -> {
                var entries = new ArrayList<N>();
                a.entries.forEach(x -> b.entries.forEach(y -> entries.add(on.times(x, y))));
                yield new Array<>(List.of(a.last(), b.last()), entries);
            }
            case "dot" -> scalar(dot(a.entries, b.entries));
            case "norm" -> scalar(on.sqrt(dot(a.entries, a.entries)));
            case "sum" -> scalar(sum(a.entries));
            case "mean" -> scalar(on.over(sum(a.entries), count(a)));
            case "softmax" -> softmax(a);
            case "max", "min" -> {
                boolean largest = term.op().equals("max");
                yield single ? scalar(extremum(a.entries, largest)) : entrywise(args, xs -> extremum(xs, largest));
            }
            case "^" -> entrywise(args, xs -> power(xs, term.args().get(1)));
            case "half_sse", "sse", "mse", "mae", "huber", "bce", "bce_sum", "cross_entropy", "hinge" -> {
                N total = sum(entrywise(args, xs -> loss(term.op(), xs.get(0), xs.get(1))).entries);
                boolean mean = List.of("mse", "mae", "bce").contains(term.op());
                yield scalar(mean ? on.over(total, count(a)) : total);
            }
            default -> entrywise(args, xs -> single ? function(term.op(), xs.get(0)) : pair(term.op(), xs));
        };
    }

    private Array<N> leaf(Term term) {
        if (term.isNumber()) {
            return scalar(on.of(term.op()));
        } else if (values.containsKey(term.op())) {
            return values.get(term.op());
        }
        return scalar(term.op().equals("pi") ? on.pi() : on.exp(on.of("1")));
    }

    private Array<N> scalar(N value) {
        return new Array<>(List.of(), List.of(value));
    }

    private N count(Array<N> a) {
        return on.of(BigDecimal.valueOf(a.entries.size()));
    }

    private interface Entry<N> {
        N of(List<N> each);
    }

    private Array<N> entrywise(List<Array<N>> args, Entry<N> entry) {
        Array<N> largest = args.get(0);
        for (Array<N> arg : args) {
            largest = arg.shape.size() > largest.shape.size() ? arg : largest;
        }
        var entries = new ArrayList<N>();
        for (int i = 0; i < largest.entries.size(); i++) {
            int at = i;
            entries.add(entry.of(args.stream().map(arg -> arg.meeting(at)).toList()));
        }
        return new Array<>(largest.shape, entries);
    }

    private N sum(List<N> all) {
        return all.stream().reduce(on::plus).orElseThrow();
    }

    private N dot(List<N> a, List<N> b) {
        return sum(IntStream.range(0, a.size())
                .mapToObj(i -> on.times(a.get(i), b.get(i)))
                .toList());
    }

    /** As NumPy has it: a vector on the left is a row, on the right a column, and does not show in the result. */
    private Array<N> product(Array<N> a, Array<N> b) {
        int inner = a.last();
        int rows = a.entries.size() / inner;
        int columns = b.entries.size() / inner;
        var entries = new ArrayList<N>();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int row = i;
                int column = j;
                entries.add(sum(IntStream.range(0, inner)
                        .mapToObj(k -> on.times(a.entries.get(row * inner + k), b.entries.get(k * columns + column)))
                        .toList()));
            }
        }
        var shape = new ArrayList<Integer>();
        if (a.shape.size() == 2) {
            shape.add(rows);
        }
        if (b.shape.size() == 2) {
            shape.add(columns);
        }
        return new Array<>(shape, entries);
    }

    private Array<N> softmax(Array<N> a) {
        var entries = new ArrayList<N>();
        for (int row = 0; row < a.entries.size() / a.last(); row++) {
            List<N> powers = a.entries.subList(row * a.last(), (row + 1) * a.last()).stream()
                    .map(on::exp)
                    .toList();
            N total = sum(powers);
            powers.forEach(power -> entries.add(on.over(power, total)));
        }
        return new Array<>(a.shape, entries);
    }

    private N extremum(List<N> all, boolean largest) {
        int best = 0;
        for (int i = 1; i < all.size(); i++) {
            int order = on.compare(all.get(i), all.get(best));
            best = (largest ? order > 0 : order < 0) ? i : best;
        }
        for (int i = 0; i < all.size(); i++) {
            if (i != best) {
                on.side(on.minus(all.get(best), all.get(i)));
            }
        }
        return all.get(best);
    }

    /** A whole exponent that is written out takes any base; other powers are those of positive numbers. */
    private N power(List<N> xs, Term exponent) {
        boolean negative = exponent.op().equals("neg");
        Term size = negative ? exponent.args().get(0) : exponent;
        if (!size.isNumber() || new BigDecimal(size.op()).stripTrailingZeros().scale() > 0) {
            return on.exp(on.times(xs.get(1), on.ln(xs.get(0))));
        }
        N product = on.of("1");
        for (int i = new BigDecimal(size.op()).intValueExact(); i > 0; i--) {
            product = on.times(product, xs.get(0));
        }
        return negative ? on.inverse(product) : product;
    }

    private N pair(String op, List<N> xs) {
        N a = xs.get(0);
        N b = xs.get(1);
        return switch (op) {
            case "+" -> on.plus(a, b);
            case "-" -> on.minus(a, b);
            case "*" -> on.times(a, b);
            case "/" -> on.over(a, b);
            default -> throw new IllegalArgumentException(op);
        };
    }

    private N function(String name, N x) {
        N one = on.of("1");
        N half = on.of("0.5");
        N zero = on.of("0");
        return switch (name) {
            case "neg" -> on.negative(x);
            case "exp" -> on.exp(x);
            case "ln", "log" -> on.ln(x);
            case "log10" -> on.over(on.ln(x), on.ln(on.of("10")));
            case "sqrt" -> on.sqrt(x);
            case "abs" -> on.side(x) > 0 ? x : on.negative(x);
            case "sin" -> on.sin(x);
            case "cos" -> on.cos(x);
            case "tan" -> on.over(on.sin(x), on.cos(x));
            case "sinh" -> on.times(half, on.minus(on.exp(x), on.exp(on.negative(x))));
            case "cosh" -> on.times(half, on.plus(on.exp(x), on.exp(on.negative(x))));
            case "tanh" -> on.minus(one, on.over(on.of("2"), on.plus(one, on.exp(on.plus(x, x)))));
            case "erf" -> on.erf(x);
            case "identity" -> x;
            case "sigmoid" -> sigmoid(x);
            case "relu" -> on.side(x) > 0 ? x : on.times(zero, x);
            case "leaky_relu" -> on.side(x) > 0 ? x : on.times(on.of("0.01"), x);
            case "elu" -> on.side(x) > 0 ? x : on.minus(on.exp(x), one);
            case "selu" ->
                on.times(on.of(SCALE), on.side(x) > 0 ? x : on.times(on.of(ALPHA), on.minus(on.exp(x), one)));
            case "softplus" -> on.ln(on.plus(one, on.exp(x)));
            case "silu" -> on.times(x, sigmoid(x));
            case "gelu" -> on.times(half, on.times(x, on.plus(one, on.erf(on.over(x, on.sqrt(on.of("2")))))));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private N sigmoid(N x) {
        return on.inverse(on.plus(on.of("1"), on.exp(on.negative(x))));
    }

    /** What one entry adds. */
    private N loss(String name, N output, N target) {
        N one = on.of("1");
        N off = on.minus(target, output);
        N square = on.times(off, off);
        return switch (name) {
            case "half_sse" -> on.times(on.of("0.5"), square);
            case "sse", "mse" -> square;
            case "mae" -> function("abs", off);
            case "huber" ->
                on.side(on.minus(square, one)) > 0
                        ? on.minus(function("abs", off), on.of("0.5"))
                        : on.times(on.of("0.5"), square);
            case "bce", "bce_sum" ->
                on.negative(on.plus(
                        on.times(target, on.ln(output)),
                        on.times(on.minus(one, target), on.ln(on.minus(one, output)))));
            case "cross_entropy" -> on.negative(on.times(target, on.ln(output)));
            case "hinge" -> function("relu", on.minus(one, on.times(target, output)));
            default -> throw new IllegalArgumentException(name);
        };
    }
}
