package chalkgrad.source;

/** The characters of the font Symbol, which older formulas use, by their codes. */
final class Symbol {
    private static final String UPPER = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    private static final String LOWER = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

    private Symbol() {}

    /** The character, or nothing where it is none of a formula's. */
    static String character(int code) {
        if (code >= 'A' && code <= 'Z') {
            return UPPER.substring(code - 'A', code - 'A' + 1);
        } else if (code >= 'a' && code <= 'z') {
            return LOWER.substring(code - 'a', code - 'a' + 1);
        }
        return switch (code) {
            case 0xA2 -> "′";
            case 0xA3 -> "≤";
            case 0xAC -> "←";
            case 0xAE -> "→";
            case 0xB1 -> "±";
            case 0xB3 -> "≥";
            case 0xB4 -> "×";
            case 0xB6 -> "∂";
            case 0xB8 -> "÷";
            case 0xB9 -> "≠";
            case 0xBB -> "≈";
            case 0xC4 -> "⊗";
            case 0xD1 -> "∇";
            case 0xD5 -> "∏";
            case 0xD7 -> "⋅";
            case 0xDE -> "⇒";
            case 0xE5 -> "∑";
            case 0x2D -> "−";
            default -> code >= ' ' && code < 'A' ? Character.toString(code) : "";
        };
    }
}
