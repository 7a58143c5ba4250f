package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The backward pass through a norm: first to what it has normalised, then from there by three paths, then in closed form.
 *
 * <p>The derivation of Ioffe and Szegedy, "Batch normalization" (2015), section 3.
 */
final class GraphNorms {
    private static final Symbol MEAN = new Symbol.Name("mu");
    private static final Symbol VARIANCE = new Symbol.Name("v");
    private static final Symbol RMS = new Symbol.Name("r");
    private static final Expr KEPT = Expr.call("keepdims=", Expr.ONE);

    private final GraphWorking working;
    private final List<Block> blocks;

    GraphNorms(GraphWorking working, List<Block> blocks) {
        this.working = working;
        this.blocks = blocks;
    }

    private void lines(Expr... lines) {
        blocks.add(new Block.Lines(lines));
    }

    private void say(String key, Message.Arg... args) {
        blocks.add(new Block.Paragraph(Message.of(key, args)));
    }

    /** A line: a letter, the formula in letters, the value of an expression. */
    private Expr line(Expr letter, Expr formula, Expr value) {
        var sides = new ArrayList<Expr>(List.of(letter, working.display(formula)));
        shown(value).ifPresent(sides::add);
        return Expr.equal(sides);
    }

    private Optional<Expr> shown(Expr value) {
        return working.dims(value).count() > GraphWorking.WRITTEN_ENTRIES
                ? Optional.empty()
                : working.scope.shown(value);
    }

    private Expr partial(Symbol by) {
        return new Partial(working.graph.objective(), by).expr();
    }

    /** What is normalised together. */
    private Expr axis(Dims dims, boolean batch) {
        int rank = dims.axes().size();
        if (!batch) {
            return Expr.call("axis=", Expr.num(rank - 1));
        } else if (rank < 3) {
            return Expr.call("axis=", Expr.ZERO);
        }
        var axes = new ArrayList<Expr>(List.of(Expr.ZERO));
        for (int i = 2; i < rank; i++) {
            axes.add(Expr.num(i));
        }
        return Expr.call("axis=", new Expr.Matrix(List.of(axes)));
    }

