package chalkgrad.write.pdf;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a file is told apart by: the digest of its content, as it carries no time of writing. */
final class Identity {
    private Identity() {}

    /** The digest that the format suggests, and one of the quickest: nobody gains by two objects that share it. */
    static MessageDigest digester() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** The entry of a file's trailer: {@code /ID[<…><…>]}. */
    static String entry(byte[] digest) {
        Bytes hex = new Bytes(32);
        for (int i = 0; i < 16; i += 2) {
            hex.hex((digest[i] & 0xFF) << 8 | digest[i + 1] & 0xFF);
        }
        return "/ID[<" + hex + "><" + hex + ">]";
    }
}
