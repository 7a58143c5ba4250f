package chalkgrad.write.pdf;

import org.scilab.forge.jlatexmath.Box;

/**
 * A formula that has been laid out, in em.
 *
 * @param latex what it reads when it is copied
 */
record FormulaBox(Box box, MathFonts fonts, String latex) {

    double width() {
        return box.getWidth();
    }

    /** Above the baseline. */
    double height() {
        return box.getHeight();
    }

    /** Below the baseline. */
    double depth() {
        return box.getDepth();
    }

    /** The same box, which reads otherwise when it is copied. */
    FormulaBox reading(String other) {
        return new FormulaBox(box, fonts, other);
    }

    /** Draws the formula with its baseline's left end at (x, y). */
    void paint(Canvas canvas, double size, double x, double y, Colour colour) {
        box.draw(new GlyphGraphics(canvas, fonts, x, y, size, colour), 0, 0);
    }
}
