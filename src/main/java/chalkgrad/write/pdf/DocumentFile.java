package chalkgrad.write.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * A document of PDFBox's as a file: {@code DocumentFile.bytes(document, packer)}.
 *
 * <p>A dictionary has a number of its own where it is used more than once, or where the format asks for it; numbers follow the order in
 * which a reader comes to the objects. PDFBox's own way of saving takes three times as long.
 */
final class DocumentFile {
    /** What the format wants to be referred to. */
    private static final Set<COSName> APART = Set.of(
            COSName.CATALOG, COSName.PAGES, COSName.PAGE, COSName.STRUCT_TREE_ROOT, COSName.FONT, COSName.FONT_DESC);

    private final Map<COSBase, Integer> uses = new IdentityHashMap<>(1_024);
    private final Map<COSBase, Integer> numbers = new IdentityHashMap<>(1_024);
    private final List<COSDictionary> order = new ArrayList<>();

    private final Structure structure;

    private DocumentFile(Structure structure) {
        this.structure = structure;
    }

    static byte[] bytes(PDDocument document, Structure structure, Packer packer) throws IOException {
        return new DocumentFile(structure).write(document, packer);
    }

    private byte[] write(PDDocument document, Packer packer) throws IOException {
        COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
        COSDictionary information = document.getDocumentInformation().getCOSObject();
        collect(catalog);
        collect(information);
        var out = new ByteArrayOutputStream(1 << 16);
        ObjectFile file = new ObjectFile(out, packer);
        for (COSDictionary each : order) {
            if (each == catalog || each == information || isApart(each)) {
                numbers.put(each, file.reserve());
            }
        }
        Syntax syntax = new Syntax(object -> object instanceof COSDictionary ? numbers.getOrDefault(object, 0) : 0);
        Bytes object = new Bytes(4_096);
        for (COSDictionary each : order) {
            Integer number = numbers.get(each);
            if (number == null || each == structure.root()) {
                continue;
            }
            object.clear();
            if (each instanceof COSStream stream) {
                stream.removeItem(COSName.LENGTH);
                syntax.entries(stream, object);
                file.put(number, object, raw(stream));
            } else {
                syntax.write(each, object);
                file.put(number, object);
            }
        }
        // Who wants nothing but the pages need not unpack what follows.
        file.flush();
        structure.write(file, each -> Objects.requireNonNull(numbers.get(each)));
        file.flush();
        String id = Identity.entry(Identity.digester().digest(out.toByteArray()));
        file.finish("/Root " + numbers.get(catalog) + " 0 R/Info " + numbers.get(information) + " 0 R" + id);
        return out.toByteArray();
    }

    private boolean isApart(COSDictionary dictionary) {
        return dictionary instanceof COSStream
                || structure.refersTo(dictionary)
                || uses.getOrDefault(dictionary, 0) > 1
                || dictionary.getDictionaryObject(COSName.TYPE) instanceof COSName type && APART.contains(type);
    }

    /** Counts how often each dictionary is used, without recursion: a tree may be deep. */
    private void collect(COSDictionary root) {
        Deque<COSBase> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            COSBase next = open.pop();
            if (next instanceof COSDictionary dictionary) {
                if (uses.merge(dictionary, 1, Integer::sum) == 1) {
                    order.add(dictionary);
                    dictionary.getValues().forEach(value -> later(value, open));
                }
            } else if (next instanceof COSArray array) {
                for (int i = array.size() - 1; i >= 0; i--) {
                    later(array.get(i), open);
                }
            }
        }
    }

    private static void later(COSBase value, Deque<COSBase> open) {
        if (value instanceof COSDictionary || value instanceof COSArray) {
            open.push(value);
        }
    }

    private static byte[] raw(COSStream stream) throws IOException {
        try (InputStream in = stream.createRawInputStream()) {
            return in.readAllBytes();
        }
    }
}