    void of(Node node, Signature.Arguments args) {
        String function = args.call().function();
        Node x = (Node) ((Expr.Sym) args.arrays().get(0)).symbol();
        Dims dims = working.dims(x);
        Expr g = working.gradient(node).expr();
        Symbol hat = new Symbol.Name(x.name() + "_hat");
        boolean batch = function.equals("batch_norm");
        Expr axis = axis(dims, batch);
        boolean constant = args.find("mean").isPresent();
        boolean root = function.equals("rms_norm");
        Expr eps = args.number("eps");
        Expr mean = constant ? args.number("mean") : Expr.call("mean", x.expr(), axis, KEPT);
        Expr variance = constant ? args.number("var") : Expr.call("var", x.expr(), axis, KEPT);
        Expr letterMean = constant ? mean : MEAN.expr();
        Expr letterVariance = constant ? variance : VARIANCE.expr();
        int behind = batch ? Math.max(0, dims.axes().size() - 2) : 0;
        Expr deviation;
        Expr standard;
        if (root) {
            Expr square = Expr.call("mean", Expr.pow(x.expr(), 2), axis, KEPT);
            deviation = Expr.call("sqrt", Expr.add(square, eps));
            standard = Expr.div(x.expr(), deviation);
            say("graph.norm.root", Message.math(node.expr()), Message.math(RMS.expr()));
            lines(line(RMS.expr(), deviation, deviation), line(hat.expr(), Expr.div(x.expr(), RMS.expr()), standard));
        } else {
            deviation = Expr.call("sqrt", Expr.add(column(variance, behind), eps));
            standard = Expr.div(Expr.sub(x.expr(), column(mean, behind)), deviation);
            say(
                    constant ? "graph.norm.constant" : "graph.norm.standard",
                    Message.math(node.expr()),
                    Message.math(MEAN.expr()),
                    Message.math(VARIANCE.expr()));
            if (!constant) {
                lines(line(MEAN.expr(), mean, mean), line(VARIANCE.expr(), variance, variance));
            }
            lines(lineAsIs(
                    hat.expr(),
                    Expr.div(Expr.sub(x.expr(), letterMean), Expr.call("sqrt", Expr.add(letterVariance, eps))),
                    standard));
        }
        Optional<Expr> gamma = args.find("gamma");
        Optional<Expr> beta = args.find("beta");
        Expr toHat =
                gamma.<Expr>map(scale -> Expr.mul(g, column(scale, behind))).orElse(g);
        var outer = new ArrayList<Expr>();
        for (Optional<Expr> parameter : List.of(beta, gamma)) {
            if (parameter.isPresent() && parameter.get() instanceof Expr.Sym s && s.symbol() instanceof Node each) {
                var flow = new Quantity.Flow(working.graph.objective(), each, node);
                boolean scale = parameter.equals(gamma);
                Expr shown = scale ? Expr.call("hadamard", g, hat.expr()) : g;
                Expr sum = working.dims(each).isScalar()
                        ? Expr.call("sum", shown)
                        : Expr.call("sum", shown, batch ? axis : before(dims));
                outer.add(relation(letter(each, flow), sum, Optional.of(working.scope.shown(flow))));
            }
        }
        outer.add(relation(
                partial(hat),
                gamma.<Expr>map(scale -> Expr.call("hadamard", g, scale)).orElse(g),
                shown(toHat)));
        say("graph.norm.outer", Message.math(node.expr()), Message.math(hat.expr()));
        blocks.add(new Block.Lines(outer));
        var flow = new Quantity.Flow(working.graph.objective(), x, node);
        if (working.derivation.find(flow).isEmpty()) {
            return;
        }
        Expr result = working.scope.shown(flow);
        Expr byHat = partial(hat);
        if (constant) {
            say("graph.norm.held", Message.math(x.expr()));
            lines(relation(
                    letter(x, flow),
                    Expr.div(byHat, Expr.call("sqrt", Expr.add(letterVariance, eps))),
                    Optional.of(result)));
            return;
        }
        Expr closedMean = Expr.call("mean", toHat, axis, KEPT);
        Expr closedProduct = Expr.call("mean", Expr.mul(toHat, standard), axis, KEPT);
        Expr count = count(dims, batch);
        if (root) {
            say("graph.norm.root.paths", Message.math(x.expr()), Message.math(RMS.expr()));
            lines(lineAsIs(
                    partial(RMS),
                    Expr.neg(Expr.div(Expr.call("sum", Expr.call("hadamard", byHat, hat.expr()), axis), RMS.expr())),
                    Expr.neg(Expr.div(Expr.call("sum", Expr.mul(toHat, standard), axis, KEPT), deviation))));
            lines(relation(
                    letter(x, flow),
                    Expr.add(
                            Expr.div(byHat, RMS.expr()),
                            Expr.mul(partial(RMS), Expr.div(x.expr(), Expr.mul(count, RMS.expr())))),
                    Optional.empty()));
        } else {
            Expr half = Expr.div(Expr.ONE, Expr.TWO);
            Expr root3 = Expr.pow(
                    new Expr.Marked(Expr.Mark.GROUP, Expr.add(VARIANCE.expr(), eps)),
                    Expr.neg(Expr.div(Expr.num(3), Expr.TWO)));
            Expr centred = Expr.sub(x.expr(), mean);
            say("graph.norm.paths", Message.math(x.expr()), Message.math(MEAN.expr()), Message.math(VARIANCE.expr()));
            lines(
                    lineAsIs(
                            partial(VARIANCE),
                            Expr.neg(Expr.mul(
                                    half,
                                    root3,
                                    Expr.call(
                                            "sum",
                                            Expr.call(
                                                    "hadamard",
                                                    byHat,
                                                    new Expr.Marked(Expr.Mark.GROUP, Expr.sub(x.expr(), MEAN.expr()))),
                                            axis))),
                            Expr.neg(Expr.div(
                                    Expr.call("sum", Expr.mul(toHat, centred), axis, KEPT),
                                    Expr.mul(Expr.TWO, Expr.pow(deviation, 3))))),
                    lineAsIs(
                            partial(MEAN),
                            Expr.neg(Expr.div(
                                    Expr.call("sum", byHat, axis), Expr.call("sqrt", Expr.add(VARIANCE.expr(), eps)))),
                            Expr.neg(Expr.div(Expr.call("sum", toHat, axis, KEPT), deviation))));
            lines(relation(
                    letter(x, flow),
                    Expr.add(
                            Expr.div(byHat, Expr.call("sqrt", Expr.add(VARIANCE.expr(), eps))),
                            Expr.mul(
                                    partial(VARIANCE),
                                    Expr.div(Expr.mul(Expr.TWO, Expr.sub(x.expr(), MEAN.expr())), count)),
                            Expr.mul(partial(MEAN), Expr.div(Expr.ONE, count))),
                    Optional.empty()));
        }
        say("graph.norm.closed", Message.math(hat.expr()));
        Expr product = Expr.call("mean", Expr.call("hadamard", byHat, hat.expr()), axis);
        Expr less = Expr.mul(hat.expr(), product);
        Expr inner = root ? Expr.sub(byHat, less) : Expr.sub(Expr.sub(byHat, Expr.call("mean", byHat, axis)), less);
        Expr below = root ? RMS.expr() : Expr.call("sqrt", Expr.add(VARIANCE.expr(), eps));
        var means = new ArrayList<Expr>();
        if (!root) {
            means.add(named(Expr.call("mean", byHat, axis), shown(closedMean)));
        }
        means.add(named(product, shown(closedProduct)));
        blocks.add(new Block.Lines(means));
        Expr flat = inner instanceof Expr.Add sum && sum.terms().get(0) instanceof Expr.Add first
                ? Expr.add(
                        first.terms().get(0), first.terms().get(1), sum.terms().get(1))
                : inner;
        lines(relation(
                letter(x, flow),
                Expr.mul(Expr.div(Expr.ONE, below), new Expr.Marked(Expr.Mark.GROUP, flat)),
                Optional.of(result)));
    }

