package chalkgrad.problem;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Recurrence;
import chalkgrad.model.Recurrence.Chain;
import chalkgrad.model.Recurrence.Cut;
import chalkgrad.model.Recurrence.Moment;
import chalkgrad.problem.Value.Entry;
import chalkgrad.problem.Value.Kind;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.problem.Value.Sequence;
import chalkgrad.problem.Value.Source;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Loss;
import chalkgrad.rules.Losses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the graph of a file whose layers are of many kinds: given values and nodes, as if somebody had written them out.
 *
 * <p>Of {@code recurrent: rnn} over {@code sequence: [1, 2]} come the given values x_1, x_2, h_0, W_xh, … and the nodes z_1, h_1, z_2, h_2, ….
 *
 * <p>The layers are rows of {@link LayerKind} and {@link CellKind}. A layer before the last recurrent one, and one behind it where the loss is
 * of every step, is there once for each time step; its parameters are shared.
 */
final class Lowering {
    /** The keys that only files with such layers have. */
    static final List<String> MARKS = List.of("recurrent", "sequence");

    private static final String ACTIVATION = "activation";
    private static final String RECURRENT = "recurrent";

    /** What of a file is written out here; all other keys are those of a graph. */
    private static final Set<String> LOWERED = Set.of(
            "inputs",
            "targets",
            "sequence",
            "layers",
            "loss",
            "loss_at",
            "truncate",
            RECURRENT,
            "weights",
            "initial",
            "reset",
            ACTIVATION,
            "output_activation");

    /** What only a recurrent layer has. */
    private static final List<String> OF_CELLS = List.of("weights", "initial", "reset");

    /** What only a file with the short form has. */
    private static final List<String> SHORT_FORM =
            List.of("weights", "initial", "reset", ACTIVATION, "output_activation");

    private static final List<String> OF_TIME = List.of("loss_at", "truncate");

    private final Mapping root;
    private final Findings findings;
    private final RuleReader rules;
    private final List<Entry> given = new ArrayList<>();
    private final List<Entry> nodes = new ArrayList<>();
    private final List<Scalar> learned = new ArrayList<>();
    private final List<String> initial = new ArrayList<>();

    /** What each time step sees of the one before: the state's name, and the node that uses it. */
    private final Set<Cut> back = new LinkedHashSet<>();

    private Lowering(Mapping root, Findings findings) {
        this.root = root;
        this.findings = findings;
        this.rules = new RuleReader(findings);
    }

    /**
     * The graph's file, and what it knows of time.
     *
     * @param graph as {@link GraphReader} takes it
     */
    record Result(Mapping graph, Optional<Recurrence> recurrence) {}

    /** Whether a document has layers that only a graph can be made of. */
    static boolean isLayered(Mapping root) {
        return MARKS.stream().anyMatch(root::has)
                || root.get("layers").orElse(root) instanceof Sequence list
                        && list.items().stream().anyMatch(Lowering::isOwnLayer);
    }

    private static boolean isOwnLayer(Value layer) {
        return layer instanceof Scalar name && LayerKind.find(name.text()).isPresent()
                || layer instanceof Mapping map
                        && (map.has(RECURRENT) || LayerKind.ALL.stream().anyMatch(kind -> map.has(kind.name())));
    }

    /** The graph; empty where the document has an error. */
    static Optional<Result> of(Mapping root, Findings findings) {
        var lowering = new Lowering(root, findings);
        Optional<Result> result = lowering.result();
        return findings.errors() > 0 ? Optional.empty() : result;
    }

    /**
     * One layer, its parameters given.
     *
     * @param kind empty for an activation by itself
     * @param cell where it is recurrent
     * @param number what is behind the names of its nodes, empty where nothing is
     * @param names the names of what is given, by the letters of the row
     */
    private record Layer(
            Scalar at,
            Optional<LayerKind> kind,
            Optional<CellKind> cell,
            String number,
            Map<String, String> names,
            Map<String, Value> values,
            Optional<Value> activation) {
        boolean isDense() {
            return kind.filter(row -> row.function().equals(LayerKind.DENSE)).isPresent();
        }
    }

    /** A node, or something given, with the number of its axes, and of its entries where it is a vector of which that is known. */
    private record Array(String name, int rank, int count) implements CellTemplate.Named {}

