package chalkgrad.write;

import chalkgrad.write.Page.Formula;
import chalkgrad.write.Page.Inline;
import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Side;
import chalkgrad.write.Page.Strong;
import chalkgrad.write.Page.Text;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * HTML: a text stays text, between tags and within an attribute's quotes; formulas are MathML and carry their LaTeX.
 *
 * <p>{@code text("a < b")} is {@code a &lt; b}.
 */
final class HtmlMarkup implements Markup {
    private final SvgWriter pictures = SvgWriter.forPages();
    private final Function<Run, String> runs = Cases.<Run, String>over(Run.class, String.class)
            .on(Text.class, run -> text(run.text()))
            .on(Strong.class, run -> "<strong>" + text(run.text()) + "</strong>")
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
        return formula.sides().isEmpty()
                ? math("<mtext>" + text(formula.text()) + "</mtext>", formula.latex())
                : formula.sides().stream().map(this::side).collect(Collectors.joining());
    }

    @Override
    public String side(Side side) {
        return math(side.mathMl(), side.latex());
    }

    private String math(String mathMl, String latex) {
        return "<math><semantics><mrow>" + mathMl + "</mrow><annotation encoding=\"application/x-tex\">" + text(latex)
                + "</annotation></semantics></math>";
    }

    @Override
    public String line(List<Run> line) {
        return line.stream().map(runs).collect(Collectors.joining());
    }

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
