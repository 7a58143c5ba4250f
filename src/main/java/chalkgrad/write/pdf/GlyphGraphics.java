package chalkgrad.write.pdf;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/**
 * Draws the boxes of a formula on a canvas, as glyphs of embedded fonts and filled rules.
 *
 * <p>{@code box.draw(new GlyphGraphics(canvas, fonts, x, baseline, 11, Colour.BLACK), 0, 0)}: the boxes measure in em
 * with y downwards, the page in points with y upwards.
 */
@NullUnmarked // the contract of java.awt
final class GlyphGraphics extends BlankGraphics {
    private final Canvas canvas;
    private final MathFonts fonts;
    private final Colour colour;
    private AffineTransform transform;
    private Font font = MathFonts.STAND_IN;
    private Stroke stroke = new BasicStroke(1);

    GlyphGraphics(Canvas canvas, MathFonts fonts, double x, double baseline, double size, Colour colour) {
        this.canvas = canvas;
        this.fonts = fonts;
        this.colour = colour;
        transform = new AffineTransform(size, 0, 0, -size, x, baseline);
    }

    @Override
    public void drawChars(char[] data, int offset, int length, int x, int y) {
        double size = MathFonts.DESIGN_SIZE * scale();
        for (int i = 0; i < length; i++) {
            Point2D at = transform.transform(new Point2D.Double(x, y), null);
            MathFonts.Symbol symbol = fonts.symbol(font.getName(), data[offset + i]);
            canvas.glyph(symbol.font(), symbol.glyph(), symbol.text(), size, at.getX(), at.getY(), colour);
        }
    }

    /** Words inside a formula, {@code size} em high. */
    void words(List<Glyphs> words, double size, double x, double y) {
        Point2D at = transform.transform(new Point2D.Double(x, y), null);
        canvas.text(words, size * scale(), at.getX(), at.getY(), colour);
    }

    private double scale() {
        return Math.abs(transform.getScaleX());
    }

    @Override
    public void fill(Shape shape) {
        canvas.fill(transform.createTransformedShape(shape), colour);
    }

    @Override
    public void draw(Shape shape) {
        double width = stroke instanceof BasicStroke line ? line.getLineWidth() : 1;
        canvas.stroke(transform.createTransformedShape(shape), width * scale(), colour);
    }

    @Override
    public void drawLine(int x1, int y1, int x2, int y2) {
        draw(new Line2D.Double(x1, y1, x2, y2));
    }

    @Override
    public void fillRect(int x, int y, int width, int height) {
        fill(new Rectangle(x, y, width, height));
    }

    @Override
    public void setFont(Font wanted) {
        font = wanted;
    }

    @Override
    public Font getFont() {
        return font;
    }

    /** Formulas are of the colour of what they stand in. */
    @Override
    public void setColor(Color wanted) {}

    @Override
    public Color getColor() {
        return Color.BLACK;
    }

    @Override
    public void setStroke(Stroke wanted) {
        stroke = wanted;
    }

    @Override
    public Stroke getStroke() {
        return stroke;
    }

    @Override
    public void translate(int x, int y) {
        transform.translate(x, y);
    }

    @Override
    public void translate(double x, double y) {
        transform.translate(x, y);
    }

    @Override
    public void scale(double x, double y) {
        transform.scale(x, y);
    }

    @Override
    public void transform(AffineTransform more) {
        transform.concatenate(more);
    }

    @Override
    public void setTransform(AffineTransform wanted) {
        transform = new AffineTransform(wanted);
    }

    @Override
    public AffineTransform getTransform() {
        return new AffineTransform(transform);
    }
}