    private Optional<Result> result() {
        List<Value> items = items();
        Optional<Entry> sequence = root.entry("sequence");
        boolean timed = sequence.isPresent();
        List<Mapping> maps = layers(items);
        boolean recurrent = maps.stream().anyMatch(map -> map.has(RECURRENT));
        if (recurrent != timed) {
            Value at = recurrent
                    ? maps.stream()
                            .filter(map -> map.has(RECURRENT))
                            .findFirst()
                            .orElseThrow()
                    : sequence.orElseThrow().value();
            findings.error(
                    at.at(),
                    recurrent
                            ? "missing key \"sequence\" (what goes into a recurrent layer, one entry for each time step)"
                            : "sequence: there is no recurrent layer that takes it; give inputs, or a layer {recurrent: rnn}");
            return Optional.empty();
        }
        if (!timed) {
            misplaced(root, OF_TIME, "there is no sequence over which it could be");
        }
        if (!root.has(RECURRENT)) {
            misplaced(root, SHORT_FORM, "belongs beside recurrent, or into a layer");
        }
        List<Value> inputs = timed ? sequence(sequence.orElseThrow()) : inputs();
        String letter = inputLetter();
        if (findings.errors() > 0) {
            return Optional.empty();
        }
        boolean embedded = !maps.isEmpty() && maps.get(0).has(LayerKind.EMBEDDING);
        var arrays = new ArrayList<Array>();
        for (int i = 0; i < inputs.size(); i++) {
            String name = timed ? letter + "_" + (i + 1) : letter;
            if (!embedded) {
                give(name, inputs.get(i));
            }
            arrays.add(new Array(name, Ranks.of(inputs.get(i)), Ranks.rows(inputs.get(i))));
        }
        List<Layer> layers = declared(maps);
        if (findings.errors() > 0) {
            return Optional.empty();
        }
        boolean every = timed && every();
        var moments = new ArrayList<Moment>();
        var losses = new ArrayList<String>();
        Map<String, Array> states = states(layers);
        List<Value> targets = targets(every, arrays.size());
        if (findings.errors() > 0) {
            return Optional.empty();
        }
        var wanted = new ArrayList<Entry>();
        for (int i = 0; i < arrays.size(); i++) {
            int time = timed ? i + 1 : 0;
            boolean last = i == arrays.size() - 1;
            int from = nodes.size();
            var chains = new ArrayList<Chain>();
            Array current = arrays.get(i);
            Value raw = inputs.get(i);
            for (int k = 0; k < layers.size(); k++) {
                Layer layer = layers.get(k);
                boolean behind = layers.subList(k, layers.size()).stream().noneMatch(each -> each.cell.isPresent());
                if (behind && !last && !every) {
                    break;
                }
                int named = behind && !every ? 0 : time;
                current = layer.cell.isPresent()
                        ? cell(layer, time, current, states, chains)
                        : plain(layer, named, current, raw, k == layers.size() - 1);
            }
            if (every || last) {
                loss(every ? time : 0, current, targets, losses, wanted);
            }
            moments.add(new Moment(
                    Math.max(1, time),
                    nodes.subList(from, nodes.size()).stream()
                            .map(entry -> entry.key().text())
                            .toList(),
                    chains));
        }
        given.addAll(wanted);
        total(losses);
        return Optional.of(new Result(graph(), timed ? Optional.of(recurrence(moments)) : Optional.empty()));
    }

    /** Keys that nothing would be made of. */
    private void misplaced(Mapping map, List<String> keys, String why) {
        for (String key : keys) {
            map.entry(key).ifPresent(entry -> findings.error(entry.key().at(), key + ": " + why));
        }
    }

    // ---- what is given

    private List<Value> items() {
        return root.get("layers").orElse(root) instanceof Sequence list ? list.items() : List.of();
    }

