package chalkgrad.export;

import chalkgrad.write.Cases;
import chalkgrad.write.Page;
import chalkgrad.write.PlainText;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A part of a page as HTML for a learning-management system; its formulas are for MathJax.
 *
 * <p>{@code new Html(look, pictures).of(elements)} has {@code \( w_5 \)} in running text and {@code \[ … \]} for displays.
 *
 * <p>It is well-formed XML too, and uses only what QTI 2.1 allows. A text stays text for the browser, for MathJax, and for a system's own
 * filters and fields.
 */
final class Html {
    /** Not seen; a browser would begin a row with the comma, or the Korean particle, behind a formula. */
    private static final String JOINER = "\u2060";

    /** Attributes that a system's tables want, and whether numbers may be aligned by a style. */
    record Look(String table, boolean styled) {
        static final Look MOODLE = new Look(" class=\"generaltable\"", true);
        static final Look CANVAS = new Look(" border=\"1\" cellpadding=\"4\"", true);
        static final Look BARE = new Look("", false);
    }

    /** Where pictures are kept. */
    @FunctionalInterface
    interface Pictures {
        /** The address of a picture's drawing, for an attribute. */
        String address(Page.Figure figure);
    }

    private final Look look;
    private final Pictures pictures;
    private final Function<Page.Run, String> runs = Cases.<Page.Run, String>over(Page.Run.class, String.class)
            .on(Page.Text.class, run -> text(run.text()))
            .on(Page.Strong.class, run -> "<strong>" + text(run.text()) + "</strong>")
            .on(Page.Typed.class, run -> "<code>" + text(run.text()) + "</code>")
            .on(Page.Inline.class, run -> formula(run.formula()))
            .complete();
    private final Function<Page.Element, String> elements = Cases.<Page.Element, String>over(
                    Page.Element.class, String.class)
            .on(Page.Heading.class, e -> paragraph("<strong>" + line(e.text()) + "</strong>"))
            .on(Page.Contents.class, e -> "")
            .on(Page.Paragraph.class, e -> paragraph(line(e.text())))
            .on(Page.Note.class, e -> paragraph("<strong>" + line(e.label()) + "</strong> " + line(e.text())))
            .on(Page.Items.class, this::items)
            .on(Page.Display.class, e -> paragraph(display(e)))
            .on(Page.Table.class, this::table)
            .on(Page.Fields.class, this::fields)
            .on(Page.Jotting.class, e -> paragraph(line(e.text())))
            .on(Page.Figure.class, this::figure)
            .complete();

    Html(Look look, Pictures pictures) {
        this.look = look;
        this.pictures = pictures;
    }

    /** Blocks one after the other, without line breaks between them. */
    String of(List<? extends Page.Element> page) {
        return page.stream().map(elements).collect(Collectors.joining());
    }

    /** Running text. */
    String line(List<Page.Run> line) {
        var out = new StringBuilder();
        Page.Run before = null;
        for (Page.Run run : line) {
            String written = runs.apply(run);
            boolean joins = before instanceof Page.Inline && run instanceof Page.Text && !written.startsWith(" ");
            out.append(joins ? JOINER : "").append(written);
            before = run;
        }
        return out.toString();
    }

    static String paragraph(String html) {
        return "<p>" + html + "</p>";
    }

    /**
     * A text that means itself. A backslash or a dollar stands in an element of its own, as MathJax looks for its signs in unbroken texts only;
     * braces and the at sign are written by their numbers, as Moodle looks for fields, filters and files in what is written.
     */
    static String text(String plain) {
        String visible = PlainText.visible(plain);
        var out = new StringBuilder(visible.length() + 16);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '{' -> out.append("&#123;");
                case '}' -> out.append("&#125;");
                case '@' -> out.append("&#64;");
                case '\\', '$' -> out.append("<span>").append(c).append("</span>");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** A formula of running text. */
    static String formula(Page.Formula formula) {
        return formula.isEmpty() ? "" : "\\(" + Xml.markup(formula.latex()) + "\\)";
    }

    private static String display(Page.Display display) {
        String rows = display.rows().stream()
                .map(row -> row.left().latex() + " & " + row.right().latex())
                .collect(Collectors.joining(" \\\\ "));
        return "\\[\\begin{aligned}" + Xml.markup(rows) + "\\end{aligned}\\]";
    }

    private String items(Page.Items items) {
        return items.items().isEmpty()
                ? ""
                : items.items().stream()
                        .map(item -> "<li>" + line(item) + "</li>")
                        .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    private String fields(Page.Fields fields) {
        return fields.labels().stream().map(label -> paragraph(line(label))).collect(Collectors.joining());
    }

    private String table(Page.Table table) {
        var out = new StringBuilder("<table" + look.table + "><thead>");
        row(out, table.columns(), table.header(), "th");
        out.append("</thead><tbody>");
        table.rows().forEach(row -> row(out, table.columns(), row, "td"));
        return out.append("</tbody></table>").toString();
    }

    private void row(StringBuilder out, List<Page.Align> columns, List<List<Page.Run>> cells, String tag) {
        out.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            boolean right = look.styled && columns.get(i) == Page.Align.RIGHT;
            out.append('<').append(tag).append(right ? " style=\"text-align: right\">" : ">");
            out.append(line(cells.get(i))).append("</").append(tag).append('>');
        }
        out.append("</tr>");
    }

    private String figure(Page.Figure figure) {
        return paragraph(
                "<img src=\"" + pictures.address(figure) + "\" alt=\"" + text(figure.description(), "\\$") + "\"/>");
    }

    /** An attribute cannot hold elements: signs that might begin a formula are left out. */
    private static String text(String plain, String without) {
        String left = PlainText.visible(plain)
                .codePoints()
                .filter(c -> without.indexOf(c) < 0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text(left);
    }
}
