package chalkgrad.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Digests in hexadecimal digits: SHA-256 of what everything follows from, MD5 of the files that were made.
 *
 * <p>{@code Digest.of("")} begins with {@code e3b0c442}. The second finds a file that was cut off or edited; it guards against nobody's
 * cunning, as the manifest lies beside the files, and it costs a fifth, which shows where there are thousands.
 */
final class Digest {
    private static final int BUFFER = 1 << 16;

    private Digest() {}

    static String of(byte[] content) {
        return hex(sha().digest(content));
    }

    static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static String ofFile(byte[] content) {
        return hex(digest("MD5").digest(content));
    }

    /** Of a file, however large. */
    static String ofFile(Path file) throws IOException {
        MessageDigest sum = digest("MD5");
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(Folder.regular(file))) {
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                sum.update(buffer, 0, count);
            }
        }
        return hex(sum.digest());
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    static MessageDigest sha() {
        return digest("SHA-256");
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has it", e);
        }
    }
}
