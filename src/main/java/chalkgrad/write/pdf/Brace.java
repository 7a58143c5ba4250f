package chalkgrad.write.pdf;

import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import org.scilab.forge.jlatexmath.Atom;
import org.scilab.forge.jlatexmath.Box;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXEnvironment;

/**
 * A formula with a brace and a label below it. JLaTeXMath's own puts a label that is wider than what it labels over its
 * neighbours.
 */
final class Brace extends Atom {
    private final Atom base;
    private final Atom label;

    Brace(Atom base, Atom label) {
        this.base = base;
        this.label = label;
        type = TeXConstants.TYPE_INNER;
    }

    @Override
    public Box createBox(TeXEnvironment environment) {
        return new BraceBox(base.createBox(environment), label.createBox(environment.subStyle()));
    }

    private static final class BraceBox extends Box {
        private static final float GAP = 0.12f;
        private static final float BRACE = 0.3f;
        private static final float LABEL_GAP = 0.16f;
        private static final double HAIRLINE = 0.02;
        private static final double STEM = 0.05;

        private final Box base;
        private final Box label;

        BraceBox(Box base, Box label) {
            this.base = base;
            this.label = label;
            setWidth(Math.max(base.getWidth(), label.getWidth()));
            setHeight(base.getHeight());
            setDepth(base.getDepth() + GAP + BRACE + LABEL_GAP + label.getHeight() + label.getDepth());
        }

        @Override
        public void draw(Graphics2D graphics, float x, float y) {
            float left = x + (getWidth() - base.getWidth()) / 2;
            base.draw(graphics, left, y);
            float top = y + base.getDepth() + GAP;
            graphics.fill(brace(left, top, base.getWidth()));
            float labelLeft = x + (getWidth() - label.getWidth()) / 2;
            label.draw(graphics, labelLeft, top + BRACE + LABEL_GAP + label.getHeight());
        }

        /**
         * Two arms that are thick in the middle and thin at their ends: down its upper edge, and back along its lower.
         */
        private static Path2D brace(double x, double y, double width) {
            double middle = x + width / 2;
            double right = x + width;
            double bend = Math.min(0.32, width / 4);
            double upper = y + BRACE * 0.5 - STEM / 2;
            double lower = upper + STEM;
            double tip = y + BRACE;
            Path2D path = new Path2D.Double();
            path.moveTo(x, y);
            path.curveTo(x + bend * .1, upper, x + bend * .6, upper, x + bend, upper);
            path.lineTo(middle - bend, upper);
            path.curveTo(middle - bend * .5, upper, middle - bend * .1, upper + STEM, middle, tip - 2 * HAIRLINE);
            path.curveTo(middle + bend * .1, upper + STEM, middle + bend * .5, upper, middle + bend, upper);
            path.lineTo(right - bend, upper);
            path.curveTo(right - bend * .6, upper, right - bend * .1, upper, right, y);
            path.lineTo(right + HAIRLINE, y);
            path.curveTo(right - bend * .02, lower, right - bend * .5, lower, right - bend, lower);
            path.lineTo(middle + bend, lower);
            path.curveTo(middle + bend * .5, lower, middle + bend * .15, lower + STEM / 2, middle, tip);
            path.curveTo(middle - bend * .15, lower + STEM / 2, middle - bend * .5, lower, middle - bend, lower);
            path.lineTo(x + bend, lower);
            path.curveTo(x + bend * .5, lower, x + bend * .02, lower, x - HAIRLINE, y);
            path.closePath();
            return path;
        }

        @Override
        public int getLastFontId() {
            return base.getLastFontId();
        }
    }
}
