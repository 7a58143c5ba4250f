package chalkgrad.work;

import chalkgrad.work.Collector.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parts of a document in which formulas may stand, in Markdown, LaTeX and plain text alike.
 *
 * <p>What is no formula (bullets, headings, addresses, comments) is overwritten with blanks, so that every place keeps its line and column.
 */
final class DocumentScanner {
    private static final Set<String> MATHS = Set.of(
            "equation",
            "align",
            "alignat",
            "gather",
            "multline",
            "flalign",
            "eqnarray",
            "displaymath",
            "math",
            "split",
            "aligned",
            "gathered",
            "alignedat",
            "derivation",
            "dmath",
            "IEEEeqnarray",
            "empheq",
            "cases",
            "pmatrix",
            "bmatrix",
            "array",
            "subequations");

    private static final Set<String> MATHS_FENCES = Set.of("math", "latex", "tex", "katex", "asciimath");

    private static final List<String> ROW_ENDS = List.of(
            "\\end{aligned}",
            "\\end{gathered}",
            "\\end{split}",
            "\\end{alignedat}",
            "\\intertext{",
            "\\shortintertext{");

    /** What is longer has not been ended. */
    private static final int LONGEST_INLINE = 3_000;

    private final Page page;
    private final Tidier tidier;
    private final Labels labels;
    private final Lines lines;
    private final Collector collector;
    private final boolean latex;
    /** Ends of regions that have been looked for in vain: nobody looks for them again. */
    private final Set<String> missing = new HashSet<>();

    /** Lines of text that stand together. */
    private final Passage block;

    private final Outline outline;
    private final Leads leads;
    private final TableFinder tables;
    private final MatrixLines matrices;
    private final Listings listings;
    private final PrintedRows printedRows;
    private boolean listing;
    private boolean alone = true;

    DocumentScanner(int[] text, Lines lines, Collector collector, Set<String> words, boolean latex) {
        this.page = new Page(text);
        this.tidier = new Tidier(page, lines, collector, latex);
        this.labels = new Labels(page);
        this.lines = lines;
        this.collector = collector;
        this.latex = latex;
        this.block = new Passage(lines);
        this.outline = new Outline(words);
        this.leads = new Leads(words);
        this.tables = new TableFinder(page, lines);
        this.matrices = new MatrixLines(page, lines);
        this.listings = new Listings(page);
        this.printedRows = new PrintedRows(page, lines, collector);
    }

    /** @param program whether the text is a program from beginning to end */
    void run(boolean program) {
        if (latex) {
            body();
        }
        tidier.strike();
        listing(program && !latex);
        int line = latex ? 0 : frontMatter();
        while (line < lines.count()) {
            line = fence(line);
        }
        flush();
    }

    // LaTeX

    /** Blanks everything that is not between the beginning and the end of the document, and comments. */
    private void body() {
        int begin = page.find("\\begin{document}", 0);
        int end = begin < 0 ? -1 : page.find("\\end{document}", begin);
        if (begin >= 0) {
            page.blank(0, begin + 16);
        }
        if (end >= 0) {
            page.blank(end, page.text.length);
        }
        for (int i = 0; i < page.text.length; i++) {
            if (page.text[i] == '\\') {
                i++;
            } else if (page.text[i] == '%') {
                int stop = i;
                while (stop < page.text.length && page.text[stop] != '\n') {
                    stop++;
                }
                page.blank(i, stop);
                i = stop;
            }
        }
    }

    /** The line behind the header in YAML that some programs put before Markdown; the first where there is none. */
    private int frontMatter() {
        if (!lines.line(0).strip().equals("---")) {
            return 0;
        }
        for (int line = 1; line < Math.min(lines.count(), 100); line++) {
            String content = lines.line(line).strip();
            if (content.equals("---") || content.equals("...")) {
                return line + 1;
            } else if (content.isEmpty()) {
                return 0;
            }
        }
        return 0;
    }

    // Lines

    /** Handles a line and, where one begins there, the fenced block or the display; gives the next line. */
    private int fence(int line) {
        int from = lines.start(line);
        int to = lines.end(line);
        int first = skipQuote(from, to);
        if (!latex && (page.starts(first, to, "```") || page.starts(first, to, "~~~"))) {
            flush();
            return fenced(line, first, to);
        }
        return line(line, first, to);
    }

    private void listing(boolean program) {
        listing = program;
        collector.listing(program);
    }

