package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.check.Readings.Place;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Updated;
import chalkgrad.rules.Functions;
import chalkgrad.work.NameWords;
import chalkgrad.work.WrittenName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the names in a chain may be in cells, at one place of the computation.
 *
 * <p>{@code z_1} in the second pass is the net input there of the first unit, or those of the first layer.
 */
final class NameMeanings {
    /** So many meanings of one name are looked at. */
    private static final int MEANINGS = 30;

    private final UnrolledComputation unrolled;
    private final Names names;
    private final Map<String, Grid> own = new HashMap<>();

    /** What a symbol may be at one place. */
    record Option(Grid grid, List<Convention> conventions, int cost) {}

    NameMeanings(UnrolledComputation unrolled, Names names) {
        this.unrolled = unrolled;
        this.names = names;
    }

    /** From now on a name means these cells. */
    void define(WrittenName name, Grid cells) {
        own.put(name.id(), cells);
    }

    /** Whether a name is the problem's own. */
    boolean isOwn(WrittenName name) {
        return names.isOwn(name);
    }

    /** What a symbol may be, the likelier first, none that costs {@code most} or more unless nothing costs less. */
    List<Option> options(Symbol symbol, Place place, Conventions conventions, int most) {
        var all = symbol instanceof Partial partial
                ? partial(partial, place)
                : symbol instanceof WrittenName name
                        ? name(name, place)
                        : List.of(new Option(Grid.scalar(Expr.sym(symbol)), List.of(), 0));
        List<Option> sorted = all.stream()
                .map(option ->
                        new Option(option.grid, option.conventions, conventions.cost(option.conventions, option.cost)))
                .sorted(Comparator.comparingInt(Option::cost))
                .toList();
        int least = sorted.isEmpty() ? 0 : sorted.get(0).cost;
        return sorted.stream()
                .filter(option -> option.cost < most || option.cost == least)
                .limit(MEANINGS)
                .toList();
    }

    /** Whether a symbol means anything at a place. */
    boolean isKnown(Symbol symbol, Place place) {
        return symbol instanceof Partial partial
                ? isKnown(partial.of(), place)
                        && isKnown(partial.by(), place)
                        && !partial(partial, place).isEmpty()
                : !(symbol instanceof WrittenName name) || !name(name, place).isEmpty();
    }

    private List<Option> name(WrittenName name, Place place) {
        List<Option> all = plainly(name, place);
        return all.isEmpty() ? inWords(name, place) : all;
    }

    /** What a name that is built of words may be, as {@code gradiente_di_w4}. */
    private List<Option> inWords(WrittenName name, Place place) {
        Map<Grid, Option> every = new LinkedHashMap<>();
        for (NameWords.Reading reading : NameWords.of(name)) {
            List<Option> all = reading.symbol() instanceof WrittenName plain
                    ? plainly(plain, place)
                    : partial((Partial) reading.symbol(), place);
            int least = (reading.isUsual() ? Names.USUAL : Names.LOOSE) + (every.isEmpty() ? 0 : 1);
            all.stream()
                    .map(option -> new Option(option.grid, option.conventions, Math.max(least, option.cost)))
                    .forEach(option -> every.merge(option.grid, option, (a, b) -> b.cost < a.cost ? b : a));
        }
        return List.copyOf(every.values());
    }

