package chalkgrad.work;

import chalkgrad.source.Entities;
import chalkgrad.work.Work.Unread;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes what is no formula out of a line of Markdown or LaTeX: headings' marks, addresses, tags, bold type, commands of the text.
 *
 * <p>{@code **w<sub>5</sub>**} becomes {@code w_{5}} with room around it.
 */
final class Tidier {
    /** Commands and tags for what is no longer meant. */
    private static final List<String> CROSSING_OUT =
            List.of("\\sout{", "\\st{", "\\xout{", "\\strikethrough{", "\\hcancel{");

    private static final List<String> CROSSED_OUT = List.of("del", "s", "strike");
    /** What is longer has not been ended. */
    private static final int LONGEST_STRUCK = 5_000;

    private static final int LONGEST_ENTITY = 12;

    /** The text of a link, or of a picture that says its values, is no longer. */
    private static final int LONGEST_TEXT = 3_000;

    private final Page page;
    private final Lines lines;
    private final Collector collector;
    private final boolean latex;
    /** Where the tags stand next that end what is crossed out; they are not looked for again and again. */
    private final Map<String, Integer> ends = new HashMap<>();

    Tidier(Page page, Lines lines, Collector collector, boolean latex) {
        this.page = page;
        this.lines = lines;
        this.collector = collector;
        this.latex = latex;
    }

    /** Blanks what the writer has crossed out, over as many lines as that goes. */
    void strike() {
        boolean maths = false;
        for (int i = 0; i < page.text.length; i++) {
            int c = page.text[i];
            if (c == '\\') {
                int open = struck(i);
                i = open < 0 ? i + 1 : blanked(i, closing(open));
            } else if (c == '$' && !latex) {
                maths = !maths;
            } else if (c == '\n' && next(i + 1) == '\n') {
                maths = false;
            } else if (c == '~' && !latex && !maths) {
                i = tildes(i);
            } else if (c == '<' && !latex) {
                i = crossedOutTag(i);
            }
        }
    }

    /** The brace behind a command that crosses out what is in it; -1 where no such command stands. */
    private int struck(int at) {
        for (String command : CROSSING_OUT) {
            if (page.starts(at, page.text.length, command)) {
                return at + command.length() - 1;
            }
        }
        return -1;
    }

