package chalkgrad.write;

import chalkgrad.write.Page.Inline;
import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Strong;
import chalkgrad.write.Page.Text;
import chalkgrad.write.Page.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * The first step of every escape: a user's text reduced to characters that are seen.
 *
 * <p>{@code PlainText.visible("a\n\tb\u202Ec")} is {@code "a bc"}.
 */
public final class PlainText {
    private static final Function<Run, String> WORDS = Cases.<Run, String>over(Run.class, String.class)
            .on(Text.class, Text::text)
            .on(Strong.class, Strong::text)
            .on(Typed.class, Typed::text)
            .on(Inline.class, run -> run.formula().text())
            .complete();

    private PlainText() {}

    /** A line's words, its formulas in plain text too. */
    public static String of(List<Run> line) {
        StringBuilder words = new StringBuilder();
        for (Run run : line) {
            words.append(WORDS.apply(run));
        }
        return words.toString();
    }

    /** The same line with texts in a row made one: they are escaped together, as they are read together. */
    static List<Run> joined(List<Run> line) {
        List<Run> joined = new ArrayList<>();
        for (Run run : line) {
            int last = joined.size() - 1;
            if (run instanceof Text text && last >= 0 && joined.get(last) instanceof Text before) {
                joined.set(last, new Text(before.text() + text.text()));
            } else {
                joined.add(run);
            }
        }
        return joined;
    }

    /** The text with each stretch of white space as one space, and without controls, overrides of direction, and broken characters. */
    public static String visible(String text) {
        if (isVisible(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isSpace(c)) {
                if (out.length() == 0 || out.charAt(out.length() - 1) != ' ') {
                    out.append(' ');
                }
            } else if (!isHidden(c)) {
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    /** Whether there is nothing to be done: printable ASCII and Hangul, with single spaces. */
    private static boolean isVisible(String text) {
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c > ' ' && c < 0x7F || c >= 0xAC00 && c <= 0xD7A3 || c == ' ' && before != ' ';
            if (!plain) {
                return false;
            }
            before = c;
        }
        return true;
    }

    /** Whether one of the text's characters is such. */
    static boolean any(String text, IntPredicate such) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (such.test(c)) {
                return true;
            }
            i += Character.charCount(c);
        }
        return false;
    }

    private static boolean isSpace(int c) {
        return c == ' '
                || c >= '\t' && c <= '\r'
                || c == 0x85
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }

    private static boolean isHidden(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || c == 0x200E // marks and overrides of direction: they make a text look like another one
                || c == 0x200F
                || c == 0x061C
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x206F
                || c >= 0xFFF9 && c <= 0xFFFB
                || c >= 0xE0000 && c <= 0xE007F // tags: text that no reader sees
                || c == 0xFEFF
                || c >= 0xFDD0 && c <= 0xFDEF
                || (c & 0xFFFE) == 0xFFFE; // not characters at all
    }
}
