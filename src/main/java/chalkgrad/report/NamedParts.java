package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.derive.Step;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Input;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Target;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Functions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives the parts of a graph or a network their plain names.
 *
 * <p>A network's unit o1 with sigmoid is the item {@code o1}, written {@code sigmoid(w5 h1 + w6 h2)}.
 */
final class NamedParts {
    /** Names that no node, unit or parameter can have. */
    private static final String RATE = "rate()";

    private static final String UPSTREAM = "upstream()";
    private static final String LOSS = "loss()";

    /** A softmax over more units is not written out. */
    private static final int SOFTMAX_UNITS = 6;

    private NamedParts() {}

    static Named of(Solution solution, GraphDerivation derivation) {
        // As the file has it: which nodes are taken apart on the page makes no difference to what is computed.
        var graph = (Graph) solution.problem().task();
        var working = new GraphWorking(solution, derivation, solution.passes().get(0));
        var items = new ArrayList<Named.Item>();
        rate(items, graph.learningRate().isPresent());
        // Of numbers alone, a loss by its name is no more than its formula.
        boolean scalar = working.shapes.values().stream().allMatch(Dims::isScalar);
        graph.given().keySet().forEach(name -> {
            var node = new Node(name);
            items.add(Named.Item.given(name, node, Named.Role.GIVEN, Optional.of(working.gradient(node))));
        });
        for (Graph.Node each : graph.nodes()) {
            var node = new Node(each.name());
            items.add(new Named.Item(
                    each.name(),
                    node,
                    Named.Role.NODE,
                    Optional.of(scalar ? Functions.expand(each.expression()) : each.expression()),
                    Optional.of(working.display(each.expression())),
                    Optional.empty(),
                    Optional.of(working.gradient(node))));
        }
        graph.upstream().ifPresent(given -> {
            Quantity gradient = working.gradient(new Node(graph.output()));
            items.add(Named.Item.given(UPSTREAM, gradient, Named.Role.SETTING, Optional.empty()));
        });
        return new Named(solution, items, graph.objective());
    }

    static Named of(Solution solution, NetworkDerivation derivation) {
        Network network = derivation.network();
        var items = new ArrayList<Named.Item>();
        rate(items, network.learningRate().isPresent());
        network.inputs()
                .forEach(
                        name -> items.add(Named.Item.given(name, new Input(name), Named.Role.GIVEN, Optional.empty())));
        for (Target target : network.targets().values()) {
            items.add(Named.Item.given(target.name(), target, Named.Role.GIVEN, Optional.empty()));
        }
        for (String name : network.parameters().keySet()) {
            var parameter = new Param(name);
            items.add(Named.Item.given(name, parameter, Named.Role.GIVEN, Optional.of(gradient(parameter))));
        }
        Map<String, Network.Layer> layers = new HashMap<>();
        network.layers().forEach(layer -> layer.units().forEach(unit -> layers.put(unit.name(), layer)));
        var definitions = new HashMap<Symbol, Expr>();
        derivation.forward().forEach(step -> definitions.put(step.quantity(), step.expression()));
        for (Step step : derivation.forward()) {
            items.add(item(step, network, layers, definitions));
        }
        return new Named(solution, items, Quantity.LOSS);
    }

    private static Named.Item item(
            Step step, Network network, Map<String, Network.Layer> layers, Map<Symbol, Expr> definitions) {
        Quantity quantity = step.quantity();
        Optional<Expr> definition = Optional.of(step.expression());
        if (quantity instanceof Net net) {
            return new Named.Item(
                    net.id(),
                    net,
                    Named.Role.NET,
                    definition,
                    definition,
                    Optional.empty(),
                    Optional.of(new Delta(net.unit())));
        } else if (quantity instanceof Out out) {
            Network.Layer layer = Objects.requireNonNull(layers.get(out.unit()));
            Activation activation = layer.activation(out.unit());
            return new Named.Item(
                    out.unit(),
                    out,
                    Named.Role.NODE,
                    definition,
                    written(out.unit(), layer, definitions),
                    Optional.of(Message.of(
                            ProblemSection.activationKey(activation),
                            Message.math(ProblemSection.definition(activation)))),
                    Optional.of(gradient(out)));
        } else if (quantity instanceof Quantity.Loss) {
            Expr whole = inlined(step.expression(), definitions, Quantity.UnitLoss.class);
            return new Named.Item(
                    LOSS,
                    quantity,
                    Named.Role.NODE,
                    definition,
                    Working.isChoice(whole) ? Optional.empty() : Optional.of(whole),
                    Optional.of(Message.of(
                            ProblemSection.lossKey(network.loss()),
                            Message.math(ProblemSection.definition(
                                    network.loss(), network.samples().size() > 1)))),
                    Optional.empty());
        }
        return Named.Item.inner(quantity, step.expression());
    }

    /** The unit's output as a function of what comes in. */
    private static Optional<Expr> written(String unit, Network.Layer layer, Map<Symbol, Expr> definitions) {
        Activation activation = layer.activation(unit);
        Expr sum = Objects.requireNonNull(definitions.get(new Net(unit)));
        return switch (activation.kind()) {
            case SOFTMAX -> {
                if (layer.units().size() > SOFTMAX_UNITS) {
                    yield Optional.empty();
                }
                Expr share = inlined(new Out(unit).expr(), definitions, Out.class);
                share = inlined(share, definitions, Quantity.Normalizer.class);
                yield Optional.of(
                        inlined(inlined(share, definitions, Quantity.Exponential.class), definitions, Net.class));
            }
            case CUSTOM -> {
                Expr f = activation.definition().substitute(symbol -> symbol.equals(Activation.NET) ? sum : null);
                yield Working.isChoice(f) ? Optional.empty() : Optional.of(f);
            }
            case ELEMENTWISE, NO_GRADIENT -> {
                if (!activation.name().equals(activation.rule())) {
                    yield Optional.empty();
                }
                yield Optional.of(activation.name().equals("identity") ? sum : Expr.call(activation.name(), sum));
            }
        };
    }

    /** With the steps of one kind replaced by what they are computed by. */
    private static Expr inlined(Expr e, Map<Symbol, Expr> definitions, Class<? extends Quantity> kind) {
        return e.substitute(symbol -> kind.isInstance(symbol) ? definitions.get(symbol) : null);
    }

    private static Quantity gradient(Quantity by) {
        return new Partial(Quantity.LOSS, by);
    }

    private static void rate(List<Named.Item> items, boolean learns) {
        if (learns) {
            items.add(Named.Item.given(RATE, Quantity.RATE, Named.Role.SETTING, Optional.empty()));
        }
    }
}
