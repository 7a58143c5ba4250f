package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Cell;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.BatchDelta;
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
import chalkgrad.rules.Dims;
import chalkgrad.typeset.Letter;
import chalkgrad.typeset.Notation;
import chalkgrad.typeset.Profile;
import chalkgrad.work.Scribble;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a written name may mean: by the problem's own notation, by the other notations, and by what is usual in the field.
 *
 * <p>{@code names.of(z_1)} is the net input of the first unit, that of the first unit of any layer, and those of the whole first layer, each
 * with the {@link Convention} under which it is so; which of them a writer means is for {@link Conventions} to find out.
 */
final class Names {
    private static final Set<String> UPDATED = Set.of(
            "+", "new", "'", "*", "neu", "next", "after", "updated", "upd", "plus", "(new)", "{new}", "t+1", "(t+1)",
            "k+1", "(k+1)", "n+1", "(n+1)", "novo", "nuevo", "nouveau", "yeni", "baru", "새");

    /** Marks of the value before an update; the name means the same without. */
    private static final Set<String> OLD = Set.of("old", "prev", "before", "t", "(t)", "k", "(k)", "n", "(n)");

    private static final Set<String> TOTAL = Set.of("", "total", "tot", "t", "all", "전체", "sum", "T", "Total");

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
    private static final int MANY = 1_000;

    /** What a meaning costs more where the problem has a thing of this name. */
    private static final int ESTRANGED = 3;

    private final Map<String, Map<List<Object>, Meaning>> meanings = new HashMap<>();

    /** The same by letter, subscript and superscript: y_h is not yh where a notation writes the one and a file names the other. */
    private final Map<List<String>, Map<List<Object>, Meaning>> letters = new HashMap<>();

    private final int samples;

