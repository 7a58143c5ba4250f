package chalkgrad.write.pdf;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scilab.forge.jlatexmath.Box;

/**
 * What a formula's boxes draw: {@code drawing.paint(canvas, 11, x, y, Colour.BLACK)}.
 *
 * <p>The boxes are gone through once; the same formula comes again on the next page and in the next document. For one thread at a time.
 */
final class Drawing {
    private final MathFonts fonts;
    private final double width;
    private final double height;
    private final double depth;
    private @Nullable Box box;
    private List<Mark> marks = List.of();

    /** Something drawn, in em from the left end of the baseline, y upwards. */
    sealed interface Mark {}

    record Glyph(MathFonts.Symbol symbol, double size, double x, double y) implements Mark {}

    record Text(List<Glyphs> words, double size, double x, double y) implements Mark {}

    record Fill(Shape shape) implements Mark {}

    record Stroke(Shape shape, double width) implements Mark {}

    Drawing(Box box, MathFonts fonts) {
        this.box = box;
        this.fonts = fonts;
        width = box.getWidth();
        height = box.getHeight();
        depth = box.getDepth();
    }

    /** The same with other marks. */
    private Drawing(Drawing like, List<Mark> marks) {
        this.fonts = like.fonts;
        this.width = like.width;
        this.height = like.height;
        this.depth = like.depth;
        this.marks = marks;
    }

    /** A drawing as large as this one. */
    Drawing with(List<Mark> others) {
        return new Drawing(this, List.copyOf(others));
    }

    /** The glyph of a digit in the font of another. */
    Glyph digit(Glyph like, char digit) {
        return new Glyph(fonts.digit(like.symbol, digit), like.size, like.x, like.y);
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    double depth() {
        return depth;
    }

    /** What is drawn, in its order. */
    List<Mark> marks() {
        if (box != null) {
            GlyphGraphics graphics = new GlyphGraphics(fonts);
            box.draw(graphics, 0, 0);
            marks = graphics.marks();
            box = null;
        }
        return marks;
    }

    /** Draws with the baseline's left end at (x, y). */
    void paint(Canvas canvas, double size, double x, double y, Colour colour) {
        for (Mark mark : marks()) {
            if (mark instanceof Glyph glyph) {
                MathFonts.Symbol symbol = glyph.symbol;
                canvas.glyph(
                        symbol.font(),
                        symbol.glyph(),
                        symbol.text(),
                        size * glyph.size,
                        x + size * glyph.x,
                        y + size * glyph.y,
                        colour);
            } else if (mark instanceof Text text) {
                canvas.text(text.words, size * text.size, x + size * text.x, y + size * text.y, colour);
            } else if (mark instanceof Fill fill) {
                if (fill.shape instanceof Rectangle2D rule) {
                    canvas.rectangle(
                            x + size * rule.getX(),
                            y + size * rule.getY(),
                            size * rule.getWidth(),
                            size * rule.getHeight(),
                            colour);
                } else {
                    canvas.fill(placed(fill.shape, size, x, y), colour);
                }
            } else if (mark instanceof Stroke stroke) {
                canvas.stroke(placed(stroke.shape, size, x, y), size * stroke.width, colour);
            }
        }
    }

    private static Shape placed(Shape shape, double size, double x, double y) {
        return new AffineTransform(size, 0, 0, size, x, y).createTransformedShape(shape);
    }
}
