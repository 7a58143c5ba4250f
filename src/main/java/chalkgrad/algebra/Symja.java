package chalkgrad.algebra;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;

/**
 * The one door to the computer algebra system: it derives, tidies, and proves that two expressions are the same.
 *
 * <p>{@code new Symja().derivative(parse("z^3/3"), z)} is {@code z^2}.
 *
 * <p>Nothing that a user wrote reaches Symja as text, and nothing large reaches it whole; every method comes back. Starting it takes a third of
 * a second, and is put off until something has to be derived or shortened: a proof is exact arithmetic of our own. An instance belongs to one thread at a
 * time.
 */
public final class Symja {
    /** Largest expression that Symja derives as a whole. */
    private static final int MAX_WHOLE = 60;
    /** Largest exponent in one: Symja's work doubles with each of its summands. */
    private static final int MAX_EXPONENT = 24;
    /** Most functions in one another: its work doubles with each of them, too. */
    private static final int MAX_NESTED = 4;
    /** Most digits under a root or in a logarithm: Symja factors such numbers. */
    private static final int MAX_WEIGHT = 20;

    private @Nullable Engine engine;
    private final ChainRule chain = new ChainRule(new ChainRule.Whole() {
        @Override
        public boolean takes(Expr expr) {
            return isSmall(expr);
        }

        @Override
        public Optional<Expr> derivative(Expr expr, Symbol by) {
            return whole(expr, by);
        }
    });

    /** Started when it is first needed. */
    private Engine engine() {
        if (engine == null) {
            engine = new Engine();
        }
        return engine;
    }

    /** The version of Symja, as it tells itself: {@code 3.0.0}. */
    public static String version() {
        return new Engine().evaluate(S.$Version).map(IExpr::toString).orElse("unknown");
    }

    /**
     * The derivative of a smooth expression, in the form in which Symja gives it.
     *
     * @param expr made of numbers, symbols, arithmetic and the elementary functions; a function of another name, or {@link Expr.Cases}, must not
     *     depend on {@code by}
     * @throws IllegalArgumentException where it does
     */
    public Expr derivative(Expr expr, Symbol by) {
        return chain.derivative(expr, by);
    }

    /** The same value in a shorter form, where there is one; else {@code expr} itself. */
    public Expr simplify(Expr expr) {
        return new Tidy(engine()).tidy(expr);
    }

    /**
     * Whether two expressions are proved the same wherever both have a value.
     *
     * <p>{@code false} means that there is no proof, not that they differ.
     */
    public boolean provesEqual(Expr left, Expr right) {
        return left.equals(right) || new ZeroProof().isZero(Expr.sub(left, right));
    }

    private Optional<Expr> whole(Expr expr, Symbol by) {
        // First of all: its settings have to be made before any class of Symja's is touched.
        Engine started = engine();
        if (!isSmooth(expr, by)) {
            return Optional.empty();
        }
        var bridge = new Bridge();
        var symbol = bridge.symbol(Expr.sym(by));
        IExpr written = bridge.write(expr);
        // An infinite or complex constant in it could vanish from the derivative.
        return started.evaluate(written)
                .filter(value -> bridge.read(value).isPresent())
                .flatMap(value -> started.evaluate(F.D(written, symbol)))
                .flatMap(bridge::read);
    }

    private static boolean isSmooth(Expr expr, Symbol by) {
        boolean known = expr instanceof Expr.Num
                || expr instanceof Expr.Sym
                || expr instanceof Expr.Marked
                || Shape.isArithmetic(expr)
                || expr instanceof Expr.Call call && Bridge.knows(call);
        return known ? expr.parts().stream().allMatch(part -> isSmooth(part, by)) : !Shape.mentions(expr, by);
    }

    /** Whether Symja works it out in a moment. */
    static boolean isSmall(Expr expr) {
        return expr.nodes(MAX_WHOLE) < MAX_WHOLE && hasSmallArguments(expr, 0);
    }

    private static boolean hasSmallArguments(Expr expr, int nested) {
        boolean whole = expr instanceof Expr.Pow power
                && power.exponent() instanceof Expr.Num n
                && n.value().scale() <= 0;
        boolean function = expr instanceof Expr.Call || expr instanceof Expr.Pow && !whole;
        int inside = function ? nested + 1 : nested;
        return inside <= MAX_NESTED
                && expr.parts().stream()
                        .allMatch(part -> (!function || isSmallArgument(part)) && hasSmallArguments(part, inside));
    }

    private static boolean isSmallArgument(Expr expr) {
        return expr.nodes(MAX_EXPONENT) < MAX_EXPONENT && Shape.weight(expr) <= MAX_WEIGHT;
    }
}
