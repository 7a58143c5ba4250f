package chalkgrad.write.pdf;

import static chalkgrad.write.pdf.Samples.h;
import static chalkgrad.write.pdf.Samples.p;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chalkgrad.write.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sheets in a bundle are printed as they are by themselves, each on paper of its own. */
class PrintBundleTest {
    private static final PdfWriter WRITER = new PdfWriter();

    @TempDir
    private Path directory;

    @Test
    void eachSheetBeginsOnAnOddPageAndReadsAsItDoesAlone() throws IOException {
        List<Path> sheets = List.of(
                sheet("a", variant(1, 1)),
                sheet("b", variant(2, 90)),
                sheet("c", Samples.korean()),
                sheet("d", variant(3, 1)));
        byte[] bundle = bundle(sheets);
        int expected = 0;
        try (PDDocument whole = Loader.loadPDF(bundle)) {
            int next = 0;
            for (Path each : sheets) {
                try (PDDocument single = Loader.loadPDF(each.toFile())) {
                    assertThat(next % 2).as("first page of %s, from zero", each).isZero();
                    for (int page = 1; page <= single.getNumberOfPages(); page++) {
                        assertThat(text(whole, next + page))
                                .isEqualTo(text(single, page))
                                .isNotBlank();
                    }
                    next += single.getNumberOfPages();
                    if (single.getNumberOfPages() % 2 == 1) {
                        assertThat(text(whole, ++next)).isBlank();
                    }
                    expected += (single.getNumberOfPages() + 1) / 2 * 2;
                }
            }
            assertThat(whole.getNumberOfPages()).isEqualTo(expected).isEqualTo(next);
            for (PDPage page : whole.getPages()) {
                assertThat(page.getMediaBox().getWidth()).isBetween(595f, 596f);
            }
        }
        for (Path tool : Tools.installed("qpdf")) {
            Path file = Files.write(directory.resolve("bundle.pdf"), bundle);
            assertThat(Tools.run(tool, "--check", file)).contains("No syntax or stream encoding errors");
        }
    }

    /** Two sheets that differ in their numbers share fonts, so that hundreds are hardly larger than their pages' operators. */
    @Test
    void whatSheetsHaveInCommonIsThereOnce() throws IOException {
        List<Path> sheets = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            sheets.add(sheet("s" + i, variant(i, 1)));
        }
        long single = Files.size(sheets.get(0));
        assertThat(bundle(sheets).length).isLessThan((int) (single * 15));
        try (PDDocument whole = Loader.loadPDF(bundle(sheets))) {
            assertThat(whole.getNumberOfPages()).isEqualTo(300);
            assertThat(text(whole, 299)).contains("0.149");
        }
    }

    @Test
    void theSameSheetsGiveTheSameBytes() throws IOException {
        List<Path> sheets = List.of(sheet("a", variant(7, 3)), sheet("b", Samples.english()));
        assertThat(bundle(sheets)).isEqualTo(bundle(sheets));
    }

    /** What has been added is written, but for what two buffers hold. */
    @Test
    void sheetsAreWrittenAsTheyCome() throws IOException {
        var counted = new Counted();
        long before;
        try (var bundle = new PrintBundle(counted)) {
            for (int i = 0; i < 40; i++) {
                bundle.add(sheet("a" + i, variant(i, 200 + i)));
            }
            before = counted.written;
        }
        assertThat(before).isGreaterThan(200_000);
        assertThat(counted.written - before).isLessThan(100_000);
    }

    @Test
    void aBundleOfNothingIsAFile() throws IOException {
        try (PDDocument whole = Loader.loadPDF(bundle(List.of()))) {
            assertThat(whole.getNumberOfPages()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNoPdfIsRefused() throws IOException {
        Path bad = Files.writeString(directory.resolve("bad.pdf"), "not a PDF file");
        try (var bundle = new PrintBundle(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> bundle.add(bad)).isInstanceOf(IOException.class);
            bundle.add(sheet("a", variant(1, 1)));
            assertThat(bundle.pages()).isEqualTo(2);
        }
    }

    private static Page variant(int number, int paragraphs) {
        List<Page.Element> elements = new ArrayList<>();
        elements.add(h(1, "Exam"));
        for (int i = 0; i < paragraphs; i++) {
            elements.add(
                    p("Given are the weights of variant $w_1 = 0." + number + "$, find the gradient of the loss."));
        }
        return new Page("Exam", "en", elements);
    }

    private Path sheet(String name, Page page) throws IOException {
        return Files.write(directory.resolve(name + ".pdf"), WRITER.write(page).bytes());
    }

    private static byte[] bundle(List<Path> sheets) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var bundle = new PrintBundle(out)) {
            for (Path sheet : sheets) {
                bundle.add(sheet);
            }
        }
        return out.toByteArray();
    }

    private static String text(PDDocument document, int page) throws IOException {
        var stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(document);
    }

    private static final class Counted extends OutputStream {
        private long written;

        @Override
        public void write(int b) {
            written++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            written += length;
        }
    }
}
