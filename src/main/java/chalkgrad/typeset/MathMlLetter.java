package chalkgrad.typeset;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Letters in MathML Core.
 *
 * <p>{@code MathMlLetter.of(Letter.ofName("z_hat"))} is {@code <mover accent="true"><mi>z</mi><mo stretchy="false">^</mo></mover>}.
 */
final class MathMlLetter {
    /** The parts of a script: a word, digits with their commas, or a sign. */
    private static final Pattern PARTS =
            Pattern.compile("(?<word>[\\p{L}\\p{M}]+)|(?<digits>\\p{N}+(?:,\\p{N}+)*)|(?<space> +)|(?<sign>.)");

    private static final int BOLD_CAPITAL = 0x1D400;
    private static final int BOLD_SMALL = 0x1D41A;
    private static final String GREEK_SMALL = "αβγδεζηθικλμνξοπρςστυφχψω";
    private static final int BOLD_GREEK_SMALL = 0x1D736;
    private static final String GREEK_CAPITAL = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ";
    private static final int BOLD_GREEK_CAPITAL = 0x1D71C;

    private MathMlLetter() {}

    /** The letter with its accent and scripts; empty for a letter without any part. */
    static String of(Letter letter) {
        String core = base(letter);
        String sub = letter.sub().isEmpty() ? "" : script(letter.sub());
        String sup = letter.sup().isEmpty() ? "" : script(letter.sup());
        if (sub.isEmpty() && sup.isEmpty()) {
            return letter.base().isEmpty() ? "" : core;
        }
        String tag = sup.isEmpty() ? "msub" : sub.isEmpty() ? "msup" : "msubsup";
        return "<" + tag + ">" + core + sub + sup + "</" + tag + ">";
    }

    /** The letter without its scripts. */
    static String base(Letter letter) {
        String core = letter.bold() ? "<mi>" + bold(letter.plainBase()) + "</mi>" : word(letter.base());
        String accent = switch (letter.accent()) {
            case "hat" -> "^";
            case "bar" -> "¯";
            case "tilde" -> "~";
            default -> "";
        };
        return accent.isEmpty()
                ? core
                : "<mover accent=\"true\">" + core + "<mo stretchy=\"false\">" + accent + "</mo></mover>";
    }

    /** A subscript or superscript, as one element. Words are upright, single letters are not. */
    static String script(String script) {
        var out = new StringBuilder();
        Matcher parts = PARTS.matcher(script);
        while (parts.find()) {
            if (parts.group("word") != null) {
                out.append(inScript(parts.group()));
            } else if (parts.group("digits") != null) {
                out.append("<mn>").append(parts.group()).append("</mn>");
            } else if (parts.group("space") != null) {
                out.append("<mspace width=\"0.17em\"/>");
            } else {
                String sign = parts.group().replace('-', '−').replace('\'', '′').replace('*', '∗');
                out.append("<mo lspace=\"0\" rspace=\"0\" stretchy=\"false\">")
                        .append(MathMl.escape(sign))
                        .append("</mo>");
            }
        }
        return MathMl.one(out.toString());
    }

    private static String inScript(String word) {
        return Letter.INDICES.matcher(word).matches()
                ? "<mi>" + word.charAt(0) + "</mi><mi>" + word.charAt(1) + "</mi>"
                : word(word);
    }

    private static String word(String word) {
        if (Letter.GREEK.contains(word)) {
            boolean capital = Character.isUpperCase(word.charAt(0));
            return (capital ? "<mi mathvariant=\"normal\">" : "<mi>")
                    + Letter.of(word).plainBase() + "</mi>";
        }
        boolean ascii = word.chars().allMatch(c -> c < 128);
        String tag = ascii ? "mi" : "mtext";
        return "<" + tag + ">" + MathMl.escape(word) + "</" + tag + ">";
    }

    /** Bold letters are characters of their own, as MathML Core has no other way. */
    private static String bold(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(c -> out.appendCodePoint(bold(c)));
        return MathMl.escape(out.toString());
    }

    private static int bold(int c) {
        if (c >= 'A' && c <= 'Z') {
            return BOLD_CAPITAL + c - 'A';
        } else if (c >= 'a' && c <= 'z') {
            return BOLD_SMALL + c - 'a';
        }
        int small = GREEK_SMALL.indexOf(c);
        int capital = GREEK_CAPITAL.indexOf(c);
        return small >= 0 ? BOLD_GREEK_SMALL + small : capital >= 0 ? BOLD_GREEK_CAPITAL + capital : c;
    }
}
