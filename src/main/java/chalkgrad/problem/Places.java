package chalkgrad.problem;

import chalkgrad.exam.Variation;
import chalkgrad.exam.Variation.Place;
import chalkgrad.model.Array;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a problem can be drawn anew, by name.
 *
 * <p>{@code places.find("weights")} is every weight; {@code find("x1#2")} is an input of the second sample, {@code find("w1, w2")} two weights.
 */
final class Places {
    private static final Pattern LAYER = Pattern.compile("(activation|units)\\(([0-9]{1,4})\\)");
    private static final Pattern ENTRY = Pattern.compile("(.+?)\\[([0-9]{1,6})(?:\\s*,\\s*([0-9]{1,6}))?]");

    private final Map<String, List<Place>> values = new LinkedHashMap<>();
    private final Map<String, List<Place>> groups = new LinkedHashMap<>();
    private final Map<String, Function<List<Integer>, Place>> arrays = new LinkedHashMap<>();
    private final List<Integer> units = new ArrayList<>();

    /** Places, and whether they all get the same. */
    record Found(List<Place> places, boolean together) {}

    Places(Task task) {
        if (task instanceof Network network) {
            network(network);
        } else if (task instanceof Graph graph) {
            graph(graph);
        }
    }

    private void network(Network network) {
        int count = network.samples().size();
        for (int number = 1; number <= count; number++) {
            int sample = count == 1 ? 0 : number;
            network.inputs().forEach(input -> value("inputs", new Quantity.Input(input), sample));
            network.targets().values().forEach(target -> value("targets", target, sample));
        }
        for (String name : network.parameters().keySet()) {
            value(network.weights().contains(name) ? "weights" : "biases", new Quantity.Param(name), 0);
        }
        groups.put("parameters", joined("weights", "biases"));
        groups.values().removeIf(List::isEmpty);
        network.learningRate()
                .filter(rate -> !network.descent().isScheduled())
                .ifPresent(rate -> values.put("learning_rate", List.of(new Variation.Rate())));
        groups.put("loss", List.of(new Variation.LossRule()));
        var activations = new ArrayList<Place>();
        units.add(network.inputs().size());
        for (int layer = 1; layer <= network.layers().size(); layer++) {
            activations.add(new Variation.ActivationRule(layer));
            units.add(network.layers().get(layer - 1).units().size());
        }
        groups.put("activation", activations);
    }

    private void graph(Graph graph) {
        graph.given().forEach((name, array) -> {
            var node = new Quantity.Node(name);
            List<Place> entries = array(name, array, entry -> new Variation.Value(node, 0, entry));
            groups.computeIfAbsent("given", key -> new ArrayList<>()).addAll(entries);
        });
        graph.upstream()
                .filter(array -> !values.containsKey(Variation.Upstream.NAME))
                .ifPresent(array -> array(Variation.Upstream.NAME, array, Variation.Upstream::new));
        graph.learningRate()
                .filter(rate -> !graph.descent().isScheduled())
                .ifPresent(rate -> values.put("learning_rate", List.of(new Variation.Rate())));
    }

    private List<Place> array(String name, Array array, Function<List<Integer>, Place> place) {
        List<Place> entries = array.dims().places().stream().map(place).toList();
        values.put(name, entries);
        arrays.put(name, place);
        return entries;
    }

    private void value(String group, Quantity quantity, int sample) {
        var place = new Variation.Value(quantity, sample, List.of());
        values.computeIfAbsent(quantity.id(), key -> new ArrayList<>()).add(place);
        if (sample > 0) {
            values.put(place.id(), new ArrayList<>(List.of(place)));
        }
        groups.computeIfAbsent(group, key -> new ArrayList<>()).add(place);
    }

    private List<Place> joined(String... names) {
        var joined = new ArrayList<Place>();
        for (String name : names) {
            joined.addAll(groups.getOrDefault(name, List.of()));
        }
        return joined;
    }

    /** The number of units of a layer; zero is the input. */
    int units(int layer) {
        return layer < units.size() ? units.get(layer) : 0;
    }

    /** The names that there are. */
    Set<String> names() {
        var names = new LinkedHashSet<>(values.keySet());
        names.addAll(groups.keySet());
        for (int layer = 0; layer < units.size(); layer++) {
            names.add("units(" + layer + ")");
        }
        return names;
    }

    /** Whether a name is that of one given value, which an expression may use. */
    boolean isValue(String name) {
        return values.getOrDefault(name, List.of()).size() == 1;
    }

    /** The places of a name, or of several with commas between; empty where there is nothing called so. */
    Optional<Found> find(String text) {
        var all = new ArrayList<Place>();
        boolean together = false;
        String[] names = ENTRY.matcher(text).matches() ? new String[] {text} : text.split(",", -1);
        for (String name : names) {
            List<Place> found = one(name.strip());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            together |= name.strip().equals("activation");
            all.addAll(found);
        }
        return Optional.of(new Found(List.copyOf(new LinkedHashSet<>(all)), together));
    }

    private List<Place> one(String name) {
        // A value that is called like a group is the value.
        List<Place> known = values.containsKey(name) ? values.get(name) : groups.get(name);
        if (known != null) {
            return known;
        }
        Matcher layer = LAYER.matcher(name);
        if (layer.matches()) {
            int number = Integer.parseInt(layer.group(2));
            boolean activation = layer.group(1).equals("activation");
            if (number >= units.size() || (activation && number == 0)) {
                return List.of();
            }
            return List.of(activation ? new Variation.ActivationRule(number) : new Variation.Units(number));
        }
        Matcher entry = ENTRY.matcher(name);
        String array = entry.matches() ? entry.group(1).strip() : "";
        Function<List<Integer>, Place> place = arrays.get(array);
        if (place == null) {
            return List.of();
        }
        var indices = new ArrayList<>(List.of(Integer.valueOf(entry.group(2))));
        if (entry.group(3) != null) {
            indices.add(Integer.valueOf(entry.group(3)));
        }
        Place found = place.apply(indices);
        return values.getOrDefault(array, List.of()).contains(found) ? List.of(found) : List.of();
    }
}
