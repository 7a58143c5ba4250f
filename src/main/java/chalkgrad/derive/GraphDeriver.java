package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Step.Law;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Flow;
import chalkgrad.model.Quantity.Local;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Ones;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Functions;
import chalkgrad.rules.OpenFunction;
import chalkgrad.rules.RuleBook;
import chalkgrad.rules.Shapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Derives a graph's gradients from the output back, node by node: upstream times local, added up where a node is used more than once.
 *
 * <p>For {@code q: x + y} and {@code f: q * z} the steps back are df/df, df/dq and df/dz along f, then df/dx and df/dy along q.
 */
final class GraphDeriver {
    /** Larger expressions have no local derivative written out; the gradient is sent back through them operation by operation. */
    private static final int WRITTEN_OUT = 60;

    private final Graph graph;
    private final RuleBook rules;
    private final Quantity objective;
    private final boolean open;
    private final Map<Symbol, Dims> shapes = new HashMap<>();
    private final Map<Node, List<Node>> consumers = new LinkedHashMap<>();
    private final Map<Node, List<Expr>> flows = new HashMap<>();
    private final Map<Local, Dims> slopes = new HashMap<>();
    private final List<Step> backward = new ArrayList<>();
    private final List<GraphDerivation.Composed> composed;

    /** @param expand what is to be taken apart, as {@link GateDecomposition#of} has it */
    GraphDeriver(Graph whole, RuleBook rules, Set<String> expand) {
        GateDecomposition.Result apart = GateDecomposition.of(whole, expand);
        this.graph = apart.graph();
        this.composed = apart.composed();
        this.rules = rules;
        this.objective = graph.objective();
        this.open = graph.isOpen();
        graph.shapes().forEach((name, dims) -> shapes.put(new Node(name), dims));
    }

    GraphDerivation derive() {
        var forward = new ArrayList<Step>();
        for (Graph.Node node : graph.nodes()) {
            forward.add(new Step(new Node(node.name()), node.expression(), Law.NODE));
        }
        Set<String> relevant = relevant();
        List<Graph.Node> order = new ArrayList<>(graph.nodes());
        Collections.reverse(order);
        for (Graph.Node node : order) {
            gradient(node.name());
            if (relevant.contains(node.name())) {
                through(node);
            }
        }
        graph.given().keySet().forEach(this::gradient);
        consumers.values().forEach(Collections::reverse);
        return GraphDerivation.of(graph, rules, forward, backward, updates(), consumers, composed);
    }

