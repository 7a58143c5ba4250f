package chalkgrad.problem;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Small pieces of findings: quotations, lists, numbers of things.
 *
 * <p>{@code count(2, "number")} is {@code "2 numbers"}; {@code quoted("a\u001bb")} is {@code "a\\u001Bb"} in quotes.
 */
public final class Words {
    private static final int LONGEST = 40;
    private static final int MOST = 12;

    private Words() {}

    /** What a user wrote, in quotes, cut where it is long. */
    static String quoted(String text) {
        return '"' + shortened(text) + '"';
    }

    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }

    /** Text that a terminal shows as it is: characters that steer it or hide are written as their code. */
    public static String printable(String text) {
        if (text.codePoints().noneMatch(Words::steers)) {
            return text;
        }
        var out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (steers(c)) {
                out.append(String.format(c > 0xFFFF ? "\\U%08X" : "\\u%04X", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    static String count(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** The first few of a list, with commas. */
    static String list(Collection<String> names) {
        String first = names.stream().limit(MOST).map(Words::shortened).collect(Collectors.joining(", "));
        return names.size() <= MOST ? first : first + ", … (" + names.size() + " in all)";
    }

    /** {@code a, b or c}. */
    static String or(List<String> names) {
        int last = names.size() - 1;
        return last < 1 ? String.join("", names) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static boolean steers(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
