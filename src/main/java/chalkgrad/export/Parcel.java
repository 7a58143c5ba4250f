package chalkgrad.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a variant brings to a package: files, and pieces of the files that come last.
 *
 * <p>{@code Parcel.of(parcel.bytes())} is equal to the parcel.
 */
record Parcel(List<ZipFileEntry> files, List<Piece> pieces) {
    Parcel {
        files = List.copyOf(files);
        pieces = List.copyOf(pieces);
    }

    /** A piece of a file that comes last, and which. */
    record Piece(String of, String text) {}

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(files.size());
            for (ZipFileEntry file : files) {
                out.writeUTF(file.name());
                out.writeInt(file.crc());
                out.writeLong(file.size());
                write(file.deflated(), out);
            }
            out.writeInt(pieces.size());
            for (Piece piece : pieces) {
                out.writeUTF(piece.of());
                write(piece.text().getBytes(StandardCharsets.UTF_8), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Parcel of(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var files = new ArrayList<ZipFileEntry>();
            for (int count = in.readInt(); count > 0; count--) {
                files.add(new ZipFileEntry(in.readUTF(), in.readInt(), in.readLong(), read(in)));
            }
            var pieces = new ArrayList<Piece>();
            for (int count = in.readInt(); count > 0; count--) {
                pieces.add(new Piece(in.readUTF(), new String(read(in), StandardCharsets.UTF_8)));
            }
            return new Parcel(files, pieces);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] read(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
