package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.PowerRule;
import chalkgrad.derive.Step;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.report.BackwardSection.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The factors of the chain rule for one unit: how each is found, in words and in lines. */
final class Factors {
    private final Working working;

    Factors(Working working) {
        this.working = working;
    }

    /** dE/dw = dE/dout * dout/dnet * dnet/dw. */
    Expr chain(String parameter, Place place) {
        return Expr.equal(
                working.letter(new Partial(Quantity.LOSS, new Param(parameter))),
                Expr.mul(upstreamOf(place.unit()), slopeOf(place.unit()), input(parameter, place)));
    }

    private Expr upstreamOf(String unit) {
        return working.letter(new Partial(Quantity.LOSS, new Out(unit)));
    }

    private static Expr slopeOf(String unit) {
        return new Partial(new Out(unit), new Net(unit)).expr();
    }

    private static Expr input(String parameter, Place place) {
        return new Partial(new Net(place.unit()), new Param(parameter)).expr();
    }

    /** Along which way a parameter reaches the loss. */
    Message reach(String parameter, String unit, boolean output) {
        Message.Arg w = Message.math(new Param(parameter).expr());
        Message.Arg net = Message.math(new Net(unit).expr());
        Message.Arg out = Message.math(new Out(unit).expr());
        List<Expr> fed = paths(unit).stream()
                .<Expr>map(path -> new Out(path.through()).expr())
                .toList();
        if (output) {
            return Message.of("chain.output", w, net, out);
        }
        return fed.size() > 1
                ? Message.of("chain.hidden.several", w, net, out, Message.all(fed), Message.count(fed.size()))
                : Message.of("chain.hidden.single", w, net, out);
    }

    /** The loss's derivative by an output unit: the first factor. */
    List<Block> first(String unit) {
        var blocks = new ArrayList<Block>();
        boolean alone = working.network.outputLayer().units().size() == 1;
        blocks.add(new Block.Paragraph(Message.of(
                "factor.loss" + (isPower(unit) ? ".power" : "") + (alone ? ".single" : ""),
                Message.math(new Quantity.UnitLoss(unit).expr()),
                Message.math(new Out(unit).expr()))));
        blocks.add(new Block.Lines(lossLine(unit)));
        side(step(new Partial(Quantity.LOSS, new Out(unit))).expression())
                .ifPresent(s -> blocks.add(new Block.Paragraph(s)));
        return blocks;
    }

    private boolean isPower(String unit) {
        Expr part = step(new Quantity.UnitLoss(unit)).expression();
        return PowerRule.steps(part, new Out(unit)).isPresent();
    }

    /** dE/do1 = (by the power rule) = -(t1 - o1) = numbers = value. */
    Expr.Relation lossLine(String unit) {
        var upstream = new Partial(Quantity.LOSS, new Out(unit));
        Expr part = working.derivation.step(new Quantity.UnitLoss(unit)).expression();
        Expr shown = working.taken(step(upstream).expression());
        var forms = new ArrayList<Expr>();
        if (Coverage.FACTORS.isIn(working.solution)) {
            PowerRule.steps(part, new Out(unit)).ifPresent(forms::add);
        }
        forms.add(shown);
        return working.line(upstream, forms, shown);
    }

    /** What comes back to a hidden unit: one path at a time, then their sum. */
    List<Block> upstream(String unit) {
        var blocks = new ArrayList<Block>();
        List<Quantity.Path> paths = paths(unit);
        Message.Arg out = Message.math(new Out(unit).expr());
        if (paths.isEmpty()) {
            blocks.add(new Block.Paragraph(
                    Message.of(onlyPath(unit).isPresent() ? "factor.upstream.single" : "factor.upstream.none", out)));
        } else {
            blocks.add(new Block.Paragraph(Message.of("factor.upstream", out, Message.count(paths.size()))));
        }
        blocks.add(new Block.Lines(upstreamLines(unit)));
        if (onlyPath(unit).isPresent()) {
            String weight = onlyPath(unit).get().weight();
            boolean updated = working.network.learningRate().isPresent()
                    && !working.network.frozen().contains(weight);
            if (updated) {
                blocks.add(new Block.Note(
                        Block.Tone.REMARK,
                        Message.of(
                                "remark.old.weight",
                                Message.math(Expr.equal(new Param(weight).expr(), working.number(new Param(weight)))),
                                Message.math(new Quantity.Updated(weight).expr()))));
            }
        }
        return blocks;
    }

