package chalkgrad.write;

/**
 * About how wide a text is, where no font can be asked.
 *
 * <p>{@code TextWidth.of("w1")} is 1 em; a Hangul syllable is about 1 em wide.
 */
final class TextWidth {
    private static final double WIDE = 0.95;
    private static final double NARROW = 0.5;

    /** In a number, where a cell that is taken for narrower than it is would run into the next one. */
    private static final double MINUS = 0.78;

    private TextWidth() {}

    /** In em. */
    static double of(String text) {
        double width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += of(c);
            i += Character.charCount(c);
        }
        return width;
    }

    private static double of(int c) {
        if (c == 0x2212) {
            return MINUS;
        }
        return c >= 0x1100 && (c < 0x2000 || c >= 0x2E80) ? WIDE : NARROW;
    }
}
