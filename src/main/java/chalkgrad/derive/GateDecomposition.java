package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.GraphDerivation.Composed;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity.Node;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Function.Kind;
import chalkgrad.rules.Functions;
import chalkgrad.rules.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes composed nodes apart into single gates, each a node of its own.
 *
 * <p>{@code f: sigmoid(q)} becomes {@code f_1: -q}, {@code f_2: exp(f_1)}, {@code f_3: 1 + f_2} and {@code f: 1/f_3}.
 */
final class GateDecomposition {
    /** Takes every node apart. */
    static final String ALL = "all";

    private static final Symbol Z = new Symbol.Name("z");

    private final Graph graph;
    private final Set<String> what;
    private final Set<String> names = new HashSet<>();
    private final Map<Symbol, Dims> shapes = new HashMap<>();
    private final List<Graph.Node> nodes = new ArrayList<>();
    private final List<Composed> composed = new ArrayList<>();
    private final Map<String, List<String>> gates = new HashMap<>();
    private String base = "";
    private int number;

    /** The graph of gates. */
    record Result(Graph graph, List<Composed> composed) {}

    private GateDecomposition(Graph graph, Set<String> what) {
        this.graph = graph;
        this.what = what;
        graph.shapes().forEach((name, dims) -> {
            names.add(name);
            shapes.put(new Node(name), dims);
        });
    }

    /**
     * The graph with some nodes taken apart.
     *
     * @param what names of functions, which are taken apart wherever they are called, and of nodes; {@link #ALL} is every node
     */
    static Result of(Graph graph, Set<String> what) {
        return what.isEmpty() ? new Result(graph, List.of()) : new GateDecomposition(graph, what).apart();
    }

    private Result apart() {
        for (Graph.Node node : graph.nodes()) {
            base = node.name();
            number = 0;
            int from = nodes.size();
            boolean whole = what.contains(ALL) || what.contains(node.name());
            Expr last = whole ? operation(node.expression()) : onlyAsked(node.expression(), true);
            finish(node, last);
            gates.put(
                    node.name(),
                    nodes.subList(from, nodes.size() - 1).stream()
                            .map(Graph.Node::name)
                            .toList());
        }
        var flat = new Graph(
                        graph.given(),
                        nodes,
                        graph.output(),
                        graph.upstream(),
                        graph.wrt(),
                        graph.learningRate(),
                        graph.descent(),
                        graph.steps(),
                        graph.asked())
                .withRecurrence(graph.recurrence().map(whole -> whole.apart(gates)));
        return new Result(flat, composed);
    }

    /** The last gate bears the node's own name. */
    private void finish(Graph.Node node, Expr last) {
        Node own = new Node(node.name());
        nodes.add(new Graph.Node(node.name(), last, node.dims()));
        composed.replaceAll(c -> c.output().name().isEmpty() ? new Composed(c.function(), c.input(), own) : c);
    }

    /** An expression in which only the functions that were asked for are taken apart. */
    private Expr onlyAsked(Expr e, boolean root) {
        Expr inner = e.mapParts(part -> onlyAsked(part, false));
        if (inner instanceof Expr.Call call && what.contains(call.function()) && isTakenApart(call)) {
            Expr arg = named(call.args().get(0));
            Expr gates = operation(Functions.expand(new Expr.Call(call.function(), List.of(Expr.sym(Z))))
                    .substitute(symbol -> symbol.equals(Z) ? arg : null));
            return root ? remember(call.function(), arg, gates) : remember(call.function(), arg, named(gates));
        }
        return inner;
    }

    private static boolean isTakenApart(Expr.Call call) {
        return call.args().size() == 1
                && !Functions.isElementary(call.function())
                && Functions.find(call.function())
                        .map(function -> function.kind() == Kind.ENTRYWISE)
                        .orElse(false)
                && !hasChoice(Functions.expand(new Expr.Call(call.function(), List.of(Expr.sym(Z)))));
    }