    List<Expr> upstreamLines(String unit) {
        var upstream = new Partial(Quantity.LOSS, new Out(unit));
        List<Quantity.Path> paths = paths(unit);
        var lines = new ArrayList<Expr>();
        if (paths.size() > 1) {
            lines.add(Expr.equal(
                    upstreamOf(unit),
                    Expr.add(paths.stream().map(path -> scopedDeltaForm(path)).toList())));
            paths.forEach(path -> lines.add(working.line(path)));
            lines.add(working.line(upstream, List.of(), step(upstream).expression()));
        } else if (onlyPath(unit).isPresent()) {
            Network.Edge edge = onlyPath(unit).get();
            var through = through(unit, edge);
            lines.add(working.line(
                    upstream,
                    List.of(deltaForm(through, unit), step(upstream).expression()),
                    step(upstream).expression()));
        } else {
            lines.add(working.line(upstream));
        }
        return lines;
    }

    private Expr scopedDeltaForm(Quantity.Path path) {
        return working.scoped(deltaForm(path.through(), path.from()));
    }

    /** dE/dnet(k) * dnet(k)/dout(h), before either is named. */
    private static Expr deltaForm(String through, String from) {
        return Expr.mul(
                new Partial(Quantity.LOSS, new Net(through)).expr(),
                new Partial(new Net(through), new Out(from)).expr());
    }

    private List<Quantity.Path> paths(String unit) {
        var paths = new ArrayList<Quantity.Path>();
        for (Network.Layer layer : working.network.layers()) {
            for (Network.Unit next : layer.units()) {
                var path = new Quantity.Path(unit, next.name());
                if (working.derivation.find(path).isPresent()) {
                    paths.add(path);
                }
            }
        }
        return paths;
    }

    private Optional<Network.Edge> onlyPath(String unit) {
        return working.network.layers().stream()
                .flatMap(layer -> layer.units().stream())
                .flatMap(next -> next.incoming().stream())
                .filter(edge -> edge.source().equals(unit))
                .findFirst();
    }

    private String through(String unit, Network.Edge edge) {
        return working.network.layers().stream()
                .flatMap(layer -> layer.units().stream())
                .filter(next -> next.incoming().contains(edge))
                .map(Network.Unit::name)
                .findFirst()
                .orElse(unit);
    }

