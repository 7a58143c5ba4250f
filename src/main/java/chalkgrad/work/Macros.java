package chalkgrad.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The short commands that a work defines for itself, and what they stand for.
 *
 * <p>After {@code \\newcommand{\\vc}[1]{\\mathbf{#1}}}, {@code \\vc{z}} is read as {@code \\mathbf{z}}. Only abbreviations are known: nothing that
 * decides, counts, defines or loads, and nothing of a name that has a meaning already.
 */
final class Macros {
    private static final int MOST = 200;
    private static final int LONGEST = 300;
    /** How deep they may be in each other, and how much a passage may grow by them all. */
    private static final int DEEPEST = 5;

    private static final int MOST_GROWTH = 10_000;

    private static final Pattern COMMAND = Pattern.compile(
            "\\\\(?:re)?(?:newcommand|providecommand)\\*?\\s*(?:\\{\\s*\\\\([A-Za-z]+)\\s*\\}|\\\\([A-Za-z]+))\\s*(?:\\[([1-4])\\]\\s*)?\\{");
    private static final Pattern DEFINITION = Pattern.compile("\\\\def\\s*\\\\([A-Za-z]+)\\s*((?:#[1-4]){0,4})\\s*\\{");
    private static final Pattern OPERATOR =
            Pattern.compile("\\\\DeclareMathOperator(\\*?)\\s*\\{?\\s*\\\\([A-Za-z]+)\\s*\\}?\\s*\\{");
    private static final Pattern BEFORE = Pattern.compile("[^=≈←]*|.*\\}\\s*");
    private static final Pattern ACTIVE = Pattern.compile(
            "\\\\(?:def|let|if\\w*|else|fi|csname|expandafter|input|include|loop|newcommand|write|catcode|begin|end)\\b|##|(?:#.*){9}");

    /** What a command stands for, and how many arguments it takes. */
    private record Macro(int arguments, String body) {}

    private final Map<String, Macro> macros = new HashMap<>();

    /** Finds what a text defines, and blanks the definitions. */
    static Macros of(Page page) {
        var macros = new Macros();
        if (page.find("\\newcommand", 0) >= 0
                || page.find("\\renewcommand", 0) >= 0
                || page.find("\\providecommand", 0) >= 0
                || page.find("\\def", 0) >= 0
                || page.find("\\DeclareMathOperator", 0) >= 0) {
            macros.collect(page);
        }
        return macros;
    }

    private void collect(Page page) {
        for (int start = 0; start < page.text.length; ) {
            int end = start;
            while (end < page.text.length && page.text[end] != '\n') {
                end++;
            }
            if (end - start < 2_000) {
                line(page, start, end);
            }
            start = end + 1;
        }
    }

    private void line(Page page, int start, int end) {
        String line = page.string(start, end);
        if (line.stripLeading().startsWith("%") || !line.contains("\\")) {
            return;
        }
        Matcher command = COMMAND.matcher(line);
        while (command.find()) {
            String name = command.group(1) != null ? command.group(1) : command.group(2);
            String count = command.group(3);
            define(page, start, line, command, name, count == null ? 0 : Integer.parseInt(count), "");
        }
        Matcher definition = DEFINITION.matcher(line);
        while (definition.find()) {
            define(
                    page,
                    start,
                    line,
                    definition,
                    definition.group(1),
                    definition.group(2).length() / 2,
                    "");
        }
        Matcher operator = OPERATOR.matcher(line);
        while (operator.find()) {
            define(page, start, line, operator, operator.group(2), 0, "\\operatorname");
        }
    }

    /** Keeps a definition whose body begins where a match ends. */
    private void define(Page page, int start, String line, Matcher match, String name, int arguments, String before) {
        int close = closing(line, match.end() - 1);
        if (close < 0) {
            return;
        }
        String body = line.substring(match.end(), close);
        boolean known = Commands.SIGNS.containsKey("\\" + name)
                || Commands.DROPPED.containsKey(name)
                || Commands.TEXTS.contains(name)
                || Commands.UPRIGHT.contains(name)
                || name.equals("begin")
                || name.equals("end");
        // Inside a formula a definition is no definition of the work.
        boolean alone = BEFORE.matcher(line.substring(0, match.start())).matches();
        if (!alone) {
            return;
        }
        boolean plain = body.length() <= LONGEST && !ACTIVE.matcher(body).find();
        if (plain && !known && macros.size() < MOST) {
            String whole = before.isEmpty() ? body : before + "{" + body + "}";
            macros.putIfAbsent(name, new Macro(arguments, whole));
        }
        int from = start + line.codePointCount(0, match.start());
        page.blank(from, start + line.codePointCount(0, close + 1));
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** A piece of a text in which every character knows where it comes from. */
    record Written(List<Integer> text, List<Integer> origins) {
        private Written() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        private void add(int c, int origin) {
            text.add(c);
            origins.add(origin);
        }
    }

    /** A part of a page with each abbreviation written out; empty where there is none in it, or it would grow beyond measure. */
    @Nullable
    Written written(Page page, int from, int to) {
        boolean command = false;
        for (int i = from; i < to && !macros.isEmpty(); i++) {
            command |= page.text[i] == '\\';
        }
        if (!command) {
            return null;
        }
        var plain = new Written();
        for (int i = from; i < to; i++) {
            plain.add(page.text[i], i);
        }
        Written all = plain;
        for (int depth = 0; depth < DEEPEST; depth++) {
            Written next = once(all, to - from + MOST_GROWTH);
            if (next.text.size() > to - from + MOST_GROWTH) {
                return null;
            } else if (next.text.equals(all.text)) {
                return depth == 0 ? null : all;
            }
            all = next;
        }
        return all;
    }

    /** With each abbreviation written out once, until it is longer than it may become. */
    private Written once(Written written, int longest) {
        var out = new Written();
        for (int i = 0; i < written.text.size() && out.text.size() <= longest; ) {
            int end = name(written, i);
            Macro macro = end > i + 1 ? macros.get(string(written, i + 1, end)) : null;
            int next = macro == null ? -1 : put(out, written, macro, i, end);
            if (next < 0) {
                int stop = Math.max(i + 1, end);
                for (; i < stop; i++) {
                    out.add(written.text.get(i), written.origins.get(i));
                }
            } else {
                i = next;
            }
        }
        return out;
    }

    /** The end of the command at a place; that place where none stands there. */
    private static int name(Written written, int at) {
        if (written.text.get(at) != '\\') {
            return at;
        }
        int end = at + 1;
        while (end < written.text.size() && isLetter(written.text.get(end))) {
            end++;
        }
        return end == at + 1 ? Math.min(at + 2, written.text.size()) : end;
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static String string(Written written, int from, int to) {
        var string = new StringBuilder();
        for (int i = from; i < to; i++) {
            string.appendCodePoint(written.text.get(i));
        }
        return string.toString();
    }

    /** Puts what a command stands for with its arguments; gives the place behind these, -1 where they are not there. */
    private static int put(Written out, Written written, Macro macro, int at, int end) {
        var from = new int[macro.arguments];
        var to = new int[macro.arguments];
        int next = end;
        for (int n = 0; n < macro.arguments; n++) {
            while (next < written.text.size() && Character.isWhitespace(written.text.get(next))) {
                next++;
            }
            if (next >= written.text.size()) {
                return -1;
            } else if (written.text.get(next) == '{') {
                int close = closing(written, next);
                if (close < 0) {
                    return -1;
                }
                from[n] = next + 1;
                to[n] = close;
                next = close + 1;
            } else {
                from[n] = next;
                next = Math.max(next + 1, name(written, next));
                to[n] = next;
            }
        }
        int last = written.origins.get(next - 1);
        String body = macro.body;
        int origin = written.origins.get(at);
        for (int i = 0; i < body.length(); i++) {
            origin = i > 0 && i == body.length() - 1 ? last : origin;
            int number = body.charAt(i) == '#' && i + 1 < body.length() ? body.charAt(i + 1) - '1' : -1;
            if (number >= 0 && number < macro.arguments) {
                for (int j = from[number]; j < to[number]; j++) {
                    origin = written.origins.get(j);
                    out.add(written.text.get(j), origin);
                }
                i++;
            } else {
                out.add(body.charAt(i), origin);
            }
        }
        // What follows a command of letters is none of its letters.
        boolean letters = !body.isEmpty() && isLetter(body.charAt(body.length() - 1));
        if (body.length() == 1 || letters && next < written.text.size() && isLetter(written.text.get(next))) {
            out.add(' ', last);
        }
        return next;
    }

    private static int closing(Written written, int open) {
        int depth = 0;
        for (int i = open; i < written.text.size(); i++) {
            int c = written.text.get(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
