package chalkgrad.write.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;

/**
 * The tree of a document's tags, and the way back from what is drawn to the tag that owns it.
 *
 * <p>It has as many elements as all the rest of a document together, so that it is written as it is, without objects of PDFBox's between.
 */
final class Structure {
    private final COSDictionary root = new COSDictionary();
    private final List<Tag> tags = new ArrayList<>();
    private final Tag document = new Tag(this, null, "Document");
    private final List<Owned> owned = new ArrayList<>();
    private final Set<COSDictionary> annotations = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The numbers of other objects in the file. */
    @FunctionalInterface
    interface Numbers {
        int of(COSDictionary object);
    }

    /** Something on its way back to its tags: a page to one for each content, an annotation to a single one. */
    private record Owned(int key, List<Tag> owners, boolean single) {}

    Structure() {
        root.setItem(COSName.TYPE, COSName.STRUCT_TREE_ROOT);
    }

    /** Stands for the tree in the catalog; what is in the file under its number is written by {@link #write}. */
    COSDictionary root() {
        return root;
    }

    Tag document() {
        return document;
    }

    /** Remembers a tag; only tags do so themselves. */
    void add(Tag tag) {
        tags.add(tag);
    }

    /** The contents of a page with that key belong to these tags, by their numbers. */
    void page(int key, List<Tag> owners) {
        owned.add(new Owned(key, owners, false));
    }

    /** An annotation with that key belongs to a tag. */
    void annotation(int key, COSDictionary annotation, Tag owner) {
        owned.add(new Owned(key, List.of(owner), true));
        annotations.add(annotation);
    }

    /** Whether the tree refers to an annotation, which then has to be an object of its own. */
    boolean refersTo(COSDictionary object) {
        return annotations.contains(object);
    }

    void write(ObjectFile file, Numbers numbers) throws IOException {
        for (Tag tag : tags) {
            tag.number(file.reserve());
        }
        int number = numbers.of(root);
        Bytes object = new Bytes(1_024);
        for (Tag tag : tags) {
            object.clear();
            tag.write(object, number, numbers);
            file.put(tag.number(), object);
        }
        int parents = file.reserve();
        object.clear();
        object.ascii("<</Nums[");
        for (Owned each : owned) {
            object.number(each.key).put(each.single ? ' ' : '[');
            for (Tag owner : each.owners) {
                object.number(owner.number()).ascii(" 0 R ");
            }
            if (!each.single) {
                object.put(']');
            }
        }
        file.put(parents, object.ascii("]>>"));
        object.clear();
        object.ascii("<</Type/StructTreeRoot/K ").number(document.number()).ascii(" 0 R/ParentTree ");
        object.number(parents).ascii(" 0 R/ParentTreeNextKey ").number(owned.size());
        file.put(number, object.ascii(">>"));
    }
}
