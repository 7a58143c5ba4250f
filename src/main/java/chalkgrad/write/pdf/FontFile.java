package chalkgrad.write.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A TrueType font out of the class path: {@code font.advance(font.glyph('가'))}.
 *
 * <p>Nothing is parsed ahead: a glyph's width and outline are looked up where they stand in the file, so that a font of
 * 4 MB costs no more than reading it.
 */
final class FontFile {
    private static final int MICROSOFT = 3;
    private static final int POST_SCRIPT_NAME = 6;

    private final String path;
    private final ByteBuffer file;
    private final Map<String, Integer> tables = new HashMap<>();
    private final CharacterMap characters;
    private final Kerning kerning;
    private final int unitsPerEm;
    private final int longMetrics;
    private final boolean longOffsets;
    private final int metrics;

    private FontFile(String path, byte[] bytes) {
        this.path = path;
        file = ByteBuffer.wrap(bytes);
        for (int i = 0; i < u16(4); i++) {
            int entry = 12 + 16 * i;
            tables.put(new String(bytes, entry, 4, StandardCharsets.ISO_8859_1), file.getInt(entry + 8));
        }
        unitsPerEm = u16(table("head") + 18);
        longOffsets = u16(table("head") + 50) == 1;
        metrics = table("hmtx");
        longMetrics = u16(table("hhea") + 34);
        characters = CharacterMap.of(file, table("cmap"));
        kerning = Kerning.of(file, tables.getOrDefault("GPOS", -1));
    }

    /** Reads the font at {@code path}, seen from {@code neighbour}. */
    static FontFile read(Class<?> neighbour, String path) {
        try (InputStream in = neighbour.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("font not packed: " + path);
            }
            return new FontFile(path, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("font cannot be read: " + path, e);
        }
    }

    /** The name by which PDF knows it, such as {@code CMUSerif-Roman}. */
    String name() {
        int names = table("name");
        for (int i = 0; i < u16(names + 2); i++) {
            int entry = names + 6 + 12 * i;
            if (u16(entry) == MICROSOFT && u16(entry + 6) == POST_SCRIPT_NAME) {
                byte[] text = bytes(names + u16(names + 4) + u16(entry + 10), u16(entry + 8));
                return new String(text, StandardCharsets.UTF_16BE);
            }
        }
        throw new IllegalStateException(path + " has no name");
    }

    /** The glyph of a character, 0 if the font has none; a symbol font keeps its characters in the private use area. */
    int glyph(int codePoint) {
        int glyph = characters.glyph(codePoint);
        return glyph != 0 || codePoint > 0xFF ? glyph : characters.glyph(0xF000 + codePoint);
    }

    /** A glyph's advance, in em. */
    double advance(int glyph) {
        return (double) u16(metrics + 4 * Math.min(glyph, longMetrics - 1)) / unitsPerEm;
    }

    /** What is added between two glyphs that stand next to each other, in em. */
    double kern(int left, int right) {
        return (double) kerning.between(left, right) / unitsPerEm;
    }

    /** From the left edge of a glyph's place to its outline, in the font's units. */
    short leftBearing(int glyph) {
        int beyond = Math.max(0, glyph - longMetrics + 1);
        int last = metrics + 4 * Math.min(glyph, longMetrics - 1) + 2;
        return file.getShort(last + 2 * beyond);
    }

    /** In the font's units. */
    int advanceUnits(int glyph) {
        return u16(metrics + 4 * Math.min(glyph, longMetrics - 1));
    }

    int unitsPerEm() {
        return unitsPerEm;
    }

    /** A glyph's outline as it stands in the file, with its hints; empty for a space. */
    byte[] outline(int glyph) {
        int loca = table("loca");
        int from = longOffsets ? file.getInt(loca + 4 * glyph) : 2 * u16(loca + 2 * glyph);
        int to = longOffsets ? file.getInt(loca + 4 * glyph + 4) : 2 * u16(loca + 2 * glyph + 2);
        return bytes(table("glyf") + from, to - from);
    }

    /** A copy of the first {@code length} bytes of a table. */
    byte[] header(String table, int length) {
        return bytes(table(table), length);
    }

    private byte[] bytes(int at, int length) {
        byte[] copy = new byte[length];
        file.get(at, copy);
        return copy;
    }

    private int table(String tag) {
        Integer at = tables.get(tag);
        if (at == null) {
            throw new IllegalStateException(path + " has no table " + tag);
        }
        return at;
    }

    private int u16(int at) {
        return file.getShort(at) & 0xFFFF;
    }
}
