package chalkgrad.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * Names of files made from titles, which may be anything: letters and digits of any script, with hyphens between.
 *
 * <p>{@code Slug.of("Midterm: XOR, 2nd try")} is {@code "midterm-xor-2nd-try"}.
 */
final class Slug {
    private static final String NAMELESS = "sheet";

    /** Some file systems count letters and some bytes; so many letters of any script, and an ending, fit in all. */
    static final int LONGEST = 50;

    /** What Windows takes for a device, whatever the ending. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    private Slug() {}

    /** Whether anything of a title is seen. */
    static boolean isTitle(String title) {
        return title.codePoints().anyMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        });
    }

    static String of(String title) {
        var slug = new StringBuilder();
        int[] letters = Normalizer.normalize(title, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT && !Character.isISOControl(c))
                .toArray();
        int length = 0;
        for (int i = 0; i < letters.length && length < LONGEST; i++) {
            if (Character.isLetterOrDigit(letters[i]) || (isMark(letters[i]) && endsInLetter(slug))) {
                slug.appendCodePoint(letters[i]);
                length++;
            } else if (endsInLetter(slug)) {
                slug.append('-');
                length++;
            }
        }
        String name = slug.toString().replaceFirst("-$", "");
        if (name.isEmpty() || !isPath(name)) {
            return NAMELESS;
        }
        return DEVICES.contains(name) ? name + "-" + NAMELESS : name;
    }

    private static boolean endsInLetter(StringBuilder slug) {
        return !slug.isEmpty() && slug.charAt(slug.length() - 1) != '-';
    }

    /** A vowel or an accent that some scripts write above, below or behind a letter. */
    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** A machine whose locale is C has files with names in ASCII only. */
    private static boolean isPath(String name) {
        try {
            return !Path.of(name).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
