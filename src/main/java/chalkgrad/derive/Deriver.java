package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Step.Law;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Network.Edge;
import chalkgrad.model.Network.Layer;
import chalkgrad.model.Network.Unit;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Exponential;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Normalizer;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.UnitLoss;
import chalkgrad.model.Task;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Loss;
import chalkgrad.rules.RuleBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Derives a network's gradients by the chain rule, backwards from the loss, reusing each delta.
 *
 * <p>{@code new Deriver(new RuleBook()).derive(network)}.
 *
 * <p>The scheme is that of Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors", Nature 323 (1986).
 */
public final class Deriver {
    private final RuleBook rules;
    private final Set<String> expand;

    public Deriver(RuleBook rules) {
        this(rules, Set.of());
    }

    /** @param expand functions and nodes of graphs that are taken apart into single gates; {@code all} is every node */
    public Deriver(RuleBook rules, Set<String> expand) {
        this.rules = rules;
        this.expand = Set.copyOf(expand);
    }

    /** The derivation of whatever is to be worked out with numbers. */
    public Derivation derive(Task task) {
        return task instanceof Graph graph ? derive(graph) : derive((Network) task);
    }

    /** The derivation of a network; Symja is asked once per rule. */
    public NetworkDerivation derive(Network network) {
        return new Work(network, network.parameters().keySet(), true).derive();
    }

    /**
     * As much of the derivation as some parameters' gradients need, without a step for each path: of a wide network that is a fraction.
     *
     * @param network with one sample
     */
    public NetworkDerivation derive(Network network, Set<String> parameters) {
        return new Work(network, parameters, false).derive();
    }

    /** The derivation of a graph; Symja is asked once per gate. */
    public GraphDerivation derive(Graph graph) {
        return new GraphDeriver(graph, rules, expand).derive();
    }

    /** A loss's definition or derivative for one of {@code count} outputs. */
    static Expr lossAt(Expr rule, Expr output, Expr target, Expr count) {
        Map<Symbol, Expr> values = Map.of(Loss.OUTPUT, output, Loss.TARGET, target, Loss.COUNT, count);
        return Simpler.product(rule.substitute(values::get));
    }

    private final class Work {
        private final Network network;
        private final Map<String, Quantity.Target> targets = new HashMap<>();
        private final Set<String> inputs;
        private final List<Step> forward = new ArrayList<>();
        private final List<Step> backward = new ArrayList<>();

        private final Set<String> wanted;
        private final boolean paths;

        Work(Network network, Set<String> wanted, boolean paths) {
            this.network = network;
            this.wanted = wanted;
            this.paths = paths;
            this.inputs = new HashSet<>(network.inputs());
            network.targets().forEach((unit, target) -> targets.put(unit, target));
            network.layers().forEach(layer -> layer.activations().forEach(rules::begin));
            rules.begin(network.loss());
        }

        NetworkDerivation derive() {
            for (int l = 0; l < network.layers().size(); l++) {
                forward(l);
            }
            forwardLoss();
            for (int l = network.layers().size() - 1; l >= 0; l--) {
                backward(l);
            }
            gradients();
            network.askedInputs().forEach(this::inputGradient);
            return new NetworkDerivation(network, rules, forward, backward, batch(), updates());
        }

        private Expr value(String unitOrInput) {
            return inputs.contains(unitOrInput) ? new Quantity.Input(unitOrInput).expr() : new Out(unitOrInput).expr();
        }

        private void forward(int l) {
            Layer layer = network.layers().get(l);
            boolean softmax = layer.activation().kind() == Activation.Kind.SOFTMAX;
            for (Unit unit : layer.units()) {
                var terms = new ArrayList<Expr>();
                for (Edge edge : unit.incoming()) {
                    terms.add(Expr.mul(new Param(edge.weight()).expr(), value(edge.source())));
                }
                unit.bias().ifPresent(bias -> terms.add(new Param(bias).expr()));
                forward.add(new Step(new Net(unit.name()), Expr.add(terms), Law.WEIGHTED_SUM));
                if (!softmax) {
                    Expr out = at(layer.activation(unit.name()).definition(), unit.name());
                    forward.add(new Step(new Out(unit.name()), out, Law.ACTIVATION));
                }
            }
            if (softmax) {
                softmax(layer, l);
            }
        }

