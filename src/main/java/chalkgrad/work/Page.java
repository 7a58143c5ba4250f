package chalkgrad.work;

/**
 * A text in which what is no formula can be overwritten; every place keeps its line and column.
 *
 * <p>{@code page.blank(0, 2)} takes a bullet away.
 */
final class Page {
    /** Stands where two formulas are told apart, in a table or at a line break; it is in no alphabet. */
    static final int BORDER = 0xE000;
    /** Stands where something is taken out that leaves no room. */
    static final int NOTHING = 0x2063;

    final int[] text;
    /** The abbreviations that the text defines for itself. */
    final Macros macros;

    Page(int[] text) {
        this.text = Characters.plain(text);
        for (int i = 0; i < this.text.length; i++) {
            int c = this.text[i];
            if (isDrawn(c)) {
                this.text[i] = BORDER;
            } else if (c == '。' || c == '、' || c == '；') {
                this.text[i] = c == '、' ? ',' : ';';
            }
        }
        this.macros = Macros.of(this);
    }

    /** Whether a character is for drawings: frames, and arrows that point up or down. */
    private static boolean isDrawn(int c) {
        return c >= 0x2500 && c <= 0x259F || "↑↓↕↖↗↘↙⇑⇓▲△▼▽◀◁".indexOf(c) >= 0;
    }

    /** Takes away the parentheses around an equation that have room inside, {@code ( i = 1,5 )}. */
    void openRemarks(int from, int to) {
        int open = -1;
        boolean relation = false;
        for (int i = from; i < to; i++) {
            boolean room = i + 1 < to && text[i + 1] == ' ' && (i == from || Character.isWhitespace(text[i - 1]));
            if (text[i] == '(') {
                open = room ? i : -1;
                relation = false;
            } else if (text[i] == ')') {
                if (open >= 0 && relation && text[i - 1] == ' ') {
                    text[open] = BORDER;
                    text[i] = BORDER;
                }
                open = -1;
            } else {
                relation |= text[i] == '=';
            }
        }
    }

    /** Overwrites what stands between two places, line breaks excepted. */
    void blank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] != '\n') {
                text[i] = ' ';
            }
        }
    }

    /** Whether something begins at a place and ends before another. */
    boolean starts(int at, int to, String what) {
        if (at + what.length() > to) {
            return false;
        }
        for (int i = 0; i < what.length(); i++) {
            if (text[at + i] != what.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The first place of something from a place on, or -1. */
    int find(String what, int from) {
        for (int i = from; i + what.length() <= text.length; i++) {
            if (text[i] == what.charAt(0) && starts(i, text.length, what)) {
                return i;
            }
        }
        return -1;
    }

    String string(int from, int to) {
        return new String(text, from, Math.max(0, to - from));
    }

    /** Whether a relation stands between two places. */
    boolean hasRelation(int start, int to) {
        for (int i = start; i < to; i++) {
            if (isRelation(i, to)) {
                return true;
            }
        }
        return false;
    }

    boolean isRelation(int i, int to) {
        int c = text[i];
        return c == '='
                || c == '≈'
                || c == '≒'
                || c == '≃'
                || c == '≅'
                || c == '←'
                || c == '\\' && starts(i, to, "\\approx");
    }
}
