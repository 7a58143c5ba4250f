package chalkgrad.export;

import java.math.BigDecimal;

/**
 * Numbers as every importer reads them.
 *
 * <p>{@code Plain.number(new BigDecimal("5E-7"))} is {@code "0.0000005"}.
 */
final class Plain {
    private Plain() {}

    /** All the digits that the number has, without an exponent. */
    static String number(BigDecimal value) {
        return value.toPlainString();
    }

    /** The same without zeros at the end: for points and tolerances, whose zeros say nothing. */
    static String shortest(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
