package chalkgrad.graph;

import chalkgrad.graph.Doubles.Unfit;
import chalkgrad.graph.Interpreter.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A random graph, as a problem file and as {@link Term}s.
 *
 * <p>The same seed gives the same graph. No number in it is near a kink, near a pole or large.
 */
final class RandomGraph {
    private static final int TRIES = 60;
    private static final double LARGEST = 15;

    static final List<String> FUNCTIONS = List.of(
            "exp",
            "ln",
            "log",
            "log10",
            "sqrt",
            "abs",
            "sin",
            "cos",
            "tan",
            "sinh",
            "cosh",
            "tanh",
            "erf",
            "identity",
            "sigmoid",
            "relu",
            "leaky_relu",
            "elu",
            "selu",
            "softplus",
            "silu",
            "gelu");
    static final List<String> LOSSES =
            List.of("half_sse", "sse", "mse", "mae", "huber", "bce", "bce_sum", "cross_entropy", "hinge");
    static final List<String> PAIRS = List.of("+", "-", "*", "/", "^", "max", "min");
    private static final List<String> REDUCING = List.of("sum", "mean", "max", "min");
    private static final List<String> NAMES =
            List.of("a", "h", "E", "D", "I", "List", "x_", "가중", "λ", "Sin", "t", "o");

    /** Of the plain generator, successive numbers depend on each other so much that some kinds never come up. */
    private final SplittableRandom random;

    private final List<Integer> sides;

    /** What is given, entry by entry as it is written. */
    final Map<String, List<String>> given = new LinkedHashMap<>();

    final Map<String, Term> nodes = new LinkedHashMap<>();
    final Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    private final Map<String, Array<Double>> rough = new LinkedHashMap<>();
    private final Set<String> unused = new LinkedHashSet<>();
    final String output;
    /** The gradient that comes back to the output, entry by entry; empty where it is a scalar without. */
    final List<String> upstream = new ArrayList<>();

    final List<String> wrt = new ArrayList<>();

    RandomGraph(long seed) {
        random = new SplittableRandom(seed);
        sides = List.of(2 + random.nextInt(2), 2 + random.nextInt(2));
        give(List.of());
        sides.stream().distinct().forEach(side -> give(List.of(side)));
        give(sides);
        for (int i = random.nextInt(3); i > 0; i--) {
            give(shape());
        }
        int count = 4 + (int) (33 * Math.pow(random.nextDouble(), 4));
        special((int) (seed % 1000));
        for (int i = 0; i < count; i++) {
            node(random.nextInt(4) == 0 ? List.of() : shape(), 1 + random.nextInt(2));
        }
        last();
        output = chooseOutput();
        if (!shapes.get(output).isEmpty() || random.nextInt(10) == 0) {
            for (int i = 0; i < size(shapes.get(output)); i++) {
                upstream.add(decimal());
            }
        }
        wrt.addAll(given.keySet());
        while (wrt.size() > 1 && random.nextInt(3) == 0) {
            wrt.remove(random.nextInt(wrt.size()));
        }
    }

    private String chooseOutput() {
        List<String> all = List.copyOf(nodes.keySet());
        String end = all.get(all.size() - 1);
        return random.nextInt(4) > 0 ? end : all.get(all.size() - 1 - random.nextInt((all.size() + 1) / 2));
    }

    private List<Integer> vectorShape() {
        return List.of(pick(sides));
    }

    private List<Integer> matrixShape() {
        return List.of(pick(sides), pick(sides));
    }

    private List<Integer> shape() {
        int kind = random.nextInt(3);
        return kind == 0 ? List.of() : kind == 1 ? vectorShape() : matrixShape();
    }

    static int size(List<Integer> shape) {
        return shape.stream().reduce(1, (a, b) -> a * b);
    }

    private String decimal() {
        int hundredths = random.nextInt(401) - 200;
        return String.valueOf(hundredths == 0 ? 1 : hundredths / 100.0);
    }

    private <T> T pick(Collection<T> all) {
        return List.copyOf(all).get(random.nextInt(all.size()));
    }

    private String fresh() {
        return pick(NAMES) + (shapes.size() + 1);
    }

