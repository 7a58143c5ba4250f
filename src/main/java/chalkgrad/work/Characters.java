package chalkgrad.work;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of a text, those that only look different made the same.
 *
 * <p>Full-width digits and the slanted letters of word processors become plain ones, and a point between raised digits is raised; every place
 * keeps its offset.
 */
final class Characters {
    /** The decimal point of a raised number, {@code e⁻⁰·⁵}; it has no character of its own. */
    private static final int RAISED_POINT = '˙';

    /** Longer superscripts are no time steps. */
    private static final int LONGEST = 40;

    private static final Pattern ANGLED =
            Pattern.compile("\\s*(<|\\\\langle(?![a-z]))[\\p{Alnum}+\\- ]{1,12}(>|\\\\rangle)\\s*");

    private Characters() {}

    /** The code points of a text without any style. */
    static int[] plain(int[] text) {
        int[] plain = text.clone();
        for (int i = 0; i < plain.length; i++) {
            int c = plain[i];
            boolean styled = c >= 0xFF01 && c <= 0xFF5E || c >= 0x1D400 && c <= 0x1D7FF || c >= 0x210A && c <= 0x2134;
            if (styled) {
                String decomposed = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
                boolean one = decomposed.codePointCount(0, decomposed.length()) == 1;
                plain[i] = one ? decomposed.codePointAt(0) : c;
            }
        }
        for (int i = 1; i + 1 < plain.length; i++) {
            boolean point = plain[i] == '·' || plain[i] == '.' || plain[i] == '⋅' || plain[i] == '‧';
            if (point && isRaisedDigit(plain[i - 1]) && isRaisedDigit(plain[i + 1])) {
                plain[i] = RAISED_POINT;
            }
        }
        for (int i = 0; i + 1 < plain.length; i++) {
            if (plain[i] == '^' && plain[i + 1] == '{') {
                unangled(plain, i + 2);
            }
        }
        return plain;
    }

    /** A time step in angle brackets, {@code a^{<2>}}, as in parentheses; no length changes, so that places stay. */
    private static void unangled(int[] text, int from) {
        int end = from;
        while (end < text.length && end - from < LONGEST && text[end] != '}' && text[end] != '{') {
            end++;
        }
        if (end == text.length || text[end] != '}') {
            return;
        }
        Matcher angled = ANGLED.matcher(new String(text, from, end - from));
        if (angled.matches()) {
            Arrays.fill(text, from + angled.start(1), from + angled.end(1), ' ');
            Arrays.fill(text, from + angled.start(2), from + angled.end(2), ' ');
            text[from + angled.start(1)] = '(';
            text[from + angled.start(2)] = ')';
        }
    }

    private static boolean isRaisedDigit(int c) {
        return c >= 0 && "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c) >= 0;
    }
}
