package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Input;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Path;
import chalkgrad.model.Quantity.Target;
import chalkgrad.model.Quantity.UnitLoss;
import chalkgrad.model.Quantity.Updated;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Backpropagation as it is taught, written down from the textbook and from nothing of the program: one formula for each number, in the order in
 * which somebody works.
 *
 * <p>{@code procedure.formula(Occurrence.of(new Net("h1")))} is {@code w1 x1 + w2 x2 + b1}.
 */
final class Procedure {
    private static final Expr HALF = Expr.div(Expr.ONE, Expr.TWO);

    private final chalkgrad.check.Net net;
    private final Map<Occurrence, Expr> formulas = new LinkedHashMap<>();
    private final Map<Occurrence, BigDecimal> given = new HashMap<>();

    /** Formulas that a person would look up rather than write down. */
    private final List<Occurrence> looked = new ArrayList<>();

    Procedure(chalkgrad.check.Net net) {
        this.net = net;
        give();
        forward(0);
        backward();
        forward(1);
    }

    chalkgrad.check.Net net() {
        return net;
    }

    Map<Occurrence, Expr> formulas() {
        return formulas;
    }

    Map<Occurrence, BigDecimal> given() {
        return given;
    }

    /** Whether people write this formula down. */
    boolean isWritten(Occurrence cell) {
        return !looked.contains(cell);
    }

    int depth() {
        return net.layers().size();
    }

    private void give() {
        for (int i = 0; i < net.size(0); i++) {
            given.put(Occurrence.of(new Input(net.unit(0, i))), net.inputs().get(i));
        }
        for (int k = 0; k < net.size(depth()); k++) {
            given.put(target(k), net.targets().get(k));
        }
        for (int l = 1; l <= depth(); l++) {
            for (int j = 0; j < net.size(l); j++) {
                for (int i = 0; i < net.size(l - 1); i++) {
                    given.put(weight(l, j, i), net.layer(l).weights().get(j).get(i));
                }
                if (net.isBiased(l)) {
                    given.put(
                            Occurrence.of(new Param(net.bias(l, j))),
                            net.layer(l).biases().get(j));
                }
            }
        }
        given.put(Occurrence.of(Quantity.RATE), net.rate());
    }

    Occurrence target(int output) {
        // The program names the target of o1 t1.
        String unit = net.unit(depth(), output);
        return Occurrence.of(new Target(unit, "t" + unit.substring(1)));
    }

    Occurrence weight(int layer, int unit, int source) {
        return Occurrence.of(new Param(net.weight(layer, unit, source)));
    }

    /** A parameter as a pass uses it. */
    private Occurrence now(Occurrence parameter, int pass) {
        return pass == 0 ? parameter : Occurrence.of(new Updated(((Param) parameter.quantity()).name()));
    }

    Occurrence out(int layer, int unit, int pass) {
        String name = net.unit(layer, unit);
        return layer == 0 ? Occurrence.of(new Input(name)) : new Occurrence(new Out(name), pass, 0);
    }

    Occurrence netOf(int layer, int unit, int pass) {
        return new Occurrence(new Net(net.unit(layer, unit)), pass, 0);
    }

    private void forward(int pass) {
        for (int l = 1; l <= depth(); l++) {
            for (int j = 0; j < net.size(l); j++) {
                var terms = new ArrayList<Expr>();
                for (int i = 0; i < net.size(l - 1); i++) {
                    terms.add(Expr.mul(
                            now(weight(l, j, i), pass).expr(),
                            out(l - 1, i, pass).expr()));
                }
                if (net.isBiased(l)) {
                    terms.add(
                            now(Occurrence.of(new Param(net.bias(l, j))), pass).expr());
                }
                formulas.put(netOf(l, j, pass), Expr.add(terms));
            }
            for (int j = 0; j < net.size(l); j++) {
                formulas.put(out(l, j, pass), activation(l, j, pass));
                look(l, out(l, j, pass));
            }
        }
        boolean parts = net.size(depth()) > 1;
        var sum = new ArrayList<Expr>();
        for (int k = 0; k < net.size(depth()); k++) {
            Occurrence part = new Occurrence(new UnitLoss(net.unit(depth(), k)), pass, 0);
            formulas.put(part, loss(out(depth(), k, pass).expr(), target(k).expr()));
            sum.add(part.expr());
        }
        formulas.put(
                new Occurrence(Quantity.LOSS, pass, 0),
                parts
                        ? Expr.add(sum)
                        : loss(out(depth(), 0, pass).expr(), target(0).expr()));
    }

