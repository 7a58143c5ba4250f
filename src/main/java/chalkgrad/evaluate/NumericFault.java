package chalkgrad.evaluate;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * An operation that has no result for the numbers it was given.
 *
 * <p>{@code ln(-2)} is {@code LOGARITHM} of {@code "-2"}.
 *
 * <p>It is caught at one place and becomes a message; it never carries a stack trace.
 */
public final class NumericFault extends RuntimeException {
    private static final MathContext SHOWN = new MathContext(12);

    private final Kind kind;
    private final String operand;

    /** What went wrong. */
    public enum Kind {
        /** A quotient whose denominator is zero, or zero to a negative power. */
        DIVISION_BY_ZERO,
        /** A logarithm of zero or less. */
        LOGARITHM,
        /** A square root of a negative number. */
        ROOT,
        /** A negative number to a power that is not whole. */
        POWER,
        /** A tangent where the cosine is zero. */
        TANGENT,
        /** An arc sine of a number beyond ±1. */
        ARCSINE,
        /** An arc cosine of a number beyond ±1. */
        ARCCOSINE,
        /** A result beyond {@code 10^1,000,000,000}, an exponential of an argument beyond 2,000,000,000, or an angle beyond {@code 10^1000}. */
        OVERFLOW,
        /** A result that is not zero and nearer to it than {@code 10^-1,000,000,000}. */
        UNDERFLOW
    }

    NumericFault(Kind kind, String operand) {
        super(kind + " " + operand, null, false, false);
        this.kind = kind;
        this.operand = operand;
    }

    NumericFault(Kind kind, BigDecimal operand) {
        this(kind, operand.round(SHOWN).stripTrailingZeros().toString());
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** The number that the operation was given, to at most 12 digits. */
    public String operand() {
        return operand;
    }
}
