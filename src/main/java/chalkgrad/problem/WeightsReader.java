package chalkgrad.problem;

import chalkgrad.problem.Value.Entry;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the weights and biases of one layer.
 *
 * <p>{@code [[0.3, 0.25], [0.4, 0.35]]} and {@code {x1: {h1: 0.3, h2: 0.4}, x2: {h1: 0.25, h2: 0.35}}} are the same edges.
 *
 * @param sources the units of the layer before, or the inputs
 * @param earlier what lies before that: in a map, edges may come from there, too
 * @param units the layer's own units
 */
record WeightsReader(List<String> sources, List<String> earlier, List<String> units, Findings findings) {

    /** An edge before its weight has a name. */
    record Edge(String source, Given weight) {}

    /** The edges into each unit; empty where the weights do not fit the units, which is a finding. */
    Optional<List<List<Edge>>> weights(Value value) {
        int errors = findings.errors();
        List<List<Edge>> incoming =
                value instanceof Sequence rows ? rows(rows) : value instanceof Mapping map ? edges(map) : List.of();
        boolean complete = errors == findings.errors()
                && incoming.size() == units.size()
                && incoming.stream()
                        .flatMap(List::stream)
                        .allMatch(edge -> edge.weight().value().isPresent());
        return complete ? Optional.of(incoming) : Optional.empty();
    }

    private List<List<Edge>> rows(Sequence rows) {
        int found = rows.items().size();
        if (found != units.size()) {
            Place at = found > units.size() ? rows.items().get(units.size()).at() : rows.at();
            findings.error(at, "weights: found " + Words.count(found, "row") + "; expected " + oneForEach(units));
        }
        var incoming = new ArrayList<List<Edge>>();
        for (Value row : rows.items()) {
            int number = incoming.size() + 1;
            List<Given> entries = Given.row(row);
            if (!(row instanceof Value.Bad) && entries.size() != sources.size()) {
                String unit = number <= units.size() ? " (unit " + Words.shortened(units.get(number - 1)) + ")" : "";
                findings.error(
                        row.at(),
                        String.format(
                                "weights: row %d%s has %s; expected %s",
                                number, unit, Words.count(entries.size(), "number"), oneForEach(sources)));
            }
            var edges = new ArrayList<Edge>();
            for (int i = 0; i < Math.min(entries.size(), sources.size()); i++) {
                edges.add(new Edge(sources.get(i), entries.get(i)));
            }
            incoming.add(edges);
        }
        return incoming;
    }

    private List<List<Edge>> edges(Mapping map) {
        var weights = new HashMap<String, Map<String, Given>>();
        for (Entry from : map.entries()) {
            String source = from.key().text();
            if (!sources.contains(source) && !earlier.contains(source)) {
                unknown(from, earlier.isEmpty() ? "no input" : "no unit of a layer before", sources);
            }
            if (from.value() instanceof Mapping targets) {
                for (Entry to : targets.entries()) {
                    if (!units.contains(to.key().text())) {
                        unknown(to, "no unit of this layer", units);
                    }
                    weights.computeIfAbsent(source, key -> new HashMap<>())
                            .put(to.key().text(), Given.single(to.value()));
                }
            }
        }
        var incoming = new ArrayList<List<Edge>>();
        for (String unit : units) {
            var edges = new ArrayList<Edge>();
            for (String source :
                    Stream.concat(sources.stream(), earlier.stream()).toList()) {
                Given weight = weights.getOrDefault(source, Map.of()).get(unit);
                if (weight != null) {
                    edges.add(new Edge(source, weight));
                }
            }
            if (edges.isEmpty()) {
                findings.warning(map.at(), "weights: no edge leads to the unit " + Words.shortened(unit));
            }
            incoming.add(edges);
        }
        sources.stream()
                .filter(source -> !weights.containsKey(source))
                .forEach(source -> findings.warning(
                        map.at(),
                        "weights: no edge leads away from " + Words.shortened(source) + "; it has no effect"));
        return incoming;
    }

    private void unknown(Entry entry, String what, List<String> valid) {
        String name = entry.key().text();
        findings.error(
                entry.key().at(),
                () -> "weights: " + Words.quoted(name) + " is " + what + Nearest.hint(name, valid) + " (expected "
                        + Words.list(valid) + ")");
    }

    /** The bias of each unit; empty where the biases do not fit the units, which is a finding. */
    Optional<List<Given>> biases(Value value) {
        List<Given> entries = Given.row(value);
        boolean shared = value instanceof Mapping && entries.size() == 1;
        if (value instanceof Value.Bad || entries.isEmpty()) {
            return Optional.empty();
        } else if (!shared && entries.size() != units.size()) {
            findings.error(
                    value.at(),
                    String.format(
                            "biases: found %s; expected %s%s",
                            Words.count(entries.size(), value instanceof Mapping ? "name" : "number"),
                            oneForEach(units),
                            ", or one name for all of them"));
            return Optional.empty();
        }
        List<Given> biases = shared ? Collections.nCopies(units.size(), entries.get(0)) : entries;
        return biases.stream().allMatch(bias -> bias.value().isPresent()) ? Optional.of(biases) : Optional.empty();
    }

    private static String oneForEach(List<String> names) {
        return names.size() + ", one for " + (names.size() == 1 ? "" : "each of ") + Words.list(names);
    }
}
