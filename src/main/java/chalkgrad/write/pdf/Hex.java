package chalkgrad.write.pdf;

/** Hexadecimal strings as PDF wants them. */
final class Hex {
    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private Hex() {}

    /** Of a number from 0 to 15. */
    static char digit(int value) {
        return DIGITS[value];
    }

    /** Sixteen bits: {@code 0041}. */
    static String unit(int value) {
        return new String(new char[] {
            DIGITS[value >> 12 & 15], DIGITS[value >> 8 & 15], DIGITS[value >> 4 & 15], DIGITS[value & 15]
        });
    }

    static String utf16(String text) {
        char[] hex = new char[4 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            hex[4 * i] = DIGITS[c >> 12 & 15];
            hex[4 * i + 1] = DIGITS[c >> 8 & 15];
            hex[4 * i + 2] = DIGITS[c >> 4 & 15];
            hex[4 * i + 3] = DIGITS[c & 15];
        }
        return new String(hex);
    }
}
