package chalkgrad.work;

/**
 * Takes away what numbers or marks a line.
 *
 * <p>Of {@code - (2) a = b} it leaves {@code a = b}; of {@code - 0.5} below an open formula it leaves everything.
 */
final class Labels {
    private final Page page;
    private int lastBullet = -2;

    Labels(Page page) {
        this.page = page;
    }

    /**
     * Takes away the bullets and numbers before a line; gives the first place behind them.
     *
     * @param open whether lines of text stand directly above, so that a sign may go on with them
     */
    int label(int line, int first, int to, boolean open) {
        int at = first;
        for (int n = 0; n < 3; n++) {
            int end = bullet(line, at, to, open);
            end = end > at ? end : number(at, to);
            if (end <= at) {
                break;
            }
            page.blank(at, end);
            at = end;
            while (at < to && Character.isWhitespace(page.text[at])) {
                at++;
            }
        }
        return at;
    }

    private int bullet(int line, int at, int to, boolean open) {
        if (at >= to) {
            return at;
        }
        int c = page.text[at];
        boolean spaced = at + 1 < to && Character.isWhitespace(page.text[at + 1]);
        if ("•◦▪○●□■◆◇▷★☆·".indexOf(c) >= 0) {
            return at + 1;
        } else if (!spaced || c != '-' && c != '*' && c != '+') {
            return at;
        }
        // Behind a line that is open, a sign goes on with it, if no chain of its own follows.
        boolean goesOn = open && !page.hasRelation(at, to) && lastBullet != line - 1;
        lastBullet = goesOn ? lastBullet : line;
        return goesOn ? at : at + 1;
    }

    /** {@code 1.}, {@code 2)}, {@code (3)}, {@code (a)}, {@code ①} before a blank. */
    private int number(int at, int to) {
        if (at < to && page.text[at] >= 0x2460 && page.text[at] <= 0x2473) {
            return at + 1;
        }
        boolean open = at < to && page.text[at] == '(';
        int i = open ? at + 1 : at;
        int start = i;
        while (i < to && i < start + 3 && page.text[i] >= '0' && page.text[i] <= '9') {
            i++;
        }
        boolean digits = i > start;
        if (!digits && i < to && Character.isLetter(page.text[i])) {
            i++;
        }
        boolean closed = i > start && i < to && (page.text[i] == ')' || page.text[i] == '.' && !open && digits);
        boolean spaced = closed && i + 1 < to && Character.isWhitespace(page.text[i + 1]);
        if (!spaced) {
            return at;
        }
        int next = i + 1;
        while (next < to && Character.isWhitespace(page.text[next])) {
            next++;
        }
        boolean operand = next >= to || "=+-*/^≈".indexOf(page.text[next]) < 0;
        return operand ? i + 1 : at;
    }
}
