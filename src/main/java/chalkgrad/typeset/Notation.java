package chalkgrad.typeset;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Graph;
import chalkgrad.model.Index;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Task;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Losses;
import chalkgrad.typeset.Profile.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the quantities of one problem are written.
 *
 * <p>Under {@code wikidocs}, {@code notation.letter(new Net("h1"))} is z with the subscript 1.
 *
 * <p>A notation changes names only, never a number.
 */
public final class Notation {
    /** Euler's number. */
    private static final Letter E = Letter.of("e");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");

    private final Profile profile;
    private final Map<String, Letter> singles;
    private final Map<String, Place> units;
    private final Map<String, Place> parameters;
    private final boolean writesE;
    /** The temperature of the softmax, by unit, where there is one. */
    private final Map<String, Expr> temperatures = new HashMap<>();
    /** What has been worked out before; the same letters stand in every line. */
    private final Map<Symbol, Letter> letters = new ConcurrentHashMap<>();

    /** Where something stands: its unit, the unit's number, layer and place in it, and where its edge comes from. */
    private record Place(String unit, int number, int layer, int position, String source) {}

    private Notation(
            Profile profile,
            Map<String, Letter> singles,
            Map<String, Place> units,
            Map<String, Place> parameters,
            Set<String> names) {
        this.profile = profile;
        this.singles = singles;
        this.units = units;
        this.parameters = parameters;
        this.writesE = singles.containsValue(E) || names.contains("e") && !singles.containsKey("e");
    }

    /**
     * The notation of a network or a graph.
     *
     * @param profile the profile
     * @param symbols symbols that replace the profile's: from a kind's key or a name to what is to be written; those that cannot be read
     *     are passed over, as the problem reader has said so
     */
    public static Notation of(Profile profile, Map<String, String> symbols, Task task) {
        Profile changed = task instanceof Graph graph
                ? profile.with(Kind.LOSS, objective(graph))
                : task instanceof Network network && network.isOneOutput()
                        ? profile.with(
                                Kind.LOSS,
                                of(profile, symbols, network.withLoss(Losses.upstream()))
                                        .letter(new Quantity.Out(network.outputLayer()
                                                .units()
                                                .get(0)
                                                .name())))
                        : profile;
        var singles = new HashMap<String, Letter>();
        for (var entry : symbols.entrySet()) {
            Letter letter = Letter.parse(entry.getValue()).orElse(null);
            Kind kind = Kind.of(entry.getKey()).orElse(null);
            if (letter != null && kind != null) {
                changed = changed.with(kind, letter);
            } else if (letter != null) {
                singles.put(entry.getKey(), letter);
            }
        }
        return task instanceof Network network
                ? apart(ofNetwork(changed, singles, network), symbols, singles, network)
                : new Notation(
                        changed,
                        singles,
                        Map.of(),
                        Map.of(),
                        task instanceof Graph graph ? graph.shapes().keySet() : Set.of());
    }

    /** The same notation; where a unit has the name of a net input, net inputs are written so that nobody confuses them. */
    private static Notation apart(
            Notation notation, Map<String, String> symbols, Map<String, Letter> singles, Network network) {
        if (symbols.keySet().stream()
                .anyMatch(key -> Kind.of(key).filter(Kind.NET::equals).isPresent())) {
            return notation;
        }
        var outputs = new HashSet<Letter>();
        var nets = new HashSet<Letter>();
        network.layers()
                .forEach(layer -> layer.units().forEach(unit -> {
                    outputs.add(notation.letter(new Quantity.Out(unit.name())));
                    nets.add(notation.letter(new Quantity.Net(unit.name())));
                }));
        outputs.retainAll(nets);
        return outputs.isEmpty()
                ? notation
                : ofNetwork(
                        notation.profile.with(Kind.NET, Letter.parse("net_{u}").orElseThrow()), singles, network);
    }

    /** The letter of what a graph's gradients are of where it has no node: the first that no node has. */
    private static Letter objective(Graph graph) {
        return Stream.of("L", "J", "E", "C", "Loss")
                .filter(letter -> !graph.shapes().containsKey(letter))
                .findFirst()
                .map(Letter::of)
                .orElse(Letter.of("L"));
    }

    private static Notation ofNetwork(Profile changed, Map<String, Letter> singles, Network network) {
        var units = new HashMap<String, Place>();
        for (int i = 0; i < network.inputs().size(); i++) {
            String input = network.inputs().get(i);
            units.put(input, new Place(input, 0, 0, i + 1, ""));
        }
        var parameters = new HashMap<String, Place>();
        int number = 0;
        for (int l = 0; l < network.layers().size(); l++) {
            var layer = network.layers().get(l).units();
            for (int j = 0; j < layer.size(); j++) {
                Network.Unit unit = layer.get(j);
                units.put(unit.name(), new Place(unit.name(), ++number, l + 1, j + 1, ""));
                for (Network.Edge edge : unit.incoming()) {
                    place(parameters, edge.weight(), new Place(unit.name(), number, l + 1, j + 1, edge.source()));
                }
                if (unit.bias().isPresent()) {
                    place(parameters, unit.bias().get(), new Place(unit.name(), number, l + 1, j + 1, ""));
                }
            }
        }
        var names = new HashSet<String>(units.keySet());
        names.addAll(network.parameters().keySet());
        var notation = new Notation(changed, singles, units, parameters, names);
        for (Network.Layer layer : network.layers()) {
            if (layer.activation().kind() == Activation.Kind.SOFTMAX) {
                layer.activation()
                        .temperature()
                        .ifPresent(temperature ->
                                layer.units().forEach(unit -> notation.temperatures.put(unit.name(), temperature)));
            }
        }
        return notation;
    }

