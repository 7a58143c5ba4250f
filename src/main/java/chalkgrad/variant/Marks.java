package chalkgrad.variant;

/**
 * The answers that have been given away: a set of marks, a few bytes each.
 *
 * <p>{@code marks.add(mark)} is false for one that was there already.
 */
final class Marks {
    private long[] table = new long[1 << 12];
    private int size;

    boolean has(long mark) {
        return table[place(table, wanted(mark))] != 0;
    }

    void add(long mark) {
        long wanted = wanted(mark);
        int at = place(table, wanted);
        if (table[at] == 0) {
            table[at] = wanted;
            if (++size > table.length / 2) {
                grow();
            }
        }
    }

    /** Zero stands for an empty place; that two marks in 2^64 are taken for one costs a draw. */
    private static long wanted(long mark) {
        return mark == 0 ? 1 : mark;
    }

    private static int place(long[] table, long mark) {
        int at = (int) (mark ^ mark >>> 32) & table.length - 1;
        while (table[at] != 0 && table[at] != mark) {
            at = at + 1 & table.length - 1;
        }
        return at;
    }

    private void grow() {
        long[] old = table;
        table = new long[2 * old.length];
        for (long mark : old) {
            if (mark != 0) {
                table[place(table, mark)] = mark;
            }
        }
    }
}
