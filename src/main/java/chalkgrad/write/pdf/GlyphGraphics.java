package chalkgrad.write.pdf;

import chalkgrad.write.pdf.Drawing.Fill;
import chalkgrad.write.pdf.Drawing.Glyph;
import chalkgrad.write.pdf.Drawing.Mark;
import chalkgrad.write.pdf.Drawing.Text;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/**
 * Collects what the boxes of a formula draw, as glyphs of embedded fonts and filled rules.
 *
 * <p>{@code box.draw(graphics, 0, 0); graphics.marks()}: both measure in em, the boxes with y downwards, the marks with y upwards.
 */
@NullUnmarked // the contract of java.awt
final class GlyphGraphics extends BlankGraphics {
    private final MathFonts fonts;
    private final List<Mark> marks = new ArrayList<>();
    private AffineTransform transform = new AffineTransform(1, 0, 0, -1, 0, 0);
    private Font font = MathFonts.STAND_IN;
    private java.awt.Stroke stroke = new BasicStroke(1);

    GlyphGraphics(MathFonts fonts) {
        this.fonts = fonts;
    }

    List<Mark> marks() {
        return List.copyOf(marks);
    }

    @Override
    public void drawChars(char[] data, int offset, int length, int x, int y) {
        double size = MathFonts.DESIGN_SIZE * scale();
        for (int i = 0; i < length; i++) {
            Point2D at = transform.transform(new Point2D.Double(x, y), null);
            marks.add(new Glyph(fonts.symbol(font.getName(), data[offset + i]), size, at.getX(), at.getY()));
        }
    }

    /** Words inside a formula, {@code size} em high. */
    void words(List<Glyphs> words, double size, double x, double y) {
        Point2D at = transform.transform(new Point2D.Double(x, y), null);
        marks.add(new Text(words, size * scale(), at.getX(), at.getY()));
    }

    private double scale() {
        return Math.abs(transform.getScaleX());
    }

    @Override
    public void fill(Shape shape) {
        Shape placed = transform.createTransformedShape(shape);
        marks.add(new Fill(shape instanceof Rectangle2D ? placed.getBounds2D() : placed));
    }

    @Override
    public void draw(Shape shape) {
        double width = stroke instanceof BasicStroke line ? line.getLineWidth() : 1;
        marks.add(new Drawing.Stroke(transform.createTransformedShape(shape), width * scale()));
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
    public void setStroke(java.awt.Stroke wanted) {
        stroke = wanted;
    }

    @Override
    public java.awt.Stroke getStroke() {
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
