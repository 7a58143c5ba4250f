package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import java.util.List;

/**
 * A gate of a computational graph: an operation, and its local derivative by each input.
 *
 * <p>The product {@code x*y} has the local derivatives {@code y} and {@code x}: it {@link Behaviour#SWAPS}.
 *
 * @param name its name, which leads to its wording
 * @param definition the operation on {@link #X} and {@link #Y}; in a power, the exponent is {@link #N}
 * @param taught the local derivative by each input as it is taught, in the inputs and {@link Activation#OUTPUT}
 * @param behaviour what it does to the gradient that comes back
 */
public record Gate(String name, Expr definition, List<Expr> taught, Behaviour behaviour) {

    /** The first input. */
    public static final Symbol X = new Symbol.Name("x");

    /** The second input. */
    public static final Symbol Y = new Symbol.Name("y");

    /** A number that stays what it is. */
    public static final Symbol N = new Symbol.Name("n");

    public Gate {
        taught = List.copyOf(taught);
    }

    /** What a gate does to the gradient that comes back; the names are those of Stanford's CS231n. */
    public enum Behaviour {
        /** It hands the upstream gradient to every input, up to a sign. */
        DISTRIBUTES,
        /** It hands each input the upstream gradient times the other input. */
        SWAPS,
        /** It hands the upstream gradient to the input that won, and nothing to the others. */
        ROUTES,
        /** It multiplies the upstream gradient by its own slope. */
        SCALES
    }

    /** The inputs, in the order of {@link #taught}. */
    public List<Symbol> inputs() {
        return taught.size() == 2 ? List.of(X, Y) : List.of(X);
    }
}
