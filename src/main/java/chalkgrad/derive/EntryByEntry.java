package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Scalars.Entry;
import chalkgrad.model.Array;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Recurrence;
import chalkgrad.rules.ArrayFunction;
import chalkgrad.rules.ArrayFunctions;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Function;
import chalkgrad.rules.Functions;
import chalkgrad.rules.Loss;
import chalkgrad.rules.Losses;
import chalkgrad.rules.Plan;
import chalkgrad.rules.Shapes;
import chalkgrad.rules.Signature;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the nodes of a graph out, entry by entry.
 *
 * <p>{@code softmax(z)} of two entries is {@code exp(z[1])/(exp(z[1]) + exp(z[2]))} and the like for the other.
 */
final class EntryByEntry {
    /** More arguments no function takes. */
    private static final int MOST_ARGUMENTS =
            Functions.find("max").map(Function::most).orElseThrow();

    private final Graph graph;
    private final Map<Symbol, Written> arrays = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<Graph.Node> nodes = new ArrayList<>();
    private String base = "";
    private int parts;
    private long leaves;
    private boolean tooLarge;

    /** An array as expressions of scalars, row by row. */
    private record Written(Dims dims, List<Expr> entries) {
        Expr at(Dims whole, int index) {
            return entries.get(dims.meeting(whole, index));
        }

        List<Expr> row(int row) {
            return entries.subList(row * columns(), (row + 1) * columns());
        }

        List<Expr> column(int column) {
            var found = new ArrayList<Expr>();
            for (int i = column; i < entries.size(); i += dims.columns()) {
                found.add(entries.get(i));
            }
            return found;
        }

        int columns() {
            return dims.isMatrix() ? dims.columns() : dims.rows();
        }

        int rows() {
            return dims.isMatrix() ? dims.rows() : 1;
        }
    }

    EntryByEntry(Graph graph) {
        this.graph = graph;
    }

    private final Set<Recurrence.Cut> cuts = new HashSet<>();

    /** Empty where it is too large. */
    Optional<Graph> written() {
        Map<String, Dims> shapes = graph.shapes();
        if (shapes.values().stream().mapToLong(Dims::count).sum() > Scalars.MOST_NODES) {
            return Optional.empty();
        }
        taken.addAll(shapes.keySet());
        shapes.forEach((name, dims) -> arrays.put(new Node(name), letters(name, dims)));
        for (Graph.Node node : graph.nodes()) {
            base = node.name();
            parts = 0;
            int from = nodes.size();
            add(node.name(), new Run().written(node.expression()));
            cut(node.name(), nodes.subList(from, nodes.size()));
            if (tooLarge || nodes.size() > Scalars.MOST_NODES) {
                return Optional.empty();
            }
        }
        String output = graph.upstream().map(this::loss).orElse(graph.output());
        boolean scalar = shapes.values().stream().allMatch(Dims::isScalar);
        return Optional.of(new Graph(
                Scalars.given(graph),
                nodes,
                output,
                Optional.empty(),
                scalars(graph.wrt()),
                graph.learningRate(),
                graph.descent(),
                graph.steps(),
                graph.asked().map(this::scalars),
                scalar ? Optional.empty() : Optional.of(graph),
                graph.recurrence()
                        .map(whole -> new Recurrence(
                                scalar ? whole.moments() : List.of(), whole.shared(), whole.initial(), cuts))));
    }

    /** Where nothing comes back to an array from a node, nothing comes back to its entries from those of the node. */
    private void cut(String through, List<Graph.Node> entries) {
        Set<Recurrence.Cut> all = graph.recurrence().map(Recurrence::cuts).orElse(Set.of());
        all.stream().filter(cut -> cut.through().equals(through)).forEach(cut -> {
            Dims dims = graph.shapes().getOrDefault(cut.to(), Dims.SCALAR);
            for (Entry to : Scalars.entriesOf(cut.to(), dims)) {
                entries.forEach(entry -> cuts.add(new Recurrence.Cut(to.name(), entry.name())));
            }
        });
    }

