package chalkgrad.export;

import java.math.BigDecimal;

/**
 * By which power of ten an answer is asked for magnified.
 *
 * <p>{@code Scale.of(new BigDecimal("0.0000512"))} is 3: the field wants 0.0512.
 *
 * <p>Moodle turns smaller numbers into 5.12E-5, and Canvas shows four decimals of them: neither is what the sheet says.
 */
final class Scale {
    private static final BigDecimal SMALL = new BigDecimal("0.0001");
    private static final BigDecimal ENOUGH = new BigDecimal("0.01");
    private static final int STEP = 3;

    private Scale() {}

    /** A multiple of three; zero for zero and for what is large enough. */
    static int of(BigDecimal value) {
        if (value.signum() == 0 || value.abs().compareTo(SMALL) >= 0) {
            return 0;
        }
        int scale = STEP;
        while (value.abs().movePointRight(scale).compareTo(ENOUGH) < 0) {
            scale += STEP;
        }
        return scale;
    }
}
