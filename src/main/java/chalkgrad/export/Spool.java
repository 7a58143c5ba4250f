package chalkgrad.export;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Something that is written now and wanted at the end: in memory while it is short, in a temporary file from then on.
 *
 * <p>{@code spool.add("<file/>")} for each, then {@code spool.copy(out)}.
 */
final class Spool extends OutputStream implements Closeable {
    private static final int IN_MEMORY = 1 << 18;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream disk;
    private long size;

    void add(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        OutputStream out = disk;
        if (out == null && size + length > IN_MEMORY) {
            Path made = Files.createTempFile("chalkgrad", ".part");
            file = made;
            out = new BufferedOutputStream(Files.newOutputStream(made), 1 << 16);
            disk = out;
            memory.writeTo(out);
            memory.reset();
        }
        (out == null ? memory : out).write(bytes, from, length);
        size += length;
    }

    long size() {
        return size;
    }

    /** Everything that has been written so far. */
    void copy(OutputStream out) throws IOException {
        if (disk == null || file == null) {
            memory.writeTo(out);
            return;
        }
        disk.flush();
        Files.copy(file, out);
    }

    @Override
    public void close() throws IOException {
        OutputStream out = disk;
        Path made = file;
        disk = null;
        file = null;
        memory.reset();
        try {
            if (out != null) {
                out.close();
            }
        } finally {
            if (made != null) {
                Files.deleteIfExists(made);
            }
        }
    }
}