    /** What the net input of a unit is divided by in the exponent of its softmax; empty where that is nothing. */
    Optional<Expr> temperature(String unit) {
        return Optional.ofNullable(temperatures.get(unit));
    }

    /** A parameter that stands in several places has no place of its own, and is written by its name. */
    private static void place(Map<String, Place> parameters, String name, Place place) {
        parameters.merge(name, place, (a, b) -> new Place("", 0, 0, 0, ""));
    }

    Profile profile() {
        return profile;
    }

    /** Whether something is written e, so that the base of the exponential function must not be. */
    boolean writesE() {
        return writesE;
    }

    /** How a symbol other than a partial derivative is written. */
    public Letter letter(Symbol symbol) {
        Letter known = letters.get(symbol);
        if (known == null) {
            known = settled(symbol);
            letters.put(symbol, known);
        }
        return known;
    }

    private Letter settled(Symbol symbol) {
        if (symbol instanceof Penned penned) {
            return penned.letter();
        }
        if (!(symbol instanceof Quantity quantity)) {
            return Letter.ofName(symbol.id());
        }
        Letter own = singles.get(quantity.id());
        return own != null ? own : byKind(quantity);
    }

    private Letter byKind(Quantity quantity) {
        if (quantity instanceof Quantity.Node q) {
            return Letter.ofName(q.name());
        } else if (quantity instanceof Quantity.Own q) {
            return Letter.ofName(q.name());
        } else if (quantity instanceof Quantity.Ones) {
            return Letter.of("1").inBold();
        } else if (quantity instanceof Quantity.Input q) {
            return named(Kind.INPUT, q.name(), units.get(q.name()));
        } else if (quantity instanceof Quantity.Target q) {
            return named(Kind.TARGET, q.name(), units.get(q.unit()));
        } else if (quantity instanceof Quantity.Param q) {
            Place place = parameters.get(q.name());
            if (place == null) {
                return Letter.ofName(q.name());
            }
            boolean bias = place.source.isEmpty();
            return named(bias ? Kind.BIAS : Kind.WEIGHT, q.name(), place);
        } else if (quantity instanceof Quantity.Updated q) {
            return updated(q.name(), 1);
        } else if (quantity instanceof Quantity.Later q) {
            return later(q);
        } else if (quantity instanceof Quantity.Net q) {
            return named(Kind.NET, q.unit(), units.get(q.unit()));
        } else if (quantity instanceof Quantity.Out q) {
            return named(Kind.OUT, q.unit(), units.get(q.unit()));
        } else if (quantity instanceof Quantity.UnitLoss q) {
            return named(Kind.UNIT_LOSS, q.unit(), units.get(q.unit()));
        } else if (quantity instanceof Quantity.Loss) {
            return named(Kind.LOSS, "E", null);
        } else if (quantity instanceof Quantity.SampleLoss q) {
            return letter(Quantity.LOSS).withSup("(" + (q.number() == 0 ? "s" : q.number()) + ")");
        } else if (quantity instanceof Quantity.Normalizer q) {
            return Letter.of("S")
                    .withSup(
                            units.values().stream().anyMatch(place -> place.layer > q.layer())
                                    ? "(" + q.layer() + ")"
                                    : "");
        } else if (quantity instanceof Quantity.Delta q) {
            return named(Kind.DELTA, q.unit(), units.get(q.unit()));
        } else if (quantity instanceof Quantity.Whole q) {
            return whole(q);
        } else if (quantity instanceof Quantity.Unit q) {
            Place place = units.get(q.name());
            return place != null && profile.isLayered()
                    ? Letter.of(Integer.toString(place.position))
                    : Letter.ofName(q.name());
        } else if (quantity instanceof Quantity.Indexed q) {
            return indexed(q);
        } else if (quantity instanceof Quantity.Link q) {
            String plain = Letter.indices(q.from().letter(), q.to().letter());
            return indexed(Kind.WEIGHT, Letter.of("w", plain), q.to(), q.from());
        } else if (quantity instanceof Quantity.Kronecker q) {
            return Letter.of(
                    "delta", Letter.indices(q.left().letter(), q.right().letter()));
        } else if (quantity instanceof Quantity.State q) {
            return state(q);
        } else if (quantity instanceof Quantity.Time) {
            return Letter.of("t");
        } else if (quantity instanceof Quantity.Rate) {
            return named(Kind.LEARNING_RATE, "eta", null);
        }
        throw new IllegalArgumentException(quantity.id());
    }

