package chalkgrad.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.of;

import chalkgrad.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of real programs, and files that nobody should trust. */
class SourceReaderTest {
    private static final Path FILES = Path.of("src", "test", "resources", "source");

    /** A Word file and pages by pandoc, a PDF by TeX, what KaTeX, MathJax and a wiki make of formulas, a notebook. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "derivation.docx",
                "mathml.html",
                "annotated.html",
                "rendered.html",
                "fivecells.ipynb",
                "latex.pdf"
            })
    void theTextOfAFileAndWhereItStood(String name) throws IOException {
        Source source = Taken.source(name, Files.readAllBytes(FILES.resolve(name)));

        Golden.check("source/" + name + ".text", Taken.text(source));
    }

    @Test
    void theEndingDoesNotHideWhatAFileIs() throws IOException {
        byte[] page = "<!DOCTYPE html><p>w<sub>5</sub> = 0.4</p>".getBytes(StandardCharsets.UTF_8);
        assertThat(Taken.source("a.md", page).text()).isEqualTo("w_{5} = 0.4");
        byte[] notebook = Files.readAllBytes(FILES.resolve("fivecells.ipynb"));
        assertThat(Taken.source("a.json", notebook).text()).contains("$h_1 = 0.51998934$");
        byte[] word = Files.readAllBytes(FILES.resolve("derivation.docx"));
        assertThat(Taken.source("a.txt", word).text()).contains("$z_{2}=0.11$");
        assertThat(Taken.source("a.md", "# Text".getBytes(StandardCharsets.UTF_8))
                        .places())
                .isEmpty();
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
                of("ISO-8859-1", "é = 1"),
                of("windows-1252", "“é” = 1"),
                of("EUC-KR", "따라서"),
                of("Shift_JIS", "損失"),
                of("UTF-8", "é"));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aPageIsInTheCharsetThatItNames(String charset, String text) {
        byte[] page = ("<html><head><meta charset=\"" + charset + "\"></head><body><p>" + text + "</p></body></html>")
                .getBytes(Charset.forName(charset));
        assertThat(Taken.source("a.html", page).text()).isEqualTo(text);
    }

    static Stream<Arguments> pages() {
        return Stream.of(
                of("<p>a\n<p>b", "a\nb"),
                of("<div>x</div><div>y</div>\n<p>z", "x\ny\nz"),
                of("<pre>\na = 1\n b = 2</pre>\n<p>c", "```\na = 1\n b = 2\n```\nc"),
                of("<p>so <math><mi>a</mi></math><math><mo>=</mo><mn>1</mn></math>", "so $a =1$"),
                of("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "| a | b |\n|---|---|\n| c | d |"),
                of("<table><tr><td><ul><li>a</ul><table><tr><td>b</table></table>", "- a\n| b |\n|---|"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageIsWhatIsSeen(String page, String lines) {
        String text = Taken.source("a.html", page).text();
        assertThat(text.lines().filter(line -> !line.isBlank())).containsExactly(lines.split("\n"));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                of("a.ipynb", "{\"cells\": 3}", "there are no cells in it; expected a Jupyter notebook"),
                of("a.ipynb", "{\"cells\": [", "the notebook is no JSON in line 1"),
                of("a.ipynb", "[".repeat(5000), "the notebook is no JSON"),
                of("a.docx", "{\\rtf1 a = 1}", "this is an RTF document; save it as .docx or as a text"),
                of("a.pdf", "%PDF-1.7\nnothing", "this PDF is damaged"),
                of("a.md", "HWP Document File V3", "this is a HWP document; save it as .docx or as a PDF"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeReadIsRefusedWithASentence(String name, String content, String message) {
        assertThat(Taken.refusal(name, content.getBytes(StandardCharsets.UTF_8)))
                .startsWith(message);
    }

    /** So many characters on one page that to find their places would take long; and a page of none. */
    @Test
    void pagesThatAreNone() throws IOException {
        assertThat(Taken.refusal("a.pdf", pdf("x".repeat(13_000))))
                .isEqualTo("page 1 has more than 12000 characters; no page of a derivation is that full");
        assertThat(Taken.refusal("a.pdf", pdf("")))
                .isEqualTo("this PDF has no text, only pictures, which are not read");
        assertThat(Taken.source("a.pdf", pdf("a = 1")).text()).isEqualTo("a = 1");
    }

    private static byte[] pdf(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 10);
                content.newLineAtOffset(50, 500);
                content.showText(text);
                content.endText();
            }
            document.save(out);
        }
        return out.toByteArray();
    }

    /** HTML drops the line break behind the tag; the lines stay those of the file all the same. */
    @Test
    void aListingInAPageKeepsTheLinesOfTheFile() {
        byte[] page = "<!DOCTYPE html><p>a</p>\n<pre>\nb = 1\n\nc = 2</pre>\n<pre>d = 3</pre>"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(Taken.source("a.html", page).text().lines().toList().subList(0, 5))
                .containsExactly("a", "```", "b = 1", "", "c = 2");
    }

    /** Whatever becomes of a file on its way, there is a text or a sentence, and no exception. */
    @ParameterizedTest
    @ValueSource(strings = {"derivation.docx", "rendered.html", "fivecells.ipynb", "latex.pdf"})
    void aDamagedFileIsReadOrRefused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(FILES.resolve(name));
        long seed = 20_261_130;
        var random = new Random(seed);
        int rounds = Boolean.getBoolean("thorough") ? 3000 : 30;
        for (int round = 0; round < rounds; round++) {
            byte[] damaged =
                    random.nextInt(3) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int i = random.nextInt(20); i >= 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            SourceReader.Result result = SourceReader.read(name, damaged);
            if (result instanceof SourceReader.Result.Taken taken) {
                int lines = taken.source().text().split("\n", -1).length;
                assertThat(taken.source().places().size())
                        .as("seed %d, round %d", seed, round)
                        .isIn(0, lines);
            } else {
                assertThat(((SourceReader.Result.Refused) result).message()).isNotBlank();
            }
        }
    }
}
