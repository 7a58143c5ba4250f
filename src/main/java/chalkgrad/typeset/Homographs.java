package chalkgrad.typeset;

import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Task;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Quantities of a task that a page would write alike, so that nobody could tell them apart.
 *
 * <p>The weights {@code w1} and {@code w_1} are both w with the subscript 1, and so may be an input {@code z1} and a net input.
 */
public final class Homographs {
    private Homographs() {}

    /**
     * Two that are written alike.
     *
     * @param written what both are written as, in plain text
     */
    public record Pair(Quantity first, Quantity second, String written) {}

    /** The pairs of a task in a notation, in the order of the task. */
    public static List<Pair> of(Task task, Notation notation) {
        Map<String, Quantity> seen = new LinkedHashMap<>();
        var pairs = new ArrayList<Pair>();
        for (Quantity quantity : quantities(task)) {
            String written = Normalizer.normalize(notation.letter(quantity).text(), Normalizer.Form.NFC);
            Quantity before = seen.putIfAbsent(written, quantity);
            if (before != null && !before.equals(quantity)) {
                pairs.add(new Pair(before, quantity, written));
            }
        }
        return pairs;
    }

    /** What has a letter of its own on the pages of a task; those that the file names come first. */
    private static Set<Quantity> quantities(Task task) {
        var all = new LinkedHashSet<Quantity>();
        if (task instanceof Graph graph) {
            graph.shapes().keySet().forEach(name -> all.add(new Quantity.Node(name)));
            all.add(graph.objective());
            graph.learningRate().ifPresent(rate -> all.add(Quantity.RATE));
        } else if (task instanceof Network network) {
            network.inputs().forEach(name -> all.add(new Quantity.Input(name)));
            network.parameters().keySet().forEach(name -> all.add(new Quantity.Param(name)));
            List<String> units = network.layers().stream()
                    .flatMap(layer -> layer.units().stream())
                    .map(Network.Unit::name)
                    .toList();
            units.forEach(name -> all.add(new Quantity.Out(name)));
            all.addAll(network.targets().values());
            units.forEach(name -> all.add(new Quantity.Net(name)));
            if (!network.isOneOutput()) {
                all.add(Quantity.LOSS);
            }
            network.learningRate().ifPresent(rate -> all.add(Quantity.RATE));
        }
        return all;
    }
}
