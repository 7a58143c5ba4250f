package chalkgrad.write;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Lengths as text.
 *
 * <p>{@code Numbers.short2(12.5000001)} is {@code "12.5"}.
 */
final class Numbers {
    private Numbers() {}

    /** With at most two decimals, which is finer than any printer; never with an exponent. */
    static String short2(double value) {
        BigDecimal cut =
                BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return cut.signum() == 0 ? "0" : cut.toPlainString();
    }
}
