package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.write.Page.Align;
import chalkgrad.write.Page.Display;
import chalkgrad.write.Page.Figure;
import chalkgrad.write.Page.Formula;
import chalkgrad.write.Page.Heading;
import chalkgrad.write.Page.Inline;
import chalkgrad.write.Page.Items;
import chalkgrad.write.Page.Note;
import chalkgrad.write.Page.Paragraph;
import chalkgrad.write.Page.Part;
import chalkgrad.write.Page.Row;
import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Side;
import chalkgrad.write.Page.Strong;
import chalkgrad.write.Page.Table;
import chalkgrad.write.Page.Text;
import chalkgrad.write.Page.Tone;
import chalkgrad.write.Picture.Anchor;
import chalkgrad.write.Picture.Circle;
import chalkgrad.write.Picture.Ink;
import chalkgrad.write.Picture.Label;
import chalkgrad.write.Picture.Tag;
import chalkgrad.write.Picture.TextContent;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a user's text looks like, in a page of HTML it is text. */
class HostileHtmlTest {
    private static final Format HTML = Formats.named("html").orElseThrow();

    /** What would end a tag, an attribute, a script, a comment, or begin one. */
    private static final List<String> OWN = List.of(
            "\" onmouseover=\"alert(1)",
            "' onfocus='alert(1)' autofocus='",
            "</script><script>alert(1)</script>",
            "</style><style>*{display:none}",
            "</title><h1>x</h1>",
            "<!-- x --> <!DOCTYPE x> <![CDATA[x]]> <?php x ?>",
            "</main></body></html>",
            "</annotation></semantics></math><script>alert(1)</script>",
            "</desc></svg><a href=javascript:alert(1)>x</a>",
            "&lt;b&gt; &quot; &#x3C; &nbsp &ampamp;",
            "javascript:alert(1)",
            "{{x}} ${x} #{x} <%= x %>");

    private static final TemplateWriter WRITER = new TemplateWriter();

    static Stream<String> texts() {
        return Stream.concat(Hostile.TEXTS.stream(), OWN.stream());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextStaysText(String text) throws Exception {
        assertStaysItself(text);
    }

    @Test
    void soDoRandomTexts() throws Exception {
        long seed = 20261121;
        var random = new Random(seed);
        String alphabet = "<>&\"'=/!-?;# ax1\n`[]{}\\\u0000\u202E가";
        for (int i = 0; i < 60; i++) {
            var text = new StringBuilder("x");
            for (int length = random.nextInt(20); length >= 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertStaysItself(text.toString());
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", text " + i + ": " + text, e);
            }
        }
    }

    private static void assertStaysItself(String text) throws Exception {
        List<Run> line = List.of(new Text(text));
        var formula = new Formula(text, text, List.of(new Side(Part.WHOLE, "<mi>x</mi>", text)));
        var picture = new Picture(
                40,
                20,
                List.of(
                        new Circle(9, 9, 5, Ink.BLACK, Tag.node(text)),
                        new Label(
                                9,
                                9,
                                Anchor.START,
                                9,
                                true,
                                new TextContent(text),
                                Ink.RED,
                                Tag.edge(text, text, text))));
        String html = WRITER.write(
                        new Page(
                                text,
                                "en",
                                List.of(
                                        new Heading(1, line),
                                        new Heading(2, line),
                                        new Paragraph(line),
                                        new Paragraph(List.of(new Strong(text))),
                                        new Items(List.of(line)),
                                        new Note(Tone.WARNING, line, line),
                                        new Table(
                                                List.of(Align.LEFT, Align.RIGHT),
                                                List.of(line, line),
                                                List.of(List.of(line, line))),
                                        new Display(List.of(new Row(new Formula("x", text), formula))),
                                        new Paragraph(List.of(new Inline(formula))),
                                        new Figure(picture, text)),
                                Messages.of("en").board()),
                        HTML,
                        "x")
                .text();

        Document page = HtmlPages.parsed(html);

        String seen = PlainText.visible(text).strip();
        assertThat(page.title()).isEqualTo(page.title().isEmpty() ? "" : squeezed(seen));
        for (String place : List.of(
                "h1",
                "h2",
                "main > p:first-of-type",
                "p > strong:only-child",
                "li",
                "aside strong",
                "thead th:eq(0)",
                "thead th:eq(1)",
                "tbody th",
                "tbody td",
                "desc",
                "svg text")) {
            assertThat(page.select(place).first().wholeText().strip()).as(place).isEqualTo(seen);
        }
        for (Element annotation : page.select("p annotation, .rhs annotation")) {
            assertThat(annotation.wholeText()).isEqualTo(PlainText.visible(text));
        }
        Element circle = page.selectFirst("svg [data-nodes]");
        assertThat(circle.attr("data-nodes").strip()).isEqualTo(seen);
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    @Test
    void thePolicyLetsTheTemplatesOwnScriptRunAndNoOther() throws Exception {
        var page = new Page("x", "en", List.of(), Messages.of("en").board());
        Document document = HtmlPages.parsed(WRITER.write(page, HTML, "x").text());

        String policy =
                document.selectFirst("meta[http-equiv=Content-Security-Policy]").attr("content");
        byte[] digest = java.security.MessageDigest.getInstance("SHA-256")
                .digest(document.selectFirst("script").data().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(policy)
                .contains(
                        "default-src 'none'",
                        "script-src 'sha256-" + java.util.Base64.getEncoder().encodeToString(digest) + "';");
    }

    @Test
    void everyTableRowHasAsManyCellsAsItHas() throws Exception {
        List<Run> cell = List.of(new Text("c"));
        var table = new Table(
                List.of(Align.LEFT),
                List.of(),
                List.of(IntStream.range(0, 3).mapToObj(i -> cell).toList()));

        Document page = HtmlPages.parsed(
                WRITER.write(new Page("x", "en", List.of(table)), HTML, "x").text());

        assertThat(page.select("tbody tr > *")).hasSize(3);
        assertThat(page.select("thead, script")).isEmpty();
    }
}
