package chalkgrad.write.pdf;

import chalkgrad.write.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Sets pages as PDF, without a TeX installation: A4, tagged, PDF/A-2a and PDF/UA-1.
 *
 * <p>{@code byte[] file = new PdfWriter().write(page).bytes();}
 *
 * <p>A writer keeps its fonts and the boxes of common formulas, so the second document is much cheaper than the first.
 * It may be shared: {@code write} works on one document at a time. Threads that are to work at once take a writer each.
 * The same page gives the same bytes, whatever was written before it: a file carries no date.
 */
public final class PdfWriter {
    private final Typeface typeface;
    private final Formulas formulas;

    /** A writer that has read no font yet. */
    public PdfWriter() {
        this(new FontShelf());
    }

    PdfWriter(FontShelf shelf) {
        typeface = new Typeface(shelf);
        formulas = new Formulas(shelf, typeface);
    }

    /** Sets a page as a document. */
    public synchronized PdfResult write(Page page) {
        Canvas canvas = new Canvas();
        try (PDDocument document = canvas.document()) {
            Setting setting = Setting.of(page.language(), typeface, formulas, canvas.structure());
            Outline outline = new Outline();
            Links links = new Links();
            new Paginator(canvas).place(new Composer(setting, outline, links).compose(page.elements()));
            links.finish(canvas, setting);
            String title = title(page);
            Footer.draw(canvas, typeface, title);
            String content = canvas.finish();
            outline.finish(document);
            Metadata.apply(document, title, page.language());
            document.setDocumentId(fingerprint(title, content));
            ByteArrayOutputStream file = new ByteArrayOutputStream(1 << 16);
            document.save(file);
            byte[] bytes = file.toByteArray();
            CrossReference.correct(bytes);
            return new PdfResult(bytes, formulas.takeWarnings());
        } catch (IOException e) {
            throw new UncheckedIOException("a document in memory cannot fail to be written", e);
        }
    }

    /** A document must have a title. */
    private static String title(Page page) {
        String title = Typeface.clean(page.title()).strip();
        return title.isEmpty() ? "chalkgrad" : title;
    }

    /** Stands for the time of writing in the file's identity. */
    private static long fingerprint(String title, String content) {
        CRC32 sum = new CRC32();
        sum.update((title + content).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