    private void look(int layer, Occurrence cell) {
        if (net.layer(layer).activation().equals("gelu")) {
            looked.add(cell);
        }
    }

    private Expr activation(int l, int j, int pass) {
        Expr z = netOf(l, j, pass).expr();
        String name = net.layer(l).activation();
        return switch (name) {
            case "identity" -> z;
            case "sigmoid" -> Expr.div(Expr.ONE, Expr.add(Expr.ONE, exp(Expr.neg(z))));
            case "softplus" -> new Expr.Call("ln", List.of(Expr.add(Expr.ONE, exp(z))));
            case "silu" -> Expr.mul(z, new Expr.Call("sigmoid", List.of(z)));
            case "softmax" -> {
                var sum = new ArrayList<Expr>();
                for (int i = 0; i < net.size(l); i++) {
                    sum.add(exp(netOf(l, i, pass).expr()));
                }
                yield Expr.div(exp(z), Expr.add(sum));
            }
            default -> new Expr.Call(name, List.of(z));
        };
    }

    static Expr exp(Expr z) {
        return new Expr.Call("exp", List.of(z));
    }

    Expr loss(Expr o, Expr t) {
        Expr square = Expr.pow(Expr.sub(t, o), Expr.TWO);
        return switch (net.loss()) {
            case "half_sse" -> Expr.mul(HALF, square);
            case "sse" -> square;
            case "mse" -> Expr.mul(Expr.div(Expr.ONE, Expr.num(net.targets().size())), square);
            case "bce" ->
                Expr.mul(
                        Expr.neg(Expr.div(Expr.ONE, Expr.num(net.targets().size()))),
                        Expr.add(Expr.mul(t, ln(o)), Expr.mul(Expr.sub(Expr.ONE, t), ln(Expr.sub(Expr.ONE, o)))));
            default -> Expr.neg(Expr.mul(t, ln(o)));
        };
    }

    private static Expr ln(Expr x) {
        return new Expr.Call("ln", List.of(x));
    }

    /** The loss's derivative by an output. */
    Expr slope(Expr o, Expr t) {
        Expr n = Expr.num(net.targets().size());
        return switch (net.loss()) {
            case "half_sse" -> Expr.neg(Expr.sub(t, o));
            case "sse" -> Expr.mul(Expr.TWO, Expr.sub(o, t));
            case "mse" -> Expr.mul(Expr.div(Expr.TWO, n), Expr.sub(o, t));
            case "bce" ->
                Expr.mul(
                        Expr.neg(Expr.div(Expr.ONE, n)),
                        Expr.sub(Expr.div(t, o), Expr.div(Expr.sub(Expr.ONE, t), Expr.sub(Expr.ONE, o))));
            default -> Expr.neg(Expr.div(t, o));
        };
    }

    Occurrence byOut(int layer, int unit) {
        return Occurrence.of(new Partial(Quantity.LOSS, new Out(net.unit(layer, unit))));
    }

    Occurrence local(int layer, int unit) {
        String name = net.unit(layer, unit);
        return Occurrence.of(new Partial(new Out(name), new Net(name)));
    }

    Occurrence delta(int layer, int unit) {
        return Occurrence.of(new Delta(net.unit(layer, unit)));
    }

    Occurrence path(int layer, int unit, int through) {
        return Occurrence.of(new Path(net.unit(layer, unit), net.unit(layer + 1, through)));
    }

    Occurrence gradient(Occurrence parameter) {
        return Occurrence.of(new Partial(Quantity.LOSS, parameter.quantity()));
    }

    Occurrence updated(Occurrence parameter) {
        return now(parameter, 1);
    }

