package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.write.Page.Formula;
import chalkgrad.write.Picture.Anchor;
import chalkgrad.write.Picture.Ink;
import chalkgrad.write.Picture.Label;
import chalkgrad.write.Picture.MathContent;
import chalkgrad.write.Picture.TextContent;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

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

    @Test
    void aFormulasIndicesAreDigitsSetLowAndHigh() {
        String svg = new SvgWriter()
                .write(
                        new Picture(
                                10,
                                10,
                                List.of(new Label(
                                        0,
                                        0,
                                        Anchor.START,
                                        10,
                                        false,
                                        new MathContent(new Formula("", "w₁₂⁺ = x")),
                                        Ink.BLACK))),
                        "");

        assertThat(svg)
                .contains(
                        ">w<tspan dy=\"2\" style=\"font-size:7px;font-style:normal\">12</tspan>"
                                + "<tspan dy=\"-5.5\" style=\"font-size:7px;font-style:normal\">+</tspan><tspan dy=\"3.5\"> = x</tspan></text>");
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

        assertThat(svg).containsPattern("class=\"words\"[^>]*>−0.5<").containsPattern("class=\"math\"[^>]*>2x<");
    }

    private static Document parse(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
