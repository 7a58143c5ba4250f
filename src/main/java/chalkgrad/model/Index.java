package chalkgrad.model;

/**
 * A letter that runs over the units of a layer, or one of its values.
 *
 * <p>{@code new Index("k", "2", Side.OUTPUT)} is the k of y_k, any unit of the second layer, which is the output layer.
 *
 * @param letter how it is written: {@code k}, {@code 1}, {@code m}
 * @param layer the layer's number as it is written, where a notation writes it: {@code 2}, {@code lambda-1}
 * @param side where in the network the layer is
 */
public record Index(String letter, String layer, Side side) {

    /** Where in a network a layer is. */
    public enum Side {
        INPUT,
        HIDDEN,
        OUTPUT
    }

    /** Another letter, or a value, for the same layer. */
    public Index as(String other) {
        return new Index(other, layer, side);
    }
}
