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
import chalkgrad.rules.Functions;
import chalkgrad.work.Scribble;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns an expression in somebody's own names into one in cells.
 *
 * <p>In the first pass {@code w_5 h_1} becomes {@code w5 * out(h1)}.
 */
final class Resolver {
    /** So many readings of one expression are looked at. */
    private static final int MAX_READINGS = 12;

    /** Functions that stand for whatever activation is in use. */
    private static final Set<String> GENERIC =
            Set.of("sigma", "f", "g", "phi", "varphi", "S", "a", "act", "activation", "h", "psi");

    private static final Map<String, String> SPELLINGS = Map.of(
            "sig",
            "sigmoid",
            "sigm",
            "sigmoid",
            "logistic",
            "sigmoid",
            "expit",
            "sigmoid",
            "th",
            "tanh",
            "log",
            "ln",
            "lg",
            "log10",
            "rectifier",
            "relu",
            "leakyrelu",
            "leaky_relu");

    private final Course course;
    private final Names names;
    private final Map<String, Cell> own = new HashMap<>();

    /**
     * Where in the computation a line stands.
     *
     * @param pass the number of updates before it
     * @param sample the sample; zero where there is only one
     */
    record Place(int pass, int sample) {}

    /**
     * What an expression may say.
     *
     * @param exprs its readings, the likelier first; empty where a name is unknown
     * @param unknown what nobody knows: names, and functions
     */
    record Read(List<Expr> exprs, List<String> unknown) {}

    Resolver(Course course, Names names) {
        this.course = course;
        this.names = names;
    }

    Names names() {
        return names;
    }

    /** From now on a name means this cell. */
    void define(Scribble name, Cell cell) {
        own.put(name.id(), cell);
    }

    Optional<Cell> defined(Scribble name) {
        return Optional.ofNullable(own.get(name.id()));
    }

