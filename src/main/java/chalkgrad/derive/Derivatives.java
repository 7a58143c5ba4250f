package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Exponential;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Normalizer;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Path;
import chalkgrad.model.Quantity.Target;
import chalkgrad.model.Quantity.UnitLoss;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The derivative of any forward quantity by any earlier one, through all paths between them.
 *
 * <p>Of {@code net(o1)} by {@code w1} it is {@code w5 * dout(h1)/dnet(h1) * x1}.
 *
 * <p>This is reverse accumulation. What the derivation has a step for stands as that quantity; a derivative on the way that is used several
 * times, and is more than a product of a few letters, stands as a {@link Partial}, whose own expression is to be asked for here. So no
 * expression is larger than the number of edges between the two.
 */
final class Derivatives {
    /** A derivative of no more letters is written out wherever it is used. */
    private static final int FEW = 4;

    private final Derivation derivation;
    private final Links links;
    private final List<Quantity> forward;
    private final Map<Quantity, Integer> order = new HashMap<>();
    private final Set<Quantity> leaves = new HashSet<>();
    private final Map<Quantity, Quantity> onlyLoss = new HashMap<>();

    Derivatives(Derivation derivation) {
        this.derivation = derivation;
        this.links = new Links(derivation);
        this.forward = derivation.forward().stream().map(Step::quantity).toList();
        forward.forEach(quantity -> order.put(quantity, order.size()));
        if (derivation instanceof NetworkDerivation whole) {
            Network network = whole.network();
            network.inputs().forEach(name -> leaves.add(new Quantity.Input(name)));
            network.parameters().keySet().forEach(name -> leaves.add(new Quantity.Param(name)));
            leaves.addAll(network.targets().values());
            findLosses();
        } else {
            Graph graph = ((GraphDerivation) derivation).graph();
            graph.given().keySet().forEach(name -> leaves.add(new Node(name)));
        }
    }

    /** What acts on one output's part of the loss only, and on which; on the whole loss where it acts on several. */
    private void findLosses() {
        for (int i = forward.size() - 1; i >= 0; i--) {
            Quantity quantity = forward.get(i);
            if (quantity instanceof UnitLoss) {
                onlyLoss.put(quantity, quantity);
            }
            Quantity part = onlyLoss.get(quantity);
            if (part != null) {
                links.of(quantity, false)
                        .forEach(link -> onlyLoss.merge(link.to(), part, (a, b) -> a.equals(b) ? a : Quantity.LOSS));
            }
        }
    }

    /** The derivative, in quantities of one pass and one sample; empty where that is none of one forward quantity by an earlier one. */
    Optional<Expr> of(Quantity of, Quantity by) {
        boolean known = order.containsKey(of) || leaves.contains(of);
        if (!known || !(order.containsKey(by) || leaves.contains(by))) {
            return Optional.empty();
        }
        Optional<Expr> existing = existing(of, by);
        if (existing.isPresent()) {
            return existing;
        } else if (of.equals(by)) {
            return Optional.of(Expr.ONE);
        } else if (by.equals(Quantity.LOSS) || by instanceof UnitLoss && !of.equals(Quantity.LOSS)) {
            return Optional.empty();
        } else if (of instanceof UnitLoss part
                && by instanceof Target target
                && target.unit().equals(part.unit())) {
            return Optional.of(links.byTarget(part));
        }
        return Optional.of(accumulated(of, by));
    }

    /** The quantity of the derivation that is this derivative. */
    private Optional<Expr> existing(Quantity of, Quantity by) {
        Quantity derivative = new Partial(of, by);
        if (of.equals(Quantity.LOSS) && by instanceof Net net) {
            derivative = new Delta(net.unit());
        } else if (of instanceof UnitLoss loss) {
            if (of.equals(onlyLoss.get(by))) {
                return existing(Quantity.LOSS, by);
            }
            boolean alone = of.equals(onlyLoss.get(new Net(loss.unit())));
            derivative = alone && by instanceof Out out ? new Path(out.unit(), loss.unit()) : derivative;
        }
        return derivation.find(derivative).map(step -> step.quantity().expr());
    }

    private Expr accumulated(Quantity of, Quantity by) {
        boolean fine = by instanceof Exponential || by instanceof Normalizer;
        int last = order.getOrDefault(of, -1);
        Set<Quantity> between = between(by, last, fine);
        if (!between.contains(of)) {
            return Expr.ZERO;
        }
        var back = new HashMap<Quantity, List<Expr>>();
        back.put(of, List.of(Expr.ONE));
        for (int i = last; i >= 0; i--) {
            Quantity through = forward.get(i);
            List<Expr> summands = back.get(through);
            if (summands != null && between.contains(through) && !through.equals(by)) {
                List<Links.Link> onward = links.of(through, fine).stream()
                        .filter(link -> between.contains(link.to()))
                        .toList();
                Expr upstream = through.equals(of) ? Expr.ONE : named(of, through, forwards(summands), onward.size());
                for (Links.Link link : onward) {
                    back.computeIfAbsent(link.to(), to -> new ArrayList<>())
                            .add(Adjoints.times(upstream, link.local()));
                }
            }
        }
        return forwards(back.getOrDefault(by, List.of()));
    }

    /** Backwards, the last use is met first. */
    private static Expr forwards(List<Expr> summands) {
        var terms = new ArrayList<>(summands);
        Collections.reverse(terms);
        return Expr.add(terms);
    }

    /** What depends on {@code by}, up to a place in the order of computation; itself included. */
    private Set<Quantity> between(Quantity by, int last, boolean fine) {
        var between = new HashSet<Quantity>(Set.of(by));
        for (int i = order.getOrDefault(by, -1) + 1; i <= last; i++) {
            Quantity quantity = forward.get(i);
            for (Links.Link link : links.of(quantity, fine)) {
                if (between.contains(link.to())) {
                    between.add(quantity);
                    break;
                }
            }
        }
        return between;
    }

    private Expr named(Quantity of, Quantity by, Expr derivative, int uses) {
        return existing(of, by)
                .orElseGet(
                        () -> uses > 1 && derivative.leaves(FEW + 1) > FEW ? new Partial(of, by).expr() : derivative);
    }
}
