package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Flow;
import chalkgrad.model.Quantity.Local;
import chalkgrad.model.Quantity.Node;
import chalkgrad.rules.Activation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The backward pass: node by node, upstream gradient, local gradients, downstream gradients. */
final class GraphBackward {
    /** Up to so many nodes are worked out in full where the file does not ask for particular ones. */
    private static final int FULL = 40;

    private final GraphWorking working;
    private final Graph graph;
    private final GraphMatrices matrices;
    private final Set<GateKinds> said = new HashSet<>();
    private final List<Block> blocks = new ArrayList<>();

    private GraphBackward(GraphWorking working) {
        this.working = working;
        this.graph = working.graph;
        this.matrices = new GraphMatrices(working);
    }

    static List<Block> of(GraphWorking working) {
        var section = new GraphBackward(working);
        section.write();
        return section.blocks;
    }

    private void write() {
        blocks.add(new Block.Heading(2, Message.of("backward.heading")));
        Message.Arg objective = Message.math(graph.objective().expr());
        boolean full = Coverage.FACTORS.isIn(working.solution);
        if (Coverage.REASONS.isIn(working.solution)) {
            blocks.add(new Block.Paragraph(
                    Message.of(full ? "graph.backward.intro" : "graph.backward.intro.short", objective)));
        }
        var output = new Node(graph.output());
        if (full && graph.upstream().isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of("graph.backward.start", objective)));
            blocks.add(new Block.Lines(working.line(working.gradient(output))));
        }
        List<Graph.Node> order = new ArrayList<>(graph.nodes());
        Collections.reverse(order);
        boolean all = graph.nodes().size() <= FULL;
        boolean cut = false;
        for (Graph.Node node : order) {
            boolean asked =
                    graph.asked().map(names -> names.contains(node.name())).orElse(all);
            if (!asked) {
                cut = true;
            } else if (isReached(new Node(node.name()))) {
                if (working.isWanted(new Node(node.name()))) {
                    node(node);
                }
            } else {
                unreached(new Node(node.name()));
            }
        }
        for (String name : graph.given().keySet()) {
            var node = new Node(name);
            if (!working.isWanted(node)) {
                continue;
            }
            if (isReached(node)) {
                fanOut(node);
            } else {
                unreached(node);
            }
        }
        if (cut) {
            blocks.add(new Block.Paragraph(Message.of("graph.backward.rest")));
        }
        working.derivation.composed().forEach(this::together);
    }

    /** What the gates of a function that was taken apart come to: its own derivative, in one step. */
    private void together(GraphDerivation.Composed composed) {
        Expr call = Expr.call(composed.function(), composed.input().expr());
        Symbol by = composed.input();
        Expr slope = working.derivation
                .rules()
                .shown(call, by)
                .substitute(s -> s.equals(Activation.OUTPUT) ? composed.output().expr() : null);
        blocks.add(new Block.Paragraph(Message.of(
                "graph.backward.together",
                Message.math(composed.input().expr()),
                Message.math(composed.output().expr()),
                Message.math(call))));
        if (working.dims(composed.input()).isScalar()) {
            working.scope.printed(slope).ifPresent(value -> {
                var sides = new ArrayList<Expr>();
                sides.add(new Local(composed.output(), composed.input()).expr());
                sides.add(slope);
                working.numbers(slope).ifPresent(sides::add);
                sides.add(value);
                blocks.add(new Block.Lines(Expr.equal(Working.withoutRepeats(sides))));
            });
        }
    }

    private boolean isReached(Node node) {
        return node.name().equals(graph.output()) || !consumers(node).isEmpty();
    }

    private List<Node> consumers(Node node) {
        return working.derivation.consumers().getOrDefault(node, List.of());
    }

    private void unreached(Node node) {
        blocks.add(new Block.Paragraph(Message.of(
                "graph.backward.unreached",
                Message.math(node.expr()),
                Message.math(new Node(graph.output()).expr()),
                Message.math(Expr.equal(working.gradient(node).expr(), Expr.ZERO)))));
    }

    /** A node that is used more than once: what comes back along its edges adds up. */
    private void fanOut(Node node) {
        List<Node> through = consumers(node);
        if (through.size() > 1) {
            blocks.add(new Block.Paragraph(Message.of(
                    "graph.backward.copy",
                    Message.math(node.expr()),
                    Message.all(through.stream().map(Quantity::expr).toList()))));
            blocks.add(new Block.Lines(working.line(working.gradient(node))));
        }
    }

    private void node(Graph.Node node) {
        var name = new Node(node.name());
        Expr definition = Expr.equal(name.expr(), working.display(node.expression()));
        blocks.add(new Block.Heading(3, Message.of("graph.node", Message.math(definition))));
        fanOut(name);
        GateKinds kind = GateKinds.of(node.expression());
        Message.Arg gate = Message.nested(kind.key() + (said.add(kind) ? "" : ".again"), Message.math(name.expr()));
        List<Node> inputs = inputs(name);
        boolean arrays = !node.dims().isScalar()
                || inputs.stream().anyMatch(input -> !working.dims(input).isScalar());
        if (node.dims().isScalar()) {
            blocks.add(new Block.Paragraph(Message.of("graph.backward.upstream", Message.math(upstream(name)), gate)));
        } else {
            blocks.add(new Block.Paragraph(Message.of("graph.backward.upstream.array", gate)));
            blocks.add(new Block.Lines(upstream(name)));
        }
        if (arrays) {
            blocks.addAll(matrices.of(node, inputs));
        } else {
            scalars(name, inputs);
        }
        if (working.open) {
            blocks.addAll(GraphMatrices.together(working, name));
        }
    }

    private Expr upstream(Node node) {
        Quantity gradient = working.gradient(node);
        return working.value(gradient)
                .<Expr>map(value -> Expr.equal(gradient.expr(), value))
                .orElse(gradient.expr());
    }

    /** The nodes that a node uses and sends a gradient back to, in the order in which it names them. */
    private List<Node> inputs(Node node) {
        var inputs = new ArrayList<Node>();
        working.derivation.consumers().forEach((input, through) -> {
            if (through.contains(node) && working.isWanted(input)) {
                inputs.add(input);
            }
        });
        List<Node> order = working.letters(node);
        inputs.sort(Comparator.comparingInt(order::indexOf));
        return inputs;
    }

    private void scalars(Node node, List<Node> inputs) {
        GateKinds kind = GateKinds.of(working.derivation.step(node).expression());
        if (kind == GateKinds.MAX || kind == GateKinds.MIN) {
            routed(node, inputs);
            return;
        }
        var locals = new ArrayList<Expr>();
        var flows = new ArrayList<Expr>();
        var nothing = new ArrayList<Expr>();
        for (Node input : inputs) {
            var local = new Local(node, input);
            if (working.derivation.find(local).isPresent()) {
                locals.add(working.line(local));
            }
            if (isNothing(new Flow(graph.objective(), input, node)) && inputs.size() > 1) {
                nothing.add(letter(node, input));
            } else {
                flows.add(flow(node, input));
            }
        }
        boolean output = node.name().equals(graph.output()) && graph.upstream().isEmpty();
        boolean only = inputs.stream().allMatch(input -> consumers(input).size() == 1);
        if (!locals.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of("graph.backward.local")));
            blocks.add(new Block.Lines(locals));
            if (output && only) {
                // df/df times df/dx would say df/dx twice.
                blocks.add(new Block.Paragraph(Message.of("graph.backward.already")));
                return;
            }
            blocks.add(new Block.Paragraph(Message.of("graph.backward.downstream")));
        } else {
            blocks.add(new Block.Paragraph(Message.of("graph.backward.through", Message.math(node.expr()))));
        }
        if (!flows.isEmpty()) {
            blocks.add(new Block.Lines(flows));
        }
        nothing(nothing);
    }

    /** A maximum or minimum of several numbers: who won, what goes there, and that the others receive nothing. */
    private void routed(Node node, List<Node> inputs) {
        var flows = new ArrayList<Expr>();
        var nothing = new ArrayList<Expr>();
        var winners = new ArrayList<Expr>();
        for (Node input : inputs) {
            if (isNothing(new Local(node, input))) {
                nothing.add(letter(node, input));
            } else {
                winners.add(input.expr());
                flows.add(Expr.equal(
                        letter(node, input),
                        working.gradient(node).expr(),
                        working.scope.printed(new Flow(graph.objective(), input, node))));
            }
        }
        if (winners.size() == 1) {
            blocks.add(new Block.Paragraph(Message.of("graph.backward.winner", Message.all(winners))));
            blocks.add(new Block.Lines(flows));
        } else if (winners.size() > 1) {
            blocks.add(new Block.Paragraph(
                    Message.of("graph.backward.tie", Message.all(winners), Message.count(winners.size()))));
            blocks.add(new Block.Lines(inputs.stream()
                    .filter(input -> !isNothing(new Local(node, input)))
                    .<Expr>map(input -> Expr.equal(
                            letter(node, input), working.scope.printed(new Flow(graph.objective(), input, node))))
                    .toList()));
        }
        nothing(nothing);
    }

    private void nothing(List<Expr> gradients) {
        if (!gradients.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of(
                    gradients.size() == 1 ? "graph.backward.nothing" : "graph.backward.nothing.several",
                    Message.all(gradients))));
        }
    }

    /** Whether a number is zero, and not only so small that it is printed so. */
    private boolean isNothing(Quantity quantity) {
        return working.derivation.find(quantity).isPresent()
                && working.scope.has(quantity)
                && working.scope.printed(quantity).value().signum() == 0;
    }

    private Expr letter(Node node, Node input) {
        return consumers(input).size() > 1
                ? new Flow(graph.objective(), input, node).expr()
                : working.gradient(input).expr();
    }

    /** What comes back along an edge; where it is the only one, that is the whole gradient. */
    private Expr flow(Node node, Node input) {
        var flow = new Flow(graph.objective(), input, node);
        return working.line(letter(node, input), flow, working.flow(flow));
    }
}
