package chalkgrad.write;

import chalkgrad.write.Page.Formula;
import chalkgrad.write.Page.Inline;
import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Side;
import chalkgrad.write.Page.Strong;
import chalkgrad.write.Page.Text;
import chalkgrad.write.Page.Typed;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * HTML: a text stays text, between tags and within an attribute's quotes; formulas are MathML and carry their LaTeX.
 *
 * <p>{@code text("<script>")} is the word script between two signs, and runs nothing.
 */
final class HtmlMarkup implements Markup {
    /** A character that is not seen, and at which no row ends. */
    private static final String JOINER = "\u2060";

    private final SvgWriter pictures = SvgWriter.forPages();
    private final Function<Run, String> runs = Cases.<Run, String>over(Run.class, String.class)
            .on(Text.class, run -> text(run.text()))
            .on(Strong.class, run -> "<strong>" + text(run.text()) + "</strong>")
            .on(Typed.class, run -> "<code>" + text(run.text()) + "</code>")
            .on(Inline.class, run -> formula(run.formula()))
            .complete();

    @Override
    public String text(String plain) {
        return escape(PlainText.visible(plain));
    }

    /** A page that was made for another format has no MathML: then the formula's text stands in its place. */
    @Override
    public String formula(Formula formula) {
        if (formula.isEmpty()) {
            return "";
        }
        if (formula.sides().isEmpty()) {
            return math("<mtext>" + text(formula.text()) + "</mtext>", formula.latex());
        }
        String sides = formula.sides().stream().map(this::side).collect(Collectors.joining("<wbr>"));
        return formula.sides().size() == 1 ? sides : "<span class=\"formula\">" + sides + "</span>";
    }

    @Override
    public String side(Side side) {
        return math(side.mathMl(), side.latex());
    }

    private String math(String mathMl, String latex) {
        return "<math><semantics><mrow>" + mathMl + "</mrow><annotation encoding=\"application/x-tex\">" + text(latex)
                + "</annotation></semantics></math>";
    }

    /** Browsers would begin a row with the comma, or the Korean particle, behind a formula. */
    @Override
    public String line(List<Run> line) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < line.size()) {
            String written = runs.apply(line.get(i));
            String bound = i + 1 < line.size() && line.get(i + 1) instanceof Text next ? bound(line.get(i), next) : "";
            if (bound.isEmpty()) {
                out.append(written);
                i++;
                continue;
            }
            String rest = ((Text) line.get(i + 1)).text().substring(bound.length());
            out.append("<span class=\"bound\">")
                    .append(written)
                    .append(JOINER)
                    .append(text(bound))
                    .append("</span>")
                    .append(text(rest));
            i += 2;
        }
        return out.toString();
    }

    /** What of a text stands close behind a formula that does not break itself. */
    private static String bound(Run run, Text next) {
        if (!(run instanceof Inline inline)
                || inline.formula().isEmpty()
                || inline.formula().sides().size() > 1) {
            return "";
        }
        String text = next.text();
        int end = 0;
        while (end < text.length() && end < CLOSE && text.charAt(end) != ' ') {
            end++;
        }
        return end < text.length() && text.charAt(end) != ' ' ? "" : text.substring(0, end);
    }

    /** A word that stands close behind a formula is no longer than a comma, a bracket or a particle. */
    private static final int CLOSE = 6;

    @Override
    public Placed place(Picture picture, String description, String stem, int number) {
        return new Placed(pictures.part(picture, description, "figure-" + number), List.of());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