    private int fenced(int line, int first, int to) {
        int mark = page.text[first];
        int size = 0;
        while (first + size < to && page.text[first + size] == mark) {
            size++;
        }
        String info = page.string(first + size, to).strip().toLowerCase(Locale.ROOT);
        String language = info.isEmpty() ? "" : info.split("[\\s{]", 2)[0];
        int last = line + 1;
        while (last < lines.count()) {
            int start = skipQuote(lines.start(last), lines.end(last));
            int n = 0;
            while (start + n < lines.end(last) && page.text[start + n] == mark) {
                n++;
            }
            if (n >= size && page.string(start + n, lines.end(last)).isBlank()) {
                break;
            }
            last++;
        }
        if (MATHS_FENCES.contains(language)) {
            int end = last < lines.count() ? lines.start(last) : page.text.length;
            if (last > line + 1) {
                maths(lines.start(line + 1), end, Setting.DISPLAY);
            }
        } else if (!Listings.SILENT.contains(language)) {
            listing(true);
            for (int i = line + 1; i < last; ) {
                i = line(i, skipQuote(lines.start(i), lines.end(i)), lines.end(i));
            }
            flush();
            listing(false);
        }
        return last + 1;
    }

    /** Blanks the marks of a quotation; gives the first place behind them that is not blank. */
    private int skipQuote(int from, int to) {
        int i = from;
        // What is typed into a program is no quotation.
        while (i < to
                && !page.starts(i, to, ">>> ")
                && (page.text[i] == ' ' || page.text[i] == '\t' || page.text[i] == '>' && !latex)) {
            if (page.text[i] == '>') {
                page.text[i] = ' ';
            }
            i++;
        }
        return i;
    }

    private int line(int line, int begin, int to) {
        String raw = to - begin < 400 ? page.string(begin, to).strip() : "";
        if (!listing && !latex && Listings.INPUT.matcher(raw).matches()) {
            flush();
            listing(true);
        }
        int first = begin;
        while (first < to && (page.text[first] == Page.BORDER || page.text[first] == ' ')) {
            first++;
        }
        if (first >= to || isRule(first, to)) {
            flush();
            alone = true;
            return line + 1;
        }
        Optional<TableFinder.Found> table = latex ? Optional.empty() : tables.at(line, first, to);
        if (table.isPresent()) {
            flush();
            table(table.get().table());
            alone = true;
            return table.get().next();
        }
        if (!latex && listings.isProgram(first, to, listing)) {
            return line + 1;
        }
        Optional<PrintedRows.Found> printed = latex ? Optional.empty() : printedRows.read(line, first, to);
        if (printed.isPresent()) {
            flush();
            printed.get().chains().forEach(collector::chain);
            printed.get().unread().ifPresent(collector::unread);
            return printed.get().next();
        }
        lead(line, first, to);
        if (to - first < 200
                && Leads.FRAMED.matcher(page.string(first, to).strip()).matches()) {
            flush();
            return line + 1;
        }
        tidier.tidy(first, to);
        page.openRemarks(first, to);
        if (!latex) {
            listings.tidy(first, to, listing);
        }
        int start = labels.label(line, first, to, !block.isEmpty());
        if (listing && Listings.SAID.matcher(raw).matches()) {
            return said(line, start, to);
        }
        return formula(line, start, to);
    }

    /** What a program prints of something in its own words: a value that nothing is read of is unread. */
    private int said(int line, int start, int to) {
        flush();
        int before = collector.count();
        int next = formula(line, start, to);
        flush();
        if (collector.count() == before) {
            Matcher said = Listings.SAID.matcher(lines.line(line).strip());
            String value = said.matches() ? said.group(1) : "";
            collector.unread(new Work.Unread(
                    line + 1,
                    lines.line(line).indexOf(value) + 1,
                    lines.line(line).strip(),
                    ParseExpectation.text(value),
                    ParseExpectation.of(ParseExpectation.Kind.LEFT_SIDE)));
        }
        return next;
    }

    private int formula(int line, int start, int to) {
        Optional<MatrixLines.Found> matrix = latex ? Optional.empty() : matrices.at(line, start, to);
        if (matrix.isPresent()) {
            block.newLine();
            block.append(matrix.get().passage());
            return matrix.get().next();
        }
        return content(line, start, to);
    }

    private void table(Table table) {
        new TableReader(page, lines, tidier, collector, outline.context()).read(table);
    }

