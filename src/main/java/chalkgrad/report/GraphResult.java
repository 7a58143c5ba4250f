package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Step;
import chalkgrad.evaluate.Pass;
import chalkgrad.evaluate.Real;
import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Value;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Local;
import chalkgrad.model.Quantity.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has come of it: all gradients, the gates in one table, the picture with every number, and the updates. */
final class GraphResult {
    private GraphResult() {}

    static List<Block> of(GraphWorking working) {
        Graph graph = working.graph;
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Heading(2, Message.of("graph.result.heading")));
        var lines = new ArrayList<Expr>();
        for (String name : graph.wrt()) {
            Quantity gradient = working.gradient(new Node(name));
            if (working.open) {
                lines.add(working.result(new Node(name)));
                continue;
            }
            lines.add(Expr.equal(
                    gradient.expr(),
                    new Expr.Marked(
                            Expr.Mark.RESULT,
                            working.value(gradient).orElseGet(() -> GraphWorking.size(working.dims(new Node(name)))))));
        }
        blocks.add(new Block.Paragraph(
                Message.of("graph.result.intro", Message.math(graph.objective().expr()))));
        blocks.add(new Block.Lines(lines));
        if (Coverage.SECOND_FIGURE.isIn(working.solution)) {
            blocks.add(GraphFigures.full(working));
        }
        boolean scalar = !working.open && working.shapes.values().stream().allMatch(dims -> dims.isScalar());
        if (scalar && Coverage.GATE_TABLE.isIn(working.solution)) {
            blocks.add(new Block.Paragraph(Message.of("graph.gates")));
            blocks.addAll(gates(working));
        }
        return blocks;
    }

    /** One row for each edge: the node, what kind of gate, upstream times local. */
    private static List<Block> gates(GraphWorking working) {
        var rows = new ArrayList<List<Message>>();
        for (Step step : working.derivation.backward()) {
            if (step.quantity() instanceof Quantity.Flow flow && working.isWanted(flow.to())) {
                var local = new Local(flow.through(), flow.to());
                Expr definition = working.derivation.step(flow.through()).expression();
                boolean known = working.derivation.find(local).isPresent();
                rows.add(List.of(
                        Message.of(flow.through().expr()),
                        Message.of(GateKinds.of(definition).key() + ".name"),
                        Message.of(flow.to().expr()),
                        Message.of(working.scope.printed(working.gradient(flow.through()))),
                        known ? Message.of(working.scope.printed(local)) : Message.words(""),
                        Message.of(working.scope.printed(flow))));
            }
        }
        return NetworkReport.table(
                List.of(
                        Message.of("table.node"),
                        Message.of("table.gate"),
                        Message.of("table.into"),
                        Message.of("table.upstream.gradient"),
                        Message.of("table.local"),
                        Message.of("table.downstream")),
                rows);
    }

    static List<Block> updates(GraphWorking working) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Heading(2, Message.of("update.heading")));
        if (working.graph.descent().rule().isPlain()) {
            blocks.add(new Block.Paragraph(Message.of("graph.update.intro", Message.math(Quantity.RATE.expr()))));
        } else {
            blocks.addAll(UpdateSection.rule(working.graph.descent(), working.graph.objective(), line -> line));
        }
        blocks.add(new Block.Lines(working.derivation.updates().stream()
                .<Expr>map(step -> working.line(step.quantity()))
                .toList()));
        if (working.open) {
            return blocks;
        }
        List<Pass> passes = working.solution.passes();
        blocks.add(new Block.Heading(2, Message.of("after.heading")));
        blocks.add(new Block.Paragraph(
                working.graph.steps() == 1
                        ? Message.of("after.intro")
                        : Message.of("graph.after.intro", Message.count(working.graph.steps()))));
        blocks.add(steps(working, passes));
        fell(working, passes).ifPresent(message -> blocks.add(new Block.Paragraph(message)));
        return blocks;
    }

    /** The output and the values that are updated, after each update; arrays by themselves would not fit a table. */
    private static Block steps(GraphWorking working, List<Pass> passes) {
        var followed = new ArrayList<Node>();
        working.graph.nodes().stream()
                .filter(node -> node.dims().isScalar() && working.graph.nodes().size() <= FOLLOWED)
                .forEach(node -> followed.add(new Node(node.name())));
        var output = new Node(working.graph.output());
        if (!followed.contains(output) && working.dims(output).isScalar()) {
            last(working, output).ifPresent(followed::add);
            followed.add(output);
        }
        var header = new ArrayList<Message>();
        header.add(Message.of("table.step"));
        working.graph.learned().stream()
                .map(Node::new)
                .filter(node -> working.dims(node).isScalar())
                .limit(FOLLOWED)
                .forEach(node -> followed.add(0, node));
        followed.forEach(node -> header.add(Message.of(node.expr())));
        var rows = new ArrayList<List<Message>>();
        for (int step : AfterSection.chosen(passes.size())) {
            Scope scope = passes.get(step).batch();
            var row = new ArrayList<Message>();
            row.add(Message.of("", Message.count(step)));
            followed.forEach(node -> row.add(Message.of(scope.printed(node))));
            rows.add(row);
        }
        return new Block.Table(header, rows);
    }

    /** Of a longer graph, the node that the output is made of, such as the prediction that a loss compares with its target. */
    private static Optional<Node> last(GraphWorking working, Node output) {
        List<Node> used = working.graph.nodes().stream()
                .map(node -> new Node(node.name()))
                .filter(node -> working.derivation
                        .consumers()
                        .getOrDefault(node, List.of())
                        .contains(output))
                .toList();
        return used.size() == 1 && working.dims(used.get(0)).isScalar() ? Optional.of(used.get(0)) : Optional.empty();
    }

    /** So many nodes have columns of their own in the table of steps. */
    private static final int FOLLOWED = 6;

    /** Whether the output has fallen; only a scalar can. */
    private static Optional<Message> fell(GraphWorking working, List<Pass> passes) {
        var output = new Node(working.graph.output());
        Scope before = passes.get(0).batch();
        Scope after = passes.get(passes.size() - 1).batch();
        Value first = before.array(output);
        if (!(first instanceof Real start)) {
            return Optional.empty();
        }
        int sign = before.compare(start, after.value(output));
        String key = sign > 0 ? "graph.after.fell" : sign < 0 ? "graph.after.rose" : "graph.after.same";
        return Optional.of(Message.of(
                key,
                Message.math(output.expr()),
                Message.math(before.printed(output)),
                Message.math(after.printed(output))));
    }
}
