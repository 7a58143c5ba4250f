package chalkgrad.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A sheet on which formulas are written one below the other, in one of the ways in which people hand them in.
 *
 * <p>{@code paper.write(List.of("h_1", "\\sigma(z_1)", "0.52"))} says on which lines it stands.
 */
public final class Sheet {

    /** How a chain of sides becomes lines. */
    public enum Form {
        /** {@code a = b = c}, by itself on a line. */
        BARE("txt"),
        /** In Markdown, between dollars in a line of prose. */
        INLINE("md"),
        /** In Markdown, a display of several lines. */
        DISPLAY("md"),
        /** In Markdown, a fenced block of GitHub's. */
        FENCED("md"),
        /** In LaTeX, one row for each side. */
        ALIGN("tex"),
        /** In LaTeX, one display for each chain. */
        BRACKETS("tex");

        private final String ending;

        Form(String ending) {
            this.ending = ending;
        }

        /** Whether formulas are LaTeX. */
        public boolean isLatex() {
            return this != BARE;
        }
    }

    /** The lines on which something stands, the first and the last. */
    public record Lines(int from, int to) {
        public boolean has(int line) {
            return from <= line && line <= to;
        }
    }

    private final Form form;
    private final List<String> lines = new ArrayList<>();

    public Sheet(Form form) {
        this.form = form;
        if (form.ending.equals("tex")) {
            lines.add("\\documentclass{article}");
            lines.add("\\usepackage{amsmath}");
            lines.add("\\begin{document}");
        }
    }

    /** A line of prose. */
    public void say(String words) {
        lines.add(words);
        lines.add("");
    }

    /** A chain of equal sides. */
    public Lines write(List<String> sides) {
        return write(sides, false);
    }

    /** A chain of equal sides, the last of which may be said to be so only approximately. */
    public Lines write(List<String> sides, boolean approximately) {
        String last = !approximately ? "=" : form.isLatex() ? "\\approx" : "≈";
        int end = sides.size() - 1;
        String chain = String.join(" = ", sides.subList(0, end)) + " " + last + " " + sides.get(end);
        int from = lines.size() + 1;
        switch (form) {
            case BARE -> lines.add(chain);
            case INLINE -> lines.add("$" + chain + "$");
            case BRACKETS -> lines.add("\\[ " + chain + " \\]");
            case DISPLAY -> block("$$", "", "", sides, last, "$$");
            case FENCED -> block("```math", "", "", sides, last, "```");
            case ALIGN -> block("\\begin{align*}", "&", " \\\\", sides, last, "\\end{align*}");
        }
        int to = lines.size();
        lines.add("");
        return new Lines(from, to);
    }

    /** The second side stands on the line of the first, the others on lines of their own. */
    private void block(String begin, String tab, String end, List<String> sides, String last, String close) {
        lines.add(begin);
        String row = sides.get(0) + " ";
        for (int i = 1; i < sides.size(); i++) {
            boolean isLast = i == sides.size() - 1;
            lines.add(row + tab + (isLast ? last : "=") + " " + sides.get(i) + (isLast ? "" : end));
            row = "";
        }
        lines.add(close);
    }

    /** The name of its file. */
    public String name() {
        return "work." + form.ending;
    }

    public List<String> lines() {
        return lines;
    }

    /** The file. */
    public byte[] bytes() {
        String end = form.ending.equals("tex") ? "\\end{document}\n" : "";
        return (String.join("\n", lines) + "\n" + end).getBytes(StandardCharsets.UTF_8);
    }
}
