package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Recurrence;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Dims;
import chalkgrad.typeset.Letter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people call the values of a graph: by the file's names, by those with a layer's number above, entry by entry, and by what they are there for.
 *
 * <p>Of {@code W1: [[…]]}, {@code W^{(1)}} is the matrix and {@code w_{12}^{(1)}} the second entry of its first row, or the first of its second.
 */
final class GraphNames {
    /** Names of what a network says: {@code yhat}, {@code y_pred}. */
    private static final Pattern HAT = Pattern.compile("(\\w+?)_?(?:hat|pred)");

    /** A name with a number behind it, which others write above. */
    private static final Pattern NUMBERED = Pattern.compile("(\\p{L}+)_?(\\d)");

    /** Longer sides have no entry that somebody would write by a letter with one digit for each index. */
    private static final int LONGEST = 9;

    private static final List<String> GRADIENTS = List.of("grad", "d", "delta", "bar ", "nabla", "nabla ");
    private static final List<String> PREDICTIONS = List.of("hat y", "yhat", "ypred", "y pred");
    private static final List<String> TARGETS = List.of("y", "t", "ytrue");

    private final Names names;
    private final Graph scalars;
    private final Graph whole;
    private final Quantity objective;

    /** @param scalars what a graph is with every entry as a node of its own */
    GraphNames(Names names, Graph scalars, Graph whole) {
        this.names = names;
        this.scalars = scalars;
        this.whole = whole;
        this.objective = scalars.objective();
    }

    void put() {
        whole.shapes().forEach((name, dims) -> {
            Grid grid = grid(dims, nodes(name, dims));
            var meaning = new Meaning(grid, List.of(), Names.OWN);
            names.put(name, meaning);
            names.putLetter(Letter.ofName(name), meaning);
            Matcher hat = HAT.matcher(name);
            if (hat.matches()) {
                names.put("hat " + hat.group(1), meaning.ranked(Names.USUAL));
            }
            gradients(name, "", grid);
            Matcher numbered = NUMBERED.matcher(name);
            if (numbered.matches()) {
                names.put(Names.key(numbered.group(1), "", numbered.group(2)), meaning.ranked(Names.USUAL));
                gradients(numbered.group(1), numbered.group(2), grid);
                if (isNetInput(name)) {
                    errors(numbered.group(2), grid);
                }
            }
            entries(name, dims);
        });
        for (String name : List.of("L", "E", "J", "loss")) {
            names.put(name, Meaning.of(objective.expr(), Names.USUAL));
        }
        comparison();
        if (objective instanceof Node of) {
            var learned = scalars.wrt().stream()
                    .map(name -> new Partial(objective, new Node(name)))
                    .toList();
            names.put(
                    "nabla " + of.id(),
                    new Meaning(grid(Dims.vector(learned.size()), learned), List.of(), Names.USUAL));
        }
        names.put("eta", Meaning.of(Quantity.RATE.expr(), Names.OWN));
        names.rates();
        whole.recurrence().ifPresent(this::times);
    }

    private void gradients(String base, String sup, Grid grid) {
        Grid gradients = grid.map(entry -> new Partial(objective, (Node) ((Expr.Sym) entry).symbol()).expr());
        for (String prefix : GRADIENTS) {
            names.put(Names.key(prefix + base, "", sup), new Meaning(gradients, List.of(), Names.USUAL));
        }
    }

    /** Whether a node is what an activation is applied to. */
    private boolean isNetInput(String name) {
        Expr node = new Node(name).expr();
        return whole.nodes().stream().anyMatch(each -> isActivationOf(each.expression(), node));
    }

    private static boolean isActivationOf(Expr expr, Expr node) {
        return expr instanceof Expr.Call call
                        && call.args().equals(List.of(node))
                        && Activations.find(call.function()).isPresent()
                || expr.parts().stream().anyMatch(part -> isActivationOf(part, node));
    }

    /** The errors of a layer's net inputs by its number, {@code delta^2} and {@code delta_2}. */
    private void errors(String layer, Grid nets) {
        Grid errors = nets.map(entry -> new Partial(objective, (Node) ((Expr.Sym) entry).symbol()).expr());
        var plus = new Meaning(errors, List.of(new Convention("delta", "plus")), Names.USUAL);
        var minus = new Meaning(
                errors.map(Expr::neg), List.of(new Convention("delta", "minus")), Names.USUAL + Names.USUAL);
        for (Meaning meaning : List.of(plus, minus)) {
            names.put(Names.key("delta", "", layer), meaning);
            names.put(Names.key("delta", layer, ""), meaning);
        }
    }

