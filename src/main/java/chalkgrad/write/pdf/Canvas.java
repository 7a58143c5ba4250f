package chalkgrad.write.pdf;

import java.awt.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a document as they are drawn: {@code canvas.mark(tag); canvas.text(glyphs, 11, x, y, Colour.BLACK)}.
 *
 * <p>All that is drawn belongs to the tag that was marked last, or is an artifact, which a screen reader passes over.
 */
final class Canvas {
    private final PDDocument document = new PDDocument();
    private final DocumentFonts fonts;
    private final Packer packer;
    private final Structure structure = new Structure();
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<PDAnnotationLink> links = new ArrayList<>();
    private final List<Tag> linked = new ArrayList<>();
    private Leaf leaf;
    private @Nullable Tag owner;
    private boolean marked;
    private boolean spanned;
    private boolean ornamental;

    Canvas(FontPrograms programs, Packer packer) {
        this.fonts = new DocumentFonts(programs);
        this.packer = packer;
        leaf = turnPage();
    }

    /** A page with its operators and the tags that own its content, by number. */
    private record Leaf(PDPage page, PageStream stream, List<Tag> owners) {}

    PDDocument document() {
        return document;
    }

    Structure structure() {
        return structure;
    }

    int pages() {
        return leaves.size();
    }

    PDPage page() {
        return leaf.page;
    }

    void newPage() {
        leaf = turnPage();
    }

    /** The number of the page that is drawn on, from zero. */
    int pageIndex() {
        return leaves.indexOf(leaf);
    }

    /** A page that is already there. */
    PDPage page(int index) {
        return leaves.get(index).page;
    }

    /** Goes back to a page that is already there, for its foot. */
    void openPage(int index) {
        close();
        leaf = leaves.get(index);
    }

    private Leaf turnPage() {
        if (!leaves.isEmpty()) {
            close();
        }
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        page.setStructParents(leaves.size());
        Leaf next = new Leaf(page, new PageStream(), new ArrayList<>());
        leaves.add(next);
        return next;
    }

    /** What follows belongs to {@code tag}. */
    void mark(Tag tag) {
        if (!marked || owner != tag || spanned) {
            open(tag);
        }
    }

    /** What follows belongs to {@code tag} and reads, when it is copied, as {@code text}. */
    void mark(Tag tag, String text) {
        open(tag);
        if (!ornamental) {
            // In a span of its own, as some readers look for such text nowhere else.
            leaf.stream.reading(text);
            spanned = true;
        }
    }

    private void open(Tag tag) {
        if (ornamental) {
            return;
        }
        close();
        int id = leaf.owners.size();
        leaf.stream.operator("/" + tag.type() + "<</MCID " + id + ">>BDC");
        leaf.owners.add(tag);
        tag.own(leaf.page.getCOSObject(), id);
        owner = tag;
        marked = true;
    }

    /** What follows is ornament. */
    void artifact() {
        artifact("/Artifact BMC");
    }

    /** What follows is the page's running foot. */
    void header() {
        artifact("/Artifact<</Type/Pagination/Subtype/Header>>BDC");
    }

    void footer() {
        artifact("/Artifact<</Type/Pagination/Subtype/Footer>>BDC");
    }

    private void artifact(String operator) {
        if (ornamental) {
            return;
        }
        close();
        leaf.stream.operator(operator);
        owner = null;
        marked = true;
    }

    /** Adds a link to a page; it belongs to {@code tag}. */
    void link(int index, PDAnnotationLink link, Tag tag) throws IOException {
        PDPage page = page(index);
        link.setPage(page);
        linked.add(tag);
        links.add(link);
        page.getAnnotations().add(link);
        page.getCOSObject().setName(COSName.getPDFName("Tabs"), "S"); // the keyboard follows the structure
        tag.own(page.getCOSObject(), link.getCOSObject());
    }

    /** What {@code drawing} marks for tags is an artifact all the same. */
    void ornament(Runnable drawing) {
        artifact();
        ornamental = true;
        drawing.run();
        ornamental = false;
    }

    private void close() {
        if (spanned) {
            leaf.stream.operator("EMC");
            spanned = false;
        }
        if (marked) {
            leaf.stream.operator("EMC");
            marked = false;
        }
    }

    /** Sets a stretch of text with its baseline's left end at (x, y) and returns where it ends. */
    double text(Glyphs text, double size, double x, double y, Colour colour) {
        DocumentFont font = fonts.of(text.font());
        leaf.stream.colour(colour);
        double pen = x;
        int[] glyphs = text.glyphs();
        for (int i = 0; i < glyphs.length; i++) {
            int code = font.code(glyphs[i], text.text()[i]);
            leaf.stream.glyph(font, size, pen, y, code, text.font().advance(glyphs[i]));
            pen += text.advances()[i] * size;
        }
        return pen;
    }

    double text(List<Glyphs> text, double size, double x, double y, Colour colour) {
        double pen = x;
        for (Glyphs stretch : text) {
            pen = text(stretch, size, pen, y, colour);
        }
        return pen;
    }

    /** One glyph of a formula. */
    void glyph(FontFile file, int glyph, String text, double size, double x, double y, Colour colour) {
        DocumentFont font = fonts.of(file);
        leaf.stream.colour(colour);
        leaf.stream.glyph(font, size, x, y, font.code(glyph, text), file.advance(glyph));
    }

    void fill(Shape shape, Colour colour) {
        leaf.stream.colour(colour);
        leaf.stream.fill(shape);
    }

    void stroke(Shape shape, double width, Colour colour) {
        leaf.stream.colour(colour);
        leaf.stream.stroke(shape, width);
    }

    void rectangle(double x, double y, double width, double height, Colour colour) {
        leaf.stream.colour(colour);
        leaf.stream.rectangle(x, y, width, height);
    }

    /** Writes the pages' content, the fonts and the tree that leads from content back to its tags. */
    void finish() throws IOException {
        close();
        PDResources resources = fonts.finish(document);
        for (int i = 0; i < leaves.size(); i++) {
            Leaf each = leaves.get(i);
            each.page.getCOSObject().setItem(COSName.CONTENTS, stream(document, packer.pack(each.stream.content())));
            each.page.setResources(resources);
            structure.page(i, each.owners);
        }
        for (int i = 0; i < links.size(); i++) {
            int key = leaves.size() + i;
            links.get(i).setStructParent(key);
            structure.annotation(key, links.get(i).getCOSObject(), linked.get(i));
        }
        document.getDocumentCatalog().getCOSObject().setItem(COSName.STRUCT_TREE_ROOT, structure.root());
    }

    /** A stream of what a {@link Packer} has packed. */
    static COSStream stream(PDDocument document, byte[] packed) throws IOException {
        COSStream stream = document.getDocument().createCOSStream();
        try (OutputStream out = stream.createRawOutputStream()) {
            out.write(packed);
        }
        stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
        return stream;
    }
}
