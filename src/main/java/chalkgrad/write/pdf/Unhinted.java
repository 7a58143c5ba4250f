package chalkgrad.write.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A subset font without the instructions that fit outlines to the pixels of old screens: a third of a Korean font's bytes.
 *
 * <p>The outlines stay what they are. Takes and gives a TrueType file as PDF embeds it.
 */
final class Unhinted {
    private static final Set<String> INSTRUCTIONS = Set.of("fpgm", "prep", "cvt ", "gasp");
    private static final int MORE_COMPONENTS = 0x20;
    private static final int HAS_INSTRUCTIONS = 0x100;
    private static final int WORDS = 0x01;
    private static final int SCALE = 0x08;
    private static final int TWO_SCALES = 0x40;
    private static final int MATRIX = 0x80;

    private final ByteBuffer file;

    private Unhinted(byte[] file) {
        this.file = ByteBuffer.wrap(file);
    }

    static byte[] of(byte[] font) {
        return new Unhinted(font).strip();
    }

    private byte[] strip() {
        Map<String, byte[]> tables = new LinkedHashMap<>();
        for (int i = 0; i < file.getShort(4); i++) {
            int entry = 12 + 16 * i;
            String tag = new String(file.array(), entry, 4, StandardCharsets.ISO_8859_1);
            if (!INSTRUCTIONS.contains(tag)) {
                byte[] table = new byte[file.getInt(entry + 12)];
                System.arraycopy(file.array(), file.getInt(entry + 8), table, 0, table.length);
                tables.put(tag, table);
            }
        }
        stripGlyphs(tables);
        return write(tables);
    }

    private void stripGlyphs(Map<String, byte[]> tables) {
        int count = table("maxp").getShort(4) & 0xFFFF;
        ByteBuffer oldPlaces = table("loca");
        boolean wide = table("head").getShort(50) == 1;
        ByteBuffer glyphs = table("glyf");
        ByteBuffer places = ByteBuffer.allocate(4 * (count + 1));
        ByteArrayOutputStream stripped = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            places.putInt(stripped.size());
            int from = wide ? oldPlaces.getInt(4 * i) : 2 * (oldPlaces.getShort(2 * i) & 0xFFFF);
            int to = wide ? oldPlaces.getInt(4 * i + 4) : 2 * (oldPlaces.getShort(2 * i + 2) & 0xFFFF);
            if (to > from) {
                byte[] glyph = new byte[to - from];
                glyphs.get(from, glyph);
                byte[] without = ByteBuffer.wrap(glyph).getShort(0) >= 0 ? simple(glyph) : composite(glyph);
                stripped.write(without, 0, without.length);
                for (int pad = without.length; pad % 4 != 0; pad++) {
                    stripped.write(0);
                }
            }
        }
        places.putInt(stripped.size());
        tables.put("glyf", stripped.toByteArray());
        tables.put("loca", places.array());
        ByteBuffer.wrap(tables.get("head")).putShort(50, (short) 1);
    }

    private static byte[] simple(byte[] glyph) {
        ByteBuffer in = ByteBuffer.wrap(glyph);
        int at = 10 + 2 * in.getShort(0);
        int length = in.getShort(at) & 0xFFFF;
        byte[] out = new byte[glyph.length - length];
        System.arraycopy(glyph, 0, out, 0, at);
        System.arraycopy(glyph, at + 2 + length, out, at + 2, out.length - at - 2);
        return out;
    }

    private static byte[] composite(byte[] glyph) {
        ByteBuffer in = ByteBuffer.wrap(glyph);
        int at = 10;
        int flags;
        do {
            flags = in.getShort(at) & 0xFFFF;
            in.putShort(at, (short) (flags & ~HAS_INSTRUCTIONS));
            at += 4 + ((flags & WORDS) != 0 ? 4 : 2);
            at += (flags & SCALE) != 0 ? 2 : (flags & TWO_SCALES) != 0 ? 4 : (flags & MATRIX) != 0 ? 8 : 0;
        } while ((flags & MORE_COMPONENTS) != 0);
        byte[] out = new byte[at];
        System.arraycopy(glyph, 0, out, 0, at);
        return out;
    }

    private ByteBuffer table(String tag) {
        return file.duplicate().position(SlimFont.offset(file, tag)).slice().order(ByteOrder.BIG_ENDIAN);
    }

    private byte[] write(Map<String, byte[]> tables) {
        int size = 12 + 16 * tables.size();
        for (byte[] table : tables.values()) {
            size += (table.length + 3) / 4 * 4;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        int power = Integer.highestOneBit(tables.size());
        out.putInt(file.getInt(0)).putShort((short) tables.size()).putShort((short) (16 * power));
        out.putShort((short) Integer.numberOfTrailingZeros(power)).putShort((short) (16 * (tables.size() - power)));
        int offset = 12 + 16 * tables.size();
        for (Map.Entry<String, byte[]> table : tables.entrySet()) {
            byte[] data = table.getValue();
            out.put(table.getKey().getBytes(StandardCharsets.ISO_8859_1));
            out.putInt(checksum(data)).putInt(offset).putInt(data.length);
            System.arraycopy(data, 0, out.array(), offset, data.length);
            offset += (data.length + 3) / 4 * 4;
        }
        return out.array();
    }

    private static int checksum(byte[] table) {
        int sum = 0;
        for (int i = 0; i < table.length; i++) {
            sum += (table[i] & 0xFF) << 8 * (3 - i % 4);
        }
        return sum;
    }
}
