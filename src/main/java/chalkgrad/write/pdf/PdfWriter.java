package chalkgrad.write.pdf;

import chalkgrad.write.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Sets pages as PDF, without a TeX installation: A4, tagged, PDF/A-2a and PDF/UA-1.
 *
 * <p>{@code byte[] file = new PdfWriter().write(page).bytes();}
 *
 * <p>A writer keeps its fonts and the boxes of common formulas, so the second document is much cheaper than the first.
 * Any number of threads may use it at once. The same page gives the same bytes, whatever was written before it: a file
 * carries no date.
 */
public final class PdfWriter {
    private final FontShelf shelf;
    /** As many as there were threads at once. */
    private final Deque<Desk> free = new ConcurrentLinkedDeque<>();

    /** What a thread needs to itself while it sets a document. */
    private record Desk(Typeface typeface, Formulas formulas, FontPrograms programs, Packer packer) {
        static Desk with(FontShelf shelf) {
            Typeface typeface = new Typeface(shelf);
            return new Desk(typeface, new Formulas(shelf, typeface), new FontPrograms(), new Packer(Packer.QUICK));
        }
    }

    /** A writer that has read no font yet. */
    public PdfWriter() {
        this(new FontShelf());
    }

    PdfWriter(FontShelf shelf) {
        this.shelf = shelf;
        free.push(Desk.with(shelf));
    }

    /** Sets a page as a document. */
    public PdfResult write(Page page) {
        Desk known = free.poll();
        Desk desk = known == null ? Desk.with(shelf) : known;
        PdfResult result = write(page, desk);
        free.push(desk); // one at which something failed is not used again
        return result;
    }

    private static PdfResult write(Page page, Desk desk) {
        Canvas canvas = new Canvas(desk.programs, desk.packer);
        try (PDDocument document = canvas.document()) {
            Setting setting = Setting.of(
                    page.language(),
                    desk.typeface,
                    desk.formulas,
                    canvas.structure().document());
            Outline outline = new Outline();
            Links links = new Links();
            new Paginator(canvas).place(new Composer(setting, outline, links).compose(page.elements()));
            links.finish(canvas, setting);
            String title = title(page);
            Footer.draw(
                    canvas, desk.typeface, title, Typeface.clean(page.header()).strip());
            canvas.finish();
            outline.finish(document);
            Metadata.apply(document, title, page.language());
            return new PdfResult(
                    DocumentFile.bytes(document, canvas.structure(), desk.packer), desk.formulas.takeWarnings());
        } catch (IOException e) {
            throw new UncheckedIOException("a document in memory cannot fail to be written", e);
        }
    }

    /** A document must have a title. */
    private static String title(Page page) {
        String title = Typeface.clean(page.title()).strip();
        return title.isEmpty() ? "chalkgrad" : title;
    }
}
