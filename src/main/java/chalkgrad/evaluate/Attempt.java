package chalkgrad.evaluate;

/**
 * What came of asking for a value with so many digits.
 *
 * <p>{@code ln(z)} at -1 is {@code NoValue}; {@code 1/(exp(z)-exp(z))} is {@code TooCoarse}, for the divisor is only known to be near zero.
 */
public sealed interface Attempt {
    /** There is a value, and this encloses it. */
    record Valued(Real value) implements Attempt {}

    /** There is none. */
    record NoValue(NumericFault fault) implements Attempt {}

    /** More digits are needed to tell. */
    record TooCoarse() implements Attempt {}
}
