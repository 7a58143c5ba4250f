package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.rules.Signature.Arguments;
import java.util.List;
import java.util.Optional;

/**
 * A function of whole arrays, with settings.
 *
 * <p>{@code conv2d} of an image and a kernel is a {@link Plan}; {@code batch_norm} is defined by other functions.
 *
 * @param function how it is called
 * @param signature what its arguments are called
 * @param shape the shape of its value
 * @param value how it is worked out
 */
public record ArrayFunction(Function function, Signature signature, ShapeRule shape, Value value) {

    /** A function of arrays in terms of others, or as a table of entries. */
    public sealed interface Value {
        /** Entry by entry out of the entries of its arguments. */
        record Planned(Planner plan) implements Value {}

        /**
         * In terms of other functions.
         *
         * @param gradient what comes back to the first argument in the form that is taught; empty where it is sent back through the definition
         */
        record Defined(Definition definition, Optional<Gradient> gradient) implements Value {}
    }

    /** The shape of a value. Throws {@link Signature.Unfit} where there is none. */
    @FunctionalInterface
    interface ShapeRule {
        Dims of(Arguments args, List<Dims> arrays);
    }

    /** The table of entries. */
    @FunctionalInterface
    public interface Planner {
        Plan of(Arguments args, List<Dims> arrays);
    }

    /** The function in terms of others. */
    @FunctionalInterface
    public interface Definition {
        Expr of(Arguments args, List<Dims> arrays);
    }

    /** What comes back to the first argument. */
    @FunctionalInterface
    public interface Gradient {
        /**
         * What comes back, as it is taught.
         *
         * @param value the function's own value
         * @param upstream what comes back to it
         */
        Expr of(Arguments args, List<Dims> arrays, Expr value, Expr upstream);
    }

    public String name() {
        return function.name();
    }
}
