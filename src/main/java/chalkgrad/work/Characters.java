package chalkgrad.work;

import java.text.Normalizer;

/**
 * The characters of a text, those that only look different made the same.
 *
 * <p>Full-width digits and the slanted letters of word processors become plain ones, and a point between raised digits is raised; every place
 * keeps its offset.
 */
final class Characters {
    /** The decimal point of a raised number, {@code e⁻⁰·⁵}; it has no character of its own. */
    private static final int RAISED_POINT = '˙';

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
        return plain;
    }

    private static boolean isRaisedDigit(int c) {
        return c >= 0 && "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c) >= 0;
    }
}
