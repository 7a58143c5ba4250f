package chalkgrad.batch;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names of files made from students' ids, which may be anything; no two are alike on any file system.
 *
 * <p>{@code new SafeNames().of("20261234")} is that id; of {@code ../../x} it is {@code x-} and eight hexadecimal digits.
 *
 * <p>A name follows from the id alone; only where two ids differ in nothing but what some file systems do not tell apart, in case, does the later one
 * get such digits too. So whoever is added to the end of a roster changes nobody's name.
 */
final class SafeNames {
    private static final String NAMELESS = "student";

    private static final int DIGITS = 8;

    /** What Windows takes for a device, whatever stands behind a point. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "conin$", "conout$");

    private final Set<String> taken = new HashSet<>();

    /** The name for an id, which has not been asked for before. */
    String of(String id) {
        String plain = plain(id);
        String name = plain.equals(id) ? id : (plain.isEmpty() ? NAMELESS : plain) + "-" + mark(id);
        if (!taken.add(folded(name))) {
            name = plain + "-" + mark(id);
            taken.add(folded(name));
        }
        return name;
    }

    private static String mark(String id) {
        return Digest.of(id).substring(0, DIGITS);
    }

    /** As file systems that are blind to case and composition see it. */
    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /** The id itself where it can be a name, or else what is left of it. */
    private static String plain(String id) {
        var plain = new StringBuilder();
        int length = 0;
        int[] letters = id.codePoints().toArray();
        for (int i = 0; i < letters.length && length < FileNames.LONGEST; i++) {
            int c = letters[i];
            boolean hidden = Character.getType(c) == Character.FORMAT || Character.isISOControl(c);
            boolean kept =
                    Character.isLetterOrDigit(c) || c == '_' || (!plain.isEmpty() && (FileNames.isMark(c) || c == '.'));
            if (kept) {
                plain.appendCodePoint(c);
                length++;
            } else if (!hidden && !plain.isEmpty() && plain.charAt(plain.length() - 1) != '-') {
                plain.append('-');
                length++;
            }
        }
        while (!plain.isEmpty() && "-.".indexOf(plain.charAt(plain.length() - 1)) >= 0) {
            plain.setLength(plain.length() - 1);
        }
        String name = plain.toString();
        String device = name.replaceFirst("\\..*", "").toLowerCase(Locale.ROOT);
        return DEVICES.contains(device) || device.matches("(com|lpt)[0-9¹²³]") || !FileNames.isPath(name) ? "" : name;
    }
}