    /** The nodes that the output depends on, itself included. */
    private Set<String> relevant() {
        var relevant = new HashSet<String>(Set.of(graph.output()));
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Graph.Node node = graph.nodes().get(i);
            if (relevant.contains(node.name())) {
                symbols(node.expression()).forEach(symbol -> relevant.add(symbol.id()));
            }
        }
        return relevant;
    }

    private void gradient(String name) {
        var node = new Node(name);
        var gradient = new Partial(objective, node);
        List<Expr> summands = flows.getOrDefault(node, List.of());
        if (name.equals(graph.output())) {
            if (graph.upstream().isEmpty()) {
                backward.add(new Step(gradient, Expr.ONE, Law.OUTPUT_GRADIENT));
            }
        } else if (summands.isEmpty()) {
            Dims dims = Objects.requireNonNull(shapes.get(node));
            Expr zero = dims.isScalar() ? Expr.ZERO : Expr.mul(Expr.ZERO, new Ones(dims).expr());
            backward.add(new Step(gradient, zero, Law.SUM_OVER_PATHS));
        } else {
            // Backwards, a node's last use is met first.
            var forwards = new ArrayList<>(summands);
            Collections.reverse(forwards);
            backward.add(new Step(gradient, Expr.add(forwards), Law.SUM_OVER_PATHS));
        }
    }

    /** Sends the node's gradient back to each node that it uses. */
    private void through(Graph.Node node) {
        var through = new Node(node.name());
        Expr upstream = new Partial(objective, through).expr();
        Map<Node, Expr> locals = locals(node, through);
        if (locals.isEmpty()) {
            new Adjoints(rules, this::dims)
                    .through(node.expression(), through.expr(), upstream)
                    .forEach((symbol, flow) -> flow((Node) symbol, through, flow));
            return;
        }
        locals.forEach((to, derivative) -> {
            var local = new Local(through, to);
            slopes.put(local, dims(derivative));
            backward.add(new Step(local, tidy(derivative), Law.LOCAL_DERIVATIVE));
            flow(to, through, Adjoints.gathered(Expr.mul(upstream, local.expr()), node.dims(), dims(to.expr())));
        });
    }

    /** Numbers are put into an expression as it comes; without any, it is read as it stands. */
    private Expr tidy(Expr e) {
        return open ? new Tidy(this::dims).of(e) : e;
    }

    private void flow(Node to, Node through, Expr expression) {
        if (graph.isCut(to.name(), through.name())) {
            return;
        }
        var flow = new Flow(objective, to, through);
        backward.add(new Step(flow, tidy(expression), Law.FLOW));
        flows.computeIfAbsent(to, node -> new ArrayList<>()).add(flow.expr());
        consumers.computeIfAbsent(to, node -> new ArrayList<>()).add(through);
    }

    /**
     * The local derivative by each node used, where the node works entry by entry and is not too large; else none. It is that of one entry, by
     * the chain rule through the node's operations: a computer algebra system would give it, but not in the shape in which the node is written.
     */
    private Map<Node, Expr> locals(Graph.Node node, Node name) {
        var locals = new LinkedHashMap<Node, Expr>();
        if (isWrittenOut(node.expression())) {
            new Adjoints(rules, part -> Dims.SCALAR)
                    .through(node.expression(), name.expr(), Expr.ONE)
                    .forEach((symbol, local) -> locals.put((Node) symbol, local));
        }
        return locals;
    }

    private static boolean isWrittenOut(Expr e) {
        return e.nodes(WRITTEN_OUT) < WRITTEN_OUT && isEntrywise(e);
    }

    private static boolean isEntrywise(Expr e) {
        if (e instanceof Expr.MatMul || e instanceof Expr.Transpose) {
            return false;
        } else if (e instanceof Expr.Call call
                && !OpenFunction.isCall(call)
                && !Functions.find(call.function()).orElseThrow().isEntrywise(call)) {
            return false;
        }
        return e.parts().stream().allMatch(GraphDeriver::isEntrywise);
    }

    /** The nodes that an expression uses, in the order in which they are read. */
    static Set<Symbol> symbols(Expr e) {
        var symbols = new LinkedHashSet<Symbol>();
        collect(e, symbols);
        return symbols;
    }

    private static void collect(Expr e, Set<Symbol> symbols) {
        if (e instanceof Expr.Sym s && s.symbol() instanceof Node) {
            symbols.add(s.symbol());
        }
        e.parts().forEach(part -> collect(part, symbols));
    }

    private final IdentityHashMap<Expr, Dims> known = new IdentityHashMap<>();

    private Dims dims(Expr e) {
        Dims dims = known.get(e);
        if (dims == null) {
            dims = Shapes.dims(e, this::shape);
            known.put(e, dims);
        }
        return dims;
    }

    private @Nullable Dims shape(Symbol symbol) {
        if (symbol instanceof Partial gradient) {
            return shapes.get(gradient.by());
        } else if (symbol instanceof Local local) {
            return slopes.get(local);
        }
        return symbol.isConstant() || symbol instanceof OpenFunction ? Dims.SCALAR : shapes.get(symbol);
    }

    private List<Step> updates() {
        if (graph.learningRate().isEmpty()) {
            return List.of();
        }
        var steps = new ArrayList<Step>();
        for (String name : graph.learned()) {
            var node = new Node(name);
            Expr gradient = new Partial(objective, node).expr();
            steps.addAll(UpdateSteps.of(graph.descent(), node, gradient));
        }
        return steps;
    }
}
