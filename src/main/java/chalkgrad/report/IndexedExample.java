package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Chain;
import chalkgrad.derive.Step;
import chalkgrad.model.Index;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Indexed;
import chalkgrad.model.Quantity.Link;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Scheme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * General lines with units in the place of their indices, and the numbers of a network.
 *
 * <p>Of y_k = f(u_k) it makes o1 = 1/(1 + e^-z3) = 1/(1 + e^-0.44) = 0.61, for k = o1.
 */
final class IndexedExample {
    /** The letters for the units of the output layer, of the layer before it, and so on. */
    private static final List<String> LETTERS = List.of("krc", "jq", "ip", "s");

    /** A longer sum is shown with its first terms and its last. */
    private static final int TERMS = 6;

    private static final Expr DOTS = Expr.sym("…");

    private final Working working;
    private final Network network;
    private final List<List<String>> layers = new ArrayList<>();
    /** A unit for each letter. */
    private final Map<String, String> units = new LinkedHashMap<>();

    private final Map<String, Expr> counts = new HashMap<>();

    IndexedExample(Working working, Scheme scheme) {
        this.working = working;
        this.network = working.network;
        layers.add(network.inputs());
        network.layers()
                .forEach(layer -> layers.add(
                        layer.units().stream().map(Network.Unit::name).toList()));
        for (int l = 0; l < layers.size(); l++) {
            String size = l == 0 ? scheme.inputs() : scheme.layers().get(l - 1).units();
            counts.put(size, Expr.num(layers.get(l).size()));
        }
        units.putAll(Chain.of(network).units());
        for (String sums : List.of("kr", "jq", "ip")) {
            String own = units.get(sums.substring(0, 1));
            if (own != null) {
                units.put(sums.substring(1), another(own));
            }
        }
    }

    /** Another unit of the same layer that is fed by the same unit, if there is one. */
    private String another(String own) {
        String source = units.getOrDefault("j", "");
        return layers.stream()
                .filter(layer -> layer.contains(own))
                .flatMap(List::stream)
                .filter(name -> !name.equals(own))
                .filter(name ->
                        !own.equals(units.get("k")) || edge(source, name).isPresent())
                .findFirst()
                .orElse(own);
    }

    private Optional<String> edge(String from, String to) {
        return network.unit(to).stream()
                .flatMap(unit -> unit.incoming().stream())
                .filter(edge -> edge.source().equals(from))
                .map(Network.Edge::weight)
                .findFirst();
    }

    private List<String> layerOf(String letter) {
        for (int fromEnd = 0; fromEnd < LETTERS.size(); fromEnd++) {
            int layer = layers.size() - 1 - fromEnd;
            if (layer >= 0 && LETTERS.get(fromEnd).contains(letter)) {
                return layers.get(layer);
            }
        }
        return List.of();
    }

    /** The unit that a letter stands for in the examples. */
    Optional<String> unitAt(String letter) {
        return Optional.ofNullable(units.get(letter));
    }

    /** k = o1, j = h1 for the letters of a line that no sum runs over. */
    List<Expr> named(Expr line) {
        Set<String> letters = new LinkedHashSet<>();
        collect(line, Set.of(), letters);
        var named = new ArrayList<Expr>();
        units.forEach((letter, unit) -> {
            if (letters.contains(letter)) {
                named.add(Expr.equal(Expr.sym(letter), new Quantity.Unit(unit).expr()));
            }
        });
        return named;
    }

    private static void collect(Expr e, Set<String> bound, Set<String> letters) {
        if (e instanceof Expr.Sigma s) {
            Set<String> inner = new LinkedHashSet<>(bound);
            inner.add(s.index().id());
            collect(s.body(), inner, letters);
        } else if (e instanceof Expr.Sym s) {
            indices(s.symbol()).stream()
                    .map(Index::letter)
                    .filter(letter -> !bound.contains(letter))
                    .forEach(letters::add);
        } else {
            e.parts().forEach(part -> collect(part, bound, letters));
        }
    }

