package chalkgrad.write.pdf;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.jspecify.annotations.Nullable;

/** An element of the structure tree: what a screen reader calls a heading, a paragraph, a table's cell. */
final class Tag {
    private static final COSName MARKED_CONTENT = COSName.getPDFName("MCR");
    private static final COSName OBJECT = COSName.getPDFName("OBJR");
    private static final COSName SCOPE = COSName.getPDFName("Scope");

    private final PDStructureElement element;
    private final String type;

    private Tag(String type, PDStructureNode parent) {
        this.type = type;
        element = new PDStructureElement(type, parent);
        parent.appendKid(element);
    }

    /** The root of everything. */
    static Tag document(PDStructureNode root) {
        return new Tag("Document", root);
    }

    Tag child(String childType) {
        return new Tag(childType, element);
    }

    String type() {
        return type;
    }

    COSDictionary dictionary() {
        return element.getCOSObject();
    }

    /** Words for those who cannot see what is drawn. */
    Tag describe(String alternative) {
        element.setAlternateDescription(alternative);
        return this;
    }

    /** What the element reads when it is copied. */
    Tag actualText(String text) {
        element.setActualText(text);
        return this;
    }

    /** Says which cells a table's header belongs to. */
    Tag columnHeader() {
        COSDictionary attributes = new COSDictionary();
        attributes.setName(COSName.O, "Table");
        attributes.setName(SCOPE, "Column");
        dictionary().setItem(COSName.A, attributes);
        return this;
    }

    /** Where on its page a figure stands. */
    void bounds(double left, double bottom, double right, double top) {
        COSArray box = new COSArray();
        for (double edge : new double[] {left, bottom, right, top}) {
            box.add(new COSFloat((float) (Math.round(edge * 100) / 100.0)));
        }
        COSDictionary attributes = new COSDictionary();
        attributes.setName(COSName.O, "Layout");
        attributes.setName(COSName.getPDFName("Placement"), "Block");
        attributes.setItem(COSName.BBOX, box);
        dictionary().setItem(COSName.A, attributes);
    }

    /** Adds content number {@code id} of a page. */
    void own(PDPage page, int id) {
        COSDictionary self = dictionary();
        @Nullable COSDictionary home = self.getCOSDictionary(COSName.PG);
        if (home == null) {
            self.setItem(COSName.PG, page);
            home = page.getCOSObject();
        }
        COSBase kid = COSInteger.get(id);
        if (home != page.getCOSObject()) {
            COSDictionary reference = new COSDictionary();
            reference.setItem(COSName.TYPE, MARKED_CONTENT);
            reference.setItem(COSName.PG, page);
            reference.setInt(COSName.MCID, id);
            kid = reference;
        }
        adopt(kid);
    }

    /** Adds an annotation of a page. */
    void own(PDPage page, PDAnnotation annotation) {
        COSDictionary reference = new COSDictionary();
        reference.setItem(COSName.TYPE, OBJECT);
        reference.setItem(COSName.PG, page);
        reference.setItem(COSName.OBJ, annotation);
        adopt(reference);
    }

    private void adopt(COSBase kid) {
        COSDictionary self = dictionary();
        COSBase kids = self.getDictionaryObject(COSName.K);
        if (kids == null) {
            self.setItem(COSName.K, kid);
        } else if (kids instanceof COSArray array) {
            array.add(kid);
        } else {
            COSArray array = new COSArray();
            array.add(kids);
            array.add(kid);
            self.setItem(COSName.K, array);
        }
    }
}
