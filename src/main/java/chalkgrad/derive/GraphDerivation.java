package chalkgrad.derive;

import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Node;
import chalkgrad.rules.RuleBook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All steps of a computational graph, from the given values to the updated ones.
 *
 * <p>Each edge from a node into one that uses it has a step {@link Quantity.Flow}; each node's gradient is their sum.
 *
 * @param rules the local derivatives of the gates, as Symja derives them
 * @param forward the nodes
 * @param backward for each node, in backward order, its gradient, and then for each of its inputs the local derivative, where it is one
 *     number an entry, and what flows back
 * @param updates the new values of what the problem asks about; empty without a learning rate
 * @param composed functions that were taken apart into gates
 * @param consumers which nodes use a node, in the order of computation; only those on a way to the output
 */
public record GraphDerivation(
        Graph graph,
        RuleBook rules,
        List<Step> forward,
        List<Step> backward,
        List<Step> updates,
        Map<Quantity, Step> index,
        Map<Node, List<Node>> consumers,
        List<Composed> composed)
        implements Derivation {

    /** A function that was taken apart: its gates stand one by one between two nodes. */
    public record Composed(String function, Node input, Node output) {}

    public GraphDerivation {
        composed = List.copyOf(composed);
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
        updates = List.copyOf(updates);
    }

    static GraphDerivation of(
            Graph graph,
            RuleBook rules,
            List<Step> forward,
            List<Step> backward,
            List<Step> updates,
            Map<Node, List<Node>> consumers,
            List<Composed> composed) {
        var index = new LinkedHashMap<Quantity, Step>();
        for (List<Step> part : List.of(forward, backward, updates)) {
            part.forEach(step -> index.put(step.quantity(), step));
        }
        return new GraphDerivation(graph, rules, forward, backward, updates, index, consumers, composed);
    }

    @Override
    public List<String> unproved() {
        return rules.unproved();
    }
}
