package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Cell;
import chalkgrad.derive.Course;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Input;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Dims;
import chalkgrad.work.Scribble;
import chalkgrad.work.Work.Chain;
import chalkgrad.work.Work.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Takes a chain of vectors and matrices apart into one chain for each entry.
 *
 * <p>{@code z^{(1)} = W^{(1)} x = (0.08, 0.11)} becomes {@code net(h1) = w1 x1 + w2 x2 = 0.08} and the same for h2.
 */
final class Vectors {
    private static final int MAX_ENTRIES = 2_000;

    private final Map<String, Grid> named = new HashMap<>();

    /** Expressions in rows and columns. */
    private record Grid(int rows, int columns, List<Expr> entries) {
        Grid {
            entries = List.copyOf(entries);
        }

        static Grid scalar(Expr expr) {
            return new Grid(1, 1, List.of(expr));
        }

        boolean isScalar() {
            return entries.size() == 1;
        }

        boolean isVector() {
            return rows == 1 || columns == 1;
        }

        Expr at(int row, int column) {
            return entries.get(row * columns + column);
        }

        Grid map(UnaryOperator<Expr> function) {
            return new Grid(rows, columns, entries.stream().map(function).toList());
        }

        Grid transposed() {
            var all = new ArrayList<Expr>();
            for (int j = 0; j < columns; j++) {
                for (int i = 0; i < rows; i++) {
                    all.add(at(i, j));
                }
            }
            return new Grid(columns, rows, all);
        }

        /** Whether both have the same entries in the same order; vectors may lie or stand. */
        boolean fits(Grid other) {
            return rows == other.rows && columns == other.columns
                    || isVector() && other.isVector() && entries.size() == other.entries.size();
        }

        Optional<Grid> with(Grid other, BinaryOperator<Expr> function) {
            if (isScalar()) {
                return Optional.of(other.map(entry -> function.apply(entries.get(0), entry)));
            } else if (other.isScalar()) {
                return Optional.of(map(entry -> function.apply(entry, other.entries.get(0))));
            } else if (!fits(other)) {
                return Optional.empty();
            }
            var all = new ArrayList<Expr>();
            for (int i = 0; i < entries.size(); i++) {
                all.add(function.apply(entries.get(i), other.entries.get(i)));
            }
            return Optional.of(new Grid(rows, columns, all));
        }

