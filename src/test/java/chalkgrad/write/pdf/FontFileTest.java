package chalkgrad.write.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our reading of fonts against PDFBox's. */
class FontFileTest {

    @ParameterizedTest
    @ValueSource(strings = {"cmunrm.ttf", "cmunbx.ttf", "NanumMyeongjo.ttf", "NanumMyeongjoBold.ttf"})
    void findsTheGlyphsAndWidthsThatPdfboxFinds(String name) throws IOException {
        FontFile ours = FontFile.read(FontFileTest.class, "/fonts/" + name);
        TrueTypeFont theirs = parse(name);
        CmapLookup characters = theirs.getUnicodeCmapLookup();
        int found = 0;
        for (int c = 0x100; c < 0x11000; c++) {
            int glyph = ours.glyph(c);
            assertThat(glyph).as("U+%04X", c).isEqualTo(characters.getGlyphId(c));
            if (glyph != 0) {
                assertThat(ours.advanceUnits(glyph)).isEqualTo(theirs.getAdvanceWidth(glyph));
                assertThat(ours.leftBearing(glyph))
                        .isEqualTo((short) theirs.getHorizontalMetrics().getLeftSideBearing(glyph));
                found++;
            }
        }
        assertThat(found).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmunrm.ttf", "NanumMyeongjo.ttf"})
    void aSubsetKeepsOutlinesAndLosesHints(String name) throws IOException {
        FontFile font = FontFile.read(FontFileTest.class, "/fonts/" + name);
        TrueTypeFont whole = parse(name);
        List<Integer> glyphs = new java.util.ArrayList<>(List.of(0));
        "AgéÅ½ 가힣□ﬁ".codePoints().map(font::glyph).filter(glyph -> glyph != 0).forEach(glyphs::add);
        byte[] file = Subset.of(font, glyphs);
        TrueTypeFont subset = new TTFParser(true).parse(new RandomAccessReadBuffer(file));
        for (int i = 0; i < glyphs.size(); i++) {
            GlyphData original = whole.getGlyph().getGlyph(glyphs.get(i));
            GlyphData kept = subset.getGlyph().getGlyph(i);
            if (original == null) {
                assertThat(kept).isNull();
            } else {
                assertThat(kept.getPath().getBounds2D())
                        .isEqualTo(original.getPath().getBounds2D());
                assertThat(kept.getDescription().getPointCount())
                        .isEqualTo(original.getDescription().getPointCount());
            }
            assertThat(subset.getAdvanceWidth(i)).isEqualTo(whole.getAdvanceWidth(glyphs.get(i)));
        }
        assertThat(subset.getTableMap()).doesNotContainKeys("fpgm", "prep", "cvt ");
    }

    @Test
    void kernsPairsThatNeedIt() {
        FontFile font = FontFile.read(FontFileTest.class, "/fonts/cmunrm.ttf");
        assertThat(font.kern(font.glyph('A'), font.glyph('V'))).isBetween(-0.2, -0.05);
        assertThat(font.kern(font.glyph('n'), font.glyph('n'))).isZero();
    }

    private static TrueTypeFont parse(String name) throws IOException {
        return new TTFParser()
                .parse(new RandomAccessReadBuffer(FontFileTest.class.getResourceAsStream("/fonts/" + name)));
    }
}
