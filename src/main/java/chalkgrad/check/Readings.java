package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Cell;
import chalkgrad.derive.Course;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Updated;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Function;
import chalkgrad.rules.Functions;
import chalkgrad.work.Scribble;
import chalkgrad.work.Work.Chain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a chain in somebody's own names may say in cells, in every way in which a fair colleague would read it.
 *
 * <p>{@code z_1 = w_1 x_1 + w_2 x_2} has a reading about the first unit, and others that do not make sense of all of it.
 */
final class Readings {
    /** So many readings of one chain are looked at. */
    private static final int MOST = 24;

    /** So many are kept while the names are gone through. */
    private static final int BEAM = 60;

    /** So many meanings of one name are looked at. */
    private static final int MEANINGS = 12;

    /** So many ways to multiply out one side are looked at. */
    private static final int PRODUCTS = 6;

    private static final int MAX_ENTRIES = 2_000;

    /** What a reading costs more whose shapes do not go together. */
    private static final int MISSHAPEN = 12;

    /** What somebody would never mean is not looked at where there is something else. */
    private static final int HOPELESS = 18;

    /** A reading that costs more is not one that somebody would have without a reason. */
    static final int PLAUSIBLE = Names.FAR - 1;

    /** Functions that stand for whatever activation is in use. */
    private static final Set<String> GENERIC =
            Set.of("sigma", "f", "g", "phi", "varphi", "S", "a", "act", "activation", "h", "psi");

    /** What the table of functions has otherwise, or not at all. */
    private static final Map<String, String> SPELLINGS = Map.of("log", "ln", "th", "tanh");

    private final Course course;
    private final Names names;
    private final Map<List<Object>, Expr> derivatives;
    private final Map<String, Grid> own = new HashMap<>();

    /**
     * Where in the computation a line stands.
     *
     * @param pass the number of updates before it
     * @param sample the sample; zero where there is only one
     */
    record Place(int pass, int sample) {}

    /**
     * One reading of a chain.
     *
     * @param sides for each side what it says, in cells; empty where a name in it is unknown, or its shapes do not go together
     * @param conventions what has to be so for this reading
     * @param cost how far-fetched it is, all its names together
     * @param far how far-fetched the name is that is most so
     * @param isUpdate whether a name on the left is read as the value after an update without saying so
     */
    record Reading(
            Place place,
            List<Optional<Grid>> sides,
            Map<String, String> conventions,
            int cost,
            int far,
            boolean isUpdate,
            List<String> unknown,
            boolean misshapen) {
        /** Whether somebody would read it so without a reason. */
        boolean isPlausible() {
            return far <= PLAUSIBLE && !misshapen;
        }

        /** The same reading, further fetched. */
        Reading atACost(int more) {
            return new Reading(
                    place, sides, conventions, cost + more, Math.max(far, more), isUpdate, unknown, misshapen);
        }

        /** The same reading on one condition more. */
        Reading under(Convention convention, Conventions known, int rank) {
            var all = new TreeMap<>(conventions);
            all.put(convention.name(), convention.value());
            int more = known.cost(List.of(convention), rank);
            return new Reading(place, sides, all, cost + more, Math.max(far, more), isUpdate, unknown, misshapen);
        }

        /** The number of entries; all sides that could be read have as many. */
        int size() {
            return sides.stream()
                    .flatMap(Optional::stream)
                    .mapToInt(grid -> grid.entries().size())
                    .max()
                    .orElse(1);
        }

        Optional<Expr> entry(int side, int index) {
            return sides.get(side)
                    .map(grid -> grid.isScalar() ? grid.only() : grid.entries().get(index));
        }
    }

    /** @param derivatives those of expressions by symbols that are known already; more are added */
    Readings(Course course, Names names, Map<List<Object>, Expr> derivatives) {
        this.course = course;
        this.names = names;
        this.derivatives = derivatives;
    }

    /** From now on a name means these cells. */
    void define(Scribble name, Grid cells) {
        own.put(name.id(), cells);
    }

    /** What a symbol may be at one place. */
    private record Option(Grid grid, List<Convention> conventions, int cost) {}

    /** Some names with what they are taken for. */
    private record Partly(Map<Symbol, Grid> meanings, Map<String, String> conventions, int cost, int far) {}

    /** Every reading of a chain at one place that is not out of the question, the likelier first; there is always one. */
    List<Reading> of(Chain chain, Place place, Conventions conventions) {
        return of(chain, place, conventions, HOPELESS);
    }

    /** Every reading of a chain at one place, also those that the rest of the work seems to speak against. */
    List<Reading> all(Chain chain, Place place, Conventions conventions) {
        return of(chain, place, conventions, Integer.MAX_VALUE);
    }

    private List<Reading> of(Chain chain, Place place, Conventions conventions, int most) {
        List<Expr> sides = chain.sides().stream()
                .map(side -> along(products(Sums.writtenOut(side.expr())), place))
                .toList();
        List<Expr> layers = sides.stream().map(Readings::withLayers).toList();
        List<Expr> powers = names.isOwn(E_NAME)
                ? sides.stream().map(Readings::withPowersOfE).toList()
                : sides;
        List<Reading> plain = of(chain, sides, place, conventions, most);
        if (layers.equals(sides) && powers.equals(sides)) {
            return plain;
        }
        var all = new ArrayList<>(plain);
        if (!powers.equals(sides)) {
            of(chain, powers, place, conventions, most).forEach(reading -> all.add(reading.atACost(1)));
        }
        if (!layers.equals(sides)) {
            // The number above a letter may be that of its layer.
            all.replaceAll(reading -> reading.under(new Convention("exponent", "a power"), conventions, 0));
            of(chain, layers, place, conventions, most)
                    .forEach(reading ->
                            all.add(reading.under(new Convention("exponent", "a layer"), conventions, Names.USUAL)));
        }
        all.sort(Comparator.comparingInt(Reading::cost));
        return all;
    }

