package chalkgrad.write.pdf;

import static chalkgrad.write.pdf.Samples.display;
import static chalkgrad.write.pdf.Samples.formula;
import static chalkgrad.write.pdf.Samples.h;
import static chalkgrad.write.pdf.Samples.p;
import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.write.Page;
import chalkgrad.write.Page.Display;
import chalkgrad.write.Page.Formula;
import chalkgrad.write.Page.Inline;
import chalkgrad.write.Page.Paragraph;
import chalkgrad.write.Page.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PdfWriterTest {
    private static final PdfWriter WRITER = new PdfWriter();

    static Stream<Page> samples() {
        return Stream.of(
                Samples.english(),
                Samples.korean(),
                Samples.hostile(),
                Samples.tables(),
                Samples.sheet(),
                new Page("", "en", List.of()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isArchivableAndAccessible(Page page) {
        assertThat(Vera.complaints(WRITER.write(page).bytes())).isEmpty();
    }

    @Test
    void theJudgeFindsFaults() {
        byte[] pdf = WRITER.write(Samples.english()).bytes();
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("<pdfuaid:part>1<");
        byte[] broken = text.replace("<pdfuaid:part>1<", "<pdfuaid:part>7<").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Vera.complaints(broken)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nothingLeavesTheMarginsAndNoGlyphIsMissing(Page page) {
        for (Extent.Drawn drawn : Extent.of(WRITER.write(page).bytes())) {
            assertThat(drawn.missingGlyphs()).isZero();
            assertThat(drawn.ink().getMinX()).isGreaterThan(Sheet.LEFT - 1);
            assertThat(drawn.ink().getMaxX()).isLessThan(Sheet.LEFT + Sheet.MEASURE + 1);
            assertThat(drawn.ink().getMaxY()).isLessThan(Sheet.TOP + 1);
            assertThat(drawn.ink().getMinY()).isGreaterThan(Sheet.FOOT - 1);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSamePageGivesTheSameBytesWhateverCameBefore(Page page) {
        assertThat(new PdfWriter().write(page).bytes())
                .isEqualTo(WRITER.write(page).bytes());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void setsEveryFormula(Page page) {
        assertThat(WRITER.write(page).warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\frac{1}{2}",
                "\\dfrac{\\partial E}{\\partial w^{(1)}_{12}}",
                "\\sigma'(z)\\,\\delta^{\\mathrm{out}}",
                "\\mathit{ab}",
                "\\text{한글 and English}",
                "\\left(\\frac{a}{b}\\right)",
                "a\\cdot b\\times c",
                "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
                "\\begin{cases}z&\\text{if }z>0\\\\0&\\text{아니면}\\end{cases}",
                "\\sum_{k=1}^{n} x_k\\quad\\hat{y}",
                "\\underbrace{\\frac{a}{b}}_{\\text{긴 이름표}}",
                "\\underbrace{x}_{y}",
                "\\ln x+\\tanh x+\\exp x",
                "\\boxed{0.5}",
                "W^{\\top}\\mathbf{x}",
                "\\lvert x\\rvert\\odot y\\to z",
                "a\\approx b\\ne c\\le d\\ge e",
                "\\text{ReLU}(z)",
                "\\max(0,z)",
                "",
                "가",
                "\\mathrm{출력}_1",
                "\\text{a_b 100\\% {x}}",
                "\\eta\\,\\nabla E",
                "x^{+}",
                "\\sqrt{2}",
                "\\overline{x}",
                "\\bar{x}\\tilde{y}\\vec{z}",
                "\\operatorname{softmax}(z)",
                "\\mathbb{R}^{2}",
                "\\lVert x\\rVert",
                "\\left\\lvert \\frac{1}{2}\\right\\rvert",
                "\\log_{2} x",
                "\\ldots\\cdots\\vdots",
                "\\infty",
                "\\mathcal{L}",
                "\\text{값: }0.5\\text{ (반올림)}",
                "a_{\\text{은닉}}^{\\text{층}}"
            })
    void knowsTheLatexOfFormulas(String latex) {
        Page page = new Page(
                "t",
                "ko",
                List.of(new Paragraph(List.of(new Inline(formula(latex)))), display(latex.replace("&", "\u0001"))));
        if (latex.contains("&")) {
            page = new Page("t", "ko", List.of(new Display(List.of(new Row(Formula.EMPTY, formula(latex))))));
        }
        assertThat(WRITER.write(page).warnings()).as(latex).isEmpty();
    }

    @Test
    void aFormulaThatCannotBeParsedBecomesPlainText() throws IOException {
        Formula broken = new Formula("\\cancel{x}", "one half");
        PdfResult result = WRITER.write(new Page("t", "en", List.of(new Paragraph(List.of(new Inline(broken))))));
        assertThat(result.warnings()).containsExactly("formula set as plain text: \\cancel{x}");
        try (PDDocument document = Loader.loadPDF(result.bytes())) {
            assertThat(new PDFTextStripper().getText(document)).contains("one half");
        }
        assertThat(WRITER.write(Samples.english()).warnings()).isEmpty();
    }

    @Test
    void wordsCanBeCopiedWithLigaturesResolved() throws IOException {
        Page page = new Page("t", "ko", List.of(p("efficient flow, first office: 역전파 풀이 (forward pass)")));
        try (PDDocument document = Loader.loadPDF(WRITER.write(page).bytes())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("efficient flow, first office: 역전파 풀이 (forward pass)");
        }
    }

    @Test
    void formulasAreCopiedAsLatex() throws IOException {
        try (PDDocument document = Loader.loadPDF(WRITER.write(Samples.korean()).bytes())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("h_1 = \\sigma(z_1) = \\frac{1}{1+e^{-0.08}} = 0.51998934")
                    .contains("시그모이드 \\sigma(z)=\\dfrac{1}{1+e^{-z}}");
        }
    }

    @Test
    void headingsBecomeBookmarks() throws IOException {
        Page page = new Page("t", "en", List.of(h(1, "A"), h(2, "B $x_1$"), h(3, "C"), h(2, "D")));
        try (PDDocument document = Loader.loadPDF(WRITER.write(page).bytes())) {
            assertThat(outline(
                            document.getDocumentCatalog().getDocumentOutline().getFirstChild(), ""))
                    .containsExactly("A", " B x_1", "  C", " D");
        }
    }

    /** Each line of an entry leads to the heading that it names. */
    @Test
    void aContentsListLeadsToItsHeadings() throws IOException {
        int links = 0;
        try (PDDocument document = Loader.loadPDF(WRITER.write(Samples.sheet()).bytes())) {
            PDFTextStripper reader = new PDFTextStripper();
            for (PDPage page : document.getPages()) {
                for (PDAnnotation annotation : page.getAnnotations()) {
                    links++;
                    String name = annotation.getContents().replaceFirst("^(Problem \\d+\\.).*", "$1");
                    var place = (PDPageXYZDestination) ((PDAnnotationLink) annotation).getDestination();
                    int number = document.getPages().indexOf(place.getPage()) + 1;
                    reader.setStartPage(number);
                    reader.setEndPage(number);
                    assertThat(reader.getText(document).lines())
                            .as(annotation.getContents())
                            .anyMatch(line -> line.startsWith(name));
                }
            }
        }
        assertThat(links).isGreaterThan(100);
    }

    private static List<String> outline(PDOutlineItem first, String indent) {
        List<String> titles = new ArrayList<>();
        for (PDOutlineItem item = first; item != null; item = item.getNextSibling()) {
            titles.add(indent + item.getTitle());
            titles.addAll(outline(item.getFirstChild(), indent + " "));
        }
        return titles;
    }

    @Test
    void anEnglishDocumentOpensNoKoreanFont() {
        FontShelf shelf = new FontShelf();
        new PdfWriter(shelf).write(Samples.english());
        assertThat(shelf.opened()).isNotEmpty().noneMatch(font -> font.contains("Nanum"));
        new PdfWriter(shelf).write(Samples.korean());
        assertThat(shelf.opened()).anyMatch(font -> font.contains("Nanum"));
    }

    @Test
    void filesAreSmall() {
        assertThat(WRITER.write(Samples.korean()).bytes().length).isLessThan(100_000);
    }

    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        Map<Page, byte[]> expected = Map.of(
                Samples.english(), WRITER.write(Samples.english()).bytes(),
                Samples.korean(), WRITER.write(Samples.korean()).bytes());
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<PdfResult>> results = new ArrayList<>();
            List<byte[]> wanted = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                PdfWriter writer = i < 2 ? WRITER : new PdfWriter();
                expected.forEach((page, bytes) -> {
                    wanted.add(bytes);
                    results.add(pool.submit(() -> writer.write(page)));
                });
            }
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get().bytes()).isEqualTo(wanted.get(i));
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
