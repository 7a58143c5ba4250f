package chalkgrad.problem;

import java.util.Locale;

/**
 * One thing that is wrong with a problem file, or that its author should know.
 *
 * <p>As text: {@code bean.yaml:9:14: error: weights: row 2 (unit h2) has 1 number; expected 2, one for each of x1, x2}.
 *
 * @param severity whether the problem can still be solved
 * @param file the file as the user knows it
 * @param line the line, counted from one
 * @param column the column in code points, counted from one
 * @param message what was found and what was expected, without control characters
 */
public record Finding(Severity severity, String file, int line, int column, String message) {

    /** Whether the problem can still be solved. */
    public enum Severity {
        /** The problem is not read. */
        ERROR,
        /** The problem is read; its author probably meant something else. */
        WARNING
    }

    @Override
    public String toString() {
        return Words.printable(file) + ":" + line + ":" + column + ": "
                + severity.name().toLowerCase(Locale.ROOT) + ": " + message;
    }
}