    /** The layers as maps; the short form is a recurrent layer, and a dense one on top of it where that has weights. */
    private List<Mapping> layers(List<Value> items) {
        var maps = new ArrayList<Mapping>();
        root.entry(RECURRENT).ifPresent(kind -> {
            if (!items.isEmpty()) {
                findings.error(
                        kind.key().at(),
                        "recurrent: cannot stand beside layers; write it into one of them: {recurrent: rnn}");
            }
            var weights = new ArrayList<Entry>();
            var dense = new ArrayList<Entry>();
            if (root.get("weights").orElse(root) instanceof Mapping all && root.has("weights")) {
                for (Entry entry : all.entries()) {
                    String key = entry.key().text();
                    if (key.equals("W_hy") || key.equals("b_y")) {
                        dense.add(
                                new Entry(text(entry.key(), key.equals("W_hy") ? "weights" : "biases"), named(entry)));
                    } else {
                        weights.add(entry);
                    }
                }
            }
            var cell = new ArrayList<Entry>(List.of(kind));
            for (String key : List.of("initial", "reset", ACTIVATION)) {
                root.entry(key).ifPresent(cell::add);
            }
            cell.add(new Entry(
                    text(kind.key(), "weights"), new Mapping(kind.key().at(), weights)));
            maps.add(new Mapping(kind.key().at(), cell));
            if (!dense.isEmpty()) {
                var layer = new ArrayList<Entry>();
                layer.add(new Entry(
                        text(kind.key(), LayerKind.DENSE),
                        new Mapping(dense.get(0).key().at(), dense)));
                root.get("output_activation")
                        .ifPresent(value -> layer.add(new Entry(text(kind.key(), ACTIVATION), value)));
                maps.add(new Mapping(dense.get(0).key().at(), layer));
            }
        });
        for (Value item : items) {
            if (item instanceof Scalar name) {
                maps.add(new Mapping(name.at(), List.of(new Entry(name, new Mapping(name.at(), List.of())))));
            } else if (item instanceof Mapping map) {
                add(map, maps);
            }
        }
        return maps;
    }

    /** An activation by itself belongs to the layer before it. */
    private static void add(Mapping map, List<Mapping> maps) {
        boolean alone = map.entries().size() == 1 && map.has(ACTIVATION);
        if (alone && !maps.isEmpty() && !maps.get(maps.size() - 1).has(ACTIVATION)) {
            Mapping before = maps.remove(maps.size() - 1);
            var entries = new ArrayList<>(before.entries());
            entries.addAll(map.entries());
            maps.add(new Mapping(before.at(), entries));
        } else {
            maps.add(map);
        }
    }

    /** A value of the short form bears the name of its key where the file gives no other. */
    private static Value named(Entry entry) {
        return Ranks.isRenamed(entry.value())
                ? entry.value()
                : new Mapping(entry.value().at(), List.of(entry));
    }

    private String inputLetter() {
        String key = root.has("sequence") ? "sequence" : "inputs";
        Value value = root.get(key).orElse(root);
        if (Ranks.isRenamed(value) && value instanceof Mapping map) {
            return map.entries().get(0).key().text();
        }
        return !root.has("sequence") && Ranks.of(value) > 1 ? "X" : "x";
    }

    private List<Value> sequence(Entry entry) {
        if (Ranks.inner(entry.value()) instanceof Sequence list) {
            return list.items();
        }
        findings.error(entry.value().at(), "sequence: expected a list with an entry for each time step");
        return List.of();
    }

    private List<Value> inputs() {
        Optional<Value> inputs = root.get("inputs");
        if (inputs.isEmpty()) {
            findings.error(root.at(), "missing key \"inputs\" (the array that goes into the first layer)");
            return List.of();
        }
        return List.of(Ranks.inner(inputs.get()));
    }

    private void give(String name, Value value) {
        give(name, value, value.at());
    }

    private void give(String name, Value value, Place at) {
        given.add(new Entry(new Scalar(at, Kind.TEXT, name, Source.MADE), value));
    }

    private static Scalar text(Scalar like, String text) {
        return new Scalar(like.at(), Kind.TEXT, text, Source.MADE);
    }

    // ---- layers and their parameters

    private List<Layer> declared(List<Mapping> maps) {
        var layers = new ArrayList<Layer>();
        long cells = maps.stream().filter(map -> map.has(RECURRENT)).count();
        int cell = 0;
        int number = 0;
        for (int i = 0; i < maps.size(); i++) {
            Mapping map = maps.get(i);
            if (map.has(RECURRENT)) {
                cell++;
                cell(map, cells > 1 ? "_" + cell : "").ifPresent(layers::add);
                continue;
            }
            number++;
            boolean behind = cells > 0 && i == maps.size() - 1;
            plain(map, Integer.toString(number), behind).ifPresent(layers::add);
        }
        return layers;
    }

