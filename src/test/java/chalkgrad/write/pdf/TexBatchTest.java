package chalkgrad.write.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chalkgrad.write.Formats;
import chalkgrad.write.Page;
import chalkgrad.write.TemplateFault;
import chalkgrad.write.TemplateWriter;
import chalkgrad.write.TexEngine;
import chalkgrad.write.TexSetup;
import chalkgrad.write.TexResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that are set together come out as they do when each is set alone. */
class TexBatchTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Optional<TexEngine> engine = TexEngine.find();

    @BeforeEach
    void texIsInstalled() {
        assumeTrue(engine.isPresent(), "xelatex and xdvipdfmx are not both installed");
        TexSetup.require("xelatex", "en");
    }

    /** Seven, of one to three pages, each with a label of the same name; the fifth breaks the run. */
    @Test
    void theDocumentThatBreaksTheRunIsFoundAndTheOthersAreMade() throws IOException {
        var sources = new ArrayList<TexBatch.Source>();
        for (int i = 0; i < 7; i++) {
            String body = "\\section{Variant}\\label{top}Number " + i + ", ends on page \\pageref{end}."
                    + "\\newpage more".repeat(i % 3)
                    + "\\label{end}";
            sources.add(source(i == 4 ? body + "\\undefinedcommand" : body, "Exam " + i));
        }
        var batch = new TexBatch(engine.orElseThrow());
        var results = new ArrayList<>(batch.run(sources));
        assertThat(results).hasSize(7);
        assertThat(((TexResult.Failed) results.remove(4)).reason()).contains("Undefined control sequence");
        sources.remove(4);
        List<TexResult> without = batch.run(sources);
        for (int i = 0; i < 6; i++) {
            int number = i < 4 ? i : i + 1;
            var pdf = (TexResult.Pdf) results.get(i);
            assertThat(pdf.warnings()).isEmpty();
            assertThat(pdf.bytes())
                    .as("the bytes tell nothing of how the bad one was found")
                    .isEqualTo(((TexResult.Pdf) without.get(i)).bytes());
            try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
                assertThat(document.getNumberOfPages()).isEqualTo(1 + number % 3);
                assertThat(new PDFTextStripper().getText(document))
                        .contains("Number " + number + ", ends on page " + (1 + number % 3) + ".");
                assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Exam " + number);
                assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
            }
        }
    }

    /** The head of a long table is as wide as rows that come after it, though they are set in one run; so is that of one that is cut. */
    @Test
    void everyLetterOfATableStandsWhereItDoesAlone() throws IOException {
        String table =
                "\\begin{longtable}{lrp{3cm}}\\toprule a & (b) & c \\\\ \\midrule \\endhead \\bottomrule \\endfoot "
                        + "a row that is wide & $\\frac12$ & words that are broken into lines \\\\[3pt] x & 1000000 & y \\\\ "
                                .repeat(30)
                        + "\\end{longtable} after it";
        String narrow =
                "\\begin{longtable}{l}one \\end{longtable}\\begin{longtable}[l]{ll}\\caption{two}\\\\ 1 & 2\\end{longtable}";
        var sources = List.of(source(narrow + table, "1"), source("x" + table + narrow, "2"));
        List<TexResult> results = new TexBatch(engine.orElseThrow()).run(sources);
        for (int i = 0; i < sources.size(); i++) {
            TexResult alone = engine.orElseThrow().run(sources.get(i).text(), LIMIT);
            assertThat(places(alone)).hasSizeGreaterThan(1000);
            assertSame(places(results.get(i)), places(alone));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "30, 8", "200, 25", "1000, 125", "1000000, 125"})
    void aBundleIsAPartOfTheWorkOrAsManyAsOneRunTakes(int count, int bundle) {
        assertThat(TexBatch.bundle(count)).isEqualTo(bundle);
    }

    @Test
    void pagesOfTheTemplatesReadAsTheyDoAlone() throws IOException, TemplateFault {
        var templates = new TemplateWriter();
        List<Page> pages = List.of(Samples.korean(), Samples.sheet(), Samples.english(), Samples.sheet());
        var sources = new ArrayList<TexBatch.Source>();
        for (Page page : pages) {
            String text = templates
                    .write(page, Formats.named("tex").orElseThrow(), "page")
                    .text();
            sources.add(new TexBatch.Source(text, page.title(), page.language()));
        }
        List<TexResult> results = new TexBatch(engine.orElseThrow()).run(sources);
        var alone = new HashMap<TexBatch.Source, List<String>>();
        for (int i = 0; i < pages.size(); i++) {
            TexBatch.Source source = sources.get(i);
            if (!alone.containsKey(source)) {
                alone.put(source, places(engine.orElseThrow().run(source.text(), LIMIT)));
            }
            assertSame(places(results.get(i)), alone.get(source));
        }
    }

    /** A document that ends the run, or counts pages as it likes, is not taken for its neighbours. */
    @Test
    void aDocumentThatPlaysTricksIsSetAlone() throws IOException {
        List<TexResult> results = new TexBatch(engine.orElseThrow())
                .run(List.of(
                        source("first", "1"),
                        source("second \\setcounter{page}{40} \\newpage x", "2"),
                        source("third\\makeatletter\\@@end", "3"),
                        source("fourth", "4")));
        assertThat(text(results.get(0))).contains("first").doesNotContain("second");
        assertThat(text(results.get(1))).contains("second").doesNotContain("first");
        assertThat(text(results.get(3))).contains("fourth").doesNotContain("third");
    }

    private static TexBatch.Source source(String body, String title) {
        String text =
                "\\documentclass{article}\\usepackage{booktabs,longtable}\\usepackage[hidelinks]{hyperref}\\hypersetup{pdftitle={"
                        + title + "}, pdflang={en}}\\begin{document}" + body + "\\end{document}";
        return new TexBatch.Source(text, title, "en");
    }

    private static void assertSame(List<String> letters, List<String> expected) {
        assertThat(letters).hasSameSizeAs(expected);
        for (int i = 0; i < letters.size(); i++) {
            assertThat(letters.get(i)).as("letter %s", i).isEqualTo(expected.get(i));
        }
    }

    /** Every letter with its page and its place on it. */
    private static List<String> places(TexResult result) throws IOException {
        assertThat(result).isInstanceOf(TexResult.Pdf.class);
        var places = new ArrayList<String>();
        try (PDDocument document = Loader.loadPDF(((TexResult.Pdf) result).bytes())) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition letter) {
                    places.add("%s: %s %.1f %.1f"
                            .formatted(getCurrentPageNo(), letter.getUnicode(), letter.getX(), letter.getY()));
                }
            }.getText(document);
        }
        return places;
    }

    private static String text(TexResult result) throws IOException {
        assertThat(result).isInstanceOf(TexResult.Pdf.class);
        try (PDDocument document = Loader.loadPDF(((TexResult.Pdf) result).bytes())) {
            return new PDFTextStripper().getText(document);
        }
    }
}