    private void give(List<Integer> shape) {
        // Sometimes a file has a name of its own for what would be a constant.
        boolean own = shape.isEmpty() && random.nextInt(12) == 0 && !given.containsKey("e");
        String name = own ? "e" : fresh();
        var entries = new ArrayList<String>();
        for (int i = 0; i < size(shape); i++) {
            entries.add(decimal());
        }
        given.put(name, entries);
        put(name, new Array<>(shape, entries.stream().map(Double::valueOf).toList()));
    }

    private void put(String name, Array<Double> value) {
        shapes.put(name, value.shape());
        rough.put(name, value);
        unused.add(name);
    }

    /** One loss and one operation in one way of many, which are all met in turn. */
    private void special(int number) {
        String loss = LOSSES.get(number % LOSSES.size());
        List<Integer> shape =
                List.of(List.<Integer>of(), sides.subList(1, 2), sides).get(number / LOSSES.size() % 3);
        attempt(() -> loss(loss, shape, random.nextInt(2)));
        List<Integer> row = sides.subList(1, 2);
        List<List<Integer>> lefts = List.of(List.of(), row, List.of(), row, sides, List.of(), sides, row);
        List<List<Integer>> rights = List.of(List.of(), List.of(), row, row, List.of(), sides, row, sides);
        String op = PAIRS.get(number % PAIRS.size());
        int way = number / PAIRS.size() % lefts.size();
        attempt(() -> {
            Term left = term(lefts.get(way), random.nextInt(2));
            Term right = term(rights.get(way), 0);
            return joined(op, List.of(op.equals("^") ? half(left) : left, right));
        });
    }

    private void node(List<Integer> shape, int depth) {
        attempt(() -> term(shape, depth));
    }

    private void attempt(Supplier<Term> term) {
        for (int i = 0; i < TRIES; i++) {
            try {
                add(fresh(), term.get());
                return;
            } catch (Unfit unfit) {
                // Another one.
            }
        }
    }

    private void add(String name, Term term) {
        if (isIdle(term)) {
            throw new Unfit();
        }
        Array<Double> value = new Interpreter<>(new Doubles(), rough).value(term);
        if (value.entries().stream().anyMatch(entry -> Math.abs(entry) > LARGEST)) {
            throw new Unfit();
        }
        nodes.put(name, term);
        put(name, value);
        term.names().forEach(unused::remove);
    }

    /** Things like x/x, or a sum over a softmax: zeros that no number of digits proves, which take long. */
    private boolean isIdle(Term term) {
        List<Term> args = term.args();
        boolean same = args.size() > 1 && new LinkedHashSet<>(args).size() < args.size();
        return same
                || List.of("sum", "mean").contains(term.op()) && isSoftmax(args.get(0))
                || args.stream().anyMatch(this::isIdle);
    }

    private boolean isSoftmax(Term term) {
        boolean passesOn = List.of("identity", "'", "neg").contains(term.op());
        return term.op().equals("softmax")
                || passesOn && isSoftmax(term.args().get(0))
                || nodes.containsKey(term.op()) && isSoftmax(nodes.get(term.op()));
    }

    /** Gathers most of what nothing uses yet. */
    private void last() {
        String name = fresh();
        List<Term> terms = unused.stream()
                .filter(each -> random.nextInt(8) > 0)
                .map(this::name)
                .map(each -> each.shape().isEmpty() ? each : call(pick(REDUCING), each))
                .toList();
        Term sum = terms.isEmpty() ? name(pick(shapes.keySet())) : terms.get(0);
        for (int i = 1; i < terms.size(); i++) {
            sum = new Term(random.nextInt(3) == 0 ? "-" : "+", List.of(sum, terms.get(i)), List.of());
        }
        Term squashed = new Term("tanh", List.of(sum.shape().isEmpty() ? sum : call("mean", sum)), List.of());
        try {
            add(name, squashed);
        } catch (Unfit tie) {
            add(name, Term.leaf(pick(shapes.keySet()), List.of()));
        }
    }

    private Term name(String name) {
        return Term.leaf(name, shapes.get(name));
    }

    private static Term call(String function, Term... args) {
        return new Term(function, List.of(args), List.of());
    }

