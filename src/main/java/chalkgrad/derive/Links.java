package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Exponential;
import chalkgrad.model.Quantity.Local;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.UnitLoss;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Loss;
import chalkgrad.rules.RuleBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What each forward quantity uses, with its local derivative by that.
 *
 * <p>The net input of o1 has a link to {@code out(h1)} with {@code w5}, and one to {@code w5} with {@code out(h1)}.
 */
final class Links {
    /**
     * One edge of the computation.
     *
     * @param to what is used
     * @param local the derivative by it alone, in quantities of the derivation
     */
    record Link(Quantity to, Expr local) {}

    private final Derivation derivation;
    private final RuleBook rules;
    private final Map<String, Network.Layer> softmax = new HashMap<>();
    private final Map<Quantity, List<Link>> known = new HashMap<>();

    Links(Derivation derivation) {
        this.derivation = derivation;
        this.rules = derivation.rules();
        if (derivation instanceof NetworkDerivation whole) {
            for (Network.Layer layer : whole.network().layers()) {
                if (layer.activation().kind() == Activation.Kind.SOFTMAX) {
                    layer.units().forEach(unit -> softmax.put(unit.name(), layer));
                }
            }
        }
    }

    /**
     * The links of a forward quantity.
     *
     * @param fine whether a softmax is taken as a quotient of exponentials and not as a function of the net inputs
     */
    List<Link> of(Quantity quantity, boolean fine) {
        if (quantity instanceof Out out && !fine && softmax.containsKey(out.unit())) {
            return Objects.requireNonNull(softmax.get(out.unit())).units().stream()
                    .map(unit -> new Net(unit.name()))
                    .map(net -> new Link(net, new Partial(quantity, net).expr()))
                    .toList();
        }
        List<Link> links = known.get(quantity);
        if (links == null) {
            links = links(derivation.step(quantity));
            known.put(quantity, links);
        }
        return links;
    }

    private List<Link> links(Step step) {
        Quantity quantity = step.quantity();
        return switch (step.law()) {
            case WEIGHTED_SUM -> weighted(step.expression());
            case ACTIVATION -> activation(quantity, step.expression());
            case LOSS_PART -> lossPart((UnitLoss) quantity);
            case LOSS_TOTAL -> sum(step.expression());
            default -> node(step);
        };
    }

    private static List<Expr> terms(Expr e) {
        return e instanceof Expr.Add sum ? sum.terms() : List.of(e);
    }

    private static List<Link> weighted(Expr sum) {
        var links = new ArrayList<Link>();
        for (Expr term : terms(sum)) {
            if (term instanceof Expr.Mul product) {
                Expr weight = product.factors().get(0);
                Expr value = product.factors().get(1);
                links.add(link(weight, value));
                links.add(link(value, weight));
            } else if (term instanceof Expr.Sym) {
                links.add(link(term, Expr.ONE));
            }
        }
        return links;
    }

    private static List<Link> sum(Expr sum) {
        return terms(sum).stream().map(term -> link(term, Expr.ONE)).toList();
    }

    private static Link link(Expr to, Expr local) {
        return new Link((Quantity) ((Expr.Sym) to).symbol(), local);
    }

    private List<Link> activation(Quantity quantity, Expr expression) {
        if (quantity instanceof Exponential exponential) {
            Expr exponent = ((Expr.Call) expression).args().get(0);
            Expr local = exponent instanceof Expr.Div share
                    ? Expr.div(quantity.expr(), share.denominator())
                    : quantity.expr();
            return List.of(new Link(new Net(exponential.unit()), local));
        } else if (quantity instanceof Out && expression instanceof Expr.Div share && isShare(share)) {
            Expr square = Expr.pow(share.denominator(), 2);
            return List.of(
                    link(share.numerator(), Expr.div(Expr.ONE, share.denominator())),
                    link(share.denominator(), Expr.neg(Expr.div(share.numerator(), square))));
        } else if (quantity instanceof Out out) {
            var net = new Net(out.unit());
            return List.of(new Link(net, new Partial(out, net).expr()));
        }
        return sum(expression);
    }

    private static boolean isShare(Expr.Div share) {
        return share.numerator() instanceof Expr.Sym s && s.symbol() instanceof Exponential;
    }

    /** The derivative by the output is that of the whole loss, of which no other part has that output. */
    private List<Link> lossPart(UnitLoss part) {
        var out = new Out(part.unit());
        var links = new ArrayList<>(List.of(new Link(out, new Partial(Quantity.LOSS, out).expr())));
        target(part).ifPresent(target -> links.add(new Link(target, new Partial(part, target).expr())));
        return links;
    }

    private Optional<Quantity.Target> target(UnitLoss part) {
        Network network = ((NetworkDerivation) derivation).network();
        return Optional.ofNullable(network.targets().get(part.unit()));
    }

    /** The derivative of one output's part of the loss by its target, which Symja is asked for. */
    Expr byTarget(UnitLoss part) {
        Network network = ((NetworkDerivation) derivation).network();
        Symbol output = GateForms.letter(0);
        Symbol wanted = GateForms.letter(1);
        Expr count = Expr.num(network.outputLayer().units().size());
        Map<Symbol, Expr> letters = Map.of(Loss.OUTPUT, output.expr(), Loss.TARGET, wanted.expr(), Loss.COUNT, count);
        Expr pattern = network.loss().definition().substitute(letters::get);
        Map<Symbol, Expr> values = Map.of(
                output,
                new Out(part.unit()).expr(),
                wanted,
                target(part).orElseThrow().expr(),
                Activation.OUTPUT,
                part.expr());
        return Simpler.product(rules.shown(pattern, wanted).substitute(values::get));
    }

    private List<Link> node(Step step) {
        Node node = (Node) step.quantity();
        var used = GraphDeriver.symbols(step.expression());
        if (used.stream().allMatch(symbol -> derivation.index().containsKey(new Local(node, (Node) symbol)))) {
            return used.stream()
                    .map(symbol -> new Link((Node) symbol, new Local(node, (Node) symbol).expr()))
                    .toList();
        }
        var links = new ArrayList<Link>();
        new Adjoints(rules, part -> Dims.SCALAR)
                .through(step.expression(), node.expr(), Expr.ONE)
                .forEach((symbol, local) -> links.add(new Link((Node) symbol, local)));
        return links;
    }
}
