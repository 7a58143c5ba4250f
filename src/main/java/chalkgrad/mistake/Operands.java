package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Exponential;
import chalkgrad.model.Quantity.Flow;
import chalkgrad.model.Quantity.Input;
import chalkgrad.model.Quantity.Local;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Path;
import chalkgrad.model.Quantity.UnitLoss;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A neighbour taken for what was meant.
 *
 * <p>For the output of h1 these are its net input, and the output of h2; for a weight those into the same unit, out of the same one, and the one
 * in the same place of another layer.
 */
final class Operands {
    private Operands() {}

    static List<Way> neighbours() {
        return List.of(
                place -> place.replacing(cell -> others(place, cell).map(Occurrence::expr)),
                place -> place.law() == Step.Law.CHAIN_RULE ? ofAnotherUnit(place) : Stream.empty());
    }

    /** A delta made of both factors of a unit beside. */
    private static Stream<Edit> ofAnotherUnit(Place place) {
        return place.quantity() instanceof Delta delta
                ? place.wiring().beside(delta.unit()).stream()
                        .map(unit -> place.cell(new Delta(unit)))
                        .flatMap(cell -> place.unrolled().step(cell).stream())
                        .map(step -> place.whole(step.expression()))
                : Stream.empty();
    }

    /** Everything that could be taken for a cell in a step; only what does not come of the step itself. */
    static Stream<Occurrence> others(Place place, Occurrence cell) {
        Wiring wiring = place.wiring();
        Set<Quantity> others = new LinkedHashSet<>();
        Quantity quantity = cell.quantity();
        if (quantity instanceof Net net) {
            if (!isIdentity(wiring, net.unit()) && place.law() != Step.Law.ACTIVATION) {
                others.add(new Out(net.unit()));
            }
            wiring.beside(net.unit()).forEach(unit -> others.add(new Net(unit)));
        } else if (quantity instanceof Out out) {
            if (!isIdentity(wiring, out.unit())) {
                others.add(new Net(out.unit()));
            }
            wiring.beside(out.unit()).forEach(unit -> others.add(new Out(unit)));
            wiring.target(out.unit())
                    .filter(target -> !place.uses(place.cell(target)))
                    .ifPresent(others::add);
        } else if (quantity instanceof Input input) {
            wiring.beside(input.name()).forEach(name -> others.add(new Input(name)));
        } else if (quantity instanceof Param parameter) {
            parameters(wiring, parameter.name()).forEach(name -> others.add(new Param(name)));
        } else if (quantity instanceof Node node) {
            nodes(place, node).forEach(others::add);
        } else if (quantity instanceof Local local) {
            inputs(place, local.of()).forEach(by -> others.add(new Local(local.of(), by)));
        } else {
            kin(wiring, quantity).forEach(others::add);
        }
        others.remove(quantity);
        return others.stream()
                .map(other -> place.unrolled().place(other, cell))
                .filter(other -> isFree(place, other) && place.exists(other));
    }

    /** Where net input and output are the same, one is no mistake for the other. */
    private static boolean isIdentity(Wiring wiring, String unit) {
        return wiring.layer(unit)
                .filter(layer -> layer.activation().name().equals("identity"))
                .isPresent();
    }

    /** What is of the same kind and belongs to a neighbour. */
    static Stream<Quantity> kin(Wiring wiring, Quantity quantity) {
        if (quantity instanceof Delta delta) {
            return wiring.beside(delta.unit()).stream().map(Delta::new);
        } else if (quantity instanceof Exponential exponential) {
            return wiring.beside(exponential.unit()).stream().map(Exponential::new);
        } else if (quantity instanceof UnitLoss loss) {
            return wiring.beside(loss.unit()).stream().map(UnitLoss::new);
        } else if (quantity instanceof Net net) {
            return wiring.beside(net.unit()).stream().map(Net::new);
        } else if (quantity instanceof Out out) {
            return wiring.beside(out.unit()).stream().map(Out::new);
        } else if (quantity instanceof Path path) {
            return Stream.concat(
                    wiring.beside(path.through()).stream().map(through -> new Path(path.from(), through)),
                    wiring.beside(path.from()).stream().map(from -> new Path(from, path.through())));
        } else if (quantity instanceof Partial partial) {
            return partials(wiring, partial);
        } else if (quantity instanceof Quantity.Updated updated) {
            return parameters(wiring, updated.name()).stream().map(Quantity.Updated::new);
        }
        return Stream.empty();
    }