    private Optional<Layer> plain(Mapping map, String number, boolean top) {
        List<Entry> kinds = map.entries().stream()
                .filter(entry -> LayerKind.find(entry.key().text()).isPresent())
                .toList();
        if (kinds.size() > 1) {
            findings.error(
                    kinds.get(1).key().at(),
                    "layers: " + kinds.get(1).key().text() + " cannot stand beside "
                            + kinds.get(0).key().text() + "; each is a layer of its own");
            return Optional.empty();
        } else if (kinds.isEmpty()) {
            if (!map.has(ACTIVATION)) {
                findings.error(
                        map.at(),
                        "layers: expected a layer such as {dense: {weights: …}}, {conv: {kernels: …}}, {max_pool: 2}, flatten, {recurrent: rnn}");
                return Optional.empty();
            }
            return Optional.of(new Layer(
                    map.entries().get(0).key(),
                    Optional.empty(),
                    Optional.empty(),
                    number,
                    Map.of(),
                    Map.of(),
                    map.get(ACTIVATION)));
        }
        misplaced(map, OF_CELLS, "belongs to a recurrent layer; write it into the map of the layer's kind");
        Entry entry = kinds.get(0);
        LayerKind kind = LayerKind.find(entry.key().text()).orElseThrow();
        Map<String, Value> values = new LinkedHashMap<>();
        if (entry.value() instanceof Mapping settings) {
            settings.entries().forEach(each -> values.put(key(each.key().text()), each.value()));
        } else {
            kind.shorthand().ifPresent(key -> values.put(key, entry.value()));
        }
        var names = new LinkedHashMap<String, String>();
        kind.parameters().forEach((key, argument) -> {
            Value value = values.get(key);
            String letter = top && kind.function().equals(LayerKind.DENSE)
                    ? (argument.letter().equals("W") ? "W_hy" : "b_y")
                    : argument.letter() + number;
            if (value != null) {
                names.put(argument.name(), parameter(letter, value, LayerKind.isLearned(key)));
            } else if (kind.isNeeded(key)) {
                findings.error(entry.key().at(), "layers: " + kind.name() + ": missing key " + Words.quoted(key));
            }
        });
        return Optional.of(new Layer(
                entry.key(), Optional.of(kind), Optional.empty(), number, names, values, map.get(ACTIVATION)));
    }

    private static String key(String written) {
        return written.equals("kernel") ? "kernels" : written;
    }

    private String parameter(String name, Value value, boolean isLearned) {
        String own = name;
        Value inner = value;
        Place at = value.at();
        if (Ranks.isRenamed(value) && value instanceof Mapping map) {
            Scalar key = map.entries().get(0).key();
            own = key.text();
            at = key.at();
            inner = map.entries().get(0).value();
            if (!Format.NAME.matcher(own).matches()) {
                findings.error(at, Words.quoted(own) + " is not a name");
            }
        }
        give(own, inner, at);
        if (isLearned) {
            learned.add(new Scalar(at, Kind.TEXT, own, Source.MADE));
        }
        return own;
    }