        Optional<Grid> times(Grid other) {
            if (columns != other.rows) {
                return Optional.empty();
            }
            var all = new ArrayList<Expr>();
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < other.columns; j++) {
                    var terms = new ArrayList<Expr>();
                    for (int k = 0; k < columns; k++) {
                        terms.add(Expr.mul(at(i, k), other.at(k, j)));
                    }
                    all.add(Expr.add(terms));
                }
            }
            return Optional.of(new Grid(rows, other.columns, all));
        }
    }

    private final Course course;

    /**
     * @param graph the graph as the problem has it, whose arrays the course has entry by entry; empty for a network
     */
    Vectors(Course course, Optional<Graph> graph) {
        this.course = course;
        if (graph.isPresent()) {
            ofGraph(graph.get());
        } else {
            ofNetwork(((NetworkDerivation) course.derivation()).network());
        }
    }

    private void ofGraph(Graph graph) {
        Quantity objective =
                ((chalkgrad.derive.GraphDerivation) course.derivation()).graph().objective();
        graph.shapes().forEach((name, dims) -> {
            if (!dims.isScalar()) {
                List<Node> nodes = entries(name, dims);
                put(name, dims, nodes);
                List<Partial> gradients =
                        nodes.stream().map(node -> new Partial(objective, node)).toList();
                for (String prefix : List.of("dL/d", "dE/d", "dJ/d", "d" + graph.output() + "/d", "d", "grad")) {
                    put(prefix + name, dims, gradients);
                }
            }
        });
    }

    private static List<Node> entries(String name, Dims dims) {
        var nodes = new ArrayList<Node>();
        if (dims.isMatrix()) {
            for (int i = 1; i <= dims.rows(); i++) {
                for (int j = 1; j <= dims.columns(); j++) {
                    nodes.add(new Node(name + "[" + i + "," + j + "]"));
                }
            }
        } else {
            for (int i = 1; i <= dims.count(); i++) {
                nodes.add(new Node(name + "[" + i + "]"));
            }
        }
        return nodes;
    }

    private void put(String name, Dims dims, List<? extends Quantity> quantities) {
        int columns = dims.isMatrix() ? dims.columns() : 1;
        put(name, quantities.size() / columns, columns, quantities);
    }

    private void put(String name, int rows, int columns, List<? extends Quantity> quantities) {
        named.putIfAbsent(
                squeezed(name),
                new Grid(
                        rows,
                        columns,
                        quantities.stream().<Expr>map(Quantity::expr).toList()));
    }

    private void ofNetwork(Network network) {
        vector("x", network.inputs().stream().map(Input::new).toList());
        vector("a^0", network.inputs().stream().map(Input::new).toList());
        for (int l = 0; l < network.layers().size(); l++) {
            List<Network.Unit> units = network.layers().get(l).units();
            boolean last = l == network.layers().size() - 1;
            String at = "^" + (l + 1);
            List<String> names = units.stream().map(Network.Unit::name).toList();
            for (String head : List.of("z", "net", "u", "s")) {
                vector(head + at, names.stream().map(Net::new).toList());
            }
            for (String head : List.of("a", "out", "h", "y")) {
                vector(head + at, names.stream().map(Out::new).toList());
            }
            vector("delta" + at, names.stream().map(Delta::new).toList());
            vector("dE/dz" + at, names.stream().map(Delta::new).toList());
            if (last) {
                for (String head : List.of("o", "y", "hat y", "p", "output")) {
                    vector(head, names.stream().map(Out::new).toList());
                }
                vector("t", List.copyOf(network.targets().values()));
            } else if (network.layers().size() == 2) {
                vector("h", names.stream().map(Out::new).toList());
            }
            weights(units, at);
        }
    }

    private void weights(List<Network.Unit> units, String at) {
        int columns = units.get(0).incoming().size();
        boolean full = units.stream().allMatch(unit -> unit.incoming().size() == columns);
        if (full && columns > 0) {
            List<Param> weights = units.stream()
                    .flatMap(unit -> unit.incoming().stream())
                    .map(edge -> new Param(edge.weight()))
                    .toList();
            put("W" + at, units.size(), columns, weights);
            put("dE/dW" + at, units.size(), columns, gradients(weights));
            put(
                    "W" + at + "+",
                    units.size(),
                    columns,
                    weights.stream().map(w -> new Quantity.Updated(w.name())).toList());
        }
        if (units.stream().allMatch(unit -> unit.bias().isPresent())) {
            List<Param> biases = units.stream()
                    .map(unit -> new Param(unit.bias().orElseThrow()))
                    .toList();
            vector("b" + at, biases);
            vector("dE/db" + at, gradients(biases));
        }
    }

    private static List<Partial> gradients(List<Param> parameters) {
        return parameters.stream().map(p -> new Partial(Quantity.LOSS, p)).toList();
    }

    private void vector(String name, List<? extends Quantity> quantities) {
        if (quantities.size() > 1) {
            put(name, quantities.size(), 1, quantities);
        }
    }

    private static String squeezed(String name) {
        return name.replaceAll("[_{}()\\[\\] ]", "");
    }

    /** A chain for each entry; the chain itself where it is one of numbers; empty where its shapes do not fit or a name is not known. */
    Optional<List<Chain>> apart(Chain chain, Resolver.Place place) {
        boolean arrays = chain.sides().stream().anyMatch(side -> hasArray(side.expr()));
        if (!arrays) {
            return Optional.of(List.of(chain));
        }
        var grids = new ArrayList<Grid>();
        for (Side side : chain.sides()) {
            Optional<Grid> grid = grid(side.expr(), place);
            if (grid.isEmpty()) {
                return Optional.empty();
            }
            grids.add(grid.get());
        }
        Grid first = grids.get(0);
        if (grids.stream().anyMatch(grid -> !grid.fits(first))
                || first.entries().size() > MAX_ENTRIES) {
            return Optional.empty();
        }
        var chains = new ArrayList<Chain>();
        for (int i = 0; i < first.entries().size(); i++) {
            var sides = new ArrayList<Side>();
            for (int s = 0; s < grids.size(); s++) {
                Side side = chain.sides().get(s);
                sides.add(new Side(
                        side.line(),
                        side.text(),
                        side.sign(),
                        grids.get(s).entries().get(i)));
            }
            chains.add(new Chain(sides));
        }
        return Optional.of(chains);
    }

    private boolean hasArray(Expr expr) {
        return expr instanceof Expr.Matrix
                || expr instanceof Expr.Sym sym && array(sym.symbol()).isPresent()
                || expr.parts().stream().anyMatch(this::hasArray);
    }

    private Optional<Grid> array(Symbol symbol) {
        return symbol instanceof Scribble || symbol instanceof Partial
                ? Optional.ofNullable(named.get(squeezed(name(symbol))))
                : Optional.empty();
    }

    private static String name(Symbol symbol) {
        if (symbol instanceof Partial partial) {
            String of = name(partial.of());
            return "d" + (of.startsWith("E") ? "E" : of) + "/d" + name(partial.by());
        }
        return symbol instanceof Scribble name
                ? name.base() + name.sub() + (name.sup().isEmpty() ? "" : "^" + name.sup())
                : symbol.id();
    }

    private Optional<Grid> grid(Expr expr, Resolver.Place place) {
        if (expr instanceof Expr.Sym sym) {
            return Optional.of(array(sym.symbol())
                    .map(grid -> grid.map(entry -> at(entry, place)))
                    .orElseGet(() -> Grid.scalar(expr)));
        } else if (expr instanceof Expr.Matrix matrix) {
            int columns = matrix.rows().get(0).size();
            return matrix.rows().stream().allMatch(row -> row.size() == columns)
                    ? Optional.of(new Grid(
                            matrix.rows().size(),
                            columns,
                            matrix.rows().stream().flatMap(List::stream).toList()))
                    : Optional.empty();
        } else if (!hasArray(expr)) {
            return Optional.of(Grid.scalar(expr));
        } else if (expr instanceof Expr.Neg neg) {
            return grid(neg.arg(), place).map(grid -> grid.map(Expr::neg));
        } else if (expr instanceof Expr.Transpose transpose) {
            return grid(transpose.arg(), place).map(Grid::transposed);
        } else if (expr instanceof Expr.Add add) {
            return fold(add.terms(), place, (a, b) -> a.with(b, (x, y) -> Expr.add(x, y)));
        } else if (expr instanceof Expr.Mul mul) {
            return fold(mul.factors(), place, Vectors::product);
        } else if (expr instanceof Expr.MatMul product) {
            return fold(List.of(product.left(), product.right()), place, Grid::times);
        } else if (expr instanceof Expr.Div div) {
            return fold(List.of(div.numerator(), div.denominator()), place, (a, b) -> a.with(b, Expr::div));
        } else if (expr instanceof Expr.Call call && call.args().size() == 1) {
            return grid(call.args().get(0), place).map(grid -> grid.map(entry -> Expr.call(call.function(), entry)));
        } else if (expr instanceof Expr.Pow pow && !hasArray(pow.exponent())) {
            return grid(pow.base(), place).map(grid -> grid.map(entry -> Expr.pow(entry, pow.exponent())));
        }
        return Optional.empty();
    }

    private Expr at(Expr entry, Resolver.Place place) {
        return entry instanceof Expr.Sym sym && sym.symbol() instanceof Quantity quantity
                ? course.place(quantity, new Cell(Quantity.LOSS, place.pass(), place.sample()))
                        .expr()
                : entry;
    }

    /** What people mean by two arrays side by side: the matrix product where shapes allow it, else entry by entry. */
    private static Optional<Grid> product(Grid left, Grid right) {
        if (!left.isScalar() && !right.isScalar() && !left.fits(right)) {
            return left.times(right);
        }
        return left.with(right, (x, y) -> Expr.mul(x, y));
    }

    private interface Operation {
        Optional<Grid> apply(Grid left, Grid right);
    }

    private Optional<Grid> fold(List<Expr> parts, Resolver.Place place, Operation operation) {
        Optional<Grid> result = grid(parts.get(0), place);
        for (Expr part : parts.subList(1, parts.size())) {
            Optional<Grid> right = grid(part, place);
            if (result.isEmpty() || right.isEmpty()) {
                return Optional.empty();
            }
            result = operation.apply(result.get(), right.get());
        }
        return result;
    }
}
