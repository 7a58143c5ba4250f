package chalkgrad.exam;

import chalkgrad.algebra.ExprParser;
import chalkgrad.exam.Variation.Place;
import chalkgrad.model.Array;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Task;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Loss;
import chalkgrad.rules.Losses;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts what was drawn into a task.
 *
 * <p>{@code Vary.with(network, Map.of(new Value(new Param("w1"), 0, List.of()), "0.35"))} is the network with another w1.
 */
public final class Vary {
    private Vary() {}

    /** The task with as few units as can be drawn. */
    public static Task smallest(Task task, List<Variation> variations) {
        var least = new LinkedHashMap<Place, String>();
        for (Variation variation : variations) {
            for (Place place : variation.places()) {
                if (place instanceof Variation.Units) {
                    least(variation.draw()).ifPresent(count -> least.put(place, count.toPlainString()));
                }
            }
        }
        return with(task, least);
    }

    private static Optional<BigDecimal> least(Draw draw) {
        if (draw instanceof Draw.Uniform uniform) {
            return Optional.of(uniform.low());
        } else if (draw instanceof Draw.Choice choice) {
            return choice.options().stream().map(BigDecimal::new).min(BigDecimal::compareTo);
        } else if (draw instanceof Draw.Shuffle shuffle) {
            return shuffle.values().stream().map(BigDecimal::new).min(BigDecimal::compareTo);
        }
        return Optional.of(BigDecimal.ONE);
    }

    /**
     * The task with what was drawn.
     *
     * @param drawn decimals, whole numbers of units, names of rules or expressions; checked when the exam file was read
     */
    public static Task with(Task task, Map<Place, String> drawn) {
        if (drawn.isEmpty()) {
            return task;
        }
        return task instanceof Network network ? network(network, drawn) : graph((Graph) task, drawn);
    }

    private static Graph graph(Graph graph, Map<Place, String> drawn) {
        var given = new LinkedHashMap<String, Array>();
        graph.given()
                .forEach((name, array) -> given.put(
                        name,
                        array(array, entry -> drawn.get(new Variation.Value(new Quantity.Node(name), 0, entry)))));
        String rate = drawn.get(new Variation.Rate());
        return new Graph(
                        given,
                        graph.nodes(),
                        graph.output(),
                        graph.upstream().map(array -> array(array, entry -> drawn.get(new Variation.Upstream(entry)))),
                        graph.wrt(),
                        rate == null ? graph.learningRate() : Optional.of(new BigDecimal(rate)),
                        graph.descent(),
                        graph.steps(),
                        graph.asked())
                .withRecurrence(graph.recurrence());
    }

    private static Array array(Array array, Function<List<Integer>, @Nullable String> drawn) {
        var entries = new ArrayList<BigDecimal>();
        List<List<Integer>> places = array.dims().places();
        for (int i = 0; i < places.size(); i++) {
            String text = drawn.apply(places.get(i));
            entries.add(text == null ? array.entries().get(i) : new BigDecimal(text));
        }
        return new Array(array.dims(), entries);
    }

    private static BigDecimal value(Map<Place, String> drawn, Quantity quantity, int sample, BigDecimal otherwise) {
        String text = drawn.get(new Variation.Value(quantity, sample, List.of()));
        return text == null ? otherwise : new BigDecimal(text);
    }

