package chalkgrad.write;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A report whose wording and formulas have been settled: what a template or the PDF writer sets.
 *
 * <p>A page of two elements: {@code new Page("Title", "en", List.of(new Heading(…), new Paragraph(…)))}.
 *
 * <p>Text here is plain text, a user's included: each format escapes it. Formulas are LaTeX made by our own typesetter and by nothing
 * else.
 *
 * @param title the document's title
 * @param language {@code "ko"} or {@code "en"}
 * @param words what buttons and the like say, by their key; empty for formats that have none
 * @param header what stands on top of every sheet; empty for nothing
 */
public record Page(String title, String language, List<Element> elements, Map<String, String> words, String header) {

    public Page {
        elements = List.copyOf(elements);
        words = Map.copyOf(words);
    }

    public Page(String title, String language, List<Element> elements) {
        this(title, language, elements, Map.of());
    }

    public Page(String title, String language, List<Element> elements, Map<String, String> words) {
        this(title, language, elements, words, "");
    }

    /** The same page with something on top of every sheet of it. */
    public Page under(String other) {
        return new Page(title, language, elements, words, other);
    }

    /** The same page with nothing on it to be played with. */
    public Page still() {
        return new Page(title, language, elements, Map.of(), header);
    }

    /** A part of the page, from top to bottom. */
    public sealed interface Element {}

    /**
     * A heading; {@code level} 1 is the document's title, 2 a section or a problem of a sheet, 3 and 4 what is below it.
     *
     * @param anchor what a contents list calls it by: ASCII letters, digits and hyphens; empty where nothing leads to it
     */
    public record Heading(int level, List<Run> text, String anchor) implements Element {
        public Heading {
            text = List.copyOf(text);
        }

        public Heading(int level, List<Run> text) {
            this(level, text, "");
        }
    }

    /** A list of what the document contains, with a short label such as "Contents". */
    public record Contents(List<Run> label, List<Entry> entries) implements Element {
        public Contents {
            label = List.copyOf(label);
            entries = List.copyOf(entries);
        }
    }

    /** A line of a contents list, which leads to the heading with that anchor. */
    public record Entry(List<Run> text, String anchor) {
        public Entry {
            text = List.copyOf(text);
        }
    }

    /** A paragraph of running text. */
    public record Paragraph(List<Run> text) implements Element {
        public Paragraph {
            text = List.copyOf(text);
        }
    }

    /** A remark set apart from the text, with a short label such as "Remark" or "Warning". */
    public record Note(Tone tone, List<Run> label, List<Run> text) implements Element {
        public Note {
            label = List.copyOf(label);
            text = List.copyOf(text);
        }
    }

    /** What a remark is for. */
    public enum Tone {
        REMARK,
        WARNING,
        /** A result that was verified. */
        CHECKED
    }

    /** An unordered list. */
    public record Items(List<List<Run>> items) implements Element {
        public Items {
            items = items.stream().map(List::copyOf).toList();
        }
    }

