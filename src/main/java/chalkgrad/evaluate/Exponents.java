package chalkgrad.evaluate;

import chalkgrad.evaluate.Real.Enclosure;
import chalkgrad.evaluate.Real.Form;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Digits of numbers so near to zero that no decimal of the range is, by their logarithms.
 *
 * <p>{@code e^(-e^30)} is {@code 5.0…E-4641007…}: its power of ten is a number of thirteen digits.
 */
final class Exponents {
    /** A power of ten with more digits than this is not written out. */
    private static final int LONGEST = 1000;

    private Exponents() {}

    /**
     * {@code d.ddd…E-n} with {@code count} digits.
     *
     * @throws Undecided where more digits are needed to tell, or the power of ten itself has too many
     */
    static String scientific(Form.Scaled form, int count) {
        int digits = count + 25;
        if (form.exponent() instanceof Enclosure e) {
            long before = e.lo().signum() == 0 ? 0 : Math.max(0, Range.exponent(e.lo()) + 1);
            if (before > LONGEST) {
                throw new Undecided("exponent");
            }
            digits += (int) before;
        } else {
            digits += 20;
        }
        Arithmetic arithmetic = Arithmetic.enclosing(digits);
        int sign = arithmetic.sign(form.mantissa());
        Real ten = arithmetic.ln(Real.of(10));
        Real power =
                arithmetic.div(arithmetic.add(form.exponent(), arithmetic.ln(arithmetic.abs(form.mantissa()))), ten);
        BigDecimal whole = floor(power);
        Real digitsOf = arithmetic.exp(arithmetic.mul(arithmetic.sub(power, Real.of(whole)), ten));
        BigDecimal shown = Digits.significant(digitsOf, count, false).orElseThrow(() -> new Undecided("rounding"));
        if (shown.compareTo(BigDecimal.TEN) >= 0) {
            shown = shown.movePointLeft(1).setScale(count - 1, RoundingMode.DOWN);
            whole = whole.add(BigDecimal.ONE);
        }
        return (sign < 0 ? "-" : "") + shown.toPlainString() + "E" + whole.toPlainString();
    }

    private static BigDecimal floor(Real x) {
        Enclosure e = (Enclosure) x;
        BigDecimal low = e.lo().setScale(0, RoundingMode.FLOOR);
        if (low.compareTo(e.hi().setScale(0, RoundingMode.FLOOR)) != 0) {
            throw new Undecided("exponent");
        }
        return low;
    }
}
