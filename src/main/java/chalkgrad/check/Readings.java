package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Updated;
import chalkgrad.work.Work.Chain;
import chalkgrad.work.WrittenName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** What a reading costs more whose shapes do not go together. */
    private static final int MISSHAPEN = 12;

    /** What somebody would never mean is not looked at where there is something else. */
    private static final int HOPELESS = 18;

    /** A reading that costs more is not one that somebody would have without a reason. */
    static final int PLAUSIBLE = Names.FAR - 1;

    private final UnrolledComputation unrolled;
    private final NameMeanings meanings;
    private final FunctionsInUse functions;
    private final ArrayReadings arrays;

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

        /** The same reading of a chain with one more side at its head, which says nothing. */
        Reading behindHead() {
            var all = new ArrayList<Optional<Grid>>();
            all.add(Optional.empty());
            all.addAll(sides);
            return saying(all);
        }

        /** The same of a chain with other sides. */
        Reading saying(List<Optional<Grid>> others) {
            return new Reading(place, others, conventions, cost, far, isUpdate, unknown, misshapen);
        }

        /** The same reading, of which nothing can be proved. */
        Reading doubted() {
            return new Reading(place, sides, conventions, cost, Math.max(far, PLAUSIBLE), isUpdate, unknown, misshapen);
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
    Readings(UnrolledComputation unrolled, Names names, Map<List<Object>, Expr> derivatives) {
        this.unrolled = unrolled;
        this.meanings = new NameMeanings(unrolled, names);
        this.functions = new FunctionsInUse(unrolled);
        this.arrays = new ArrayReadings(unrolled, functions, derivatives);
    }

    /** From now on a name means these cells. */
    void define(WrittenName name, Grid cells) {
        meanings.define(name, cells);
    }

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
                .map(side -> along(products(indicators(Sums.writtenOut(side.expr()))), place))
                .toList();
        List<Expr> layers = sides.stream().map(Readings::withLayers).toList();
        List<Expr> powers = meanings.isOwn(E_NAME)
                ? sides.stream().map(Readings::withPowersOfE).toList()
                : sides;
        List<Expr> joined = sides.stream().map(side -> withJoined(side, place)).toList();
        List<List<Expr>> timed = CountedUpdates.ways(sides);
        List<List<Expr>> besides = besides(sides, conventions);
        List<Expr> indexed = withParameter(sides);
        List<Expr> plainly = chain.sides().stream()
                .map(side -> along(products(indicators(Sums.writtenOut(withoutArguments(side.expr())))), place))
                .toList();
        List<Reading> plain = of(chain, sides, place, conventions, most);
        if (layers.equals(sides)
                && powers.equals(sides)
                && joined.equals(sides)
                && indexed.equals(sides)
                && plainly.equals(sides)
                && besides.isEmpty()
                && timed.isEmpty()) {
            return plain;
        }
        var all = new ArrayList<>(plain);
        if (!joined.equals(sides)) {
            of(chain, joined, place, conventions, most).forEach(reading -> all.add(reading.atACost(1)));
        }
        if (!plainly.equals(sides)) {
            of(chain, plainly, place, conventions, most).forEach(reading -> all.add(reading.atACost(1)));
        }
        if (!indexed.equals(sides)) {
            of(chain, indexed, place, conventions, most).forEach(reading -> all.add(reading.atACost(1)));
        }
        besides.forEach(way -> all.addAll(of(chain, way, place, conventions, most)));
        timed.forEach(way -> of(chain, way, place, conventions, most).forEach(reading -> all.add(reading.atACost(1))));
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

    /** With the index of the parameter that is differentiated by where it is left out of its new and old value, {@code w_new = w_old - η ∂E/∂w_1}. */
    private static List<Expr> withParameter(List<Expr> sides) {
        var symbols = new LinkedHashSet<Symbol>();
        sides.forEach(side -> collect(side, symbols));
        List<WrittenName> by = symbols.stream()
                .filter(symbol -> symbol instanceof Partial partial && partial.by() instanceof WrittenName)
                .map(symbol -> (WrittenName) ((Partial) symbol).by())
                .filter(name -> !name.sub().isEmpty())
                .distinct()
                .toList();
        boolean one =
                by.size() == 1 && sides.get(0) instanceof Expr.Sym first && isBareUpdate(first.symbol(), by.get(0));
        return one
                ? sides.stream()
                        .map(side -> side.substitute(symbol -> symbol instanceof WrittenName name
                                        && Names.plain(name)
                                                .base()
                                                .equals(by.get(0).base())
                                        && Names.plain(name).sub().isEmpty()
                                ? new WrittenName(
                                                name.base(),
                                                by.get(0).sub(),
                                                Names.isUpdated(name) ? "+" : "",
                                                name.pass(),
                                                name.sample())
                                        .expr()
                                : null))
                        .toList()
                : sides;
    }

    private static boolean isBareUpdate(Symbol symbol, WrittenName parameter) {
        return symbol instanceof WrittenName name
                && Names.isUpdated(name)
                && Names.plain(name).base().equals(parameter.base())
                && Names.plain(name).sub().isEmpty();
    }

    /**
     * With each y that stands beside a ŷ as the label, whatever y is elsewhere; as the net input where a function is applied to it; and where the
     * work calls the output y, the other way round.
     */
    private static List<List<Expr>> besides(List<Expr> sides, Conventions conventions) {
        var symbols = new LinkedHashSet<Symbol>();
        sides.forEach(side -> collect(side, symbols));
        boolean predicted = symbols.stream()
                .anyMatch(symbol -> symbol instanceof WrittenName name
                        && name.base().equals("hat y")
                        && name.sup().isEmpty());
        boolean bare = symbols.stream().anyMatch(Readings::isBareY);
        if (!predicted || !bare) {
            return List.of();
        }
        var all = new ArrayList<List<Expr>>();
        boolean applied = sides.stream().anyMatch(Readings::isAppliedToY);
        all.add(renamed(sides, "y", applied ? "net" : "ytrue"));
        if (conventions.speaksFor("y", "out") || conventions.speaksFor("y_i", "out")) {
            all.add(renamed(renamed(sides, "hat y", "ytrue"), "y", "ypred"));
        }
        return all;
    }

    private static boolean isBareY(Symbol symbol) {
        return symbol instanceof WrittenName name
                && name.base().equals("y")
                && name.sup().isEmpty();
    }

    private static boolean isAppliedToY(Expr expr) {
        return expr instanceof Expr.Call call
                        && call.args().size() == 1
                        && call.args().get(0) instanceof Expr.Sym sym
                        && isBareY(sym.symbol())
                        && !call.function().equals("ln")
                || expr.parts().stream().anyMatch(Readings::isAppliedToY);
    }

    private static List<Expr> renamed(List<Expr> sides, String from, String to) {
        return sides.stream()
                .map(side -> side.substitute(symbol -> symbol instanceof WrittenName name
                                && name.base().equals(from)
                                && name.sup().isEmpty()
                        ? new WrittenName(to, name.sub(), "", name.pass(), name.sample()).expr()
                        : null))
                .toList();
    }

    private static final WrittenName E_NAME = new WrittenName("e", "", "");

    /** With powers of something that the problem calls e, where a reader takes them for exponentials. */
    private static Expr withPowersOfE(Expr expr) {
        Expr inside = expr.mapParts(Readings::withPowersOfE);
        return inside instanceof Expr.Call call
                        && call.function().equals("exp")
                        && call.args().size() == 1
                ? Expr.pow(E_NAME.expr(), call.args().get(0))
                : inside;
    }

    /** With a delta and the name behind it as the delta of what is named, {@code \\delta h1}. */
    private Expr withJoined(Expr expr, Place place) {
        Expr inside = expr.mapParts(part -> withJoined(part, place));
        if (!(inside instanceof Expr.Mul product)) {
            return inside;
        }
        var factors = new ArrayList<Expr>();
        for (Expr factor : product.factors()) {
            int last = factors.size() - 1;
            Optional<WrittenName> joined =
                    last >= 0 && factors.get(last).equals(DELTA) ? delta(factor, place) : Optional.empty();
            if (joined.isPresent()) {
                factors.set(last, joined.get().expr());
            } else {
                factors.add(factor);
            }
        }
        return factors.size() == 1 ? factors.get(0) : new Expr.Mul(factors);
    }

    private static final Expr DELTA = new WrittenName("delta", "", "").expr();

    private Optional<WrittenName> delta(Expr unit, Place place) {
        return unit instanceof Expr.Sym sym
                        && sym.symbol() instanceof WrittenName name
                        && name.sup().isEmpty()
                ? Optional.of(new WrittenName("delta", name.base() + name.sub(), ""))
                        .filter(delta -> meanings.isKnown(delta, place))
                : Optional.empty();
    }

    private static Expr withLayers(Expr expr) {
        boolean layer = expr instanceof Expr.Pow pow
                && pow.base() instanceof Expr.Sym sym
                && sym.symbol() instanceof WrittenName name
                && name.sup().isEmpty()
                && pow.exponent() instanceof Expr.Num number
                && number.value().scale() == 0
                && number.value().signum() >= 0
                && number.value().precision() == 1;
        if (layer) {
            var power = (Expr.Pow) expr;
            var name = (WrittenName) ((Expr.Sym) power.base()).symbol();
            String number = ((Expr.Num) power.exponent()).value().toPlainString();
            return new WrittenName(name.base(), name.sub(), "(" + number + ")", name.pass(), name.sample()).expr();
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
        List<Partly> partly = new ArrayList<>(List.of(new Partly(Map.of(), Map.of(), 0, 0)));
        for (Symbol symbol : symbols) {
            boolean left = own && sides.get(0).equals(Expr.sym(symbol));
            List<NameMeanings.Option> options = left ? List.of() : meanings.options(symbol, place, conventions, most);
            free |= !own && isTheWriters(symbol, sides, options);
            if (options.isEmpty()) {
                unknown.add(symbol.id());
                continue;
            }
            var more = new ArrayList<Partly>();
            for (Partly some : partly) {
                for (NameMeanings.Option option : options) {
                    with(some, symbol, option).ifPresent(more::add);
                }
            }
            more.sort(Comparator.comparingInt(Partly::cost));
            partly = likeliest(more);
        }
        var readings = new ArrayList<Reading>();
        for (Partly some : partly) {
            readings(chain, sides, place, some, List.copyOf(unknown), readings);
            long wellShaped =
                    readings.stream().filter(reading -> !reading.misshapen()).count();
            if (wellShaped >= MOST || readings.size() >= BEAM) {
                break;
            }
        }
        if (!readings.isEmpty() && readings.stream().allMatch(Reading::misshapen)) {
            entryByEntry(chain, sides, place, partly.get(0), List.copyOf(unknown))
                    .forEach(
                            reading -> readings.add(reading.atACost(Names.LOOSE).doubted()));
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

    /** So many sets of conventions are kept that give the same meanings: other names of the chain may ask for the one or the other. */
    private static final int ALIKE = 4;

    private static List<Partly> likeliest(List<Partly> sorted) {
        var kept = new ArrayList<Partly>();
        var alike = new HashMap<Map<Symbol, Grid>, Integer>();
        for (Partly some : sorted) {
            if (kept.size() < BEAM && alike.merge(some.meanings, 1, Integer::sum) <= ALIKE) {
                kept.add(some);
            }
        }
        return kept;
    }

    /** Readings in which the names of arrays stand for one entry of each, as in the row of a table for one sample; none that is misshapen. */
    private List<Reading> entryByEntry(Chain chain, List<Expr> sides, Place place, Partly some, List<String> unknown) {
        int entries = some.meanings.values().stream()
                .mapToInt(grid -> grid.entries().size())
                .max()
                .orElse(1);
        var all = new ArrayList<Reading>();
        for (int i = 0; i < Math.min(entries, ENTRIES) && entries > 1; i++) {
            var single = new HashMap<Symbol, Grid>();
            for (Map.Entry<Symbol, Grid> meaning : some.meanings.entrySet()) {
                Grid grid = meaning.getValue();
                single.put(
                        meaning.getKey(),
                        grid.entries().size() == entries
                                ? Grid.scalar(grid.entries().get(i))
                                : grid);
            }
            readings(chain, sides, place, new Partly(single, some.conventions, some.cost, some.far), unknown, all);
        }
        return all.stream().filter(reading -> !reading.misshapen()).toList();
    }

    /** So many entries of an array are taken for what a line may be about. */
    private static final int ENTRIES = 6;

    /** Letters that writers take for whatever they like, where the problem has no thing of that name. */
    private static final Set<String> FREE = Set.of(
            "d", "p", "q", "r", "u", "v", "g", "c", "k", "s", "m", "n", "A", "B", "C", "D", "F", "G", "K", "M", "N",
            "P", "Q", "R", "alpha", "beta", "gamma", "epsilon", "lambda", "mu", "rho", "tau", "xi", "Sum", "S", "T");

    /** Whether the name on the left may be one of the writer's own. */
    private static boolean isTheWriters(Symbol symbol, List<Expr> sides, List<NameMeanings.Option> options) {
        return sides.size() > 1
                && sides.get(0).equals(Expr.sym(symbol))
                && symbol instanceof WrittenName name
                && FREE.contains(name.base())
                && name.sup().isEmpty()
                && name.sub().chars().allMatch(Character::isDigit)
                && options.stream().allMatch(option -> option.cost() >= Names.USUAL);
    }

    private static Optional<Partly> with(Partly some, Symbol symbol, NameMeanings.Option option) {
        Map<String, String> chosen = some.conventions;
        for (Convention convention : option.conventions()) {
            String before = chosen.get(convention.name());
            if (before != null && !before.equals(convention.value())) {
                return Optional.empty();
            } else if (before == null) {
                chosen = new TreeMap<>(chosen);
                chosen.put(convention.name(), convention.value());
            }
        }
        var meanings = new HashMap<>(some.meanings);
        meanings.put(symbol, option.grid());
        int cost = some.cost + option.cost() + (isMixed(some, option) ? MIXED : 0);
        return Optional.of(new Partly(meanings, chosen, cost, Math.max(some.far, option.cost())));
    }

    /** What it costs where one number below a letter is that of a layer, and another that of a unit. */
    private static final int MIXED = 2;

    private static boolean isMixed(Partly some, NameMeanings.Option option) {
        return option.conventions().stream()
                .filter(convention -> convention.name().endsWith("_i"))
                .anyMatch(convention -> some.conventions.entrySet().stream()
                        .filter(before -> before.getKey().endsWith("_i"))
                        .anyMatch(before -> isOfLayer(before.getValue()) != isOfLayer(convention.value())));
    }

    private static boolean isOfLayer(String value) {
        return value.endsWith("by layer");
    }

    /** The readings that come of one choice of meanings. */
    private void readings(
            Chain chain, List<Expr> sides, Place place, Partly some, List<String> unknown, List<Reading> readings) {
        var grids = new ArrayList<List<Grid>>();
        boolean misshapen = false;
        for (Expr side : sides) {
            boolean known = isKnown(side, some.meanings);
            List<Grid> ways = known ? arrays.ways(side, some.meanings) : List.of();
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
            combined = more.subList(0, Math.min(ArrayReadings.PRODUCTS, more.size()));
        }
        for (List<Optional<Grid>> way : combined) {
            var tried = new ArrayList<List<Optional<Grid>>>();
            for (FunctionsInUse.Applied applied : FunctionsInUse.Applied.values()) {
                List<Optional<Grid>> called = way.stream()
                        .map(grid -> grid.flatMap(g -> functions.calls(g, applied)))
                        .toList();
                if (tried.contains(called)) {
                    continue;
                }
                tried.add(called);
                var missing = new ArrayList<>(unknown);
                for (int i = 0; i < way.size(); i++) {
                    if (way.get(i).isPresent() && called.get(i).isEmpty()) {
                        missing.addAll(FunctionsInUse.functionsIn(sides.get(i)));
                    }
                }
                boolean nonsense = called.stream().flatMap(Optional::stream).anyMatch(Readings::isNonsense);
                int turned = turned(sides, some.meanings);
                int all = some.cost + (misshapen ? MISSHAPEN : 0) + (nonsense ? MISSHAPEN : 0) + turned;
                int far = some.far + (nonsense ? MISSHAPEN : 0) + turned;
                Optional<List<Optional<Grid>>> updated = updated(called);
                boolean looks = updated.isPresent() && looksLikeUpdate(chain, called);
                readings.add(new Reading(
                        place, called, some.conventions, all + (looks ? 3 : 0), far, false, missing, misshapen));
                if (updated.isPresent()) {
                    readings.add(new Reading(
                            place,
                            updated.get(),
                            some.conventions,
                            all + (looks ? 0 : 3),
                            far,
                            true,
                            missing,
                            misshapen));
                    readings.add(new Reading(
                            place,
                            gradient(called),
                            some.conventions,
                            all + Names.LOOSE,
                            far,
                            true,
                            missing,
                            misshapen));
                }
            }
        }
    }

    /** What a single number costs that is transposed or in a product of matrices: then most likely an array is meant. */
    private static int turned(List<Expr> sides, Map<Symbol, Grid> meanings) {
        return sides.stream().anyMatch(side -> isTurned(side, meanings)) ? TURNED : 0;
    }

    private static final int TURNED = 3;

    private static boolean isTurned(Expr expr, Map<Symbol, Grid> meanings) {
        boolean here = expr instanceof Expr.Transpose transpose
                ? isSingle(transpose.arg(), meanings)
                : expr instanceof Expr.MatMul product
                        && isSingle(product.left(), meanings)
                        && isSingle(product.right(), meanings);
        return here || expr.parts().stream().anyMatch(part -> isTurned(part, meanings));
    }

    private static boolean isSingle(Expr expr, Map<Symbol, Grid> meanings) {
        return expr instanceof Expr.Sym sym
                && sym.symbol() instanceof WrittenName
                && meanings.containsKey(sym.symbol())
                && meanings.get(sym.symbol()).isScalar();
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
                            var cell = (Occurrence) ((Expr.Sym) entry).symbol();
                            return new Occurrence(new Partial(objective(), cell.quantity()), cell.pass(), cell.sample())
                                    .expr();
                        })));
        return all;
    }

    private Quantity objective() {
        return unrolled.derivation() instanceof chalkgrad.derive.GraphDerivation graph
                ? graph.graph().objective()
                : Quantity.LOSS;
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
            if (!(entry instanceof Expr.Sym sym) || !(sym.symbol() instanceof Occurrence cell) || !isParameter(cell)) {
                return Optional.empty();
            }
            Occurrence next = new Occurrence(
                    new Updated(cell.quantity().id()), cell.pass(), unrolled.online() ? cell.sample() : 0);
            if (!meanings.exists(next)) {
                return Optional.empty();
            }
            entries.add(next.expr());
        }
        var all = new ArrayList<>(sides);
        all.set(0, Optional.of(new Grid(left.rows(), left.columns(), entries)));
        return Optional.of(all);
    }

    private boolean isParameter(Occurrence cell) {
        return cell.quantity() instanceof Param
                || cell.quantity() instanceof Node
                        && unrolled.given(new Occurrence(cell.quantity(), 0, 0)).isPresent();
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
                        || contains(entry, Occurrence.of(Quantity.RATE).expr())) {
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

    /** Whether a name is the problem's own. */
    boolean isOwn(WrittenName name) {
        return meanings.isOwn(name);
    }

    /** Whether a name means anything at a place. */
    boolean isKnown(Symbol symbol, Place place) {
        return meanings.isKnown(symbol, place);
    }

    /** The single cells that a name may mean. */
    List<Occurrence> cells(Symbol symbol, Place place) {
        return meanings.cells(symbol, place);
    }

    /** What the functions of a work are in this problem. */
    FunctionsInUse functions() {
        return functions;
    }

    // What an expression says

    /** A name of the problem before parentheses is a factor, even where others call a function so. */
    private Expr products(Expr expr) {
        Expr inside = expr.mapParts(this::products);
        if (inside instanceof Expr.Call call && call.args().size() == 1) {
            var name = new WrittenName(call.function(), "", "");
            return meanings.isOwn(name) ? Expr.mul(name.expr(), call.args().get(0)) : inside;
        }
        return inside;
    }

    /** Without what the problem's own names are said to depend on, {@code f(x)} for f. */
    private Expr withoutArguments(Expr expr) {
        Expr inside = expr.mapParts(this::withoutArguments);
        boolean named = inside instanceof Expr.Call call
                && call.args().stream().allMatch(Expr.Sym.class::isInstance)
                && meanings.isOwn(new WrittenName(call.function(), "", ""));
        return named ? new WrittenName(((Expr.Call) inside).function(), "", "").expr() : inside;
    }

    private static final Pattern POSITIVE = Pattern.compile("\\(?(\\p{L}+)[_,]?([0-9]*)\\)?>0");

    /** One where something is positive is the derivative of its rectifier, {@code 1_{z_1 > 0}}. */
    private static Expr indicators(Expr expr) {
        if (expr instanceof Expr.Sym sym
                && sym.symbol() instanceof WrittenName name
                && (name.base().equals("1") || name.base().equals("I"))) {
            Matcher positive = POSITIVE.matcher(name.sub());
            if (positive.matches()) {
                return Expr.call("relu'", new WrittenName(positive.group(1), positive.group(2), "").expr());
            }
        }
        return expr.mapParts(Readings::indicators);
    }

    /** {@code dE/dout(h1)|o2} is what comes back through one unit. */
    private Expr along(Expr expr, Place place) {
        Expr inside = expr.mapParts(part -> along(part, place));
        boolean way = inside instanceof Expr.Call call
                && call.function().equals("at")
                && call.args().get(0) instanceof Expr.Sym of
                && of.symbol() instanceof Partial
                && call.args().get(1) instanceof Expr.Sym through
                && through.symbol() instanceof WrittenName;
        if (!way) {
            return inside;
        }
        List<Expr> args = ((Expr.Call) inside).args();
        var partial = (Partial) ((Expr.Sym) args.get(0)).symbol();
        var name = (WrittenName) ((Expr.Sym) args.get(1)).symbol();
        var at = new Place(
                name.pass() > 0 ? name.pass() - 1 : place.pass(), name.sample() > 0 ? name.sample() : place.sample());
        for (Occurrence of : meanings.cells(partial.of(), at)) {
            for (Occurrence by : meanings.cells(partial.by(), at)) {
                Quantity quantity = by.quantity() instanceof Out from
                        ? new Quantity.Path(from.unit(), name.base() + name.sub())
                        : by.quantity() instanceof Node to
                                ? new Quantity.Flow(of.quantity(), to, new Node(name.base() + name.sub()))
                                : Quantity.LOSS;
                Occurrence cell = by.with(quantity);
                if (!quantity.equals(Quantity.LOSS) && meanings.exists(cell)) {
                    return cell.expr();
                }
            }
        }
        return inside;
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
