package chalkgrad.write.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chalkgrad.write.Formats;
import chalkgrad.write.Page;
import chalkgrad.write.TemplateFault;
import chalkgrad.write.TemplateWriter;
import chalkgrad.write.TexEngine;
import chalkgrad.write.TexResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents that are set together come out as they do when each is set alone. */
class TexBatchTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Optional<TexEngine> engine = TexEngine.find();

    @BeforeEach
    void texIsInstalled() {
        assumeTrue(engine.isPresent(), "xelatex is not installed");
    }

    /** Twenty, of one to three pages, each with a label of the same name; the eighth breaks the run. */
    @Test
    void theDocumentThatBreaksTheRunIsFoundAndTheOthersAreMade() throws IOException {
        var sources = new ArrayList<TexBatch.Source>();
        for (int i = 0; i < 20; i++) {
            String body = "\\section{Variant}\\label{top}Number " + i + ", ends on page \\pageref{end}."
                    + "\\newpage more".repeat(i % 3)
                    + "\\label{end}";
            sources.add(source(i == 7 ? body + "\\undefinedcommand" : body, "Exam " + i));
        }
        List<TexResult> results = new TexBatch(engine.orElseThrow()).run(sources);
        assertThat(results).hasSize(20);
        for (int i = 0; i < 20; i++) {
            if (i == 7) {
                assertThat(((TexResult.Failed) results.get(i)).reason()).contains("Undefined control sequence");
                continue;
            }
            var pdf = (TexResult.Pdf) results.get(i);
            assertThat(pdf.warnings()).isEmpty();
            try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
                assertThat(document.getNumberOfPages()).isEqualTo(1 + i % 3);
                assertThat(new PDFTextStripper().getText(document))
                        .contains("Number " + i + ", ends on page " + (1 + i % 3) + ".");
                assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Exam " + i);
                assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
            }
        }
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
        for (int i = 0; i < pages.size(); i++) {
            TexResult alone = engine.orElseThrow().run(sources.get(i).text(), LIMIT);
            assertThat(text(results.get(i))).as(pages.get(i).title()).isEqualTo(text(alone));
        }
        assertThat(((TexResult.Pdf)
                                new TexBatch(engine.orElseThrow()).run(sources).get(1))
                        .bytes())
                .isEqualTo(((TexResult.Pdf) results.get(1)).bytes());
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
        String text = "\\documentclass{article}\\usepackage[hidelinks]{hyperref}\\hypersetup{pdftitle={" + title
                + "}, pdflang={en}}\\begin{document}" + body + "\\end{document}";
        return new TexBatch.Source(text, title, "en");
    }

    private static String text(TexResult result) throws IOException {
        assertThat(result).isInstanceOf(TexResult.Pdf.class);
        try (PDDocument document = Loader.loadPDF(((TexResult.Pdf) result).bytes())) {
            return new PDFTextStripper().getText(document);
        }
    }
}
