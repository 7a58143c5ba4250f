package chalkgrad.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The valid spelling that a misspelling was probably meant to be.
 *
 * <p>{@code Nearest.to("weigths", List.of("units", "weights"))} is {@code "weights"}.
 */
public final class Nearest {
    private static final int LONGEST = 64;
    private static final int MOST = 200;
    /** A name of a function with so many letters may have two wrong. */
    private static final int LONG = 6;

    private Nearest() {}

    /** Empty where nothing is near: more than a third of the letters (two in a short word), or every letter, would have to change. */
    public static Optional<String> to(String written, Collection<String> valid) {
        if (written.isEmpty() || written.length() > LONGEST) {
            return Optional.empty();
        }
        return valid.stream()
                .limit(MOST)
                .filter(name -> Math.abs(name.length() - written.length()) <= LONGEST / 3)
                .filter(name -> distance(written, name) <= most(written.length(), name.length()))
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    /**
     * The function that a misspelt one was probably meant to be.
     *
     * <p>Names of functions are short, and many things have names: {@code conv} is no cosine and {@code var} no tangent. So one letter may be wrong,
     * and two in a name of six letters or more.
     */
    public static Optional<String> toFunction(String written, Collection<String> functions) {
        return to(written, functions)
                .filter(name -> distance(written, name) <= (Math.min(written.length(), name.length()) < LONG ? 1 : 2));
    }

    /** How many letters may change; one at least has to stay. */
    private static int most(int written, int name) {
        return Math.min(Math.max(name <= 2 ? 1 : 2, name / 3), Math.max(written, name) - 1);
    }

    /** {@code ; did you mean "weights"?}, or nothing. */
    static String hint(String written, Collection<String> valid) {
        return hint(to(written, valid));
    }

    /** The same of a name that has been found. */
    static String hint(Optional<String> near) {
        return near.map(name -> "; did you mean " + Words.quoted(name) + "?").orElse("");
    }

    /** Insertions, deletions, replacements and swaps of neighbours; case, hyphens and blanks do not count. */
    static int distance(String a, String b) {
        return plainDistance(folded(a), folded(b));
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    private static int plainDistance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
