package chalkgrad.write.pdf;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import org.jspecify.annotations.Nullable;

/** The drawing operators of one page. Coordinates are points from the page's lower left corner. */
final class PageStream {
    private static final double SAME_PLACE = 0.015;
    private static final double KERN_LIMIT = 4; // in em: farther away is cheaper to say by a new position

    private final Bytes out = new Bytes(16_384);
    private Colour colour = Colour.BLACK;
    private boolean inText;
    private boolean inArray;
    private @Nullable DocumentFont selected;
    private double selectedSize;
    /** Where the line of the text object begins, in hundredths. */
    private long lineX;

    private long lineY;
    private double penX;
    private double penY;

    byte[] content() {
        endText();
        return out.array();
    }

    void colour(Colour wanted) {
        if (wanted != colour) {
            endArray();
            out.ascii(wanted.components()).ascii(" rg ");
            out.ascii(wanted.components()).ascii(" RG\n");
            colour = wanted;
        }
    }

    /** Sets one glyph, {@code advance} em wide, on the baseline; glyphs that follow each other share one operator. */
    void glyph(DocumentFont font, double size, double x, double y, int code, double advance) {
        boolean same = font == selected && Math.round(size * 100) == Math.round(selectedSize * 100);
        if (!inText) {
            out.ascii("BT\n");
            inText = true;
            lineX = 0;
            lineY = 0;
        }
        double gap = x - penX;
        boolean follows = inArray && same && Math.abs(y - penY) < SAME_PLACE;
        if (!follows || Math.abs(gap) > KERN_LIMIT * size) {
            endArray();
            if (!same) {
                out.put('/')
                        .ascii(font.resource().getName())
                        .put(' ')
                        .decimal(size)
                        .ascii(" Tf ");
                selected = font;
                selectedSize = size;
            }
            // Relative to where the last line began: in hundredths, so that nothing adds up.
            long column = Math.round(x * 100);
            long row = Math.round(y * 100);
            out.hundredths(column - lineX).put(' ').hundredths(row - lineY).ascii(" Td[(");
            lineX = column;
            lineY = row;
            inArray = true;
            penX = x;
            penY = y;
        } else if (Math.abs(gap) > SAME_PLACE) {
            long adjustment = Math.round(-gap * 1000 / size);
            out.put(')').number(adjustment).put('(');
            penX -= adjustment * size / 1000;
        }
        character(code >> 8 & 0xFF);
        character(code & 0xFF);
        penX += advance * size;
    }

    /** A byte of a string: as it is, which is half as long as in hexadecimal. */
    private void character(int b) {
        switch (b) {
            case '(', ')', '\\' -> out.put('\\').put(b);
            case '\r' -> out.put('\\').put('r'); // a reader would take it for the end of a line
            default -> out.put(b);
        }
    }

    void fill(Shape shape) {
        endText();
        path(shape);
        out.ascii("f\n");
    }

    void stroke(Shape shape, double width) {
        endText();
        out.decimal(width).ascii(" w ");
        path(shape);
        out.ascii("S\n");
    }

    void rectangle(double x, double y, double width, double height) {
        endText();
        out.decimal(x).put(' ').decimal(y).put(' ').decimal(width).put(' ');
        out.decimal(height).ascii(" re f\n");
    }

    /** Any operator that must not stand inside a text object. */
    void operator(String operator) {
        endText();
        out.ascii(operator).put('\n');
    }

    /** Begins a span that reads, when it is copied, as {@code text}. */
    void reading(String text) {
        endText();
        Syntax.string(text, out.ascii("/Span<</ActualText"));
        out.ascii(">>BDC\n");
    }

    private void endArray() {
        if (inArray) {
            out.ascii(")]TJ\n");
            inArray = false;
        }
    }

    private void endText() {
        endArray();
        if (inText) {
            out.ascii("ET\n");
            inText = false; // the font stays
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
                default -> out.ascii("h ");
            }
            x = p[0];
            y = p[1];
        }
    }

    private void segment(char operator, double... coordinates) {
        for (double coordinate : coordinates) {
            out.decimal(coordinate).put(' ');
        }
        out.put(operator).put(' ');
    }
}
