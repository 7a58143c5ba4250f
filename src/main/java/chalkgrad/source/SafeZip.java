package chalkgrad.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Takes some entries out of an archive in memory; nothing is written, and what would unpack to too much is refused. */
final class SafeZip {
    private static final int MOST_ENTRIES = 10_000;
    private static final int LARGEST_ENTRY = 32 << 20;
    private static final int MOST_BYTES = 256 << 20;

    private SafeZip() {}

    /** Whether a file begins as an archive does. */
    static boolean is(byte[] content) {
        return content.length > 3
                && content[0] == 'P'
                && content[1] == 'K'
                && (content[2] == 3 && content[3] == 4 || content[2] == 5 && content[3] == 6);
    }

    /** What the archive has of some entries, and of the others only their names. */
    static Map<String, byte[]> entries(byte[] content, Set<String> wanted) throws Refusal {
        var found = new HashMap<String, byte[]>();
        long left = MOST_BYTES;
        int count = 0;
        byte[] buffer = new byte[1 << 16];
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++count > MOST_ENTRIES) {
                    throw new Refusal("it is an archive of more than " + MOST_ENTRIES + " entries");
                }
                boolean kept = wanted.contains(entry.getName());
                var out = new ByteArrayOutputStream();
                long size = 0;
                for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
                    size += n;
                    left -= n;
                    if (left < 0 || kept && size > LARGEST_ENTRY) {
                        throw new Refusal("it unpacks to far more than any derivation has, so it is not unpacked");
                    }
                    if (kept) {
                        out.write(buffer, 0, n);
                    }
                }
                if (found.put(entry.getName(), out.toByteArray()) != null && kept) {
                    throw new Refusal("its entry “" + entry.getName() + "” is there twice");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal("the archive is damaged or locked: " + e.getMessage());
        }
        return found;
    }
}