    private static final Scribble E_NAME = new Scribble("e", "", "");

    /** With powers of something that the problem calls e, where a reader takes them for exponentials. */
    private static Expr withPowersOfE(Expr expr) {
        Expr inside = expr.mapParts(Readings::withPowersOfE);
        return inside instanceof Expr.Call call
                        && call.function().equals("exp")
                        && call.args().size() == 1
                ? Expr.pow(E_NAME.expr(), call.args().get(0))
                : inside;
    }

    private static Expr withLayers(Expr expr) {
        boolean layer = expr instanceof Expr.Pow pow
                && pow.base() instanceof Expr.Sym sym
                && sym.symbol() instanceof Scribble name
                && name.sup().isEmpty()
                && pow.exponent() instanceof Expr.Num number
                && number.value().scale() == 0
                && number.value().signum() >= 0
                && number.value().precision() == 1;
        if (layer) {
            var power = (Expr.Pow) expr;
            var name = (Scribble) ((Expr.Sym) power.base()).symbol();
            String number = ((Expr.Num) power.exponent()).value().toPlainString();
            return new Scribble(name.base(), name.sub(), "(" + number + ")", name.pass(), name.sample()).expr();
        }
        return expr.mapParts(Readings::withLayers);
    }

    private List<Reading> of(Chain chain, List<Expr> sides, Place place, Conventions conventions, int most) {
        return of(chain, sides, place, conventions, most, false);
    }

    /** @param own whether the name on the left is one of the writer's own */
    private List<Reading> of(
            Chain chain, List<Expr> sides, Place place, Conventions conventions, int most, boolean own) {
        Set<Symbol> symbols = new LinkedHashSet<>();
        sides.forEach(side -> collect(side, symbols));
        var unknown = new LinkedHashSet<String>();
        boolean free = false;
        var partly = new ArrayList<>(List.of(new Partly(Map.of(), Map.of(), 0, 0)));
        for (Symbol symbol : symbols) {
            boolean left = own && sides.get(0).equals(Expr.sym(symbol));
            List<Option> options = left ? List.of() : options(symbol, place, conventions, most);
            free |= !own && isTheWriters(symbol, sides, options);
            if (options.isEmpty()) {
                unknown.add(symbol.id());
                continue;
            }
            var more = new ArrayList<Partly>();
            for (Partly some : partly) {
                for (Option option : options) {
                    with(some, symbol, option).ifPresent(more::add);
                }
            }
            more.sort(Comparator.comparingInt(Partly::cost));
            partly = new ArrayList<>(more.subList(0, Math.min(BEAM, more.size())));
        }
        var readings = new ArrayList<Reading>();
        for (Partly some : partly) {
            readings(chain, sides, place, some, List.copyOf(unknown), readings);
            if (readings.size() >= MOST) {
                break;
            }
        }
        if (free) {
            of(chain, sides, place, conventions, most, true)
                    .forEach(reading -> readings.add(reading.atACost(Names.LOOSE + 1)));
        }
        readings.sort(Comparator.comparingInt(Reading::cost));
        return readings.isEmpty()
                ? List.of(new Reading(
                        place,
                        sides.stream().map(side -> Optional.<Grid>empty()).toList(),
                        Map.of(),
                        0,
                        0,
                        false,
                        List.copyOf(unknown),
                        true))
                : readings;
    }

    /** Letters that writers take for whatever they like, where the problem has no thing of that name. */
    private static final Set<String> FREE = Set.of(
            "d", "p", "q", "r", "u", "v", "g", "c", "k", "s", "m", "n", "A", "B", "C", "D", "F", "G", "K", "M", "N",
            "P", "Q", "R", "alpha", "beta", "gamma", "epsilon", "lambda", "mu", "rho", "tau", "xi", "Sum", "S", "T");

    /** Whether the name on the left may be one of the writer's own. */
    private static boolean isTheWriters(Symbol symbol, List<Expr> sides, List<Option> options) {
        return sides.size() > 1
                && sides.get(0).equals(Expr.sym(symbol))
                && symbol instanceof Scribble name
                && FREE.contains(name.base())
                && name.sup().isEmpty()
                && name.sub().chars().allMatch(Character::isDigit)
                && options.stream().allMatch(option -> option.cost >= Names.USUAL);
    }

    private static Optional<Partly> with(Partly some, Symbol symbol, Option option) {
        Map<String, String> chosen = some.conventions;
        for (Convention convention : option.conventions) {
            String before = chosen.get(convention.name());
            if (before != null && !before.equals(convention.value())) {
                return Optional.empty();
            } else if (before == null) {
                chosen = new TreeMap<>(chosen);
                chosen.put(convention.name(), convention.value());
            }
        }
        var meanings = new HashMap<>(some.meanings);
        meanings.put(symbol, option.grid);
        return Optional.of(new Partly(meanings, chosen, some.cost + option.cost, Math.max(some.far, option.cost)));
    }

