package chalkgrad.exam;

import chalkgrad.model.Quantity;
import chalkgrad.rules.Dims;
import java.util.List;

/**
 * One line of {@code vary}: a draw, and the places that get what is drawn.
 *
 * <p>{@code x1: {uniform: [0.1, 0.9], step: 0.05}} has one place; {@code weights: …} one for each weight, with a draw of its own; {@code a: …}, where
 * the problem has nothing called so, has none, and is for other lines to use.
 *
 * @param name as the file has it
 * @param places where it is put; may be empty
 * @param together whether all places get the same, or each a draw of its own
 */
public record Variation(String name, List<Place> places, boolean together, Draw draw) {
    public Variation {
        places = List.copyOf(places);
    }

    /** Where in a problem something drawn is put. */
    public sealed interface Place {}

    /**
     * A given value.
     *
     * @param quantity an {@link Quantity.Input}, {@link Quantity.Target}, {@link Quantity.Param} or a graph's {@link Quantity.Node}
     * @param sample the sample, counted from one; zero for a value that no sample has
     * @param entry the place in a vector or matrix, counted from one; empty for a number
     */
    public record Value(Quantity quantity, int sample, List<Integer> entry) implements Place {
        public Value {
            entry = List.copyOf(entry);
        }

        /** {@code x1}, {@code x1#2}, {@code W[1,2]}. */
        public String id() {
            return quantity.id() + (sample == 0 ? "" : "#" + sample) + Dims.suffix(entry);
        }
    }

    /**
     * The gradient that arrives at a graph's output, or an entry of it.
     *
     * @param entry the place in a vector or matrix, counted from one; empty for a number
     */
    public record Upstream(List<Integer> entry) implements Place {
        /** What the whole of it is called. */
        public static final String NAME = "upstream";

        public Upstream {
            entry = List.copyOf(entry);
        }

        /** {@code upstream}, {@code upstream[1,2]}. */
        public String id() {
            return NAME + Dims.suffix(entry);
        }
    }

    /** The learning rate. */
    public record Rate() implements Place {}

    /** The loss. */
    public record LossRule() implements Place {}

    /** The activation of a layer, counted from one. */
    public record ActivationRule(int layer) implements Place {}

    /** The number of units of a layer, counted from one; zero is the input. The last units of the file's are left out. */
    public record Units(int layer) implements Place {}
}