    /** The activation's derivative: the second factor. */
    List<Block> second(String unit) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Paragraph(Message.of(
                "factor.activation",
                Message.math(new Out(unit).expr()),
                Message.math(new Net(unit).expr()),
                Message.nested("name."
                        + ProblemSection.activationKey(working.layerOf(unit).activation(unit))))));
        side(unit).ifPresent(side -> blocks.add(new Block.Paragraph(side)));
        blocks.add(new Block.Lines(slopeLines(unit)));
        return blocks;
    }

    List<Expr> slopeLines(String unit) {
        var slope = new Partial(new Out(unit), new Net(unit));
        Expr taken = working.taken(step(slope).expression());
        return List.of(working.line(slope, List.of(taken), taken));
    }

    /** Which branch of a kinked activation was taken, and why. */
    Optional<Message> side(String unit) {
        return side(step(new Partial(new Out(unit), new Net(unit))).expression());
    }

    private Optional<Message> side(Expr rule) {
        return working.side(rule).map(condition -> Message.of("factor.side", Message.math(condition)));
    }

    Expr.Relation thirdLine(String parameter, Place place) {
        if (place.isBias()) {
            return Expr.equal(input(parameter, place), Expr.ONE);
        }
        Quantity source = working.source(place.source());
        return Expr.equal(input(parameter, place), source.expr(), working.number(source));
    }

    /** A line with its last side marked as what was looked for. */
    static Expr.Relation result(Expr.Relation line) {
        var sides = new ArrayList<>(line.sides());
        sides.set(sides.size() - 1, new Expr.Marked(Expr.Mark.RESULT, sides.get(sides.size() - 1)));
        return Expr.equal(sides);
    }

    /** delta(h1) = (sum of deltas times weights) times slope = numbers = value, in one line. */
    Expr.Relation deltaAtOnce(String unit) {
        Expr upstream = working.taken(
                        step(new Partial(Quantity.LOSS, new Out(unit))).expression())
                .substitute(symbol ->
                        symbol instanceof Quantity.Path path ? step(path).expression() : null);
        Expr slope =
                working.taken(step(new Partial(new Out(unit), new Net(unit))).expression());
        var parts = new ArrayList<Expr>(List.of(upstream));
        parts.addAll(slope instanceof Expr.Mul m ? m.factors() : List.of(slope));
        Expr form = Expr.mul(parts);
        return working.line(new Delta(unit), List.of(form), form);
    }

    /** The net input's derivative by the parameter: the third factor. */
    List<Block> third(String parameter, Place place) {
        Expr net = step(new Net(place.unit())).expression();
        Message.Arg sum = Message.math(Expr.equal(new Net(place.unit()).expr(), net));
        Message.Arg w = Message.math(new Param(parameter).expr());
        if (place.isBias()) {
            return List.of(
                    new Block.Paragraph(Message.of("factor.bias", sum, w)),
                    new Block.Lines(thirdLine(parameter, place)));
        }
        return List.of(
                new Block.Paragraph(Message.of("factor.input", sum, w)), new Block.Lines(thirdLine(parameter, place)));
    }

    /** delta(o1) = dE/dnet(o1) = dE/dout * dout/dnet = numbers = value. */
    Expr.Relation delta(String unit) {
        Expr step = step(new Delta(unit)).expression();
        return working.line(new Delta(unit), List.of(new Partial(Quantity.LOSS, new Net(unit)).expr(), step), step);
    }

    /** The product of the three factors, from left to right, as a person multiplies them. */
    Expr product(String parameter, Place place) {
        var gradient = new Partial(Quantity.LOSS, new Param(parameter));
        var sides = new ArrayList<Expr>();
        Expr third = place.isBias() ? Expr.ONE : working.number(working.source(place.source()));
        sides.add(working.letter(gradient));
        sides.add(working.numbers(Expr.mul(
                new Partial(Quantity.LOSS, new Out(place.unit())).expr(),
                new Partial(new Out(place.unit()), new Net(place.unit())).expr(),
                third)));
        sides.add(Expr.mul(working.number(new Delta(place.unit())), third));
        sides.add(new Expr.Marked(Expr.Mark.RESULT, working.number(gradient)));
        return Expr.equal(sides);
    }

    /** Every delta of a softmax layer, each a sum over the layer's outputs. */
    List<Block> softmax(Network.Layer layer, boolean output) {
        var blocks = new ArrayList<Block>();
        List<String> units = layer.units().stream().map(Network.Unit::name).toList();
        Expr anyOut = new Out(units.get(0)).expr();
        blocks.add(new Block.Paragraph(Message.of(
                "softmax.intro",
                Message.all(units.stream().map(u -> new Net(u).expr()).toList()),
                Message.math(anyOut))));
        var lines = new ArrayList<Expr>();
        units.forEach(unit -> lines.addAll(output ? List.of(lossLine(unit)) : upstreamLines(unit)));
        blocks.add(new Block.Lines(lines));
        if (!Coverage.FACTORS.isIn(working.solution) && output && isShortcut(units)) {
            blocks.addAll(shortcut(units));
            return blocks;
        }
        blocks.add(new Block.Paragraph(Message.of("softmax.jacobian")));
        var slopes = new ArrayList<Expr>();
        for (String by : units) {
            for (String of : units) {
                slopes.add(working.line(new Partial(new Out(of), new Net(by))));
            }
        }
        blocks.add(new Block.Lines(slopes));
        blocks.add(new Block.Paragraph(Message.of("softmax.deltas")));
        blocks.add(new Block.Lines(units.stream().<Expr>map(this::delta).toList()));
        if (output
                && layer.activation().temperature().isEmpty()
                && working.network.loss().name().equals("cross_entropy")) {
            blocks.addAll(shortcut(units));
        }
        return blocks;
    }

    /** With the cross-entropy and targets that add up to one, a delta is output minus target. */
    private List<Block> shortcut(List<String> units) {
        if (!isShortcut(units)) {
            return List.of();
        }
        var targets = working.network.targets();
        var lines = new ArrayList<Expr>();
        for (String unit : units) {
            Expr difference = Expr.sub(
                    new Out(unit).expr(),
                    Objects.requireNonNull(targets.get(unit)).expr());
            Expr numbers = working.numbers(difference);
            lines.add(Expr.equal(new Delta(unit).expr(), difference, numbers, working.number(new Delta(unit))));
        }
        return List.of(new Block.Paragraph(Message.of("softmax.shortcut")), new Block.Lines(lines));
    }

    private boolean isShortcut(List<String> units) {
        var targets = working.network.targets();
        BigDecimal sum = units.stream()
                .map(unit -> working.number(Objects.requireNonNull(targets.get(unit)))
                        .value())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return working.network.loss().name().equals("cross_entropy")
                && sum.compareTo(BigDecimal.ONE) == 0
                && working.isExact();
    }

    private Step step(Quantity quantity) {
        return working.derivation.step(quantity);
    }
}
