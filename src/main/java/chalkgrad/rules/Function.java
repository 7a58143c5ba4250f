package chalkgrad.rules;

/**
 * A function that an expression may call.
 *
 * <p>{@code Functions.find("huber")} takes 2 arguments, output and target.
 *
 * @param name its name in the problem-file grammar
 * @param fewest the smallest number of arguments
 * @param most the largest number of arguments
 * @param kind what it does with vectors and matrices
 */
public record Function(String name, int fewest, int most, Kind kind) {

    /** Whether it works entry by entry of so many arguments. */
    public boolean isEntrywise(int count) {
        return kind == Kind.ENTRYWISE || kind == Kind.EXTREMUM && count > 1;
    }

    /** What a function does with vectors and matrices; of scalars, each but softmax gives a scalar. */
    public enum Kind {
        /** It works entry by entry. */
        ENTRYWISE,
        /** It goes over all entries of its one argument. */
        REDUCING,
        /** Of one argument it goes over all entries; of several it works entry by entry. */
        EXTREMUM,
        /** A loss: it adds up what the outputs' entries, with the targets', contribute. */
        LOSS,
        /** A vector from a vector, or from each row of a matrix: softmax. */
        ROWWISE,
        /** A product of two vectors. */
        PRODUCT
    }
}
