package chalkgrad.write.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.HorizontalMetricsTable;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** A TrueType font out of the class path, parsed for the first time somebody asks for a glyph's width. */
final class FontFile {
    private final String name;
    private final TrueTypeFont font;
    private final CmapLookup characters;
    private final HorizontalMetricsTable metrics;
    private final double unitsPerEm;
    private final Kerning kerning;

    private FontFile(String name, byte[] file) throws IOException {
        this.name = name;
        this.kerning = Kerning.of(file);
        font = new TTFParser().parse(new RandomAccessReadBuffer(SlimFont.of(file)));
        characters = font.getUnicodeCmapLookup(false);
        metrics = font.getHorizontalMetrics();
        unitsPerEm = font.getUnitsPerEm();
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

    String name() {
        return name;
    }

    TrueTypeFont trueType() {
        return font;
    }

    /** The glyph of a character, 0 if the font has none; a symbol font keeps its characters in the private use area. */
    int glyph(int codePoint) {
        int glyph = characters.getGlyphId(codePoint);
        return glyph != 0 || codePoint > 0xFF ? glyph : characters.getGlyphId(0xF000 + codePoint);
    }

    /** A glyph's advance, in em. */
    double advance(int glyph) {
        return metrics.getAdvanceWidth(glyph) / unitsPerEm;
    }

    /** What is added between two glyphs that stand next to each other, in em. */
    double kern(int left, int right) {
        return kerning.between(left, right) / unitsPerEm;
    }
}
