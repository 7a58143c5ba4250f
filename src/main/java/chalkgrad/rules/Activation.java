package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.FunctionNotation;
import chalkgrad.algebra.Symbol;
import java.util.Optional;

/**
 * An activation: a row of the table, or a user's own expression in {@code z}.
 *
 * <p>The sigmoid is {@code 1/(1 + exp(-z))}, and its derivative is taught as {@code o (1 - o)}.
 *
 * @param notation how it is called; for a user's own expression by its text
 * @param definition the function of {@link #NET}, made of elementary functions and {@link Expr.Cases} only; for softmax, the function of
 *     {@link #NET} and {@link #OTHERS}
 * @param taught the derivative as it is taught, in {@link #NET} and {@link #OUTPUT}; empty for a user's own expression (Symja's result is
 *     shown) and where there is no gradient
 * @param kind what sort of function it is
 */
public record Activation(FunctionNotation notation, Expr definition, Optional<Expr> taught, Kind kind) {

    /** The net input {@code z}. */
    public static final Symbol NET = new Symbol.Name("z");

    /** The unit's own output {@code o}. */
    public static final Symbol OUTPUT = new Symbol.Name("o");

    /** In softmax, what the other units of the layer add to the denominator. */
    public static final Symbol OTHERS = new Symbol.Name("r");

    /** One that is printed by its name. */
    public Activation(String name, Expr definition, Optional<Expr> taught, Kind kind) {
        this(FunctionNotation.of(name), definition, taught, kind);
    }

    /** The name in problem files; for a user's own expression its text. */
    public String name() {
        return notation.name();
    }

    /** The name of its row, without the constant that it may have been given: {@code elu} of {@code elu(1.5)}. */
    public String rule() {
        int constant = kind == Kind.CUSTOM ? -1 : name().indexOf('(');
        return constant < 0 ? name() : name().substring(0, constant);
    }

    /** Of softmax, what the exponential is taken of: {@link #NET}, or that over the temperature. */
    public Expr exponent() {
        return ((Expr.Call) ((Expr.Div) definition).numerator()).args().get(0);
    }

    /** The temperature of a softmax; empty where it has none. */
    public Optional<Expr> temperature() {
        return exponent() instanceof Expr.Div share ? Optional.of(share.denominator()) : Optional.empty();
    }

    /** What sort of function an activation is. */
    public enum Kind {
        /** Each output depends on its own net input. */
        ELEMENTWISE,
        /** Every output of the layer depends on every net input of the layer: softmax. */
        SOFTMAX,
        /** Flat wherever it is smooth, so that nothing can be learned through it: the step. */
        NO_GRADIENT,
        /** A user's own expression; each output depends on its own net input. */
        CUSTOM
    }
}