    private static List<Index> indices(Symbol symbol) {
        if (symbol instanceof Indexed q) {
            return List.of(q.at());
        } else if (symbol instanceof Link q) {
            return List.of(q.from(), q.to());
        } else if (symbol instanceof Quantity.Kronecker q) {
            return List.of(q.left(), q.right());
        } else if (symbol instanceof Partial q) {
            var both = new ArrayList<>(indices(q.of()));
            both.addAll(indices(q.by()));
            return both;
        }
        return List.of();
    }

    /**
     * The line for the chosen units: its letter, its last form that is not abbreviated, the same in numbers, its value.
     *
     * @param inNumbers whether its numbers are known where the line stands
     */
    Optional<Expr.Relation> of(Expr.Relation general, boolean inNumbers) {
        Expr left = general.sides().get(0);
        if (!isThere(left, units)) {
            return Optional.empty();
        }
        for (int side = general.sides().size() - 1; side > 0; side--) {
            if (isThere(general.sides().get(side), units)) {
                return Optional.of(
                        line(concrete(left, units), concrete(general.sides().get(side), units), inNumbers));
            }
        }
        return Optional.empty();
    }

    /** The choice that a rule by pieces makes here. */
    Optional<Message> side(Expr.Relation general) {
        return general.sides().stream()
                .filter(Working::isChoice)
                .filter(side -> isThere(side, units))
                .findFirst()
                .filter(side -> !(side instanceof Expr.Sigma))
                .flatMap(side -> working.side(concrete(side, units)))
                .map(condition -> Message.of("factor.side", Message.math(condition)));
    }

    private Expr.Relation line(Expr left, Expr right, boolean inNumbers) {
        var sides = new ArrayList<Expr>();
        sides.add(working.scoped(left));
        Optional<Expr> value = left instanceof Expr.Sym s ? known(s.symbol()) : Optional.empty();
        Expr whole = left instanceof Expr.Sym s && s.symbol() instanceof Partial p && p.by() instanceof Param
                ? gradient(p, right)
                : right;
        Expr taken = working.taken(whole);
        sides.add(working.scoped(taken));
        if (inNumbers && hasNumbers(taken)) {
            sides.add(working.numbers(taken));
            value.ifPresent(sides::add);
        }
        return Expr.equal(Working.withoutRepeats(
                sides.stream().map(IndexedExample::shortened).toList()));
    }

    /** A parameter that stands in several places has the sum over them as its gradient. */
    private Expr gradient(Partial gradient, Expr single) {
        Expr step = working.derivation.find(gradient).map(Step::expression).orElse(single);
        return step instanceof Expr.Add ? step : single;
    }

    /** Whether a gradient is that of a parameter in several places. */
    boolean isShared(Expr.Relation line) {
        return line.sides().get(0) instanceof Expr.Sym s
                && s.symbol() instanceof Partial p
                && p.by() instanceof Param
                && working.derivation
                        .find(p)
                        .filter(step -> step.expression() instanceof Expr.Add)
                        .isPresent();
    }

    private Optional<Expr> known(Symbol symbol) {
        return symbol instanceof Quantity q && working.scope.has(q) ? Optional.of(working.number(q)) : Optional.empty();
    }

    private boolean hasNumbers(Expr e) {
        return e instanceof Expr.Sym s
                ? !(s.symbol() instanceof Quantity) || known(s.symbol()).isPresent()
                : e.parts().stream().allMatch(this::hasNumbers);
    }

    private static Expr shortened(Expr e) {
        Expr inner = e.mapParts(IndexedExample::shortened);
        if (!(inner instanceof Expr.Add a) || a.terms().size() <= TERMS) {
            return inner;
        }
        List<Expr> terms = a.terms();
        return Expr.add(terms.get(0), terms.get(1), DOTS, terms.get(terms.size() - 1));
    }