    /** A displayed formula: rows aligned at the end of their left parts. A break between pages may fall between two rows. */
    public record Display(List<Row> rows) implements Element {
        public Display {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One row of a display.
     *
     * @param left what stands before the alignment point; empty in a continuation
     * @param right what stands behind it and begins with its relation, as in {@code = w_1 x_1}
     * @param first whether a line of working begins here; else the row goes on with the line before
     */
    public record Row(Formula left, Formula right, boolean first) {
        public Row(Formula left, Formula right) {
            this(left, right, !left.isEmpty());
        }
    }

    /** A table. */
    public record Table(List<Align> columns, List<List<Run>> header, List<List<List<Run>>> rows) implements Element {
        public Table {
            columns = List.copyOf(columns);
            header = header.stream().map(List::copyOf).toList();
            rows = rows.stream()
                    .map(row -> row.stream().map(List::copyOf).toList())
                    .toList();
        }
    }

    /** Places to write, side by side, each a label and a rule behind it; so many lines above them are left empty. */
    public record Fields(List<List<Run>> labels, int lines) implements Element {
        public Fields(List<List<Run>> labels) {
            this(labels, 0);
        }

        public Fields {
            labels = labels.stream().map(List::copyOf).toList();
        }
    }

    /**
     * A line of somebody's text that has been marked.
     *
     * @param number the line's number, counted from one
     * @param text what stands there
     * @param label the word for the stamp, empty where there is none
     * @param remarks what is said of it
     */
    public record Jotting(int number, List<Run> text, Stamp stamp, List<Run> label, List<List<Run>> remarks)
            implements Element {
        public Jotting {
            text = List.copyOf(text);
            label = List.copyOf(label);
            remarks = remarks.stream().map(List::copyOf).toList();
        }
    }

    /** What is said of a line, with a sign that stands for it where a font has it. */
    public enum Stamp {
        NONE(""),
        RIGHT("✓"),
        ROUNDING("≈"),
        FOLLOWS("↪"),
        UNDECIDED("?"),
        UNREAD("…"),
        WRONG("✗");

        private final String sign;

        Stamp(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /** How a column is aligned. */
    public enum Align {
        LEFT,
        CENTER,
        RIGHT
    }

    /** A picture with a description in words for those who cannot see it. */
    public record Figure(Picture picture, String description) implements Element {}

    /** A stretch of running text. */
    public sealed interface Run {}

    /** Plain text. */
    public record Text(String text) implements Run {}

    /** Plain text with emphasis. */
    public record Strong(String text) implements Run {}

    /** A formula as somebody typed it: plain text, in the letters of a typewriter where there are such. */
    public record Typed(String text) implements Run {}

    /** A formula in running text. */
    public record Inline(Formula formula) implements Run {}

    /**
     * A formula.
     *
     * <p>{@code new Formula("w_{1}", "w₁")}. Its plain text may be worked out when it is first asked for: few formats do.
     */
    public static final class Formula {
        public static final Formula EMPTY = new Formula("", "");

        private final String latex;
        private final List<Side> sides;
        private final Supplier<String> source;
        private @Nullable String text;

        /**
         * A formula.
         *
         * @param latex in the LaTeX of the page's format, without delimiters
         * @param source the same in plain text (Unicode), for pictures and descriptions; always the same text
         * @param sides the same in MathML, side by side; empty on a page for formats that do without
         */
        public Formula(String latex, Supplier<String> source, List<Side> sides) {
            this.latex = latex;
            this.source = source;
            this.sides = List.copyOf(sides);
        }

        public Formula(String latex, String text, List<Side> sides) {
            this(latex, () -> text, sides);
        }

        public Formula(String latex, String text) {
            this(latex, text, List.of());
        }

        public String latex() {
            return latex;
        }

        public String text() {
            String known = text;
            if (known == null) {
                known = source.get(); // by two threads at once perhaps, which find the same
                text = known;
            }
            return known;
        }

        public List<Side> sides() {
            return sides;
        }

        public boolean isEmpty() {
            return latex.isEmpty();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Formula o
                    && latex.equals(o.latex)
                    && sides.equals(o.sides)
                    && text().equals(o.text());
        }

        @Override
        public int hashCode() {
            return latex.hashCode();
        }

        @Override
        public String toString() {
            return latex;
        }
    }

    /**
     * One side of a line of working, with the relation before it; or a whole formula.
     *
     * @param mathMl what stands in {@code <math>}
     * @param latex the same in LaTeX
     */
    public record Side(Part part, String mathMl, String latex) {}

    /** What a side of {@code a = symbols = numbers = value} is. */
    public enum Part {
        /** Not a side: a formula by itself, or what a line is about. */
        WHOLE,
        SYMBOLS,
        NUMBERS,
        VALUE
    }
}
