package chalkgrad.write;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a message's pattern.
 *
 * <p>Of <code>*{0:은/는}* x</code> the parts are an {@link Emphasis} with one {@link Argument}, and {@link Words}.
 */
sealed interface Wording {
    /** What a pattern is made of besides words. */
    Pattern PARTS = Pattern.compile("\\{(\\d+)(?::([^}]*))?\\}|\\*([^*]+)\\*");

    /** Words as they stand; never empty. */
    record Words(String words) implements Wording {}

    /**
     * The place of an argument.
     *
     * @param particle the two forms of the Korean particle behind it, or empty
     */
    record Argument(int index, String particle) implements Wording {}

    /** What is emphasised. */
    record Emphasis(List<Wording> parts) implements Wording {
        public Emphasis {
            parts = List.copyOf(parts);
        }
    }

    /** The parts of a pattern. */
    static List<Wording> of(String pattern) {
        var parts = new ArrayList<Wording>();
        Matcher found = PARTS.matcher(pattern);
        int end = 0;
        while (found.find()) {
            words(pattern.substring(end, found.start()), parts);
            end = found.end();
            parts.add(
                    found.group(3) != null
                            ? new Emphasis(of(found.group(3)))
                            : new Argument(
                                    Integer.parseInt(found.group(1)), found.group(2) == null ? "" : found.group(2)));
        }
        words(pattern.substring(end), parts);
        return List.copyOf(parts);
    }

    private static void words(String words, List<Wording> parts) {
        if (!words.isEmpty()) {
            parts.add(new Words(words));
        }
    }
}
