package chalkgrad.write.pdf;

/**
 * A formula that has been laid out, in em.
 *
 * @param latex what it reads when it is copied
 */
record FormulaBox(Drawing drawing, String latex) {

    double width() {
        return drawing.width();
    }

    /** Above the baseline. */
    double height() {
        return drawing.height();
    }

    /** Below the baseline. */
    double depth() {
        return drawing.depth();
    }

    /** The same box, which reads otherwise when it is copied. */
    FormulaBox reading(String other) {
        return new FormulaBox(drawing, other);
    }

    /** Draws the formula with its baseline's left end at (x, y). */
    void paint(Canvas canvas, double size, double x, double y, Colour colour) {
        drawing.paint(canvas, size, x, y, colour);
    }
}
