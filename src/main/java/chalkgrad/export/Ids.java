package chalkgrad.export;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names for files and for XML that are safe everywhere, made of ids that need not be.
 *
 * <p>{@code Ids.safe("001-3")} is itself; {@code Ids.safe("../x")} is {@code _2e__2e__2f_x}: other ids, other names.
 */
final class Ids {
    private static final int LONGEST = 60;
    private static final int KEPT = 40;
    private static final int DIGEST = 16;

    private Ids() {}

    /** ASCII letters and digits, {@code - _ .}; at most sixty characters. */
    static String safe(String id) {
        var out = new StringBuilder();
        id.codePoints().forEach(c -> {
            boolean isPlain = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '-';
            if (isPlain) {
                out.append((char) c);
            } else {
                out.append('_').append(Integer.toHexString(c)).append('_');
            }
        });
        // No short name has a dot, so that none is another's long one.
        return out.length() <= LONGEST ? out.toString() : out.substring(0, KEPT) + "." + digest(id);
    }

    private static String digest(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
