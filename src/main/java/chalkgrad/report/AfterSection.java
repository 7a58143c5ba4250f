package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.evaluate.Pass;
import chalkgrad.evaluate.Real;
import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Updated;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The forward pass again: whether the loss has fallen, and over several updates how. */
final class AfterSection {
    /** So many rows a table of updates has at the most. */
    private static final int ROWS = 21;

    /** So many parameters are followed in the table of updates. */
    private static final int FOLLOWED = 4;

    private static final double DRAWN = 1e300;

    private AfterSection() {}

    static List<Block> of(Solution solution) {
        Network network = solution.ofNetwork().network();
        List<Pass> passes = solution.passes();
        var blocks = new ArrayList<Block>();
        boolean values = Coverage.REASONS.isIn(solution);
        if (values) {
            blocks.add(new Block.Heading(2, Message.of("after.heading")));
        }
        boolean once = network.samples().size() == 1;
        if (once && values) {
            blocks.addAll(again(new AfterUpdate(solution, passes.get(1).batch())));
        }
        blocks.add(new Block.Paragraph(fell(passes.get(0).batch(), passes.get(1).batch())));
        if (network.steps() > 1) {
            blocks.add(new Block.Heading(2, Message.of("steps.heading")));
            blocks.add(new Block.Paragraph(Message.of(
                    network.batch() == Network.Batch.ONLINE && !once ? "steps.intro.online" : "steps.intro",
                    Message.count(network.steps()))));
            blocks.add(table(passes, network));
            List<Block.Point> points = points(passes);
            // A descent that runs away leaves the numbers that a picture can be drawn with.
            if (points.stream().allMatch(point -> Math.abs(point.loss()) < DRAWN)) {
                blocks.add(new Block.LossFigure(points, Message.of("steps.figure", Message.count(network.steps()))));
            }
            Pass last = passes.get(passes.size() - 1);
            if (once) {
                blocks.add(new Block.Paragraph(Message.of("steps.last", Message.count(network.steps()))));
                var working = new Working(solution, last.batch(), 0);
                blocks.add(new Block.Lines(network.outputLayer().units().stream()
                        .<Expr>map(unit -> {
                            var out = new Quantity.Out(unit.name());
                            return Expr.equal(out.expr(), working.number(out));
                        })
                        .toList()));
            }
            blocks.add(new Block.Paragraph(fell(passes.get(0).batch(), last.batch())));
        }
        return blocks;
    }

    /** The second forward pass: line by line, or its values in a table. */
    private static List<Block> again(Working working) {
        if (Coverage.EVERY_LINE.isIn(working.solution)) {
            var blocks = new ArrayList<Block>();
            blocks.add(new Block.Paragraph(Message.of("after.intro")));
            blocks.addAll(ForwardSection.pass(working));
            return blocks;
        }
        List<Network.Unit> units = working.network.layers().stream()
                .flatMap(layer -> layer.units().stream())
                .toList();
        return List.of(new Block.Paragraph(Message.of("after.intro.table")), ForwardSection.table(working, units));
    }

    /** The loss before and after, and whether it fell. */
    private static Message fell(Scope before, Scope after) {
        Expr loss = Quantity.LOSS.expr();
        int sign = before.compare(before.value(Quantity.LOSS), after.value(Quantity.LOSS));
        String key = sign > 0 ? "after.fell" : sign < 0 ? "after.rose" : "after.same";
        return Message.of(
                key,
                Message.math(loss),
                Message.math(before.printed(Quantity.LOSS)),
                Message.math(after.printed(Quantity.LOSS)));
    }

    private static Block table(List<Pass> passes, Network network) {
        List<String> followed = BackwardSection.asked(network).stream()
                .filter(name -> !network.frozen().contains(name))
                .limit(FOLLOWED)
                .toList();
        var header = new ArrayList<Message>();
        header.add(Message.of("table.step"));
        header.add(Message.of(Quantity.LOSS.expr()));
        followed.forEach(name -> header.add(Message.of(new Param(name).expr())));
        var rows = new ArrayList<List<Message>>();
        for (int step : chosen(passes.size())) {
            Scope batch = passes.get(step).batch();
            var row = new ArrayList<Message>();
            row.add(Message.of("", Message.count(step)));
            row.add(Message.of(batch.printed(Quantity.LOSS)));
            followed.forEach(name -> row.add(Message.of(batch.printed(new Param(name)))));
            rows.add(row);
        }
        return new Block.Table(header, rows);
    }

    /** All steps where there are few; else the first ones and then steps further and further apart, the last one included. */
    static List<Integer> chosen(int count) {
        var chosen = new TreeSet<Integer>();
        if (count <= ROWS) {
            for (int i = 0; i < count; i++) {
                chosen.add(i);
            }
            return List.copyOf(chosen);
        }
        chosen.addAll(List.of(0, 1, 2, 3, 4, 5, count - 1));
        for (long power = 10; power < count; power *= 10) {
            for (long factor : new long[] {1, 2, 5}) {
                if (factor * power < count) {
                    chosen.add((int) (factor * power));
                }
            }
        }
        return List.copyOf(chosen);
    }

    private static List<Block.Point> points(List<Pass> passes) {
        int stride = Math.max(1, passes.size() / 200);
        var points = new ArrayList<Block.Point>();
        for (int i = 0; i < passes.size(); i++) {
            if (i % stride == 0 || i == passes.size() - 1) {
                points.add(
                        new Block.Point(i, approximately(passes.get(i).batch().value(Quantity.LOSS))));
            }
        }
        return points;
    }

    private static double approximately(Real value) {
        if (value instanceof Real.Enclosure e) {
            return e.lo().doubleValue();
        }
        Real.Exact exact = (Real.Exact) value;
        return new BigDecimal(exact.numerator())
                .divide(new BigDecimal(exact.denominator()), MathContext.DECIMAL64)
                .doubleValue();
    }

    /** The second forward pass is written with the updated parameters' letters. */
    private static final class AfterUpdate extends Working {
        AfterUpdate(Solution solution, Scope scope) {
            super(solution, scope, 0);
        }

        @Override
        Expr scoped(Expr e) {
            return e.substitute(
                    symbol -> symbol instanceof Param p && !network.frozen().contains(p.name())
                            ? new Updated(p.name()).expr()
                            : null);
        }
    }
}
