package chalkgrad.work;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines of a text.
 *
 * <p>In {@code "a\nbc"} the offset 3 is in line 2, column 2.
 */
final class Lines {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final int[] text;
    private final int[] starts;

    Lines(int[] text) {
        this.text = text;
        var found = new ArrayList<Integer>(List.of(0));
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                found.add(i + 1);
            }
        }
        this.starts = found.stream().mapToInt(Integer::intValue).toArray();
    }

    int count() {
        return starts.length;
    }

    /** The offset at which a line begins, counted from zero. */
    int start(int index) {
        return starts[index];
    }

    /** The offset of the end of a line, its line break not included. */
    int end(int index) {
        return index + 1 < starts.length ? starts[index + 1] - 1 : text.length;
    }

    /** The index of the line, counted from zero, in which an offset is. */
    int indexOf(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 2;
    }

    /** The column of an offset, counted from one. */
    int column(int offset) {
        return offset - starts[indexOf(offset)] + 1;
    }

    String line(int index) {
        return new String(text, start(index), end(index) - start(index));
    }

    /** A part of the text in one line. */
    String source(int from, int to) {
        return oneLine(new String(text, from, Math.max(0, to - from)));
    }

    /** A text with every room in it a single blank. */
    static String oneLine(String source) {
        return BLANKS.matcher(source).replaceAll(" ").strip();
    }
}
