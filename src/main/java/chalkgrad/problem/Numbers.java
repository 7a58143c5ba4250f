package chalkgrad.problem;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers as they are written: {@code 0.1} is one tenth.
 *
 * <p>{@code Numbers.fault("1e400")} is {@code "1e400 is too large; the largest is 1e100"}.
 */
final class Numbers {
    static final BigDecimal LARGEST = new BigDecimal("1e100");
    private static final BigDecimal SMALLEST = new BigDecimal("1e-100");
    private static final int MOST_DIGITS = 60;

    /** So long a text is no number that a person wrote; it need not even be looked at. */
    private static final int LONGEST = 300;

    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    /** An exponent that no arithmetic can take. */
    private static final Pattern BOUNDLESS = Pattern.compile(".*[eE]([-+]?)0*[0-9]{10,}");

    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,9}");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|nan)", Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHER_BASE = Pattern.compile("0[xo][0-9a-fA-F]+");

    private Numbers() {}

    /** What is wrong with a scalar that YAML takes for a number; empty where it is a good one. */
    static Optional<String> fault(String text) {
        String shown = Words.shortened(text);
        if (NOT_FINITE.matcher(text).matches()) {
            return Optional.of(shown + " is not a finite number");
        } else if (OTHER_BASE.matcher(text).matches()) {
            return Optional.of(shown + " is not a decimal; write it with the digits 0 to 9");
        } else if (text.length() > LONGEST || (DECIMAL.matcher(text).matches() && digits(text) > MOST_DIGITS)) {
            return Optional.of(shown + " has more than " + MOST_DIGITS + " digits");
        } else if (!DECIMAL.matcher(text).matches()) {
            return Optional.of(shown + " is not a decimal number");
        } else if (BOUNDLESS.matcher(text).matches()) {
            return Optional.of(shown + " has too large an exponent");
        }
        BigDecimal size = new BigDecimal(text).abs();
        if (size.compareTo(LARGEST) > 0) {
            return Optional.of(shown + " is too large; the largest is 1e100");
        } else if (size.signum() != 0 && size.compareTo(SMALLEST) < 0) {
            return Optional.of(shown + " is too close to zero; the smallest is 1e-100");
        }
        return Optional.empty();
    }

    /** The value of a number without a fault, with the decimals that were written. */
    static BigDecimal value(String text) {
        var value = new BigDecimal(text);
        // Zero has no size, so its exponent was not bounded above; nobody wants a million decimals of it.
        return value.signum() == 0 && Math.abs(value.scale()) > MOST_DIGITS ? BigDecimal.ZERO : value;
    }

    /** The value of a small whole number; empty where it is none. */
    static Optional<Integer> whole(String text) {
        return WHOLE.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /** Whether a text would be a number if it were not in quotes. */
    static boolean looksLikeNumber(String text) {
        return DECIMAL.matcher(text).matches();
    }

    /** The digits from the first that is not zero on. */
    private static int digits(String text) {
        int digits = 0;
        for (int i = 0; i < text.length() && text.charAt(i) != 'e' && text.charAt(i) != 'E'; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' && (digits > 0 || c != '0')) {
                digits++;
            }
        }
        return digits;
    }
}
