package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Descent;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Loss;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What is given and what is asked: the network's picture, the values, the activations and the loss. */
final class ProblemSection {
    /** Up to so many units in a layer the picture takes less than half a page. */
    private static final int LOW_UNITS = 5;

    /** Up to so many parameters the picture is told in words for whoever cannot see it. */
    private static final int DESCRIBED = 60;

    private static final int LISTED_PARAMETERS = 120;

    private ProblemSection() {}

    static List<Block> of(Working working) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Heading(2, Message.of("problem.heading")));
        blocks.addAll(statement(
                working, task(working.network), List.of(new Block.Paragraph(rounding(working.solution.problem())))));
        blocks.addAll(warnings(working.solution));
        return blocks;
    }

    static List<Block> warnings(Solution solution) {
        var notes = new ArrayList<Block>();
        solution.asked()
                .ifPresent(
                        asked -> notes.add(new Block.Note(Block.Tone.REMARK, UnsureNote.ofUpdates(asked, solution))));
        solution.warnings().forEach(warning -> notes.add(new Block.Note(Block.Tone.WARNING, KinkWarning.of(warning))));
        solution.unsure().forEach(unsure -> notes.add(new Block.Note(Block.Tone.REMARK, UnsureNote.of(unsure))));
        return notes;
    }

    /** The network's picture with the values of its parameters. */
    static Block figure(Network network) {
        return new Block.NetworkFigure(
                network,
                network.parameters(),
                network.parameters().size() > DESCRIBED
                        ? Message.of("problem.figure", new Message.Words(NetworkReport.sizes(network)))
                        : Message.of(
                                "problem.figure.values",
                                new Message.Words(NetworkReport.sizes(network)),
                                Message.all(network.parameters().keySet().stream()
                                        .map(name -> given(network, name))
                                        .toList())));
    }

    /** What is given and what is asked, for those who are to find the answers. */
    static List<Block> question(Working working) {
        return statement(
                working,
                Message.of("problem.task.given", new Message.Words(NetworkReport.sizes(working.network))),
                Asked.of(working.network, working.solution.problem()));
    }

    /** What is given; what is asked about it follows. */
    static List<Block> given(Working working, List<Block> close) {
        return statement(
                working,
                Message.of("problem.task.given", new Message.Words(NetworkReport.sizes(working.network))),
                close);
    }

    /** What is given, between an introduction and a close. */
    private static List<Block> statement(Working working, Message introduction, List<Block> close) {
        Network network = working.network;
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Paragraph(introduction));
        Block figure = figure(network);
        // A picture that fills a page stands behind what fits on the page before it.
        boolean drawn = network.widest() <= Block.DRAWN_UNITS;
        boolean tall = drawn && network.widest() > LOW_UNITS;
        if (!tall) {
            blocks.add(figure);
        }
        blocks.add(new Block.Items(values(working)));
        if (!drawn && network.parameters().size() <= LISTED_PARAMETERS) {
            blocks.add(parameters(network));
        }
        if (Coverage.SYMBOLS.isIn(working.solution)) {
            blocks.add(new Block.Paragraph(symbols(network, Coverage.FACTORS.isIn(working.solution))));
        }
        blocks.addAll(close);
        if (tall) {
            blocks.add(figure);
        }
        return blocks;
    }

    private static Message task(Network network) {
        var sizes = new Message.Words(NetworkReport.sizes(network));
        if (network.learningRate().isEmpty()) {
            return Message.of("problem.task.gradients", sizes);
        }
        return network.steps() == 1
                ? Message.of("problem.task.update", sizes)
                : Message.of("problem.task.updates", sizes, Message.count(network.steps()));
    }

    private static List<Message> values(Working working) {
        Network network = working.network;
        var items = new ArrayList<Message>();
        if (network.samples().size() == 1) {
            Network.Sample sample = network.samples().get(0);
            boolean upstream = network.loss().rule().equals("upstream");
            if (Coverage.FACTORS.isIn(working.solution)
                    || upstream
                    || !network.loss().hasTargets()) {
                items.add(Message.of("problem.inputs", values(network, sample, true)));
                if (network.loss().hasTargets()) {
                    String key = upstream ? "problem.upstream" : "problem.targets";
                    items.add(Message.of(key, values(network, sample, false)));
                }
            } else {
                items.add(Message.of("problem.given", values(network, sample, true), values(network, sample, false)));
            }
        } else {
            for (int s = 0; s < network.samples().size(); s++) {
                Network.Sample sample = network.samples().get(s);
                items.add(
                        network.loss().hasTargets()
                                ? Message.of(
                                        "problem.sample",
                                        Message.count(s + 1),
                                        values(network, sample, true),
                                        values(network, sample, false))
                                : Message.of(
                                        "problem.sample.inputs", Message.count(s + 1), values(network, sample, true)));
            }
            items.add(Message.of("problem.batch." + network.batch().name().toLowerCase(Locale.ROOT)));
        }
        boolean alike = !Coverage.FACTORS.isIn(working.solution)
                && network.layers().size() > 1
                && network.layers().stream()
                                .map(layer -> layer.activation().name())
                                .distinct()
                                .count()
                        == 1;
        if (alike) {
            items.add(together(network));
        }
        for (int l = 0; l < network.layers().size() && !alike; l++) {
            Network.Layer layer = network.layers().get(l);
            var units = Message.all(layer.units().stream()
                    .map(unit -> new Quantity.Out(unit.name()).expr())
                    .toList());
            if (layer.isMixed()) {
                for (Network.Unit unit : layer.units()) {
                    items.add(Message.of(
                            "problem.layer",
                            new Message.Nested(layerName(network, l)),
                            Message.math(new Quantity.Out(unit.name()).expr()),
                            rule(network, layer.activation(unit.name()))));
                }
                continue;
            }
            items.add(Message.of(
                    "problem.layer",
                    new Message.Nested(layerName(network, l)),
                    units,
                    rule(network, layer.activation())));
        }
        items.add(
                network.isOneOutput()
                        ? Message.of("problem.output", Message.math(Quantity.LOSS.expr()))
                        : Message.of(
                                "problem.loss",
                                Message.nested(
                                        lossKey(network.loss()),
                                        Message.math(definition(
                                                network.loss(),
                                                network.samples().size() > 1)))));
        network.learningRate().ifPresent(rate -> items.addAll(training(network.descent(), rate)));
        return items;
    }

    /** The learning rate, or that of each update, and the rule where it is not gradient descent's. */
    static List<Message> training(Descent descent, BigDecimal rate) {
        var items = new ArrayList<Message>();
        items.add(
                descent.isScheduled()
                        ? Message.of(
                                "problem.rates",
                                Message.all(descent.rates().stream()
                                        .<Expr>map(Expr::num)
                                        .toList()))
                        : Message.of("problem.rate", Message.math(Expr.equal(Quantity.RATE.expr(), Expr.num(rate)))));
        if (!descent.rule().isPlain()) {
            List<Expr> constants = descent.rule().constants().keySet().stream()
                    .<Expr>map(name -> Expr.equal(Expr.sym(new Symbol.Name(name)), descent.constant(name)))
                    .toList();
            items.add(Message.of(
                    "problem.rule",
                    Message.nested("update.name." + descent.rule().name()),
                    Message.all(constants)));
        }
        return items;
    }

    private static Message.Arg rule(Network network, Activation activation) {
        return Message.nested(activationKey(activation), Message.math(definition(network, activation)));
    }

    /** The units of every layer, and the activation function that all of them have. */
    private static Message together(Network network) {
        var layers = new ArrayList<Message>();
        for (int l = 0; l < network.layers().size(); l++) {
            layers.add(Message.of(
                    "problem.layer.units",
                    new Message.Nested(layerName(network, l)),
                    Message.all(network.layers().get(l).units().stream()
                            .map(unit -> new Quantity.Out(unit.name()).expr())
                            .toList())));
        }
        Activation activation = network.outputLayer().activation();
        return Message.of(
                "problem.layers",
                new Message.Several(layers),
                Message.nested(activationKey(activation), Message.math(definition(network, activation))));
    }

    private static Message.Arg values(Network network, Network.Sample sample, boolean inputs) {
        var values = new ArrayList<Expr>();
        if (inputs) {
            network.inputs()
                    .forEach(input -> values.add(
                            Expr.equal(new Quantity.Input(input).expr(), Expr.num(value(sample.inputs(), input)))));
        } else {
            network.targets()
                    .forEach((unit, target) ->
                            values.add(Expr.equal(target.expr(), Expr.num(value(sample.targets(), unit)))));
        }
        return Message.all(values);
    }

    private static BigDecimal value(Map<String, BigDecimal> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /** "hidden layer", "hidden layer 2", "output layer". */
    static Message layerName(Network network, int layer) {
        int hidden = network.layers().size() - 1;
        if (layer == hidden) {
            return Message.of("layer.output");
        }
        return hidden == 1 ? Message.of("layer.hidden") : Message.of("layer.hidden.numbered", Message.count(layer + 1));
    }

    static String activationKey(Activation activation) {
        return "activation." + (activation.kind() == Activation.Kind.CUSTOM ? "custom" : activation.rule());
    }

    static String lossKey(Loss loss) {
        return "loss." + (loss.custom() ? "custom" : loss.rule());
    }

    /** The hyperbolic tangent is an elementary function, but not one that everybody knows by heart. */
    private static final Expr TANH = tanh(Expr.sym(Activation.NET));

    private static Expr tanh(Expr z) {
        Expr up = Expr.call("exp", z);
        Expr down = Expr.call("exp", Expr.neg(z));
        return Expr.div(Expr.sub(up, down), Expr.add(up, down));
    }

    /** The activation as a function of z. */
    static Expr definition(Network network, Activation activation) {
        return definition(FunctionLetters.of(network, activation), activation);
    }

    /** The same of an activation by itself. */
    static Expr definition(Activation activation) {
        boolean named = activation.kind() != Activation.Kind.CUSTOM
                && !activation.name().equals("identity");
        return definition(named ? activation.name() : "f", activation);
    }

    private static Expr definition(String letter, Activation activation) {
        Expr z = Expr.sym(Activation.NET);
        return switch (activation.kind()) {
            case SOFTMAX -> {
                Expr share = Expr.div(
                        exponential(activation, "z_j"),
                        new Expr.Sigma(new Symbol.Name("k"), NOTHING, NOTHING, exponential(activation, "z_k")));
                yield Expr.equal(Expr.sym("o_j"), share);
            }
            case CUSTOM -> Expr.equal(Expr.call(letter, z), FunctionLetters.written(activation));
            case ELEMENTWISE, NO_GRADIENT ->
                Expr.equal(Expr.call(letter, z), activation.name().equals("tanh") ? TANH : activation.definition());
        };
    }

    private static Expr exponential(Activation softmax, String net) {
        Expr exponent = softmax.exponent().substitute(symbol -> symbol.equals(Activation.NET) ? Expr.sym(net) : null);
        return Expr.call("exp", exponent);
    }

    /** The loss as a sum over the outputs. */
    static Expr definition(Loss loss, boolean several) {
        Expr part = loss.definition()
                .substitute(symbol -> symbol.equals(Loss.OUTPUT)
                        ? Expr.sym("o_k")
                        : symbol.equals(Loss.TARGET) ? Expr.sym("t_k") : null);
        return Expr.equal(
                (several ? new Quantity.SampleLoss(0) : Quantity.LOSS).expr(),
                new Expr.Sigma(new Symbol.Name("k"), NOTHING, NOTHING, part));
    }

    /** Bounds that go without saying. */
    private static final Expr NOTHING = Expr.sym("");

    private static Block parameters(Network network) {
        var rows = new ArrayList<List<Message>>();
        for (Network.Layer layer : network.layers()) {
            for (Network.Unit unit : layer.units()) {
                var weights = new ArrayList<Expr>();
                unit.incoming().forEach(edge -> weights.add(given(network, edge.weight())));
                unit.bias().ifPresent(bias -> weights.add(given(network, bias)));
                rows.add(List.of(
                        Message.of(new Quantity.Out(unit.name()).expr()), Message.of("", Message.all(weights))));
            }
        }
        return new Block.Table(List.of(Message.of("table.unit"), Message.of("table.incoming")), rows);
    }

    private static Expr given(Network network, String parameter) {
        return Expr.equal(new Quantity.Param(parameter).expr(), Expr.num(value(network.parameters(), parameter)));
    }

    private static Message symbols(Network network, boolean explained) {
        String unit = network.layers().get(0).units().get(0).name();
        return Message.of(
                explained ? "problem.symbols" : "problem.symbols.short",
                Message.math(new Quantity.Net(unit).expr()),
                Message.math(new Quantity.Out(unit).expr()),
                Message.math(new Quantity.Delta(unit).expr()),
                Message.math(new Quantity.Partial(Quantity.LOSS, new Quantity.Net(unit)).expr()));
    }

    static Message rounding(Problem problem) {
        return Message.of(
                "problem.numbers." + (problem.carry() == Problem.Carry.EXACT ? "exact" : "rounded"),
                precision(problem),
                cut(problem));
    }

    /** "8 decimals". */
    static Message.Arg precision(Problem problem) {
        return problem.precision() instanceof Problem.Precision.Decimals decimals
                ? Message.nested("precision.decimals", Message.count(decimals.count()))
                : Message.nested(
                        "precision.significant",
                        Message.count(((Problem.Precision.Significant) problem.precision()).count()));
    }

    /** "rounded". */
    static Message.Arg cut(Problem problem) {
        return Message.nested("rounding." + problem.rounding().name().toLowerCase(Locale.ROOT));
    }
}
