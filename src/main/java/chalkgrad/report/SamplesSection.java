package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.evaluate.Pass;
import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What several samples add: the other samples in tables, and how they become one gradient, or one update after the other. */
final class SamplesSection {
    private SamplesSection() {}

    static List<Block> of(Solution solution, Pass pass) {
        Network network = solution.ofNetwork().network();
        boolean online = network.batch() == Network.Batch.ONLINE;
        boolean learns = network.learningRate().isPresent();
        boolean inOneTable = !Coverage.EVERY_LINE.isIn(solution) && ParameterTable.fits(network);
        var blocks = new ArrayList<Block>();
        if (online && learns) {
            blocks.addAll(UpdateSection.of(new Working(solution, pass.samples().get(0), 1)));
        }
        blocks.add(new Block.Heading(2, Message.of("samples.heading")));
        blocks.add(new Block.Paragraph(Message.of(online && learns ? "samples.intro.online" : "samples.intro")));
        for (int s = 2; s <= pass.samples().size(); s++) {
            Scope scope = pass.samples().get(s - 1);
            var working = new Working(solution, scope, s);
            blocks.add(new Block.Heading(3, Message.of("samples.sample", Message.count(s))));
            blocks.add(units(working));
            blocks.add(new Block.Lines(ForwardSection.lossLines(working)));
            if (inOneTable) {
                continue;
            }
            blocks.addAll(
                    online && learns
                            ? UpdateSection.table(working)
                            : BackwardSection.gradients(
                                    working, network.parameters().keySet()));
        }
        if (!inOneTable && (!online || !learns)) {
            combined(new Working(solution, pass.batch(), 0), blocks);
        }
        return blocks;
    }

    private static Block units(Working working) {
        var rows = new ArrayList<List<Message>>();
        for (Network.Layer layer : working.network.layers()) {
            for (Network.Unit unit : layer.units()) {
                rows.add(List.of(
                        Message.of(new Out(unit.name()).expr()),
                        Message.of(working.number(new Net(unit.name()))),
                        Message.of(working.number(new Out(unit.name()))),
                        Message.of(working.number(new Delta(unit.name())))));
            }
        }
        return new Block.Table(
                List.of(
                        Message.of("table.unit"),
                        Message.of("table.net"),
                        Message.of("table.out"),
                        Message.of("table.delta")),
                rows);
    }

    private static void combined(Working batch, List<Block> blocks) {
        Network network = batch.network;
        blocks.add(new Block.Heading(2, Message.of("batch.heading")));
        blocks.add(new Block.Paragraph(Message.of(
                network.batch() == Network.Batch.MEAN ? "batch.mean" : "batch.sum",
                Message.count(network.samples().size()))));
        var lines = new ArrayList<Expr>();
        Set<String> asked = BackwardSection.asked(network);
        lines.add(line(batch, Quantity.LOSS));
        asked.forEach(name -> lines.add(line(batch, new Partial(Quantity.LOSS, new Param(name)))));
        blocks.add(new Block.Lines(lines));
        var rows = new ArrayList<List<Message>>();
        for (String name : network.parameters().keySet()) {
            if (!asked.contains(name)) {
                var gradient = new Partial(Quantity.LOSS, new Param(name));
                rows.add(List.of(
                        Message.of(new Param(name).expr()),
                        Message.of(batch.numbers(expression(batch, gradient))),
                        Message.of(batch.number(gradient))));
            }
        }
        if (!rows.isEmpty()) {
            blocks.addAll(NetworkReport.table(
                    List.of(Message.of("table.parameter"), Message.of("table.numbers"), Message.of("table.gradient")),
                    rows));
        }
    }

    private static Expr expression(Working batch, Quantity quantity) {
        return batch.derivation.batch().stream()
                .filter(step -> step.quantity().equals(quantity))
                .findFirst()
                .orElseThrow()
                .expression();
    }

    static Expr line(Working batch, Quantity quantity) {
        Expr e = expression(batch, quantity);
        return batch.line(quantity, List.of(e), e);
    }
}
