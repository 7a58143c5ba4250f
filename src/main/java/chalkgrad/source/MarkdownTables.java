package chalkgrad.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tables of HTML in a Markdown text become rows of Markdown; the other lines stay as they are. */
final class MarkdownTables {
    private static final Pattern FENCE = Pattern.compile("(?m)^[ >]{0,5}(`{3,}|~{3,}).*$");

    private MarkdownTables() {}

    static Source flattened(String text) throws Refusal {
        String lower = text.toLowerCase(Locale.ROOT);
        int from = lower.length() == text.length() ? lower.indexOf("<table") : -1;
        if (from < 0) {
            return Source.plain(text, Markup.MARKDOWN);
        }
        List<int[]> code = code(text);
        var lines = new Lines();
        int at = 0;
        while (from >= 0) {
            int start = from;
            int end = lower.indexOf("</table>", from);
            if (end < 0) {
                break;
            }
            if (code.stream().noneMatch(block -> block[0] <= start && start < block[1])) {
                lines.copy(text.substring(at, from));
                at = end + 8;
                lines.table(text.substring(from, at));
            }
            from = lower.indexOf("<table", end);
        }
        lines.copy(text.substring(at));
        return lines.build();
    }

    /** The fenced blocks, from where to where. */
    private static List<int[]> code(String text) {
        var blocks = new ArrayList<int[]>();
        Matcher fence = FENCE.matcher(text);
        int open = -1;
        String mark = "";
        while (fence.find()) {
            if (open < 0) {
                open = fence.start();
                mark = fence.group(1);
            } else if (fence.group(1).startsWith(mark)) {
                blocks.add(new int[] {open, fence.end()});
                open = -1;
            }
        }
        if (open >= 0) {
            blocks.add(new int[] {open, text.length()});
        }
        return blocks;
    }

    /** Lines of the text, and the lines of the file that they come from. */
    private static final class Lines {
        private final List<String> texts = new ArrayList<>(List.of(""));
        private final List<Integer> numbers = new ArrayList<>(List.of(1));
        private int number = 1;

        void copy(String part) {
            String[] pieces = part.split("\n", -1);
            for (int i = 0; i < pieces.length; i++) {
                if (i > 0) {
                    number++;
                    add("");
                }
                int last = texts.size() - 1;
                texts.set(last, texts.get(last) + pieces[i]);
            }
        }

        private void add(String line) {
            texts.add(line);
            numbers.add(number);
        }

        void table(String html) {
            int begin = number;
            for (Flow.Line row : WebPage.table(html)) {
                number = begin + row.fileLine() - 1;
                int last = texts.size() - 1;
                if (texts.get(last).isBlank()) {
                    texts.set(last, row.text());
                    numbers.set(last, number);
                } else {
                    add(row.text());
                }
            }
            number = begin + (int) html.chars().filter(c -> c == '\n').count();
            add("");
        }

        Source build() throws Refusal {
            var all = new ArrayList<Flow.Line>();
            for (int i = 0; i < texts.size(); i++) {
                all.add(new Flow.Line(texts.get(i), numbers.get(i), false));
            }
            var out = new SourceBuilder();
            out.aligned(all);
            return out.build();
        }
    }
}