    private List<Option> plainly(WrittenName name, Place place) {
        Grid defined = own.get(name.id());
        if (defined != null) {
            return List.of(new Option(defined, List.of(), 0));
        }
        Place at = new Place(
                name.pass() > 0 ? name.pass() - 1 : place.pass(), name.sample() > 0 ? name.sample() : place.sample());
        List<Option> all = new ArrayList<>();
        if (name.sup().equals("*")) {
            meanings(name).forEach(meaning -> all.addAll(placed(meaning, at)));
        }
        if (Names.isUpdated(name)) {
            for (Meaning meaning : meanings(Names.plain(name))) {
                // In the pass after an update the values of this pass are the updated ones.
                boolean here = at.pass() > 0 && name.pass() == 0;
                if (here) {
                    all.addAll(placed(meaning, at));
                }
                if (!isPartlyFrozen(meaning.grid(), at) || !isInGeneral(name)) {
                    updated(meaning.ranked(meaning.rank() + (here ? 1 : 0)), at).ifPresent(all::add);
                }
            }
        }
        if (name.sup().endsWith("'")) {
            meanings(Names.plain(name)).forEach(meaning -> all.addAll(primed(meaning, at)));
        }
        if (all.isEmpty() && name.sup().equals("grad")) {
            return plainly(new WrittenName("grad" + name.base(), name.sub(), "", name.pass(), name.sample()), place);
        }
        if (all.isEmpty()) {
            meanings(name).forEach(meaning -> all.addAll(placed(meaning, at)));
        }
        if (all.isEmpty() && !Names.plain(name).equals(name)) {
            meanings(Names.plain(name)).forEach(meaning -> all.addAll(placed(meaning, at)));
        }
        if (all.isEmpty()) {
            ofLayerFromLast(name).forEach(meaning -> all.addAll(placed(meaning, at)));
        }
        if (all.isEmpty() && name.base().startsWith(CHANGE)) {
            return changes(name, at);
        }
        if (all.isEmpty() && name.sub().isEmpty() && name.sup().isEmpty()) {
            if (name.base().equals("e")) {
                return List.of(new Option(Grid.scalar(Expr.sym(Functions.E)), List.of(), 0));
            } else if (name.base().equals("pi")) {
                return List.of(new Option(Grid.scalar(Expr.sym(Functions.PI)), List.of(), 0));
            }
        }
        return all;
    }

    /** The last layer, or one so many before it, where layers are counted up to L. */
    private static final Pattern FROM_LAST = Pattern.compile("[(\\[]?L(?:-([1-9]))?[)\\]]?");

    /** What a name means with the number of its layer for the letter that stands for the last, {@code a_1^L}. */
    private List<Meaning> ofLayerFromLast(WrittenName name) {
        Matcher letter = FROM_LAST.matcher(name.sup());
        if (!letter.matches() || !(unrolled.derivation() instanceof NetworkDerivation derivation)) {
            return List.of();
        }
        Network network = derivation.network();
        int before = letter.group(1) == null ? 0 : Integer.parseInt(letter.group(1));
        int layer = network.layers().size() - before;
        if (layer < 1) {
            return List.of();
        }
        List<String> units = network.layers().get(layer - 1).units().stream()
                .map(Network.Unit::name)
                .toList();
        var all = new ArrayList<Meaning>();
        // The inputs are counted as the first layer, or not at all.
        for (int number : List.of(layer, layer + 1)) {
            names.of(new WrittenName(name.base(), name.sub(), "(" + number + ")", name.pass(), name.sample())).stream()
                    .filter(meaning -> meaning.grid().entries().stream()
                            .allMatch(entry -> isOf(entry, network.layers().get(layer - 1), units)))
                    .forEach(all::add);
        }
        return all;
    }

    private static boolean isOf(Expr entry, Network.Layer layer, List<String> units) {
        Expr plain = entry instanceof Expr.Neg negative ? negative.arg() : entry;
        Symbol symbol = plain instanceof Expr.Sym sym ? sym.symbol() : null;
        return symbol instanceof Param param
                ? layer.units().stream()
                        .anyMatch(unit -> unit.bias().equals(Optional.of(param.id()))
                                || unit.incoming().stream()
                                        .anyMatch(edge -> edge.weight().equals(param.id())))
                : symbol instanceof Delta delta
                        ? units.contains(delta.unit())
                        : unit(plain).filter(units::contains).isPresent();
    }

    private static final String CHANGE = "Delta ";