    /** The readings that come of one choice of meanings. */
    private void readings(
            Chain chain, List<Expr> sides, Place place, Partly some, List<String> unknown, List<Reading> readings) {
        var grids = new ArrayList<List<Grid>>();
        boolean misshapen = false;
        for (Expr side : sides) {
            boolean known = isKnown(side, some.meanings);
            List<Grid> ways = known ? ways(side, some.meanings) : List.of();
            misshapen |= known && ways.isEmpty();
            grids.add(ways);
        }
        Optional<Grid> shape = shape(sides, grids);
        List<List<Optional<Grid>>> combined = new ArrayList<>(List.of(List.of()));
        for (List<Grid> ways : grids) {
            List<Grid> fitting = shape.isEmpty()
                    ? ways
                    : ways.stream()
                            .flatMap(grid -> fitted(grid, shape.get()).stream())
                            .toList();
            misshapen |= fitting.isEmpty() && !ways.isEmpty();
            var more = new ArrayList<List<Optional<Grid>>>();
            for (List<Optional<Grid>> before : combined) {
                for (Optional<Grid> way : fitting.isEmpty()
                        ? List.of(Optional.<Grid>empty())
                        : fitting.stream().map(Optional::of).toList()) {
                    var extended = new ArrayList<>(before);
                    extended.add(way);
                    more.add(extended);
                }
            }
            combined = more.subList(0, Math.min(PRODUCTS, more.size()));
        }
        for (List<Optional<Grid>> way : combined) {
            var tried = new ArrayList<List<Optional<Grid>>>();
            for (Applied applied : Applied.values()) {
                List<Optional<Grid>> called = way.stream()
                        .map(grid -> grid.flatMap(g -> calls(g, applied)))
                        .toList();
                if (tried.contains(called)) {
                    continue;
                }
                tried.add(called);
                var missing = new ArrayList<>(unknown);
                for (int i = 0; i < way.size(); i++) {
                    if (way.get(i).isPresent() && called.get(i).isEmpty()) {
                        missing.addAll(functionsIn(sides.get(i)));
                    }
                }
                boolean nonsense = called.stream().flatMap(Optional::stream).anyMatch(Readings::isNonsense);
                int all = some.cost + (misshapen ? MISSHAPEN : 0) + (nonsense ? MISSHAPEN : 0);
                int far = some.far + (nonsense ? MISSHAPEN : 0);
                Optional<List<Optional<Grid>>> updated = updated(called);
                boolean looks = updated.isPresent() && looksLikeUpdate(chain, called);
                readings.add(
                        new Reading(place, called, some.conventions, all + (looks ? 3 : 0), far, false, missing, misshapen));
                if (updated.isPresent()) {
                    readings.add(new Reading(
                            place, updated.get(), some.conventions, all + (looks ? 0 : 3), far, true, missing, misshapen));
                    readings.add(new Reading(
                            place, gradient(called), some.conventions, all + Names.LOOSE, far, true, missing, misshapen));
                }
            }
        }
    }

    /** Whether something is taken away from itself: then one of two names has been read as the other. */
    private static boolean isNonsense(Grid grid) {
        return grid.entries().stream().limit(2).anyMatch(Readings::isNonsense);
    }

    private static boolean isNonsense(Expr expr) {
        if (expr instanceof Expr.Add add) {
            for (Expr term : add.terms()) {
                if (term instanceof Expr.Neg neg
                        && !Readings.isNumeric(neg.arg())
                        && add.terms().contains(neg.arg())) {
                    return true;
                }
            }
        }
        return expr.parts().stream().anyMatch(Readings::isNonsense);
    }

    /** With the name on the left read as that of its gradient, as people write it who list gradients by the names of weights. */
    private List<Optional<Grid>> gradient(List<Optional<Grid>> sides) {
        var all = new ArrayList<>(sides);
        all.set(
                0,
                sides.get(0)
                        .map(grid -> grid.map(entry -> {
                            var cell = (Cell) ((Expr.Sym) entry).symbol();
                            return new Cell(new Partial(objective(), cell.quantity()), cell.pass(), cell.sample())
                                    .expr();
                        })));
        return all;
    }

    private Quantity objective() {
        return course.derivation() instanceof chalkgrad.derive.GraphDerivation graph
                ? graph.graph().objective()
                : Quantity.LOSS;
    }

    /** What a letter for a function stands for. */
    private enum Applied {
        /** The activation that is in use where it stands. */
        IN_USE,
        /** The same, and its derivative at an output is that of the unit, at its net input. */
        SLOPE_OF_UNIT,
        /** The sigmoid, whatever is in use. */
        SIGMOID
    }

    /** The shape that the sides have to have: that of a name that stands alone, or else of the first. */
    private static Optional<Grid> shape(List<Expr> sides, List<List<Grid>> grids) {
        Optional<Grid> shape = Optional.empty();
        for (int i = 0; i < sides.size(); i++) {
            if (!grids.get(i).isEmpty() && sides.get(i) instanceof Expr.Sym) {
                return Optional.of(grids.get(i).get(0));
            } else if (!grids.get(i).isEmpty()
                    && (shape.isEmpty() || shape.get().isScalar())) {
                shape = Optional.of(grids.get(i).get(0));
            }
        }
        return shape;
    }

    /** A grid as it may stand for one of a shape: as it is, or transposed; nothing where neither is so. */
    private static List<Grid> fitted(Grid grid, Grid shape) {
        if (grid.fits(shape)) {
            return List.of(grid);
        } else if (grid.transposed().fits(shape)) {
            return List.of(grid.transposed());
        }
        return List.of();
    }

    /** With the name on the left read as the value after the update; empty where it is no parameter that is updated. */
    private Optional<List<Optional<Grid>>> updated(List<Optional<Grid>> sides) {
        if (sides.size() < 2 || sides.get(0).isEmpty()) {
            return Optional.empty();
        }
        var entries = new ArrayList<Expr>();
        Grid left = sides.get(0).get();
        for (Expr entry : left.entries()) {
            if (!(entry instanceof Expr.Sym sym) || !(sym.symbol() instanceof Cell cell) || !isParameter(cell)) {
                return Optional.empty();
            }
            Cell next = new Cell(new Updated(cell.quantity().id()), cell.pass(), course.online() ? cell.sample() : 0);
            if (!exists(next)) {
                return Optional.empty();
            }
            entries.add(next.expr());
        }
        var all = new ArrayList<>(sides);
        all.set(0, Optional.of(new Grid(left.rows(), left.columns(), entries)));
        return Optional.of(all);
    }