    private static Written letters(String name, Dims dims) {
        return new Written(
                dims,
                Scalars.entriesOf(name, dims).stream()
                        .map(entry -> new Node(entry.name()).expr())
                        .toList());
    }

    private List<String> scalars(List<String> names) {
        Map<String, Dims> shapes = graph.shapes();
        return names.stream()
                .flatMap(name -> Scalars.entriesOf(name, shapes.getOrDefault(name, Dims.SCALAR)).stream())
                .map(Entry::name)
                .toList();
    }

    private void add(String name, Written written) {
        List<Entry> entries = Scalars.entriesOf(name, written.dims);
        for (int i = 0; i < entries.size() && !tooLarge; i++) {
            Expr expression = written.entries.get(i);
            leaves += expression.leaves(Scalars.MOST_LEAVES);
            tooLarge |= leaves > Scalars.MOST_LEAVES;
            nodes.add(new Graph.Node(entries.get(i).name(), expression, Dims.SCALAR));
        }
    }

    /** What comes back to the output, as a loss that sends back just that. No name in a file has brackets without a number. */
    private String loss(Array upstream) {
        Written output = Objects.requireNonNull(arrays.get(new Node(graph.output())));
        var terms = new ArrayList<Expr>();
        for (int i = 0; i < upstream.entries().size(); i++) {
            BigDecimal factor = upstream.entries().get(i);
            Expr term = Expr.mul(Expr.num(factor.abs()), output.entries.get(i));
            terms.add(factor.signum() < 0 ? Expr.neg(term) : term);
        }
        String name = taken.contains("E") ? "E[]" : "E";
        nodes.add(new Graph.Node(name, Expr.add(terms), Dims.SCALAR));
        return name;
    }

    /** One node's expression. */
    private final class Run {
        private final IdentityHashMap<Expr, Written> done = new IdentityHashMap<>();

        Written written(Expr e) {
            Written known = done.get(e);
            if (known == null) {
                known = write(e);
                done.put(e, known);
            }
            return known;
        }

        private Written write(Expr e) {
            if (e instanceof Expr.Sym s) {
                return arrays.getOrDefault(s.symbol(), scalar(e));
            } else if (e instanceof Expr.MatMul m && isList(m)) {
                return withSettings(Expr.call("matmul", m.left(), m.right()));
            } else if (e instanceof Expr.MatMul m) {
                return product(written(m.left()), written(m.right()));
            } else if (e instanceof Expr.Transpose t) {
                Written matrix = written(t.arg());
                if (!matrix.dims.isMatrix()) {
                    return moved(matrix);
                }
                var entries = new ArrayList<Expr>();
                for (int j = 0; j < matrix.columns(); j++) {
                    entries.addAll(matrix.column(j));
                }
                int rows = matrix.columns();
                return new Written(Dims.matrix(rows, matrix.rows()), entries);
            } else if (e instanceof Expr.Call call && ArrayFunctions.find(call).isPresent()) {
                return withSettings(e);
            } else if (e instanceof Expr.Call call && !isEntrywise(call)) {
                return call(call);
            }
            return entrywise(e);
        }

        private boolean isList(Expr.MatMul m) {
            return written(m.left()).dims.axes().size() > 2
                    || written(m.right()).dims.axes().size() > 2;
        }

        private Written moved(Written array) {
            Plan plan = ArrayFunctions.transposed(array.dims);
            return new Written(plan.dims(), plan.forward(List.of(array.entries), new Formulas()));
        }

