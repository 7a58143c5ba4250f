package chalkgrad.write.pdf;

/** Hexadecimal strings as PDF wants them. */
final class Hex {
    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private Hex() {}

    /** Sixteen bits: {@code 0041}. */
    static String unit(int value) {
        return new String(new char[] {
            DIGITS[value >> 12 & 15], DIGITS[value >> 8 & 15], DIGITS[value >> 4 & 15], DIGITS[value & 15]
        });
    }

    static String utf16(String text) {
        StringBuilder hex = new StringBuilder(4 * text.length());
        for (int i = 0; i < text.length(); i++) {
            hex.append(unit(text.charAt(i)));
        }
        return hex.toString();
    }
}
