package chalkgrad.write.pdf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Rewrites the LaTeX of a formula into what JLaTeXMath can set: words outside ASCII and labelled braces become our own
 * commands, cases get their space.
 */
final class LatexText {
    private static final Map<String, String> TEXT_COMMANDS = Map.of(
            "\\text", Macros.WORDS,
            "\\textrm", Macros.WORDS,
            "\\mathrm", Macros.WORDS,
            "\\mathit", Macros.WORDS,
            "\\operatorname", Macros.WORDS,
            "\\textbf", Macros.BOLD_WORDS,
            "\\mathbf", Macros.BOLD_WORDS);

    private static final Pattern NEEDS_US =
            Pattern.compile("\\\\underbrace|\\\\begin\\{cases\\}|\\\\[lr]vert|[^\\x00-\\x7F]");
    private static final Map<String, String> UNKNOWN = Map.of("\\lvert", "\\mathopen{|}", "\\rvert", "\\mathclose{|}");
    private static final String CASES = "\\begin{cases}";

    private final String latex;
    private final Deque<Boolean> inCases = new ArrayDeque<>();
    private final StringBuilder out = new StringBuilder();

    private LatexText(String latex) {
        this.latex = latex;
    }

    static String rewrite(String latex) {
        return NEEDS_US.matcher(latex).find() ? new LatexText(latex).rewrite() : latex;
    }

    private String rewrite() {
        for (int at = 0; at < latex.length(); ) {
            char c = latex.charAt(at);
            at = c == '\\' ? command(at) : c < 0x80 ? copy(at, at + 1) : words(at);
            if (c == '&' && Boolean.TRUE.equals(inCases.peek())) {
                out.append("\\quad "); // JLaTeXMath leaves out the space before the condition
            }
        }
        return out.toString();
    }

    private int command(int at) {
        int end = endOfCommand(latex, at);
        String name = latex.substring(at, end);
        if (name.equals("\\begin")) {
            inCases.push(latex.startsWith(CASES, at));
        } else if (name.equals("\\end")) {
            inCases.poll();
        }
        if (UNKNOWN.containsKey(name)) {
            boolean stretches = out.toString().stripTrailing().matches("(?s).*\\\\(left|right)");
            out.append(stretches ? "|" : UNKNOWN.get(name));
            return end;
        }
        if (end >= latex.length() || latex.charAt(end) != '{') {
            return copy(at, end);
        }
        int close = endOfGroup(latex, end);
        String argument = latex.substring(end + 1, close - 1);
        String ours = TEXT_COMMANDS.get(name);
        if (ours != null && argument.chars().anyMatch(c -> c >= 0x80)) {
            put(ours, Macros.encode(plain(argument)));
            return close;
        }
        if (name.equals("\\underbrace") && latex.startsWith("_{", close)) {
            int labelEnd = endOfGroup(latex, close + 1);
            put(Macros.BRACE, rewrite(argument));
            out.append('{')
                    .append(rewrite(latex.substring(close + 2, labelEnd - 1)))
                    .append('}');
            return labelEnd;
        }
        return copy(at, end);
    }

    private int words(int at) {
        int end = at;
        while (end < latex.length() && latex.charAt(end) >= 0x80) {
            end++;
        }
        put(Macros.WORDS, Macros.encode(latex.substring(at, end)));
        return end;
    }

    private void put(String command, String argument) {
        out.append('\\').append(command).append('{').append(argument).append('}');
    }

    private int copy(int from, int to) {
        out.append(latex, from, to);
        return to;
    }

    /** The text that LaTeX would set for a {@code \text} argument: escapes resolved, braces gone. */
    private static String plain(String argument) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            if (c == '\\' && i + 1 < argument.length()) {
                plain.append(argument.charAt(++i));
            } else if (c == '~') {
                plain.append(' ');
            } else if (c != '{' && c != '}') {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** Behind the command that begins at {@code at}: letters, or one other character. */
    static int endOfCommand(String latex, int at) {
        int end = at + 1;
        while (end < latex.length() && isLetter(latex.charAt(end))) {
            end++;
        }
        return end == at + 1 ? Math.min(end + 1, latex.length()) : end;
    }

    /** Behind the group whose brace opens at {@code open}; the end of the formula if it never closes. */
    static int endOfGroup(String latex, int open) {
        int depth = 0;
        for (int i = open; i < latex.length(); i++) {
            char c = latex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return latex.length();
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
