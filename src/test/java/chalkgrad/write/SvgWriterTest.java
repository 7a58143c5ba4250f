package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.write.Page.Formula;
import chalkgrad.write.Picture.Anchor;
import chalkgrad.write.Picture.Circle;
import chalkgrad.write.Picture.Edge;
import chalkgrad.write.Picture.Ink;
import chalkgrad.write.Picture.Label;
import chalkgrad.write.Picture.Line;
import chalkgrad.write.Picture.MathContent;
import chalkgrad.write.Picture.Tag;
import chalkgrad.write.Picture.TextContent;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A drawing is well-formed whatever its labels say, and says just that. */
class SvgWriterTest {
    static Stream<String> texts() {
        return Hostile.TEXTS.stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aLabelSaysItsTextAndNothingElse(String text) throws Exception {
        Document svg = parse(new SvgWriter()
                .write(
                        new Picture(
                                10,
                                10,
                                List.of(new Label(0, 0, Anchor.START, 9, true, new TextContent(text), Ink.RED))),
                        text));

        assertThat(svg.getElementsByTagName("text").item(0).getTextContent()).isEqualTo(PlainText.visible(text));
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(PlainText.visible(text));
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "w₁₂⁺ = x | <i>w</i><tspan dy=\"2\" 7>12</tspan><tspan dy=\"-5.5\" 7>+</tspan><tspan dy=\"3.5\"> = </tspan><i>x</i>",
                "w_{h1,o} | <i>w</i><tspan dy=\"2\" 7>h1,o</tspan>",
                "E_total | <i>E</i><tspan dy=\"2\" 7>t</tspan><tspan dy=\"-2\">otal</tspan>",
                "net^{(1)} | net<tspan dy=\"-3.5\" 7>(1)</tspan>",
                "W₁⁽²⁾ | <i>W</i><tspan dy=\"2\" 7>1</tspan><tspan dy=\"-5.5\" 7>(2)</tspan>",
                "a_ | <i>a</i>_",
                "0.3 < 1 | 0.3 &lt; 1",
            })
    void aFormulasLettersAreInItalicsAndItsIndicesSetLowAndHigh(String formula, String spans) {
        var label = new Label(0, 0, Anchor.START, 10, false, new MathContent(new Formula("", formula)), Ink.BLACK);

        String svg = new SvgWriter().write(new Picture(10, 10, List.of(label)), "");

        assertThat(svg)
                .contains(">"
                        + spans.replace("<i>", "<tspan class=\"letter\">")
                                .replace("</i>", "</tspan>")
                                .replace(" 7>", " style=\"font-size:7px\">")
                        + "</text>");
    }

    @Test
    void aPartOfAPageCarriesWhatItsShapesStandForAndTakesThePagesColours() throws Exception {
        String name = "\"><script>";
        var picture = new Picture(
                30,
                20,
                List.of(
                        new Line(
                                0,
                                0,
                                20,
                                0,
                                1,
                                true,
                                Ink.GREY,
                                new Tag(List.of(), List.of(new Edge("a", "b", "w"), new Edge("", "b", name)))),
                        new Circle(5, 5, 3, Ink.BLACK, Tag.node(name)),
                        new Circle(9, 5, 3, Ink.BLACK)));

        String svg = SvgWriter.forPages().part(picture, name, "figure-7");

        Document part = parse(svg);
        var groups = part.getElementsByTagName("g");
        assertThat(groups.getLength()).isEqualTo(3);
        assertThat(((Element) groups.item(1)).getAttribute("data-edges")).isEqualTo("a,b,w ,b," + name);
        assertThat(((Element) groups.item(2)).getAttribute("data-nodes")).isEqualTo(name);
        assertThat(part.getDocumentElement().getAttribute("aria-labelledby")).isEqualTo("figure-7");
        assertThat(part.getElementsByTagName("desc").item(0).getTextContent()).isEqualTo(name);
        assertThat(part.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg).contains("var(--paper)", "var(--ink-grey)").doesNotContain("=\"#");
        assertThat(new SvgWriter().write(picture, name)).as("a file").doesNotContain("data-", "var(");
    }

    @Test
    void aBoxHasRoundCornersAroundItsMiddle() {
        String svg = new SvgWriter()
                .write(new Picture(50, 40, List.of(new Picture.RoundedBox(20, 30, 24, 10, 4, Ink.BLACK))), "");

        assertThat(svg).contains("<rect x=\"8\" y=\"5\" width=\"24\" height=\"10\" rx=\"4\" fill=\"#ffffff\" stroke");
    }

    @Test
    void aNumberStandsUprightAndALetterDoesNot() {
        String svg = new SvgWriter()
                .write(
                        new Picture(
                                10,
                                10,
                                List.of(
                                        new Label(
                                                0,
                                                0,
                                                Anchor.START,
                                                10,
                                                false,
                                                new MathContent(new Formula("-0.5", "−0.5")),
                                                Ink.BLACK),
                                        new Label(
                                                0,
                                                0,
                                                Anchor.START,
                                                10,
                                                false,
                                                new MathContent(new Formula("2x", "2x")),
                                                Ink.BLACK))),
                        "");

        assertThat(svg)
                .containsPattern("class=\"words\"[^>]*>−0.5<")
                .containsPattern("class=\"math\"[^>]*>2<tspan class=\"letter\">x<");
    }

    private static Document parse(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
