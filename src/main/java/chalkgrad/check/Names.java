package chalkgrad.check;

import chalkgrad.algebra.Symbol;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Input;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Target;
import chalkgrad.model.Quantity.UnitLoss;
import chalkgrad.model.Task;
import chalkgrad.typeset.Letter;
import chalkgrad.typeset.Notation;
import chalkgrad.typeset.Profile;
import chalkgrad.work.Scribble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a written name may mean: by the problem's own notation first, then by the other notations, then by what is usual in the field.
 *
 * <p>{@code names.of(net_{h1})} is {@code net(h1)}, and so are {@code z_1} in a problem that counts its units through, and {@code sum_h1}.
 */
final class Names {
    private static final Set<String> UPDATED = Set.of(
            "+", "new", "'", "*", "neu", "next", "after", "updated", "upd", "plus", "(new)", "{new}", "t+1", "(t+1)",
            "k+1", "(k+1)", "n+1", "(n+1)", "novo", "nuevo", "nouveau", "yeni", "baru", "새");

    private static final Set<String> TOTAL = Set.of("", "total", "tot", "t", "all", "전체", "sum", "T", "Total");

    /** How much a meaning is to be preferred: the lower the number, the more. */
    private static final int OWN = 0;

    private static final int NOTATION = 1;
    private static final int USUAL = 2;
    private static final int LOOSE = 3;

    private final Map<String, Map<Quantity, Integer>> meanings = new HashMap<>();

    /** The same by letter, subscript and superscript: y_h is not yh where a notation writes the one and a file names the other. */
    private final Map<List<String>, Map<Quantity, Integer>> letters = new HashMap<>();

    Names(Problem problem, Task task) {
        Notation own =
                notation(problem.notation().profile().flatMap(Profile::find).orElse(Profile.ALL.get(0)), problem, task);
        if (task instanceof Network network) {
            List<Quantity> quantities = quantities(network);
            for (Quantity quantity : quantities) {
                put(quantity.id(), quantity, OWN);
                put(own, quantity, OWN);
                gradient(own, quantity, USUAL);
                for (Profile profile : Profile.ALL) {
                    put(notation(profile, problem, task), quantity, NOTATION);
                    gradient(notation(profile, problem, task), quantity, USUAL);
                }
            }
            usual(network);
        } else {
            graph((Graph) task);
        }
    }

    /** Every name in a problem. */
    static Set<String> words(Task task) {
        var words = new HashSet<String>();
        if (task instanceof Network network) {
            words.addAll(network.inputs());
            words.addAll(network.parameters().keySet());
            network.targets().values().forEach(target -> words.add(target.id()));
            network.layers().forEach(layer -> layer.units().forEach(unit -> words.add(unit.name())));
        } else if (task instanceof Graph graph) {
            words.addAll(graph.shapes().keySet());
        }
        return words;
    }

    private static Notation notation(Profile profile, Problem problem, Task task) {
        return Notation.of(profile, problem.notation().symbols(), task);
    }

    private static List<Quantity> quantities(Network network) {
        var all = new ArrayList<Quantity>();
        network.inputs().forEach(name -> all.add(new Input(name)));
        network.parameters().keySet().forEach(name -> all.add(new Param(name)));
        network.targets().values().forEach(all::add);
        for (Network.Layer layer : network.layers()) {
            for (Network.Unit unit : layer.units()) {
                all.add(new Net(unit.name()));
                all.add(new Out(unit.name()));
                all.add(new Delta(unit.name()));
            }
        }
        network.outputLayer().units().forEach(unit -> all.add(new UnitLoss(unit.name())));
        all.add(Quantity.LOSS);
        all.add(Quantity.RATE);
        return all;
    }

    private void graph(Graph graph) {
        for (String name : graph.shapes().keySet()) {
            var node = new Node(name);
            put(name, node, OWN);
            put(Letter.ofName(name), node, OWN);
            var gradient = new Partial(graph.objective(), node);
            for (String prefix : List.of("grad", "d", "delta", "bar ", "nabla")) {
                put(prefix + name, gradient, USUAL);
            }
        }
        for (String name : List.of("L", "E", "J", "loss")) {
            put(name, graph.objective(), USUAL);
        }
        put("eta", Quantity.RATE, OWN);
        rates();
    }

