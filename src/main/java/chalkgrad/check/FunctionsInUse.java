package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Target;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Function;
import chalkgrad.rules.Functions;
import chalkgrad.work.FunctionWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the functions that somebody writes are in this problem.
 *
 * <p>{@code \\sigma(z_1)} is the activation of the first unit, {@code sig(z)} the sigmoid.
 */
final class FunctionsInUse {
    /** Functions that stand for whatever activation is in use. */
    private static final Set<String> GENERIC =
            Set.of("sigma", "f", "g", "phi", "varphi", "S", "a", "act", "activation", "h", "psi");

    /** What the table of functions has otherwise, or not at all. */
    private static final Map<String, String> SPELLINGS = Map.of("log", "ln", "th", "tanh");

    private final UnrolledComputation unrolled;

    FunctionsInUse(UnrolledComputation unrolled) {
        this.unrolled = unrolled;
    }

    /** What a letter for a function stands for. */
    enum Applied {
        /** The activation that is in use where it stands. */
        IN_USE,
        /** The same, and its derivative at an output is that of the unit, at its net input. */
        SLOPE_OF_UNIT,
        /** The sigmoid, whatever is in use. */
        SIGMOID
    }

    /** The functions that an expression names. */
    static Set<String> functionsIn(Expr expr) {
        var functions = new LinkedHashSet<String>();
        if (expr instanceof Expr.Call call) {
            functions.add(call.function());
        }
        expr.parts().forEach(part -> functions.addAll(functionsIn(part)));
        return functions;
    }

    /** An array with every function in it replaced by what it is here; empty where one is unknown. */
    Optional<Grid> calls(Grid grid, Applied inUse) {
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
    Optional<Expr> calls(Expr expr, Applied inUse) {
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
            Optional<Activation> activation = namesOwn(written, name)
                    ? inUse(arg, FunctionsInUse::isOwn)
                    : !GENERIC.contains(written)
                            ? Activations.find(name)
                            : inUse != Applied.SIGMOID
                                    ? inUse(arg, used -> true)
                                    : Activations.find("sigmoid").filter(found -> written.equals("sigma"));
            return activation
                    .filter(found -> found.kind() != Activation.Kind.SOFTMAX)
                    .map(found ->
                            slope ? unrolled.derivation().rules().of(found).derived() : found.definition())
                    .map(rule -> rule.substitute(symbol -> symbol.equals(Activation.NET) ? arg : null));
        }
        boolean known = !slope && Functions.find(name).isPresent();
        return known ? Optional.of(new Expr.Call(name, call.args())) : Optional.empty();
    }

    /** Whether a function of a well-known name is what some call an activation that the problem gives as an expression, as a leaky relu is. */
    private boolean namesOwn(String written, String name) {
        return !GENERIC.contains(written)
                && activations().anyMatch(FunctionsInUse::isOwn)
                && activations().noneMatch(activation -> activation.rule().equals(name));
    }

    /** Whether an activation is an expression of the problem's own, of which nobody knows what it is called. */
    private static boolean isOwn(Activation activation) {
        return Activations.find(activation.rule()).isEmpty();
    }

    private Stream<Activation> activations() {
        return layers().flatMap(layer -> layer.activations().stream());
    }

    private Stream<Network.Layer> layers() {
        return unrolled.derivation() instanceof chalkgrad.derive.NetworkDerivation derivation
                ? derivation.network().layers().stream()
                : Stream.empty();
    }

    /** The net input of the unit whose output something is; else the same. */
    private static Expr netOf(Expr expr) {
        return expr instanceof Expr.Sym sym
                        && sym.symbol() instanceof Occurrence cell
                        && cell.quantity() instanceof Out out
                ? cell.with(new Net(out.unit())).expr()
                : expr;
    }

    /** Losses that are the same but for a factor: who says the one may mean the other. */
    private static final List<Set<String>> FAMILIES = List.of(
            Set.of("half_sse", "sse", "mse"),
            Set.of("bce", "bce_sum", "cross_entropy"),
            Set.of("mae"),
            Set.of("huber"));

