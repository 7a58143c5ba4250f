package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Descent;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Input;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.UnitLoss;
import chalkgrad.model.Task;
import chalkgrad.rules.UpdateRule;
import chalkgrad.typeset.Letter;
import chalkgrad.typeset.Notation;
import chalkgrad.typeset.Profile;
import chalkgrad.work.WrittenName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Everything that a written name may mean: by the problem's own notation, by the other notations, and by what is usual in the field.
 *
 * <p>{@code names.of(z_1)} is the net input of the first unit, that of the first unit of any layer, and those of the whole first layer, each
 * with the {@link Convention} under which it is so; which of them a writer means is for {@link Conventions} to find out.
 */
final class Names {
    /** Marks of a value after an update; words for it, in whatever language, have been read as {@code new}. */
    private static final Set<String> UPDATED =
            Set.of("+", "new", "'", "*", "(new)", "{new}", "t+1", "(t+1)", "k+1", "(k+1)", "n+1", "(n+1)");

    /** Marks of the value before an update; the name means the same without. */
    private static final Set<String> OLD = Set.of("old", "t", "(t)", "k", "(k)", "n", "(n)");

    static final Set<String> TOTAL = Set.of("", "total", "tot", "t", "all", "전체", "sum", "T", "Total");

    static final List<String> LOSSES = List.of(
            "E",
            "L",
            "J",
            "C",
            "Loss",
            "loss",
            "Error",
            "error",
            "Cost",
            "cost",
            "MSE",
            "Err",
            "err",
            "BCE",
            "CE",
            "SSE",
            "ell",
            "l",
            "cal L",
            "mathcal L");

    /** How far-fetched a meaning is: the lower the number, the less. */
    static final int OWN = 0;

    static final int NOTATION = 1;
    static final int USUAL = 2;
    static final int LOOSE = 4;
    /** Not to be thought of unless the rest of the work asks for it. */
    static final int FAR = 7;

    /** Of so many weights the names are those of the notations only. */
    static final int MANY = 1_000;

    /** What a meaning costs more where the problem has a thing of this name. */
    private static final int ESTRANGED = 2;

    private final Map<String, Map<List<Object>, Meaning>> meanings = new HashMap<>();

    /** The same by letter, subscript and superscript: y_h is not yh where a notation writes the one and a file names the other. */
    private final Map<List<String>, Map<List<Object>, Meaning>> letters = new HashMap<>();

    /** Biases that are only counted through, {@code b1} to {@code b5}: who has a bias for each layer counts these in the same way. */
    private final Set<Grid> counted = new HashSet<>();

    Names(Problem problem, Task task, Task whole) {
        Notation own =
                notation(problem.notation().profile().flatMap(Profile::find).orElse(Profile.ALL.get(0)), problem, task);
        if (task instanceof Network network) {
            List<Quantity> quantities = quantities(network);
            for (Quantity quantity : quantities) {
                put(quantity.id(), named(quantity));
                put(own, quantity, OWN);
                gradient(own, quantity, USUAL);
                for (Profile profile : Profile.ALL) {
                    put(notation(profile, problem, task), quantity, NOTATION);
                    gradient(notation(profile, problem, task), quantity, USUAL);
                }
            }
            new NetworkNames(this, network).put();
            countBiases(network);
            states(own, network.descent(), network.parameters().keySet());
        } else {
            new GraphNames(this, (Graph) task, (Graph) whole).put();
            states(own, ((Graph) task).descent(), ((Graph) task).wrt());
        }
    }

    /** What an update rule works out beside the parameters, by its own letter: v_{w1}, v(w1). */
    private void states(Notation own, Descent descent, Collection<String> parameters) {
        List<UpdateRule.Line> lines = descent.rule().lines();
        for (UpdateRule.Line line : lines.subList(0, lines.size() - 1)) {
            for (String parameter : parameters) {
                var state = new Quantity.State(line.letter(), parameter);
                put(state.id(), Meaning.of(state.expr(), OWN));
                put(own, state, OWN);
            }
        }
    }

    private final Map<String, Map<String, Integer>> ranks = new HashMap<>();

    private void countBiases(Network network) {
        List<String> biases = network.parameters().keySet().stream()
                .filter(name -> !network.weights().contains(name))
                .toList();
        long units = network.layers().stream()
                .flatMap(layer -> layer.units().stream())
                .filter(unit -> unit.bias().isPresent())
                .count();
        boolean through =
                biases.size() == units && biases.size() > network.layers().size();
        for (int i = 0; i < biases.size(); i++) {
            through &= biases.get(i).equals("b" + (i + 1));
        }
        if (through) {
            biases.forEach(name -> counted.add(Grid.scalar(new Param(name).expr())));
        }
    }