    /** Takes note of what a line says of those below it. */
    private void lead(int line, int first, int to) {
        Leads.Lead lead = leads.of(page.string(first, to), listing, alone, first - lines.start(line));
        alone = false;
        Outline.Context before = outline.context();
        lead.begins().ifPresentOrElse(said -> outline.begin(lead.ends(), said), () -> outline.end(lead.ends()));
        if (!outline.context().equals(before)) {
            flush();
            collector.under(outline.context());
        }
    }

    private boolean isRule(int first, int to) {
        int c = page.text[first];
        if (c != '-' && c != '=' && c != '*' && c != '_' && c != '|') {
            return false;
        }
        for (int i = first; i < to; i++) {
            if (page.text[i] != c && "|:- \t".indexOf(page.text[i]) < 0) {
                return false;
            }
        }
        return to - first > 2;
    }

    // Formulas in a line

    /** Handles the content of a line and of the displays that begin in it; gives the next line. */
    private int content(int firstLine, int first, int firstEnd) {
        int line = firstLine;
        int start = first;
        int to = firstEnd;
        while (start < to) {
            int display = display(start, to);
            int table = tables.begins(start, display < 0 ? to : display);
            display = table < 0 ? display : table;
            if (display < 0) {
                words(start, to);
                return line + 1;
            }
            if (display > start) {
                words(start, display);
            }
            flush();
            int rest = table < 0 ? displayed(display, to) : tabular(display, to);
            if (rest >= page.text.length) {
                return lines.count();
            }
            int lastLine = lines.indexOf(rest);
            to = lines.end(lastLine);
            start = rest;
            while (start < to && Character.isWhitespace(page.text[start])) {
                start++;
            }
            if (lastLine > line) {
                tidier.tidy(start, to);
            }
            line = lastLine;
        }
        if (first >= firstEnd) {
            flush();
        }
        return line + 1;
    }

    /** Handles a part of a line without displays. */
    private void words(int start, int to) {
        if (hasInline(start, to) && !relationOutside(start, to)) {
            flush();
            inline(start, to);
            return;
        }
        block.newLine();
        block.copy(page, start, to);
        if (block.size() > 4_000) {
            flush();
        }
    }

    /** Where a display begins in a line, or -1. */
    private int display(int start, int to) {
        boolean inline = false;
        int open = -1;
        for (int i = start; i < to; i++) {
            int next = i + 1 < to ? page.text[i + 1] : -1;
            if (page.text[i] == '\\') {
                if (!inline && (next == '[' || mathsEnvironment(i, to) != null)) {
                    return i;
                }
                i++;
            } else if (page.text[i] == '$') {
                if (!inline && next == '$') {
                    return i;
                }
                inline = !inline;
                open = i;
            }
        }
        return inline && !listing && closesBelow(open, to) >= 0 ? open : -1;
    }

    /** The dollar in a later line of the paragraph that ends a formula begun here, or -1; what is between has to look like one. */
    private int closesBelow(int open, int to) {
        boolean formula = false;
        if (open + 1 >= page.text.length || page.text[open + 1] == ' ') {
            return -1;
        }
        for (int i = open + 1; i < page.text.length && i < open + LONGEST_INLINE; i++) {
            int c = page.text[i];
            int next = i + 1 < page.text.length ? page.text[i + 1] : -1;
            if (c == '\\') {
                formula = true;
                i++;
            } else if (c == '$') {
                boolean closes = next != '$' && !LexerState.isDigit(next) && page.text[i - 1] != ' ';
                return i > to && formula && closes ? i : -1;
            } else if (c == '\n' && isBlankLine(i + 1)) {
                return -1;
            } else {
                formula |= page.isRelation(i, page.text.length);
            }
        }
        return -1;
    }

    private boolean isBlankLine(int start) {
        int i = start;
        while (i < page.text.length && (page.text[i] == ' ' || page.text[i] == '\t' || page.text[i] == '>')) {
            i++;
        }
        return i >= page.text.length || page.text[i] == '\n';
    }

    private @Nullable String mathsEnvironment(int at, int to) {
        if (!page.starts(at, to, "\\begin{")) {
            return null;
        }
        int close = at + 7;
        while (close < to && close < at + 40 && page.text[close] != '}') {
            close++;
        }
        String name = page.string(at + 7, close);
        String plain = name.endsWith("*") ? name.substring(0, name.length() - 1) : name;
        return MATHS.contains(plain) ? name : null;
    }

