package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A function of one number that nobody has chosen; of an array it works entry by entry.
 *
 * <p>In {@code phi(W @ x + b)} it is {@code phi}; its derivative is called {@code phi'}.
 *
 * <p>A call of a function that the table lacks is such a call. Whoever knows the functions of a problem has a shape for this symbol, and a
 * problem file that does not name the function is refused.
 */
public record OpenFunction(String name) implements Symbol {
    private static final String PRIME = "'";

    /** A setting of a function, {@code axis=}, and a comparison have signs in them. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*'*");

    @Override
    public String id() {
        return name;
    }

    /** Whether a call is that of such a function, or of its derivative. */
    public static boolean isCall(Expr e) {
        return e instanceof Expr.Call call
                && call.args().size() == 1
                && NAME.matcher(call.function()).matches()
                && !call.function().equals(ArrayFunctions.BACK)
                && ArrayFunctions.find(call).isEmpty()
                && !Shapes.isInternal(call.function())
                && Functions.find(call.function()).isEmpty();
    }

    /** The function of a call, without the primes of a derivative. */
    static OpenFunction of(Expr.Call call) {
        return new OpenFunction(call.function().replace(PRIME, ""));
    }

    /** The derivative of a call by its argument. */
    public static Expr derivative(Expr.Call call) {
        return new Expr.Call(call.function() + PRIME, call.args());
    }

    /** Adds the names of all such functions in an expression. */
    public static void in(Expr e, Set<String> names) {
        if (isCall(e)) {
            names.add(of((Expr.Call) e).name);
        }
        e.parts().forEach(part -> in(part, names));
    }

    /** Whether there is such a function in an expression. */
    public static boolean isIn(Expr e) {
        return isCall(e) || e.parts().stream().anyMatch(OpenFunction::isIn);
    }
}
