package chalkgrad.cli;

import chalkgrad.check.Equivalence.Verdict.Different;
import chalkgrad.evaluate.Digits;
import chalkgrad.evaluate.Real;
import chalkgrad.evaluate.Undecided;
import chalkgrad.model.Problem.Precision;
import chalkgrad.model.Problem.Rounding;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says where two expressions differ, with as many digits as show it.
 *
 * <p>{@code Counterexample.text(different)} is {@code at z=-1.25: 0.2227 and 0.1731}.
 */
final class Counterexample {
    private static final int FEWEST = 4;
    private static final int MOST = 40;
    /** Whole numbers of no more digits than this are written out. */
    private static final int WHOLE = 9;
    /** Numbers with no more zeros behind the point than this are written out. */
    private static final int ZEROS = 5;

    private static final String NEAR_ZERO = "about 0";

    private Counterexample() {}

    static String text(Different different) {
        String at = different.at().entrySet().stream()
                .map(entry ->
                        entry.getKey().id() + "=" + written(entry.getValue().stripTrailingZeros()))
                .collect(Collectors.joining(", "));
        return (at.isEmpty() ? "" : "at " + at + ": ") + values(different.left(), different.right());
    }

    private static String values(Real left, Real right) {
        for (int digits = FEWEST; digits <= MOST; digits++) {
            Optional<String> a = rounded(left, digits);
            Optional<String> b = rounded(right, digits);
            if (a.isPresent() && b.isPresent() && !a.equals(b)) {
                return a.get() + " and " + b.get();
            }
        }
        // Only the enclosures themselves can say it then.
        return rounded(left, FEWEST).orElse(NEAR_ZERO) + " and "
                + rounded(right, FEWEST).orElse(NEAR_ZERO) + ", the same to more than " + MOST + " digits";
    }

    /** A number to so many significant digits, and no fewer than it has before the point; empty where that is not certain. */
    private static Optional<String> rounded(Real value, int digits) {
        Optional<String> tiny;
        try {
            tiny = Digits.belowAllDecimals(value, digits);
        } catch (Undecided undecided) {
            return Optional.of(NEAR_ZERO);
        }
        if (tiny.isPresent()) {
            return tiny.map(text -> text.replace('E', 'e'));
        }
        Optional<BigDecimal> rough = cut(value, digits);
        int whole = rough.map(number -> number.precision() - number.scale()).orElse(0);
        return (whole > digits && whole <= WHOLE ? cut(value, whole) : rough).map(Counterexample::written);
    }

    private static Optional<BigDecimal> cut(Real value, int digits) {
        return Digits.rounded(value, new Precision.Significant(digits), Rounding.HALF_UP, true);
    }

    /** {@code 1e-30} for what would be many zeros, else the decimal. */
    private static String written(BigDecimal value) {
        int exponent = value.precision() - value.scale() - 1;
        if (value.signum() == 0 || exponent >= -ZEROS && exponent < WHOLE) {
            return value.signum() == 0 ? "0" : value.toPlainString();
        }
        // A whole number's zeros are only there to fill it up; a rounded one's say how far it is known.
        BigDecimal known = value.scale() == 0 ? value.stripTrailingZeros() : value;
        String digits = known.unscaledValue().abs().toString();
        String point = digits.length() > 1 ? digits.charAt(0) + "." + digits.substring(1) : digits;
        return (value.signum() < 0 ? "-" : "") + point + "e" + exponent;
    }
}