    /**
     * What is called the change of a parameter, {@code Δw}: the new value less the old one, or what is taken away from the old one; some call the
     * gradient so.
     */
    private List<Option> changes(WrittenName name, Place at) {
        var parameter = new WrittenName(
                name.base().substring(CHANGE.length()), name.sub(), name.sup(), name.pass(), name.sample());
        var all = new ArrayList<Option>();
        for (Meaning meaning : meanings(Names.plain(parameter))) {
            List<Option> olds = placed(meaning, at);
            Optional<Option> next = updated(meaning, at);
            boolean isParameter = meaning.grid().entries().stream()
                    .allMatch(entry -> entry instanceof Expr.Sym sym
                            && (sym.symbol() instanceof Param || sym.symbol() instanceof Node));
            if (!isParameter || olds.isEmpty()) {
                continue;
            }
            Grid old = olds.get(0).grid;
            next.filter(option -> !option.grid.equals(old)).ifPresent(option -> {
                all.add(change(meaning, difference(option.grid, old), "new minus old", Names.USUAL));
                all.add(change(meaning, difference(old, option.grid), "old minus new", Names.USUAL + 1));
            });
            for (Option gradient : placed(new Meaning(meaning.grid().map(Names::gradientBy), List.of(), 0), at)) {
                all.add(change(meaning, gradient.grid, "gradient", Names.USUAL + 1));
                all.add(change(meaning, gradient.grid.map(Expr::neg), "negative gradient", Names.LOOSE));
            }
        }
        return all;
    }

    private static Option change(Meaning meaning, Grid grid, String how, int least) {
        var conventions = new ArrayList<>(meaning.conventions());
        conventions.add(new Convention("Delta", how));
        return new Option(grid, conventions, Math.max(least, meaning.rank()));
    }

    private static Grid difference(Grid from, Grid what) {
        var entries = new ArrayList<Expr>();
        for (int i = 0; i < from.entries().size(); i++) {
            entries.add(Expr.sub(from.entries().get(i), what.entries().get(i)));
        }
        return new Grid(from.rows(), from.columns(), entries);
    }

    /** What a name means; one with indices in brackets behind it is an entry of what it means without, or the thing of that number, counted from zero or one. */
    private List<Meaning> meanings(WrittenName name) {
        List<Meaning> all = names.of(name);
        int open = name.sub().indexOf('[');
        if (open < 0) {
            return all.isEmpty() ? described(name) : all;
        }
        List<Meaning> entries = entries(name);
        if (unrolled.derivation() instanceof GraphDerivation && !entries.isEmpty()) {
            return entries;
        }
        var more = new ArrayList<Meaning>();
        all.forEach(meaning -> more.add(counted(meaning, 1, meaning.rank())));
        Matcher number = IN_BRACKETS.matcher(name.sub());
        if (number.matches()) {
            String next = number.group(1) + (Integer.parseInt(number.group(2)) + 1);
            names.of(new WrittenName(name.base(), next, name.sup(), name.pass(), name.sample()))
                    .forEach(meaning -> more.add(counted(meaning, 0, Math.max(meaning.rank(), Names.USUAL))));
        }
        return more.isEmpty() ? entries : more;
    }

    /** What a name means that says of another one what it is, {@code out_{a_2}}: the output of the unit that is meant. */
    private List<Meaning> described(WrittenName name) {
        Matcher inner = INNER.matcher(name.sub());
        if (!(name.base().equals("out")
                        || name.base().equals("net")
                        || name.base().equals("delta"))
                || !inner.matches()) {
            return List.of();
        }
        var all = new ArrayList<Meaning>();
        for (Meaning meaning : names.of(new WrittenName(inner.group(1), inner.group(2), name.sup()))) {
            if (meaning.grid().isScalar() && unit(meaning.grid().only()).isPresent()) {
                String unit = unit(meaning.grid().only()).orElseThrow();
                Expr said = name.base().equals("out")
                        ? new Out(unit).expr()
                        : name.base().equals("net") ? new Net(unit).expr() : new Delta(unit).expr();
                all.add(new Meaning(Grid.scalar(said), meaning.conventions(), Math.max(meaning.rank(), Names.USUAL)));
                boolean back = name.base().equals("delta")
                        && meaning.grid().only() instanceof Expr.Sym sym
                        && sym.symbol() instanceof Out;
                if (back) {
                    // What is named below the delta may be what is differentiated by.
                    all.add(new Meaning(
                            Grid.scalar(new Partial(Quantity.LOSS, new Out(unit)).expr()),
                            meaning.conventions(),
                            Math.max(meaning.rank(), Names.LOOSE)));
                }
            }
        }
        return all;
    }

