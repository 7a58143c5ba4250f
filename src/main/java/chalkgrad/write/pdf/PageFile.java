package chalkgrad.write.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/**
 * A PDF file made of other files' pages: {@code file.add(document, 0, 2)}, then {@code file.finish("")}.
 *
 * <p>What a page needs is written as it is added, and what several need is written once. Tags, bookmarks and links stay behind.
 */
final class PageFile {
    /** What a page is printed from. */
    private static final List<COSName> OF_A_PAGE =
            List.of(COSName.MEDIA_BOX, COSName.CROP_BOX, COSName.ROTATE, COSName.RESOURCES, COSName.CONTENTS);

    /** Where a sheet has been torn out of its document, these lead back into it. */
    private static final Set<COSName> LEADS_BACK =
            Set.of(COSName.PARENT, COSName.STRUCT_PARENT, COSName.STRUCT_PARENTS, COSName.getPDFName("B"));

    private static final int DIGESTS_KEPT = 20_000;
    private static final int FAN_OUT = 64;

    private final ObjectFile file;
    /** Objects by their digests; what has not been used again for long is forgotten, and would be written anew. */
    private final Map<ByteBuffer, Integer> written = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Integer> eldest) {
            return size() > DIGESTS_KEPT;
        }
    };

    private final List<Branch> branches = new ArrayList<>();
    private final MessageDigest identity = Identity.digester();
    private List<Integer> kids = new ArrayList<>();
    private int branch;
    private int pages;

    /** A group of pages in the tree of pages. */
    private record Branch(int number, List<Integer> kids, int pages) {}

    PageFile(OutputStream out) throws IOException {
        file = new ObjectFile(out, new Packer(Packer.QUICK));
        branch = file.reserve();
    }

    int pages() {
        return pages;
    }

    /** Adds pages of a document, from one to before another, counted from zero; what they share is looked at once. */
    void add(PDDocument document, int from, int to) throws IOException {
        Copy copy = new Copy();
        for (int page = from; page < to; page++) {
            copy.page(document.getPage(page));
        }
    }

    void blank(PDRectangle size) throws IOException {
        COSDictionary page = new COSDictionary();
        page.setItem(COSName.TYPE, COSName.PAGE);
        page.setItem(COSName.MEDIA_BOX, size);
        page.setItem(COSName.RESOURCES, new COSDictionary());
        place(page, new Syntax(object -> 0));
    }

    /** Writes a page and hangs it into the tree of pages. */
    private void place(COSDictionary page, Syntax syntax) throws IOException {
        int number = file.reserve();
        Bytes object = new Bytes(256).ascii("<<");
        syntax.entries(page, object);
        file.put(number, object.ascii("/Parent ").number(branch).ascii(" 0 R>>"));
        kids.add(number);
        pages++;
        if (kids.size() == FAN_OUT) {
            endBranch();
        }
    }

    private void endBranch() {
        branches.add(new Branch(branch, kids, kids.size()));
        kids = new ArrayList<>();
        branch = file.reserve();
    }

    /**
     * Finishes a file of at least one page.
     *
     * @param title of the document; empty for none
     * @param language of the document; empty for none
     */
    void finish(String title, String language) throws IOException {
        if (!kids.isEmpty()) {
            endBranch();
        }
        int root = tree(branches);
        int catalog = file.reserve();
        Bytes object =
                new Bytes(128).ascii("<</Type/Catalog/Pages ").number(root).ascii(" 0 R");
        if (!language.isEmpty()) {
            Syntax.string(language, object.ascii("/Lang"));
        }
        if (!title.isEmpty()) {
            object.ascii("/ViewerPreferences<</DisplayDocTitle true>>");
        }
        file.put(catalog, object.ascii(">>"));
        int information = file.reserve();
        object.clear();
        object.ascii("<</Producer(chalkgrad)");
        if (!title.isEmpty()) {
            Syntax.string(title, object.ascii("/Title"));
        }
        file.put(information, object.ascii(">>"));
        file.finish("/Root " + catalog + " 0 R/Info " + information + " 0 R" + Identity.entry(identity.digest()));
    }

    /** Writes a tree of pages from its leaves up, and returns its root's number. */
    private int tree(List<Branch> level) throws IOException {
        if (level.size() == 1) {
            write(level.get(0), 0);
            return level.get(0).number();
        }
        List<Branch> above = new ArrayList<>();
        for (int from = 0; from < level.size(); from += FAN_OUT) {
            List<Branch> group = level.subList(from, Math.min(from + FAN_OUT, level.size()));
            int parent = file.reserve();
            int count = 0;
            for (Branch each : group) {
                write(each, parent);
                count += each.pages();
            }
            above.add(new Branch(parent, group.stream().map(Branch::number).toList(), count));
        }
        return tree(above);
    }

    private void write(Branch group, int parent) throws IOException {
        Bytes object = new Bytes(1_024).ascii("<</Type/Pages/Count ").number(group.pages());
        if (parent != 0) {
            object.ascii("/Parent ").number(parent).ascii(" 0 R");
        }
        object.ascii("/Kids[");
        group.kids().forEach(kid -> object.number(kid).ascii(" 0 R "));
        file.put(group.number(), object.ascii("]>>"));
    }

    /** The objects of one file, each written when a page first needs it, after those that it refers to. */
    private final class Copy {
        private final Map<COSBase, Integer> numbers = new IdentityHashMap<>();
        private final Set<COSBase> open = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Syntax syntax = new Syntax(object -> object == null ? 0 : numbers.getOrDefault(bare(object), 0));

        void page(PDPage page) throws IOException {
            COSDictionary sheet = new COSDictionary();
            sheet.setItem(COSName.TYPE, COSName.PAGE);
            for (COSName key : OF_A_PAGE) {
                // Resources and sizes may stand further up in the tree.
                COSBase value = key.equals(COSName.RESOURCES)
                        ? page.getResources() == null
                                ? null
                                : page.getResources().getCOSObject()
                        : key.equals(COSName.MEDIA_BOX)
                                ? page.getMediaBox().getCOSArray()
                                : key.equals(COSName.ROTATE)
                                        ? COSInteger.get(page.getRotation())
                                        : page.getCOSObject().getDictionaryObject(key);
                if (value != null) {
                    sheet.setItem(key, plain(value));
                }
            }
            place(sheet, syntax);
        }

        /** The object without what leads back into its document; what it refers to is written. */
        private COSBase plain(COSBase object) throws IOException {
            COSBase bare = bare(object);
            if (numbers.containsKey(bare)) {
                return bare;
            }
            if (bare instanceof COSArray array) {
                COSArray copy = new COSArray();
                for (int i = 0; i < array.size(); i++) {
                    copy.add(plain(array.get(i)));
                }
                return copy;
            } else if (bare instanceof COSDictionary dictionary) {
                write(dictionary);
                return dictionary;
            }
            return bare;
        }

        private void write(COSDictionary dictionary) throws IOException {
            if (!open.add(dictionary)) {
                throw new IOException("the file refers to itself in a way that pages do not");
            }
            COSDictionary copy = new COSDictionary();
            for (Map.Entry<COSName, COSBase> entry : dictionary.entrySet()) {
                boolean length =
                        dictionary instanceof COSStream && entry.getKey().equals(COSName.LENGTH);
                if (!length && !LEADS_BACK.contains(entry.getKey())) {
                    copy.setItem(entry.getKey(), plain(entry.getValue()));
                }
            }
            open.remove(dictionary);
            Bytes object = new Bytes(512);
            byte[] data = null;
            if (dictionary instanceof COSStream stream) {
                syntax.entries(copy, object);
                try (InputStream in = stream.createRawInputStream()) {
                    data = in.readAllBytes();
                }
            } else {
                syntax.write(copy, object);
            }
            numbers.put(dictionary, once(object, data));
        }

        private COSBase bare(COSBase object) {
            COSBase bare = object;
            while (bare instanceof COSObject reference) {
                bare = reference.getObject();
            }
            return bare == null ? COSNull.NULL : bare;
        }
    }

    /** The number of an object that is written unless the same one has been. */
    private int once(Bytes object, byte @Nullable [] data) throws IOException {
        MessageDigest sum = Identity.digester();
        object.digest(sum);
        if (data != null) {
            sum.update((byte) 0);
            sum.update(data);
        }
        byte[] digest = sum.digest();
        identity.update(digest);
        ByteBuffer key = ByteBuffer.wrap(digest);
        Integer known = written.get(key);
        if (known != null) {
            return known;
        }
        int number = file.reserve();
        if (data == null) {
            file.put(number, object);
        } else {
            file.put(number, object, data);
        }
        written.put(key, number);
        return number;
    }
}
