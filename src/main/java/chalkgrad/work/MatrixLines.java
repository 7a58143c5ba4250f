package chalkgrad.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts matrices together that are written over several lines of text.
 *
 * <p>Of {@code b = [ 0.1 ]} and {@code [ 0.2 ]} below its bracket it makes {@code b = [[ 0.1 ],[ 0.2 ]]}; of {@code W = [[1, 2],} and
 * {@code [3, 4]]} the whole.
 */
final class MatrixLines {
    private static final int MOST_LINES = 60;
    private static final int LONGEST = 2_000;
    /** What says how a program keeps an array, {@code ], dtype=float32)}. */
    private static final Pattern ARGUMENT = Pattern.compile("^[^=]*\\],\\s*[a-z_]+=[^=]+\\)+$");

    private static final String OPEN = "[⎡⎢⎣(";
    private static final String CLOSE = "]⎤⎥⎦)";

    private final Page page;
    private final Lines lines;

    MatrixLines(Page page, Lines lines) {
        this.page = page;
        this.lines = lines;
    }

    /** What was put together, and the first line behind it. */
    record Found(Passage passage, int next) {}

    /** A bracket and what is in it, in the line that has the relation. */
    private static final class Group {
        private final int from;
        /** The place behind its bracket, or behind what of it is in this line. */
        private final int to;

        private final int column;
        private final boolean closed;
        private int depth;
        /** Rows of the same matrix above and below, or the rest of it. */
        private final List<Table.Cell> above = new ArrayList<>();

        private final List<Table.Cell> below = new ArrayList<>();

        Group(int from, int to, int column, int depth) {
            this.from = from;
            this.to = to;
            this.column = column;
            this.depth = depth;
            this.closed = depth == 0;
        }
    }

    /** The matrices that begin in a line whose content begins at a place; empty where every bracket in it ends in it and none goes on below. */
    Optional<Found> at(int line, int first, int to) {
        if (to - first > LONGEST || !hasBracket(first, to)) {
            return Optional.empty();
        }
        int base = base(line, first, to);
        if (base < 0) {
            return Optional.empty();
        }
        int start = base == line ? first : lines.start(base);
        List<Group> groups = groups(base, start, lines.end(base));
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        var others = new ArrayList<Table.Cell>();
        for (int above = line; above < base; above++) {
            if (!fits(above, groups, true, others)) {
                return Optional.empty();
            }
        }
        int next = base + 1;
        while (others.isEmpty()
                && next < Math.min(lines.count(), base + MOST_LINES)
                && fits(next, groups, false, others)) {
            next++;
        }
        boolean whole = groups.stream().allMatch(group -> group.depth == 0);
        boolean more = next > base + 1 || base > line;
        return whole && more ? Optional.of(new Found(passage(base, start, groups, others), next)) : Optional.empty();
    }