    private static final Pattern INNER = Pattern.compile("(\\p{L}+)_?([0-9]+)");

    private static Optional<String> unit(Expr expr) {
        Symbol symbol = expr instanceof Expr.Sym sym ? sym.symbol() : null;
        return symbol instanceof Out out
                ? Optional.of(out.unit())
                : symbol instanceof Net net ? Optional.of(net.unit()) : Optional.empty();
    }

    private static final Pattern IN_BRACKETS = Pattern.compile("(.*?),?\\[(\\d{1,3})\\]");

    private static Meaning counted(Meaning meaning, int first, int rank) {
        var conventions = new ArrayList<>(meaning.conventions());
        conventions.add(new Convention("index", "from " + first));
        return new Meaning(meaning.grid(), conventions, rank);
    }

    private List<Meaning> entries(WrittenName name) {
        int open = name.sub().indexOf('[');
        if (open < 0) {
            return List.of();
        }
        String[] digits = name.sub().substring(open + 1).split("[^0-9]+");
        String rest = trimmed(name.sub().substring(0, open));
        var all = new ArrayList<Meaning>();
        for (Meaning meaning : names.of(new WrittenName(name.base(), rest, name.sup(), name.pass(), name.sample()))) {
            for (int first : List.of(0, 1)) {
                entry(meaning.grid(), digits, first)
                        .map(entry -> new Meaning(Grid.scalar(entry), meaning.conventions(), meaning.rank()))
                        .ifPresent(entry -> all.add(counted(entry, first, entry.rank() + 1 - first)));
            }
        }
        return all;
    }

    private static String trimmed(String script) {
        return script.endsWith(",") ? script.substring(0, script.length() - 1) : script;
    }

    private static Optional<Expr> entry(Grid grid, String[] digits, int first) {
        if (digits.length == 0 || digits.length > 2 || digits[0].isEmpty() || digits[0].length() > 4) {
            return Optional.empty();
        }
        int i = Integer.parseInt(digits[0]) - first;
        int j = digits.length > 1 && digits[1].length() <= 4 ? Integer.parseInt(digits[1]) - first : 0;
        if (digits.length == 1 && grid.isVector()) {
            return i >= 0 && i < grid.entries().size()
                    ? Optional.of(grid.entries().get(i))
                    : Optional.empty();
        }
        boolean there = i >= 0 && i < grid.rows() && j >= 0 && j < grid.columns();
        return there && digits.length == 2 ? Optional.of(grid.at(i, j)) : Optional.empty();
    }

    private List<Option> placed(Meaning meaning, Place place) {
        var all = new ArrayList<Option>();
        Grid whole = meaning.grid().map(entry -> placed(entry, place, true));
        if (exists(whole)) {
            all.add(new Option(whole, meaning.conventions(), meaning.rank()));
        }
        if (unrolled.samples() > 1 && place.sample() > 0) {
            Grid single = meaning.grid().map(entry -> placed(entry, place, false));
            if (!single.equals(whole) && exists(single)) {
                all.add(new Option(single, meaning.conventions(), meaning.rank() + 1));
            }
        }
        return all;
    }

    private boolean exists(Grid grid) {
        return grid.entries().stream().allMatch(this::exists);
    }