    private void rates() {
        for (String name : List.of("eta", "alpha", "lr", "learningrate", "epsilon", "gamma", "lambda", "mu", "r")) {
            put(name, Quantity.RATE, USUAL);
        }
    }

    /** What people call things, whatever the notation. */
    private void usual(Network network) {
        rates();
        for (String name : List.of(
                "E", "L", "J", "C", "Loss", "loss", "Error", "error", "Cost", "cost", "MSE", "Err", "err", "BCE", "CE",
                "SSE", "ell")) {
            for (String total : TOTAL) {
                put(name + total, Quantity.LOSS, USUAL);
            }
        }
        int number = 0;
        for (int l = 0; l < network.layers().size(); l++) {
            List<Network.Unit> units = network.layers().get(l).units();
            boolean last = l == network.layers().size() - 1;
            for (int j = 0; j < units.size(); j++) {
                String unit = units.get(j).name();
                number++;
                unit(network, unit, number, l + 1, j + 1, last, units.size() == 1);
            }
        }
        for (int i = 0; i < network.inputs().size(); i++) {
            var input = new Input(network.inputs().get(i));
            for (String letter : List.of("x", "i", "in", "input", "X", "a^0", "out")) {
                put(letter + (i + 1), input, USUAL);
            }
        }
    }

    private void unit(Network network, String unit, int number, int layer, int place, boolean last, boolean alone) {
        for (String head : List.of("net", "in", "z", "s", "sum", "u", "v", "input", "Net", "Z", "preact", "sigma")) {
            put(head + unit, new Net(unit), USUAL);
            put(unit + head, new Net(unit), USUAL);
        }
        for (String head : List.of("out", "y", "a", "output", "o", "Out", "A", "act", "hat y", "f", "h")) {
            put(head + unit, new Out(unit), USUAL);
            put(unit + head, new Out(unit), USUAL);
        }
        for (String head : List.of("z", "net", "s", "u", "in", "Z")) {
            put(head + place + "^" + layer, new Net(unit), USUAL);
            put(head + layer + place, new Net(unit), LOOSE);
            put(head + number, new Net(unit), LOOSE);
        }
        for (String head : List.of("a", "out", "y", "h", "A")) {
            put(head + place + "^" + layer, new Out(unit), USUAL);
            put(head + layer + place, new Out(unit), LOOSE);
            put(head + number, new Out(unit), LOOSE);
        }
        for (String head : List.of("delta", "Delta", "d", "dnet", "dz")) {
            put(head + unit, new Delta(unit), USUAL);
            put(head + place + "^" + layer, new Delta(unit), USUAL);
            put(head + number, new Delta(unit), LOOSE);
        }
        if (last) {
            output(network, unit, place, alone);
        }
    }

    private void output(Network network, String unit, int place, boolean alone) {
        List<String> places = alone ? List.of("" + place, "") : List.of("" + place);
        Target target = network.targets().get(unit);
        for (String at : places) {
            for (String head : List.of("hat y", "yhat", "o", "out", "y", "output", "pred", "p", "hat t", "a")) {
                put(head + at, new Out(unit), at.isEmpty() ? LOOSE : USUAL);
            }
            if (target != null) {
                for (String head : List.of("t", "target", "y", "T", "d", "label", "true", "ytrue", "Target")) {
                    put(head + at, target, USUAL);
                    put(head + unit, target, USUAL);
                }
            }
        }
        if (network.outputLayer().units().size() > 1) {
            for (String head : List.of("E", "L", "J", "C", "Error", "Loss", "Err", "error", "e", "loss")) {
                put(head + place, new UnitLoss(unit), USUAL);
                put(head + unit, new UnitLoss(unit), USUAL);
            }
        }
    }

    /** The short form of a derivative of the loss, {@code ∂w} or {@code dw}. */
    private void gradient(Notation notation, Quantity by, int rank) {
        if (by instanceof Param || by instanceof Out || by instanceof Net) {
            Letter letter = notation.letter(by);
            Quantity gradient = by instanceof Net net ? new Delta(net.unit()) : new Partial(Quantity.LOSS, by);
            String accent = letter.accent().isEmpty() ? "" : letter.accent() + " ";
            put(key("d" + accent + letter.base(), letter.sub(), letter.sup()), gradient, rank);
        }
    }

