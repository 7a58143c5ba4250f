package chalkgrad.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which the nodes of a graph are computed.
 *
 * <p>Of {@code f: q*z, q: x + y} it is q, f; of {@code a: b, b: a} there is the circle a, b, a.
 *
 * <p>Nothing here calls itself: a chain of nodes may be longer than any stack is deep.
 */
final class GraphOrder {
    /** So many nodes of a circle are remembered: all of them, for each of many circles, could be a great deal. */
    private static final int MOST_SHOWN = 12;

    /**
     * Nodes each of which uses the next, and the last the first.
     *
     * @param first the nodes, or the first of them
     * @param length how many there are
     * @param last the node that uses the first one
     */
    record Circle(List<String> first, int length, String last) {
        /** {@code a -> b -> a}. */
        @Override
        public String toString() {
            String start = first.get(0);
            String some = String.join(" -> ", first) + " -> ";
            return length == first.size() ? some + start : some + "… -> " + last + " -> " + start;
        }
    }

    private final Map<String, ? extends Collection<String>> uses;
    private final List<String> order = new ArrayList<>();
    private final List<Circle> circles = new ArrayList<>();

    /** The place on the path of each node that is being visited; the nodes that are done have none. */
    private final Map<String, Integer> onPath = new HashMap<>();

    private final List<String> path = new ArrayList<>();
    private final List<Iterator<String>> rest = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /**
     * Orders nodes.
     *
     * @param uses the nodes that each node uses, in the file's order; names that are no keys are passed over
     */
    GraphOrder(Map<String, ? extends Collection<String>> uses) {
        this.uses = uses;
        uses.keySet().forEach(this::visit);
    }

    /** Every node after those that it uses, else in the file's order; where there is a circle, something has to come too early. */
    List<String> order() {
        return order;
    }

    /** A circle for every use that closes one. */
    List<Circle> circles() {
        return circles;
    }

    /** The nodes that a node depends on, itself included, and the names used by them. */
    static Set<String> reach(String from, Map<String, ? extends Collection<String>> uses) {
        var reached = new HashSet<String>(Set.of(from));
        var open = new ArrayList<String>(List.of(from));
        while (!open.isEmpty()) {
            Collection<String> used = uses.get(open.remove(open.size() - 1));
            if (used != null) {
                used.stream().filter(reached::add).forEach(open::add);
            }
        }
        return reached;
    }

    private void visit(String root) {
        enter(root);
        while (!path.isEmpty()) {
            int last = path.size() - 1;
            if (rest.get(last).hasNext()) {
                enter(rest.get(last).next());
            } else {
                order.add(path.remove(last));
                rest.remove(last);
                onPath.remove(order.get(order.size() - 1));
            }
        }
    }

    private void enter(String node) {
        Collection<String> used = uses.get(node);
        if (used == null) {
            return;
        } else if (seen.add(node)) {
            onPath.put(node, path.size());
            path.add(node);
            rest.add(used.iterator());
        } else if (onPath.containsKey(node)) {
            int from = onPath.get(node);
            int length = path.size() - from;
            circles.add(new Circle(
                    List.copyOf(path.subList(from, from + Math.min(length, MOST_SHOWN))),
                    length,
                    path.get(path.size() - 1)));
        }
    }
}
