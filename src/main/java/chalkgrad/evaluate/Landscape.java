package chalkgrad.evaluate;

import java.math.BigDecimal;
import java.math.MathContext;

/** What is differentiated, as a function of numbers that can be moved a little: the loss over the parameters. */
interface Landscape {
    /** How many numbers can be moved. */
    int size();

    /** Whether there are so few of them that each can be moved by itself. */
    default boolean oneByOne() {
        return size() <= CrossCheck.EACH;
    }

    /** What the number {@code index} is called. */
    String name(int index);

    /** The gradient by the number {@code index}, as the derivation has it. */
    Real slope(int index);

    /** The height where nothing is moved. */
    Real height();

    /** The height with every number moved, from the forward pass alone; at a kink the choice that was made there is kept. */
    Real height(Arithmetic arithmetic, MathContext context, BigDecimal[] moves);

    /**
     * The same function, going on beyond every kink as it does where nothing is moved.
     *
     * @throws Undecided where it cannot be told on which side of a kink that is
     */
    Landscape held(Arithmetic arithmetic, MathContext context);

    /** The middle of a real. */
    static BigDecimal middle(Real value, MathContext context) {
        if (value instanceof Real.Enclosure e) {
            return e.lo().add(e.hi(), context).divide(BigDecimal.valueOf(2), context);
        }
        Real.Exact exact = (Real.Exact) value;
        return exact.decimal()
                .orElseGet(
                        () -> new BigDecimal(exact.numerator()).divide(new BigDecimal(exact.denominator()), context));
    }

    /** The middle moved; by a move that is beyond comparison the middle counts for nothing. */
    static BigDecimal moved(Real value, BigDecimal move, MathContext context) {
        BigDecimal middle = middle(value, context);
        boolean nothing = middle.signum() != 0
                && move.signum() != 0
                && Range.exponent(middle) < Range.exponent(move) - 2L * context.getPrecision();
        return nothing ? move : middle.add(move);
    }
}