    private boolean exists(Expr expr) {
        return expr instanceof Expr.Sym sym
                ? !(sym.symbol() instanceof Occurrence cell) || exists(cell)
                : expr.parts().stream().allMatch(this::exists);
    }

    boolean exists(Occurrence cell) {
        return unrolled.given(cell).isPresent()
                || unrolled.step(cell).isPresent()
                || cell.quantity() instanceof Partial;
    }

    /** @param total whether what belongs to all samples is that of all, or of the one at hand */
    private Expr placed(Expr expr, Place place, boolean total) {
        return expr.substitute(symbol -> symbol instanceof Occurrence cell
                ? unrolled.place(cell.quantity(), new Occurrence(Quantity.LOSS, place.pass(), cell.sample()))
                        .expr()
                : symbol instanceof Quantity quantity
                        ? cell(quantity, place, total).expr()
                        : null);
    }

    private Occurrence cell(Quantity quantity, Place place, boolean total) {
        boolean ofAll = total
                && unrolled.samples() > 1
                && (quantity.equals(Quantity.LOSS)
                        || quantity instanceof Partial partial && partial.by() instanceof Param
                        || quantity instanceof Updated);
        return unrolled.place(quantity, new Occurrence(Quantity.LOSS, place.pass(), ofAll ? 0 : place.sample()));
    }

    /** Whether a letter stands for each thing of its kind, as in a rule for updates. */
    private static boolean isInGeneral(WrittenName name) {
        WrittenName plain = Names.plain(name);
        return plain.sub().isEmpty() && plain.sup().isEmpty();
    }

    /** Whether some of these parameters are updated and others are not, so that no rule for updates holds for all. */
    private boolean isPartlyFrozen(Grid grid, Place at) {
        return grid.entries().stream()
                        .map(entry -> entry instanceof Expr.Sym sym
                                && sym.symbol() instanceof Param param
                                && exists(new Occurrence(
                                        new Updated(param.id()), at.pass(), unrolled.online() ? at.sample() : 0)))
                        .distinct()
                        .count()
                > 1;
    }

    private Optional<Option> updated(Meaning meaning, Place at) {
        var entries = new ArrayList<Expr>();
        for (Expr entry : meaning.grid().entries()) {
            Optional<Occurrence> next = entry instanceof Expr.Sym sym && sym.symbol() instanceof Quantity quantity
                    ? updated(quantity, at)
                    : Optional.empty();
            Optional<Expr> then = next.<Expr>map(Occurrence::expr).or(() -> later(entry, at));
            if (then.isEmpty()) {
                return Optional.empty();
            }
            entries.add(then.get());
        }
        return Optional.of(new Option(
                new Grid(meaning.grid().rows(), meaning.grid().columns(), entries),
                meaning.conventions(),
                meaning.rank()));
    }

    /** What is worked out of several things, such as an error, after the update of the parameters. */
    private Optional<Expr> later(Expr entry, Place at) {
        boolean single = entry instanceof Expr.Sym || entry.parts().isEmpty();
        var next = new Place(at.pass() + 1, at.sample());
        Expr then = single ? entry : placed(entry, next, true);
        return single || !exists(then) ? Optional.empty() : Optional.of(then);
    }

    private Optional<Occurrence> updated(Quantity quantity, Place at) {
        if (quantity instanceof Param
                || quantity instanceof Node
                        && unrolled.given(cell(quantity, new Place(0, 0), true)).isPresent()) {
            Occurrence next =
                    new Occurrence(new Updated(quantity.id()), at.pass(), unrolled.online() ? at.sample() : 0);
            // What is not updated keeps its value.
            return Optional.of(exists(next) ? next : cell(quantity, at, true));
        }
        Occurrence next = cell(quantity, new Place(at.pass() + 1, at.sample()), true);
        return Optional.of(next).filter(this::exists);
    }