    Names(Problem problem, Task task, Task whole) {
        Notation own =
                notation(problem.notation().profile().flatMap(Profile::find).orElse(Profile.ALL.get(0)), problem, task);
        if (task instanceof Network network) {
            samples = network.samples().size();
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
            new NetworkNames(network).put();
        } else {
            samples = 1;
            graph((Graph) task, (Graph) whole);
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

    private void graph(Graph scalars, Graph whole) {
        Quantity objective = scalars.objective();
        whole.shapes().forEach((name, dims) -> {
            List<Node> nodes = entries(name, dims);
            Grid grid = grid(dims, nodes);
            var meaning = new Meaning(grid, List.of(), OWN);
            put(name, meaning);
            putLetter(Letter.ofName(name), meaning);
            Grid gradients = grid(
                    dims,
                    nodes.stream().map(node -> new Partial(objective, node)).toList());
            for (String prefix : List.of("grad", "d", "delta", "bar ", "nabla", "nabla ")) {
                put(prefix + name, new Meaning(gradients, List.of(), USUAL));
            }
        });
        for (String name : List.of("L", "E", "J", "loss")) {
            put(name, Meaning.of(objective.expr(), USUAL));
        }
        put("eta", Meaning.of(Quantity.RATE.expr(), OWN));
        rates();
    }

    private static Grid grid(Dims dims, List<? extends Quantity> quantities) {
        int columns = dims.isMatrix() ? dims.columns() : 1;
        return new Grid(
                quantities.size() / columns,
                columns,
                quantities.stream().<Expr>map(Quantity::expr).toList());
    }

    private static List<Node> entries(String name, Dims dims) {
        var nodes = new ArrayList<Node>();
        if (dims.isScalar()) {
            nodes.add(new Node(name));
        } else if (dims.isMatrix()) {
            for (int i = 1; i <= dims.rows(); i++) {
                for (int j = 1; j <= dims.columns(); j++) {
                    nodes.add(new Node(name + "[" + i + "," + j + "]"));
                }
            }
        } else {
            for (int i = 1; i <= dims.count(); i++) {
                nodes.add(new Node(name + "[" + i + "]"));
            }
        }
        return nodes;
    }

    private void rates() {
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

    /** What a letter with an index stands for, in any network. */
    private enum Role {
        NET("net"),
        OUT("out"),
        DELTA("delta");

        private final String word;

        Role(String word) {
            this.word = word;
        }
    }

    /** How layers are counted. */
    private enum Layers {
        FIRST_IS_ONE("the first is 1", 1, 0),
        INPUTS_ARE_ONE("the inputs are 1", 2, 2),
        FROM_ZERO("the first is 0", 0, 2);

        private final String how;
        private final int first;
        private final int rank;

        Layers(String how, int first, int rank) {
            this.how = how;
            this.first = first;
            this.rank = rank;
        }

        /** The number of a layer whose index is counted from zero, the inputs left out. */
        int number(int index) {
            return index + first;
        }

        Convention convention() {
            return new Convention("layers", how);
        }
    }

    private static final Convention LEADING = new Convention("weights", "of the layer they lead to");
    private static final Convention COMING = new Convention("weights", "of the layer they come from");

    /** What people call things, whatever the notation. */
    private final class NetworkNames {
        private final Network network;
        private final List<Network.Layer> layers;
        private final int last;

        NetworkNames(Network network) {
            this.network = network;
            this.layers = network.layers();
            this.last = layers.size() - 1;
        }

        void put() {
            rates();
            losses();
            for (String head :
                    List.of("net", "in", "z", "s", "sum", "u", "v", "input", "Net", "Z", "preact", "S", "U")) {
                units(head, Role.NET, 0);
            }
            for (String head : List.of("a", "y", "h", "o", "O", "f", "sigma", "x")) {
                units(head, Role.NET, FAR);
            }
            for (String head :
                    List.of("out", "y", "a", "output", "o", "Out", "A", "act", "hat y", "f", "h", "H", "O", "Y")) {
                units(head, Role.OUT, 0);
            }
            for (String head : List.of("z", "x", "p", "g", "s", "Z", "sigma", "hat a", "hat o")) {
                units(head, Role.OUT, FAR);
            }
            for (String head : List.of("delta", "Delta", "d", "e", "err", "error", "Error", "S", "s")) {
                units(head, Role.DELTA, head.equalsIgnoreCase("delta") ? 0 : FAR - 1);
            }
            outputs();
            inputs();
            weights();
            biases();
            if (samples > 1) {
                batches();
            }
        }

        private void losses() {
            for (String name : List.of("n", "m", "N", "M", "K", "k")) {
                int outputs = network.outputLayer().units().size();
                put2(name, Meaning.of(Expr.num(outputs), LOOSE, new Convention(name, "number of outputs")));
                put2(name, Meaning.of(Expr.num(samples), LOOSE, new Convention(name, "number of samples")));
            }
            for (String name : LOSSES) {
                for (String total : TOTAL) {
                    put2(name + total, Meaning.of(Quantity.LOSS.expr(), USUAL));
                }
                for (int s = 1; samples > 1 && s <= samples; s++) {
                    Expr loss = new Cell(Quantity.LOSS, 0, s).expr();
                    put2(name + s, Meaning.of(loss, USUAL, new Convention(name + "_i", "of a sample")));
                    put2(name + "^" + s, Meaning.of(loss, USUAL, new Convention(name + "^i", "of a sample")));
                }
            }
            List<Network.Unit> outputs = network.outputLayer().units();
            if (outputs.size() == 1) {
                for (String name : LOSSES) {
                    put2(name + outputs.get(0).name(), Meaning.of(Quantity.LOSS.expr(), USUAL));
                    aliases(last).forEach(alias -> put2(name + alias, Meaning.of(Quantity.LOSS.expr(), LOOSE)));
                    put2(name + "O", Meaning.of(Quantity.LOSS.expr(), LOOSE));
                }
            }
            for (int j = 0; j < outputs.size() && outputs.size() > 1; j++) {
                UnitLoss loss = new UnitLoss(outputs.get(j).name());
                for (String head : List.of("E", "L", "J", "C", "Error", "Loss", "Err", "error", "e", "loss", "cal L")) {
                    put2(head + (j + 1), Meaning.of(loss.expr(), USUAL, new Convention(head + "_i", "of an output")));
                    put2(head + loss.unit(), Meaning.of(loss.expr(), USUAL));
                }
            }
        }

        private Expr quantity(Role role, String unit) {
            return switch (role) {
                case NET -> new Net(unit).expr();
                case OUT -> new Out(unit).expr();
                case DELTA -> new Delta(unit).expr();
            };
        }

        private Grid layer(int l, Function<String, Expr> quantity) {
            return Grid.column(layers.get(l).units().stream()
                    .map(unit -> quantity.apply(unit.name()))
                    .toList());
        }

        /** A letter for net inputs, outputs or deltas, with all that its indices may count. */
        private void units(String head, Role role, int more) {
            int number = 0;
            int inputs = network.inputs().size();
            for (int l = 0; l < layers.size(); l++) {
                List<Network.Unit> units = layers.get(l).units();
                for (int j = 0; j < units.size(); j++) {
                    String unit = units.get(j).name();
                    number++;
                    Expr one = quantity(role, unit);
                    if (role == Role.OUT) {
                        put2(
                                unit,
                                Meaning.of(
                                        one,
                                        NOTATION,
                                        new Convention(shape(Letter.ofName(unit)), "out as in the notation")));
                    }
                    named(head + unit, one, role, head + "_unit", "", USUAL + more);
                    named(unit + head, one, role, head + "_unit", "", USUAL + more);
                    named(head + number, one, role, head + "_i", "by unit", LOOSE + more);
                    named(head + (number + inputs), one, role, head + "_i", "by node", LOOSE + 1 + more);
                    named(
                            head + (j + 1),
                            one,
                            role,
                            head + "_i",
                            "in layer " + (l + 1),
                            LOOSE + (l == last ? 0 : 1) + more);
                    named(head + j, one, role, head + "_i", "in layer " + (l + 1) + ", from 0", LOOSE + 2 + more);
                    for (Layers count : Layers.values()) {
                        int layer = count.number(l);
                        int far = more + count.rank;
                        named(head + (j + 1) + "^" + layer, one, role, head + "_i^l", "unit below", USUAL + far, count);
                        named(
                                head + layer + "^" + (j + 1),
                                one,
                                role,
                                head + "_i^l",
                                "layer below",
                                LOOSE + far,
                                count);
                        named(head + layer + (j + 1), one, role, head + "_ij", "layer, unit", LOOSE + far, count);
                        named(head + (j + 1) + layer, one, role, head + "_ij", "unit, layer", LOOSE + 2 + far, count);
                    }
                    for (String alias : aliases(l)) {
                        named(head + alias + (j + 1), one, role, head + "_unit", "", USUAL + more);
                        named(head + (j + 1) + "^" + alias, one, role, head + "_unit", "", USUAL + more);
                    }
                }
                Grid whole = layer(l, unit -> quantity(role, unit));
                for (Layers count : Layers.values()) {
                    int layer = count.number(l);
                    int far = more + count.rank;
                    named(head + "^" + layer, whole, role, head + "^l", "by layer", USUAL + far, count);
                    named(head + layer, whole, role, head + "_i", "by layer", LOOSE + far, count);
                }
                for (String alias : aliases(l)) {
                    named(head + alias, whole, role, head + "_layer", "", USUAL + more);
                    named(head + "^" + alias, whole, role, head + "_layer", "", USUAL + more);
                    named(alias + head, whole, role, head + "_layer", "", LOOSE + more);
                }
                boolean only = layers.size() == 1;
                boolean hidden = head.equalsIgnoreCase("h") && layers.size() == 2 && l == 0;
                int rank = only || hidden || l == last && role != Role.NET ? LOOSE : FAR - 1;
                named(head, whole, role, head, "of layer " + (l + 1), rank + more);
            }
        }

        private List<String> aliases(int l) {
            var all = new ArrayList<String>();
            if (l == last) {
                all.addAll(List.of("o", "out", "output", "final", "y"));
            } else if (layers.size() == 2) {
                all.addAll(List.of("h", "hidden", "hid"));
            }
            all.add("layer" + (l + 1));
            all.add("L" + (l + 1));
            if (layers.size() > 2 && l < last) {
                all.add("hidden" + (l + 1));
                all.add("h" + (l + 1));
            }
            return all;
        }

        private void named(String key, Expr one, Role role, String about, String how, int rank) {
            named(key, Grid.scalar(one), role, about, how, rank, null);
        }

        private void named(
                String key, Expr one, Role role, String about, String how, int rank, @Nullable Layers count) {
            named(key, Grid.scalar(one), role, about, how, rank, count);
        }

        private void named(String key, Grid grid, Role role, String about, String how, int rank) {
            named(key, grid, role, about, how, rank, null);
        }

        private void named(
                String key, Grid grid, Role role, String about, String how, int rank, @Nullable Layers count) {
            var conventions = new ArrayList<>(List.of(new Convention(about, (role.word + " " + how).strip())));
            if (count != null) {
                conventions.add(count.convention());
            }
            if (role == Role.DELTA) {
                conventions.add(new Convention("delta", "plus"));
                put2(key, new Meaning(grid, conventions, rank));
                conventions.set(conventions.size() - 1, new Convention("delta", "minus"));
                put2(key, new Meaning(grid.map(Expr::neg), conventions, rank + 1));
            } else {
                put2(key, new Meaning(grid, conventions, rank));
                gradients(key, grid.map(entry -> gradientBy(entry)), conventions, rank);
            }
        }

        /** The names of the derivative of the loss by what a name means. */
        private void gradients(String key, Grid gradients, List<Convention> conventions, int rank) {
            for (String prefix : List.of("d", "grad", "nabla ", "dE/d", "dL/d")) {
                put2(prefix + key, new Meaning(gradients, conventions, Math.max(rank, USUAL)));
            }
            if (samples > 1) {
                Grid shares =
                        gradients.map(entry -> entry instanceof Expr.Sym sym && sym.symbol() instanceof Delta delta
                                ? new BatchDelta(delta.unit()).expr()
                                : entry);
                if (!shares.equals(gradients)) {
                    var all = new ArrayList<>(conventions);
                    all.add(new Convention("gradient by a net input", "of the batch"));
                    put2("d" + key, new Meaning(shares, all, Math.max(rank, USUAL) + 1));
                }
            }
        }

        private void outputs() {
            List<Network.Unit> units = network.outputLayer().units();
            Grid outputs = layer(last, unit -> new Out(unit).expr());
            for (String head : List.of(
                    "hat y", "yhat", "ypred", "y pred", "output", "pred", "prediction", "hat t", "bar y", "y'")) {
                put2(head, new Meaning(outputs, List.of(), USUAL));
            }
            for (String head :
                    List.of("y", "o", "out", "p", "a", "a^L", "y^L", "f", "hat p", "q", "A^L", "O", "Y", "hat Y")) {
                put2(
                        head,
                        new Meaning(
                                outputs, List.of(new Convention(head, "output")), head.equals("y") ? LOOSE : USUAL));
            }
            for (String head : List.of("z", "z^L", "s", "net", "u", "in", "logit", "logits", "Z^L")) {
                Grid nets = layer(last, unit -> new Net(unit).expr());
                put2(head, new Meaning(nets, List.of(new Convention(head, "net input of the output")), LOOSE));
            }
            put2(
                    "delta^L",
                    new Meaning(
                            layer(last, unit -> new Delta(unit).expr()),
                            List.of(new Convention("delta", "plus")),
                            USUAL));
            for (int j = 0; j < units.size(); j++) {
                String unit = units.get(j).name();
                Target target = network.targets().get(unit);
                Expr out = new Out(unit).expr();
                for (String head : List.of("hat y", "yhat", "ypred", "pred", "output", "p", "hat t", "hat p")) {
                    put2(head + (j + 1), Meaning.of(out, USUAL, new Convention(head + "_i", "output")));
                    put2(head + j, Meaning.of(out, LOOSE, new Convention(head + "_i", "output, from 0")));
                }
                if (target != null) {
                    for (String head : List.of(
                            "t",
                            "target",
                            "y",
                            "T",
                            "d",
                            "label",
                            "true",
                            "ytrue",
                            "Target",
                            "tar",
                            "Y",
                            "y^*",
                            "desired",
                            "actual",
                            "expected")) {
                        put2(head + (j + 1), Meaning.of(target.expr(), USUAL, new Convention(head + "_i", "target")));
                        put2(
                                head + target.unit(),
                                Meaning.of(target.expr(), USUAL, new Convention(head + "_unit", "target")));
                        put2(
                                head + j,
                                Meaning.of(target.expr(), LOOSE + 1, new Convention(head + "_i", "target, from 0")));
                    }
                    for (String head : List.of("hat y", "o", "p")) {
                        put2(head + (j + 1), Meaning.of(target.expr(), FAR, new Convention(head + "_i", "target")));
                    }
                }
            }
            if (network.targets().size() == units.size()) {
                Grid targets = Grid.column(units.stream()
                        .map(unit -> java.util.Objects.requireNonNull(
                                        network.targets().get(unit.name()))
                                .expr())
                        .toList());
                for (String head : List.of(
                        "t",
                        "target",
                        "T",
                        "d",
                        "label",
                        "true",
                        "ytrue",
                        "y true",
                        "Target",
                        "tar",
                        "y^*",
                        "desired",
                        "actual",
                        "expected",
                        "y actual",
                        "targets")) {
                    put2(head, new Meaning(targets, List.of(), USUAL));
                }
                for (String head : List.of("y", "Y")) {
                    put2(head, new Meaning(targets, List.of(new Convention(head, "target")), LOOSE));
                }
                for (String head : List.of("hat y", "o", "p", "yhat")) {
                    put2(head, new Meaning(targets, List.of(new Convention(head, "target")), FAR));
                }
                // Error as what is left between output and target, in either direction.
                for (String head : List.of("error", "Error", "e", "E", "err", "residual", "epsilon", "diff")) {
                    var left = outputs.with(targets, (o, t) -> Expr.sub(o, t));
                    var right = targets.with(outputs, (t, o) -> Expr.sub(t, o));
                    left.ifPresent(grid ->
                            put2(head, new Meaning(grid, List.of(new Convention(head, "output - target")), FAR)));
                    right.ifPresent(grid ->
                            put2(head, new Meaning(grid, List.of(new Convention(head, "target - output")), FAR)));
                }
            }
        }

        private void inputs() {
            List<Expr> all = network.inputs().stream()
                    .<Expr>map(name -> new Input(name).expr())
                    .toList();
            for (String head : List.of(
                    "x", "X", "a^0", "h^0", "A^0", "a^1", "input", "inputs", "i", "a0", "y^0", "o^0", "out0",
                    "bold x")) {
                Convention counted =
                        head.endsWith("1") ? Layers.INPUTS_ARE_ONE.convention() : new Convention(head, "inputs");
                put2(head, new Meaning(Grid.column(all), List.of(counted), head.endsWith("1") ? LOOSE : USUAL));
            }
            for (String name : network.inputs()) {
                for (String letter : List.of("out", "a", "o", "y", "in")) {
                    put2(letter + name, Meaning.of(new Input(name).expr(), LOOSE));
                }
            }
            for (int i = 0; i < all.size(); i++) {
                for (String letter : List.of("x", "i", "in", "input", "X", "out", "a^0_", "o")) {
                    int rank = letter.equals("out") || letter.equals("o") ? LOOSE : USUAL;
                    put2(letter + (i + 1), Meaning.of(all.get(i), rank, new Convention(letter + "_i", "inputs")));
                    put2(letter + i, Meaning.of(all.get(i), LOOSE, new Convention(letter + "_i", "inputs, from 0")));
                }
                for (String letter : List.of("a", "y", "o", "x", "h")) {
                    put2(
                            letter + (i + 1) + "^0",
                            Meaning.of(
                                    all.get(i),
                                    USUAL,
                                    new Convention(letter + "_i^l", "out unit below"),
                                    Layers.FIRST_IS_ONE.convention()));
                    put2(
                            letter + (i + 1) + "^1",
                            Meaning.of(
                                    all.get(i),
                                    LOOSE,
                                    new Convention(letter + "_i^l", "out unit below"),
                                    Layers.INPUTS_ARE_ONE.convention()));
                    put2(
                            letter + "0" + (i + 1),
                            Meaning.of(all.get(i), LOOSE, new Convention(letter + "_ij", "out layer, unit")));
                }
            }
        }

        private void weights() {
            for (int l = 0; l < layers.size(); l++) {
                List<Network.Unit> units = layers.get(l).units();
                int columns = units.get(0).incoming().size();
                boolean full = columns > 0
                        && units.stream().allMatch(unit -> unit.incoming().size() == columns);
                if (!full) {
                    continue;
                }
                List<Expr> weights = units.stream()
                        .flatMap(unit -> unit.incoming().stream())
                        .<Expr>map(edge -> new Param(edge.weight()).expr())
                        .toList();
                var grid = new Grid(units.size(), columns, weights);
                for (String head : List.of("W", "w", "Theta", "theta", "omega")) {
                    int more = head.equals("W") ? 0 : 1;
                    for (Layers count : Layers.values()) {
                        int far = more + count.rank;
                        List<Convention> to = List.of(count.convention(), LEADING);
                        List<Convention> from = List.of(count.convention(), COMING);
                        whole(head + "^" + count.number(l), grid, head + "^l", "", USUAL + far, to);
                        whole(head + "^" + (count.number(l) - 1), grid, head + "^l", "", LOOSE + far, from);
                        whole(head + count.number(l), grid, head + "_i", "", LOOSE + far, to);
                        whole(head + (count.number(l) - 1), grid, head + "_i", "", LOOSE + 1 + far, from);
                    }
                    for (String alias : aliases(l)) {
                        whole(head + alias, grid, head + "_layer", "", USUAL + more);
                        whole(head + "^" + alias, grid, head + "_layer", "", USUAL + more);
                    }
                    for (String between : between(l)) {
                        whole(head + between, grid, head + "_layers", "", LOOSE + more);
                    }
                    whole(head, grid, head, " of layer " + (l + 1), layers.size() == 1 ? USUAL : FAR - 1);
                }
                if (l == 1) {
                    whole("V", grid, "V", "", LOOSE);
                    whole("U", grid, "U", "", LOOSE);
                }
                // Nobody writes by hand of single weights where there are so many.
                boolean few = network.parameters().size() <= MANY;
                for (int j = 0; few && j < units.size(); j++) {
                    for (int i = 0; i < columns; i++) {
                        weight(l, j, i, units.get(j), units.get(j).incoming().get(i));
                    }
                }
            }
        }

        private List<String> between(int l) {
            return l == last && layers.size() == 2
                    ? List.of("ho", "hy", "hiddenoutput", "oh", "jk", "kj")
                    : l == 0 && layers.size() == 2
                            ? List.of("ih", "xh", "inputhidden", "hi", "ij", "ji", "hx")
                            : l == 0 && layers.size() == 1 ? List.of("io", "xy") : List.of();
        }

        private void weight(int l, int j, int i, Network.Unit unit, Network.Edge edge) {
            Expr w = new Param(edge.weight()).expr();
            String from = edge.source();
            for (String head : List.of("w", "W", "theta", "omega", "v", "u")) {
                boolean other = head.equals("v") || head.equals("u");
                if (other && l == 0 && head.equals("v")) {
                    continue;
                }
                int more = other ? 1 : 0;
                String to = (j + 1) + "";
                String at = (i + 1) + "";
                for (Layers count : Layers.values()) {
                    int far = LOOSE + more + count.rank;
                    List<Convention> leading = List.of(count.convention(), LEADING);
                    List<Convention> coming = List.of(count.convention(), COMING);
                    int layer = count.number(l);
                    parameter(head + to + at + "^" + layer, w, head + "_ij^l", "to, from", far, leading);
                    parameter(head + at + to + "^" + layer, w, head + "_ij^l", "from, to", far, leading);
                    parameter(head + to + at + "^" + (layer - 1), w, head + "_ij^l", "to, from", far + 1, coming);
                    parameter(head + at + to + "^" + (layer - 1), w, head + "_ij^l", "from, to", far + 1, coming);
                }
                parameter(head + to + at, w, head + "_ij", "to, from, layer " + (l + 1), LOOSE + more + l);
                parameter(head + at + to, w, head + "_ij", "from, to, layer " + (l + 1), LOOSE + more + l);
                parameter(
                        head + j + i, w, head + "_ij", "to, from, layer " + (l + 1) + ", from 0", LOOSE + 2 + more + l);
                parameter(
                        head + i + j, w, head + "_ij", "from, to, layer " + (l + 1) + ", from 0", LOOSE + 2 + more + l);
                parameter(head + (l + 1) + to + at, w, head + "_ijk", "layer, to, from", LOOSE + more);
                parameter(head + (l + 1) + at + to, w, head + "_ijk", "layer, from, to", LOOSE + more);
                parameter(head + from + unit.name(), w, head + "_units", "", USUAL + more);
                parameter(head + unit.name() + from, w, head + "_units", "", USUAL + more);
                if (layers.get(l).units().size() == 1) {
                    parameter(head + at + "^" + (l + 1), w, head + "_i^l", "", LOOSE + more);
                    parameter(head + (l + 1) + at, w, head + "_ij", "layer, from", LOOSE + 1 + more);
                    parameter(head + at, w, head + "_i", "of layer " + (l + 1), LOOSE + more + 1);
                    for (String alias : aliases(l)) {
                        parameter(head + alias + at, w, head + "_units", "", LOOSE + more);
                    }
                }
                for (String alias : aliases(l)) {
                    parameter(head + to + at + "^" + alias, w, head + "_ij^l", "to, from", LOOSE + more);
                    parameter(head + at + to + "^" + alias, w, head + "_ij^l", "from, to", LOOSE + more);
                    parameter(head + alias + to + at, w, head + "_ij^l", "to, from", LOOSE + more);
                    parameter(head + alias + at + to, w, head + "_ij^l", "from, to", LOOSE + more);
                }
            }
        }

        private void biases() {
            int number = 0;
            for (int l = 0; l < layers.size(); l++) {
                List<Network.Unit> units = layers.get(l).units();
                var all = new ArrayList<Expr>();
                for (int j = 0; j < units.size(); j++) {
                    number++;
                    if (units.get(j).bias().isEmpty()) {
                        continue;
                    }
                    Expr b = new Param(units.get(j).bias().orElseThrow()).expr();
                    all.add(b);
                    for (String head : List.of("b", "theta", "bias", "B", "w0", "beta")) {
                        parameter(head + units.get(j).name(), b, head + "_unit", "", USUAL);
                        for (Layers count : Layers.values()) {
                            int layer = count.number(l);
                            List<Convention> to = List.of(count.convention(), LEADING);
                            List<Convention> from = List.of(count.convention(), COMING);
                            parameter(
                                    head + (j + 1) + "^" + layer, b, head + "_i^l", "by unit", USUAL + count.rank, to);
                            parameter(
                                    head + (j + 1) + "^" + (layer - 1),
                                    b,
                                    head + "_i^l",
                                    "by unit",
                                    LOOSE + count.rank,
                                    from);
                            parameter(head + layer + (j + 1), b, head + "_ij", "layer, unit", LOOSE + count.rank, to);
                        }
                        parameter(head + number, b, head + "_i", "by unit", LOOSE);
                        parameter(head + (j + 1), b, head + "_i", "in layer " + (l + 1), LOOSE + 1);
                        parameter(head + j, b, head + "_i", "in layer " + (l + 1) + ", from 0", LOOSE + 2);
                        for (String alias : aliases(l)) {
                            parameter(head + alias + (j + 1), b, head + "_unit", "", USUAL);
                        }
                    }
                }
                if (all.size() == units.size()) {
                    // A bias that the units share is one number; a writer may have it once, or once for each unit.
                    boolean shared = all.stream().distinct().count() == 1 && all.size() > 1;
                    for (Grid grid :
                            shared ? List.of(Grid.scalar(all.get(0)), Grid.column(all)) : List.of(Grid.column(all))) {
                        for (String head : List.of("b", "bias", "B", "theta", "beta")) {
                            String how = grid.isScalar() && shared ? " once" : "";
                            for (Layers count : Layers.values()) {
                                int layer = count.number(l);
                                List<Convention> to = List.of(count.convention(), LEADING);
                                List<Convention> from = List.of(count.convention(), COMING);
                                vector(head + "^" + layer, grid, head + "^l", "by layer" + how, USUAL + count.rank, to);
                                vector(
                                        head + "^" + (layer - 1),
                                        grid,
                                        head + "^l",
                                        "by layer" + how,
                                        LOOSE + count.rank,
                                        from);
                                vector(head + layer, grid, head + "_i", "by layer" + how, LOOSE + count.rank, to);
                                vector(
                                        head + (layer - 1),
                                        grid,
                                        head + "_i",
                                        "by layer" + how,
                                        LOOSE + 1 + count.rank,
                                        from);
                            }
                            vector(head, grid, head, "of layer " + (l + 1) + how, layers.size() == 1 ? USUAL : FAR - 1);
                            for (String alias : aliases(l)) {
                                vector(head + alias, grid, head + "_layer", how.strip(), USUAL);
                                vector(head + "^" + alias, grid, head + "_layer", how.strip(), USUAL);
                            }
                        }
                    }
                }
            }
        }

        private void parameter(String key, Expr parameter, String about, String how, int rank) {
            vector(key, Grid.scalar(parameter), about, how, rank, List.of());
        }

        private void parameter(String key, Expr parameter, String about, String how, int rank, List<Convention> more) {
            vector(key, Grid.scalar(parameter), about, how, rank, more);
        }

        private void vector(String key, Grid grid, String about, String how, int rank) {
            vector(key, grid, about, how, rank, List.of());
        }

        private void vector(String key, Grid grid, String about, String how, int rank, List<Convention> more) {
            var conventions = new ArrayList<Convention>();
            if (!how.isEmpty()) {
                conventions.add(new Convention(about, how));
            }
            conventions.addAll(more);
            put2(key, new Meaning(grid, conventions, rank));
            gradients(key, grid.map(Names::gradientBy), conventions, rank);
            // Of a bias that the units share, some write the derivative for each unit, before it is added up.
            for (int l = 0; !grid.isScalar() && l < layers.size(); l++) {
                List<Expr> biases = layers.get(l).units().stream()
                        .flatMap(unit -> unit.bias().stream())
                        .<Expr>map(name -> new Param(name).expr())
                        .toList();
                if (biases.equals(grid.entries()) && new HashSet<>(biases).size() == 1) {
                    gradients(key, layer(l, unit -> new Delta(unit).expr()), conventions, rank + 1);
                }
            }
        }

        /** A matrix of weights: a row for each unit, or a column for each. */
        private void whole(String key, Grid grid, String about, String how, int rank) {
            whole(key, grid, about, how, rank, List.of());
        }

        private void whole(String key, Grid grid, String about, String how, int rank, List<Convention> more) {
            var conventions = new ArrayList<>(List.of(new Convention(about, "by layer" + how)));
            conventions.addAll(more);
            Grid gradients = grid.map(Names::gradientBy);
            if (grid.isVector()) {
                put2(key, new Meaning(grid, conventions, rank));
                gradients(key, gradients, conventions, rank);
                return;
            }
            conventions.add(new Convention("W", "a row for each unit"));
            put2(key, new Meaning(grid, conventions, rank));
            gradients(key, gradients, conventions, rank);
            conventions.set(conventions.size() - 1, new Convention("W", "a column for each unit"));
            put2(key, new Meaning(grid.transposed(), conventions, rank + 1));
            gradients(key, gradients.transposed(), conventions, rank + 1);
        }

        /** Units and samples as the rows and columns of matrices. */
        private void batches() {
            for (int l = 0; l < layers.size(); l++) {
                for (String head : List.of("Z", "z", "S", "U")) {
                    batch(head, l, unit -> new Net(unit));
                }
                for (String head : List.of("A", "a", "H", "h", "O", "Y", "hat Y", "hat y")) {
                    batch(head, l, unit -> new Out(unit));
                }
                batch("dZ", l, unit -> new Delta(unit));
                batch("dz", l, unit -> new Delta(unit));
                batch("dZ", l, unit -> new BatchDelta(unit));
                batch("dz", l, unit -> new BatchDelta(unit));
                batch("delta", l, unit -> new Delta(unit));
                batch("delta", l, unit -> new BatchDelta(unit));
                batch("Delta", l, unit -> new Delta(unit));
            }
            List<String> outputs = network.outputLayer().units().stream()
                    .map(Network.Unit::name)
                    .toList();
            for (String head : List.of("O", "hat Y", "hat y", "A", "P", "Y", "y", "o", "yhat")) {
                columns(head, grid(outputs, Out::new), head, "outputs");
            }
            if (network.targets().size() == outputs.size()) {
                for (String head : List.of("T", "Y", "t", "y", "D")) {
                    columns(head, grid(outputs, unit -> network.targets().get(unit)), head, "targets");
                }
            }
            for (String head : List.of("X", "x", "A^0", "a^0")) {
                columns(head, grid(network.inputs(), Input::new), head, "inputs");
            }
        }

        private Grid grid(List<String> names, Function<String, Quantity> quantity) {
            var all = new ArrayList<Expr>();
            for (String name : names) {
                for (int s = 1; s <= samples; s++) {
                    all.add(new Cell(quantity.apply(name), 0, s).expr());
                }
            }
            return new Grid(names.size(), samples, all);
        }

        private void batch(String head, int l, Function<String, Quantity> quantity) {
            List<String> units =
                    layers.get(l).units().stream().map(Network.Unit::name).toList();
            Grid grid = grid(units, quantity);
            columns(head + "^" + (l + 1), grid, head + "^l", "by layer, all samples");
            columns(head + (l + 1), grid, head + "_i", "by layer, all samples");
            for (String alias : aliases(l)) {
                columns(head + alias, grid, head + "_layer", "all samples");
            }
            if (layers.size() == 1 || l == 0 && head.equalsIgnoreCase("h")) {
                columns(head, grid, head, "all samples");
            }
        }

        private void columns(String key, Grid grid, String about, String how) {
            put2(
                    key,
                    new Meaning(
                            grid, List.of(new Convention(about, how), new Convention("samples", "in columns")), LOOSE));
            put2(
                    key,
                    new Meaning(
                            grid.transposed(),
                            List.of(new Convention(about, how), new Convention("samples", "in rows")),
                            LOOSE));
        }

        private void put2(String key, Meaning meaning) {
            Names.this.put(key, meaning);
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
    private static String shape(Letter letter) {
        String sub = squeezed(letter.sub());
        boolean digits = sub.chars().allMatch(Character::isDigit);
        String below = sub.isEmpty() ? "" : !digits ? "_unit" : sub.length() == 1 ? "_i" : "_ij";
        return letter.base() + below + (letter.sup().isEmpty() ? "" : "^l");
    }

    private void putLetter(Letter letter, Meaning meaning) {
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

    private void put(String key, Meaning meaning) {
        merge(meanings.computeIfAbsent(squeezed(key), k -> new LinkedHashMap<>()), meaning);
    }

    private static void merge(Map<List<Object>, Meaning> known, Meaning meaning) {
        known.merge(List.of(meaning.grid(), sign(meaning)), meaning, (a, b) -> b.rank() < a.rank() ? b : a);
    }

    private static boolean sign(Meaning meaning) {
        return meaning.conventions().contains(new Convention("delta", "minus"));
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

    /** The name without the mark of an update, or of the value before one. */
    static Scribble plain(Scribble name) {
        String sup = lastWord(name.sup());
        if (UPDATED.contains(sup) || OLD.contains(sup)) {
            int rest = name.sup().length() - sup.length();
            return new Scribble(
                    name.base(), name.sub(), trimmed(name.sup().substring(0, rest)), name.pass(), name.sample());
        }
        String last = lastWord(name.sub());
        if (UPDATED.contains(last) || OLD.contains(last) && last.length() > 1) {
            String rest = name.sub().substring(0, name.sub().length() - last.length());
            return new Scribble(name.base(), trimmed(rest), name.sup(), name.pass(), name.sample());
        }
        return name;
    }

    private static String trimmed(String script) {
        return script.endsWith(",") || script.endsWith("_") ? script.substring(0, script.length() - 1) : script;
    }

    /** Everything that a plain name may mean, the likelier first; empty where nobody knows it. */
    List<Meaning> of(Scribble name) {
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
        boolean own = all.values().stream().anyMatch(meaning -> meaning.rank() == OWN);
        return all.values().stream()
                .map(meaning -> own && meaning.rank() > OWN && !sign(meaning)
                        ? meaning.ranked(meaning.rank() + ESTRANGED)
                        : meaning)
                .sorted(Comparator.comparingInt(Meaning::rank))
                .toList();
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
    boolean isOwn(Scribble name) {
        return of(name).stream().anyMatch(meaning -> meaning.rank() == OWN);
    }

    /** Whether a symbol is a name somebody wrote. */
    static boolean isScribble(Symbol symbol) {
        return symbol instanceof Scribble
                || symbol instanceof Partial partial && (isScribble(partial.of()) || isScribble(partial.by()));
    }
}
