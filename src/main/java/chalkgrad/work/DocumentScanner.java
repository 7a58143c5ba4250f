package chalkgrad.work;

import chalkgrad.work.Collector.Setting;
import chalkgrad.work.Work.Unread;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the parts of a document in which formulas may stand, in Markdown, LaTeX and plain text alike.
 *
 * <p>What is no formula (bullets, headings, addresses, comments) is overwritten with blanks, so that every place keeps its line and column.
 */
final class DocumentScanner {
    private static final Set<String> MATHS = Set.of(
            "equation", "align", "alignat", "gather", "multline", "flalign", "eqnarray", "displaymath", "math", "split", "aligned", "gathered",
            "alignedat", "derivation", "dmath", "IEEEeqnarray", "empheq", "cases", "pmatrix", "bmatrix", "array", "subequations");

    private static final Set<String> MATHS_FENCES = Set.of("math", "latex", "tex", "katex", "asciimath");
    private static final Set<String> PLAIN_FENCES = Set.of("", "text", "txt", "plain", "plaintext", "none", "md", "markdown");

    private final int[] text;
    private final Lines lines;
    private final Collector collector;
    private final boolean latex;
    /** Ends of regions that have been looked for in vain: nobody looks for them again. */
    private final Set<String> missing = new HashSet<>();

    private int blockFrom = -1;
    private int blockTo;
    private int lastBullet = -2;

    DocumentScanner(int[] text, Lines lines, Collector collector, boolean latex) {
        this.text = text.clone();
        this.lines = lines;
        this.collector = collector;
        this.latex = latex;
    }

    void run() {
        if (latex) {
            body();
        }
        int line = 0;
        while (line < lines.count()) {
            line = fence(line);
        }
        flush();
    }

    // LaTeX