    /** A prime may be that of a derivative, or tell the net input from the output. */
    private List<Option> primed(Meaning meaning, Place at) {
        var all = new ArrayList<Option>();
        boolean outs = meaning.grid().entries().stream()
                .allMatch(entry -> entry instanceof Expr.Sym sym && sym.symbol() instanceof Out);
        if (outs) {
            var conventions = new ArrayList<>(meaning.conventions());
            Grid nets = meaning.grid().map(entry -> new Net(((Out) ((Expr.Sym) entry).symbol()).unit()).expr());
            Grid slopes = meaning.grid().map(entry -> {
                var out = (Out) ((Expr.Sym) entry).symbol();
                return new Partial(out, new Net(out.unit())).expr();
            });
            conventions.add(new Convention("prime", "derivative"));
            all.addAll(placed(new Meaning(slopes, conventions, Math.max(Names.LOOSE, meaning.rank())), at));
            conventions.set(conventions.size() - 1, new Convention("prime", "net input"));
            all.addAll(placed(new Meaning(nets, conventions, Math.max(Names.LOOSE + 1, meaning.rank())), at));
            conventions.set(conventions.size() - 1, new Convention("prime", "part of the name"));
            all.addAll(placed(new Meaning(meaning.grid(), conventions, Math.max(Names.LOOSE + 1, meaning.rank())), at));
        }
        return all;
    }

    private List<Option> partial(Partial partial, Place place) {
        var all = new ArrayList<Option>();
        if (partial.by() instanceof WrittenName by && isWholeLoss(partial.of(), place)) {
            // What has a meaning as a whole, such as the derivative by a bias for each of the units that share it.
            var whole = new WrittenName("dE/d" + by.base(), by.sub(), by.sup(), by.pass(), by.sample());
            names.of(whole).stream()
                    .filter(meaning -> !meaning.grid().isScalar())
                    .forEach(meaning -> all.addAll(placed(meaning.ranked(meaning.rank() + 1), place)));
        }
        for (Option of : side(partial.of(), place)) {
            for (Option by : side(partial.by(), place)) {
                var conventions = new ArrayList<>(of.conventions);
                boolean fit = true;
                for (Convention convention : by.conventions) {
                    Optional<Convention> other = conventions.stream()
                            .filter(some -> some.name().equals(convention.name()))
                            .findFirst();
                    fit &= other.isEmpty() || other.get().equals(convention);
                    if (other.isEmpty()) {
                        conventions.add(convention);
                    }
                }
                if (fit) {
                    for (Grid grid : derivatives(of.grid, by.grid, place)) {
                        all.add(new Option(grid, conventions, Math.max(of.cost, by.cost)));
                    }
                }
            }
        }
        return all;
    }

    private List<Option> side(Symbol symbol, Place place) {
        List<Option> all = symbol instanceof WrittenName name
                ? name(name, place)
                : symbol instanceof Partial partial ? partial(partial, place) : List.of();
        return all.stream()
                .sorted(Comparator.comparingInt(Option::cost))
                .limit(MEANINGS)
                .toList();
    }

    /** The derivatives of some entries by others: each by each, or where there are as many, each by its own. */
    private List<Grid> derivatives(Grid of, Grid by, Place place) {
        var all = new ArrayList<Grid>();
        if (of.isScalar() || by.isScalar() || of.fits(by)) {
            pairs(of, by, place, true).ifPresent(all::add);
            pairs(of, by, place, false).filter(grid -> !all.contains(grid)).ifPresent(all::add);
        }
        if (!of.isScalar() && !by.isScalar() && of.isVector() && by.isVector()) {
            var entries = new ArrayList<Expr>();
            for (Expr o : of.entries()) {
                for (Expr b : by.entries()) {
                    Optional<Expr> one = derivative(o, b, place, false);
                    if (one.isEmpty()) {
                        return all;
                    }
                    entries.add(one.get());
                }
            }
            all.add(new Grid(of.entries().size(), by.entries().size(), entries));
        }
        return all;
    }

