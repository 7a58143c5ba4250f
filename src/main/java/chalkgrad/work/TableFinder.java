package chalkgrad.work;

import chalkgrad.work.Table.Cell;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds tables: with bars as in Markdown, with tabs, and those of LaTeX.
 *
 * <p>Two lines {@code | w5 | 0.45 |} are one; {@code |a| = 3} is none.
 */
final class TableFinder {
    private static final Pattern RULE = Pattern.compile("[|+\\s]*[:\\-=+─━]{2,}[|+:\\-=\\s─━┼]*");
    private static final Pattern ENVIRONMENT = Pattern.compile("array|(tabular|tabu|longtab|[a-z]+table)[a-z]*\\*?");
    /** Environments that a table stands in. */
    private static final Set<String> FLOATS =
            Set.of("subtable", "wraptable", "threeparttable", "sidewaystable", "mtable");

    /** Commands that only draw lines, or set the type. */
    private static final Pattern LINES = Pattern.compile(
            "\\\\(hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|centering|cline\\{[^}]*\\}|cmidrule(\\([^)]*\\))?\\{[^}]*\\}|addlinespace|rowcolor\\{[^}]*\\}|multi(column|row)\\{[^}]*\\}\\{[^}]*\\})");

    private final Page page;
    private final Lines lines;
    /** Ends that have been looked for in vain: nobody looks for them again. */
    private final Set<String> missing = new HashSet<>();

    TableFinder(Page page, Lines lines) {
        this.page = page;
        this.lines = lines;
    }

    /** A table and the first line behind it. */
    record Found(Table table, int next) {}

    /** The table that begins in a line, whose content begins at a place. */
    Optional<Found> at(int line, int first, int to) {
        Optional<Found> bars = bars(line, first, to);
        return bars.isPresent() ? bars : tabs(line, first, to);
    }

    // Bars

    private Optional<Found> bars(int line, int first, int to) {
        if (!hasBar(first, to)) {
            return Optional.empty();
        }
        boolean ruled = line + 1 < lines.count() && isRule(line + 1);
        boolean framed = page.text[first] == '|' && bars(first, to).size() > 1 && endsWithBar(first, to);
        if (!ruled && !framed) {
            return Optional.empty();
        }
        var rows = new ArrayList<List<Cell>>();
        int headers = -1;
        int next = line;
        for (; next < lines.count(); next++) {
            int start = skip(next);
            int end = lines.end(next);
            if (isRule(next)) {
                headers = headers < 0 ? rows.size() : headers;
            } else if (start < end && hasBar(start, end) && (ruled || page.text[start] == '|')) {
                rows.add(bars(start, end));
            } else if (start >= end && !rows.isEmpty() && goesOn(next)) {
                continue;
            } else {
                break;
            }
        }
        boolean table = !rows.isEmpty() && rows.get(0).size() > 1;
        return table ? Optional.of(new Found(new Table(rows, headers, false), next)) : Optional.empty();
    }

    /** So many blank lines may stand between the rows of one table, where its source had something else. */
    private static final int BLANK = 3;

    /** Whether the next row of the same table stands behind some blank lines; a row with a rule below it begins another. */
    private boolean goesOn(int blank) {
        int line = blank;
        while (line < lines.count() && line - blank < BLANK && skip(line) >= lines.end(line)) {
            line++;
        }
        return line < lines.count()
                && skip(line) < lines.end(line)
                && page.text[skip(line)] == '|'
                && endsWithBar(skip(line), lines.end(line))
                && !isRule(line)
                && (line + 1 >= lines.count() || !isRule(line + 1));
    }

    private boolean isRule(int line) {
        String content = page.string(skip(line), lines.end(line)).strip();
        return content.length() < 2_000
                && content.length() > 2
                && (content.indexOf('|') >= 0 || content.startsWith("+"))
                && RULE.matcher(content).matches();
    }

    private int skip(int line) {
        int i = lines.start(line);
        while (i < lines.end(line) && (Character.isWhitespace(page.text[i]) || page.text[i] == '>')) {
            i++;
        }
        return i;
    }

    private boolean endsWithBar(int first, int to) {
        int last = to - 1;
        while (last > first && Character.isWhitespace(page.text[last])) {
            last--;
        }
        return page.text[last] == '|' && last > first;
    }

    private boolean hasBar(int from, int to) {
        for (int i = from; i < to; i++) {
            if (page.text[i] == '|') {
                return true;
            }
        }
        return false;
    }

    /** The cells between the bars of a line; a bar in a formula, in code or behind a backslash is none. */
    private List<Cell> bars(int first, int to) {
        var cells = new ArrayList<Cell>();
        int from = page.text[first] == '|' ? first + 1 : first;
        for (int i = from; i < to; i++) {
            int c = page.text[i];
            if (c == '\\') {
                i++;
            } else if (c == '$' || c == '`') {
                int close = closing(i, to);
                i = close > 0 ? close : i;
            } else if (c == '|') {
                cells.add(new Cell(from, i));
                from = i + 1;
            }
        }
        if (!page.string(from, to).isBlank()) {
            cells.add(new Cell(from, to));
        }
        return cells;
    }