    private boolean isParameter(Cell cell) {
        return cell.quantity() instanceof Param
                || cell.quantity() instanceof Node
                        && course.given(new Cell(cell.quantity(), 0, 0)).isPresent();
    }

    /** Whether a later side takes something away from, or adds it to, what stands on the left, or knows the learning rate. */
    private static boolean looksLikeUpdate(Chain chain, List<Optional<Grid>> sides) {
        Expr left = sides.get(0).orElseThrow().entries().get(0);
        if (chain.sides().get(1).sign() == Expr.Sign.ARROW) {
            return true;
        }
        for (int i = 1; i < sides.size(); i++) {
            if (sides.get(i).isPresent()) {
                Expr entry = sides.get(i).get().entries().get(0);
                if (entry instanceof Expr.Add add && contains(add, left)
                        || contains(entry, Cell.of(Quantity.RATE).expr())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean contains(Expr expr, Expr part) {
        return expr.equals(part) || expr.parts().stream().anyMatch(inside -> contains(inside, part));
    }

    private static boolean isKnown(Expr expr, Map<Symbol, Grid> meanings) {
        return expr instanceof Expr.Sym sym
                ? !Names.isScribble(sym.symbol()) || meanings.containsKey(sym.symbol())
                : expr.parts().stream().allMatch(part -> isKnown(part, meanings));
    }

    private static void collect(Expr expr, Set<Symbol> symbols) {
        if (expr instanceof Expr.Sym sym) {
            if (Names.isScribble(sym.symbol())) {
                symbols.add(sym.symbol());
            }
            return;
        }
        expr.parts().forEach(part -> collect(part, symbols));
    }

    // What a name means

    private List<Option> options(Symbol symbol, Place place, Conventions conventions, int most) {
        var all = symbol instanceof Partial partial
                ? partial(partial, place)
                : symbol instanceof Scribble name
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

    private List<Option> name(Scribble name, Place place) {
        Grid defined = own.get(name.id());
        if (defined != null) {
            return List.of(new Option(defined, List.of(), 0));
        }
        Place at = new Place(
                name.pass() > 0 ? name.pass() - 1 : place.pass(), name.sample() > 0 ? name.sample() : place.sample());
        List<Option> all = new ArrayList<>();
        if (Names.isUpdated(name)) {
            for (Meaning meaning : meanings(Names.plain(name))) {
                // In the pass after an update the values of this pass are the updated ones.
                boolean here = at.pass() > 0 && name.pass() == 0;
                if (here) {
                    all.addAll(placed(meaning, at));
                }
                updated(meaning.ranked(meaning.rank() + (here ? 1 : 0)), at).ifPresent(all::add);
            }
        }
        if (name.sup().endsWith("'")) {
            meanings(Names.plain(name)).forEach(meaning -> all.addAll(primed(meaning, at)));
        }
        if (all.isEmpty() && name.sup().equals("grad")) {
            return name(new Scribble("grad" + name.base(), name.sub(), "", name.pass(), name.sample()), place);
        }
        if (all.isEmpty()) {
            meanings(name).forEach(meaning -> all.addAll(placed(meaning, at)));
        }
        if (all.isEmpty() && !Names.plain(name).equals(name)) {
            meanings(Names.plain(name)).forEach(meaning -> all.addAll(placed(meaning, at)));
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

    /** What a name means; one with indices in brackets behind it is an entry of what it means without. */
    private List<Meaning> meanings(Scribble name) {
        List<Meaning> all = names.of(name);
        return !all.isEmpty() ? all : entries(name);
    }

    private List<Meaning> entries(Scribble name) {
        int open = name.sub().indexOf('[');
        if (open < 0) {
            return List.of();
        }
        String[] digits = name.sub().substring(open + 1).split("[^0-9]+");
        String rest = trimmed(name.sub().substring(0, open));
        var all = new ArrayList<Meaning>();
        for (Meaning meaning : names.of(new Scribble(name.base(), rest, name.sup(), name.pass(), name.sample()))) {
            for (int first : List.of(0, 1)) {
                entry(meaning.grid(), digits, first).ifPresent(entry -> {
                    var conventions = new ArrayList<>(meaning.conventions());
                    conventions.add(new Convention("index", "from " + first));
                    all.add(new Meaning(Grid.scalar(entry), conventions, meaning.rank() + 1 - first));
                });
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
        if (course.samples() > 1 && place.sample() > 0) {
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
                ? !(sym.symbol() instanceof Cell cell) || exists(cell)
                : expr.parts().stream().allMatch(this::exists);
    }

    private boolean exists(Cell cell) {
        return course.given(cell).isPresent() || course.step(cell).isPresent() || cell.quantity() instanceof Partial;
    }

    /** @param total whether what belongs to all samples is that of all, or of the one at hand */
    private Expr placed(Expr expr, Place place, boolean total) {
        return expr.substitute(symbol -> symbol instanceof Cell cell
                ? course.place(cell.quantity(), new Cell(Quantity.LOSS, place.pass(), cell.sample()))
                        .expr()
                : symbol instanceof Quantity quantity
                        ? cell(quantity, place, total).expr()
                        : null);
    }

    private Cell cell(Quantity quantity, Place place, boolean total) {
        boolean ofAll = total
                && course.samples() > 1
                && (quantity.equals(Quantity.LOSS)
                        || quantity instanceof Partial partial && partial.by() instanceof Param
                        || quantity instanceof Updated);
        return course.place(quantity, new Cell(Quantity.LOSS, place.pass(), ofAll ? 0 : place.sample()));
    }

    private Optional<Option> updated(Meaning meaning, Place at) {
        var entries = new ArrayList<Expr>();
        for (Expr entry : meaning.grid().entries()) {
            Optional<Cell> next = entry instanceof Expr.Sym sym && sym.symbol() instanceof Quantity quantity
                    ? updated(quantity, at)
                    : Optional.empty();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            entries.add(next.get().expr());
        }
        return Optional.of(new Option(
                new Grid(meaning.grid().rows(), meaning.grid().columns(), entries),
                meaning.conventions(),
                meaning.rank()));
    }

    private Optional<Cell> updated(Quantity quantity, Place at) {
        if (quantity instanceof Param
                || quantity instanceof Node
                        && course.given(cell(quantity, new Place(0, 0), true)).isPresent()) {
            Cell next = new Cell(new Updated(quantity.id()), at.pass(), 0);
            // What is not updated keeps its value.
            return Optional.of(exists(next) ? next : cell(quantity, at, true));
        }
        Cell next = cell(quantity, new Place(at.pass() + 1, at.sample()), true);
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
        if (partial.by() instanceof Scribble by && isWholeLoss(partial.of(), place)) {
            // What has a meaning as a whole, such as the derivative by a bias for each of the units that share it.
            var whole = new Scribble("dE/d" + by.base(), by.sub(), by.sup(), by.pass(), by.sample());
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
                        all.add(new Option(grid, conventions, Math.max(of.cost, by.cost) + all.size() / 40));
                    }
                }
            }
        }
        return all;
    }

    private List<Option> side(Symbol symbol, Place place) {
        List<Option> all = symbol instanceof Scribble name
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
                && o.symbol() instanceof Cell
                && by instanceof Expr.Sym b
                && b.symbol() instanceof Cell;
        if (!cells) {
            return Optional.empty();
        }
        var above = (Cell) ((Expr.Sym) of).symbol();
        var below = (Cell) ((Expr.Sym) by).symbol();
        boolean otherPass = above.pass() != below.pass() && !(below.quantity() instanceof Updated);
        if (otherPass || isBackward(above.quantity()) || isBackward(below.quantity())) {
            return Optional.empty();
        }
        if (paths) {
            Optional<Cell> path = path(above, below);
            if (path.isPresent()) {
                return path.map(Cell::expr);
            }
        }
        Place at = new Place(
                above.pass(),
                above.sample() > 0 ? above.sample() : below.sample() > 0 ? below.sample() : place.sample());
        boolean total = above.sample() == 0;
        if (above.quantity().equals(Quantity.LOSS) && below.quantity() instanceof Net net) {
            return Optional.of(cell(new Delta(net.unit()), at, total).expr()).filter(this::exists);
        }
        Cell cell = cell(new Partial(above.quantity(), below.quantity()), at, total);
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
    private Optional<Cell> path(Cell of, Cell by) {
        if (of.quantity() instanceof Quantity.UnitLoss loss && by.quantity() instanceof Out out) {
            Cell path = by.with(new Quantity.Path(out.unit(), loss.unit()));
            return Optional.of(path).filter(this::exists);
        }
        return Optional.empty();
    }

    // What an expression says

    /** A name of the problem before parentheses is a factor, even where others call a function so. */
    private Expr products(Expr expr) {
        Expr inside = expr.mapParts(this::products);
        if (inside instanceof Expr.Call call && call.args().size() == 1) {
            var name = new Scribble(call.function(), "", "");
            return names.isOwn(name) ? Expr.mul(name.expr(), call.args().get(0)) : inside;
        }
        return inside;
    }

    /** {@code dE/dout(h1)|o2} is what comes back through one unit. */
    private Expr along(Expr expr, Place place) {
        Expr inside = expr.mapParts(part -> along(part, place));
        boolean way = inside instanceof Expr.Call call
                && call.function().equals("at")
                && call.args().get(0) instanceof Expr.Sym of
                && of.symbol() instanceof Partial
                && call.args().get(1) instanceof Expr.Sym through
                && through.symbol() instanceof Scribble;
        if (!way) {
            return inside;
        }
        List<Expr> args = ((Expr.Call) inside).args();
        var partial = (Partial) ((Expr.Sym) args.get(0)).symbol();
        var name = (Scribble) ((Expr.Sym) args.get(1)).symbol();
        var at = new Place(
                name.pass() > 0 ? name.pass() - 1 : place.pass(), name.sample() > 0 ? name.sample() : place.sample());
        for (Cell of : cells(partial.of(), at)) {
            for (Cell by : cells(partial.by(), at)) {
                Quantity quantity = by.quantity() instanceof Out from
                        ? new Quantity.Path(from.unit(), name.base() + name.sub())
                        : by.quantity() instanceof Node to
                                ? new Quantity.Flow(of.quantity(), to, new Node(name.base() + name.sub()))
                                : Quantity.LOSS;
                Cell cell = by.with(quantity);
                if (!quantity.equals(Quantity.LOSS) && exists(cell)) {
                    return cell.expr();
                }
            }
        }
        return inside;
    }

    /** The single cells that a name may mean. */
    List<Cell> cells(Symbol symbol, Place place) {
        return side(symbol, place).stream()
                .filter(option -> option.grid.isScalar())
                .map(option -> option.grid.only())
                .filter(expr -> expr instanceof Expr.Sym sym && sym.symbol() instanceof Cell)
                .map(expr -> (Cell) ((Expr.Sym) expr).symbol())
                .toList();
    }

    /** What an expression may be with these meanings; two arrays side by side may be multiplied in several ways. */
    private List<Grid> ways(Expr expr, Map<Symbol, Grid> meanings) {
        if (expr instanceof Expr.Sym sym) {
            Grid grid = meanings.get(sym.symbol());
            return List.of(grid == null ? Grid.scalar(expr) : grid);
        } else if (expr instanceof Expr.Num) {
            return List.of(Grid.scalar(expr));
        } else if (expr instanceof Expr.Matrix matrix) {
            return matrix(matrix, meanings).stream().toList();
        } else if (expr instanceof Expr.Neg neg) {
            return ways(neg.arg(), meanings).stream()
                    .map(grid -> grid.map(Readings::negated))
                    .toList();
        } else if (expr instanceof Expr.Transpose transpose) {
            return ways(transpose.arg(), meanings).stream()
                    .map(Grid::transposed)
                    .toList();
        } else if (isOfNumbers(expr, meanings)) {
            return scalars(expr, meanings);
        } else if (expr instanceof Expr.Add add) {
            return fold(
                    add.terms(),
                    meanings,
                    (a, b) -> a.with(b, (x, y) -> Expr.add(x, y)).stream().toList());
        } else if (expr instanceof Expr.Mul mul) {
            return fold(mul.factors(), meanings, Readings::product);
        } else if (expr instanceof Expr.MatMul product) {
            return fold(List.of(product.left(), product.right()), meanings, Readings::matrixProduct);
        } else if (expr instanceof Expr.Div div) {
            return fold(
                    List.of(div.numerator(), div.denominator()),
                    meanings,
                    (a, b) -> a.with(b, Expr::div).stream().toList());
        } else if (expr instanceof Expr.Pow pow) {
            return fold(
                    List.of(pow.base(), pow.exponent()),
                    meanings,
                    (a, b) -> b.isScalar() ? List.of(a.map(entry -> Expr.pow(entry, b.only()))) : List.of());
        } else if (expr instanceof Expr.Call call) {
            return call(call, meanings);
        }
        return scalars(expr, meanings);
    }

    private static Expr negated(Expr entry) {
        return entry instanceof Expr.Neg neg ? neg.arg() : Expr.neg(entry);
    }

    /** Whether there is no array in an expression: then it keeps the shape in which it was written. */
    private static boolean isOfNumbers(Expr expr, Map<Symbol, Grid> meanings) {
        if (expr instanceof Expr.Sym sym) {
            Grid grid = meanings.get(sym.symbol());
            return grid == null || grid.isScalar();
        }
        boolean plain = !(expr instanceof Expr.Matrix
                || expr instanceof Expr.Call
                || expr instanceof Expr.MatMul
                || expr instanceof Expr.Transpose);
        return plain && expr.parts().stream().allMatch(part -> isOfNumbers(part, meanings));
    }

    /** An operation of which every part is a number. */
    private List<Grid> scalars(Expr expr, Map<Symbol, Grid> meanings) {
        var failed = new boolean[1];
        Expr result = expr.mapParts(part -> {
            List<Grid> ways = ways(part, meanings);
            if (ways.isEmpty() || !ways.get(0).isScalar()) {
                failed[0] = true;
                return part;
            }
            return ways.get(0).only();
        });
        return failed[0] ? List.of() : List.of(Grid.scalar(result));
    }

    private Optional<Grid> matrix(Expr.Matrix matrix, Map<Symbol, Grid> meanings) {
        int columns = matrix.rows().get(0).size();
        var entries = new ArrayList<Expr>();
        for (List<Expr> row : matrix.rows()) {
            if (row.size() != columns) {
                return Optional.empty();
            }
            for (Expr entry : row) {
                List<Grid> ways = ways(entry, meanings);
                if (ways.isEmpty() || !ways.get(0).isScalar()) {
                    return Optional.empty();
                }
                entries.add(ways.get(0).only());
            }
        }
        return entries.size() > MAX_ENTRIES
                ? Optional.empty()
                : Optional.of(new Grid(matrix.rows().size(), columns, entries));
    }

    private interface Operation {
        List<Grid> apply(Grid left, Grid right);
    }

    private List<Grid> fold(List<Expr> parts, Map<Symbol, Grid> meanings, Operation operation) {
        List<Grid> results = ways(parts.get(0), meanings);
        for (Expr part : parts.subList(1, parts.size())) {
            var more = new LinkedHashSet<Grid>();
            List<Grid> rights = ways(part, meanings);
            for (Grid left : results) {
                for (Grid right : rights) {
                    more.addAll(operation.apply(left, right));
                }
            }
            results = more.stream().limit(PRODUCTS).toList();
        }
        return results;
    }

    /** What people mean by two arrays side by side. */
    private static List<Grid> product(Grid left, Grid right) {
        if (left.isScalar() || right.isScalar()) {
            return left.with(right, (x, y) -> Expr.mul(x, y)).stream().toList();
        }
        var all = new LinkedHashSet<Grid>();
        if (!(left.isVector() && right.isVector())) {
            all.addAll(matrixProduct(left, right));
        }
        left.with(right, (x, y) -> Expr.mul(x, y)).ifPresent(all::add);
        if (left.isVector() && right.isVector()) {
            all.addAll(matrixProduct(left, right));
        }
        return List.copyOf(all);
    }

    /** The product of matrices; vectors lie or stand as it needs. */
    private static List<Grid> matrixProduct(Grid left, Grid right) {
        if (left.isScalar() || right.isScalar()) {
            return left.with(right, (x, y) -> Expr.mul(x, y)).stream().toList();
        }
        var all = new LinkedHashSet<Grid>();
        left.times(right).ifPresent(all::add);
        if (left.isVector() && right.isVector()) {
            boolean same = left.entries().size() == right.entries().size();
            if (same) {
                all.add(Grid.scalar(left.dot(right)));
            }
            all.add(left.outer(right));
        } else if (right.isVector()) {
            left.times(right.transposed()).ifPresent(all::add);
        } else if (left.isVector()) {
            left.transposed().times(right).ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    private List<Grid> call(Expr.Call call, Map<Symbol, Grid> meanings) {
        List<Expr> args = call.args();
        String name = call.function().toLowerCase(Locale.ROOT);
        if (name.equals("diff")) {
            return differentiated(args.get(0), args.get(1), meanings);
        } else if (args.size() == 1) {
            return ways(args.get(0), meanings).stream()
                    .flatMap(grid -> ofArray(call.function(), name, grid).stream())
                    .toList();
        }
        List<Expr> values =
                args.stream().filter(arg -> !(arg instanceof Expr.Relation)).toList();
        return switch (name) {
            case "dot", "matmul", "mm" -> fold(values, meanings, Readings::matrixProduct);
            case "outer" -> fold(values, meanings, (a, b) -> List.of(a.outer(b)));
            case "multiply", "mul" ->
                fold(
                        values,
                        meanings,
                        (a, b) -> a.with(b, (x, y) -> Expr.mul(x, y)).stream().toList());
            case "add" ->
                fold(
                        values,
                        meanings,
                        (a, b) -> a.with(b, (x, y) -> Expr.add(x, y)).stream().toList());
            case "subtract" ->
                fold(values, meanings, (a, b) -> a.with(b, Expr::sub).stream().toList());
            case "maximum" ->
                fold(
                        values,
                        meanings,
                        (a, b) -> a.with(b, (x, y) -> Expr.call("max", x, y)).stream()
                                .toList());
            case "max", "min" ->
                fold(
                        values,
                        meanings,
                        (a, b) -> a.with(b, (x, y) -> Expr.call(name, x, y)).stream()
                                .toList());
            default -> scalars(call, meanings);
        };
    }

    private List<Grid> ofArray(String function, String name, Grid grid) {
        if (grid.isScalar()) {
            return List.of(Grid.scalar(Expr.call(function, grid.only())));
        }
        return switch (name) {
            case "sum" -> List.of(Grid.scalar(grid.sum()));
            case "mean" ->
                List.of(Grid.scalar(Expr.div(grid.sum(), Expr.num(grid.entries().size()))));
            case "diag" -> grid.isVector() ? List.of(grid.diagonal()) : List.of();
            case "norm" ->
                List.of(Grid.scalar(Expr.call(
                        "sqrt",
                        Expr.add(grid.entries().stream()
                                .map(entry -> Expr.pow(entry, Expr.TWO))
                                .toList()))));
            case "transpose" -> List.of(grid.transposed());
            case "softmax" -> grid.isVector() ? List.of(softmax(grid)) : List.of();
            case "max", "min" -> List.of(Grid.scalar(new Expr.Call(name, grid.entries())));
            default -> List.of(grid.map(entry -> Expr.call(function, entry)));
        };
    }

    private static Grid softmax(Grid grid) {
        Expr sum = Expr.add(grid.entries().stream()
                .<Expr>map(entry -> Expr.call("exp", entry))
                .toList());
        return grid.map(entry -> Expr.div(Expr.call("exp", entry), sum));
    }

    /** The derivative of an expression by a name that occurs in it. */
    private List<Grid> differentiated(Expr of, Expr by, Map<Symbol, Grid> meanings) {
        var all = new ArrayList<Grid>();
        for (Grid above : ways(of, meanings)) {
            for (Grid below : ways(by, meanings)) {
                boolean symbol = below.isScalar() && below.only() instanceof Expr.Sym;
                if (symbol && above.isScalar()) {
                    calls(above.only(), Applied.IN_USE)
                            .flatMap(expr -> derivative(expr, ((Expr.Sym) below.only()).symbol()))
                            .ifPresent(result -> all.add(Grid.scalar(result)));
                }
            }
        }
        return all;
    }

    /** The derivative along every way from an expression back to a cell. */
    private Optional<Expr> derivative(Expr expr, Symbol by) {
        var terms = new ArrayList<Expr>();
        Set<Symbol> inside = new LinkedHashSet<>();
        cellsIn(expr, inside);
        for (Symbol symbol : inside) {
            Optional<Expr> rest = symbol.equals(by)
                    ? Optional.of(Expr.ONE)
                    : by instanceof Cell cell ? course.derivative((Cell) symbol, cell) : Optional.empty();
            if (rest.isPresent() && !rest.get().equals(Expr.ZERO)) {
                Expr outer = derivatives.computeIfAbsent(
                        List.of(expr, symbol),
                        key -> course.derivation().rules().shown(expr, symbol));
                terms.add(rest.get().equals(Expr.ONE) ? outer : Expr.mul(outer, rest.get()));
            }
        }
        return Optional.of(Expr.add(terms));
    }

    private static void cellsIn(Expr expr, Set<Symbol> cells) {
        if (expr instanceof Expr.Sym sym && sym.symbol() instanceof Cell) {
            cells.add(sym.symbol());
        }
        expr.parts().forEach(part -> cellsIn(part, cells));
    }

    private static Set<String> functionsIn(Expr expr) {
        var functions = new LinkedHashSet<String>();
        if (expr instanceof Expr.Call call) {
            functions.add(call.function());
        }
        expr.parts().forEach(part -> functions.addAll(functionsIn(part)));
        return functions;
    }

    private Optional<Grid> calls(Grid grid, Applied inUse) {
        var entries = new ArrayList<Expr>();
        for (Expr entry : grid.entries()) {
            Optional<Expr> called = calls(entry, inUse);
            if (called.isEmpty()) {
                return Optional.empty();
            }
            entries.add(called.get());
        }
        return Optional.of(new Grid(grid.rows(), grid.columns(), entries));
    }

    /** With every function that was written replaced by what it is here; empty where one is unknown. */
    private Optional<Expr> calls(Expr expr, Applied inUse) {
        var failed = new boolean[1];
        Expr result = calls(expr, inUse, failed);
        return failed[0] ? Optional.empty() : Optional.of(result);
    }

    private Expr calls(Expr expr, Applied inUse, boolean[] failed) {
        Expr inside = expr.mapParts(part -> calls(part, inUse, failed));
        if (inside instanceof Expr.Call call) {
            Optional<Expr> result = call(call, inUse);
            failed[0] |= result.isEmpty();
            return result.orElse(call);
        }
        return inside;
    }

    private Optional<Expr> call(Expr.Call call, Applied inUse) {
        boolean slope = call.function().endsWith("'");
        String written = slope ? call.function().substring(0, call.function().length() - 1) : call.function();
        String name = named(written);
        if (call.args().size() == 1
                && (GENERIC.contains(written) || Activations.find(name).isPresent())) {
            Expr given = call.args().get(0);
            Expr arg = slope && inUse == Applied.SLOPE_OF_UNIT ? netOf(given) : given;
            Optional<Activation> activation = !GENERIC.contains(written)
                    ? Activations.find(name)
                    : inUse != Applied.SIGMOID
                            ? inUse(arg)
                            : Activations.find("sigmoid").filter(found -> written.equals("sigma"));
            return activation
                    .filter(found -> found.kind() != Activation.Kind.SOFTMAX)
                    .map(found -> slope ? course.derivation().rules().of(found).derived() : found.definition())
                    .map(rule -> rule.substitute(symbol -> symbol.equals(Activation.NET) ? arg : null));
        }
        boolean known = !slope && Functions.find(name).isPresent();
        return known ? Optional.of(new Expr.Call(name, call.args())) : Optional.empty();
    }

    /** The net input of the unit whose output something is; else the same. */
    private static Expr netOf(Expr expr) {
        return expr instanceof Expr.Sym sym && sym.symbol() instanceof Cell cell && cell.quantity() instanceof Out out
                ? cell.with(new Net(out.unit())).expr()
                : expr;
    }

    /** The activations that an expression names, in the names of the problem-file grammar. */
    Set<String> activationsIn(Expr expr) {
        var all = new LinkedHashSet<String>();
        for (String function : functionsIn(expr)) {
            String name = named(function.replace("'", ""));
            if (Activations.find(name).isPresent()) {
                all.add(name);
            }
        }
        return all;
    }

    /** Whether a problem has an activation; a graph may have anything. */
    boolean isInUse(String activation) {
        return !(course.derivation() instanceof chalkgrad.derive.NetworkDerivation derivation)
                || derivation.network().layers().stream()
                        .map(Network.Layer::activation)
                        // Of an expression of the problem's own nobody knows what it is called.
                        .anyMatch(used -> used.name().equals(activation)
                                || Activations.find(used.name()).isEmpty());
    }

    /** The name in the problem-file grammar of a function by a spelling. */
    private static String named(String spelling) {
        String plain = spelling.toLowerCase(Locale.ROOT);
        String own = SPELLINGS.get(plain);
        return own != null ? own : Functions.meant(spelling).map(Function::name).orElse(plain);
    }

    /** The activation that is applied to an argument: that of its unit, or the only one there is. */
    private Optional<Activation> inUse(Expr arg) {
        if (!(course.derivation() instanceof chalkgrad.derive.NetworkDerivation derivation)) {
            return Activations.find("sigmoid");
        }
        for (Network.Layer layer : derivation.network().layers()) {
            for (Network.Unit unit : layer.units()) {
                if (arg instanceof Expr.Sym sym
                        && sym.symbol() instanceof Cell cell
                        && (cell.quantity().equals(new Net(unit.name()))
                                || cell.quantity().equals(new Out(unit.name())))) {
                    return Optional.of(layer.activation());
                }
            }
        }
        List<Activation> all = derivation.network().layers().stream()
                .map(Network.Layer::activation)
                .distinct()
                .toList();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** The number that an expression is, where it is one that was written down. */
    static Optional<BigDecimal> number(Expr expr) {
        if (expr instanceof Expr.Num num) {
            return Optional.of(num.value());
        } else if (expr instanceof Expr.Neg neg && neg.arg() instanceof Expr.Num num) {
            return Optional.of(num.value().negate());
        }
        return Optional.empty();
    }

    /** Whether a number of some kind stands in an expression. */
    static boolean hasNumber(Expr expr, Predicate<BigDecimal> kind) {
        return expr instanceof Expr.Num num
                ? kind.test(num.value())
                : expr.parts().stream().anyMatch(part -> hasNumber(part, kind));
    }

    /** Whether some number in an expression is written with decimals. */
    static boolean hasDecimals(Expr expr) {
        return hasNumber(expr, number -> number.scale() > 0);
    }

    /** Whether there is no name in it. */
    static boolean isNumeric(Expr expr) {
        return !(expr instanceof Expr.Sym sym && !(sym.symbol() instanceof Symbol.Constant))
                && expr.parts().stream().allMatch(Readings::isNumeric);
    }
}
