package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Activation;
import chalkgrad.rules.LocalDerivative;
import chalkgrad.rules.Loss;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;

/** The local derivatives that are used again and again, and the scheme of deltas in general. */
final class RulesSection {
    private RulesSection() {}

    /** What Symja derived for each activation and the loss, and the form that is taught. */
    static List<Block> of(Working working) {
        var lines = new ArrayList<Expr>();
        Symbol part = new Symbol.Name("E_k");
        lines.add(rule(
                new Partial(part, new Symbol.Name("o_k")).expr(),
                outputs(working.derivation.rules().of(working.network.loss()))));
        for (Activation activation : distinct(working.network)) {
            if (activation.kind() == Activation.Kind.SOFTMAX) {
                lines.addAll(softmax(activation));
            } else {
                LocalDerivative local = working.derivation.rules().of(activation);
                String derivative = FunctionLetters.of(working.network, activation) + "'";
                lines.add(rule(Expr.call(derivative, Expr.sym(Activation.NET)), plainly(local)));
            }
        }
        return List.of(new Block.Paragraph(Message.of("rules.intro")), new Block.Lines(lines));
    }

    private static List<Activation> distinct(Network network) {
        var names = new HashSet<String>();
        return network.layers().stream()
                .flatMap(layer -> layer.activations().stream())
                .filter(activation -> names.add(activation.name()))
                .toList();
    }

    private static LocalDerivative plainly(LocalDerivative local) {
        return Working.isChoice(local.shown())
                ? new LocalDerivative(
                        local.definition(), local.by(), local.derived(), Plainly.of(local.shown()), local.proof())
                : local;
    }

    /** As derived, and as taught; a derivative by pieces is shown once, in the form that is taught. */
    private static Expr rule(Expr left, LocalDerivative local) {
        boolean once = Working.isChoice(local.derived()) || Working.isChoice(local.shown());
        return once
                ? Expr.equal(left, local.shown())
                : Expr.equal(Working.withoutRepeats(List.of(left, local.derived(), local.shown())));
    }

    /** The loss's rule for output k. */
    private static LocalDerivative outputs(LocalDerivative loss) {
        return new LocalDerivative(
                loss.definition(), loss.by(), ofOutput(loss.derived()), ofOutput(loss.shown()), loss.proof());
    }

    private static Expr ofOutput(Expr e) {
        return e.substitute(symbol ->
                symbol.equals(Loss.OUTPUT) ? Expr.sym("o_k") : symbol.equals(Loss.TARGET) ? Expr.sym("t_k") : null);
    }

    private static List<Expr> softmax(Activation activation) {
        Expr oi = Expr.sym("o_i");
        Expr oj = Expr.sym("o_j");
        Symbol i = new Symbol.Name("o_i");
        UnaryOperator<Expr> cooled = slope -> activation
                .temperature()
                .map(temperature -> Expr.mul(Expr.div(Expr.ONE, temperature), slope))
                .orElse(slope);
        return List.of(
                Expr.equal(
                        new Partial(i, new Symbol.Name("z_i")).expr(),
                        cooled.apply(Expr.mul(oi, Expr.sub(Expr.ONE, oi)))),
                Expr.equal(new Partial(i, new Symbol.Name("z_j")).expr(), cooled.apply(Expr.neg(Expr.mul(oi, oj)))));
    }

    /** The deltas in general: every network of any depth follows these three lines. */
    static List<Block> general(Network network) {
        Symbol k = new Symbol.Name("k");
        Expr deltaJ = Expr.sym("delta_j");
        Expr none = Expr.sym("");
        Expr net = Expr.sym("z_j");
        Expr slope = Expr.call("f'", net);
        boolean deep = network.layers().size() > 1;
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Heading(3, Message.of("general.heading")));
        blocks.add(new Block.Paragraph(Message.of(deep ? "general.intro" : "general.intro.single")));
        blocks.add(new Block.Paragraph(Message.of("general.definition")));
        blocks.add(new Block.Lines(Expr.equal(deltaJ, new Partial(Quantity.LOSS, new Symbol.Name("z_j")).expr())));
        blocks.add(new Block.Paragraph(Message.of("general.output")));
        boolean softmax = network.outputLayer().activation().kind() == Activation.Kind.SOFTMAX;
        Symbol out = new Symbol.Name(softmax ? "o_k" : "o_j");
        Expr upstream = new Partial(Quantity.LOSS, out).expr();
        Expr output = softmax
                ? new Expr.Sigma(k, none, none, Expr.mul(upstream, new Partial(out, new Symbol.Name("z_j")).expr()))
                : Expr.mul(upstream, slope);
        blocks.add(new Block.Lines(Expr.equal(deltaJ, output)));
        if (deep) {
            Expr sum = new Expr.Sigma(k, none, none, Expr.mul(Expr.sym("delta_k"), Expr.sym("w_kj")));
            blocks.add(new Block.Paragraph(Message.of("general.hidden")));
            blocks.add(new Block.Lines(Expr.equal(deltaJ, Expr.mul(sum, slope))));
        }
        var gradients = new ArrayList<Expr>();
        gradients.add(Expr.equal(
                new Partial(Quantity.LOSS, new Symbol.Name("w_ji")).expr(), Expr.mul(deltaJ, Expr.sym("a_i"))));
        boolean biases = network.layers().stream()
                .flatMap(layer -> layer.units().stream())
                .anyMatch(unit -> unit.bias().isPresent());
        if (biases) {
            gradients.add(Expr.equal(new Partial(Quantity.LOSS, new Symbol.Name("b_j")).expr(), deltaJ));
        }
        blocks.add(new Block.Paragraph(Message.of("general.gradients")));
        blocks.add(new Block.Lines(gradients));
        return blocks;
    }
}
