package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import java.util.Optional;

/**
 * A loss, by what one output adds to it: a row of the table, or a user's own expression in {@code o} and {@code t}.
 *
 * <p>{@code half_sse} is {@code 1/2*(t - o)^2} for one output, and its derivative is taught as {@code -(t - o)}.
 *
 * @param name the name in problem files; for a user's own expression its text
 * @param definition one output's part, a function of {@link #OUTPUT}, {@link #TARGET} and {@link #COUNT}, made of elementary functions
 *     and {@link Expr.Cases} only
 * @param taught the derivative by {@link #OUTPUT} as it is taught; empty for a user's own expression
 * @param custom whether it is a user's own expression
 */
public record Loss(String name, Expr definition, Optional<Expr> taught, boolean custom) {

    /** The name of its row, without the constant that it may have been given: {@code huber} of {@code huber(1.5)}. */
    public String rule() {
        int constant = custom ? -1 : name.indexOf('(');
        return constant < 0 ? name : name.substring(0, constant);
    }

    /** Whether there is anything that the outputs are compared with, or multiplied by. */
    public boolean hasTargets() {
        return mentions(definition);
    }

    private static boolean mentions(Expr e) {
        return e.equals(TARGET.expr()) || e.parts().stream().anyMatch(Loss::mentions);
    }

    /** An output of the network. */
    public static final Symbol OUTPUT = new Symbol.Name("o");

    /** The output's target. */
    public static final Symbol TARGET = new Symbol.Name("t");

    /** The number of outputs. */
    public static final Symbol COUNT = new Symbol.Name("n");
}