    /**
     * What a loss is as a function of an output and its target: the loss of the problem; its derivative, that by what is compared with the
     * target. Empty where the function is none, or another loss than the problem's, or is applied to something else.
     *
     * <p>{@code mse_loss(z2, y)} is E, {@code mse_loss_derivative(z2, y)} is dE/dnet.
     */
    Optional<Grid> loss(String function, List<Grid> args) {
        if (!(unrolled.derivation() instanceof chalkgrad.derive.NetworkDerivation derivation) || args.size() != 2) {
            return Optional.empty();
        }
        String name = Names.LOSSES.contains(function)
                ? FunctionWords.LOSS
                : FunctionWords.lossOf(function).orElse("");
        boolean slope = name.endsWith("'");
        String plain = slope ? name.substring(0, name.length() - 1) : name;
        String own = derivation.network().loss().name();
        boolean same = plain.equals(FunctionWords.LOSS)
                || plain.equals(own)
                || FAMILIES.stream().anyMatch(family -> family.contains(plain) && family.contains(own));
        boolean targetFirst = isAll(args.get(0), quantity -> quantity instanceof Target);
        Grid targets = args.get(targetFirst ? 0 : 1);
        Grid outputs = args.get(targetFirst ? 1 : 0);
        boolean compared = isAll(targets, quantity -> quantity instanceof Target)
                && isAll(outputs, quantity -> quantity instanceof Out || quantity instanceof Net)
                && units(targets).equals(units(outputs))
                && units(outputs).size()
                        == derivation.network().outputLayer().units().size();
        if (!same || !compared || slope && unrolled.samples() > 1) {
            return Optional.empty();
        }
        return Optional.of(
                slope
                        ? outputs.map(FunctionsInUse::slopeOfLoss)
                        : Grid.scalar(cell(outputs.entries().get(0))
                                .with(Quantity.LOSS)
                                .expr()));
    }

    private static Expr slopeOfLoss(Expr output) {
        Occurrence cell = cell(output);
        Quantity slope = cell.quantity() instanceof Net net
                ? new Quantity.Delta(net.unit())
                : new Quantity.Partial(Quantity.LOSS, cell.quantity());
        return cell.with(slope).expr();
    }

    private static Occurrence cell(Expr expr) {
        return (Occurrence) ((Expr.Sym) expr).symbol();
    }

    private static boolean isAll(Grid grid, Predicate<Quantity> kind) {
        return grid.entries().stream()
                .allMatch(entry -> entry instanceof Expr.Sym sym
                        && sym.symbol() instanceof Occurrence cell
                        && kind.test(cell.quantity()));
    }

    private static List<String> units(Grid grid) {
        return grid.entries().stream()
                .map(entry -> cell(entry).quantity())
                .map(quantity -> quantity instanceof Target target
                        ? target.unit()
                        : quantity instanceof Out out ? out.unit() : ((Net) quantity).unit())
                .toList();
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
        return !(unrolled.derivation() instanceof chalkgrad.derive.NetworkDerivation)
                || layers().map(Network.Layer::activation)
                        .anyMatch(used -> used.name().equals(activation) || isOwn(used));
    }

    /** The name in the problem-file grammar of a function by a spelling. */
    private static String named(String spelling) {
        String plain = spelling.toLowerCase(Locale.ROOT);
        String own = SPELLINGS.get(plain);
        return own != null ? own : Functions.meant(spelling).map(Function::name).orElse(plain);
    }

    /** The activation that a graph applies to an argument, or the only one that it has; the sigmoid where it has none. */
    private static Optional<Activation> inUse(Graph graph, Expr arg) {
        Expr plain = arg.substitute(
                symbol -> symbol instanceof Occurrence cell ? cell.quantity().expr() : null);
        var calls = new LinkedHashSet<Expr.Call>();
        graph.nodes().forEach(node -> activations(node.expression(), calls));
        Optional<Expr.Call> here =
                calls.stream().filter(call -> call.args().get(0).equals(plain)).findFirst();
        List<String> all = calls.stream().map(Expr.Call::function).distinct().toList();
        return here.map(call -> Activations.find(call.function()))
                .orElseGet(() -> all.isEmpty()
                        ? Activations.find("sigmoid")
                        : all.size() == 1 ? Activations.find(all.get(0)) : Optional.empty());
    }

    private static void activations(Expr expr, Set<Expr.Call> all) {
        if (expr instanceof Expr.Call call
                && call.args().size() == 1
                && Activations.find(call.function()).isPresent()) {
            all.add(call);
        }
        expr.parts().forEach(part -> activations(part, all));
    }

    /** The activation that is applied to an argument: that of its unit, or the only one there is of those that may be meant. */
    private Optional<Activation> inUse(Expr arg, Predicate<Activation> isMeant) {
        if (unrolled.derivation() instanceof chalkgrad.derive.GraphDerivation graph) {
            return inUse(graph.graph(), arg).filter(isMeant);
        } else if (!(unrolled.derivation() instanceof chalkgrad.derive.NetworkDerivation)) {
            return Activations.find("sigmoid");
        }
        var derivation = (chalkgrad.derive.NetworkDerivation) unrolled.derivation();
        for (Network.Layer layer : derivation.network().layers()) {
            for (Network.Unit unit : layer.units()) {
                if (arg instanceof Expr.Sym sym
                        && sym.symbol() instanceof Occurrence cell
                        && (cell.quantity().equals(new Net(unit.name()))
                                || cell.quantity().equals(new Out(unit.name())))) {
                    return Optional.of(layer.activation(unit.name())).filter(isMeant);
                }
            }
        }
        List<Activation> all = activations().filter(isMeant).distinct().toList();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }
}