    /** Each entry of an array by a letter with its place below, {@code x_1} and {@code w_{12}}. */
    private void entries(String name, Dims dims) {
        boolean small = dims.axes().size() <= 2
                && dims.axes().stream().allMatch(size -> size.value() <= LONGEST)
                && !dims.isScalar();
        if (!small) {
            return;
        }
        boolean matrix = dims.axes().size() == 2;
        int rows = matrix ? dims.size(0).value() : 1;
        int columns = dims.size(dims.axes().size() - 1).value();
        List<Node> nodes = nodes(name, dims);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                Expr node = nodes.get(i * columns + j).expr();
                String row = Integer.toString(i + 1);
                String column = Integer.toString(j + 1);
                if (rows == 1 || columns == 1) {
                    entry(name, rows == 1 ? column : row, Meaning.of(node, Names.USUAL));
                }
                if (matrix) {
                    String shape = Letter.ofName(name).base().toLowerCase(Locale.ROOT) + "_ij";
                    entry(name, row + column, Meaning.of(node, Names.USUAL, new Convention(shape, "row, column")));
                    entry(name, column + row, Meaning.of(node, Names.USUAL + 1, new Convention(shape, "column, row")));
                }
            }
        }
    }

    private void entry(String name, String place, Meaning meaning) {
        Matcher numbered = NUMBERED.matcher(name);
        for (String base : new LinkedHashSet<>(List.of(name, name.toLowerCase(Locale.ROOT)))) {
            names.putLetter(named(base, place), meaning);
        }
        if (numbered.matches()) {
            for (String base : new LinkedHashSet<>(
                    List.of(numbered.group(1), numbered.group(1).toLowerCase(Locale.ROOT)))) {
                names.put(Names.key(base, place, numbered.group(2)), meaning);
            }
        }
    }

    private static Letter named(String name, String place) {
        Letter letter = Letter.ofName(name);
        String sub = letter.sub().isEmpty() ? place : letter.sub() + "," + place;
        return new Letter(letter.base(), letter.accent(), sub, letter.sup(), letter.bold());
    }

    /** A name with its time step behind it: {@code h_3}. */
    private static final Pattern TIMED = Pattern.compile("(.+)_(\\d+)");

    /** What a state is called where it is an activation, and an input where it is one of many. */
    private static final String STATE = "a";

    /** What else the new values are called that a gate lets in: of an LSTM, and of a GRU. */
    private static final Map<String, List<String>> CANDIDATES =
            Map.of("g", List.of("g", "c", "C"), "n", List.of("n", "h"));

    /** The time step above or below a name, {@code h^{(3)}}, {@code h_t} with a number; and the errors of the net inputs, {@code delta_3}. */
    private void times(Recurrence recurrence) {
        Map<String, Dims> shapes = whole.shapes();
        String last = Integer.toString(recurrence.moments().size());
        Set<String> ends = Set.copyOf(
                recurrence.moments().get(recurrence.moments().size() - 1).nodes());
        Set<String> bases = new HashSet<>();
        shapes.forEach((name, dims) -> {
            Matcher timed = TIMED.matcher(name);
            var meaning = new Meaning(grid(dims, nodes(name, dims)), List.of(), Names.NOTATION);
            if (timed.matches()) {
                at(Letter.ofName(timed.group(1)), timed.group(2), meaning);
                for (String candidate : CANDIDATES.getOrDefault(timed.group(1), List.of())) {
                    Letter.written(candidate, "tilde", "", "").ifPresent(letter -> at(letter, timed.group(2), meaning));
                }
                bases.add(Letter.ofName(timed.group(1)).base());
            } else if (ends.contains(name)) {
                at(Letter.ofName(name), last, meaning.ranked(Names.USUAL));
            }
        });
        for (Recurrence.Moment moment : recurrence.moments()) {
            for (Recurrence.Chain chain : moment.chains()) {
                String time = Integer.toString(moment.time());
                Dims dims = shapes.getOrDefault(chain.state(), Dims.SCALAR);
                if (!bases.contains(STATE)) {
                    at(
                            Letter.ofName(STATE),
                            time,
                            new Meaning(grid(dims, nodes(chain.state(), dims)), List.of(), Names.USUAL));
                }
                if (chain.nodes().size() > 2) {
                    Grid errors = grid(
                            dims,
                            nodes(chain.nodes().get(1), dims).stream()
                                    .map(node -> new Partial(objective, node))
                                    .toList());
                    at(
                            Letter.ofName("delta"),
                            time,
                            new Meaning(errors, List.of(new Convention("delta", "plus")), Names.NOTATION));
                    at(
                            Letter.ofName("delta"),
                            time,
                            new Meaning(
                                    errors.map(Expr::neg),
                                    List.of(new Convention("delta", "minus")),
                                    Names.NOTATION + Names.USUAL));
                }
            }
        }
    }

    private void at(Letter letter, String time, Meaning meaning) {
        String below = letter.sub().isEmpty() ? time : letter.sub() + "," + time;
        Letter.written(letter.base(), letter.accent(), Names.squeezed(letter.sub()), time)
                .ifPresent(above -> names.putLetter(above, meaning));
        Letter.written(letter.base(), letter.accent(), Names.squeezed(below), "")
                .ifPresent(one -> names.putLetter(one, meaning));
    }

    /** What is compared with a given value in the loss is the prediction, and that value its target. */
    private void comparison() {
        var pairs = new LinkedHashSet<List<String>>();
        whole.nodes().forEach(node -> compared(node.expression(), pairs));
        if (pairs.size() != 1) {
            return;
        }
        List<String> pair = pairs.iterator().next();
        name(PREDICTIONS, pair.get(0), "output");
        name(TARGETS, pair.get(1), "target");
    }

    private void name(List<String> all, String node, String role) {
        Dims dims = whole.shapes().get(node);
        if (dims == null) {
            return;
        }
        var meaning = new Meaning(grid(dims, nodes(node, dims)), List.of(), Names.LOOSE);
        for (String name : all) {
            var convention = new Convention(name, role);
            names.put(name, new Meaning(meaning.grid(), List.of(convention), Names.LOOSE));
        }
    }

    /** The pairs of a computed and a given value of which an expression takes the difference, or that it hands to a loss. */
    private void compared(Expr expr, Set<List<String>> pairs) {
        List<Expr> sides = expr instanceof Expr.Add sum && sum.terms().size() == 2
                ? List.of(sum.terms().get(0), plain(sum.terms().get(1)))
                : expr instanceof Expr.Call call && call.args().size() == 2 ? call.args() : List.of();
        boolean difference = !(expr instanceof Expr.Add sum)
                || sum.terms().get(sum.terms().size() - 1) instanceof Expr.Neg
                || sum.terms().get(0) instanceof Expr.Neg;
        var found = new ArrayList<String>();
        for (Expr side : sides) {
            if (plain(side) instanceof Expr.Sym sym && sym.symbol() instanceof Node node) {
                found.add(node.id());
            }
        }
        if (found.size() == 2 && difference && isGiven(found.get(0)) != isGiven(found.get(1))) {
            boolean first = isGiven(found.get(0));
            pairs.add(List.of(found.get(first ? 1 : 0), found.get(first ? 0 : 1)));
        }
        expr.parts().forEach(part -> compared(part, pairs));
    }

    private static Expr plain(Expr expr) {
        return expr instanceof Expr.Neg negative ? negative.arg() : expr;
    }

    /** Whether something is given and stays as it is. */
    private boolean isGiven(String name) {
        return whole.given().containsKey(name) && !whole.wrt().contains(name);
    }

    private static Grid grid(Dims dims, List<? extends Quantity> quantities) {
        int columns = dims.axes().size() > 1 ? dims.size(dims.axes().size() - 1).value() : 1;
        return new Grid(
                quantities.size() / columns,
                columns,
                quantities.stream().<Expr>map(Quantity::expr).toList());
    }

    private static List<Node> nodes(String name, Dims dims) {
        return dims.places().stream()
                .map(place -> new Node(name + Dims.suffix(place)))
                .toList();
    }
}
