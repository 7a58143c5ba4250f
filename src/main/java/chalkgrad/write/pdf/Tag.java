package chalkgrad.write.pdf;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.jspecify.annotations.Nullable;

/** An element of the structure tree: what a screen reader calls a heading, a paragraph, a table's cell. */
final class Tag {
    private final Structure structure;
    private final @Nullable Tag parent;
    private final String type;
    private final List<Kid> kids = new ArrayList<>(2);
    private @Nullable COSDictionary home;
    private @Nullable String alternative;
    private @Nullable String reading;
    private @Nullable String attributes;
    /** Of the object in its file; 0 before it has one. */
    private int number;

    /** What an element contains, in reading order. */
    private sealed interface Kid {}

    private record Element(Tag tag) implements Kid {}

    private record Content(COSDictionary page, int id) implements Kid {}

    private record Annotated(COSDictionary page, COSDictionary annotation) implements Kid {}

    Tag(Structure structure, @Nullable Tag parent, String type) {
        this.structure = structure;
        this.parent = parent;
        this.type = type;
        structure.add(this);
    }

    Tag child(String childType) {
        Tag child = new Tag(structure, this, childType);
        kids.add(new Element(child));
        return child;
    }

    String type() {
        return type;
    }

    /** Words for those who cannot see what is drawn. */
    Tag describe(String words) {
        alternative = words;
        return this;
    }

    /** What the element reads when it is copied. */
    Tag actualText(String text) {
        reading = text;
        return this;
    }

    /** Says which cells a table's header belongs to. */
    Tag columnHeader() {
        attributes = "<</O/Table/Scope/Column>>";
        return this;
    }

    /** Where on its page a figure stands. */
    void bounds(double left, double bottom, double right, double top) {
        Bytes box = new Bytes(64).ascii("<</O/Layout/Placement/Block/BBox[");
        box.decimal(left).put(' ').decimal(bottom).put(' ');
        box.decimal(right).put(' ').decimal(top).ascii("]>>");
        attributes = box.toString();
    }

    /** Adds content number {@code id} of a page. */
    void own(COSDictionary page, int id) {
        settle(page);
        kids.add(new Content(page, id));
    }

    /** Adds an annotation of a page. */
    void own(COSDictionary page, COSDictionary annotation) {
        settle(page);
        kids.add(new Annotated(page, annotation));
    }

    private void settle(COSDictionary page) {
        if (home == null) {
            home = page;
        }
    }

    int number() {
        return number;
    }

    void number(int given) {
        number = given;
    }

    /** The element as an object of a file, after all elements have been numbered. */
    void write(Bytes out, int root, Structure.Numbers numbers) {
        out.ascii("<</Type/StructElem/S/").ascii(type).ascii("/P ");
        out.number(parent == null ? root : parent.number).ascii(" 0 R");
        if (home != null) {
            out.ascii("/Pg ").number(numbers.of(home)).ascii(" 0 R");
        }
        if (!kids.isEmpty()) {
            out.ascii("/K");
            if (kids.size() == 1) {
                out.put(' ');
                write(kids.get(0), out, numbers);
            } else {
                out.put('[');
                for (Kid kid : kids) {
                    write(kid, out, numbers);
                    out.put(' ');
                }
                out.put(']');
            }
        }
        if (alternative != null) {
            Syntax.string(alternative, out.ascii("/Alt"));
        }
        if (reading != null) {
            Syntax.string(reading, out.ascii("/ActualText"));
        }
        if (attributes != null) {
            out.ascii("/A").ascii(attributes);
        }
        out.put('>').put('>');
    }

    private void write(Kid kid, Bytes out, Structure.Numbers numbers) {
        if (kid instanceof Element element) {
            out.number(element.tag.number).ascii(" 0 R");
        } else if (kid instanceof Content content) {
            if (content.page == home) {
                out.number(content.id);
            } else {
                out.ascii("<</Type/MCR/Pg ").number(numbers.of(content.page)).ascii(" 0 R/MCID ");
                out.number(content.id).put('>').put('>');
            }
        } else if (kid instanceof Annotated annotated) {
            out.ascii("<</Type/OBJR/Pg ").number(numbers.of(annotated.page)).ascii(" 0 R/Obj ");
            out.number(numbers.of(annotated.annotation)).ascii(" 0 R>>");
        }
    }
}