    /** Where a formula or code that begins at a place ends in its cell's line, or -1. */
    private int closing(int open, int to) {
        int mark = page.text[open];
        int start = open + 1;
        while (start < to && (page.text[start] == '$' || page.text[start] == '`')) {
            start++;
        }
        for (int i = start; i < to; i++) {
            if (page.text[i] == '\\') {
                i++;
            } else if (page.text[i] == mark) {
                while (i + 1 < to && (page.text[i + 1] == '$' || page.text[i + 1] == '`')) {
                    i++;
                }
                return i;
            }
        }
        return -1;
    }

    // Tabs

    private Optional<Found> tabs(int line, int first, int to) {
        int columns = tabbed(first, to).size();
        var rows = new ArrayList<List<Cell>>();
        int next = line;
        for (; columns > 1 && next < lines.count(); next++) {
            int start = lines.start(next) + (next == line ? first - lines.start(line) : 0);
            List<Cell> cells = start < lines.end(next) ? tabbed(start, lines.end(next)) : List.of();
            boolean fits = cells.size() == columns
                    && cells.stream().noneMatch(cell -> page.hasRelation(cell.from(), cell.to()));
            if (!fits) {
                break;
            }
            rows.add(cells);
        }
        return rows.size() > 1 ? Optional.of(new Found(new Table(rows, -1, false), next)) : Optional.empty();
    }

    private List<Cell> tabbed(int first, int to) {
        var cells = new ArrayList<Cell>();
        int from = first;
        for (int i = first; i <= to; i++) {
            if (i == to || page.text[i] == '\t') {
                cells.add(new Cell(from, i));
                from = i + 1;
            }
        }
        return cells.get(0).from() == cells.get(0).to() ? List.of() : cells;
    }

    // LaTeX

    /** Where a table of LaTeX begins in a part of the page, or -1; one inside a formula is looked for elsewhere. */
    int begins(int from, int to) {
        for (int i = from; i < to; i++) {
            if (page.text[i] == '\\'
                    && name(i, to).filter(name -> !name.equals("array")).isPresent()) {
                return i;
            }
        }
        return -1;
    }

    private Optional<String> name(int at, int to) {
        if (!page.starts(at, to, "\\begin{")) {
            return Optional.empty();
        }
        int close = at + 7;
        while (close < to && close < at + 40 && page.text[close] != '}') {
            close++;
        }
        String name = page.string(at + 7, close);
        boolean table = ENVIRONMENT.matcher(name).matches() && !FLOATS.contains(name);
        return table ? Optional.of(name) : Optional.empty();
    }

    /** The table that begins at a place with its environment, and the place behind it. */
    record Environment(Table table, int end) {}

    Optional<Environment> environment(int at, boolean formulas) {
        Optional<String> name = name(at, page.text.length);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        int inside = at + 8 + name.get().length();
        String endMark = "\\end{" + name.get() + "}";
        int end = missing.contains(endMark) ? -1 : page.find(endMark, inside);
        if (end < 0) {
            missing.add(endMark);
            return Optional.empty();
        }
        int arguments = name.get().equals("tabular*")
                        || name.get().equals("tabularx")
                        || name.get().equals("tabulary")
                ? 2
                : 1;
        int body = inside;
        for (int n = 0; n < arguments; n++) {
            body = group(body, end);
        }
        String content = page.string(body, end);
        boolean drawn = content.contains("\\hline") || page.string(inside, body).contains("|");
        if (formulas && !drawn) {
            return Optional.empty();
        }
        drop(body, end);
        return Optional.of(new Environment(new Table(rows(body, end), -1, formulas), end + endMark.length()));
    }

    /** The place behind the group in braces, or in square brackets and braces, that begins at a place. */
    private int group(int at, int to) {
        int i = at;
        while (i < to && (Character.isWhitespace(page.text[i]) || page.text[i] == '[')) {
            int close = page.text[i] == '[' ? page.find("]", i) : i;
            i = close < 0 || close >= to ? to : close + 1;
        }
        if (i >= to || page.text[i] != '{') {
            return at;
        }
        int depth = 0;
        for (; i < to; i++) {
            depth += page.text[i] == '{' ? 1 : page.text[i] == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return at;
    }

    /** Overwrites what only draws lines. */
    private void drop(int from, int to) {
        var matcher = LINES.matcher(page.string(from, to));
        String content = page.string(from, to);
        while (matcher.find()) {
            int start = from + content.codePointCount(0, matcher.start());
            page.blank(start, start + content.codePointCount(matcher.start(), matcher.end()));
        }
    }

    private List<List<Cell>> rows(int body, int to) {
        var rows = new ArrayList<List<Cell>>();
        var row = new ArrayList<Cell>();
        int from = body;
        int depth = 0;
        for (int i = body; i <= to; i++) {
            boolean end = i == to;
            int c = end ? -1 : page.text[i];
            boolean rowEnd = !end && c == '\\' && i + 1 < to && page.text[i + 1] == '\\' && depth == 0;
            if (end || rowEnd || c == '&' && depth == 0) {
                if (!end || !page.string(from, i).isBlank() || !row.isEmpty()) {
                    row.add(new Cell(from, i));
                }
                if ((end || rowEnd) && !row.isEmpty()) {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
                i += rowEnd ? 1 : 0;
                from = i + 1;
            } else if (page.starts(i, to, "\\begin{") || page.starts(i, to, "\\end{")) {
                depth += page.text[i + 1] == 'b' ? 1 : -1;
                i++;
            } else if (c == '\\') {
                i++;
            }
        }
        return rows;
    }
}
