package chalkgrad.write;

import java.util.Map;

/**
 * Korean particles, which depend on whether the word before them ends in a consonant as it is read aloud.
 *
 * <p>{@code Particles.choose("w₅", "은/는")} is 는, as five is read 오; after w₆, read 육, it is 은.
 */
final class Particles {
    /** Digits and Latin letters whose Korean reading ends in a consonant; ㄹ is told apart for 로. */
    private static final String CONSONANT = "0136780₀₁₃₆₇₈lmnrLMNR";

    private static final String RIEUL = "178₁₇₈lrLR";
    private static final Map<Character, Boolean> SIGNS =
            Map.of('⁺', false, '+', false, 'η', false, 'α', false, 'δ', false, 'σ', false);

    private Particles() {}

    /**
     * The one of two particles that fits.
     *
     * @param text what stands before it
     * @param pair the form after a consonant, a slash, the form after a vowel
     */
    static String choose(String text, String pair) {
        int slash = pair.indexOf('/');
        String afterConsonant = pair.substring(0, slash);
        String afterVowel = pair.substring(slash + 1);
        char last = lastSpoken(text);
        boolean consonant;
        boolean rieul;
        if (last >= '가' && last <= '힣') {
            int end = (last - '가') % 28;
            consonant = end != 0;
            rieul = end == 8;
        } else {
            consonant = SIGNS.getOrDefault(last, CONSONANT.indexOf(last) >= 0);
            rieul = RIEUL.indexOf(last) >= 0;
        }
        return consonant && !(rieul && afterConsonant.startsWith("으로")) ? afterConsonant : afterVowel;
    }

    private static char lastSpoken(String text) {
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c) || SIGNS.containsKey(c) || (c >= '₀' && c <= '₉')) {
                return c;
            }
        }
        return ' ';
    }
}