    private Term leaf(List<Integer> shape) {
        List<String> fitting = shapes.keySet().stream()
                .filter(name -> shapes.get(name).equals(shape))
                .toList();
        List<String> waiting = fitting.stream().filter(unused::contains).toList();
        if (shape.isEmpty() && random.nextInt(4) == 0) {
            return Term.leaf(pick(List.of("2", "0.5", ".5", "1.2e-1", "3.0", "pi", "e", "0.25E1")), List.of());
        } else if (!waiting.isEmpty() && random.nextInt(3) > 0) {
            return name(pick(waiting));
        }
        if (fitting.isEmpty()) {
            throw new Unfit();
        }
        return name(pick(fitting));
    }

    private Term term(List<Integer> shape, int depth) {
        if (depth == 0) {
            return leaf(shape);
        }
        int kind = random.nextInt(12) + (shape.isEmpty() ? random.nextInt(12) : 0);
        if (kind < 3) {
            return entrywise(pick(List.of("+", "-", "*", "/")), shape, depth);
        } else if (kind < 4) {
            return new Term("neg", List.of(term(shape, depth - 1)), shape);
        } else if (kind < 5) {
            return power(shape, depth);
        } else if (kind < 7) {
            return function(pick(FUNCTIONS), shape, depth);
        } else if (kind < 9) {
            return several(pick(List.of("max", "min")), shape, depth);
        }
        return switch (shape.size()) {
            case 0 -> toScalar(depth);
            case 1 -> toVector(shape.get(0), depth);
            default -> toMatrix(shape.get(0), shape.get(1), depth);
        };
    }

    /** Two that meet entry by entry, one of them perhaps smaller than the result. */
    private Term entrywise(String op, List<Integer> shape, int depth) {
        Term whole = term(shape, depth - 1);
        Term other = term(smaller(shape), depth - 1);
        boolean first = random.nextBoolean();
        return joined(op, first ? List.of(whole, other) : List.of(other, whole));
    }

    private Term joined(String op, List<Term> args) {
        List<Integer> largest =
                args.stream().map(Term::shape).reduce(List.of(), (a, b) -> a.size() >= b.size() ? a : b);
        return new Term(op, args, largest);
    }

    private List<Integer> smaller(List<Integer> shape) {
        int kind = random.nextInt(4);
        if (kind == 0 || shape.isEmpty()) {
            return shape;
        }
        return kind < 3 && random.nextBoolean() ? List.of() : shape.subList(shape.size() - 1, shape.size());
    }

