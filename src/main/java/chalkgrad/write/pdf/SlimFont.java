package chalkgrad.write.pdf;

import java.nio.ByteBuffer;
import java.util.Set;

/**
 * A font file without the tables that embedding does not need.
 *
 * <p>PDFBox parses every table it finds; the substitution rules and glyph names of a Korean font cost more than all the rest. The file
 * stays as its authors made it; only the copy in memory loses entries of its table directory.
 */
final class SlimFont {
    private static final Set<String> UNUSED = Set.of("GSUB", "GPOS", "GDEF", "FFTM", "TeX ", "gasp");
    private static final int HEADER = 12;
    private static final int ENTRY = 16;
    private static final int POST_WITHOUT_NAMES = 0x00030000;

    private SlimFont() {}

    static byte[] of(byte[] file) {
        ByteBuffer from = ByteBuffer.wrap(file);
        byte[] slim = file.clone();
        ByteBuffer to = ByteBuffer.wrap(slim);
        int kept = 0;
        for (int i = 0; i < from.getShort(4); i++) {
            int entry = HEADER + ENTRY * i;
            String tag = tag(file, entry);
            if (UNUSED.contains(tag)) {
                continue;
            }
            System.arraycopy(file, entry, slim, HEADER + ENTRY * kept++, ENTRY);
            if (tag.equals("post")) {
                to.putInt(from.getInt(entry + 8), POST_WITHOUT_NAMES);
            }
        }
        to.putShort(4, (short) kept);
        return slim;
    }

    /** Where a table begins, or -1. */
    static int offset(ByteBuffer file, String table) {
        for (int i = 0; i < file.getShort(4); i++) {
            int entry = HEADER + ENTRY * i;
            if (tag(file.array(), entry).equals(table)) {
                return file.getInt(entry + 8);
            }
        }
        return -1;
    }

    private static String tag(byte[] file, int at) {
        return new String(file, at, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
