package chalkgrad.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a graph that was unrolled over time knows of itself: which nodes belong to which time step, and how a state leads to the one before.
 *
 * <p>Of a plain recurrent layer over three steps the third moment has the nodes z_3, h_3 and y_hat, and its chain is h_3, z_3, h_2.
 *
 * @param moments the time steps, the first one first
 * @param shared the weights and biases that every step uses
 * @param initial the states before the first step
 * @param cuts where truncation stops what comes back
 */
public record Recurrence(List<Moment> moments, List<String> shared, List<String> initial, Set<Cut> cuts) {
    public Recurrence {
        moments = List.copyOf(moments);
        shared = List.copyOf(shared);
        initial = List.copyOf(initial);
        cuts = Set.copyOf(cuts);
    }

    /** The same of a graph in which some nodes were taken apart, {@code gates} of each before it. */
    public Recurrence apart(Map<String, List<String>> gates) {
        var apart = new ArrayList<Moment>();
        for (Moment moment : moments) {
            var nodes = new ArrayList<String>();
            for (String node : moment.nodes) {
                nodes.addAll(gates.getOrDefault(node, List.of()));
                nodes.add(node);
            }
            apart.add(new Moment(moment.time, nodes, moment.chains));
        }
        var all = new HashSet<>(cuts);
        cuts.forEach(cut -> gates.getOrDefault(cut.through, List.of()).forEach(gate -> all.add(new Cut(cut.to, gate))));
        return new Recurrence(apart, shared, initial, all);
    }

    /**
     * One time step.
     *
     * @param time counted from one
     * @param nodes what is computed in it, in the order of computation
     * @param chains for each recurrent layer the way from its state back to that of the step before
     */
    public record Moment(int time, List<String> nodes, List<Chain> chains) {
        public Moment {
            nodes = List.copyOf(nodes);
            chains = List.copyOf(chains);
        }
    }

    /**
     * The nodes from a state back to the same state one step earlier.
     *
     * @param nodes the state first, the earlier one last
     * @param weight the matrix that the last of these steps multiplies with; empty where every step works entry by entry
     */
    public record Chain(List<String> nodes, Optional<String> weight) {
        public Chain {
            nodes = List.copyOf(nodes);
        }

        /** The state whose way it is. */
        public String state() {
            return nodes.get(0);
        }

        /** The same state one step earlier. */
        public String before() {
            return nodes.get(nodes.size() - 1);
        }
    }

    /** Nothing comes back to {@code to} from the node {@code through}, although that uses it. */
    public record Cut(String to, String through) {}
}