    /** Handles a table of LaTeX; gives the place behind it. */
    private int tabular(int at, int to) {
        Optional<TableFinder.Environment> found = tables.environment(at, false);
        found.ifPresent(environment -> table(environment.table()));
        return found.map(TableFinder.Environment::end).orElse(to);
    }

    /** Handles a display; gives the place behind it. One that does not end goes to the end of its line. */
    private int displayed(int display, int to) {
        String environment = mathsEnvironment(display, to);
        if (environment == null && page.text[display] == '$' && page.text[display + 1] != '$') {
            int close = closesBelow(display, to);
            quotes(display + 1, close);
            maths(display + 1, close, Setting.INLINE);
            return close + 1;
        }
        String end = environment != null ? "\\end{" + environment + "}" : page.text[display] == '$' ? "$$" : "\\]";
        int inside = environment != null ? display + environment.length() + 8 : display + 2;
        int close = missing.contains(end) ? -1 : page.find(end, inside);
        if (close < 0) {
            missing.add(end);
            maths(inside, to, Setting.DISPLAY);
            return to;
        }
        quotes(inside, close);
        int array = environment != null ? display : inside;
        while (array < close && Character.isWhitespace(page.text[array])) {
            array++;
        }
        Optional<TableFinder.Environment> drawn = tables.environment(array, true);
        if (drawn.isPresent()
                && page.string(Math.min(drawn.get().end(), close), close).isBlank()) {
            table(drawn.get().table());
            return close + end.length();
        }
        maths(inside, close, Setting.DISPLAY);
        return close + end.length();
    }

    /** Blanks the marks of a quotation at the beginnings of the lines of a display. */
    private void quotes(int from, int to) {
        for (int line = lines.indexOf(from) + 1; line < lines.count() && lines.start(line) < to; line++) {
            skipQuote(lines.start(line), Math.min(to, lines.end(line)));
        }
    }

    private boolean hasInline(int start, int to) {
        for (int i = start; i < to; i++) {
            if (page.text[i] == '$' || page.text[i] == '\\' && i + 1 < to && page.text[i + 1] == '(') {
                return true;
            }
        }
        return false;
    }

    private boolean relationOutside(int start, int to) {
        boolean maths = false;
        for (int i = start; i < to; i++) {
            if (page.text[i] == '$') {
                maths = !maths;
            } else if (page.text[i] == '\\' && i + 1 < to && (page.text[i + 1] == '(' || page.text[i + 1] == ')')) {
                maths = page.text[++i] == '(';
            } else if (!maths && page.isRelation(i, to)) {
                return true;
            }
        }
        // An unpaired dollar is no formula's.
        return maths && page.hasRelation(start, to);
    }

    private void inline(int start, int to) {
        int open = -1;
        boolean dollar = false;
        for (int i = start; i < to; i++) {
            if (page.text[i] == '\\' && i + 1 < to) {
                if (page.text[i + 1] == '(' && open < 0) {
                    open = i + 2;
                    dollar = false;
                } else if (page.text[i + 1] == ')' && open >= 0 && !dollar) {
                    maths(open, i, Setting.INLINE);
                    open = -1;
                }
                i++;
            } else if (page.text[i] == '$') {
                if (open < 0) {
                    open = i + 1;
                    dollar = true;
                } else if (dollar) {
                    maths(open, i, Setting.INLINE);
                    open = -1;
                }
            }
        }
    }

    private void maths(int from, int to, Setting setting) {
        if (setting == Setting.DISPLAY) {
            rows(from, to);
        }
        if (from < to) {
            collector.region(Passage.of(page, lines, from, to), setting);
        }
    }

    /** Ends a row where an alignment ends inside a display, or words stand between two. */
    private void rows(int from, int to) {
        for (int i = from; i < to; i++) {
            if (page.text[i] != '\\') {
                continue;
            }
            for (String mark : ROW_ENDS) {
                if (page.starts(i, to, mark)) {
                    int end = i + mark.length() - 1;
                    while (mark.endsWith("{") && end < to && page.text[end] != '}') {
                        end++;
                    }
                    page.blank(i, Math.min(to, end + 1));
                    page.text[i] = '\\';
                    page.text[i + 1] = '\\';
                }
            }
        }
    }

    private void flush() {
        if (!block.isEmpty()) {
            collector.region(block, Setting.PROSE);
            block.clear();
        }
    }
}
