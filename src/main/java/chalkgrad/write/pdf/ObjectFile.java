package chalkgrad.write.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * A PDF file that is written object by object, from front to back; what has been written is kept no longer.
 *
 * <p>{@code int page = file.reserve(); file.put(page, bytes); file.finish("/Root 1 0 R")}.
 *
 * <p>Small objects are gathered into compressed streams of objects. Of each object only its place is remembered, in 13 bytes.
 */
final class ObjectFile {
    private static final int GATHERED = 500;
    private static final int FREE = 0;
    private static final int PLAIN = 1;
    private static final int GATHERED_TYPE = 2;

    private final OutputStream out;
    private final Packer packer;
    private final Bytes head = new Bytes(4_096);
    private final Bytes body = new Bytes(32_768);
    private final Bytes gathered = new Bytes(32_768);
    private final int[] members = new int[GATHERED];
    private final int[] starts = new int[GATHERED];
    private int waiting;
    private byte[] types = new byte[512];
    private long[] places = new long[512];
    private int[] indices = new int[512];
    private int count = 1;
    private long position;

    ObjectFile(OutputStream out, Packer packer) throws IOException {
        this.out = out;
        this.packer = packer;
        emit(head.ascii("%PDF-1.7\n%").put(0xE2).put(0xE3).put(0xCF).put(0xD3).put('\n'));
    }

    /** A number for an object that is to come. */
    int reserve() {
        if (count == types.length) {
            types = Arrays.copyOf(types, 2 * count);
            places = Arrays.copyOf(places, 2 * count);
            indices = Arrays.copyOf(indices, 2 * count);
        }
        return count++;
    }

    /** Writes an object that is no stream. */
    void put(int number, Bytes object) throws IOException {
        members[waiting] = number;
        starts[waiting++] = gathered.size();
        gathered.put(object).put('\n');
        if (waiting == GATHERED) {
            flush();
        }
    }

    /**
     * Writes a stream.
     *
     * @param entries of its dictionary, but for the length
     * @param data as the filters named there have made it
     */
    void put(int number, Bytes entries, byte[] data) throws IOException {
        types[number] = PLAIN;
        places[number] = position;
        head.clear();
        head.number(number).ascii(" 0 obj\n<<").put(entries).ascii("/Length ").number(data.length);
        emit(head.ascii(">>\nstream\n"));
        out.write(data);
        position += data.length;
        head.clear();
        emit(head.ascii("\nendstream\nendobj\n"));
    }

    /** Ends the stream of objects that is being gathered, so that what follows is in another one. */
    void flush() throws IOException {
        if (waiting == 0) {
            return;
        }
        int number = reserve();
        body.clear();
        for (int i = 0; i < waiting; i++) {
            body.number(members[i]).put(' ').number(starts[i]).put(' ');
            types[members[i]] = GATHERED_TYPE;
            places[members[i]] = number;
            indices[members[i]] = i;
        }
        int first = body.size();
        body.put(gathered);
        Bytes entries = new Bytes(64).ascii("/Type/ObjStm/N ").number(waiting).ascii("/First ");
        entries.number(first).ascii("/Filter/FlateDecode");
        waiting = 0;
        gathered.clear();
        put(number, entries, packer.pack(body));
    }

    /** Writes what is left and the table of all objects; {@code trailer} are entries such as {@code /Root 1 0 R}. */
    void finish(String trailer) throws IOException {
        flush();
        int number = reserve();
        types[number] = PLAIN;
        places[number] = position;
        int width = position > 0xFFFF_FFFFL ? 8 : 4;
        Bytes table = new Bytes((width + 3) * count);
        for (int i = 0; i < count; i++) {
            table.put(types[i]).big(places[i], width);
            table.big(types[i] == FREE && i == 0 ? 0xFFFF : indices[i], 2);
        }
        long start = position;
        Bytes entries = new Bytes(256).ascii("/Type/XRef/Size ").number(count);
        entries.ascii("/W[1 ").number(width).ascii(" 2]").ascii(trailer).ascii("/Filter/FlateDecode");
        put(number, entries, packer.pack(table));
        head.clear();
        emit(head.ascii("startxref\n").number(start).ascii("\n%%EOF\n"));
        out.flush();
    }

    private void emit(Bytes bytes) throws IOException {
        bytes.writeTo(out);
        position += bytes.size();
    }
}
