package chalkgrad.mistake;

import chalkgrad.derive.Derivation;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.derive.Step;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Who stands beside whom in a network or graph, worked out once.
 *
 * <p>{@code wiring.weight("h1", "o2")} is the name of the weight on that edge.
 */
final class Wiring {
    /** One edge of a network. */
    record Edge(String from, String to, String weight) {}

    /** The units by layer; level 0 is the inputs. */
    private final List<List<String>> levels = new ArrayList<>();

    private final Map<String, Integer> level = new HashMap<>();
    private final Map<String, Integer> position = new HashMap<>();
    private final Map<String, Map<String, String>> incoming = new HashMap<>();
    private final Map<String, List<Edge>> outgoing = new HashMap<>();
    private final Map<String, List<Edge>> places = new HashMap<>();
    private final Map<String, Network.Layer> layers = new HashMap<>();
    private final List<String> biases = new ArrayList<>();
    private final Map<String, String> biasOf = new HashMap<>();
    private final Map<String, Quantity.Target> targets = new LinkedHashMap<>();
    private final Map<Step.Law, List<Quantity>> byLaw = new EnumMap<>(Step.Law.class);
    private final Map<String, Integer> order = new LinkedHashMap<>();
    private final Optional<Network> network;
    private final int size;
    private final Map<Object, Habit.Everywhere> everywhere = new ConcurrentHashMap<>();

    private Wiring(UnrolledComputation unrolled) {
        Derivation derivation = unrolled.derivation();
        for (List<Step> part : List.of(derivation.forward(), derivation.backward(), derivation.updates())) {
            part.forEach(step ->
                    byLaw.computeIfAbsent(step.law(), law -> new ArrayList<>()).add(step.quantity()));
        }
        size = byLaw.values().stream().mapToInt(List::size).sum();
        if (derivation instanceof NetworkDerivation whole) {
            network = Optional.of(whole.network());
            targets.putAll(whole.network().targets());
            level(whole.network().inputs());
            whole.network().layers().forEach(this::layer);
        } else {
            network = Optional.empty();
            graph((GraphDerivation) derivation);
        }
    }

    static Wiring of(UnrolledComputation unrolled) {
        return unrolled.once(Wiring.class, Wiring::new);
    }

    private void level(List<String> units) {
        for (int i = 0; i < units.size(); i++) {
            level.put(units.get(i), levels.size());
            position.put(units.get(i), i);
        }
        levels.add(units);
    }

    private void layer(Network.Layer layer) {
        level(layer.units().stream().map(Network.Unit::name).toList());
        for (Network.Unit unit : layer.units()) {
            layers.put(unit.name(), layer);
            unit.bias().ifPresent(bias -> {
                biasOf.put(unit.name(), bias);
                if (!biases.contains(bias)) {
                    biases.add(bias);
                }
            });
            var sources = new LinkedHashMap<String, String>();
            for (Network.Edge edge : unit.incoming()) {
                sources.put(edge.source(), edge.weight());
                var placed = new Edge(edge.source(), unit.name(), edge.weight());
                outgoing.computeIfAbsent(edge.source(), name -> new ArrayList<>())
                        .add(placed);
                places.computeIfAbsent(edge.weight(), name -> new ArrayList<>()).add(placed);
            }
            incoming.put(unit.name(), sources);
        }
    }

    private void graph(GraphDerivation derivation) {
        derivation.graph().given().keySet().forEach(name -> order.put(name, order.size()));
        derivation.forward().forEach(step -> order.put(step.quantity().id(), order.size()));
    }

    Optional<Network> network() {
        return network;
    }

    /** The number of a unit's layer, the inputs' being zero; empty where there is no such unit. */
    Optional<Integer> level(String unit) {
        return Optional.ofNullable(level.get(unit));
    }

    /** The last layer's number. */
    int depth() {
        return levels.size() - 1;
    }

    /** The units of a layer, or the inputs. */
    List<String> units(int number) {
        return number < 0 || number >= levels.size() ? List.of() : levels.get(number);
    }

    /** The others of a unit's layer, the nearest first, no more than a few. */
    List<String> beside(String unit) {
        Integer at = position.get(unit);
        return at == null ? List.of() : Near.others(units(level.getOrDefault(unit, 0)), at);
    }

    /** The layer that a quantity belongs to; a weight belongs to the layer that it leads into. */
    Optional<Integer> layerOf(Quantity quantity) {
        if (quantity instanceof Quantity.Net net) {
            return level(net.unit());
        } else if (quantity instanceof Quantity.Out out) {
            return level(out.unit());
        } else if (quantity instanceof Quantity.Exponential exponential) {
            return level(exponential.unit());
        } else if (quantity instanceof Quantity.Delta delta) {
            return level(delta.unit());
        } else if (quantity instanceof Quantity.Path path) {
            return level(path.from());
        } else if (quantity instanceof Quantity.Param parameter) {
            return places(parameter.name()).stream().findFirst().flatMap(edge -> level(edge.to()));
        } else if (quantity instanceof Quantity.Updated updated) {
            return layerOf(new Quantity.Param(updated.name()));
        }
        return quantity instanceof Quantity.Partial partial && partial.by() instanceof Quantity by
                ? layerOf(by)
                : Optional.empty();
    }

    /** The number of a unit within its layer. */
    int position(String unit) {
        return position.getOrDefault(unit, 0);
    }

    Optional<Network.Layer> layer(String unit) {
        return Optional.ofNullable(layers.get(unit));
    }

    Optional<String> weight(String from, String to) {
        return Optional.ofNullable(incoming.getOrDefault(to, Map.of()).get(from));
    }

    /** The weights into a unit by their sources. */
    Map<String, String> incoming(String unit) {
        return incoming.getOrDefault(unit, Map.of());
    }

    List<Edge> outgoing(String unit) {
        return outgoing.getOrDefault(unit, List.of());
    }

    /** Where a weight stands. */
    List<Edge> places(String weight) {
        return places.getOrDefault(weight, List.of());
    }

    Optional<String> bias(String unit) {
        return Optional.ofNullable(biasOf.get(unit));
    }

    /** Every bias, in the order of the layers. */
    List<String> biases() {
        return biases;
    }

    /** The targets, in the order of the output units. */
    List<Quantity.Target> targets() {
        return List.copyOf(targets.values());
    }

    Optional<Quantity.Target> target(String unit) {
        return Optional.ofNullable(targets.get(unit));
    }

    /** The names of a graph's given values and nodes, each after those that it uses. */
    List<String> nodes() {
        return List.copyOf(order.keySet());
    }

    /** A node's place in the order of computation; a given value comes before every node. */
    int order(String node) {
        return order.getOrDefault(node, 0);
    }

    /** Every quantity, of one sample, that a law gives. */
    List<Quantity> quantities(Step.Law law) {
        return byLaw.getOrDefault(law, List.of());
    }

    /** The number of steps of one sample in one pass. */
    int size() {
        return size;
    }

    /** What a habit changes everywhere, worked out once. */
    Habit.Everywhere everywhere(Object key, Supplier<Habit.Everywhere> make) {
        Habit.Everywhere known = everywhere.get(key);
        if (known == null) {
            known = make.get();
            everywhere.put(key, known);
        }
        return known;
    }
}