        /** Exponentials and their sum are steps of their own, as a person writes them once and uses them in every output. */
        private void softmax(Layer layer, int l) {
            var exponentials = new ArrayList<Expr>();
            for (Unit unit : layer.units()) {
                Expr exp = Expr.call("exp", at(layer.activation().exponent(), unit.name()));
                forward.add(new Step(new Exponential(unit.name()), exp, Law.ACTIVATION));
                exponentials.add(new Exponential(unit.name()).expr());
            }
            var sum = new Normalizer(l + 1);
            forward.add(new Step(sum, Expr.add(exponentials), Law.ACTIVATION));
            for (Unit unit : layer.units()) {
                Expr share = Expr.div(new Exponential(unit.name()).expr(), sum.expr());
                forward.add(new Step(new Out(unit.name()), share, Law.ACTIVATION));
            }
        }

        private void forwardLoss() {
            var parts = new ArrayList<Expr>();
            for (Unit unit : network.outputLayer().units()) {
                var part = new UnitLoss(unit.name());
                forward.add(new Step(part, lossAt(network.loss().definition(), unit.name()), Law.LOSS_PART));
                parts.add(part.expr());
            }
            forward.add(new Step(Quantity.LOSS, Expr.add(parts), Law.LOSS_TOTAL));
        }

        private void backward(int l) {
            Layer layer = network.layers().get(l);
            if (l == network.layers().size() - 1) {
                for (Unit unit : layer.units()) {
                    var upstream = new Partial(Quantity.LOSS, new Out(unit.name()));
                    backward.add(
                            new Step(upstream, lossAt(rules.shown(network.loss()), unit.name()), Law.LOSS_DERIVATIVE));
                }
            } else {
                upstream(layer, network.layers().subList(l + 1, network.layers().size()));
            }
            if (layer.activation().kind() == Activation.Kind.SOFTMAX) {
                throughSoftmax(layer);
            } else {
                throughActivation(layer);
            }
        }

        /** What comes back to each unit from the layers that it feeds: one summand for each edge that leaves it. */
        private void upstream(Layer layer, List<Layer> behind) {
            var leaving = new LinkedHashMap<String, Map<String, Expr>>();
            layer.units().forEach(unit -> leaving.put(unit.name(), new LinkedHashMap<>()));
            for (Unit target :
                    behind.stream().flatMap(next -> next.units().stream()).toList()) {
                for (Edge edge : target.incoming()) {
                    Expr summand = Expr.mul(new Delta(target.name()).expr(), new Param(edge.weight()).expr());
                    leaving.getOrDefault(edge.source(), new HashMap<>()).put(target.name(), summand);
                }
            }
            leaving.forEach((unit, summands) -> {
                var upstream = new Partial(Quantity.LOSS, new Out(unit));
                if (summands.size() <= 1 || !paths) {
                    backward.add(new Step(upstream, Expr.add(List.copyOf(summands.values())), Law.SUM_OVER_PATHS));
                    return;
                }
                var terms = new ArrayList<Expr>();
                summands.forEach((through, summand) -> {
                    var path = new Quantity.Path(unit, through);
                    backward.add(new Step(path, summand, Law.PATH));
                    terms.add(path.expr());
                });
                backward.add(new Step(upstream, Expr.add(terms), Law.SUM_OVER_PATHS));
            });
        }

        private void throughActivation(Layer layer) {
            for (Unit unit : layer.units()) {
                Expr derivative = rules.shown(layer.activation(unit.name()));
                var slope = new Partial(new Out(unit.name()), new Net(unit.name()));
                backward.add(new Step(slope, at(derivative, unit.name()), Law.ACTIVATION_DERIVATIVE));
                Expr product = Expr.mul(new Partial(Quantity.LOSS, new Out(unit.name())).expr(), slope.expr());
                backward.add(new Step(new Delta(unit.name()), product, Law.CHAIN_RULE));
            }
        }

        /** Every output of a softmax depends on every net input, so that each delta is a sum over the outputs. */
        private void throughSoftmax(Layer layer) {
            for (Unit by : layer.units()) {
                var terms = new ArrayList<Expr>();
                for (Unit of : layer.units()) {
                    var slope = new Partial(new Out(of.name()), new Net(by.name()));
                    Expr out = new Out(of.name()).expr();
                    Expr other = new Out(by.name()).expr();
                    Expr shown =
                            of.equals(by) ? Expr.mul(out, Expr.sub(Expr.ONE, out)) : Expr.neg(Expr.mul(out, other));
                    Expr cooled = layer.activation()
                            .temperature()
                            .map(temperature -> Expr.mul(Expr.div(Expr.ONE, temperature), shown))
                            .orElse(shown);
                    backward.add(new Step(slope, cooled, Law.ACTIVATION_DERIVATIVE));
                    terms.add(Expr.mul(new Partial(Quantity.LOSS, new Out(of.name())).expr(), slope.expr()));
                }
                backward.add(new Step(new Delta(by.name()), Expr.add(terms), Law.CHAIN_RULE));
            }
        }

