package chalkgrad.write.pdf;

import java.nio.ByteBuffer;

/** A font's table from characters to glyphs ({@code cmap}), in one of the two forms that Unicode fonts use. */
final class CharacterMap {
    private static final int SEGMENTS = 4;
    private static final int GROUPS = 12;

    private final ByteBuffer file;
    private final int at;
    private final int format;

    private CharacterMap(ByteBuffer file, int at) {
        this.file = file;
        this.at = at;
        format = u16(at);
    }

    /** The fullest of a font's maps: that of all planes, if there is one. */
    static CharacterMap of(ByteBuffer file, int table) {
        CharacterMap best = null;
        for (int i = 0; i < (file.getShort(table + 2) & 0xFFFF); i++) {
            CharacterMap map = new CharacterMap(file, table + file.getInt(table + 4 + 8 * i + 4));
            boolean known = map.format == SEGMENTS || map.format == GROUPS;
            if (known && (best == null || map.format > best.format)) {
                best = map;
            }
        }
        if (best == null) {
            throw new IllegalStateException("a font without a Unicode map");
        }
        return best;
    }

    /** 0 for a character the font does not have. */
    int glyph(int codePoint) {
        return format == GROUPS ? inGroups(codePoint) : codePoint > 0xFFFF ? 0 : inSegments(codePoint);
    }

    private int inSegments(int c) {
        int count = u16(at + 6) / 2;
        int ends = at + 14;
        int low = 0;
        int high = count - 1;
        while (low < high) { // the first segment that does not end before c
            int middle = (low + high) / 2;
            if (u16(ends + 2 * middle) < c) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int starts = ends + 2 * count + 2;
        int start = u16(starts + 2 * low);
        if (c < start || c > u16(ends + 2 * low)) {
            return 0;
        }
        int delta = u16(starts + 2 * count + 2 * low);
        int place = starts + 4 * count + 2 * low;
        int offset = u16(place);
        if (offset == 0) {
            return c + delta & 0xFFFF;
        }
        int glyph = u16(place + offset + 2 * (c - start));
        return glyph == 0 ? 0 : glyph + delta & 0xFFFF;
    }

    private int inGroups(int c) {
        int low = 0;
        int high = file.getInt(at + 12) - 1;
        while (low <= high) {
            int middle = (low + high) / 2;
            int group = at + 16 + 12 * middle;
            if (c < file.getInt(group)) {
                high = middle - 1;
            } else if (c > file.getInt(group + 4)) {
                low = middle + 1;
            } else {
                return file.getInt(group + 8) + c - file.getInt(group);
            }
        }
        return 0;
    }

    private int u16(int where) {
        return file.getShort(where) & 0xFFFF;
    }
}
