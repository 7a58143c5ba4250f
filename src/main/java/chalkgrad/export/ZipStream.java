package chalkgrad.export;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A zip archive as a stream: the same files in the same order are the same bytes, and any number of them takes the same memory.
 *
 * <p>{@code zip.add(ZipFileEntry.of("a.txt", bytes)); zip.finish();}
 *
 * <p>Java's own writer keeps every file's name in memory until the end, and compresses on the one thread that writes. Past 65,535 files or
 * 4 GB the directory is that of zip64.
 */
final class ZipStream implements Closeable {
    /** The first day that archives know, 1980-01-01, at midnight. */
    private static final short DATE = 0x21;

    private static final short DEFLATED = 8;
    private static final short VERSION = 20;
    private static final short VERSION_64 = 45;
    private static final long MOST_SHORT = 0xFFFF;
    private static final long MOST_INT = 0xFFFFFFFFL;

    private final OutputStream out;
    private final Spool directory = new Spool();
    private long written;
    private long files;

    ZipStream(OutputStream out) {
        this.out = out;
    }

    void add(ZipFileEntry entry) throws IOException {
        header(entry.name(), entry.crc(), entry.deflated().length, entry.size());
        write(entry.deflated());
    }

    /** A long file that was spooled. */
    void add(String name, Spool content) throws IOException {
        Deflater deflater = ZipFileEntry.deflater();
        try (var deflated = new Spool()) {
            var crc = new CRC32();
            var compressing = new DeflaterOutputStream(deflated, deflater);
            content.copy(new CheckedOutputStream(compressing, crc));
            compressing.finish();
            header(name, (int) crc.getValue(), deflated.size(), content.size());
            deflated.copy(out);
            written += deflated.size();
        } finally {
            deflater.end();
        }
    }

    /** A file's own header, and its line of the directory. */
    private void header(String name, int crc, long deflated, long size) throws IOException {
        byte[] path = name.getBytes(StandardCharsets.US_ASCII);
        boolean isLong = deflated >= MOST_INT || size >= MOST_INT;
        boolean isFar = written >= MOST_INT;
        ByteBuffer local = buffer(30 + path.length + 20);
        local.putInt(0x04034b50);
        common(
                local,
                isLong,
                crc,
                isLong ? MOST_INT : deflated,
                isLong ? MOST_INT : size,
                path.length,
                isLong ? 20 : 0);
        local.put(path);
        if (isLong) {
            local.putShort((short) 1).putShort((short) 16).putLong(size).putLong(deflated);
        }
        int extra = (isLong ? 16 : 0) + (isFar ? 8 : 0);
        ByteBuffer line = buffer(46 + path.length + 32);
        line.putInt(0x02014b50).putShort(isLong || isFar ? VERSION_64 : VERSION);
        common(
                line,
                isLong || isFar,
                crc,
                isLong ? MOST_INT : deflated,
                isLong ? MOST_INT : size,
                path.length,
                extra > 0 ? extra + 4 : 0);
        line.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
        line.putInt((int) Math.min(written, MOST_INT)).put(path);
        if (extra > 0) {
            line.putShort((short) 1).putShort((short) extra);
            if (isLong) {
                line.putLong(size).putLong(deflated);
            }
            if (isFar) {
                line.putLong(written);
            }
        }
        directory.write(bytes(line));
        files++;
        write(local);
    }

    private static void common(ByteBuffer to, boolean is64, int crc, long deflated, long size, int name, int extra) {
        to.putShort(is64 ? VERSION_64 : VERSION).putShort((short) 0).putShort(DEFLATED);
        to.putShort((short) 0).putShort(DATE);
        to.putInt(crc).putInt((int) deflated).putInt((int) size);
        to.putShort((short) name).putShort((short) extra);
    }

    void finish() throws IOException {
        long start = written;
        directory.copy(out);
        written += directory.size();
        if (files >= MOST_SHORT || start >= MOST_INT || directory.size() >= MOST_INT) {
            ByteBuffer end = buffer(76);
            end.putInt(0x06064b50)
                    .putLong(44)
                    .putShort(VERSION_64)
                    .putShort(VERSION_64)
                    .putInt(0)
                    .putInt(0);
            end.putLong(files).putLong(files).putLong(directory.size()).putLong(start);
            end.putInt(0x07064b50).putInt(0).putLong(written).putInt(1);
            write(end);
        }
        ByteBuffer end = buffer(22);
        short count = (short) Math.min(files, MOST_SHORT);
        end.putInt(0x06054b50).putInt(0).putShort(count).putShort(count);
        end.putInt((int) Math.min(directory.size(), MOST_INT))
                .putInt((int) Math.min(start, MOST_INT))
                .putShort((short) 0);
        write(end);
        out.flush();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private void write(ByteBuffer buffer) throws IOException {
        write(bytes(buffer));
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