    /** What a parameter is after so many updates is what the last of them gave. */
    private Letter later(Quantity.Later q) {
        if (q.of() instanceof Quantity.Updated updated) {
            return ofSample(updated(updated.name(), q.pass() + 1), q.sample());
        }
        Letter letter = letter(q.of());
        return ofSample(q.pass() == 0 ? letter : letter.withSup(plus(q.pass())), q.sample());
    }

    private Letter updated(String parameter, int updates) {
        return Quantity.State.find(parameter)
                .map(this::state)
                .orElseGet(() -> letter(new Quantity.Param(parameter)))
                .withSup(plus(updates));
    }

    /** The rule's letter with the parameter beneath. */
    private Letter state(Quantity.State q) {
        Letter own = Letter.ofName(q.letter());
        return own.withScripts(q.parameter(), own.sup());
    }

    private static String plus(int updates) {
        return updates == 1 ? "+" : "+" + updates;
    }

    private static Letter ofSample(Letter letter, int sample) {
        return sample == 0 ? letter : letter.withSup("(" + sample + ")");
    }

    private Letter whole(Quantity.Whole whole) {
        String base = switch (whole.part()) {
            case WEIGHTS -> "W";
            case BIASES -> "b";
            case NET -> "z";
            case OUT -> "a";
            case DELTA -> "delta";
        };
        return Letter.of(base).inBold().withSup((profile.matrices() ? "[%d]" : "(%d)").formatted(whole.layer()));
    }

    private Letter named(Kind kind, String name, @Nullable Place place) {
        Letter pattern = profile.patterns().get(kind);
        if (pattern == null || (place != null && place.unit.isEmpty())) {
            return Letter.ofName(name);
        }
        return place == null
                ? pattern
                : pattern.withScripts(
                        fill(pattern.sub(), word -> index(word, place)),
                        fill(pattern.sup(), word -> index(word, place)));
    }

    private static String fill(String script, UnaryOperator<String> value) {
        Matcher words = WORD.matcher(script);
        var out = new StringBuilder();
        while (words.find()) {
            words.appendReplacement(out, Matcher.quoteReplacement(value.apply(words.group())));
        }
        return words.appendTail(out).toString();
    }

    private Letter indexed(Quantity.Indexed q) {
        String index = q.at().letter();
        return switch (q.what()) {
            case NET -> indexed(Kind.NET, Letter.of("z", index), q.at(), q.at());
            case DELTA -> indexed(Kind.DELTA, Letter.of("delta", index), q.at(), q.at());
            case BIAS -> indexed(Kind.BIAS, Letter.of("b", index), q.at(), q.at());
            case TARGET -> indexed(Kind.TARGET, Letter.of("t", index), q.at(), q.at());
            case OUT ->
                switch (q.at().side()) {
                    // A word such as out is for units; an input has none that it would be the output of.
                    case INPUT -> {
                        Letter out = profile.patterns().get(Kind.OUT);
                        Letter plain = Letter.of("x", index);
                        yield out == null || !out.isSingle() ? plain : indexed(Kind.OUT, plain, q.at(), q.at());
                    }
                    case HIDDEN -> indexed(Kind.OUT, Letter.of("h", index), q.at(), q.at());
                    case OUTPUT -> indexed(Kind.OUT, Letter.of("o", index), q.at(), q.at());
                };
        };
    }

    /** The pattern of a kind with indices in its scripts; one that has no place for them gets them as its subscript. */
    private Letter indexed(Kind kind, Letter plain, Index at, Index from) {
        Letter pattern = profile.patterns().get(kind);
        if (pattern == null) {
            return plain;
        }
        UnaryOperator<String> value = word -> switch (word) {
            case "u", "n", "j" -> at.letter();
            case "v", "i" -> from.letter();
            case "ji" -> Letter.indices(at.letter(), from.letter());
            case "l" -> at.layer();
            default -> word;
        };
        String sub =
                pattern.sub().equals("v,u") ? Letter.indices(from.letter(), at.letter()) : fill(pattern.sub(), value);
        String sup = fill(pattern.sup(), value);
        boolean placed = !sub.equals(pattern.sub()) || !sup.equals(pattern.sup());
        return pattern.withScripts(placed ? sub : plain.sub(), sup);
    }

    private String index(String word, Place place) {
        Place source = place.source.isEmpty() ? place : units.getOrDefault(place.source, place);
        return switch (word) {
            case "u" -> place.unit.replace("_", "");
            case "n" -> Integer.toString(place.number);
            case "l" -> Integer.toString(place.layer);
            case "j" -> Integer.toString(place.position);
            case "v" -> source.unit.replace("_", "");
            case "i" -> Integer.toString(source.position);
            case "ji" -> place.position + (place.position > 9 || source.position > 9 ? "," : "") + source.position;
            default -> word;
        };
    }
}
