package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is given and what is asked: the graph's picture, the values, the nodes. */
final class GraphProblem {
    private GraphProblem() {}

    static List<Block> of(GraphWorking working) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Heading(2, Message.of("problem.heading")));
        blocks.addAll(statement(working, task(working.graph)));
        if (!working.open || working.graph.given().values().stream().anyMatch(array -> !array.isOpen())) {
            blocks.add(new Block.Paragraph(ProblemSection.rounding(working.solution.problem())));
        }
        blocks.addAll(ProblemSection.warnings(working.solution));
        return blocks;
    }

    /** What is given and what is asked, for those who are to find the answers. */
    static List<Block> question(GraphWorking working) {
        var blocks = new ArrayList<Block>();
        blocks.addAll(given(working));
        blocks.addAll(Asked.of(working.graph, working.solution.problem()));
        return blocks;
    }

    /** What is given; what is asked about it follows. */
    static List<Block> given(GraphWorking working) {
        return statement(
                working, Message.of("graph.task.given", Message.math(new Node(working.graph.output()).expr())));
    }

    private static List<Block> statement(GraphWorking working, Message introduction) {
        Graph graph = working.graph;
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Paragraph(introduction));
        blocks.add(GraphFigures.bare(working));
        var given = new ArrayList<Expr>();
        var nodes = new ArrayList<Expr>();
        var letters = new ArrayList<Expr>();
        for (String name : graph.given().keySet()) {
            var node = new Node(name);
            if (!working.scope.has(node)) {
                letters.add(working.shaped(node.expr()));
                continue;
            }
            given.add(Expr.equal(
                    node.expr(), working.value(node).orElseGet(() -> GraphWorking.size(working.dims(node)))));
        }
        graph.nodes()
                .forEach(node ->
                        nodes.add(Expr.equal(new Node(node.name()).expr(), working.display(node.expression()))));
        if (!letters.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of("graph.given.letters", Message.all(letters))));
        }
        if (!graph.functions().isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of(
                    "graph.given.functions",
                    Message.all(graph.functions().stream()
                            .<Expr>map(name -> Expr.sym(name))
                            .toList()))));
        }
        boolean arrays = working.shapes.values().stream().anyMatch(dims -> !dims.isScalar());
        if (arrays && !given.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of("graph.given.arrays")));
            blocks.add(new Block.Lines(given));
        } else if (!given.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of("graph.given", Message.all(given))));
        }
        blocks.add(new Block.Paragraph(Message.of("graph.nodes")));
        blocks.add(new Block.Lines(nodes));
        List<Expr> rows = graph.given().keySet().stream()
                .filter(working.rows::contains)
                .<Expr>map(name -> new Node(name).expr())
                .toList();
        if (!rows.isEmpty()) {
            blocks.add(new Block.Paragraph(
                    Message.of(rows.size() == 1 ? "graph.given.row" : "graph.given.rows", Message.all(rows))));
        }
        graph.upstream().ifPresent(upstream -> {
            Quantity gradient = working.gradient(new Node(graph.output()));
            blocks.add(new Block.Paragraph(Message.of(
                    "graph.upstream",
                    Message.math(new Node(graph.output()).expr()),
                    Message.math(Quantity.LOSS.expr()))));
            blocks.add(new Block.Lines(
                    working.scope.has(gradient)
                            ? working.line(gradient.expr(), gradient, gradient.expr())
                            : working.shaped(gradient.expr())));
        });
        graph.learningRate()
                .ifPresent(rate -> ProblemSection.training(graph.descent(), rate)
                        .forEach(message -> blocks.add(new Block.Paragraph(message))));
        return blocks;
    }

    private static Message task(Graph graph) {
        Message.Arg objective = Message.math(graph.objective().expr());
        Message.Arg wrt = Message.all(
                graph.wrt().stream().<Expr>map(name -> new Node(name).expr()).toList());
        Optional<String> rate = graph.learningRate().map(String::valueOf);
        if (graph.isOpen()) {
            return Message.of(rate.isEmpty() ? "graph.task.letters" : "graph.task.letters.update", objective, wrt);
        } else if (rate.isEmpty()) {
            return Message.of("graph.task.gradients", objective, wrt);
        }
        return graph.steps() == 1
                ? Message.of("graph.task.update", objective, wrt)
                : Message.of("graph.task.updates", objective, wrt, Message.count(graph.steps()));
    }
}
