package chalkgrad.problem;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.rules.ArrayFunction;
import chalkgrad.rules.ArrayFunctions;
import chalkgrad.rules.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of the calls in a graph: which there have to be, and which of them are expressions.
 *
 * <p>{@code sum(X, axes=0)} is at fault: sum has no argument axes, and axis was meant.
 */
final class CallArguments {
    private static final Map<String, Integer> FLAGS = Map.of("True", 1, "true", 1, "False", 0, "false", 0);

    private CallArguments() {}

    /** Why a call can be neither of numbers nor of arrays. */
    static Optional<String> fault(Expr.Call call) {
        String name = call.function();
        if (ExprParser.COMPARISONS.contains(name)) {
            return Optional.of("a comparison stands in where(condition, a, b) only");
        } else if (Signature.isNamed(call)) {
            return Optional.of(name + " names an argument of a function; found it elsewhere");
        }
        Optional<ArrayFunction> function = ArrayFunctions.find(call);
        if (function.isPresent()) {
            return function.get().signature().fault(call).map(fault -> words(function.get(), fault));
        }
        Optional<Expr> named = call.args().stream().filter(Signature::isNamed).findFirst();
        if (named.isPresent() && chalkgrad.rules.Functions.find(name).isPresent()) {
            return Optional.of(name + " has no argument "
                    + ((Expr.Call) named.get()).function().replace("=", ""));
        }
        return name.equals("sign") ? Optional.empty() : Written.fault(call);
    }

    private static String words(ArrayFunction function, Signature.Fault fault) {
        List<String> names = function.signature().names();
        String of = shown(function.name());
        String takes = " (it takes " + String.join(", ", names) + ")";
        if (fault instanceof Signature.Fault.Unknown unknown) {
            return of + " has no argument " + unknown.name() + Nearest.hint(unknown.name(), names) + takes;
        } else if (fault instanceof Signature.Fault.TooMany many) {
            return many.name().isEmpty()
                    ? of + " has too many arguments" + takes
                    : of + " has " + many.name() + " twice";
        }
        return of + " needs " + ((Signature.Fault.Missing) fault).name() + takes;
    }

    private static String shown(String function) {
        return function.equals(ExprParser.INDEX) ? "X[…]" : function;
    }

    /** The parts of a call that are expressions, each of which may be at fault itself. */
    static List<Expr> expressions(Expr.Call call) {
        Optional<ArrayFunction> function = ArrayFunctions.find(call);
        if (function.isEmpty()) {
            return call.args();
        }
        Signature.Arguments args = function.get().signature().arguments(call);
        var parts = new ArrayList<Expr>();
        for (Expr array : args.arrays()) {
            boolean comparison = array instanceof Expr.Call inner && ExprParser.COMPARISONS.contains(inner.function());
            parts.addAll(comparison && function.get().name().equals("where") ? array.parts() : List.of(array));
        }
        for (String setting : List.of("low", "high", "p", "eps")) {
            args.find(setting).ifPresent(parts::add);
        }
        return parts;
    }

    /** The expression with operators for the functions that mean them. */
    static Expr plain(Expr e) {
        if (e instanceof Expr.Call named && Signature.isNamed(e) && named.args().get(0) instanceof Expr.Sym word) {
            Integer flag = FLAGS.get(word.symbol().id());
            return flag == null ? e : Expr.call(named.function(), Expr.num(flag));
        }
        Expr inner = e.mapParts(CallArguments::plain);
        return inner instanceof Expr.Call call && call.function().equals("matmul")
                ? new Expr.MatMul(call.args().get(0), call.args().get(1))
                : inner;
    }
}