    /** Reads an expression. */
    Read read(Expr written, Place place) {
        Expr expr = along(products(Sums.writtenOut(written)), place);
        var unknown = new LinkedHashSet<String>();
        var choices = new HashMap<Symbol, List<Expr>>();
        collect(expr, place, choices, unknown);
        if (!unknown.isEmpty()) {
            return new Read(List.of(), List.copyOf(unknown));
        }
        List<Map<Symbol, Expr>> readings = new ArrayList<>(List.of(Map.of()));
        for (var choice : choices.entrySet()) {
            var more = new ArrayList<Map<Symbol, Expr>>();
            for (Expr meaning : choice.getValue()) {
                for (Map<Symbol, Expr> reading : readings) {
                    var extended = new HashMap<>(reading);
                    extended.put(choice.getKey(), meaning);
                    more.add(extended);
                }
            }
            readings = more.subList(0, Math.min(MAX_READINGS, more.size()));
        }
        var exprs = new ArrayList<Expr>();
        for (Map<Symbol, Expr> reading : readings) {
            // A sigma is the activation in use, or the sigmoid, whatever is in use.
            for (boolean inUse : List.of(true, false)) {
                calls(expr.substitute(reading::get), inUse)
                        .filter(called -> !exprs.contains(called))
                        .ifPresent(exprs::add);
            }
        }
        return exprs.isEmpty()
                ? new Read(List.of(), List.of(String.join(", ", functionsIn(expr))))
                : new Read(List.copyOf(exprs), List.of());
    }

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
        for (Cell of : side(partial.of(), at)) {
            for (Cell by : side(partial.by(), at)) {
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

    private static Set<String> functionsIn(Expr expr) {
        var functions = new LinkedHashSet<String>();
        if (expr instanceof Expr.Call call) {
            functions.add(call.function());
        }
        expr.parts().forEach(part -> functions.addAll(functionsIn(part)));
        return functions;
    }

    private void collect(Expr expr, Place place, Map<Symbol, List<Expr>> choices, Set<String> unknown) {
        if (expr instanceof Expr.Sym sym) {
            if (!choices.containsKey(sym.symbol())) {
                List<Expr> meanings = meanings(sym.symbol(), place);
                if (meanings.isEmpty()) {
                    unknown.add(sym.symbol().id());
                } else {
                    choices.put(sym.symbol(), meanings);
                }
            }
            return;
        }
        expr.parts().forEach(part -> collect(part, place, choices, unknown));
    }

    private List<Expr> meanings(Symbol symbol, Place place) {
        if (symbol instanceof Scribble name) {
            return name(name, place);
        } else if (symbol instanceof Partial partial) {
            return cells(partial, place).stream().map(Cell::expr).toList();
        }
        return List.of(Expr.sym(symbol));
    }

    private List<Expr> name(Scribble name, Place place) {
        List<Cell> cells = cells(name, place);
        if (!cells.isEmpty()) {
            return cells.stream().map(Cell::expr).toList();
        }
        if (name.sub().isEmpty() && name.sup().isEmpty()) {
            if (name.base().equals("e")) {
                return List.of(Expr.sym(Functions.E));
            } else if (name.base().equals("pi")) {
                return List.of(Expr.sym(Functions.PI));
            }
        }
        return List.of();
    }

    /** The cells that a name may mean; empty where it is unknown. */
    List<Cell> cells(Symbol symbol, Place place) {
        if (symbol instanceof Partial partial) {
            return partial(partial, place);
        }
        Scribble name = (Scribble) symbol;
        Cell defined = own.get(name.id());
        if (defined != null) {
            return List.of(defined);
        }
        int pass = name.pass() > 0 ? name.pass() - 1 : place.pass();
        Place at = new Place(pass, name.sample() > 0 ? name.sample() : place.sample());
        if (Names.isUpdated(name)) {
            List<Cell> updated = names.of(Names.plain(name)).stream()
                    .flatMap(quantity -> updated(quantity, at).stream())
                    .toList();
            if (!updated.isEmpty()) {
                return updated;
            }
        }
        return names.of(name).stream()
                .map(quantity -> cell(quantity, at))
                .filter(this::exists)
                .toList();
    }

    /** Every cell that a name may mean, however unlikely. */
    List<Cell> unlikely(Scribble name, Place place) {
        return names.all(name).stream()
                .map(quantity -> cell(quantity, place))
                .filter(this::exists)
                .toList();
    }

    private boolean exists(Cell cell) {
        return course.given(cell).isPresent() || course.step(cell).isPresent() || cell.quantity() instanceof Partial;
    }

    private Optional<Cell> updated(Quantity quantity, Place at) {
        if (quantity instanceof Param
                || quantity instanceof Node
                        && course.given(cell(quantity, new Place(0, 0))).isPresent()) {
            Cell next = new Cell(new Updated(quantity.id()), at.pass(), 0);
            // What is not updated keeps its value.
            return Optional.of(exists(next) ? next : cell(quantity, at));
        }
        Cell next = cell(quantity, new Place(at.pass() + 1, at.sample()));
        return Optional.of(next).filter(this::exists);
    }

    private Cell cell(Quantity quantity, Place place) {
        boolean ofAll = course.samples() > 1
                && (quantity.equals(Quantity.LOSS)
                        || quantity instanceof Partial partial && partial.by() instanceof Param
                        || quantity instanceof Updated);
        return course.place(quantity, new Cell(Quantity.LOSS, place.pass(), ofAll ? 0 : place.sample()));
    }

    private List<Cell> partial(Partial partial, Place place) {
        var found = new LinkedHashSet<Cell>();
        for (Cell of : side(partial.of(), place)) {
            for (Cell by : side(partial.by(), place)) {
                if (of.pass() == by.pass() || by.quantity() instanceof Updated) {
                    path(of, by).ifPresent(found::add);
                    found.add(derivative(of, by, place));
                }
            }
        }
        return List.copyOf(found);
    }

    /** One output's share of what comes back: where the outputs are tied together, people mean what comes back through its own net input. */
    private Optional<Cell> path(Cell of, Cell by) {
        if (of.quantity() instanceof Quantity.UnitLoss loss && by.quantity() instanceof Out out) {
            Cell path = by.with(new Quantity.Path(out.unit(), loss.unit()));
            return Optional.of(path).filter(this::exists);
        }
        return Optional.empty();
    }

    private List<Cell> side(Symbol symbol, Place place) {
        return symbol instanceof Scribble || symbol instanceof Partial ? cells(symbol, place) : List.of();
    }

    private Cell derivative(Cell of, Cell by, Place place) {
        Place at = new Place(of.pass(), place.sample());
        if (of.quantity().equals(Quantity.LOSS) && by.quantity() instanceof Net net) {
            return cell(new Delta(net.unit()), at);
        }
        return cell(new Partial(of.quantity(), by.quantity()), at);
    }

    /** With every function that was written replaced by what it is here; empty where one is unknown. */
    private Optional<Expr> calls(Expr expr, boolean inUse) {
        var failed = new boolean[1];
        Expr result = calls(expr, inUse, failed);
        return failed[0] ? Optional.empty() : Optional.of(result);
    }

    private Expr calls(Expr expr, boolean inUse, boolean[] failed) {
        Expr inside = expr.mapParts(part -> calls(part, inUse, failed));
        if (inside instanceof Expr.Call call) {
            Optional<Expr> result = call(call, inUse);
            failed[0] |= result.isEmpty();
            return result.orElse(call);
        }
        return inside;
    }

    private Optional<Expr> call(Expr.Call call, boolean inUse) {
        boolean slope = call.function().endsWith("'");
        String written = slope ? call.function().substring(0, call.function().length() - 1) : call.function();
        String name = SPELLINGS.getOrDefault(written.toLowerCase(Locale.ROOT), written.toLowerCase(Locale.ROOT));
        if (call.args().size() == 1
                && (GENERIC.contains(written) || Activations.find(name).isPresent())) {
            Expr arg = call.args().get(0);
            Optional<Activation> activation = !GENERIC.contains(written)
                    ? Activations.find(name)
                    : inUse ? inUse(arg) : Activations.find("sigmoid").filter(found -> written.equals("sigma"));
            return activation
                    .filter(found -> found.kind() != Activation.Kind.SOFTMAX)
                    .map(found -> slope ? course.derivation().rules().of(found).derived() : found.definition())
                    .map(rule -> rule.substitute(symbol -> symbol.equals(Activation.NET) ? arg : null));
        }
        boolean known = !slope && Functions.find(name).isPresent();
        return known ? Optional.of(new Expr.Call(name, call.args())) : Optional.empty();
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

    /** Whether there is no name in it. */
    static boolean isNumeric(Expr expr) {
        return !(expr instanceof Expr.Sym sym && !(sym.symbol() instanceof Symbol.Constant))
                && expr.parts().stream().allMatch(Resolver::isNumeric);
    }
}