    private static Network network(Network whole, Map<Place, String> drawn) {
        Network network = smaller(whole, drawn);
        var layers = new ArrayList<Network.Layer>();
        for (Network.Layer layer : network.layers()) {
            String rule = drawn.get(new Variation.ActivationRule(layers.size() + 1));
            layers.add(rule == null ? layer : new Network.Layer(layer.units(), activation(rule)));
        }
        var parameters = new LinkedHashMap<String, BigDecimal>();
        network.parameters()
                .forEach((name, value) -> parameters.put(name, value(drawn, new Quantity.Param(name), 0, value)));
        Map<String, Quantity.Target> targets = whole.targets();
        var samples = new ArrayList<Network.Sample>();
        boolean several = network.samples().size() > 1;
        for (Network.Sample sample : network.samples()) {
            int number = several ? samples.size() + 1 : 0;
            var inputs = new LinkedHashMap<String, BigDecimal>();
            sample.inputs()
                    .forEach((name, value) -> inputs.put(name, value(drawn, new Quantity.Input(name), number, value)));
            var wanted = new LinkedHashMap<String, BigDecimal>();
            sample.targets().forEach((unit, value) -> {
                Quantity.Target target = targets.get(unit);
                wanted.put(unit, target == null ? value : value(drawn, target, number, value));
            });
            samples.add(new Network.Sample(inputs, wanted));
        }
        String rate = drawn.get(new Variation.Rate());
        String loss = drawn.get(new Variation.LossRule());
        return new Network(
                network.inputs(),
                layers,
                parameters,
                network.weights(),
                loss == null ? network.loss() : loss(loss),
                samples,
                network.batch(),
                rate == null ? network.learningRate() : Optional.of(new BigDecimal(rate)),
                network.descent(),
                network.steps(),
                network.frozen(),
                network.asked());
    }

    /** Without the last units of the layers that were drawn smaller, and without what only these have. */
    private static Network smaller(Network network, Map<Place, String> drawn) {
        var gone = new HashSet<String>();
        gone.addAll(last(network.inputs(), drawn.get(new Variation.Units(0))));
        for (int i = 0; i < network.layers().size(); i++) {
            List<String> units = network.layers().get(i).units().stream()
                    .map(Network.Unit::name)
                    .toList();
            gone.addAll(last(units, drawn.get(new Variation.Units(i + 1))));
        }
        if (gone.isEmpty()) {
            return network;
        }
        var layers = new ArrayList<Network.Layer>();
        Set<String> used = new LinkedHashSet<>();
        for (Network.Layer layer : network.layers()) {
            var units = new ArrayList<Network.Unit>();
            for (Network.Unit unit : layer.units()) {
                if (!gone.contains(unit.name())) {
                    List<Network.Edge> incoming = unit.incoming().stream()
                            .filter(edge -> !gone.contains(edge.source()))
                            .toList();
                    incoming.forEach(edge -> used.add(edge.weight()));
                    unit.bias().ifPresent(used::add);
                    units.add(new Network.Unit(unit.name(), incoming, unit.bias()));
                }
            }
            layers.add(new Network.Layer(units, layer.activations()));
        }
        var parameters = new LinkedHashMap<>(network.parameters());
        parameters.keySet().retainAll(used);
        return new Network(
                network.inputs().stream().filter(name -> !gone.contains(name)).toList(),
                layers,
                parameters,
                kept(network.weights(), used),
                network.loss(),
                network.samples().stream().map(sample -> without(sample, gone)).toList(),
                network.batch(),
                network.learningRate(),
                network.descent(),
                network.steps(),
                kept(network.frozen(), used),
                network.asked().map(list -> list.stream().filter(used::contains).toList()));
    }

    private static Set<String> kept(Set<String> names, Set<String> used) {
        var kept = new LinkedHashSet<>(names);
        kept.retainAll(used);
        return kept;
    }

    private static Network.Sample without(Network.Sample sample, Set<String> gone) {
        var inputs = new LinkedHashMap<>(sample.inputs());
        inputs.keySet().removeAll(gone);
        var targets = new LinkedHashMap<>(sample.targets());
        targets.keySet().removeAll(gone);
        return new Network.Sample(inputs, targets);
    }

    private static List<String> last(List<String> names, @Nullable String count) {
        return count == null ? List.of() : names.subList(new BigDecimal(count).intValueExact(), names.size());
    }

    private static Activation activation(String rule) {
        return Activations.find(rule)
                .orElseGet(() -> Activations.custom(((ExprParser.Result.Parsed) ExprParser.parse(rule)).expr()));
    }

    private static Loss loss(String rule) {
        return Losses.find(rule)
                .orElseGet(() -> Losses.custom(((ExprParser.Result.Parsed) ExprParser.parse(rule)).expr()));
    }
}
