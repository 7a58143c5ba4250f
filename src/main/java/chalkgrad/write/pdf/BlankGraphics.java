package chalkgrad.write.pdf;

import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/** A graphics context on which nothing can be drawn: the operations a formula's boxes never ask for. */
@NullUnmarked // the contract of java.awt
abstract class BlankGraphics extends Graphics2D {

    private static UnsupportedOperationException never() {
        return new UnsupportedOperationException("not needed to draw a formula");
    }

    @Override
    public boolean drawImage(Image image, java.awt.geom.AffineTransform transform, ImageObserver observer) {
        throw never();
    }

    @Override
    public void drawImage(BufferedImage image, BufferedImageOp operation, int x, int y) {
        throw never();
    }

    @Override
    public void drawRenderedImage(RenderedImage image, java.awt.geom.AffineTransform transform) {
        throw never();
    }

    @Override
    public void drawRenderableImage(RenderableImage image, java.awt.geom.AffineTransform transform) {
        throw never();
    }

    @Override
    public boolean drawImage(Image image, int x, int y, ImageObserver observer) {
        throw never();
    }

    @Override
    public boolean drawImage(Image image, int x, int y, int width, int height, ImageObserver observer) {
        throw never();
    }

    @Override
    public boolean drawImage(Image image, int x, int y, Color background, ImageObserver observer) {
        throw never();
    }

    @Override
    public boolean drawImage(Image image, int x, int y, int w, int h, Color background, ImageObserver observer) {
        throw never();
    }

    @Override
    public boolean drawImage(Image i, int a, int b, int c, int d, int e, int f, int g, int h, ImageObserver observer) {
        throw never();
    }

    @Override
    public boolean drawImage(
            Image i, int a, int b, int c, int d, int e, int f, int g, int h, Color colour, ImageObserver observer) {
        throw never();
    }

    @Override
    public void drawString(String text, int x, int y) {
        throw never();
    }

    @Override
    public void drawString(String text, float x, float y) {
        throw never();
    }

    @Override
    public void drawString(AttributedCharacterIterator text, int x, int y) {
        throw never();
    }

    @Override
    public void drawString(AttributedCharacterIterator text, float x, float y) {
        throw never();
    }

    @Override
    public void drawGlyphVector(GlyphVector glyphs, float x, float y) {
        throw never();
    }

    @Override
    public boolean hit(Rectangle rectangle, Shape shape, boolean onStroke) {
        throw never();
    }

    @Override
    public GraphicsConfiguration getDeviceConfiguration() {
        throw never();
    }

    @Override
    public FontRenderContext getFontRenderContext() {
        throw never();
    }

    @Override
    public FontMetrics getFontMetrics(Font font) {
        throw never();
    }

    @Override
    public Graphics create() {
        throw never();
    }

    @Override
    public void shear(double x, double y) {
        throw never();
    }

    @Override
    public void rotate(double angle) {
        throw never();
    }

    @Override
    public void rotate(double angle, double x, double y) {
        throw never();
    }

    @Override
    public void clearRect(int x, int y, int width, int height) {
        throw never();
    }

    @Override
    public void copyArea(int x, int y, int width, int height, int dx, int dy) {
        throw never();
    }

    @Override
    public void drawRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
        throw never();
    }

    @Override
    public void fillRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
        throw never();
    }

    @Override
    public void drawOval(int x, int y, int width, int height) {
        throw never();
    }

    @Override
    public void fillOval(int x, int y, int width, int height) {
        throw never();
    }

    @Override
    public void drawArc(int x, int y, int width, int height, int start, int angle) {
        throw never();
    }

    @Override
    public void fillArc(int x, int y, int width, int height, int start, int angle) {
        throw never();
    }

    @Override
    public void drawPolyline(int[] x, int[] y, int points) {
        throw never();
    }

    @Override
    public void drawPolygon(int[] x, int[] y, int points) {
        throw never();
    }

    @Override
    public void fillPolygon(int[] x, int[] y, int points) {
        throw never();
    }

    @Override
    public void setComposite(Composite composite) {}

    @Override
    public Composite getComposite() {
        return null;
    }

    @Override
    public void setRenderingHint(RenderingHints.Key key, Object value) {}

    @Override
    public Object getRenderingHint(RenderingHints.Key key) {
        return null;
    }

    @Override
    public void setRenderingHints(Map<?, ?> hints) {}

    @Override
    public void addRenderingHints(Map<?, ?> hints) {}

    @Override
    public RenderingHints getRenderingHints() {
        return new RenderingHints(null);
    }

    @Override
    public void setPaint(Paint paint) {
        if (paint instanceof Color colour) {
            setColor(colour);
        }
    }

    @Override
    public Paint getPaint() {
        return getColor();
    }

    @Override
    public void setBackground(Color colour) {}

    @Override
    public Color getBackground() {
        return Color.WHITE;
    }

    @Override
    public void setPaintMode() {}

    @Override
    public void setXORMode(Color colour) {}

    @Override
    public void clip(Shape shape) {}

    @Override
    public Rectangle getClipBounds() {
        return null;
    }

    @Override
    public void clipRect(int x, int y, int width, int height) {}

    @Override
    public void setClip(int x, int y, int width, int height) {}

    @Override
    public Shape getClip() {
        return null;
    }

    @Override
    public void setClip(Shape clip) {}

    @Override
    public void dispose() {}
}