    private static Stream<Quantity> partials(Wiring wiring, Partial partial) {
        if (partial.by() instanceof Param parameter) {
            return parameters(wiring, parameter.name()).stream()
                    .map(name -> new Partial(partial.of(), new Param(name)));
        } else if (partial.of() instanceof Out of && partial.by() instanceof Net by) {
            return of.unit().equals(by.unit())
                    ? wiring.beside(of.unit()).stream().map(unit -> new Partial(new Out(unit), new Net(unit)))
                    : Stream.of(new Partial(of, new Net(of.unit())), new Partial(new Out(by.unit()), by));
        } else if (partial.by() instanceof Out out) {
            return wiring.beside(out.unit()).stream().map(unit -> new Partial(partial.of(), new Out(unit)));
        } else if (partial.by() instanceof Node node) {
            return nearNodes(wiring, node.name()).stream().map(other -> new Partial(partial.of(), other));
        }
        return Stream.empty();
    }

    /** Weights that could be taken for a weight, biases for a bias. */
    static List<String> parameters(Wiring wiring, String name) {
        if (wiring.biases().contains(name)) {
            return Near.others(wiring.biases(), wiring.biases().indexOf(name));
        }
        var others = new LinkedHashSet<String>();
        for (Wiring.Edge edge : wiring.places(name).stream().limit(2).toList()) {
            wiring.beside(edge.from())
                    .forEach(from -> wiring.weight(from, edge.to()).ifPresent(others::add));
            wiring.beside(edge.to())
                    .forEach(to -> wiring.weight(edge.from(), to).ifPresent(others::add));
            int row = wiring.position(edge.to());
            int column = wiring.position(edge.from());
            int layer = wiring.level(edge.to()).orElse(0);
            for (int other = Math.max(1, layer - 1); other <= Math.min(wiring.depth(), layer + 1); other++) {
                at(wiring, other, row, column).ifPresent(others::add);
            }
            at(wiring, layer, column, row).ifPresent(others::add);
        }
        others.remove(name);
        return List.copyOf(others);
    }

    /** The weight in a row and column of a layer's matrix. */
    static Optional<String> at(Wiring wiring, int layer, int row, int column) {
        List<String> to = wiring.units(layer);
        List<String> from = wiring.units(layer - 1);
        return row < to.size() && column < from.size()
                ? wiring.weight(from.get(column), to.get(row))
                : Optional.empty();
    }

    /** In a graph: what the same node uses, and what stands beside it in the problem. */
    private static List<Node> nodes(Place place, Node node) {
        var others = new LinkedHashSet<Node>();
        Quantity quantity = place.quantity();
        if (quantity instanceof Local local) {
            others.add(local.by());
            others.add(local.of());
            inputs(place, local.of()).forEach(others::add);
        } else if (quantity instanceof Node computed) {
            inputs(place, computed).forEach(others::add);
        }
        others.addAll(nearNodes(place.wiring(), node.name()));
        return List.copyOf(others);
    }

    private static List<Node> inputs(Place place, Node of) {
        var inputs = new ArrayList<Node>();
        place.unrolled().step(place.at().with(of)).ifPresent(step -> collect(step.expression(), inputs));
        return inputs;
    }

    private static void collect(Expr e, List<Node> nodes) {
        Place.cellOf(e).ifPresent(cell -> {
            if (cell.quantity() instanceof Node node) {
                nodes.add(node);
            }
        });
        e.parts().forEach(part -> collect(part, nodes));
    }

    private static List<Node> nearNodes(Wiring wiring, String name) {
        return Near.others(wiring.nodes(), wiring.order(name)).stream()
                .map(Node::new)
                .toList();
    }

    /** Whether a cell does not itself come of the step, so that it can be used in it; a graph has no layers to tell. */
    static boolean isFree(Place place, Occurrence other) {
        Wiring wiring = place.wiring();
        if (place.at().equals(other)) {
            return false;
        } else if (place.quantity() instanceof Node node) {
            return !(other.quantity() instanceof Node use) || wiring.order(use.name()) < wiring.order(node.name());
        }
        Optional<String> gradient = gradientOf(place.quantity());
        Optional<String> used = gradientOf(other.quantity());
        return gradient.isEmpty() || used.isEmpty() || wiring.order(used.get()) > wiring.order(gradient.get());
    }

    /** The node by which a quantity is a derivative of the output. */
    private static Optional<String> gradientOf(Quantity quantity) {
        if (quantity instanceof Flow flow) {
            return Optional.of(flow.to().name());
        }
        return quantity instanceof Partial partial && partial.by() instanceof Node node
                ? Optional.of(node.name())
                : Optional.empty();
    }
}