    private Optional<Layer> cell(Mapping map, String number) {
        misplaced(
                map,
                LayerKind.ALL.stream().map(LayerKind::name).toList(),
                "cannot stand beside recurrent; each is a layer of its own");
        Entry entry = map.entry(RECURRENT).orElseThrow();
        String name = ((Scalar) entry.value()).text();
        List<Entry> weights =
                map.get("weights").orElse(map) instanceof Mapping all && map.has("weights") ? all.entries() : List.of();
        Optional<String> variant = map.get("reset").map(value -> ((Scalar) value).text());
        List<CellKind> kinds = CellKind.ALL.stream()
                .filter(kind -> kind.name().equals(name))
                .filter(kind -> variant.isEmpty() || kind.variant().equals(variant.get()))
                .toList();
        if (kinds.isEmpty()) {
            findings.error(map.entry("reset").orElseThrow().key().at(), "reset: only a gru has a reset gate");
            return Optional.empty();
        }
        CellKind kind = closest(kinds, weights);
        for (Entry each : weights) {
            if (!kind.parameters().contains(each.key().text())) {
                findings.error(
                        each.key().at(),
                        "weights: " + Words.quoted(each.key().text()) + " is no parameter of " + name
                                + Nearest.hint(each.key().text(), kind.parameters()) + " (expected "
                                + String.join(", ", kind.parameters()) + ")");
                return Optional.empty();
            }
        }
        var values = new LinkedHashMap<String, Value>();
        weights.forEach(each -> values.put(each.key().text(), each.value()));
        for (String parameter : kind.parameters()) {
            if (!values.containsKey(parameter) && !CellKind.isOptional(parameter)) {
                findings.error(entry.key().at(), "weights: " + name + " needs " + parameter);
                return Optional.empty();
            }
        }
        initial(kind, number, map, values);
        var names = new LinkedHashMap<String, String>();
        for (String parameter : kind.parameters()) {
            Value value = values.get(parameter);
            if (value != null) {
                names.put(parameter, parameter(parameter + number, value, true));
            }
        }
        return Optional.of(new Layer(
                entry.key(), Optional.empty(), Optional.of(kind), number, names, values, map.get(ACTIVATION)));
    }

    /** The layout that has all the names that are given; else the one that has the most of them. */
    private static CellKind closest(List<CellKind> kinds, List<Entry> weights) {
        CellKind best = kinds.get(0);
        long most = -1;
        for (CellKind kind : kinds) {
            long known = weights.stream()
                    .filter(each -> kind.parameters().contains(each.key().text()))
                    .count();
            if (known > most) {
                best = kind;
                most = known;
            }
        }
        return best;
    }

    /** The states before the first step, zero where the file does not say it. */
    private void initial(CellKind kind, String number, Mapping map, Map<String, Value> values) {
        Value size = Ranks.inner(at(values, kind.sizedBy()));
        Optional<Value> start = map.get("initial");
        var known = new HashMap<String, Value>();
        if (start.isPresent() && start.get() instanceof Mapping each && !each.has("shape")) {
            for (Entry entry : each.entries()) {
                String state = entry.key().text().replaceAll("_?0$", "");
                if (kind.states().contains(state)) {
                    known.put(state, entry.value());
                } else {
                    findings.error(
                            entry.key().at(),
                            "initial: " + Words.quoted(entry.key().text()) + " is no state of " + kind.name()
                                    + " (expected " + String.join(", ", kind.states()) + ")");
                }
            }
        } else {
            start.ifPresent(value -> known.put(kind.states().get(0), value));
        }
        for (String state : kind.states()) {
            Value value = known.get(state);
            initial.add(state + number + "_0");
            give(
                    state + number + "_0",
                    value != null ? value : Ranks.zero(size, kind.gates()),
                    value != null ? value.at() : map.at());
        }
    }

    private Map<String, Array> states(List<Layer> layers) {
        var states = new HashMap<String, Array>();
        for (Layer layer : layers) {
            layer.cell.ifPresent(kind -> {
                Value size = Ranks.inner(at(layer.values, kind.sizedBy()));
                int rank = Ranks.of(size) > 1 ? 1 : 0;
                int rows = Ranks.rows(size);
                if (kind.gates() > 1 && (rows == 0 || rows % kind.gates() != 0)) {
                    findings.error(
                            size.at(),
                            "weights: " + kind.sizedBy() + " has the " + kind.gates()
                                    + " gates one below the other; found "
                                    + (rows == 0 ? "no number of rows" : Words.count(rows, "row")));
                }
                for (String state : kind.states()) {
                    String name = state + layer.number;
                    states.put(name, new Array(name + "_0", rank, rows / kind.gates()));
                }
            });
        }
        return states;
    }