    /** The brace that closes one, or that brace itself. */
    private int closing(int open) {
        int depth = 0;
        for (int i = open; i < page.text.length && i < open + LONGEST_STRUCK; i++) {
            int c = page.text[i];
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        return open;
    }

    private int blanked(int from, int last) {
        page.blank(from, last + 1);
        return last;
    }

    private int next(int i) {
        return i < page.text.length ? page.text[i] : '\n';
    }

    /** Two tildes that lean on a word begin what two others end in the same paragraph. */
    private int tildes(int at) {
        int size = 1;
        while (next(at + size) == '~') {
            size++;
        }
        if (size != 2 || Character.isWhitespace(next(at + 2))) {
            return at + size - 1;
        }
        for (int i = at + 2; i < page.text.length && i < at + LONGEST_STRUCK; i++) {
            if (page.text[i] == '\n' && next(i + 1) == '\n') {
                break;
            } else if (page.starts(i, page.text.length, "~~")
                    && next(i + 2) != '~'
                    && !Character.isWhitespace(page.text[i - 1])) {
                return blanked(at, i + 1);
            }
        }
        return at + 1;
    }

    private int crossedOutTag(int at) {
        for (String name : CROSSED_OUT) {
            if (page.starts(at, page.text.length, "<" + name)
                    && (next(at + 1 + name.length()) == '>' || next(at + 1 + name.length()) == ' ')) {
                String end = "</" + name + ">";
                int close = ends.getOrDefault(end, -1);
                if (close < at) {
                    close = page.find(end, at);
                    close = close < 0 ? Integer.MAX_VALUE : close;
                    ends.put(end, close);
                }
                return close - at < LONGEST_STRUCK ? blanked(at, close + end.length() - 1) : at;
            }
        }
        return at;
    }

    /** Blanks what is no formula inside a line. */
    void tidy(int first, int to) {
        if (!latex && page.text[first] == '#') {
            int i = first;
            while (i < to && page.text[i] == '#') {
                i++;
            }
            if (i < to && page.text[i] == ' ') {
                page.blank(first, i);
            }
        }
        boolean maths = false;
        int strong = -1;
        for (int i = first; i < to; i++) {
            int c = page.text[i];
            if (c == '\\' && i + 1 < to) {
                boolean escape = !latex && !maths && "_*#~-.!|`>".indexOf(page.text[i + 1]) >= 0;
                if (escape) {
                    page.text[i] = Page.NOTHING;
                } else if (latex && !maths) {
                    textCommand(i, to);
                }
                i++;
            } else if (c == '$') {
                maths = !maths;
                i += i + 1 < to && page.text[i + 1] == '$' ? 1 : 0;
            } else if (c == 'h' && (page.starts(i, to, "http://") || page.starts(i, to, "https://"))) {
                int stop = i;
                while (stop < to
                        && !Character.isWhitespace(page.text[stop])
                        && page.text[stop] != '>'
                        && page.text[stop] != ')') {
                    stop++;
                }
                page.blank(i, stop);
                i = stop - 1;
            } else if (c == '&' && !latex && !maths) {
                i = entity(i, to);
            } else if (c == '<' && !latex && !maths) {
                i = tag(i, to);
            } else if (c == ']' && i + 1 < to && page.text[i + 1] == '(' && !latex && !maths) {
                i = link(first, i, to);
            } else if (c == '*' && !latex && !maths && i + 1 < to && page.text[i + 1] == '*') {
                strong = strong(i, first, to, strong);
                i++;
            }
        }
    }

    /** Two asterisks are bold type where they lean on one side only. */
    private int strong(int i, int first, int to, int open) {
        boolean before = i > first && !Character.isWhitespace(page.text[i - 1]);
        boolean after = i + 2 < to && !Character.isWhitespace(page.text[i + 2]);
        if (open >= 0 && before) {
            page.blank(open, open + 2);
            page.blank(i, i + 2);
            return -1;
        }
        boolean begins = after && (!before || !Character.isLetterOrDigit(page.text[i - 1]) && page.text[i - 1] != ')');
        return begins ? i : open;
    }

    /** A sign in our own documents, with what it is in TeX and in Unicode: the sign. */
    private void symbol(int at, int groups, int to) {
        int close = groups;
        for (int n = 0; n < 2 && close < to; n++) {
            while (close < to && page.text[close] != '}') {
                close++;
            }
            close++;
        }
        int end = Math.min(close, to);
        int sign = end - 2 > at ? page.text[end - 2] : ' ';
        Arrays.fill(page.text, at, end, Page.NOTHING);
        page.text[at] = sign;
    }

    /** A command of the text of a LaTeX document; it is a border. */
    private void textCommand(int at, int to) {
        int end = at + 1;
        while (end < to
                && (page.text[end] >= 'a' && page.text[end] <= 'z' || page.text[end] >= 'A' && page.text[end] <= 'Z')) {
            end++;
        }
        String name = page.string(at + 1, end);
        if (name.equals("mathsymbol")) {
            symbol(at, end, to);
            return;
        }
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
                    line + 1,
                    lines.column(at),
                    lines.source(at, to),
                    ParseExpectation.text("\\" + name),
                    ParseExpectation.of(ParseExpectation.Kind.NO_FILE)));
        } else if (known) {
            return;
        }
        page.blank(at, end);
        page.text[at] = Page.BORDER;
    }

    /** Puts the character in the place of its name, that of a space or of a minus sign. Gives its last place. */
    private int entity(int at, int to) {
        int end = at + 1;
        while (end < to
                && end < at + LONGEST_ENTITY
                && (Character.isLetterOrDigit(page.text[end]) || page.text[end] == '#')) {
            end++;
        }
        if (end >= to || page.text[end] != ';') {
            return at;
        }
        int character = Entities.character(page.string(at, end + 1));
        if (character < 0) {
            return at;
        }
        Arrays.fill(page.text, at, end + 1, Page.NOTHING);
        page.text[at] = character;
        return end;
    }

    /** Blanks a tag or a comment of HTML; small letters above and below become scripts. Gives its last place. */
    private int tag(int at, int to) {
        int close = at + 1;
        if (page.starts(at, to, "<!--")) {
            int end = at;
            while (end < to && !page.starts(end, to, "-->")) {
                end++;
            }
            int stop = Math.min(to, end + 3);
            page.blank(at, stop);
            return stop - 1;
        }
        int letter = close < to && page.text[close] == '/' ? close + 1 : close;
        if (letter >= to || !Character.isLetter(page.text[letter])) {
            return at;
        }
        while (close < to && page.text[close] != '>' && page.text[close] != '<' && close < at + 200) {
            close++;
        }
        if (close >= to || page.text[close] != '>') {
            return at;
        }
        String tag = page.string(at + 1, close).strip().toLowerCase(Locale.ROOT);
        String script = switch (tag) {
            case "sub" -> "_{";
            case "sup" -> "^{";
            case "/sub", "/sup" -> "}";
            default -> "";
        };
        if (script.isEmpty()) {
            page.blank(at, close + 1);
            if (tag.startsWith("br")) {
                page.text[at] = Page.BORDER;
            }
        } else {
            Arrays.fill(page.text, at, close + 1, Page.NOTHING);
            for (int i = 0; i < script.length(); i++) {
                page.text[at + i] = script.charAt(i);
            }
        }
        return close;
    }

    private int link(int first, int at, int to) {
        int close = at + 2;
        while (close < to && close < at + 500 && page.text[close] != ')') {
            close++;
        }
        int open = at;
        while (open > first && at - open < LONGEST_TEXT && (page.text[open] != '[' || page.text[open - 1] == '\\')) {
            open--;
        }
        if (close >= to || page.text[close] != ')' || page.text[open] != '[') {
            return at;
        }
        boolean picture = open > first && page.text[open - 1] == '!';
        if (picture) {
            page.blank(open - 1, close + 1);
        } else {
            page.text[open] = ' ';
            page.blank(at, close + 1);
        }
        return close;
    }
}