        /** What comes back to an input, which nobody changes: a sum over the edges that leave it. */
        private void inputGradient(String input) {
            var terms = new ArrayList<Expr>();
            for (Layer layer : network.layers()) {
                for (Unit unit : layer.units()) {
                    unit.incoming().stream()
                            .filter(edge -> edge.source().equals(input))
                            .forEach(edge -> terms.add(
                                    Expr.mul(new Delta(unit.name()).expr(), new Param(edge.weight()).expr())));
                }
            }
            backward.add(new Step(
                    new Partial(Quantity.LOSS, new Quantity.Input(input)), Expr.add(terms), Law.SUM_OVER_PATHS));
        }

        private void gradients() {
            var places = new LinkedHashMap<String, List<Expr>>();
            network.parameters().keySet().stream()
                    .filter(wanted::contains)
                    .forEach(name -> places.put(name, new ArrayList<>()));
            for (Layer layer : network.layers()) {
                for (Unit unit : layer.units()) {
                    Expr delta = new Delta(unit.name()).expr();
                    for (Edge edge : unit.incoming()) {
                        add(places, edge.weight(), Expr.mul(delta, value(edge.source())));
                    }
                    unit.bias().ifPresent(bias -> add(places, bias, delta));
                }
            }
            places.forEach((name, terms) -> backward.add(
                    new Step(new Partial(Quantity.LOSS, new Param(name)), Expr.add(terms), Law.WEIGHT_GRADIENT)));
        }

        private static void add(Map<String, List<Expr>> places, String name, Expr term) {
            List<Expr> terms = places.get(name);
            if (terms != null) {
                terms.add(term);
            }
        }

        private List<Step> batch() {
            int count = network.samples().size();
            if (count == 1) {
                return List.of();
            }
            var steps = new ArrayList<Step>();
            var losses = new ArrayList<Expr>();
            for (int s = 1; s <= count; s++) {
                losses.add(new Quantity.SampleLoss(s).expr());
            }
            steps.add(new Step(Quantity.LOSS, combined(losses), Law.BATCH));
            for (String name : network.parameters().keySet()) {
                var gradients = new ArrayList<Expr>();
                for (int s = 1; s <= count; s++) {
                    gradients.add(new Partial(new Quantity.SampleLoss(s), new Param(name)).expr());
                }
                steps.add(new Step(new Partial(Quantity.LOSS, new Param(name)), combined(gradients), Law.BATCH));
            }
            return steps;
        }

        private Expr combined(List<Expr> terms) {
            Expr sum = Expr.add(terms);
            return network.batch() == Network.Batch.MEAN
                    ? Expr.mul(Expr.div(Expr.ONE, Expr.num(terms.size())), sum)
                    : sum;
        }

        private List<Step> updates() {
            if (network.learningRate().isEmpty()) {
                return List.of();
            }
            var steps = new ArrayList<Step>();
            for (String name : network.parameters().keySet()) {
                if (wanted.contains(name) && !network.frozen().contains(name)) {
                    Expr gradient = new Partial(Quantity.LOSS, new Param(name)).expr();
                    steps.addAll(UpdateSteps.of(network.descent(), new Param(name), gradient));
                }
            }
            return steps;
        }

        /** An activation's definition or derivative for one unit. */
        private Expr at(Expr rule, String unit) {
            return rule.substitute(symbol -> symbol.equals(Activation.NET)
                    ? new Net(unit).expr()
                    : symbol.equals(Activation.OUTPUT) ? new Out(unit).expr() : null);
        }

        /** The loss's definition or derivative for one output. */
        private Expr lossAt(Expr rule, String unit) {
            int count = network.outputLayer().units().size();
            Quantity.Target named = targets.get(unit);
            Expr target = named == null ? Loss.TARGET.expr() : named.expr();
            return Deriver.lossAt(rule, new Out(unit).expr(), target, Expr.num(count));
        }
    }
}