    /** What a key certainly has. */
    private static <T> T at(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    // ---- nodes

    private void node(Layer layer, String name, String expression) {
        node(layer.at, name, expression);
    }

    private void node(Scalar at, String name, String expression) {
        nodes.add(new Entry(text(at, name), text(at, expression)));
    }

    private Array cell(Layer layer, int time, Array input, Map<String, Array> states, List<Chain> chains) {
        CellKind kind = layer.cell.orElseThrow();
        var known = new HashMap<String, Array>();
        layer.names.forEach((parameter, name) ->
                known.put(parameter, new Array(name, Ranks.of(Ranks.inner(at(layer.values, parameter))), 0)));
        known.put("x", input);
        for (String state : kind.states()) {
            known.put(state + "'", at(states, state + layer.number));
        }
        Array state = at(states, kind.states().get(0) + layer.number);
        int units = state.rank() == 0 ? 0 : state.count();
        kind.nodes().forEach((name, template) -> {
            String own = name + layer.number + "_" + time;
            var render = new CellTemplate(known, kind.parameters(), units);
            String expression = render.of(template, text -> activation(layer, text, "tanh"));
            node(layer, own, expression);
            for (String each : kind.states()) {
                if (time > 1 && render.used().contains(each + "'")) {
                    back.add(new Cut(at(known, each + "'").name(), own));
                }
            }
            boolean joined = template.startsWith("join");
            known.put(name, new Array(own, joined ? 1 : state.rank(), state.count()));
        });
        var way = new ArrayList<String>();
        kind.chain().forEach(name -> way.add(at(known, name).name()));
        way.add(at(states, kind.chain().get(0) + layer.number).name());
        chains.add(new Chain(way, kind.weight().map(layer.names::get).filter(name -> state.rank() > 0)));
        for (String each : kind.states()) {
            states.put(each + layer.number, at(known, each));
        }
        return at(known, kind.states().get(0));
    }

    private Array plain(Layer layer, int time, Array input, Value raw, boolean top) {
        boolean output = top && layer.isDense();
        String suffix = time > 0 ? "_" + time : "";
        String number = layer.number + (time > 0 ? "_" + time : "");
        boolean bent = layer.activation.filter(value -> !isIdentity(value)).isPresent();
        Array current = input;
        if (layer.kind.isPresent()) {
            LayerKind kind = layer.kind.get();
            String name =
                    output ? (bent ? "s" + suffix : "y_hat" + suffix) : kind.letter() + (time > 0 ? "_" : "") + number;
            current = call(layer, kind, name, input, raw);
        }
        if (bent) {
            String name = output ? "y_hat" + suffix : "a" + (time > 0 ? "_" : "") + number;
            node(layer, name, activation(layer, current.name(), "identity"));
            current = new Array(name, current.rank(), current.count());
        }
        return current;
    }

    private Array call(Layer layer, LayerKind kind, String name, Array input, Value raw) {
        if (kind.function().equals(LayerKind.DENSE)) {
            return dense(layer, name, input);
        }
        var arguments = new ArrayList<String>();
        boolean positional = true;
        boolean embedding = kind.function().equals(LayerKind.EMBEDDING);
        if (!embedding) {
            arguments.add(input.name());
        }
        for (LayerKind.Argument argument : kind.parameters().values()) {
            String given = layer.names.get(argument.name());
            if (given == null) {
                positional = false;
            } else {
                arguments.add((positional ? "" : argument.name() + "=") + given);
            }
        }
        for (String setting : kind.settings()) {
            Value value = layer.values.get(setting);
            if (value != null) {
                boolean first = kind.settings().indexOf(setting) == 0
                        && kind.parameters().isEmpty();
                arguments.add((first ? "" : setting + "=") + Ranks.text(value));
            }
        }
        int rank = input.rank();
        int count = kind.function().endsWith("#d") ? 0 : input.count();
        if (embedding) {
            boolean own = layer.values.containsKey("index");
            Value index = own ? at(layer.values, "index") : raw;
            if (!own) {
                arguments.add("index=" + Ranks.text(index));
            }
            Value table = Ranks.inner(at(layer.values, "weights"));
            rank = Ranks.of(table) - 1 + Ranks.of(index);
            count = Ranks.columns(table);
        } else if (kind.function().equals("flatten")) {
            rank = 1;
            count = 0;
        } else if (kind.function().startsWith("global")) {
            rank = input.rank() > 2 ? 1 : 0;
            count = 0;
        }
        int axes = moving(layer, input);
        node(
                layer,
                name,
                kind.function().replace("#", Integer.toString(axes)) + "(" + String.join(", ", arguments) + ")");
        return new Array(name, rank, count);
    }

    /** How many axes a window moves along: those of a kernel without its channels. */
    private static int moving(Layer layer, Array input) {
        Value kernel = layer.values.get("kernels");
        int rank = kernel != null ? Ranks.of(Ranks.inner(kernel)) : input.rank();
        return kernel != null ? (rank == 1 || rank == 3 ? 1 : 2) : rank == 1 ? 1 : 2;
    }

    private Array dense(Layer layer, String name, Array input) {
        Value table = Ranks.inner(at(layer.values, "weights"));
        String weights = layer.names.get("weights");
        String bias = layer.names.containsKey("bias") ? " + " + layer.names.get("bias") : "";
        int rank = Ranks.of(table);
        int units = Ranks.rows(table);
        if (input.rank() > 1) {
            // Samples are rows, as in PyTorch.
            node(layer, name, input.name() + " @ " + weights + (rank > 1 ? "'" : "") + bias);
            return new Array(name, rank > 1 ? 2 : 1, units);
        }
        boolean numbers = rank == 0 || input.rank() == 0;
        node(layer, name, weights + (numbers ? "*" : " @ ") + input.name() + bias);
        return numbers
                ? new Array(name, Math.max(rank, input.rank()), Math.max(units, input.count()))
                : new Array(name, rank - 1, units);
    }

    private static boolean isIdentity(Value value) {
        return value instanceof Scalar scalar && scalar.text().strip().equals("identity");
    }

    /** The activation of a node, in the grammar of files. */
    private String activation(Layer layer, String argument, String otherwise) {
        Optional<Activation> rule =
                layer.activation.isPresent() ? rules.activation(layer.activation.get()) : Activations.find(otherwise);
        if (rule.isEmpty()) {
            return argument;
        }
        String name = rule.get().name();
        String whole = Format.NAME.matcher(argument).matches() ? argument : "(" + argument + ")";
        if (name.equals("identity")) {
            return argument;
        } else if (rule.get().kind() == Activation.Kind.SOFTMAX
                && rule.get().temperature().isPresent()) {
            return "softmax(" + whole + "/"
                    + PlainText.of(rule.get().temperature().get()) + ")";
        }
        return Activations.find(name).isPresent()
                ? name + "(" + argument + ")"
                : put(rule.get().definition(), Map.of(Activation.NET, whole));
    }

    /** A choice as the grammar of files writes it. */
    private static Expr chosen(Expr e) {
        Expr inner = e.mapParts(Lowering::chosen);
        if (!(inner instanceof Expr.Cases cases)) {
            return inner;
        }
        Expr below = Expr.call("<", cases.guard(), Expr.ZERO);
        return cases.at().equals(cases.above())
                ? Expr.call("where", below, cases.below(), cases.above())
                : Expr.call(
                        "where",
                        Expr.call(">", cases.guard(), Expr.ZERO),
                        cases.above(),
                        Expr.call("where", below, cases.below(), cases.at()));
    }

    private static String put(Expr e, Map<Symbol, String> names) {
        return PlainText.of(chosen(e), symbol -> {
            String name = names.get(symbol);
            return name != null ? name : symbol.id();
        });
    }

    // ---- the loss

    private boolean every() {
        return root.get("loss_at")
                .filter(value -> value instanceof Scalar scalar && scalar.text().equals("every"))
                .isPresent();
    }

    private List<Value> targets(boolean every, int times) {
        Optional<Entry> entry = root.entry("targets");
        Optional<Value> loss = root.get("loss");
        if (loss.isEmpty()) {
            if (!root.has("output")) {
                findings.error(
                        root.at(),
                        "missing key \"loss\" (the loss, or, with output, the node whose derivatives are taken)");
            }
            return List.of();
        } else if (entry.isEmpty()) {
            findings.error(root.at(), "missing key \"targets\" (what the output is compared with)");
            return List.of();
        }
        Value value = Ranks.inner(entry.get().value());
        if (!every) {
            return List.of(value);
        } else if (value instanceof Sequence list && list.items().size() == times) {
            return list.items();
        }
        findings.error(value.at(), "targets: with a loss at every step expected a list of " + times + ", one for each");
        return List.of();
    }

    private void loss(int time, Array output, List<Value> targets, List<String> losses, List<Entry> wanted) {
        if (targets.isEmpty()) {
            return;
        }
        Scalar at = root.entry("loss").orElseThrow().key();
        Value value = targets.get(Math.max(0, time - 1));
        Value whole = root.get("targets").orElseThrow();
        String letter = Ranks.isRenamed(whole) && whole instanceof Mapping map
                ? map.entries().get(0).key().text()
                : "y";
        String target = letter + (time > 0 ? "_" + time : "");
        Optional<Value> array = output.rank() == 1 && Ranks.of(value) == 0 ? oneHot(value, output) : Optional.of(value);
        array.ifPresent(each -> wanted.add(new Entry(new Scalar(each.at(), Kind.TEXT, target, Source.MADE), each)));
        String name = time > 0 ? "L_" + time : "L";
        losses.add(name);
        compared(output, target).ifPresent(expression -> node(at, name, expression));
    }

    /** The number of a class as a vector. */
    private Optional<Value> oneHot(Value value, Array output) {
        Optional<Integer> number = value instanceof Scalar scalar ? Numbers.whole(scalar.text()) : Optional.empty();
        if (number.isEmpty() || output.count() < 1 || number.get() < 1 || number.get() > output.count()) {
            findings.error(
                    value.at(),
                    "targets: expected "
                            + (output.count() > 0 ? "a list of " + output.count() + " numbers" : "a list of numbers")
                            + ", one for each entry of the output, or the number of a class, counted from 1");
            return Optional.empty();
        }
        var entries = new ArrayList<Value>();
        for (int i = 1; i <= output.count(); i++) {
            entries.add(new Scalar(value.at(), Kind.NUMBER, i == number.get() ? "1" : "0", Source.MADE));
        }
        return Optional.of(new Sequence(value.at(), entries));
    }

    private Optional<String> compared(Array output, String target) {
        Value value = root.get("loss").orElseThrow();
        if (RuleReader.ofLogits(value)) {
            return Optional.of("logsumexp(" + output.name() + ") - sum(" + target + "*" + output.name() + ")");
        }
        Optional<Loss> loss = rules.loss(value);
        return loss.map(rule -> {
            if (Losses.find(rule.name()).isPresent() && !rule.custom()) {
                return rule.name() + "(" + output.name() + ", " + target + ")";
            }
            String each =
                    put(rule.definition(), Map.of(Loss.OUTPUT, output.name(), Loss.TARGET, target, Loss.COUNT, "1"));
            return output.rank() > 0 ? "sum(" + each + ")" : each;
        });
    }

    private void total(List<String> losses) {
        if (losses.size() > 1 || losses.size() == 1 && losses.get(0).startsWith("L_")) {
            node(root.entry("loss").orElseThrow().key(), "L", String.join(" + ", losses));
        }
    }

    // ---- the whole

    private Mapping graph() {
        var entries = new ArrayList<Entry>();
        root.entries().stream()
                .filter(entry -> !LOWERED.contains(entry.key().text()))
                .forEach(entries::add);
        Scalar at = new Scalar(root.at(), Kind.TEXT, "given", Source.MADE);
        entries.add(new Entry(at, new Mapping(root.at(), given)));
        entries.add(new Entry(text(at, "nodes"), new Mapping(root.at(), nodes)));
        if (!root.has("output")) {
            entries.add(new Entry(text(at, "output"), text(at, "L")));
        }
        if (!root.has("wrt") && !learned.isEmpty()) {
            entries.add(new Entry(text(at, "wrt"), new Sequence(root.at(), new ArrayList<Value>(learned))));
        }
        return new Mapping(root.at(), entries);
    }

    private Recurrence recurrence(List<Moment> moments) {
        var cuts = new HashSet<Cut>();
        int window = root.get("truncate")
                .filter(Scalar.class::isInstance)
                .flatMap(value -> Numbers.whole(((Scalar) value).text()))
                .orElse(moments.size());
        for (int t = moments.size() - window; t > 0; t -= window) {
            Set<String> inside = new HashSet<>(moments.get(t).nodes());
            back.stream().filter(cut -> inside.contains(cut.through())).forEach(cuts::add);
        }
        List<String> names = learned.stream().map(Scalar::text).toList();
        return new Recurrence(moments, names, initial, cuts);
    }
}
