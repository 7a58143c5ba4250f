package chalkgrad.derive;

import chalkgrad.model.Network;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The units that stand for all others in examples, from the output layer back: k is fed by j, j by i, and i by s.
 *
 * <p>In the 2-2-2 network k is o1, j is h1 and i is x1.
 *
 * @param units a unit, or an input, for each letter; the chain may be shorter
 */
public record Chain(Map<String, String> units) {
    private static final List<String> LETTERS = List.of("k", "j", "i", "s");

    /** The chain of a network: through weights that stand in one place only, where there are such. */
    public static Chain of(Network network) {
        var chain = new LinkedHashMap<String, String>();
        List<Network.Unit> outputs = network.outputLayer().units();
        Optional<Network.Unit> unit = outputs.stream()
                .filter(each -> !each.incoming().isEmpty())
                .findFirst()
                .or(() -> outputs.stream().findFirst());
        unit.ifPresent(each -> chain.put("k", each.name()));
        for (String letter : LETTERS.subList(1, LETTERS.size())) {
            Optional<Network.Edge> edge = unit.flatMap(each -> edge(network, each));
            edge.ifPresent(each -> chain.put(letter, each.source()));
            unit = edge.flatMap(each -> network.unit(each.source()));
        }
        return new Chain(chain);
    }

    private static Optional<Network.Edge> edge(Network network, Network.Unit unit) {
        return unit.incoming().stream()
                .filter(edge -> network.places(edge.weight()) == 1)
                .findFirst()
                .or(() -> unit.incoming().stream().findFirst());
    }

    /** The weights along the chain, and the biases of its units. */
    public Set<String> parameters(Network network) {
        var parameters = new LinkedHashSet<String>();
        for (int i = 0; i < units.size(); i++) {
            Optional<Network.Unit> unit = at(i).flatMap(network::unit);
            Optional<String> source = at(i + 1);
            unit.stream()
                    .flatMap(each -> each.incoming().stream())
                    .filter(edge -> Optional.of(edge.source()).equals(source))
                    .forEach(edge -> parameters.add(edge.weight()));
            unit.flatMap(Network.Unit::bias).ifPresent(parameters::add);
        }
        return parameters;
    }

    private Optional<String> at(int place) {
        return place < LETTERS.size() ? Optional.ofNullable(units.get(LETTERS.get(place))) : Optional.empty();
    }
}
