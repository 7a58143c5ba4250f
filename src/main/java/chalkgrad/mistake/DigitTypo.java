package chalkgrad.mistake;

import java.math.BigDecimal;

/**
 * A slip of the pen in a number.
 *
 * <p>{@code explains(0.019049119, 0.01904919)} is true: a digit was lost.
 */
public final class DigitTypo {
    /** With fewer digits than this nearly every number is one digit away from every other. */
    private static final int FEWEST = 3;

    private DigitTypo() {}

    /**
     * Whether one slip turns the expected number into the written one: two neighbouring digits swapped, one lost, one doubled, or one other than it
     * should be with all the rest the same.
     *
     * @param expected the right number, cut to the digits that were meant to be written, or with one digit more
     * @param written the number as it was written
     */
    public static boolean explains(BigDecimal expected, BigDecimal written) {
        if (expected.signum() != written.signum() || expected.compareTo(written) == 0) {
            return false;
        }
        String right = expected.abs().toPlainString();
        String other = written.abs().toPlainString();
        return significant(right) >= FEWEST
                && significant(other) >= FEWEST
                && (swapped(right, other) || lost(right, other) || doubled(right, other) || changed(right, other));
    }

    private static long significant(String number) {
        return number.replace(".", "").replaceFirst("^0+", "").length();
    }

    private static boolean swapped(String right, String other) {
        if (right.length() != other.length()) {
            return false;
        }
        int i = firstDifference(right, other);
        int j = i + 1 < right.length() && right.charAt(i + 1) == '.' ? i + 2 : i + 1;
        return j < right.length()
                && right.charAt(i) == other.charAt(j)
                && right.charAt(j) == other.charAt(i)
                && right.substring(j + 1).equals(other.substring(j + 1));
    }

    private static boolean lost(String right, String other) {
        int i = firstDifference(right, other);
        return right.length() == other.length() + 1
                && right.charAt(i) != '.'
                && right.substring(i + 1).equals(other.substring(i));
    }

    /** A digit that stands there once stands there twice. */
    private static boolean doubled(String right, String other) {
        int i = firstDifference(right, other);
        return other.length() == right.length() + 1
                && i > 0
                && other.charAt(i) == other.charAt(i - 1)
                && other.charAt(i) != '.'
                && other.substring(i + 1).equals(right.substring(i));
    }

    /** One digit, and not the last: that may be a rounding. */
    private static boolean changed(String right, String other) {
        int i = firstDifference(right, other);
        return right.length() == other.length()
                && i + 1 < right.length()
                && right.substring(i + 1).equals(other.substring(i + 1));
    }

    private static int firstDifference(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }
}