    private static boolean hasChoice(Expr e) {
        return e instanceof Expr.Cases || e.parts().stream().anyMatch(GateDecomposition::hasChoice);
    }

    /** Remembers whose gates these are; a result that has no name yet gets the node's. */
    private Expr remember(String function, Expr input, Expr output) {
        if (input instanceof Expr.Sym from && from.symbol() instanceof Node node) {
            boolean known = output instanceof Expr.Sym to && to.symbol() instanceof Node;
            composed.add(new Composed(function, node, known ? (Node) ((Expr.Sym) output).symbol() : new Node("")));
        }
        return output;
    }

    /** One operation on letters and numbers; what it works on gets names first. */
    private Expr operation(Expr e) {
        if (e instanceof Expr.Call call && isTakenApart(call)) {
            Expr arg = named(operation(call.args().get(0)));
            Expr gates = operation(Functions.expand(new Expr.Call(call.function(), List.of(Expr.sym(Z))))
                    .substitute(symbol -> symbol.equals(Z) ? arg : null));
            return remember(call.function(), arg, gates);
        } else if (e instanceof Expr.Add sum) {
            return leftToRight(sum.terms(), true);
        } else if (e instanceof Expr.Mul product) {
            return leftToRight(product.factors(), false);
        } else if (isSigmoid(e)) {
            Expr below = ((Expr.Div) e).denominator();
            Expr exponent =
                    ((Expr.Call) ((Expr.Add) below).terms().get(1)).args().get(0);
            Expr arg = named(operation(((Expr.Neg) exponent).arg()));
            Expr gates = gatesOfSigmoid(arg);
            return remember("sigmoid", arg, gates);
        }
        return e.mapParts(this::part);
    }

    private Expr gatesOfSigmoid(Expr arg) {
        Expr exp = named(Expr.call("exp", named(Expr.neg(arg))));
        return Expr.div(Expr.ONE, named(Expr.add(Expr.ONE, exp)));
    }

    /** {@code 1/(1+exp(-u))}, as it is written where the sigmoid is not called by its name. */
    private static boolean isSigmoid(Expr e) {
        return e instanceof Expr.Div d
                && d.numerator().equals(Expr.ONE)
                && d.denominator() instanceof Expr.Add below
                && below.terms().size() == 2
                && below.terms().get(0).equals(Expr.ONE)
                && below.terms().get(1) instanceof Expr.Call exp
                && exp.function().equals("exp")
                && exp.args().get(0) instanceof Expr.Neg;
    }

    /** A sum or product of two at a time. */
    private Expr leftToRight(List<Expr> parts, boolean sum) {
        Expr all = part(parts.get(0));
        for (int i = 1; i < parts.size(); i++) {
            Expr next = parts.get(i);
            Expr right = sum && next instanceof Expr.Neg negative ? Expr.neg(part(negative.arg())) : part(next);
            Expr left = i == 1 ? all : named(all);
            all = sum ? Expr.add(left, right) : Expr.mul(left, right);
        }
        return all;
    }

    private Expr part(Expr e) {
        return isLeaf(e) ? e : named(operation(e));
    }

    /** A letter, a number, or an expression of numbers alone. */
    private static boolean isLeaf(Expr e) {
        return e instanceof Expr.Sym || GraphDeriver.symbols(e).isEmpty();
    }

    /** The letter of an operation that has become a node. */
    private Expr named(Expr operation) {
        if (isLeaf(operation)) {
            return operation;
        }
        String name;
        do {
            name = base + "_" + ++number;
        } while (!names.add(name));
        Dims dims = Shapes.dims(operation, shapes::get);
        var node = new Node(name);
        shapes.put(node, dims);
        nodes.add(new Graph.Node(name, operation, dims));
        composed.replaceAll(c -> c.output().name().isEmpty() ? new Composed(c.function(), c.input(), node) : c);
        return node.expr();
    }
}
