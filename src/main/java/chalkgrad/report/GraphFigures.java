package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Flow;
import chalkgrad.model.Quantity.Node;
import chalkgrad.rules.Dims;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pictures of a graph: what is given, and what has come of it. */
final class GraphFigures {
    /** A vector of at most so many entries is written beside its edge. */
    private static final int SMALL = 3;

    private GraphFigures() {}

    /** The graph with its given values alone. */
    static Block bare(GraphWorking working) {
        return figure(working, false);
    }

    /** The graph with every value and every gradient. */
    static Block full(GraphWorking working) {
        return figure(working, true);
    }

    private static Block figure(GraphWorking working, boolean full) {
        Graph graph = working.graph;
        var vertices = new ArrayList<Block.Vertex>();
        var edges = new ArrayList<Block.Edge>();
        graph.given().keySet().forEach(name -> vertices.add(vertex(working, name, Optional.empty(), true, full)));
        for (Graph.Node node : graph.nodes()) {
            vertices.add(vertex(working, node.name(), Optional.of(working.display(node.expression())), full, full));
        }
        for (Map.Entry<Node, List<Node>> uses : working.derivation.consumers().entrySet()) {
            for (Node through : uses.getValue()) {
                var flow = new Flow(graph.objective(), uses.getKey(), through);
                boolean known = full || graph.given().containsKey(uses.getKey().name());
                edges.add(new Block.Edge(
                        uses.getKey().name(),
                        through.name(),
                        known ? label(working, uses.getKey()) : Expr.sym(""),
                        full && working.isWanted(uses.getKey())
                                ? Optional.of(label(working, flow))
                                : Optional.empty()));
            }
        }
        Message description = Message.of(
                full ? "graph.figure.full" : "graph.figure",
                Message.math(graph.objective().expr()));
        return new Block.GraphFigure(vertices, edges, description);
    }

    private static Block.Vertex vertex(
            GraphWorking working, String name, Optional<Expr> gate, boolean known, boolean full) {
        var node = new Node(name);
        return new Block.Vertex(
                name,
                node.expr(),
                gate,
                known ? label(working, node) : Expr.sym(""),
                full && working.isWanted(node)
                        ? Optional.of(label(working, working.gradient(node)))
                        : Optional.empty());
    }

    private static Expr label(GraphWorking working, Quantity quantity) {
        Dims dims = working.dims(quantity.expr());
        if (!working.scope.has(quantity)) {
            return dims.isScalar() ? Expr.sym("") : GraphWorking.size(dims);
        }
        boolean small = dims.isScalar() || dims.isVector() && dims.count() <= SMALL;
        return small ? working.shown(quantity) : GraphWorking.size(dims);
    }
}