    private Optional<Grid> pairs(Grid of, Grid by, Place place, boolean paths) {
        Grid shape = of.isScalar() ? by : of;
        var entries = new ArrayList<Expr>();
        for (int i = 0; i < shape.entries().size(); i++) {
            Expr o = of.isScalar() ? of.only() : of.entries().get(i);
            Expr b = by.isScalar() ? by.only() : by.entries().get(i);
            Optional<Expr> one = derivative(o, b, place, paths);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            entries.add(one.get());
        }
        return Optional.of(new Grid(shape.rows(), shape.columns(), entries));
    }

    private Optional<Expr> derivative(Expr of, Expr by, Place place, boolean paths) {
        if (of instanceof Expr.Neg negative) {
            return derivative(negative.arg(), by, place, paths).map(Expr::neg);
        }
        boolean cells = of instanceof Expr.Sym o
                && o.symbol() instanceof Occurrence
                && by instanceof Expr.Sym b
                && b.symbol() instanceof Occurrence;
        if (!cells) {
            return Optional.empty();
        }
        var above = (Occurrence) ((Expr.Sym) of).symbol();
        var below = (Occurrence) ((Expr.Sym) by).symbol();
        boolean otherPass = above.pass() != below.pass() && !(below.quantity() instanceof Updated);
        // What is given depends on nothing; nobody differentiates it by something else.
        boolean given = unrolled.given(above).isPresent() && !above.equals(below);
        // Who differentiates by what comes later means something else by one of the names.
        boolean reversed = above.quantity() instanceof Node
                && below.quantity() instanceof Node
                && unrolled.derivative(below, above)
                        .filter(back -> !back.equals(Expr.ZERO) && !above.equals(below))
                        .isPresent();
        if (otherPass || given || reversed || isBackward(above.quantity()) || isBackward(below.quantity())) {
            return Optional.empty();
        }
        if (paths) {
            Optional<Occurrence> path = path(above, below);
            if (path.isPresent()) {
                return path.map(Occurrence::expr);
            }
        }
        Place at = new Place(
                above.pass(),
                above.sample() > 0 ? above.sample() : below.sample() > 0 ? below.sample() : place.sample());
        boolean total = above.sample() == 0;
        if (above.quantity().equals(Quantity.LOSS) && below.quantity() instanceof Net net) {
            return Optional.of(cell(new Delta(net.unit()), at, total).expr()).filter(this::exists);
        }
        Occurrence cell = cell(new Partial(above.quantity(), below.quantity()), at, total);
        return Optional.of(cell.expr());
    }

    /** Whether the likeliest meaning of a name is the whole loss, and not one output's part of it. */
    private boolean isWholeLoss(Symbol symbol, Place place) {
        return cells(symbol, place).stream()
                .limit(1)
                .anyMatch(cell -> cell.quantity().equals(Quantity.LOSS));
    }

    private static boolean isBackward(Quantity quantity) {
        return quantity instanceof Partial
                || quantity instanceof Quantity.Path
                || quantity instanceof Quantity.Flow
                || quantity instanceof Quantity.Local;
    }

    /** One output's share of what comes back: where the outputs are tied together, people mean what comes back through its own net input. */
    private Optional<Occurrence> path(Occurrence of, Occurrence by) {
        if (of.quantity() instanceof Quantity.UnitLoss loss && by.quantity() instanceof Out out) {
            Occurrence path = by.with(new Quantity.Path(out.unit(), loss.unit()));
            return Optional.of(path).filter(this::exists);
        }
        return Optional.empty();
    }

    /** The single cells that a name may mean. */
    List<Occurrence> cells(Symbol symbol, Place place) {
        return side(symbol, place).stream()
                .filter(option -> option.grid.isScalar())
                .map(option -> option.grid.only())
                .filter(expr -> expr instanceof Expr.Sym sym && sym.symbol() instanceof Occurrence)
                .map(expr -> (Occurrence) ((Expr.Sym) expr).symbol())
                .toList();
    }
}