    /** A quantity by its name in the results. */
    private static Meaning named(Quantity quantity) {
        return quantity instanceof Param
                ? Meaning.of(
                        quantity.expr(),
                        OWN,
                        new Convention(shape(Letter.ofName(quantity.id())), "weight as in the notation"))
                : Meaning.of(quantity.expr(), OWN);
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
        all.addAll(network.targets().values());
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

    void rates() {
        for (String name : List.of("eta", "alpha", "lr", "learningrate", "learning rate", "rate")) {
            put(name, Meaning.of(Quantity.RATE.expr(), USUAL));
        }
        for (String name : List.of("epsilon", "gamma", "lambda", "mu", "r", "n", "a")) {
            put(
                    name,
                    Meaning.of(
                            Quantity.RATE.expr(),
                            name.length() == 1 ? FAR - 1 : LOOSE,
                            new Convention(name, "learning rate")));
        }
    }

    /** The derivative of the loss by what an entry is. */
    static Expr gradientBy(Expr entry) {
        if (entry instanceof Expr.Sym sym && sym.symbol() instanceof Quantity by) {
            return by instanceof Net net ? new Delta(net.unit()).expr() : new Partial(Quantity.LOSS, by).expr();
        }
        return entry;
    }

    /** The short form of a derivative of the loss, {@code ∂w} or {@code dw}. */
    private void gradient(Notation notation, Quantity by, int rank) {
        if (by instanceof Param || by instanceof Out || by instanceof Net) {
            Letter letter = notation.letter(by);
            Quantity gradient = by instanceof Net net ? new Delta(net.unit()) : new Partial(Quantity.LOSS, by);
            String accent = letter.accent().isEmpty() ? "" : letter.accent() + " ";
            put(key("d" + accent + letter.base(), letter.sub(), letter.sup()), Meaning.of(gradient.expr(), rank));
        }
    }

    private void put(Notation notation, Quantity quantity, int rank) {
        Letter letter = notation.letter(quantity);
        if (quantity instanceof Delta delta) {
            var plus = Meaning.of(delta.expr(), rank, new Convention("delta", "plus"));
            var minus = Meaning.of(Expr.neg(delta.expr()), rank + USUAL, new Convention("delta", "minus"));
            putLetter(letter, plus);
            putLetter(letter, minus);
            return;
        }
        String role = quantity instanceof Net
                ? "net"
                : quantity instanceof Out ? "out" : quantity instanceof Param ? "weight" : "";
        putLetter(
                letter,
                role.isEmpty() || letter.sub().isEmpty() && letter.sup().isEmpty()
                        ? Meaning.of(quantity.expr(), rank)
                        : Meaning.of(
                                quantity.expr(), rank, new Convention(shape(letter), role + " as in the notation")));
    }

    /** A letter with {@code i} for each index: {@code z_i}, {@code w_ij}, {@code a_i^l}; {@code _unit} where the index is a name. */
    static String shape(Letter letter) {
        String sub = squeezed(letter.sub());
        boolean digits = sub.chars().allMatch(Character::isDigit);
        String below = sub.isEmpty() ? "" : !digits ? "_unit" : sub.length() == 1 ? "_i" : "_ij";
        return letter.base() + below + (letter.sup().isEmpty() ? "" : "^l");
    }

    void putLetter(Letter letter, Meaning meaning) {
        String accent = letter.accent().isEmpty() ? "" : letter.accent() + " ";
        put(key(accent + letter.base(), letter.sub(), letter.sup()), meaning);
        merge(
                letters.computeIfAbsent(
                        parts(accent + letter.base(), letter.sub(), letter.sup()), k -> new LinkedHashMap<>()),
                meaning);
    }

    private static List<String> parts(String base, String sub, String sup) {
        return List.of(squeezed(base), squeezed(sub), squeezed(sup));
    }

    void put(String key, Meaning meaning) {
        merge(meanings.computeIfAbsent(squeezed(key), k -> new LinkedHashMap<>()), meaning);
    }

    private static void merge(Map<List<Object>, Meaning> known, Meaning meaning) {
        // The same thing under another convention is kept apart: the other names of a line may need the one or the
        // other.
        known.merge(List.of(meaning.grid(), meaning.conventions()), meaning, (a, b) -> b.rank() < a.rank() ? b : a);
    }

    private static boolean sign(Meaning meaning) {
        return meaning.conventions().contains(new Convention("delta", "minus"));
    }

    static String key(String base, String sub, String sup) {
        return base + sub + (sup.isEmpty() ? "" : "^" + squeezed(sup));
    }

    /** Without what people write or leave out: underscores, commas, parentheses, spaces. */
    static String squeezed(String key) {
        var out = new StringBuilder();
        key.codePoints()
                .filter(c ->
                        Character.isLetterOrDigit(c) || c == '^' || Character.getType(c) == Character.NON_SPACING_MARK)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /** Whether a name is marked as that of a value after an update. */
    static boolean isUpdated(WrittenName name) {
        return UPDATED.contains(lastWord(name.sup())) || UPDATED.contains(lastWord(name.sub()));
    }

    private static String lastWord(String sub) {
        int comma = Math.max(sub.lastIndexOf(','), sub.lastIndexOf('_'));
        return sub.substring(comma + 1).strip();
    }

    /** The name without the mark of an update, or of the value before one. */
    static WrittenName plain(WrittenName name) {
        String sup = lastWord(name.sup());
        if (UPDATED.contains(sup) || OLD.contains(sup)) {
            int rest = name.sup().length() - sup.length();
            return new WrittenName(
                    name.base(), name.sub(), trimmed(name.sup().substring(0, rest)), name.pass(), name.sample());
        }
        String last = lastWord(name.sub());
        if (UPDATED.contains(last) || OLD.contains(last) && last.length() > 1) {
            String rest = name.sub().substring(0, name.sub().length() - last.length());
            return new WrittenName(name.base(), trimmed(rest), name.sup(), name.pass(), name.sample());
        }
        return name;
    }

    private static String trimmed(String script) {
        return script.endsWith(",") || script.endsWith("_") ? script.substring(0, script.length() - 1) : script;
    }

    /** Everything that a plain name may mean, the likelier first; empty where nobody knows it. */
    List<Meaning> of(WrittenName name) {
        Map<List<Object>, Meaning> all = new LinkedHashMap<>();
        Map<List<Object>, Meaning> exact = letters.get(parts(name.base(), name.sub(), name.sup()));
        if (exact != null) {
            exact.values().forEach(meaning -> merge(all, meaning));
        }
        String key = squeezed(key(name.base(), name.sub(), name.sup()));
        Map<List<Object>, Meaning> found = meanings.get(key);
        if (found != null) {
            found.values().forEach(meaning -> merge(all, exact == null ? meaning : meaning.ranked(meaning.rank() + 1)));
        }
        Map<List<Object>, Meaning> lower = all.isEmpty() ? meanings.get(key.toLowerCase(Locale.ROOT)) : null;
        if (lower != null) {
            lower.values().forEach(meaning -> merge(all, meaning.ranked(meaning.rank() + 1)));
        }
        // Who has the problem's own name before him does not look for another meaning of it.
        boolean own =
                all.values().stream().anyMatch(meaning -> meaning.rank() == OWN && !counted.contains(meaning.grid()));
        return all.values().stream()
                .map(meaning -> own && meaning.rank() > OWN && !sign(meaning)
                        ? meaning.ranked(meaning.rank() + ESTRANGED)
                        : meaning)
                .sorted(Comparator.comparingInt(Meaning::rank))
                .toList();
    }

    /** How far-fetched a convention is: the rank of the likeliest meaning that has it. */
    int rank(Convention convention) {
        return ranks().getOrDefault(convention.name(), Map.of()).getOrDefault(convention.value(), USUAL);
    }

    /** Whether one would read it so without any evidence: nothing else that it may be is as likely. */
    boolean isUsual(Convention convention) {
        Map<String, Integer> ranks = ranks().getOrDefault(convention.name(), Map.of());
        int here = ranks.getOrDefault(convention.value(), Integer.MAX_VALUE);
        return ranks.entrySet().stream()
                .allMatch(other -> other.getKey().equals(convention.value()) || other.getValue() > here);
    }

    /** Of each convention the likelihood of each value, as the rank of the likeliest meaning that has it. */
    private Map<String, Map<String, Integer>> ranks() {
        if (ranks.isEmpty()) {
            ranks.putAll(newRanks());
        }
        return ranks;
    }

    private Map<String, Map<String, Integer>> newRanks() {
        var ranks = new HashMap<String, Map<String, Integer>>();
        for (Map<List<Object>, Meaning> all : meanings.values()) {
            for (Meaning meaning : all.values()) {
                meaning.conventions()
                        .forEach(convention -> ranks.computeIfAbsent(convention.name(), name -> new HashMap<>())
                                .merge(convention.value(), meaning.rank(), Math::min));
            }
        }
        return ranks;
    }

    /** Every convention there is, for tests. */
    Set<Convention> conventions() {
        var all = new HashSet<Convention>();
        ranks().forEach((name, values) -> values.keySet().forEach(value -> all.add(new Convention(name, value))));
        return all;
    }

    /** Whether a name is the problem's own, so that no writer can mean something else by it. */
    boolean isOwn(WrittenName name) {
        return of(name).stream().anyMatch(meaning -> meaning.rank() == OWN);
    }

    /** Whether a symbol is a name somebody wrote. */
    static boolean isScribble(Symbol symbol) {
        return symbol instanceof WrittenName
                || symbol instanceof Partial partial && (isScribble(partial.of()) || isScribble(partial.by()));
    }
}
