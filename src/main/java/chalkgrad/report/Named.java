package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.Step;
import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a problem gives and computes, by plain names, so that a graph and a network can be laid side by side.
 *
 * <p>The unit h1 of a network and the node h1 of a graph are both called {@code h1}; the unit's net input is {@code net(h1)}, as no node is.
 */
final class Named {
    final Solution solution;
    final List<Item> items;
    private final Quantity objective;
    private final Map<String, Item> byName = new HashMap<>();
    private final Map<Symbol, Item> bySymbol = new HashMap<>();

    /**
     * @param items in the order of computation
     * @param objective what the derivatives are taken of
     */
    Named(Solution solution, List<Item> items, Quantity objective) {
        this.solution = solution;
        this.items = List.copyOf(items);
        this.objective = objective;
        for (Item item : items) {
            byName.put(item.name, item);
            bySymbol.put(item.quantity, item);
        }
    }

    static Named of(Solution solution) {
        return solution.derivation() instanceof GraphDerivation graph
                ? NamedParts.of(solution, graph)
                : NamedParts.of(solution, solution.ofNetwork());
    }

    /** What part something has in a problem. */
    enum Role {
        /** The learning rate, or the gradient that comes back to the output. */
        SETTING,
        /** A given value. */
        GIVEN,
        /** A step that is a part of another and is seen there only. */
        INNER,
        /** A net input, which is listed where both problems have it. */
        NET,
        /** A node, a unit's output, or the loss. */
        NODE
    }

    /**
     * Something that a problem gives or computes.
     *
     * @param definition what it is computed by; empty where it is given
     * @param written the same as a reader is to see it; empty where that would be too long
     * @param rule the rule that it follows, in words: an activation or a loss
     * @param gradient its gradient, where it has one
     */
    record Item(
            String name,
            Quantity quantity,
            Role role,
            Optional<Expr> definition,
            Optional<Expr> written,
            Optional<Message> rule,
            Optional<Quantity> gradient) {

        static Item given(String name, Quantity quantity, Role role, Optional<Quantity> gradient) {
            return new Item(name, quantity, role, Optional.empty(), Optional.empty(), Optional.empty(), gradient);
        }

        static Item inner(Quantity quantity, Expr definition) {
            Optional<Expr> computed = Optional.of(definition);
            return new Item(
                    quantity.id(),
                    quantity,
                    Role.INNER,
                    computed,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        boolean isComputed() {
            return role == Role.NET || role == Role.NODE;
        }
    }

    Optional<Item> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Nullable
    Item at(Symbol symbol) {
        return bySymbol.get(symbol);
    }

    /** What the derivatives are taken of, where it has a value. */
    Optional<Item> objective() {
        return Optional.ofNullable(bySymbol.get(objective));
    }

    int samples() {
        return solution.passes().get(0).samples().size();
    }

    /** The values of a sample in the first pass; of several, what belongs to none of them is in the scope of the batch. */
    Scope scope(int sample) {
        return solution.passes().get(0).samples().get(sample);
    }

    Scope batch() {
        return solution.passes().get(0).batch();
    }

    /** The names of what is updated; empty without a learning rate. */
    List<String> learned() {
        return solution.derivation().updates().stream()
                .map(Step::quantity)
                .filter(Quantity.Updated.class::isInstance)
                .map(Quantity.Updated.class::cast)
                .filter(updated -> !updated.isState())
                .map(Quantity.Updated::name)
                .toList();
    }

    /** The network, where it is one. */
    Optional<Network> network() {
        return solution.problem().task() instanceof Network network ? Optional.of(network) : Optional.empty();
    }
}