    private void put(Notation notation, Quantity quantity, int rank) {
        put(notation.letter(quantity), quantity, rank);
    }

    private void put(Letter letter, Quantity quantity, int rank) {
        String accent = letter.accent().isEmpty() ? "" : letter.accent() + " ";
        put(key(accent + letter.base(), letter.sub(), letter.sup()), quantity, rank);
        letters.computeIfAbsent(parts(accent + letter.base(), letter.sub(), letter.sup()), k -> new LinkedHashMap<>())
                .merge(quantity, rank, Math::min);
    }

    private static List<String> parts(String base, String sub, String sup) {
        return List.of(squeezed(base), squeezed(sub), squeezed(sup));
    }

    private void put(String key, Quantity quantity, int rank) {
        meanings.computeIfAbsent(squeezed(key), k -> new LinkedHashMap<>()).merge(quantity, rank, Math::min);
    }

    private static String key(String base, String sub, String sup) {
        return base + sub + (sup.isEmpty() ? "" : "^" + squeezed(sup));
    }

    /** Without what people write or leave out: underscores, commas, parentheses, spaces. */
    private static String squeezed(String key) {
        var out = new StringBuilder();
        key.codePoints()
                .filter(c ->
                        Character.isLetterOrDigit(c) || c == '^' || Character.getType(c) == Character.NON_SPACING_MARK)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /** Whether a name is marked as that of a value after an update. */
    static boolean isUpdated(Scribble name) {
        return UPDATED.contains(lastWord(name.sup())) || UPDATED.contains(lastWord(name.sub()));
    }

    private static String lastWord(String sub) {
        int comma = Math.max(sub.lastIndexOf(','), sub.lastIndexOf('_'));
        return sub.substring(comma + 1).strip();
    }

    /** The name without the mark of an update. */
    static Scribble plain(Scribble name) {
        if (UPDATED.contains(lastWord(name.sup()))) {
            int rest = name.sup().length() - lastWord(name.sup()).length();
            return new Scribble(name.base(), name.sub(), name.sup().substring(0, rest), name.pass(), name.sample());
        }
        String last = lastWord(name.sub());
        if (UPDATED.contains(last)) {
            String rest = name.sub().substring(0, name.sub().length() - last.length());
            return new Scribble(name.base(), rest, name.sup(), name.pass(), name.sample());
        }
        return name;
    }

    /** What a plain name may mean: the readings of the best rank, in the order of the network; empty where nobody knows it. */
    List<Quantity> of(Scribble name) {
        List<Quantity> exact = best(letters.get(parts(name.base(), name.sub(), name.sup())));
        if (!exact.isEmpty()) {
            return exact;
        }
        String key = squeezed(key(name.base(), name.sub(), name.sup()));
        List<Quantity> found = best(meanings.get(key));
        return found.isEmpty() ? best(meanings.get(lower(key))) : found;
    }

    /** Every reading of a plain name, however unlikely, the likelier first. */
    List<Quantity> all(Scribble name) {
        Map<Quantity, Integer> found = meanings.get(squeezed(key(name.base(), name.sub(), name.sup())));
        return found == null
                ? List.of()
                : found.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /** Whether a name is the problem's own, so that no writer can mean something else by it. */
    boolean isOwn(Scribble name) {
        Map<Quantity, Integer> found = meanings.get(squeezed(key(name.base(), name.sub(), name.sup())));
        return found != null && found.containsValue(OWN);
    }

    private static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    private static List<Quantity> best(@org.jspecify.annotations.Nullable Map<Quantity, Integer> found) {
        if (found == null) {
            return List.of();
        }
        int least = found.values().stream().min(Integer::compare).orElse(LOOSE);
        return found.entrySet().stream()
                .filter(entry -> entry.getValue() == least)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether a symbol is a name somebody wrote. */
    static boolean isScribble(Symbol symbol) {
        return symbol instanceof Scribble
                || symbol instanceof Partial partial && (isScribble(partial.of()) || isScribble(partial.by()));
    }
}
