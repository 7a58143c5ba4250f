package chalkgrad.write.pdf;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * Many PDF files as one to be printed on both sides: each begins on an odd page, with a blank page behind an odd number of pages.
 *
 * <p>{@code try (var bundle = new PrintBundle(out)) { bundle.add(Path.of("001-questions.pdf")); bundle.add(…); }}.
 *
 * <p>What a file contains is written as it is added, and what several contain is written once. Kept are the places of the objects, 13 bytes
 * each, the pages' numbers, and the digests of the last 20,000 objects: nothing of a file's content. Tags, bookmarks and links stay
 * behind, as paper has none. The same files give the same bytes.
 */
public final class PrintBundle implements Closeable {
    private final OutputStream out;
    private final PageFile file;
    private boolean finished;

    /** Begins a file; {@code out} is closed with it. */
    public PrintBundle(OutputStream out) throws IOException {
        this.out = new BufferedOutputStream(out, 1 << 16);
        file = new PageFile(this.out);
    }

    /** How many pages there are by now, blank ones included. */
    public int pages() {
        return file.pages();
    }

    /**
     * Adds all pages of a file.
     *
     * @throws IOException if the file cannot be read or is no PDF file, and nothing of it has been added; or if {@code out} fails
     */
    public void add(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            int count = document.getNumberOfPages();
            file.add(document, 0, count);
            if (count % 2 == 1) {
                file.blank(document.getPage(count - 1).getMediaBox());
            }
        }
    }

    /** Writes what comes last, and leaves {@code out} open. A bundle of nothing is a blank page, as there is no file without. */
    public void finish() throws IOException {
        if (file.pages() == 0) {
            file.blank(PDRectangle.A4);
        }
        file.finish("", "");
        finished = true;
    }

    /** Finishes the file, if that has not been done, and closes {@code out}. */
    @Override
    public void close() throws IOException {
        try (out) {
            if (!finished) {
                finish();
            }
        }
    }
}
