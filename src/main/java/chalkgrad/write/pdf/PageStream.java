package chalkgrad.write.pdf;

import java.awt.Shape;
import java.awt.geom.PathIterator;

/** The drawing operators of one page. Coordinates are points from the page's lower left corner. */
final class PageStream {
    private static final double SAME_PLACE = 0.006;
    private static final double KERN_LIMIT = 4; // in em: farther away is cheaper to say by a new position

    private final StringBuilder out = new StringBuilder(16_384);
    private Colour colour = Colour.BLACK;
    private boolean inText;
    private boolean inArray;
    private String selected = "";
    private double penX;
    private double penY;

    String content() {
        endText();
        return out.toString();
    }

    void colour(Colour wanted) {
        if (wanted != colour) {
            endArray();
            out.append(wanted.components())
                    .append(" rg ")
                    .append(wanted.components())
                    .append(" RG\n");
            colour = wanted;
        }
    }

    /** Sets one glyph, {@code advance} em wide, on the baseline; glyphs that follow each other share one operator. */
    void glyph(DocumentFont font, double size, double x, double y, int code, double advance) {
        String selection = font.resource().getName() + ' ' + number(size);
        if (!inText) {
            out.append("BT\n");
            inText = true;
        }
        double gap = x - penX;
        boolean follows = inArray && selection.equals(selected) && Math.abs(y - penY) < SAME_PLACE;
        if (!follows || Math.abs(gap) > KERN_LIMIT * size) {
            endArray();
            if (!selection.equals(selected)) {
                out.append('/').append(selection).append(" Tf\n");
                selected = selection;
            }
            out.append("1 0 0 1 ")
                    .append(number(x))
                    .append(' ')
                    .append(number(y))
                    .append(" Tm[<");
            inArray = true;
            penX = x;
            penY = y;
        } else if (Math.abs(gap) > SAME_PLACE) {
            long adjustment = Math.round(-gap * 1000 / size);
            out.append('>').append(adjustment).append('<');
            penX -= adjustment * size / 1000;
        }
        out.append(Hex.unit(code));
        penX += advance * size;
    }

    void fill(Shape shape) {
        endText();
        path(shape);
        out.append("f\n");
    }

    void stroke(Shape shape, double width) {
        endText();
        out.append(number(width)).append(" w ");
        path(shape);
        out.append("S\n");
    }

    void rectangle(double x, double y, double width, double height) {
        endText();
        out.append(number(x))
                .append(' ')
                .append(number(y))
                .append(' ')
                .append(number(width))
                .append(' ');
        out.append(number(height)).append(" re f\n");
    }

    /** Any operator that must not stand inside a text object. */
    void operator(String operator) {
        endText();
        out.append(operator).append('\n');
    }

    private void endArray() {
        if (inArray) {
            out.append(">]TJ\n");
            inArray = false;
        }
    }

    private void endText() {
        endArray();
        if (inText) {
            out.append("ET\n");
            inText = false;
            selected = "";
        }
    }

    private void path(Shape shape) {
        double[] p = new double[6];
        double x = 0;
        double y = 0;
        for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
            switch (path.currentSegment(p)) {
                case PathIterator.SEG_MOVETO -> segment('m', p[0], p[1]);
                case PathIterator.SEG_LINETO -> segment('l', p[0], p[1]);
                case PathIterator.SEG_QUADTO -> {
                    segment(
                            'c',
                            x + 2 * (p[0] - x) / 3,
                            y + 2 * (p[1] - y) / 3,
                            p[2] + 2 * (p[0] - p[2]) / 3,
                            p[3] + 2 * (p[1] - p[3]) / 3,
                            p[2],
                            p[3]);
                    p[0] = p[2];
                    p[1] = p[3];
                }
                case PathIterator.SEG_CUBICTO -> {
                    segment('c', p);
                    p[0] = p[4];
                    p[1] = p[5];
                }
                default -> out.append("h ");
            }
            x = p[0];
            y = p[1];
        }
    }

    private void segment(char operator, double... coordinates) {
        for (double coordinate : coordinates) {
            out.append(number(coordinate)).append(' ');
        }
        out.append(operator).append(' ');
    }

    /** Two decimals, without the zeros that say nothing. */
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        String sign = hundredths < 0 ? "-" : "";
        long magnitude = Math.abs(hundredths);
        long fraction = magnitude % 100;
        if (fraction == 0) {
            return sign + magnitude / 100;
        }
        String digits = fraction % 10 == 0 ? "" + fraction / 10 : (fraction < 10 ? "0" : "") + fraction;
        return sign + magnitude / 100 + '.' + digits;
    }
}