    private Term several(String op, List<Integer> shape, int depth) {
        var args = new ArrayList<>(List.of(term(shape, depth - 1)));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            boolean zero = random.nextInt(5) == 0;
            args.add(random.nextInt(2), zero ? Term.leaf("0", List.of()) : term(smaller(shape), depth - 1));
        }
        return joined(op, args);
    }

    private Term power(List<Integer> shape, int depth) {
        Term base = term(shape, depth - 1);
        Term positive = half(base);
        return switch (random.nextInt(6)) {
            case 0 ->
                random.nextBoolean()
                        ? joined("^", List.of(positive, term(smaller(shape), depth - 1)))
                        : joined("^", List.of(half(term(smaller(shape), depth - 1)), base));
            case 1 -> {
                Term exponent = leaf(smaller(shape));
                yield joined("^", List.of(positive, new Term("neg", List.of(exponent), exponent.shape())));
            }
            case 2 -> joined("^", List.of(positive, Term.leaf(pick(List.of("0.5", "1.5", ".25")), List.of())));
            case 3 -> joined("^", List.of(Term.leaf(pick(List.of("2", "e", "pi")), List.of()), base));
            case 4 -> {
                Term small = new Term("neg", List.of(Term.leaf(pick(List.of("1", "2", "3")), List.of())), List.of());
                yield joined("^", List.of(base, small));
            }
            default -> joined("^", List.of(base, Term.leaf(pick(List.of("2", "3", "4", "1")), List.of())));
        };
    }

    /** Between 1/2 and 3/2. */
    private Term half(Term term) {
        return joined("+", List.of(new Term("sigmoid", List.of(term), term.shape()), Term.leaf(".5", List.of())));
    }

    private Term function(String name, List<Integer> shape, int depth) {
        Term arg = term(shape, depth - 1);
        boolean positive = List.of("ln", "log", "log10", "sqrt").contains(name);
        if (positive && random.nextInt(4) > 0) {
            Term square = joined("^", List.of(arg, Term.leaf("2", List.of())));
            arg = joined("+", List.of(square, Term.leaf("0.5", List.of())));
        }
        return new Term(name, List.of(arg), arg.shape());
    }

    private Term toScalar(int depth) {
        int d = depth - 1;
        Integer n = pick(sides);
        return switch (random.nextInt(8)) {
            case 0, 1 -> call(pick(REDUCING), term(shape(), d));
            case 2 -> call("norm", term(random.nextBoolean() ? vectorShape() : matrixShape(), d));
            case 3 -> call(pick(List.of("dot", "@")), term(List.of(n), d), term(List.of(n), d));
            default -> loss(pick(LOSSES), shape(), d);
        };
    }

    private Term loss(String name, List<Integer> shape, int depth) {
        Term output = term(shape, depth);
        if (List.of("bce", "bce_sum", "cross_entropy").contains(name)) {
            boolean rows = !shape.isEmpty() && random.nextBoolean();
            output = new Term(rows ? "softmax" : "sigmoid", List.of(output), shape);
        }
        Term target = term(shape, depth);
        return call(name, output, target);
    }

    private Term toVector(Integer n, int depth) {
        int d = depth - 1;
        Integer k = pick(sides);
        List<Integer> shape = List.of(n);
        return switch (random.nextInt(3)) {
            case 0 -> new Term("softmax", List.of(term(shape, d)), shape);
            case 1 -> new Term("@", List.of(term(List.of(n, k), d), term(List.of(k), d)), shape);
            default -> new Term("@", List.of(term(List.of(k), d), term(List.of(k, n), d)), shape);
        };
    }

    private Term toMatrix(Integer n, Integer m, int depth) {
        int d = depth - 1;
        Integer k = pick(sides);
        List<Integer> shape = List.of(n, m);
        return switch (random.nextInt(5)) {
            case 0 -> new Term("softmax", List.of(term(shape, d)), shape);
            case 1 -> new Term("'", List.of(term(List.of(m, n), d)), shape);
            case 2 -> new Term("outer", List.of(term(List.of(n), d), term(List.of(m), d)), shape);
            default -> new Term("@", List.of(term(List.of(n, k), d), term(List.of(k, m), d)), shape);
        };
    }

    /** The nodes that the output depends on, itself included. */
    List<Term> relevant() {
        var reached = new LinkedHashSet<String>(Set.of(output));
        var last = new ArrayList<>(nodes.keySet());
        java.util.Collections.reverse(last);
        for (String name : last) {
            if (reached.contains(name)) {
                reached.addAll(nodes.get(name).names());
            }
        }
        return last.stream().filter(reached::contains).map(nodes::get).toList();
    }

    /** The problem file; the nodes in any order. */
    String yaml(String descent) {
        var text = new StringBuilder("given:\n");
        given.forEach((name, entries) -> text.append("  ")
                .append(name)
                .append(": ")
                .append(array(entries, shapes.get(name)))
                .append('\n'));
        var lines = new ArrayList<String>();
        nodes.forEach((name, term) -> lines.add("  " + name + ": \"" + term.text(random) + "\"\n"));
        java.util.Collections.shuffle(lines, new Random(lines.size()));
        text.append("nodes:\n");
        lines.forEach(text::append);
        text.append("output: ")
                .append(output)
                .append("\nwrt: ")
                .append(wrt)
                .append('\n')
                .append(descent);
        if (!upstream.isEmpty()) {
            text.append("upstream: ")
                    .append(array(upstream, shapes.get(output)))
                    .append('\n');
        }
        return text.toString();
    }

    private static String array(List<String> entries, List<Integer> shape) {
        if (shape.isEmpty()) {
            return entries.get(0);
        } else if (shape.size() == 1) {
            return entries.toString();
        }
        int row = shape.get(1);
        return java.util.stream.IntStream.range(0, shape.get(0))
                .mapToObj(i -> entries.subList(i * row, (i + 1) * row).toString())
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