        private Written withSettings(Expr e) {
            var call = (Expr.Call) e;
            ArrayFunction function = ArrayFunctions.find(call).orElseThrow();
            Signature.Arguments args = function.signature().arguments(call);
            if (function.value() instanceof ArrayFunction.Value.Defined defined) {
                List<Dims> dims = args.arrays().stream().map(this::dims).toList();
                return written(defined.definition().of(args, dims));
            }
            List<Written> arrays = args.arrays().stream().map(this::written).toList();
            Plan plan = ((ArrayFunction.Value.Planned) function.value())
                    .plan()
                    .of(args, arrays.stream().map(Written::dims).toList());
            boolean moves = plan instanceof Plan.Linear linear
                    && linear.from().size() == linear.dims().count()
                    && isOnce(linear);
            List<List<Expr>> entries = arrays.stream()
                    .map(array -> (moves ? array : named(array, 2)).entries)
                    .toList();
            return new Written(plan.dims(), plan.forward(entries, new Formulas()));
        }

        /** Whether each entry is one of the argument's, as it is. */
        private boolean isOnce(Plan.Linear linear) {
            for (int i = 0; i < linear.from().size(); i++) {
                if (linear.from().count(i) != 1) {
                    return false;
                }
            }
            return true;
        }

        private Dims dims(Expr e) {
            return Shapes.dims(e, symbol -> {
                Written known = arrays.get(symbol);
                return known == null ? Dims.SCALAR : known.dims;
            });
        }

        private boolean isEntrywise(Expr.Call call) {
            return Functions.find(call.function())
                    .map(function -> function.isEntrywise(call))
                    .orElseThrow();
        }

        private Written entrywise(Expr e) {
            var dims = new Dims[] {Dims.SCALAR};
            e.parts().forEach(part -> {
                dims[0] = Dims.joined(dims[0], written(part).dims).orElseThrow();
            });
            Dims whole = dims[0];
            if (whole.isScalar()) {
                return scalar(e.mapParts(part -> written(part).entries.get(0)));
            }
            var spread = new IdentityHashMap<Expr, Written>();
            e.parts().forEach(part -> {
                Written each = written(part);
                spread.put(part, named(each, whole.count() / each.dims.count()));
            });
            var entries = new ArrayList<Expr>();
            for (int i = 0; i < whole.count(); i++) {
                int index = i;
                entries.add(e.mapParts(
                        part -> Objects.requireNonNull(spread.get(part)).at(whole, index)));
            }
            return new Written(whole, entries);
        }

        private Written product(Written left, Written right) {
            Written a = named(left, right.dims.isMatrix() ? right.columns() : 1);
            Written b = named(right, a.rows());
            int columns = b.dims.isMatrix() ? b.columns() : 1;
            var entries = new ArrayList<Expr>();
            for (int i = 0; i < a.rows(); i++) {
                for (int j = 0; j < columns; j++) {
                    entries.add(dot(a.row(i), b.dims.isMatrix() ? b.column(j) : b.entries));
                }
            }
            var sizes = new ArrayList<Integer>();
            if (a.dims.isMatrix()) {
                sizes.add(a.rows());
            }
            if (b.dims.isMatrix()) {
                sizes.add(columns);
            }
            return new Written(Dims.of(sizes), entries);
        }

        private Written call(Expr.Call call) {
            Written first = written(call.args().get(0));
            List<Expr> entries = first.entries;
            return switch (call.function()) {
                case "sum" -> scalar(Expr.add(entries));
                case "mean" -> scalar(mean(entries));
                case "max", "min" -> scalar(extremum(call.function(), entries));
                case "norm" -> scalar(norm(named(first, 2).entries));
                case "dot" -> scalar(dot(entries, written(call.args().get(1)).entries));
                case "outer" -> outer(first, written(call.args().get(1)));
                case "softmax" -> softmax(named(first, first.columns()));
                default -> scalar(loss(call, first, written(call.args().get(1))));
            };
        }

        private Expr extremum(String function, List<Expr> entries) {
            tooLarge |= entries.size() > MOST_ARGUMENTS;
            return entries.size() == 1 ? entries.get(0) : new Expr.Call(function, entries);
        }

