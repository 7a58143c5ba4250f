package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Out;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Losses;
import java.util.ArrayList;
import java.util.List;

/** The forward pass: net inputs and outputs, layer by layer, then the loss. */
final class ForwardSection {
    /** So many units of a layer are worked out line by line; of a larger one the first two, and the others go into a table. */
    static final int LINES = 8;

    private ForwardSection() {}

    static List<Block> of(Working working) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Heading(2, heading(working)));
        if (Coverage.REASONS.isIn(working.solution)) {
            blocks.add(new Block.Paragraph(Message.of("forward.intro")));
        }
        blocks.addAll(pass(working));
        return blocks;
    }

    private static Message heading(Working working) {
        return working.sample == 0
                ? Message.of("forward.heading")
                : Message.of("forward.heading.sample", Message.count(working.sample));
    }

    /** The lines of every layer and of the loss. */
    static List<Block> pass(Working working) {
        var blocks = new ArrayList<Block>();
        Network network = working.network;
        for (int l = 0; l < network.layers().size(); l++) {
            layer(working, l, blocks);
        }
        loss(working, blocks);
        return blocks;
    }

    private static void layer(Working working, int l, List<Block> blocks) {
        Network.Layer layer = working.network.layers().get(l);
        boolean softmax = layer.activation().kind() == Activation.Kind.SOFTMAX;
        blocks.add(new Block.Paragraph(
                Message.of("forward.layer", new Message.Nested(ProblemSection.layerName(working.network, l)))));
        List<Network.Unit> units = layer.units();
        List<Network.Unit> inFull = units.size() <= LINES ? units : units.subList(0, 2);
        var lines = new ArrayList<Expr>();
        for (Network.Unit unit : inFull) {
            lines.add(working.line(new Net(unit.name())));
            if (!softmax) {
                boolean first =
                        unit.equals(units.get(0)) || layer.isMixed() || Coverage.EVERY_LINE.isIn(working.solution);
                Activation activation = layer.activation(unit.name());
                lines.add(first ? output(working, activation, unit.name()) : again(working, activation, unit.name()));
            }
        }
        if (softmax) {
            softmax(working, l, inFull, lines);
        }
        blocks.add(new Block.Lines(lines));
        if (inFull.size() < units.size()) {
            blocks.add(new Block.Paragraph(Message.of("forward.rest")));
            blocks.add(table(working, units.subList(inFull.size(), units.size())));
        }
    }

    private static void softmax(Working working, int l, List<Network.Unit> units, List<Expr> lines) {
        for (Network.Unit unit : units) {
            var exponential = new Quantity.Exponential(unit.name());
            lines.add(working.line(
                    exponential, List.of(), working.derivation.step(exponential).expression()));
        }
        lines.add(working.line(new Quantity.Normalizer(l + 1)));
        units.forEach(unit -> lines.add(working.line(new Out(unit.name()))));
    }

    /** The activation by its name, then with numbers; a choice is shown as the branch that is taken. */
    static Expr output(Working working, Activation activation, String unit) {
        var out = new Out(unit);
        Expr net = new Net(unit).expr();
        Expr computed = working.derivation.step(out).expression();
        if (activation.name().equals("identity")) {
            return working.line(out, List.of(net), net);
        }
        if (activation.kind() == Activation.Kind.CUSTOM) {
            Expr written = working.atUnit(activation, unit);
            return working.line(out, List.of(written), written);
        }
        Expr named = Expr.call(activation.rule(), net);
        boolean plain = working.numbers(working.taken(computed)) instanceof Expr.Num;
        return working.line(out, List.of(named), plain ? named : computed);
    }

    /** The same where the function has just been shown with its numbers. */
    private static Expr again(Working working, Activation activation, String unit) {
        boolean named = activation.kind() == Activation.Kind.ELEMENTWISE
                && !activation.name().equals("identity");
        var out = new Out(unit);
        boolean choice = Working.isChoice(working.derivation.step(out).expression());
        Expr call = Expr.call(activation.name(), new Net(unit).expr());
        return named && !choice ? working.line(out, List.of(call), call) : output(working, activation, unit);
    }

    static Block table(Working working, List<Network.Unit> units) {
        var rows = new ArrayList<List<Message>>();
        for (Network.Unit unit : units) {
            var net = new Net(unit.name());
            var out = new Out(unit.name());
            rows.add(List.of(
                    Message.of(out.expr()),
                    Message.of(Expr.equal(working.letter(net), working.number(net))),
                    Message.of(Expr.equal(working.letter(out), working.number(out)))));
        }
        return new Block.Table(
                List.of(Message.of("table.unit"), Message.of("table.net"), Message.of("table.out")), rows);
    }

    private static void loss(Working working, List<Block> blocks) {
        if (working.network.isOneOutput()) {
            return;
        }
        boolean several = working.network.outputLayer().units().size() > 1;
        blocks.add(new Block.Paragraph(Message.of(
                working.network.loss().hasTargets() && !working.network.loss().equals(Losses.upstream())
                        ? several ? "forward.loss" : "forward.loss.single"
                        : "forward.outputs")));
        blocks.add(new Block.Lines(lossLines(working)));
    }

    /** Each output's part and their sum, or the only part as the loss itself. */
    static List<Expr> lossLines(Working working) {
        List<Network.Unit> outputs = working.network.outputLayer().units();
        var lines = new ArrayList<Expr>();
        if (outputs.size() > 1) {
            outputs.forEach(unit -> lines.add(working.line(new Quantity.UnitLoss(unit.name()))));
            lines.add(working.line(Quantity.LOSS));
        } else {
            var only = new Quantity.UnitLoss(outputs.get(0).name());
            Expr part = working.taken(working.derivation.step(only).expression());
            lines.add(working.line(Quantity.LOSS, List.of(part), part));
        }
        return lines;
    }
}
