package chalkgrad.write.pdf;

import chalkgrad.write.pdf.Piece.After;
import java.util.ArrayList;
import java.util.List;

/** Lines of running text: pieces that have their places. */
final class Lines {
    /** A line is justified only if its spaces stay below this multiple of their width. */
    private static final double WIDEST_SPACE = 3;

    private final List<Piece> pieces;
    private final Type type;
    private final double measure;
    private final List<Glyphs> space;
    private final int[] ends;
    /** Of each line, above and below its baseline. */
    private final double[] ascents;

    private final double[] descents;

    private Lines(List<Piece> pieces, Type type, double measure, List<Glyphs> space) {
        this.pieces = pieces;
        this.type = type;
        this.measure = measure;
        this.space = space;
        ends = LineBreaker.breakAt(pieces, measure, type);
        ascents = new double[ends.length];
        descents = new double[ends.length];
        for (int line = 0; line < ends.length; line++) {
            double ascent = type.ascent();
            double descent = type.descent();
            for (Piece piece : line(line)) {
                ascent = Math.max(ascent, piece.ascent());
                descent = Math.max(descent, piece.descent());
            }
            ascents[line] = ascent;
            descents[line] = descent;
        }
    }

    static Lines of(List<Piece> pieces, Type type, double measure, Typeface typeface) {
        return new Lines(pieces, type, measure, typeface.shape(" ", type.bold()));
    }

    int count() {
        return ends.length;
    }

    /** From the line's upper edge to its baseline: the type's own, or more if something tall stands in it. */
    double ascent(int line) {
        return ascents[line];
    }

    double height(int line) {
        return ascents[line] + descents[line];
    }

    double width(int line) {
        double width = 0;
        List<Piece> row = line(line);
        for (int i = 0; i < row.size(); i++) {
            width += row.get(i).width() + (i + 1 < row.size() ? LineBreaker.spaceAfter(row.get(i), type) : 0);
        }
        return width;
    }

    private List<Piece> line(int index) {
        return pieces.subList(index == 0 ? 0 : ends[index - 1], ends[index]);
    }

    /** One slab a line; a first or last line is not left alone on a page. */
    List<VerticalBox> slabs(Tag tag, double x, double above) {
        List<VerticalBox> slabs = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            int line = i;
            VerticalBox slab =
                    VerticalBox.of(i == 0 ? above : 0, height(i), (canvas, top) -> paint(canvas, tag, line, x, top));
            boolean alone = i == 0 && count() > 1 || i == count() - 2;
            slabs.add(alone ? slab.keptWithNext() : slab);
        }
        return slabs;
    }

    /** Draws a line whose upper left corner is (x, top). */
    void paint(Canvas canvas, Tag tag, int index, double x, double top) {
        List<Piece> row = line(index);
        double stretch = stretch(row, index);
        double pen = x;
        double baseline = top - ascent(index);
        for (int i = 0; i < row.size(); i++) {
            Piece piece = row.get(i);
            piece.paint(canvas, tag, type, pen, baseline);
            pen += piece.width();
            boolean spaced = piece.after() == After.SPACE;
            if (spaced && (i + 1 < row.size() || index + 1 < count())) {
                // Also at a line's end, where it is not seen: words must not run together when they are copied.
                canvas.mark(tag);
                canvas.text(space, type.size(), pen, baseline, type.colour());
            }
            pen += LineBreaker.spaceAfter(piece, type) + (spaced ? stretch : 0);
        }
    }

    /** What is added to every space of a line. */
    private double stretch(List<Piece> row, int index) {
        double slack = measure - width(index);
        int spaces = 0;
        for (int i = 0; i < row.size() - 1; i++) {
            spaces += row.get(i).after() == After.SPACE ? 1 : 0;
        }
        boolean fill = type.justified() && index + 1 < count() || slack < 0;
        if (!fill || spaces == 0) {
            return 0;
        }
        double each = slack / spaces;
        return each > (WIDEST_SPACE - 1) * type.spaceWidth() ? 0 : each;
    }
}