    private boolean hasBracket(int from, int to) {
        for (int i = from; i < to; i++) {
            if (isOpen(page.text[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOpen(int c) {
        return OPEN.indexOf(c) >= 0 || c == '|';
    }

    /** The line that has the relation: this one, or, where tall brackets begin here, one of those below; -1 where there is none. */
    private int base(int line, int first, int to) {
        if (page.hasRelation(first, to) || page.starts(first, to, "[[")) {
            return line;
        } else if (page.text[first] != '⎡') {
            return -1;
        }
        for (int next = line + 1; next < Math.min(lines.count(), line + 10); next++) {
            if (page.hasRelation(lines.start(next), lines.end(next))) {
                return next;
            }
        }
        return -1;
    }

    /** The brackets of a line that stand in no other. */
    private List<Group> groups(int line, int start, int to) {
        var groups = new ArrayList<Group>();
        int depth = 0;
        int from = -1;
        for (int i = start; i < to; i++) {
            int c = page.text[i];
            boolean bar = c == '|';
            if (depth == 0 && (OPEN.indexOf(c) >= 0 || bar && closesBar(i, to) > 0)) {
                from = i;
                int close = bar ? closesBar(i, to) : -1;
                if (bar) {
                    groups.add(new Group(from, close + 1, from - lines.start(line), 0));
                    i = close;
                } else {
                    depth = 1;
                }
            } else if (depth > 0 && OPEN.indexOf(c) >= 0) {
                depth++;
            } else if (depth > 0 && CLOSE.indexOf(c) >= 0) {
                depth--;
                if (depth == 0) {
                    groups.add(new Group(from, i + 1, from - lines.start(line), 0));
                }
            } else if (depth > 0 && leaves(i, to, depth)) {
                groups.add(new Group(from, i, from - lines.start(line), depth));
                depth = 0;
            }
        }
        if (depth > 0) {
            groups.add(new Group(from, to, from - lines.start(line), depth));
        }
        return groups;
    }

    /** The bar that ends what begins with one, numbers with room between; or -1. */
    private int closesBar(int bar, int to) {
        for (int i = bar + 1; i < to; i++) {
            int c = page.text[i];
            if (c == '|') {
                return page.string(bar + 1, i).isBlank() ? -1 : i;
            } else if (!LexerState.isDigit(c) && " .,-−+\t".indexOf(c) < 0) {
                return -1;
            }
        }
        return -1;
    }

    /** Whether a bracket is left open here and something else goes on to its right, behind wide room and a sign. */
    private boolean leaves(int at, int to, int depth) {
        if (page.text[at] != ' ' || at + 2 >= to || page.text[at + 1] != ' ') {
            return false;
        }
        int next = at;
        while (next < to && page.text[next] == ' ') {
            next++;
        }
        if (next >= to || "=≈·@×*+⊙∘".indexOf(page.text[next]) < 0) {
            return false;
        }
        int open = depth;
        for (int i = next; i < to; i++) {
            open += OPEN.indexOf(page.text[i]) >= 0 ? 1 : CLOSE.indexOf(page.text[i]) >= 0 ? -1 : 0;
            if (open < depth && open <= 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether all of a line goes on with the brackets of another; it then belongs to them. */
    private boolean fits(int line, List<Group> groups, boolean above, List<Table.Cell> others) {
        int start = lines.start(line);
        int to = lines.end(line);
        if (to - start > LONGEST) {
            return false;
        }
        List<Table.Cell> items = items(start, to);
        var chosen = new ArrayList<@Nullable Group>();
        var beside = new ArrayList<Table.Cell>();
        int open = groups.stream().mapToInt(group -> group.depth).sum();
        for (Table.Cell item : items) {
            Group group = group(item, item.from() - start, groups, above);
            boolean other = !above && !chosen.isEmpty() && isOther(item, open);
            if (group == null && !isRemark(item) && !other) {
                return false;
            }
            if (other) {
                beside.add(item);
            }
            chosen.add(other ? null : group);
            open += depth(item);
        }
        if (chosen.stream().allMatch(group -> group == null)) {
            return false;
        }
        for (int i = 0; i < items.size(); i++) {
            Group group = chosen.get(i);
            if (group != null) {
                (above ? group.above : group.below).add(items.get(i));
                group.depth += group.closed ? 0 : depth(items.get(i));
            }
        }
        others.addAll(beside);
        return true;
    }

    /** Whether an item is a formula of its own, beside the end of what stands over it. */
    private boolean isOther(Table.Cell item, int open) {
        return open == 0
                && depth(item) == 0
                && page.hasRelation(item.from(), item.to())
                && !page.isRelation(item.from(), item.to());
    }

    /** Whether it is what a program remarks upon the row before it. */
    private boolean isHash(Table.Cell item) {
        return page.text[item.from()] == '#' || page.starts(item.from(), item.to(), "//");
    }

    private @Nullable Group group(Table.Cell item, int column, List<Group> groups, boolean above) {
        if (isHash(item)) {
            return null;
        }
        boolean whole = isOpen(page.text[item.from()]) && depth(item) == 0;
        Group best = null;
        int open = 0;
        for (Group group : groups) {
            if (whole && group.closed && Math.abs(group.column - column) <= 1) {
                return group;
            } else if (!group.closed && group.depth > 0 && !above) {
                open++;
                best = group.column <= column + 1 || best == null ? group : best;
            }
        }
        boolean plain = !page.hasRelation(item.from(), item.to()) && words(item) <= 1;
        boolean fits = best != null
                && (plain
                        || ARGUMENT.matcher(page.string(item.from(), item.to())).find())
                && (open == 1 || best.column <= column + 1)
                && best.depth + depth(item) >= 0;
        return fits ? best : null;
    }

    private boolean isRemark(Table.Cell item) {
        return isHash(item) || words(item) > 0 && !page.hasRelation(item.from(), item.to()) && depth(item) == 0;
    }

    /** How many words are in a part of a line: letters of which at least three stand together. */
    private int words(Table.Cell item) {
        int words = 0;
        int run = 0;
        for (int i = item.from(); i < item.to(); i++) {
            run = Character.isLetter(page.text[i]) ? run + 1 : 0;
            words += run == 3 ? 1 : 0;
        }
        return words;
    }

    private int depth(Table.Cell item) {
        int depth = 0;
        for (int i = item.from(); i < item.to(); i++) {
            depth += OPEN.indexOf(page.text[i]) >= 0 ? 1 : CLOSE.indexOf(page.text[i]) >= 0 ? -1 : 0;
        }
        return depth;
    }

    /** The parts of a line with wide room between; a bracket is one part with what is in it. */
    private List<Table.Cell> items(int start, int to) {
        var items = new ArrayList<Table.Cell>();
        int from = -1;
        int depth = 0;
        for (int i = start; i <= to; i++) {
            int c = i < to ? page.text[i] : '\n';
            boolean blank = c == ' ' || c == '\t' || c == '\n' || c == '>' && items.isEmpty() && from < 0;
            boolean wide = i == to || blank && (i + 1 >= to || page.text[i + 1] == ' ' || page.text[i + 1] == '\t');
            if (from >= 0 && (wide && depth == 0 || i == to)) {
                items.add(new Table.Cell(from, end(from, i)));
                from = -1;
                depth = 0;
            } else if (from < 0 && !blank) {
                from = i;
            }
            if (c == '|') {
                int close = i < to ? closesBar(i, to) : -1;
                i = close > 0 ? close : i;
            } else {
                depth = Math.max(0, depth + (OPEN.indexOf(c) >= 0 ? 1 : CLOSE.indexOf(c) >= 0 ? -1 : 0));
            }
        }
        return items;
    }

    private int end(int from, int to) {
        int end = to;
        while (end > from && Character.isWhitespace(page.text[end - 1])) {
            end--;
        }
        return end;
    }

    // What is put together

    private Passage passage(int base, int start, List<Group> groups, List<Table.Cell> others) {
        var passage = new Passage(lines);
        int at = start;
        for (Group group : groups) {
            passage.copy(page, at, group.from);
            boolean stack = group.closed && !(group.above.isEmpty() && group.below.isEmpty());
            if (stack) {
                passage.put("[", group.from);
                for (Table.Cell row : group.above) {
                    row(passage, row);
                    passage.put(",", row.to() - 1);
                }
                row(passage, new Table.Cell(group.from, group.to));
                for (Table.Cell row : group.below) {
                    passage.put(",", row.from());
                    row(passage, row);
                }
                passage.put("]", group.to - 1);
            } else {
                passage.copy(page, group.from, group.to);
                for (Table.Cell rest : group.below) {
                    passage.put(" ", rest.from());
                    passage.copy(page, rest.from(), rest.to());
                }
            }
            at = group.to;
        }
        passage.copy(page, at, lines.end(base));
        for (Table.Cell other : others) {
            passage.newLine();
            passage.copy(page, other.from(), other.to());
        }
        return passage;
    }

    /** A row of a matrix: what is between its brackets, whatever they look like. */
    private void row(Passage passage, Table.Cell row) {
        boolean square = page.text[row.from()] == '[';
        if (square) {
            passage.copy(page, row.from(), row.to());
            return;
        }
        int last = row.to() - 1;
        while (last > row.from() && CLOSE.indexOf(page.text[last]) < 0 && page.text[last] != '|') {
            last--;
        }
        passage.put("[", row.from());
        passage.copy(page, row.from() + 1, last);
        passage.put("]", last);
    }
}
