package chalkgrad.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Says whether the jar that the program is in can be read to its end.
 *
 * <p>{@code java -cp chalkgrad.jar chalkgrad.cli.SelfCheck chalkgrad.jar} prints {@code whole}; the launcher asks so after each build, and of a
 * jar that it has not made.
 */
public final class SelfCheck {
    private SelfCheck() {}

    /**
     * The check. Of a jar that is cut or damaged it prints nothing that begins with {@code whole}.
     *
     * @param args the jar
     */
    public static void main(String[] args) throws IOException {
        int entries = 0;
        try (var jar = new ZipFile(args[0])) {
            for (var all = jar.entries(); all.hasMoreElements(); entries++) {
                ZipEntry entry = all.nextElement();
                // The JDK does not compare the checksums itself.
                var content = new CheckedInputStream(jar.getInputStream(entry), new CRC32());
                long size = content.transferTo(OutputStream.nullOutputStream());
                if (size != entry.getSize() || content.getChecksum().getValue() != entry.getCrc()) {
                    throw new IOException(entry.getName() + " has been cut or changed");
                }
            }
        }
        System.out.println(entries > 0 ? "whole" : "empty");
    }
}