    /** Blanks everything that is not between the beginning and the end of the document, and comments. */
    private void body() {
        int begin = find("\\begin{document}", 0);
        int end = begin < 0 ? -1 : find("\\end{document}", begin);
        if (begin >= 0) {
            blank(0, begin + 16);
        }
        if (end >= 0) {
            blank(end, text.length);
        }
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\\') {
                i++;
            } else if (text[i] == '%') {
                int stop = i;
                while (stop < text.length && text[stop] != '\n') {
                    stop++;
                }
                blank(i, stop);
                i = stop;
            }
        }
    }

    // Lines

    /** Handles a line and, where one begins there, the fenced block or the display; gives the next line. */
    private int fence(int line) {
        int from = lines.start(line);
        int to = lines.end(line);
        int first = skipQuote(from, to);
        if (!latex && (starts(first, to, "```") || starts(first, to, "~~~"))) {
            flush();
            return fenced(line, first, to);
        }
        return line(line, first, to);
    }

    private int fenced(int line, int first, int to) {
        int mark = text[first];
        int size = 0;
        while (first + size < to && text[first + size] == mark) {
            size++;
        }
        String info = string(first + size, to).strip().toLowerCase(Locale.ROOT);
        String language = info.isEmpty() ? "" : info.split("[\\s{]", 2)[0];
        int last = line + 1;
        while (last < lines.count()) {
            int start = skipQuote(lines.start(last), lines.end(last));
            int n = 0;
            while (start + n < lines.end(last) && text[start + n] == mark) {
                n++;
            }
            if (n >= size && string(start + n, lines.end(last)).isBlank()) {
                break;
            }
            last++;
        }
        if (MATHS_FENCES.contains(language)) {
            int end = last < lines.count() ? lines.start(last) : text.length;
            if (last > line + 1) {
                maths(lines.start(line + 1), end, Setting.DISPLAY);
            }
        } else if (PLAIN_FENCES.contains(language)) {
            for (int i = line + 1; i < last; ) {
                i = line(i, skipQuote(lines.start(i), lines.end(i)), lines.end(i));
            }
            flush();
        }
        return last + 1;
    }

    /** Blanks the marks of a quotation; gives the first place behind them that is not blank. */
    private int skipQuote(int from, int to) {
        int i = from;
        while (i < to && (text[i] == ' ' || text[i] == '\t' || text[i] == '>' && !latex)) {
            if (text[i] == '>') {
                text[i] = ' ';
            }
            i++;
        }
        return i;
    }

    private int line(int line, int first, int to) {
        if (first >= to || isRule(first, to)) {
            flush();
            return line + 1;
        }
        tidy(first, to);
        int start = label(line, first, to);
        return content(line, start, to);
    }

    private boolean isRule(int first, int to) {
        int c = text[first];
        if (c != '-' && c != '=' && c != '*' && c != '_' && c != '|') {
            return false;
        }
        for (int i = first; i < to; i++) {
            if (text[i] != c && "|:- \t".indexOf(text[i]) < 0) {
                return false;
            }
        }
        return to - first > 2;
    }

    /** Blanks what is no formula inside a line. */
    private void tidy(int first, int to) {
        if (!latex && text[first] == '#') {
            int i = first;
            while (i < to && text[i] == '#') {
                i++;
            }
            if (i < to && text[i] == ' ') {
                blank(first, i);
            }
        }
        boolean table = !latex && text[first] == '|';
        boolean maths = false;
        int strong = -1;
        for (int i = first; i < to; i++) {
            int c = text[i];
            if (c == '\\' && i + 1 < to) {
                boolean escape = !latex && !maths && "_*#~-.!|`>".indexOf(text[i + 1]) >= 0;
                if (escape) {
                    text[i] = 0x2063;
                } else if (latex && !maths) {
                    textCommand(i, to);
                }
                i++;
            } else if (c == '$') {
                maths = !maths;
            } else if (c == '|' && table && !maths) {
                text[i] = 0xE000;
            } else if (c == 'h' && (starts(i, to, "http://") || starts(i, to, "https://"))) {
                int stop = i;
                while (stop < to && !Character.isWhitespace(text[stop]) && text[stop] != '>' && text[stop] != ')') {
                    stop++;
                }
                blank(i, stop);
                i = stop - 1;
            } else if (c == '<' && !latex && !maths) {
                i = tag(i, to);
            } else if (c == ']' && i + 1 < to && text[i + 1] == '(' && !latex && !maths) {
                i = link(first, i, to);
            } else if (c == '*' && !latex && !maths && i + 1 < to && text[i + 1] == '*') {
                strong = strong(i, first, to, strong);
                i++;
            }
        }
    }

    /** Two asterisks are bold type where they lean on one side only. */
    private int strong(int i, int first, int to, int open) {
        boolean before = i > first && !Character.isWhitespace(text[i - 1]);
        boolean after = i + 2 < to && !Character.isWhitespace(text[i + 2]);
        if (open >= 0 && before) {
            blank(open, open + 2);
            blank(i, i + 2);
            return -1;
        }
        boolean begins = after && (!before || !Character.isLetterOrDigit(text[i - 1]) && text[i - 1] != ')');
        return begins ? i : open;
    }

    /** A command of the text of a LaTeX document; it is a border. */
    private void textCommand(int at, int to) {
        int end = at + 1;
        while (end < to && (text[end] >= 'a' && text[end] <= 'z' || text[end] >= 'A' && text[end] <= 'Z')) {
            end++;
        }
        String name = string(at + 1, end);
        boolean known = name.isEmpty()
                || name.equals("begin")
                || name.equals("end")
                || Commands.SIGNS.containsKey("\\" + name)
                || Commands.TEXTS.contains(name)
                || Commands.UPRIGHT.contains(name)
                || Commands.DROPPED.containsKey(name);
        if (name.equals("input") || name.equals("include")) {
            int line = lines.indexOf(at);
            collector.unread(new Unread(
                    line + 1, lines.column(at), lines.source(at, to), "\\" + name, "the text itself; no other file is read"));
        } else if (known) {
            return;
        }
        blank(at, end);
        text[at] = 0xE000;
    }

    /** Blanks a tag or a comment of HTML; small letters above and below become scripts. Gives its last place. */
    private int tag(int at, int to) {
        int close = at + 1;
        if (starts(at, to, "<!--")) {
            int end = at;
            while (end < to && !starts(end, to, "-->")) {
                end++;
            }
            int stop = Math.min(to, end + 3);
            blank(at, stop);
            return stop - 1;
        }
        int letter = close < to && text[close] == '/' ? close + 1 : close;
        if (letter >= to || !Character.isLetter(text[letter])) {
            return at;
        }
        while (close < to && text[close] != '>' && text[close] != '<' && close < at + 200) {
            close++;
        }
        if (close >= to || text[close] != '>') {
            return at;
        }
        String tag = string(at + 1, close).strip().toLowerCase(Locale.ROOT);
        String script = switch (tag) {
            case "sub" -> "_{";
            case "sup" -> "^{";
            case "/sub", "/sup" -> "}";
            default -> "";
        };
        if (script.isEmpty()) {
            blank(at, close + 1);
            if (tag.startsWith("br")) {
                text[at] = 0xE000;
            }
        } else {
            Arrays.fill(text, at, close + 1, 0x2063);
            for (int i = 0; i < script.length(); i++) {
                text[at + i] = script.charAt(i);
            }
        }
        return close;
    }

    private int link(int first, int at, int to) {
        int close = at + 2;
        while (close < to && close < at + 500 && text[close] != ')') {
            close++;
        }
        int open = at;
        while (open > first && text[open] != '[' && at - open < 300) {
            open--;
        }
        if (close >= to || text[close] != ')' || text[open] != '[') {
            return at;
        }
        boolean picture = open > first && text[open - 1] == '!';
        if (picture) {
            blank(open - 1, close + 1);
        } else {
            text[open] = ' ';
            blank(at, close + 1);
        }
        return close;
    }

    /** Blanks bullets and numbers before a line; gives the first place behind them. */
    private int label(int line, int first, int to) {
        int at = first;
        for (int n = 0; n < 3; n++) {
            int end = bullet(line, at, to);
            end = end > at ? end : number(at, to);
            if (end <= at) {
                break;
            }
            blank(at, end);
            at = end;
            while (at < to && Character.isWhitespace(text[at])) {
                at++;
            }
        }
        return at;
    }

    private int bullet(int line, int at, int to) {
        if (at >= to) {
            return at;
        }
        int c = text[at];
        boolean spaced = at + 1 < to && Character.isWhitespace(text[at + 1]);
        if ("•◦▪○●□■◆◇▷★☆·".indexOf(c) >= 0) {
            return at + 1;
        } else if (!spaced || c != '-' && c != '*' && c != '+') {
            return at;
        }
        // Behind a line that is open, a sign goes on with it, if no chain of its own follows.
        boolean goesOn = blockFrom >= 0 && !hasRelation(at, to) && lastBullet != line - 1;
        lastBullet = goesOn ? lastBullet : line;
        return goesOn ? at : at + 1;
    }

    /** {@code 1.}, {@code 2)}, {@code (3)}, {@code (a)}, {@code ①} before a blank. */
    private int number(int at, int to) {
        if (at < to && text[at] >= 0x2460 && text[at] <= 0x2473) {
            return at + 1;
        }
        boolean open = at < to && text[at] == '(';
        int i = open ? at + 1 : at;
        int start = i;
        while (i < to && i < start + 3 && text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        boolean digits = i > start;
        if (!digits && i < to && Character.isLetter(text[i])) {
            i++;
        }
        boolean closed = i > start && i < to && (text[i] == ')' || text[i] == '.' && !open && digits);
        boolean blank = closed && i + 1 < to && Character.isWhitespace(text[i + 1]);
        if (!blank) {
            return at;
        }
        int next = i + 1;
        while (next < to && Character.isWhitespace(text[next])) {
            next++;
        }
        boolean operand = next >= to || "=+-*/^≈".indexOf(text[next]) < 0;
        return operand ? i + 1 : at;
    }

    // Formulas in a line

    /** Handles the content of a line and of the displays that begin in it; gives the next line. */
    private int content(int firstLine, int first, int firstEnd) {
        int line = firstLine;
        int start = first;
        int to = firstEnd;
        while (start < to) {
            int display = display(start, to);
            if (display < 0) {
                words(start, to);
                return line + 1;
            }
            if (display > start) {
                words(start, display);
            }
            flush();
            int rest = displayed(display, to);
            if (rest >= text.length) {
                return lines.count();
            }
            int lastLine = lines.indexOf(rest);
            to = lines.end(lastLine);
            start = rest;
            while (start < to && Character.isWhitespace(text[start])) {
                start++;
            }
            if (lastLine > line) {
                tidy(start, to);
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
        blockFrom = blockFrom < 0 ? start : blockFrom;
        blockTo = to;
        if (blockTo - blockFrom > 4_000) {
            flush();
        }
    }

    /** Where a display begins in a line, or -1. */
    private int display(int start, int to) {
        for (int i = start; i < to; i++) {
            if (text[i] == '\\') {
                if (i + 1 < to && (text[i + 1] == '[') || mathsEnvironment(i, to) != null) {
                    return i;
                }
                i++;
            } else if (text[i] == '$' && i + 1 < to && text[i + 1] == '$') {
                return i;
            }
        }
        return -1;
    }

    private @org.jspecify.annotations.Nullable String mathsEnvironment(int at, int to) {
        if (!starts(at, to, "\\begin{")) {
            return null;
        }
        int close = at + 7;
        while (close < to && close < at + 40 && text[close] != '}') {
            close++;
        }
        String name = string(at + 7, close);
        String plain = name.endsWith("*") ? name.substring(0, name.length() - 1) : name;
        return MATHS.contains(plain) ? name : null;
    }

    /** Handles a display; gives the place behind it. One that does not end goes to the end of its line. */
    private int displayed(int display, int to) {
        String environment = mathsEnvironment(display, to);
        String end = environment != null ? "\\end{" + environment + "}" : text[display] == '$' ? "$$" : "\\]";
        int inside = environment != null ? display + environment.length() + 8 : display + 2;
        int close = missing.contains(end) ? -1 : find(end, inside);
        if (close < 0) {
            missing.add(end);
            maths(inside, to, Setting.DISPLAY);
            return to;
        }
        quotes(inside, close);
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
            if (text[i] == '$' || text[i] == '\\' && i + 1 < to && text[i + 1] == '(') {
                return true;
            }
        }
        return false;
    }

    private boolean relationOutside(int start, int to) {
        boolean maths = false;
        for (int i = start; i < to; i++) {
            if (text[i] == '$') {
                maths = !maths;
            } else if (text[i] == '\\' && i + 1 < to && (text[i + 1] == '(' || text[i + 1] == ')')) {
                maths = text[++i] == '(';
            } else if (!maths && isRelation(i, to)) {
                return true;
            }
        }
        // An unpaired dollar is no formula's.
        return maths && hasRelation(start, to);
    }

    private boolean hasRelation(int start, int to) {
        for (int i = start; i < to; i++) {
            if (isRelation(i, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean isRelation(int i, int to) {
        int c = text[i];
        return c == '=' || c == '≈' || c == '≒' || c == '≃' || c == '≅' || c == '←' || c == '\\' && starts(i, to, "\\approx");
    }

    private void inline(int start, int to) {
        int open = -1;
        boolean dollar = false;
        for (int i = start; i < to; i++) {
            if (text[i] == '\\' && i + 1 < to) {
                if (text[i + 1] == '(' && open < 0) {
                    open = i + 2;
                    dollar = false;
                } else if (text[i + 1] == ')' && open >= 0 && !dollar) {
                    maths(open, i, Setting.INLINE);
                    open = -1;
                }
                i++;
            } else if (text[i] == '$') {
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
        if (from < to) {
            collector.region(text, from, to, setting);
        }
    }

    private void flush() {
        if (blockFrom >= 0) {
            collector.region(text, blockFrom, blockTo, Setting.PROSE);
            blockFrom = -1;
        }
    }

    // Characters

    private void blank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] != '\n') {
                text[i] = ' ';
            }
        }
    }

    private boolean starts(int at, int to, String what) {
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

    private int find(String what, int from) {
        for (int i = from; i + what.length() <= text.length; i++) {
            if (text[i] == what.charAt(0) && starts(i, text.length, what)) {
                return i;
            }
        }
        return -1;
    }

    private String string(int from, int to) {
        return new String(text, from, Math.max(0, to - from));
    }
}
