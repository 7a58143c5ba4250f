package chalkgrad.write.pdf;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/** What is drawn on the pages of a file: where it reaches, and which glyphs are the one that means "missing". */
final class Extent extends PDFGraphicsStreamEngine {
    private Rectangle2D ink = new Rectangle2D.Double(Sheet.LEFT, Sheet.BOTTOM, 0, 0);
    private int missing;

    private Extent(PDPage page) {
        super(page);
    }

    record Drawn(Rectangle2D ink, int missingGlyphs) {}

    static List<Drawn> of(byte[] pdf) {
        List<Drawn> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (PDPage page : document.getPages()) {
                Extent extent = new Extent(page);
                extent.processPage(page);
                pages.add(new Drawn(extent.ink, extent.missing));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return pages;
    }

    private void add(double x, double y) {
        ink.add(x, y);
    }

    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
        missing += ((PDType0Font) font).codeToGID(code) == 0 ? 1 : 0;
        // A space at the end of a line stands in the margin, where nobody sees it.
        if (!" ".equals(font.toUnicode(code))) {
            add(matrix.getTranslateX(), matrix.getTranslateY());
            add(matrix.getTranslateX() + displacement.getX() * matrix.getScalingFactorX(), matrix.getTranslateY());
        }
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
        add(p0.getX(), p0.getY());
        add(p2.getX(), p2.getY());
    }

    @Override
    public void moveTo(float x, float y) {
        add(x, y);
    }

    @Override
    public void lineTo(float x, float y) {
        add(x, y);
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        add(x3, y3);
    }

    @Override
    public Point2D getCurrentPoint() {
        return new Point2D.Double();
    }

    @Override
    public void drawImage(PDImage image) {}

    @Override
    public void clip(int rule) {}

    @Override
    public void closePath() {}

    @Override
    public void endPath() {}

    @Override
    public void strokePath() {}

    @Override
    public void fillPath(int rule) {}

    @Override
    public void fillAndStrokePath(int rule) {}

    @Override
    public void shadingFill(COSName name) {}
}