        private Written outer(Written left, Written right) {
            Written a = named(left, right.entries.size());
            Written b = named(right, left.entries.size());
            var entries = new ArrayList<Expr>();
            for (Expr x : a.entries) {
                for (Expr y : b.entries) {
                    entries.add(Expr.mul(x, y));
                }
            }
            return new Written(Dims.matrix(a.entries.size(), b.entries.size()), entries);
        }
    }

    /** What plans do with formulas. */
    private final class Formulas implements Plan.Numbers<Expr> {
        @Override
        public Expr sum(List<Expr> terms) {
            return Expr.add(terms);
        }

        @Override
        public Expr dot(List<Expr> left, List<Expr> right) {
            return EntryByEntry.dot(left, right);
        }

        @Override
        public Expr divided(Expr value, int divisor) {
            return Expr.div(value, Expr.num(divisor));
        }

        @Override
        public Expr extremum(List<Expr> among, boolean largest) {
            tooLarge |= among.size() > MOST_ARGUMENTS;
            return among.size() == 1 ? among.get(0) : new Expr.Call(largest ? "max" : "min", among);
        }

        @Override
        public List<Expr> shares(List<Expr> among, boolean largest) {
            throw new IllegalArgumentException("only what is computed forwards is written out");
        }
    }

    private static Written scalar(Expr e) {
        return new Written(Dims.SCALAR, List.of(e));
    }

    private static Expr dot(List<Expr> left, List<Expr> right) {
        var terms = new ArrayList<Expr>();
        for (int i = 0; i < left.size(); i++) {
            terms.add(Expr.mul(left.get(i), right.get(i)));
        }
        return Expr.add(terms);
    }

    private static Expr mean(List<Expr> entries) {
        return entries.size() == 1 ? entries.get(0) : Expr.div(Expr.add(entries), Expr.num(entries.size()));
    }

    /** Where all entries are zero the slope is agreed to be zero, as that of a scalar's absolute value is. */
    private static Expr norm(List<Expr> entries) {
        if (entries.size() == 1) {
            return Expr.call("abs", entries.get(0));
        }
        Expr square = Expr.add(entries.stream().map(entry -> Expr.pow(entry, 2)).toList());
        return new Expr.Cases(square, Expr.call("sqrt", square), Expr.ZERO, Expr.ZERO);
    }

    private static Written softmax(Written z) {
        var entries = new ArrayList<Expr>();
        for (int i = 0; i < z.rows(); i++) {
            List<Expr> exponentials =
                    z.row(i).stream().map(entry -> Expr.call("exp", entry)).toList();
            Expr sum = Expr.add(exponentials);
            exponentials.forEach(each -> entries.add(Expr.div(each, sum)));
        }
        return new Written(z.dims, entries);
    }

    /** What each entry contributes as the loss of a scalar, and the number of entries where the loss is divided by it. */
    private static Expr loss(Expr.Call call, Written output, Written target) {
        var terms = new ArrayList<Expr>();
        for (int i = 0; i < output.entries.size(); i++) {
            terms.add(Expr.call(call.function(), output.entries.get(i), target.entries.get(i)));
        }
        Expr each = Losses.find(call.function()).orElseThrow().definition();
        return mentionsCount(each) ? mean(terms) : Expr.add(terms);
    }

    private static boolean mentionsCount(Expr e) {
        return e.equals(Loss.COUNT.expr()) || e.parts().stream().anyMatch(EntryByEntry::mentionsCount);
    }

    /** The same with a node for each entry that is more than a letter or a number, where each is used several times. */
    private Written named(Written written, int uses) {
        if (uses <= 1 || written.entries.stream().allMatch(EntryByEntry::isShort)) {
            return written;
        }
        String name;
        do {
            name = base + "_" + ++parts;
        } while (!taken.add(name));
        Written letters = letters(name, written.dims);
        add(name, written);
        return letters;
    }

    private static boolean isShort(Expr e) {
        return e instanceof Expr.Neg negative
                ? isShort(negative.arg())
                : e instanceof Expr.Num || e instanceof Expr.Sym;
    }
}
