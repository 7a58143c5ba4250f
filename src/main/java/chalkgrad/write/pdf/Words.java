package chalkgrad.write.pdf;

import java.awt.Graphics2D;
import java.util.List;
import org.scilab.forge.jlatexmath.Atom;
import org.scilab.forge.jlatexmath.Box;
import org.scilab.forge.jlatexmath.DefaultTeXFont;
import org.scilab.forge.jlatexmath.TeXEnvironment;

/** Words inside a formula, set from the fonts of running text: Hangul, above all, which no mathematical font has. */
final class Words extends Atom {
    private static final double SIZE = 0.95;

    private final List<Glyphs> glyphs;

    Words(List<Glyphs> glyphs) {
        this.glyphs = glyphs;
    }

    @Override
    public Box createBox(TeXEnvironment environment) {
        return new WordBox(glyphs, SIZE * DefaultTeXFont.getSizeFactor(environment.getStyle()));
    }

    /** The words at a size in em. */
    static Box box(List<Glyphs> glyphs) {
        return new WordBox(glyphs, 1);
    }

    private static final class WordBox extends Box {
        private final List<Glyphs> glyphs;
        private final double size;

        WordBox(List<Glyphs> glyphs, double size) {
            this.glyphs = glyphs;
            this.size = size;
            setWidth((float) (Typeface.width(glyphs) * size));
            setHeight((float) (0.78 * size));
            setDepth((float) (0.2 * size));
        }

        @Override
        public void draw(Graphics2D graphics, float x, float y) {
            ((GlyphGraphics) graphics).words(glyphs, size, x, y);
        }

        @Override
        public int getLastFontId() {
            return 0;
        }
    }
}
