package chalkgrad.write.pdf;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;

/** The bookmarks of a document, one for each heading. */
final class Outline {
    private static final float MARGIN = 8;

    private final PDDocumentOutline root = new PDDocumentOutline();
    private final Deque<PDOutlineNode> open = new ArrayDeque<>();

    Outline() {
        open.push(root);
    }

    /** Levels come without gaps. */
    void add(int level, String title, PDPage page, double top) {
        while (open.size() > level) {
            open.pop();
        }
        PDOutlineItem item = new PDOutlineItem();
        item.setTitle(title);
        item.setDestination(place(page, top));
        open.element().addLast(item);
        open.push(item);
    }

    /** A place on a page, with a little of what stands above it, as large as the reader has it. */
    static PDPageXYZDestination place(PDPage page, double top) {
        PDPageXYZDestination place = new PDPageXYZDestination();
        place.setPage(page);
        place.setLeft(0);
        place.setTop((int) Math.round(top + MARGIN));
        place.setZoom(0);
        return place;
    }

    void finish(PDDocument document) {
        if (root.hasChildren()) {
            root.children().forEach(PDOutlineItem::openNode);
            document.getDocumentCatalog().setDocumentOutline(root);
        }
    }
}
