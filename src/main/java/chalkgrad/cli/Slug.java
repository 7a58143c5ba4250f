package chalkgrad.cli;

import chalkgrad.batch.FileNames;
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

    /** What Windows takes for a device, whatever the ending. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    private Slug() {}

    static String of(String title) {
        var slug = new StringBuilder();
        int[] letters = Normalizer.normalize(title, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT && !Character.isISOControl(c))
                .toArray();
        int length = 0;
        for (int i = 0; i < letters.length && length < FileNames.LONGEST; i++) {
            if (Character.isLetterOrDigit(letters[i]) || (FileNames.isMark(letters[i]) && endsInLetter(slug))) {
                slug.appendCodePoint(letters[i]);
                length++;
            } else if (endsInLetter(slug)) {
                slug.append('-');
                length++;
            }
        }
        String name = slug.toString().replaceFirst("-$", "");
        if (name.isEmpty() || !FileNames.isPath(name)) {
            return NAMELESS;
        }
        return DEVICES.contains(name) ? name + "-" + NAMELESS : name;
    }

    private static boolean endsInLetter(StringBuilder slug) {
        return !slug.isEmpty() && slug.charAt(slug.length() - 1) != '-';
    }
}
