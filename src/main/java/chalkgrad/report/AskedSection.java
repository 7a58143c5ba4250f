package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is asked about a network: every quantity to be found by its letter, and with how many digits. */
final class AskedSection {
    /** Up to so many units are named one by one. */
    private static final int NAMED_UNITS = 16;

    /** Up to so many parameters are named one by one. */
    private static final int NAMED_PARAMETERS = 40;

    private final Network network;
    private final Set<String> asked;
    private final boolean online;
    private final List<Message> items = new ArrayList<>();

    private AskedSection(Network network) {
        this.network = network;
        Set<String> chosen = BackwardSection.asked(network);
        this.asked = chosen.isEmpty() ? new LinkedHashSet<>(network.parameters().keySet()) : chosen;
        this.online = network.samples().size() > 1
                && network.batch() == Network.Batch.ONLINE
                && network.learningRate().isPresent();
    }

    static List<Block> of(Working working) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Paragraph(Message.of("asked.heading")));
        blocks.add(new Block.Items(new AskedSection(working.network).items()));
        Problem problem = working.solution.problem();
        blocks.add(new Block.Paragraph(Message.of(
                "asked.numbers." + (problem.carry() == Problem.Carry.EXACT ? "exact" : "rounded"),
                ProblemSection.precision(problem),
                ProblemSection.cut(problem))));
        return blocks;
    }

    private List<Message> items() {
        forward();
        gradients();
        network.learningRate().ifPresent(rate -> {
            updates();
            after();
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

    private void after() {
        Message.Arg loss = Message.math(Quantity.LOSS.expr());
        items.add(
                network.steps() == 1
                        ? Message.of("asked.after", loss)
                        : Message.of("asked.steps", loss, Message.count(network.steps())));
    }

    private static List<Expr> letters(Set<String> parameters) {
        return parameters.stream()
                .<Expr>map(name -> new Quantity.Param(name).expr())
                .toList();
    }
}
