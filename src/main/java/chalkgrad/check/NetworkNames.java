package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.BatchDelta;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Input;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Target;
import chalkgrad.model.Quantity.UnitLoss;
import chalkgrad.typeset.Letter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people call the things of a layered network, whatever the notation.
 *
 * <p>{@code h_1}, {@code a^{(1)}_1}, {@code out_{h1}} and {@code y_3} may all be the output of the same unit.
 */
final class NetworkNames {
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

    private final Names names;
    private final Network network;
    private final int samples;
    private final List<Network.Layer> layers;
    private final int last;

    NetworkNames(Names names, Network network) {
        this.names = names;
        this.network = network;
        this.samples = network.samples().size();
        this.layers = network.layers();
        this.last = layers.size() - 1;
    }

    void put() {
        names.rates();
        losses();
        for (String head : List.of("net", "in", "z", "s", "sum", "u", "v", "input", "Net", "Z", "preact", "S", "U")) {
            units(head, Role.NET, 0);
        }
        for (String head : List.of("a", "y", "h", "o", "O", "f", "sigma", "x")) {
            units(head, Role.NET, Names.FAR);
        }
        for (String head :
                List.of("out", "y", "a", "output", "o", "Out", "A", "act", "hat y", "f", "h", "H", "O", "Y")) {
            units(head, Role.OUT, 0);
        }
        for (String head : List.of("z", "x", "p", "g", "s", "Z", "sigma", "hat a", "hat o")) {
            units(head, Role.OUT, Names.FAR);
        }
        for (String head : List.of("delta", "Delta", "d", "e", "err", "error", "Error", "S", "s")) {
            units(head, Role.DELTA, head.equalsIgnoreCase("delta") ? 0 : Names.FAR - 1);
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
            put2(name, Meaning.of(Expr.num(outputs), Names.LOOSE, new Convention(name, "number of outputs")));
            put2(name, Meaning.of(Expr.num(samples), Names.LOOSE, new Convention(name, "number of samples")));
        }
        for (String name : Names.LOSSES) {
            for (String total : Names.TOTAL) {
                put2(name + total, Meaning.of(Quantity.LOSS.expr(), Names.USUAL));
            }
            for (int s = 1; samples > 1 && s <= samples; s++) {
                Expr loss = new Occurrence(Quantity.LOSS, 0, s).expr();
                put2(name + s, Meaning.of(loss, Names.USUAL, new Convention(name + "_i", "of a sample")));
                put2(name + "^" + s, Meaning.of(loss, Names.USUAL, new Convention(name + "^i", "of a sample")));
            }
        }
        List<Network.Unit> outputs = network.outputLayer().units();
        if (outputs.size() == 1) {
            for (String name : Names.LOSSES) {
                put2(name + outputs.get(0).name(), Meaning.of(Quantity.LOSS.expr(), Names.USUAL));
                aliases(last).forEach(alias -> put2(name + alias, Meaning.of(Quantity.LOSS.expr(), Names.LOOSE)));
                put2(name + "O", Meaning.of(Quantity.LOSS.expr(), Names.LOOSE));
            }
        }
        for (int j = 0; j < outputs.size() && outputs.size() > 1; j++) {
            UnitLoss loss = new UnitLoss(outputs.get(j).name());
            for (String head : List.of("E", "L", "J", "C", "Error", "Loss", "Err", "error", "e", "loss", "cal L")) {
                put2(head + (j + 1), Meaning.of(loss.expr(), Names.USUAL, new Convention(head + "_i", "of an output")));
                put2(head + loss.unit(), Meaning.of(loss.expr(), Names.USUAL));
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
                                    Names.NOTATION,
                                    new Convention(Names.shape(Letter.ofName(unit)), "out as in the notation")));
                }
                named(head + unit, one, role, head + "_unit", "", Names.USUAL + more);
                named(unit + head, one, role, head + "_unit", "", Names.USUAL + more);
                within(unit, head).ifPresent(key -> named(key, one, role, head + "_unit", "", Names.USUAL + more));
                named(head + number, one, role, head + "_i", "by unit", Names.LOOSE + more);
                named(head + (number + inputs), one, role, head + "_i", "by node", Names.LOOSE + 1 + more);
                named(
                        head + (j + 1),
                        one,
                        role,
                        head + "_i",
                        "in layer " + (l + 1),
                        // Many count the net inputs of the outputs anew, as those of a softmax.
                        Names.LOOSE + (l < last ? 1 : role == Role.NET ? -1 : 0) + more);
                named(head + j, one, role, head + "_i", "in layer " + (l + 1) + ", from 0", Names.LOOSE + 2 + more);
                for (Layers count : Layers.values()) {
                    int layer = count.number(l);
                    int far = more + count.rank;
                    named(
                            head + (j + 1) + "^" + layer,
                            one,
                            role,
                            head + "_i^l",
                            "unit below",
                            Names.USUAL + far,
                            count);
                    named(
                            head + layer + "^" + (j + 1),
                            one,
                            role,
                            head + "_i^l",
                            "layer below",
                            Names.LOOSE + far,
                            count);
                    named(head + layer + (j + 1), one, role, head + "_ij", "layer, unit", Names.LOOSE + far, count);
                    named(head + (j + 1) + layer, one, role, head + "_ij", "unit, layer", Names.LOOSE + 2 + far, count);
                    named(
                            head + layer + j,
                            one,
                            role,
                            head + "_ij",
                            "layer, unit, from 0",
                            Names.LOOSE + 2 + far,
                            count);
                }
                if (role == Role.DELTA && head.equals("delta") && l < last) {
                    // What comes back to a unit before the slope of its activation, as in the same book.
                    Expr back = new Partial(Quantity.LOSS, new Out(unit)).expr();
                    for (String word : List.of("in", "net")) {
                        named(head + word + (j + 1), back, role, head + "_unit", "in layer " + (l + 1), Names.USUAL);
                    }
                }
                for (String alias : aliases(l)) {
                    named(head + alias + (j + 1), one, role, head + "_unit", "", Names.USUAL + more);
                    named(head + (j + 1) + "^" + alias, one, role, head + "_unit", "", Names.USUAL + more);
                }
            }
            Grid whole = layer(l, unit -> quantity(role, unit));
            for (Layers count : Layers.values()) {
                int layer = count.number(l);
                int far = more + count.rank;
                named(head + "^" + layer, whole, role, head + "^l", "by layer", Names.USUAL + far, count);
                named(head + layer, whole, role, head + "_i", "by layer", Names.LOOSE + far, count);
            }
            for (String alias : aliases(l)) {
                named(head + alias, whole, role, head + "_layer", "", Names.USUAL + more);
                named(head + "^" + alias, whole, role, head + "_layer", "", Names.USUAL + more);
                named(alias + head, whole, role, head + "_layer", "", Names.LOOSE + more);
            }
            boolean only = layers.size() == 1;
            boolean hidden = head.equalsIgnoreCase("h") && layers.size() == 2 && l == 0;
            int rank = only || hidden || l == last && role != Role.NET ? Names.LOOSE : Names.FAR - 1;
            // How a delta is signed is a convention of its own under the letter alone.
            String about = role == Role.DELTA ? head + "_layer" : head;
            named(head, whole, role, about, "of layer " + (l + 1), rank + more);
        }
    }

    /** A word between the letter and the number of a unit, {@code z_in_1} (Fausett, Fundamentals of Neural Networks, 1994). */
    private static Optional<String> within(String unit, String word) {
        Matcher parts = LETTER_AND_NUMBER.matcher(unit);
        return word.length() > 1 && parts.matches()
                ? Optional.of(parts.group(1) + word + parts.group(2))
                : Optional.empty();
    }

    private static final Pattern LETTER_AND_NUMBER = Pattern.compile("(\\p{L}+)_?(\\d+)");

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

    private void named(String key, Expr one, Role role, String about, String how, int rank, @Nullable Layers count) {
        named(key, Grid.scalar(one), role, about, how, rank, count);
    }

    private void named(String key, Grid grid, Role role, String about, String how, int rank) {
        named(key, grid, role, about, how, rank, null);
    }

    private void named(String key, Grid grid, Role role, String about, String how, int rank, @Nullable Layers count) {
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
            gradients(key, grid.map(entry -> Names.gradientBy(entry)), conventions, rank);
        }
    }

    /** The names of the derivative of the loss by what a name means. */
    private void gradients(String key, Grid gradients, List<Convention> conventions, int rank) {
        for (String prefix : List.of("d", "grad", "nabla ", "dE/d", "dL/d")) {
            put2(prefix + key, new Meaning(gradients, conventions, Math.max(rank, Names.USUAL)));
        }
        if (samples > 1) {
            Grid shares = gradients.map(entry -> entry instanceof Expr.Sym sym && sym.symbol() instanceof Delta delta
                    ? new BatchDelta(delta.unit()).expr()
                    : entry);
            if (!shares.equals(gradients)) {
                var all = new ArrayList<>(conventions);
                all.add(new Convention("gradient by a net input", "of the batch"));
                put2("d" + key, new Meaning(shares, all, Math.max(rank, Names.USUAL) + 1));
            }
        }
    }

    private void outputs() {
        List<Network.Unit> units = network.outputLayer().units();
        Grid outputs = layer(last, unit -> new Out(unit).expr());
        for (String head :
                List.of("hat y", "yhat", "ypred", "y pred", "output", "pred", "prediction", "hat t", "bar y", "y'")) {
            put2(head, new Meaning(outputs, List.of(), Names.USUAL));
        }
        for (String head :
                List.of("y", "o", "out", "p", "a", "a^L", "y^L", "f", "hat p", "q", "A^L", "O", "Y", "hat Y")) {
            put2(
                    head,
                    new Meaning(
                            outputs,
                            List.of(new Convention(head, "output")),
                            head.equals("y") ? Names.LOOSE : Names.USUAL));
        }
        for (String head : List.of("z", "z^L", "s", "net", "u", "in", "logit", "logits", "score", "scores", "Z^L")) {
            Grid nets = layer(last, unit -> new Net(unit).expr());
            put2(head, new Meaning(nets, List.of(new Convention(head, "net input of the output")), Names.LOOSE));
        }
        put2(
                "delta^L",
                new Meaning(
                        layer(last, unit -> new Delta(unit).expr()),
                        List.of(new Convention("delta", "plus")),
                        Names.USUAL));
        for (int j = 0; j < units.size(); j++) {
            String unit = units.get(j).name();
            Target target = network.targets().get(unit);
            Expr out = new Out(unit).expr();
            if (!unit.startsWith("y")) {
                put2("hat " + unit, Meaning.of(out, Names.USUAL));
            }
            if (target != null) {
                put2(unit + "^*", Meaning.of(target.expr(), Names.USUAL));
                for (String head : List.of("e", "error", "err", "epsilon", "diff")) {
                    put2(
                            head + (j + 1),
                            Meaning.of(
                                    Expr.sub(out, target.expr()),
                                    Names.FAR - 1,
                                    new Convention(head + "_i", "output - target")));
                    put2(
                            head + (j + 1),
                            Meaning.of(
                                    Expr.sub(target.expr(), out),
                                    Names.FAR - 1,
                                    new Convention(head + "_i", "target - output")));
                }
            }
            for (String head : List.of("hat y", "yhat", "ypred", "pred", "output", "p", "hat t", "hat p")) {
                put2(head + (j + 1), Meaning.of(out, Names.USUAL, new Convention(head + "_i", "output")));
                put2(head + j, Meaning.of(out, Names.LOOSE, new Convention(head + "_i", "output, from 0")));
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
                    put2(head + (j + 1), Meaning.of(target.expr(), Names.USUAL, new Convention(head + "_i", "target")));
                    put2(
                            head + target.unit(),
                            Meaning.of(target.expr(), Names.USUAL, new Convention(head + "_unit", "target")));
                    put2(
                            head + j,
                            Meaning.of(target.expr(), Names.LOOSE + 1, new Convention(head + "_i", "target, from 0")));
                }
                for (String head : List.of("hat y", "o", "p")) {
                    put2(head + (j + 1), Meaning.of(target.expr(), Names.FAR, new Convention(head + "_i", "target")));
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
                put2(head, new Meaning(targets, List.of(), Names.USUAL));
            }
            for (String head : List.of("y", "Y")) {
                put2(head, new Meaning(targets, List.of(new Convention(head, "target")), Names.LOOSE - 1));
            }
            for (String head : List.of("hat y", "o", "p", "yhat")) {
                put2(head, new Meaning(targets, List.of(new Convention(head, "target")), Names.FAR));
            }
            // Error as what is left between output and target, in either direction.
            for (String head : List.of("error", "Error", "e", "E", "err", "residual", "epsilon", "diff", "delta")) {
                var left = outputs.with(targets, (o, t) -> Expr.sub(o, t));
                var right = targets.with(outputs, (t, o) -> Expr.sub(t, o));
                left.ifPresent(grid ->
                        put2(head, new Meaning(grid, List.of(new Convention(head, "output - target")), Names.FAR)));
                right.ifPresent(grid ->
                        put2(head, new Meaning(grid, List.of(new Convention(head, "target - output")), Names.FAR)));
            }
        }
    }

    private void inputs() {
        // The identity, as a factor.
        put2("I", Meaning.of(Expr.ONE, Names.USUAL));
        // The input of a bias is always 1.
        for (String one : List.of("bias", "x0", "X0", "a0", "h0", "z0")) {
            put2(one, Meaning.of(Expr.ONE, Names.LOOSE + 1, new Convention(one, "inputs")));
        }
        List<Expr> all = network.inputs().stream()
                .<Expr>map(name -> new Input(name).expr())
                .toList();
        for (String head : List.of(
                "x", "X", "a^0", "h^0", "A^0", "a^1", "input", "inputs", "i", "a0", "z^0", "z0", "y^0", "o^0", "out0",
                "bold x")) {
            Convention counted =
                    head.endsWith("1") ? Layers.INPUTS_ARE_ONE.convention() : new Convention(head, "inputs");
            put2(head, new Meaning(Grid.column(all), List.of(counted), head.endsWith("1") ? Names.LOOSE : Names.USUAL));
        }
        for (String name : network.inputs()) {
            for (String letter : List.of("out", "a", "o", "y", "in")) {
                put2(letter + name, Meaning.of(new Input(name).expr(), Names.LOOSE));
            }
        }
        for (int i = 0; i < all.size(); i++) {
            for (String letter : List.of("x", "i", "in", "input", "X", "out", "a^0_", "o")) {
                int rank = letter.equals("out") || letter.equals("o") ? Names.LOOSE : Names.USUAL;
                put2(letter + (i + 1), Meaning.of(all.get(i), rank, new Convention(letter + "_i", "inputs")));
                put2(letter + i, Meaning.of(all.get(i), Names.LOOSE, new Convention(letter + "_i", "inputs, from 0")));
            }
            for (String letter : List.of("a", "y", "o", "x", "h")) {
                put2(
                        letter + (i + 1) + "^0",
                        Meaning.of(
                                all.get(i),
                                Names.USUAL,
                                new Convention(letter + "_i^l", "out unit below"),
                                Layers.FIRST_IS_ONE.convention()));
                put2(
                        letter + (i + 1) + "^1",
                        Meaning.of(
                                all.get(i),
                                Names.LOOSE,
                                new Convention(letter + "_i^l", "out unit below"),
                                Layers.INPUTS_ARE_ONE.convention()));
                put2(
                        letter + "0" + (i + 1),
                        Meaning.of(all.get(i), Names.LOOSE, new Convention(letter + "_ij", "out layer, unit")));
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
                    whole(head + "^" + count.number(l), grid, head + "^l", "", Names.USUAL + far, to);
                    whole(head + "^" + (count.number(l) - 1), grid, head + "^l", "", Names.LOOSE + far, from);
                    whole(head + count.number(l), grid, head + "_i", "", Names.LOOSE + far, to);
                    whole(head + (count.number(l) - 1), grid, head + "_i", "", Names.LOOSE + 1 + far, from);
                }
                for (String alias : aliases(l)) {
                    whole(head + alias, grid, head + "_layer", "", Names.USUAL + more);
                    whole(head + "^" + alias, grid, head + "_layer", "", Names.USUAL + more);
                }
                for (String between : between(l)) {
                    whole(head + between, grid, head + "_layers", "", Names.LOOSE + more);
                }
                whole(head, grid, head, " of layer " + (l + 1), layers.size() == 1 ? Names.USUAL : Names.FAR - 1);
            }
            if (l == 1) {
                whole("V", grid, "V", "", Names.LOOSE);
                whole("U", grid, "U", "", Names.LOOSE);
            }
            // Nobody writes by hand of single weights where there are so many.
            boolean few = network.parameters().size() <= Names.MANY;
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
                int far = Names.LOOSE + more + count.rank;
                List<Convention> leading = List.of(count.convention(), LEADING);
                List<Convention> coming = List.of(count.convention(), COMING);
                int layer = count.number(l);
                parameter(head + to + at + "^" + layer, w, head + "_ij^l", "to, from", far, leading);
                parameter(head + at + to + "^" + layer, w, head + "_ij^l", "from, to", far, leading);
                parameter(head + to + at + "^" + (layer - 1), w, head + "_ij^l", "to, from", far + 1, coming);
                parameter(head + at + to + "^" + (layer - 1), w, head + "_ij^l", "from, to", far + 1, coming);
            }
            parameter(head + to + at, w, head + "_ij", "to, from, layer " + (l + 1), Names.LOOSE + more + l);
            parameter(head + at + to, w, head + "_ij", "from, to, layer " + (l + 1), Names.LOOSE + more + l);
            parameter(
                    head + j + i,
                    w,
                    head + "_ij",
                    "to, from, layer " + (l + 1) + ", from 0",
                    Names.LOOSE + 2 + more + l);
            parameter(
                    head + i + j,
                    w,
                    head + "_ij",
                    "from, to, layer " + (l + 1) + ", from 0",
                    Names.LOOSE + 2 + more + l);
            parameter(head + (l + 1) + to + at, w, head + "_ijk", "layer, to, from", Names.LOOSE + more);
            parameter(head + (l + 1) + at + to, w, head + "_ijk", "layer, from, to", Names.LOOSE + more);
            parameter(head + (l + 1) + j + i, w, head + "_ijk", "layer, to, from, from 0", Names.LOOSE + 2 + more);
            parameter(head + (l + 1) + i + j, w, head + "_ijk", "layer, from, to, from 0", Names.LOOSE + 2 + more);
            parameter(head + from + unit.name(), w, head + "_units", "", Names.USUAL + more);
            parameter(head + unit.name() + from, w, head + "_units", "", Names.USUAL + more);
            if (layers.get(l).units().size() == 1) {
                parameter(head + at + "^" + (l + 1), w, head + "_i^l", "", Names.LOOSE + more);
                parameter(head + (l + 1) + at, w, head + "_ij", "layer, from", Names.LOOSE + 1 + more);
                parameter(head + at, w, head + "_i", "of layer " + (l + 1), Names.LOOSE + more + 1);
                for (String alias : aliases(l)) {
                    parameter(head + alias + at, w, head + "_units", "", Names.LOOSE + more);
                }
            }
            for (String alias : aliases(l)) {
                parameter(head + to + at + "^" + alias, w, head + "_ij^l", "to, from", Names.LOOSE + more);
                parameter(head + at + to + "^" + alias, w, head + "_ij^l", "from, to", Names.LOOSE + more);
                parameter(head + alias + to + at, w, head + "_ij^l", "to, from", Names.LOOSE + more);
                parameter(head + alias + at + to, w, head + "_ij^l", "from, to", Names.LOOSE + more);
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
                    parameter(head + units.get(j).name(), b, head + "_unit", "", Names.USUAL);
                    parameter("wbias" + units.get(j).name(), b, "w_units", "", Names.USUAL);
                    for (Layers count : Layers.values()) {
                        int layer = count.number(l);
                        List<Convention> to = List.of(count.convention(), LEADING);
                        List<Convention> from = List.of(count.convention(), COMING);
                        parameter(
                                head + (j + 1) + "^" + layer,
                                b,
                                head + "_i^l",
                                "by unit",
                                Names.USUAL + count.rank,
                                to);
                        parameter(
                                head + (j + 1) + "^" + (layer - 1),
                                b,
                                head + "_i^l",
                                "by unit",
                                Names.LOOSE + count.rank,
                                from);
                        parameter(head + layer + (j + 1), b, head + "_ij", "layer, unit", Names.LOOSE + count.rank, to);
                    }
                    parameter(head + number, b, head + "_i", "by unit", Names.LOOSE);
                    parameter(head + (j + 1), b, head + "_i", "in layer " + (l + 1), Names.LOOSE + 1);
                    parameter(head + j, b, head + "_i", "in layer " + (l + 1) + ", from 0", Names.LOOSE + 2);
                    for (String alias : aliases(l)) {
                        parameter(head + alias + (j + 1), b, head + "_unit", "", Names.USUAL);
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
                            vector(
                                    head + "^" + layer,
                                    grid,
                                    head + "^l",
                                    "by layer" + how,
                                    Names.USUAL + count.rank,
                                    to);
                            vector(
                                    head + "^" + (layer - 1),
                                    grid,
                                    head + "^l",
                                    "by layer" + how,
                                    Names.LOOSE + count.rank,
                                    from);
                            vector(head + layer, grid, head + "_i", "by layer" + how, Names.LOOSE + count.rank, to);
                            vector(
                                    head + (layer - 1),
                                    grid,
                                    head + "_i",
                                    "by layer" + how,
                                    Names.LOOSE + 1 + count.rank,
                                    from);
                        }
                        vector(
                                head,
                                grid,
                                head,
                                "of layer " + (l + 1) + how,
                                layers.size() == 1 ? Names.USUAL : Names.FAR - 1);
                        for (String alias : aliases(l)) {
                            vector(head + alias, grid, head + "_layer", how.strip(), Names.USUAL);
                            vector(head + "^" + alias, grid, head + "_layer", how.strip(), Names.USUAL);
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
        // Whether a row or a column is for a unit is a convention under the letter alone.
        String of = about.equals("W") ? "W_layer" : about;
        var conventions = new ArrayList<>(List.of(new Convention(of, "by layer" + how)));
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
        List<String> outputs =
                network.outputLayer().units().stream().map(Network.Unit::name).toList();
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
                all.add(new Occurrence(quantity.apply(name), 0, s).expr());
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
                        grid,
                        List.of(new Convention(about, how), new Convention("samples", "in columns")),
                        Names.LOOSE));
        put2(
                key,
                new Meaning(
                        grid.transposed(),
                        List.of(new Convention(about, how), new Convention("samples", "in rows")),
                        Names.LOOSE));
    }

    private void put2(String key, Meaning meaning) {
        names.put(key, meaning);
    }
}
