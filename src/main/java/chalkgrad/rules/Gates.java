package chalkgrad.rules;

import chalkgrad.algebra.ElementaryFunction;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.rules.Gate.Behaviour;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of gates.
 *
 * <p>{@code taught(a*b, a)} is {@code b}; {@code taught(x^3, x)} is {@code 3*x^2}.
 */
public final class Gates {
    private static final List<Gate> OPERATIONS = List.of(
            row("add", "x+y", Behaviour.DISTRIBUTES, "1", "1"),
            row("subtract", "x-y", Behaviour.DISTRIBUTES, "1", "-1"),
            row("negate", "-x", Behaviour.SCALES, "-1"),
            row("multiply", "x*y", Behaviour.SWAPS, "y", "x"),
            row("reciprocal", "1/x", Behaviour.SCALES, "-(1/x^2)"),
            row("divide", "x/y", Behaviour.SCALES, "1/y", "-(x/y^2)"),
            row("power", "x^n", Behaviour.SCALES, "n*x^(n-1)"));

    private static final List<Gate> EXTREMA = List.of(
            new Gate(
                    "max",
                    Rows.read("max(x, y)"),
                    List.of(Rows.cases("x-y", "1", "1/2", "0"), Rows.cases("x-y", "0", "1/2", "1")),
                    Behaviour.ROUTES),
            new Gate(
                    "min",
                    Rows.read("min(x, y)"),
                    List.of(Rows.cases("x-y", "0", "1/2", "1"), Rows.cases("x-y", "1", "1/2", "0")),
                    Behaviour.ROUTES));

    private static final List<Gate> ALL =
            Stream.of(OPERATIONS, functions(), EXTREMA).flatMap(List::stream).toList();

