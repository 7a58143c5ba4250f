package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.SchemeDeriver;
import chalkgrad.derive.Step;
import chalkgrad.derive.UpdateSteps;
import chalkgrad.model.Descent;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Updated;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

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
        if (network.descent().rule().isPlain()) {
            blocks.add(new Block.Paragraph(Message.of("update.intro", Message.math(Quantity.RATE.expr()))));
            Expr.Relation rule = SchemeDeriver.update(new Symbol.Name("w"), Quantity.RATE.expr());
            blocks.add(new Block.Lines(working.scoped(rule)));
        } else {
            blocks.addAll(rule(network.descent(), Quantity.LOSS, working::scoped));
        }
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

    /** What the rule does, in words, and its lines for a parameter w. */
    static List<Block> rule(Descent descent, Quantity objective, UnaryOperator<Expr> scoped) {
        List<Expr> lines = UpdateSteps.general(descent, objective).stream()
                .<Expr>map(step -> scoped.apply(Expr.equal(step.quantity().expr(), step.expression())))
                .toList();
        return List.of(
                new Block.Paragraph(Message.of("update.rule." + descent.rule().name())), new Block.Lines(lines));
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
        var between = new ArrayList<Message>();
        for (Step step : working.derivation.updates()) {
            if (!(step.quantity() instanceof Updated updated) || updated.isState()) {
                between.add(Message.of(working.number(step.quantity())));
                continue;
            }
            String name = updated.name();
            var gradient = new Partial(Quantity.LOSS, new Param(name));
            var row = new ArrayList<Message>();
            row.add(Message.of(new Param(name).expr()));
            row.add(Message.of(working.number(gradient)));
            row.addAll(between);
            row.add(Message.of(working.numbers(step.expression())));
            row.add(Message.of(working.number(step.quantity())));
            rows.add(row);
            between.clear();
        }
        var header = new ArrayList<Message>();
        header.add(Message.of("table.parameter"));
        header.add(Message.of("table.gradient"));
        List<Step> rule = UpdateSteps.general(working.network.descent(), Quantity.LOSS);
        rule.subList(0, rule.size() - 1)
                .forEach(step -> header.add(Message.of(step.quantity().expr())));
        header.add(Message.of("table.update"));
        header.add(Message.of("table.updated"));
        return NetworkReport.table(header, rows);
    }
}
