package chalkgrad.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A file of a zip archive, compressed already: so that many threads can compress and one has but to append.
 *
 * <p>{@code ZipFileEntry.of("items/q-001-1.xml", bytes)}.
 *
 * @param name ASCII, with slashes
 * @param crc of the content
 * @param size of the content
 * @param deflated the content without zlib's frame
 */
record ZipFileEntry(String name, int crc, long size, byte[] deflated) {

    static ZipFileEntry of(String name, String content) {
        return of(name, content.getBytes(StandardCharsets.UTF_8));
    }

    static ZipFileEntry of(String name, byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        var deflater = deflater();
        var deflated = new ByteArrayOutputStream(content.length / 3 + 64);
        try (var out = new DeflaterOutputStream(deflated, deflater)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return new ZipFileEntry(name, (int) crc.getValue(), content.length, deflated.toByteArray());
    }

    /** Raw deflate, as archives want it. */
    static Deflater deflater() {
        return new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    }
}
