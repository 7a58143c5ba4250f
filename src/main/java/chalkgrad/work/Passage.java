package chalkgrad.work;

import java.util.Arrays;

/**
 * A text in which formulas are looked for, of which every character knows where in the work it comes from.
 *
 * <p>Most of it is copied from the {@link Page}; where people write a formula in another order than it is read in, as a matrix over several
 * lines, it is put together from pieces, and the line numbers stay right all the same.
 */
final class Passage {
    private final Lines lines;
    private int[] text = new int[256];
    /** The place in the work of each character; of one that was put in, that of its neighbour. */
    private int[] origins = new int[256];

    private int size;
    /** Whether abbreviations of the work's own have been written out in it. */
    private boolean abbreviated;

    Passage(Lines lines) {
        this.lines = lines;
    }

    /** A passage that is a part of a page as it stands. */
    static Passage of(Page page, Lines lines, int from, int to) {
        var passage = new Passage(lines);
        passage.copy(page, from, to);
        return passage;
    }

    int[] text() {
        return text;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
    }

    /** Appends a part of a page, the work's own abbreviations written out. */
    void copy(Page page, int from, int to) {
        Macros.Written written = page.macros.written(page, from, to);
        if (written != null) {
            abbreviated = true;
            for (int i = 0; i < written.text().size(); i++) {
                add(written.text().get(i), written.origins().get(i));
            }
            return;
        }
        room(to - from);
        for (int i = from; i < to; i++) {
            add(page.text[i], i);
        }
    }

    /** Appends another passage. */
    void append(Passage other) {
        room(other.size);
        System.arraycopy(other.text, 0, text, size, other.size);
        System.arraycopy(other.origins, 0, origins, size, other.size);
        size += other.size;
    }

    /** Appends signs that the writer has only meant; they count as standing at a place of the work. */
    void put(String signs, int origin) {
        room(signs.length());
        signs.codePoints().forEach(c -> add(c, origin));
    }

    /** Ends a line, if there is one. */
    void newLine() {
        if (size > 0) {
            add('\n', origin(size));
        }
    }

    private void room(int more) {
        if (size + more > text.length) {
            int length = Math.max(size + more, 2 * text.length);
            text = Arrays.copyOf(text, length);
            origins = Arrays.copyOf(origins, length);
        }
    }

    private void add(int c, int origin) {
        room(1);
        text[size] = c;
        origins[size] = origin;
        size++;
    }

    /** The number of the line in which a character stands, counted from one. */
    int line(int at) {
        return size == 0 ? 1 : lines.indexOf(origin(at)) + 1;
    }

    /** The column in which a character stands, counted from one. */
    int column(int at) {
        return size == 0 ? 1 : lines.column(origin(at));
    }

    /** The place in the work; that of the end is behind the last character. */
    private int origin(int at) {
        return at < size ? origins[at] : origins[size - 1] + 1;
    }

    private boolean isInOrder(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (origins[i] < origins[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** A part as it stands in the work, or, where it is put together, as it is read. */
    String source(int from, int to) {
        if (from >= to) {
            return "";
        }
        boolean asItStands = origins[to - 1] - origins[from] == to - 1 - from || abbreviated && isInOrder(from, to);
        return asItStands
                ? lines.source(origins[from], origins[to - 1] + 1)
                : Lines.oneLine(new String(text, from, to - from));
    }
}
