package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.rules.Functions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * An expression made ready to be evaluated many times in binary floating point.
 *
 * <p>{@code Compiled.of(parse("a*b")).value(symbol -> 3)} is 9.
 *
 * <p>Good for deciding which of several numbers is meant; what is printed as exact is computed otherwise.
 */
public final class Compiled {
    private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.ofEntries(
            Map.entry("exp", StrictMath::exp),
            Map.entry("ln", StrictMath::log),
            Map.entry("log10", StrictMath::log10),
            Map.entry("sqrt", StrictMath::sqrt),
            Map.entry("sin", StrictMath::sin),
            Map.entry("cos", StrictMath::cos),
            Map.entry("tan", StrictMath::tan),
            Map.entry("sinh", StrictMath::sinh),
            Map.entry("cosh", StrictMath::cosh),
            Map.entry("tanh", StrictMath::tanh),
            Map.entry("erf", x -> chalkgrad.algebra.Probe.value(Expr.call("erf", Expr.sym("x")), s -> x)));

    /** Past this an expression is not worth the work: a person wrote something else. */
    private static final int MAX_NODES = 20_000;

    private interface Node {
        double value(double[] values);
    }

    private final Node node;
    private final Map<Symbol, Integer> slots = new LinkedHashMap<>();

    private Compiled(Expr expr) {
        node = node(expr);
    }

    public static Compiled of(Expr expr) {
        Expr expanded = Functions.expand(expr);
        return new Compiled(expanded.nodes(MAX_NODES) < MAX_NODES ? expanded : Expr.call("too large"));
    }

    /** The value; not a number where there is none. */
    public double value(ToDoubleFunction<Symbol> values) {
        var known = new double[slots.size()];
        slots.forEach((symbol, slot) -> known[slot] = values.applyAsDouble(symbol));
        return node.value(known);
    }

    /** The value from those of {@link #symbols}, in their order; not a number where there is none. */
    public double value(double[] values) {
        return node.value(values);
    }

    /** The symbols in it, constants aside. */
    public Set<Symbol> symbols() {
        return slots.keySet();
    }

    private Node node(Expr expr) {
        if (expr instanceof Expr.Num num) {
            double number = num.value().doubleValue();
            return values -> number;
        } else if (expr instanceof Expr.Sym sym) {
            return symbol(sym.symbol());
        } else if (expr instanceof Expr.Cases cases) {
            Node guard = node(cases.guard());
            Node above = node(cases.above());
            Node at = node(cases.at());
            Node below = node(cases.below());
            return values -> {
                double sign = guard.value(values);
                return Double.isNaN(sign) ? sign : (sign > 0 ? above : sign < 0 ? below : at).value(values);
            };
        }
        List<Node> parts = expr.parts().stream().map(this::node).toList();
        if (expr instanceof Expr.Neg) {
            Node arg = parts.get(0);
            return values -> -arg.value(values);
        } else if (expr instanceof Expr.Marked) {
            return parts.get(0);
        } else if (expr instanceof Expr.Add) {
            return values -> {
                double sum = 0;
                for (Node part : parts) {
                    sum += part.value(values);
                }
                return sum;
            };
        } else if (expr instanceof Expr.Mul) {
            return values -> {
                double product = 1;
                for (Node part : parts) {
                    product *= part.value(values);
                }
                return product;
            };
        } else if (expr instanceof Expr.Div) {
            Node above = parts.get(0);
            Node below = parts.get(1);
            return values -> above.value(values) / below.value(values);
        } else if (expr instanceof Expr.Pow) {
            Node base = parts.get(0);
            Node exponent = parts.get(1);
            return values -> StrictMath.pow(base.value(values), exponent.value(values));
        } else if (expr instanceof Expr.Call call && parts.size() == 1) {
            DoubleUnaryOperator function = FUNCTIONS.get(call.function());
            if (function != null) {
                Node arg = parts.get(0);
                return values -> function.applyAsDouble(arg.value(values));
            }
        }
        return values -> Double.NaN;
    }

    private Node symbol(Symbol symbol) {
        if (symbol == Symbol.Constant.E || symbol.equals(new Symbol.Name("e"))) {
            return values -> Math.E;
        } else if (symbol == Symbol.Constant.PI || symbol.equals(new Symbol.Name("pi"))) {
            return values -> Math.PI;
        }
        Integer known = slots.get(symbol);
        int slot = known == null ? slots.size() : known;
        slots.put(symbol, slot);
        return values -> values[slot];
    }
}