    private static final Map<String, Gate> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Gate::name, Function.identity()));

    private Gates() {}

    /** Every gate, in the order of the page that lists them. */
    public static List<Gate> all() {
        return ALL;
    }

    /** The gate of a name. */
    public static Optional<Gate> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * The derivative of a single operation by one of its letters, as it is taught.
     *
     * @param operation a gate of the table, an activation, or a sum or product of any number of letters and numbers; each letter stands in it
     *     once. {@link Activation#OUTPUT} in the result stands for the operation's own value.
     * @return empty where it is none of these
     */
    public static Optional<Expr> taught(Expr operation, Symbol by) {
        if (operation instanceof Expr.Sym) {
            return Optional.of(Expr.ONE);
        } else if (operation instanceof Expr.Mul product && isPower(product)) {
            Expr count = Expr.num(product.factors().size());
            return Optional.of(Expr.mul(
                    count,
                    Expr.mul(product.factors().subList(1, product.factors().size()))));
        } else if (!isSingle(operation)) {
            return Optional.empty();
        } else if (operation instanceof Expr.Add sum) {
            return Optional.of(sum.terms().contains(Expr.sym(by)) ? Expr.ONE : Expr.neg(Expr.ONE));
        } else if (operation instanceof Expr.Mul product) {
            return Optional.of(Expr.mul(product.factors().stream()
                    .filter(factor -> !factor.equals(Expr.sym(by)))
                    .toList()));
        } else if (operation instanceof Expr.Call call && call.args().size() == 1) {
            Optional<Expr> activation = Activations.find(call.function())
                    .filter(rule -> rule.kind() == Activation.Kind.ELEMENTWISE)
                    .flatMap(Activation::taught)
                    .map(taught -> taught.substitute(s -> s.equals(Activation.NET) ? Expr.sym(by) : null));
            if (activation.isPresent()) {
                return activation;
            }
        }
        return ofTable(operation, by);
    }

    private static Optional<Expr> ofTable(Expr operation, Symbol by) {
        for (Gate gate : ALL) {
            Map<Symbol, Expr> inputs = match(gate.definition(), operation);
            if (inputs != null) {
                for (int i = 0; i < gate.taught().size(); i++) {
                    if (Expr.sym(by).equals(inputs.get(gate.inputs().get(i)))) {
                        return Optional.of(tidy(gate.taught().get(i).substitute(inputs::get)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Whether it is a letter times itself, {@code x*x}. */
    private static boolean isPower(Expr.Mul product) {
        return product.factors().stream()
                .allMatch(factor -> factor instanceof Expr.Sym
                        && factor.equals(product.factors().get(0)));
    }

    /** Whether its parts are letters, each of them once, and numbers. */
    private static boolean isSingle(Expr operation) {
        var letters = new HashSet<Expr>();
        for (Expr part : operation.parts()) {
            Expr inner = operation instanceof Expr.Add && part instanceof Expr.Neg negative ? negative.arg() : part;
            boolean letter = inner instanceof Expr.Sym s && !s.symbol().isConstant();
            if (letter ? !letters.add(inner) : !(inner instanceof Expr.Num)) {
                return false;
            }
        }
        return true;
    }

    /** What stands for each letter of {@code pattern}; null where {@code expr} is not of that form. */
    private static @Nullable Map<Symbol, Expr> match(Expr pattern, Expr expr) {
        var found = new HashMap<Symbol, Expr>();
        return match(pattern, expr, found) ? found : null;
    }

    private static boolean match(Expr pattern, Expr expr, Map<Symbol, Expr> found) {
        if (pattern instanceof Expr.Sym s && !s.symbol().isConstant()) {
            boolean number = expr instanceof Expr.Num;
            boolean letter = expr instanceof Expr.Sym;
            boolean fits = s.symbol().equals(Gate.N) ? number : letter || number;
            return fits && found.putIfAbsent(s.symbol(), expr) == null;
        } else if (pattern instanceof Expr.Num) {
            return pattern.equals(expr);
        }
        List<Expr> wanted = pattern.parts();
        List<Expr> there = expr.parts();
        if (pattern.getClass() != expr.getClass() || wanted.size() != there.size()) {
            return false;
        } else if (pattern instanceof Expr.Call a
                && expr instanceof Expr.Call b
                && !a.function().equals(b.function())) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!match(wanted.get(i), there.get(i), found)) {
                return false;
            }
        }
        return true;
    }

    /** {@code 3*x^(3-1)} is {@code 3*x^2}. */
    private static Expr tidy(Expr e) {
        if (e instanceof Expr.Cases c && c.guard() instanceof Expr.Add difference) {
            return withShortGuard(c, difference);
        }
        if (e instanceof Expr.Mul product
                && product.factors().size() == 2
                && product.factors().get(0) instanceof Expr.Num n
                && product.factors().get(1) instanceof Expr.Pow power
                && power.exponent() instanceof Expr.Add) {
            BigDecimal less = n.value().subtract(BigDecimal.ONE);
            if (less.signum() == 0) {
                return Expr.ONE;
            }
            Expr rest = less.compareTo(BigDecimal.ONE) == 0 ? power.base() : Expr.pow(power.base(), number(less));
            return Expr.mul(n, rest);
        }
        return e;
    }

    /** {@code 0 - x > 0} is {@code x < 0}. */
    private static Expr withShortGuard(Expr.Cases c, Expr.Add difference) {
        Expr left = difference.terms().get(0);
        Expr right = difference.terms().get(1) instanceof Expr.Neg negative ? negative.arg() : Expr.ONE;
        if (left.equals(Expr.ZERO)) {
            return new Expr.Cases(right, c.below(), c.at(), c.above());
        }
        return right.equals(Expr.ZERO) ? new Expr.Cases(left, c.above(), c.at(), c.below()) : c;
    }

    private static Expr number(BigDecimal value) {
        return value.signum() < 0 ? Expr.neg(Expr.num(value.negate())) : Expr.num(value);
    }

    /** The functions of one number; an activation has its own table, which says what is taught of it. */
    private static List<Gate> functions() {
        var gates = new ArrayList<Gate>();
        for (ElementaryFunction each : ElementaryFunction.values()) {
            String name = each.notation().name();
            if (Activations.find(name).isEmpty()) {
                gates.add(row(name, name + "(x)", Behaviour.SCALES, each.taught()));
            }
        }
        for (DefinedFunctions.Row each : DefinedFunctions.ALL) {
            gates.add(new Gate(
                    each.name(), Expr.call(each.name(), Gate.X.expr()), List.of(each.taught()), Behaviour.SCALES));
        }
        return gates;
    }

    private static Gate row(String name, String definition, Behaviour behaviour, String... taught) {
        var derivatives = new ArrayList<Expr>();
        for (String each : taught) {
            derivatives.add(Rows.read(each));
        }
        return new Gate(name, Rows.read(definition), derivatives, behaviour);
    }
}