    private void backward() {
        for (int l = depth(); l >= 1; l--) {
            for (int j = 0; j < net.size(l); j++) {
                if (l == depth()) {
                    formulas.put(
                            byOut(l, j), slope(out(l, j, 0).expr(), target(j).expr()));
                } else {
                    var sum = new ArrayList<Expr>();
                    for (int k = 0; k < net.size(l + 1); k++) {
                        formulas.put(
                                path(l, j, k),
                                Expr.mul(
                                        delta(l + 1, k).expr(),
                                        weight(l + 1, k, j).expr()));
                        sum.add(formulas.get(path(l, j, k)));
                    }
                    formulas.put(byOut(l, j), Expr.add(sum));
                }
            }
            for (int j = 0; j < net.size(l); j++) {
                if (net.isSoftmax(l)) {
                    formulas.put(delta(l, j), throughSoftmax(l, j));
                } else {
                    formulas.put(local(l, j), derivative(l, j));
                    look(l, local(l, j));
                    formulas.put(
                            delta(l, j),
                            Expr.mul(byOut(l, j).expr(), local(l, j).expr()));
                }
            }
            for (int j = 0; j < net.size(l); j++) {
                for (int i = 0; i < net.size(l - 1); i++) {
                    formulas.put(
                            gradient(weight(l, j, i)),
                            Expr.mul(delta(l, j).expr(), out(l - 1, i, 0).expr()));
                }
                if (net.isBiased(l)) {
                    formulas.put(
                            gradient(Occurrence.of(new Param(net.bias(l, j)))),
                            delta(l, j).expr());
                }
            }
        }
        List.copyOf(given.keySet()).stream()
                .filter(cell -> cell.quantity() instanceof Param)
                .sorted(java.util.Comparator.comparing(Procedure::order))
                .forEach(cell -> formulas.put(
                        updated(cell),
                        Expr.sub(
                                cell.expr(),
                                Expr.mul(
                                        Occurrence.of(Quantity.RATE).expr(),
                                        gradient(cell).expr()))));
    }

    private static String order(Occurrence parameter) {
        String name = parameter.id();
        return name.charAt(0) + String.format("%04d", Integer.parseInt(name.substring(1)));
    }

    private Expr throughSoftmax(int l, int j) {
        if (net.loss().equals("cross_entropy")) {
            return Expr.sub(out(l, j, 0).expr(), target(j).expr());
        }
        var sum = new ArrayList<Expr>();
        for (int k = 0; k < net.size(l); k++) {
            Expr o = out(l, k, 0).expr();
            Expr by = k == j
                    ? Expr.mul(o, Expr.sub(Expr.ONE, o))
                    : Expr.neg(Expr.mul(o, out(l, j, 0).expr()));
            sum.add(
                    by instanceof Expr.Neg minus
                            ? Expr.neg(Expr.mul(byOut(l, k).expr(), minus.arg()))
                            : Expr.mul(byOut(l, k).expr(), by));
        }
        return Expr.add(sum);
    }

    /** The activation's derivative, as it is written for the net input at hand. */
    private Expr derivative(int l, int j) {
        Expr z = netOf(l, j, 0).expr();
        Expr a = out(l, j, 0).expr();
        return switch (net.layer(l).activation()) {
            case "sigmoid" -> Expr.mul(a, Expr.sub(Expr.ONE, a));
            case "tanh" -> Expr.sub(Expr.ONE, Expr.pow(a, Expr.TWO));
            case "softplus" -> new Expr.Call("sigmoid", List.of(z));
            case "silu" -> {
                Expr s = new Expr.Call("sigmoid", List.of(z));
                yield Expr.add(s, Expr.mul(a, Expr.sub(Expr.ONE, s)));
            }
            case "gelu" -> new Expr.Call("gelu'", List.of(z));
            case "relu" -> pieces(z, Expr.ZERO);
            case "leaky_relu" -> pieces(z, Expr.num("0.01"));
            case "elu" -> pieces(z, exp(z));
            default -> Expr.ONE;
        };
    }

    private static Expr pieces(Expr z, Expr below) {
        return new Expr.Cases(z, Expr.ONE, below, below);
    }
}
