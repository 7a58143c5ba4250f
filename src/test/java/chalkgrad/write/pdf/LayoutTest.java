package chalkgrad.write.pdf;

import static chalkgrad.write.pdf.Samples.display;
import static chalkgrad.write.pdf.Samples.formula;
import static chalkgrad.write.pdf.Samples.h;
import static chalkgrad.write.pdf.Samples.p;
import static chalkgrad.write.pdf.Samples.runs;
import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.write.Page;
import chalkgrad.write.Page.Align;
import chalkgrad.write.Page.Display;
import chalkgrad.write.Page.Element;
import chalkgrad.write.Page.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayoutTest {
    private static final PdfWriter WRITER = new PdfWriter();
    private static final String FILLER = "word ".repeat(70);

    static IntStream seeds() {
        return IntStream.range(0, 12);
    }

    private static List<String> pages(Page page) throws IOException {
        List<String> texts = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(WRITER.write(page).bytes())) {
            for (int i = 1; i <= document.getNumberOfPages(); i++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(i);
                stripper.setEndPage(i);
                texts.add(stripper.getText(document));
            }
        }
        return texts;
    }

    @Test
    void aHeadingIsNeverLeftAloneAndAnIntroductionStaysWithItsDisplay() throws IOException {
        for (int lines = 0; lines < 46; lines++) { // wherever the page ends
            List<Element> elements = new ArrayList<>();
            for (int i = 0; i < lines; i++) {
                elements.add(p("filler"));
            }
            elements.add(h(2, "HEADING"));
            elements.add(p("INTRODUCTION"));
            elements.add(new Display(
                    List.of(new Row(formula("FIRST"), formula("= 1")), new Row(formula("SECOND"), formula("= 2")))));
            List<String> pages = pages(new Page("t", "en", elements));
            String together = pages.stream()
                    .filter(text -> text.contains("HEADING"))
                    .findFirst()
                    .orElseThrow();
            assertThat(together).as("after %d lines", lines).contains("INTRODUCTION", "FIRST");
        }
    }

    @Test
    void aTablesHeaderComesAgainOnEveryPage() throws IOException {
        String[] rows = IntStream.range(0, 100).mapToObj(i -> "row" + i + "|x").toArray(String[]::new);
        Page page = new Page("t", "en", List.of(Samples.table(List.of(Align.LEFT), "HEADER|h", rows)));
        List<String> pages = pages(page);
        assertThat(pages.size()).isGreaterThan(1);
        assertThat(pages).allMatch(text -> text.contains("HEADER"));
    }

    @Test
    void aLongRowIsDividedAtItsRelationsAndKeepsItsSize() throws IOException {
        Page page = new Page(
                "t", "en", List.of(display("E&= " + "a+b+c+d+e+f".repeat(3) + " = " + "g+h+i+j+k".repeat(3) + " = 1")));
        String text = pages(page).get(0);
        assertThat(text.lines().filter(line -> line.contains("="))).hasSizeGreaterThan(1);
    }

    @Test
    void levelsOfHeadingsHaveNoGaps() {
        Page page = new Page("t", "en", List.of(h(3, "deep"), h(1, "a"), h(3, "b"), p(FILLER)));
        assertThat(Vera.complaints(WRITER.write(page).bytes())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverIsWrittenStaysInsideTheMargins(int seed) {
        Random random = new Random(seed);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            elements.add(element(random));
        }
        PdfResult result = WRITER.write(new Page(text(random), random.nextBoolean() ? "ko" : "en", elements));
        for (Extent.Drawn drawn : Extent.of(result.bytes())) {
            assertThat(drawn.missingGlyphs()).as("seed %d", seed).isZero();
            assertThat(drawn.ink().getMinX()).as("seed %d", seed).isGreaterThan(Sheet.LEFT - 1);
            assertThat(drawn.ink().getMaxX()).as("seed %d", seed).isLessThan(Sheet.LEFT + Sheet.MEASURE + 1);
            assertThat(drawn.ink().getMinY()).as("seed %d", seed).isGreaterThan(Sheet.FOOT - 1);
            assertThat(drawn.ink().getMaxY()).as("seed %d", seed).isLessThan(Sheet.TOP + 1);
        }
    }

    private static Element element(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> h(1 + random.nextInt(3), text(random));
            case 1 -> Samples.items(text(random), text(random));
            case 2 -> Samples.note(Page.Tone.values()[random.nextInt(3)], text(random), text(random));
            case 3 -> new Display(List.of(new Row(formula(latex(random)), formula("= " + latex(random)))));
            case 4 ->
                Samples.table(
                        List.of(Align.RIGHT, Align.CENTER),
                        text(random) + "|b|c",
                        "a|" + text(random) + "|$" + latex(random) + "$");
            default -> p(text(random));
        };
    }

    private static String text(Random random) {
        String[] words = {
            "the", "gradient", "역전파", "가중치를", "갱신한다.", "x".repeat(60), "😀", "나".repeat(40), "a-b", "error/loss"
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i >= 0; i--) {
            text.append(words[random.nextInt(words.length)]).append(random.nextInt(8) == 0 ? "" : " ");
            if (random.nextInt(10) == 0) {
                text.append('$').append(latex(random)).append("$");
            }
        }
        return text.toString();
    }

    private static String latex(Random random) {
        String[] parts = {
            "a + b",
            "\\dfrac{x_1}{y^{2}}",
            "\\cdot 0.12345678",
            " = c",
            " - \\left(u + v\\right)",
            "\\text{오차}",
            "\\sigma(z)"
        };
        StringBuilder latex = new StringBuilder("w");
        for (int i = random.nextInt(random.nextInt(4) == 0 ? 60 : 8); i >= 0; i--) {
            latex.append(parts[random.nextInt(parts.length)]);
        }
        return latex.toString();
    }

    @Test
    void koreanBreaksBetweenWordsWhereItCan() {
        FontShelf shelf = new FontShelf();
        Typeface typeface = new Typeface(shelf);
        Setting setting = Setting.of("ko", typeface, new Formulas(shelf, typeface), new Structure().document());
        List<Piece> pieces = setting.pieces().of(runs("가중치를 갱신 한다 ".repeat(30)), setting.body(), Sheet.MEASURE);
        int[] ends = LineBreaker.breakAt(pieces, Sheet.MEASURE, setting.body());
        assertThat(ends.length).isGreaterThan(3);
        for (int i = 0; i + 1 < ends.length; i++) {
            assertThat(pieces.get(ends[i] - 1).after()).isEqualTo(Piece.After.SPACE);
        }
    }
}
