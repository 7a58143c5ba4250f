package chalkgrad.write.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A TrueType file with some of a font's glyphs, numbered anew, as PDF embeds it.
 *
 * <p>The instructions that fit outlines to the pixels of old screens stay behind: they are a third of a Korean font's
 * bytes.
 */
final class Subset {
    private static final int MORE_COMPONENTS = 0x20;
    private static final int HAS_INSTRUCTIONS = 0x100;
    private static final int WORDS = 0x01;
    private static final int SCALE = 0x08;
    private static final int TWO_SCALES = 0x40;
    private static final int MATRIX = 0x80;

    private final FontFile font;
    /** The font's number of each glyph of the subset; parts of composite glyphs join at the end. */
    private final List<Integer> glyphs;

    private Subset(FontFile font, List<Integer> glyphs) {
        this.font = font;
        this.glyphs = glyphs;
    }

    /** Glyph {@code i} of the result is glyph {@code glyphs.get(i)} of the font. */
    static byte[] of(FontFile font, List<Integer> glyphs) {
        return new Subset(font, new ArrayList<>(glyphs)).write();
    }

    private byte[] write() {
        ByteArrayOutputStream outlines = new ByteArrayOutputStream();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < glyphs.size(); i++) { // grows on the way
            places.add(outlines.size());
            byte[] outline = withoutHints(font.outline(glyphs.get(i)));
            outlines.write(outline, 0, outline.length);
            outlines.write(new byte[3], 0, -outline.length & 3);
        }
        places.add(outlines.size());
        ByteBuffer loca = ByteBuffer.allocate(4 * places.size());
        places.forEach(loca::putInt);
        ByteBuffer metrics = ByteBuffer.allocate(4 * glyphs.size());
        for (int glyph : glyphs) {
            metrics.putShort((short) font.advanceUnits(glyph)).putShort(font.leftBearing(glyph));
        }
        byte[] head = font.header("head", 54);
        ByteBuffer.wrap(head).putShort(50, (short) 1); // four bytes a place
        byte[] horizontal = font.header("hhea", 36);
        ByteBuffer.wrap(horizontal).putShort(34, (short) glyphs.size());
        byte[] limits = font.header("maxp", 32);
        ByteBuffer.wrap(limits).putShort(4, (short) glyphs.size());
        Map<String, byte[]> tables = new LinkedHashMap<>();
        tables.put("glyf", outlines.toByteArray());
        tables.put("head", head);
        tables.put("hhea", horizontal);
        tables.put("hmtx", metrics.array());
        tables.put("loca", loca.array());
        tables.put("maxp", limits);
        return file(tables);
    }

    private byte[] withoutHints(byte[] outline) {
        if (outline.length == 0) {
            return outline;
        }
        return ByteBuffer.wrap(outline).getShort(0) >= 0 ? simple(outline) : composite(outline);
    }

    private static byte[] simple(byte[] outline) {
        ByteBuffer in = ByteBuffer.wrap(outline);
        int at = 10 + 2 * in.getShort(0);
        int length = in.getShort(at) & 0xFFFF;
        byte[] out = new byte[outline.length - length];
        System.arraycopy(outline, 0, out, 0, at);
        System.arraycopy(outline, at + 2 + length, out, at + 2, out.length - at - 2);
        return out;
    }

    private byte[] composite(byte[] outline) {
        ByteBuffer in = ByteBuffer.wrap(outline);
        int at = 10;
        int flags;
        do {
            flags = in.getShort(at) & 0xFFFF;
            in.putShort(at, (short) (flags & ~HAS_INSTRUCTIONS));
            int part = in.getShort(at + 2) & 0xFFFF;
            in.putShort(at + 2, (short) glyphs.size());
            glyphs.add(part);
            at += 4 + ((flags & WORDS) != 0 ? 4 : 2);
            at += (flags & SCALE) != 0 ? 2 : (flags & TWO_SCALES) != 0 ? 4 : (flags & MATRIX) != 0 ? 8 : 0;
        } while ((flags & MORE_COMPONENTS) != 0);
        byte[] out = new byte[at];
        System.arraycopy(outline, 0, out, 0, at);
        return out;
    }

    private static byte[] file(Map<String, byte[]> tables) {
        int size = 12 + 16 * tables.size();
        for (byte[] table : tables.values()) {
            size += table.length + 3 & ~3;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        int power = Integer.highestOneBit(tables.size());
        out.putInt(0x00010000).putShort((short) tables.size()).putShort((short) (16 * power));
        out.putShort((short) Integer.numberOfTrailingZeros(power)).putShort((short) (16 * (tables.size() - power)));
        int offset = 12 + 16 * tables.size();
        for (Map.Entry<String, byte[]> table : tables.entrySet()) {
            byte[] data = table.getValue();
            out.put(table.getKey().getBytes(StandardCharsets.ISO_8859_1));
            out.putInt(checksum(data)).putInt(offset).putInt(data.length);
            System.arraycopy(data, 0, out.array(), offset, data.length);
            offset += data.length + 3 & ~3;
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
