package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.SchemeDeriver;
import chalkgrad.derive.Step;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Updated;
import java.util.ArrayList;
import java.util.List;

/** The update of every parameter by gradient descent. */
final class UpdateSection {
    private UpdateSection() {}

    static List<Block> of(Working working) {
        Network network = working.network;
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Heading(
                2,
                working.sample == 0
                        ? Message.of("update.heading")
                        : Message.of("update.heading.sample", Message.count(working.sample))));
        blocks.add(new Block.Paragraph(Message.of("update.intro", Message.math(Quantity.RATE.expr()))));
        Expr.Relation rule = SchemeDeriver.update(new Symbol.Name("w"), Quantity.RATE.expr());
        blocks.add(new Block.Lines(working.scoped(rule)));
        blocks.addAll(frozen(network));
        List<Step> updates = working.derivation.updates();
        if (updates.size() <= NetworkReport.FULL) {
            blocks.add(new Block.Lines(
                    updates.stream().<Expr>map(step -> line(working, step)).toList()));
        } else {
            blocks.addAll(table(working));
        }
        return blocks;
    }

    /** Which parameters stay as they are; nothing where all are updated. */
    static List<Block> frozen(Network network) {
        if (network.frozen().isEmpty()) {
            return List.of();
        }
        List<Expr> frozen = network.parameters().keySet().stream()
                .filter(network.frozen()::contains)
                .<Expr>map(name -> new Param(name).expr())
                .toList();
        return List.of(new Block.Paragraph(Message.of("update.frozen", Message.all(frozen))));
    }

    static Expr line(Working working, Step step) {
        Expr.Relation line = working.line(step.quantity(), List.of(step.expression()), step.expression());
        var sides = new ArrayList<>(line.sides());
        sides.set(sides.size() - 1, new Expr.Marked(Expr.Mark.RESULT, sides.get(sides.size() - 1)));
        return Expr.equal(sides);
    }

    /** Symbol, numbers and value of every update, a row each. */
    static List<Block> table(Working working) {
        var rows = new ArrayList<List<Message>>();
        for (Step step : working.derivation.updates()) {
            var name = ((Updated) step.quantity()).name();
            var gradient = new Partial(Quantity.LOSS, new Param(name));
            rows.add(List.of(
                    Message.of(new Param(name).expr()),
                    Message.of(working.number(gradient)),
                    Message.of(working.numbers(step.expression())),
                    Message.of(working.number(step.quantity()))));
        }
        return NetworkReport.table(
                List.of(
                        Message.of("table.parameter"),
                        Message.of("table.gradient"),
                        Message.of("table.update"),
                        Message.of("table.updated")),
                rows);
    }
}