    /** Everything but the last axis, which is the one of the features. */
    private static Expr before(Dims dims) {
        var axes = new ArrayList<Expr>();
        for (int i = 0; i < dims.axes().size() - 1; i++) {
            axes.add(Expr.num(i));
        }
        return axes.size() == 1 ? Expr.call("axis=", axes.get(0)) : Expr.call("axis=", new Expr.Matrix(List.of(axes)));
    }

    private static Expr count(Dims dims, boolean batch) {
        int rank = dims.axes().size();
        int channels = batch && rank > 1 ? dims.size(1).value() : 1;
        return Expr.num(batch ? dims.count() / channels : dims.size(rank - 1).value());
    }

    /** A value for each channel, lying so that it meets the channels. */
    private Expr column(Expr value, int behind) {
        boolean vector = working.dims(value).isVector();
        var axes = new ArrayList<Expr>();
        for (int i = 1; i <= behind; i++) {
            axes.add(Expr.num(i));
        }
        return vector && behind > 0
                ? Expr.call(
                        "expand_dims",
                        value,
                        Expr.call("axis=", axes.size() == 1 ? axes.get(0) : new Expr.Matrix(List.of(axes))))
                : value;
    }

    private Expr letter(Node input, Quantity.Flow flow) {
        boolean only =
                working.derivation.consumers().getOrDefault(input, List.of()).size() == 1;
        return only ? working.gradient(input).expr() : flow.expr();
    }

    private Expr lineAsIs(Expr letter, Expr formula, Expr value) {
        return relation(letter, formula, shown(value));
    }

    private static Expr relation(Expr letter, Expr formula, Optional<Expr> value) {
        var sides = new ArrayList<Expr>(List.of(letter, formula));
        value.ifPresent(sides::add);
        return Expr.equal(sides);
    }

    private static Expr named(Expr letter, Optional<Expr> value) {
        return value.<Expr>map(found -> Expr.equal(letter, found)).orElse(letter);
    }
}