    /** Whether every index has a unit, and every weight is there. */
    private boolean isThere(Expr e, Map<String, String> at) {
        if (e instanceof Expr.Sigma s) {
            return !layerOf(s.index().id()).isEmpty();
        } else if (e instanceof Expr.Sym s) {
            return indices(s.symbol()).stream().allMatch(index -> at.containsKey(index.letter()))
                    && links(s.symbol(), at)
                    && !s.symbol().id().equals("…");
        }
        return e.parts().stream().allMatch(part -> isThere(part, at));
    }

    private boolean links(Symbol symbol, Map<String, String> at) {
        if (symbol instanceof Link q) {
            return edge(name(q.from(), at), name(q.to(), at)).isPresent();
        } else if (symbol instanceof Indexed q && q.what() == Quantity.What.BIAS) {
            return network.unit(name(q.at(), at)).flatMap(Network.Unit::bias).isPresent();
        } else if (symbol instanceof Indexed q && q.what() != Quantity.What.OUT) {
            return network.unit(name(q.at(), at)).isPresent();
        } else if (symbol instanceof Partial q) {
            return links(q.of(), at) && links(q.by(), at);
        }
        return !(symbol instanceof Quantity.Differentiation);
    }

    private static String name(Index index, Map<String, String> at) {
        return Objects.requireNonNull(at.get(index.letter()), index.letter());
    }

    private Expr concrete(Expr e, Map<String, String> at) {
        if (e instanceof Expr.Sigma s) {
            var terms = new ArrayList<Expr>();
            for (String unit : layerOf(s.index().id())) {
                Map<String, String> inner = new HashMap<>(at);
                inner.put(s.index().id(), unit);
                if (isThere(s.body(), inner)) {
                    terms.add(concrete(s.body(), inner));
                }
            }
            return Expr.add(terms);
        } else if (e instanceof Expr.Add a) {
            var terms = new ArrayList<Expr>();
            for (Expr term : a.terms()) {
                Expr each = concrete(term, at);
                terms.addAll(each instanceof Expr.Add inner ? inner.terms() : List.of(each));
            }
            return Expr.add(terms);
        } else if (e instanceof Expr.Call c
                && c.args().size() == 1
                && c.args().get(0) instanceof Expr.Sym s
                && s.symbol() instanceof Indexed q
                && List.of("f'", "g'").contains(c.function())) {
            String unit = name(q.at(), at);
            return new Partial(new Out(unit), new Net(unit)).expr();
        } else if (e instanceof Expr.Sym s) {
            return concrete(s.symbol(), at);
        }
        return e.mapParts(part -> concrete(part, at));
    }

    private Expr concrete(Symbol symbol, Map<String, String> at) {
        if (symbol instanceof Quantity.Kronecker q) {
            return name(q.left(), at).equals(name(q.right(), at)) ? Expr.ONE : Expr.ZERO;
        } else if (symbol instanceof Symbol.Name n && counts.containsKey(n.id())) {
            return Objects.requireNonNull(counts.get(n.id()));
        }
        return named(symbol, at).expr();
    }

    private Symbol named(Symbol symbol, Map<String, String> at) {
        if (symbol instanceof Link q) {
            return new Param(edge(name(q.from(), at), name(q.to(), at)).orElseThrow());
        } else if (symbol instanceof Indexed q) {
            String unit = name(q.at(), at);
            return switch (q.what()) {
                case NET -> new Net(unit);
                case OUT -> working.source(unit);
                case DELTA -> new Delta(unit);
                case BIAS ->
                    new Param(network.unit(unit).flatMap(Network.Unit::bias).orElseThrow());
                case TARGET -> Objects.requireNonNull(network.targets().get(unit), unit);
            };
        } else if (symbol instanceof Partial q) {
            return new Partial(named(q.of(), at), named(q.by(), at));
        }
        return symbol;
    }
}
