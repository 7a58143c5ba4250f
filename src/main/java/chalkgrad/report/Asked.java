package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is asked: every quantity to be found by its letter, and with how many digits. */
final class Asked {
    /** Up to so many units are named one by one. */
    private static final int NAMED_UNITS = 16;

    /** Up to so many parameters are named one by one. */
    private static final int NAMED_PARAMETERS = 40;

    /** Up to so many nodes are named one by one. */
    private static final int NAMED_NODES = 40;

    private final Network network;
    private final Set<String> asked;
    private final boolean online;
    private final List<Message> items = new ArrayList<>();

    private Asked(Network network) {
        this.network = network;
        Set<String> chosen = BackwardSection.asked(network);
        this.asked = chosen.isEmpty() ? new LinkedHashSet<>(network.parameters().keySet()) : chosen;
        this.online = network.samples().size() > 1
                && network.batch() == Network.Batch.ONLINE
                && network.learningRate().isPresent();
    }

    static List<Block> of(Network network, Problem problem) {
        return blocks(new Asked(network).items(), problem);
    }

    static List<Block> of(Graph graph, Problem problem) {
        var items = new ArrayList<Message>();
        items.add(
                graph.nodes().size() <= NAMED_NODES
                        ? Message.of(
                                "asked.nodes",
                                Message.all(graph.nodes().stream()
                                        .<Expr>map(node -> new Quantity.Node(node.name()).expr())
                                        .toList()))
                        : Message.of("asked.nodes.all"));
        items.add(Message.of(
                "asked.gradients",
                Message.all(graph.wrt().stream()
                        .map(name -> new Quantity.Partial(graph.objective(), new Quantity.Node(name)).expr())
                        .toList())));
        if (graph.learningRate().isPresent()) {
            items.add(Message.of(
                    "asked.updates",
                    Message.math(Quantity.RATE.expr()),
                    Message.all(graph.wrt().stream()
                            .map(name -> new Quantity.Updated(name).expr())
                            .toList())));
            items.add(after(new Quantity.Node(graph.output()), graph.steps()));
        }
        return blocks(items, problem);
    }

    private static List<Block> blocks(List<Message> items, Problem problem) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Paragraph(Message.of(
                "asked.numbers." + (problem.carry() == Problem.Carry.EXACT ? "exact" : "rounded"),
                ProblemSection.precision(problem),
                ProblemSection.cut(problem))));
        blocks.add(new Block.Paragraph(Message.of("asked.heading")));
        for (Message item : items) {
            blocks.add(new Block.Items(List.of(item)));
            blocks.add(new Block.Fields(List.of(), room(item)));
        }
        return blocks;
    }

    /** How many lines are left to answer in: some for each quantity that is asked for. */
    private static int room(Message item) {
        int quantities = item.args().stream()
                .mapToInt(arg -> arg instanceof Message.Several several
                        ? several.messages().size()
                        : 1)
                .sum();
        return Math.min(LONGEST, 1 + quantities * LINES);
    }

    private static final int LINES = 2;

    private static final int LONGEST = 18;

    private List<Message> items() {
        forward();
        gradients();
        network.learningRate().ifPresent(rate -> {
            updates();
            items.add(after(Quantity.LOSS, network.steps()));
        });
        return items;
    }

    private void forward() {
        var nets = new ArrayList<Expr>();
        var outs = new ArrayList<Expr>();
        for (Network.Layer layer : network.layers()) {
            for (Network.Unit unit : layer.units()) {
                nets.add(new Quantity.Net(unit.name()).expr());
                outs.add(new Quantity.Out(unit.name()).expr());
            }
        }
        String samples = network.samples().size() > 1 ? ".samples" : "";
        Message.Arg loss = Message.math(Quantity.LOSS.expr());
        items.add(
                outs.size() <= NAMED_UNITS
                        ? Message.of("asked.forward" + samples, Message.all(nets), Message.all(outs), loss)
                        : Message.of("asked.forward.all" + samples, loss));
    }

    private void gradients() {
        if (asked.size() > NAMED_PARAMETERS) {
            items.add(Message.of("asked.gradients.all", Message.math(Quantity.LOSS.expr())));
        } else if (online) {
            items.add(Message.of("asked.gradients.online", Message.all(letters(asked))));
        } else {
            items.add(Message.of(
                    "asked.gradients",
                    Message.all(asked.stream()
                            .map(name -> new Quantity.Partial(Quantity.LOSS, new Quantity.Param(name)).expr())
                            .toList())));
        }
    }

    private void updates() {
        List<String> moved =
                asked.stream().filter(name -> !network.frozen().contains(name)).toList();
        if (moved.size() > NAMED_PARAMETERS) {
            items.add(Message.of("asked.updates.all", Message.math(Quantity.RATE.expr())));
        } else if (!moved.isEmpty()) {
            items.add(Message.of(
                    online ? "asked.updates.online" : "asked.updates",
                    Message.math(Quantity.RATE.expr()),
                    Message.all(moved.stream()
                            .map(name -> new Quantity.Updated(name).expr())
                            .toList())));
        }
        Set<String> frozen = new LinkedHashSet<>(network.parameters().keySet());
        frozen.retainAll(network.frozen());
        if (!frozen.isEmpty()) {
            items.add(Message.of("asked.frozen", Message.all(letters(frozen))));
        }
    }

    private static Message after(Quantity goal, int steps) {
        return steps == 1
                ? Message.of("asked.after", Message.math(goal.expr()))
                : Message.of("asked.steps", Message.math(goal.expr()), Message.count(steps));
    }

    private static List<Expr> letters(Set<String> parameters) {
        return parameters.stream()
                .<Expr>map(name -> new Quantity.Param(name).expr())
                .toList();
    }
}
