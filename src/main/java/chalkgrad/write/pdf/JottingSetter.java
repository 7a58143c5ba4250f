package chalkgrad.write.pdf;

import chalkgrad.write.Page.Jotting;
import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Stamp;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Map;

/** Sets a line of somebody's text that has been marked: its number, what it says, its mark at the right margin, remarks below. */
final class JottingSetter {
    private static final double ABOVE = 3.5;
    private static final double NUMBER_SIZE = 8;
    private static final double NUMBER_END = 18; // from the left margin
    private static final double INDENT = 27;
    private static final double LABEL_SIZE = 9;
    private static final double LABEL_GAP = 12;
    private static final double SIGN_WIDTH = 7;
    private static final double SIGN_GAP = 4;
    private static final double SIGN_STROKE = 1.1;
    private static final double REMARK_SIZE = 9.6;
    private static final double REMARK_INDENT = 9;
    private static final double REMARK_GAP = 2.5;
    private static final double BAR = 1.6;
    private static final double SEAM = 0.2; // bars of neighbouring lines overlap, so that no viewer shows a seam

    private static final Map<Stamp, Colour> COLOURS = Map.of(
            Stamp.NONE, Colour.GREY,
            Stamp.RIGHT, Colour.GREEN,
            Stamp.ROUNDING, Colour.GREEN,
            Stamp.FOLLOWS, Colour.BLUE,
            Stamp.UNDECIDED, Colour.OCHRE,
            Stamp.UNREAD, Colour.OCHRE,
            Stamp.WRONG, Colour.RED);

    private final Setting setting;

    JottingSetter(Setting setting) {
        this.setting = setting;
    }

    List<VerticalBox> set(Jotting jotting) {
        Colour colour = COLOURS.getOrDefault(jotting.stamp(), Colour.GREY);
        Type body = setting.body().ragged();
        Type small = body.sized(LABEL_SIZE).bolder().in(colour);
        Lines label = setting.lines(jotting.label(), small, Sheet.MEASURE / 3);
        double labelWidth = label.count() == 0 ? 0 : label.width(0);
        double taken = label.count() == 0 ? 0 : labelWidth + LABEL_GAP + SIGN_GAP + SIGN_WIDTH;
        Tag box = setting.document().child("Div");
        Tag number = box.child("P");
        Tag text = box.child("P");
        double x = Sheet.LEFT + INDENT;
        // What is no formula stands back a little behind what is marked.
        Type type = jotting.stamp() == Stamp.NONE ? body.in(Colour.GREY) : body;
        Lines lines = setting.lines(jotting.text(), type, Sheet.MEASURE - INDENT - taken);
        List<VerticalBox> slabs = lines.slabs(text, x, ABOVE);
        if (slabs.isEmpty()) {
            slabs.add(VerticalBox.of(ABOVE, body.leading(), (canvas, top) -> {}));
        }
        double ascent = lines.count() == 0 ? body.ascent() : lines.ascent(0);
        List<Glyphs> digits = setting.typeface().shape(Integer.toString(jotting.number()) + " ", false);
        double digitsWidth = Typeface.width(digits) * NUMBER_SIZE;
        VerticalBox first = slabs.get(0);
        slabs.set(0, painted(first, (canvas, top) -> {
            canvas.mark(number);
            canvas.text(digits, NUMBER_SIZE, Sheet.LEFT + NUMBER_END - digitsWidth, top - ascent, Colour.GREY);
            first.painter().paint(canvas, top);
        }));
        if (label.count() > 0) {
            Tag verdict = box.child("P");
            double left = Sheet.LEFT + Sheet.MEASURE - labelWidth;
            VerticalBox numbered = slabs.get(0);
            slabs.set(0, painted(numbered, (canvas, top) -> {
                numbered.painter().paint(canvas, top);
                sign(canvas, jotting.stamp(), left - SIGN_GAP - SIGN_WIDTH, top - ascent, colour);
                label.paint(canvas, verdict, 0, left, top - ascent + label.ascent(0));
            }));
        }
        remarks(jotting, box, colour, slabs);
        return slabs;
    }

    private void remarks(Jotting jotting, Tag box, Colour colour, List<VerticalBox> slabs) {
        double x = Sheet.LEFT + INDENT + REMARK_INDENT;
        Type type = setting.body().sized(REMARK_SIZE).ragged();
        for (List<Run> remark : jotting.remarks()) {
            slabs.set(slabs.size() - 1, slabs.get(slabs.size() - 1).keptWithNext());
            List<VerticalBox> set =
                    setting.lines(remark, type, Sheet.LEFT + Sheet.MEASURE - x).slabs(box.child("P"), x, 0);
            slabs.add(barred(VerticalBox.of(0, REMARK_GAP, (canvas, top) -> {}).keptWithNext(), colour));
            set.forEach(slab -> slabs.add(barred(slab, colour)));
        }
        if (!jotting.remarks().isEmpty()) {
            slabs.add(VerticalBox.gap(ABOVE));
        }
    }

    private static VerticalBox barred(VerticalBox slab, Colour colour) {
        double height = slab.height() + SEAM;
        return painted(slab, (canvas, top) -> {
            canvas.artifact();
            canvas.rectangle(Sheet.LEFT + INDENT, top - height, BAR, height, colour);
            slab.painter().paint(canvas, top);
        });
    }

    private static VerticalBox painted(VerticalBox slab, VerticalBox.Painter painter) {
        return new VerticalBox(slab.above(), slab.height(), slab.withNext(), painter, slab.repeated());
    }

    /** No font is asked for the sign: it is drawn, and the word beside it says the same. */
    private void sign(Canvas canvas, Stamp stamp, double x, double y, Colour colour) {
        canvas.artifact();
        for (double[] stroke : STROKES.getOrDefault(stamp, new double[0][])) {
            canvas.stroke(path(stroke, x, y), SIGN_STROKE, colour);
        }
    }

    /** The strokes of each sign, points of which lie in a square of side one above the baseline. */
    private static final Map<Stamp, double[][]> STROKES = Map.of(
            Stamp.RIGHT, new double[][] {{.02, .42, .34, .08, 1, .95}},
            Stamp.WRONG, new double[][] {{.08, .08, .92, .92}, {.08, .92, .92, .08}},
            Stamp.ROUNDING, new double[][] {wave(.62), wave(.3)},
            Stamp.FOLLOWS, new double[][] {{.12, .9, .12, .38, .95, .38}, {.66, .66, .95, .38, .66, .1}},
            Stamp.UNDECIDED,
                    new double[][] {
                        {.22, .72, .32, .9, .58, .95, .76, .8, .74, .6, .52, .44, .5, .28}, {.5, .1, .5, .02}
                    },
            Stamp.UNREAD, new double[][] {{.08, .08, .16, .08}, {.46, .08, .54, .08}, {.84, .08, .92, .08}});

    private static double[] wave(double height) {
        double[] points = new double[26];
        for (int i = 0; i <= 12; i++) {
            points[2 * i] = i / 12.0;
            points[2 * i + 1] = height + .1 * Math.sin(Math.PI * i / 6);
        }
        return points;
    }

    private static Shape path(double[] points, double x, double y) {
        var path = new Path2D.Double();
        path.moveTo(x + points[0] * SIGN_WIDTH, y + points[1] * SIGN_WIDTH);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(x + points[i] * SIGN_WIDTH, y + points[i + 1] * SIGN_WIDTH);
        }
        return path;
    }
}
