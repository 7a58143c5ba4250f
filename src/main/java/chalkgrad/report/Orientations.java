package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity.Node;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Signature;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which vectors of a graph are rows: NumPy's have no orientation, but what is printed has to be valid as printed.
 *
 * <p>In {@code Y: X @ W + b} with matrices X and W, b is a row that is added to each row; in {@code h: x @ W} x and h are rows.
 *
 * <p>What is a row by one of its uses and a column by another stays a column.
 */
final class Orientations {
    private final Function<Expr, Dims> dims;
    private final Map<Node, Node> same = new HashMap<>();
    private final Set<Node> rows = new HashSet<>();
    private final Set<Node> columns = new HashSet<>();

    private Orientations(Function<Expr, Dims> dims) {
        this.dims = dims;
    }

    /** The names of the nodes that are rows. */
    static Set<String> rows(Graph graph, Function<Expr, Dims> dims) {
        var all = new Orientations(dims);
        for (Graph.Node node : graph.nodes()) {
            var name = new Node(node.name());
            Optional<Node> inner = all.through(node.expression());
            if (node.dims().isVector()) {
                inner.ifPresent(vector -> all.join(name, vector));
                all.product(node.expression()).ifPresent(row -> (row ? all.rows : all.columns).add(name));
            }
        }
        var names = new HashSet<String>();
        var byRoot = new HashSet<Node>();
        all.rows.forEach(node -> byRoot.add(all.root(node)));
        all.columns.forEach(node -> byRoot.remove(all.root(node)));
        var every = new HashSet<Node>(all.same.keySet());
        every.addAll(all.rows);
        every.stream().filter(node -> byRoot.contains(all.root(node))).forEach(node -> names.add(node.name()));
        return names;
    }

    private Node root(Node node) {
        Node up = same.getOrDefault(node, node);
        return up.equals(node) ? node : root(up);
    }

    private void join(Node node, Node like) {
        same.putIfAbsent(node, node);
        same.putIfAbsent(like, like);
        same.put(root(node), root(like));
    }

    /** Whether an expression is a row or a column because a product with a matrix stands in it outside of other products. */
    private Optional<Boolean> product(Expr e) {
        if (e instanceof Expr.MatMul m) {
            boolean left = dims.apply(m.left()).isVector();
            boolean right = dims.apply(m.right()).isVector();
            return left == right ? Optional.empty() : Optional.of(left);
        } else if (e instanceof Expr.Call call && !keepsShape(call)) {
            return Optional.empty();
        }
        return e.parts().stream().map(this::product).flatMap(Optional::stream).findFirst();
    }

    private static boolean keepsShape(Expr.Call call) {
        return !call.function().equals("dot") && !call.function().equals("outer");
    }

    /** One of the vectors that an expression's entries come from, all of which lie alike; none of a matrix or a number. */
    private Optional<Node> through(Expr e) {
        if (e instanceof Expr.Sym s) {
            return s.symbol() instanceof Node node && dims.apply(e).isVector() ? Optional.of(node) : Optional.empty();
        }
        if (Signature.isNamed(e)
                || e instanceof Expr.Call range && range.function().equals(ExprParser.RANGE)) {
            return Optional.empty();
        }
        var vectors = new HashSet<Node>();
        e.parts().forEach(part -> through(part).ifPresent(vectors::add));
        if (e instanceof Expr.MatMul m) {
            side(m.left(), m.right(), rows);
            side(m.right(), m.left(), columns);
            return Optional.empty();
        } else if (e instanceof Expr.Call call && !keepsShape(call)) {
            return Optional.empty();
        }
        Dims own = dims.apply(e);
        if (own.isMatrix()) {
            rows.addAll(vectors); // a vector that is added to a matrix is added to each row
            return Optional.empty();
        } else if (!own.isVector()) {
            return Optional.empty();
        }
        Optional<Node> first = vectors.stream().findFirst();
        first.ifPresent(one -> vectors.forEach(other -> join(other, one)));
        product(e).ifPresent(row -> (row ? rows : columns).addAll(vectors));
        return first;
    }

    private void side(Expr vector, Expr matrix, Set<Node> to) {
        if (dims.apply(vector).isVector() && dims.apply(matrix).isMatrix()) {
            through(vector).ifPresent(to::add);
        }
    }
}
