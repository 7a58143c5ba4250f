package chalkgrad.write.pdf;

import chalkgrad.write.Page.Figure;
import chalkgrad.write.Picture;
import chalkgrad.write.Picture.Circle;
import chalkgrad.write.Picture.Curve;
import chalkgrad.write.Picture.Label;
import chalkgrad.write.Picture.Line;
import chalkgrad.write.Picture.Point;
import chalkgrad.write.Picture.RoundedBox;
import chalkgrad.write.Picture.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Draws pictures, in the middle of the page, smaller where they would not fit. */
final class FigureSetter {
    private static final double ABOVE = 6;
    private static final double BELOW = 4;
    private static final double HIGHEST = 0.8; // of the page, so that its heading fits above it
    private static final double OUTLINE = 0.6;
    private static final double HEAD_LENGTH = 5.2;
    private static final double HEAD_WIDTH = 1.9; // to either side
    private static final double HEAD_NOTCH = 1.3;
    private static final double CLEARANCE = 1.2; // around a label that hides what is under it
    private static final double CAPITAL = 0.68; // the height of a capital letter, in em

    private final Setting setting;

    FigureSetter(Setting setting) {
        this.setting = setting;
    }

    List<VerticalBox> set(Figure figure) {
        Picture picture = figure.picture();
        double room = HIGHEST * Sheet.TEXT_HEIGHT;
        double scale = Math.min(1, Math.min(Sheet.MEASURE / picture.width(), room / picture.height()));
        double x = Sheet.LEFT + (Sheet.MEASURE - picture.width() * scale) / 2;
        double height = picture.height() * scale;
        Tag tag = setting.document().child("Figure").describe(figure.description());
        List<VerticalBox> slabs = new ArrayList<>();
        slabs.add(VerticalBox.of(ABOVE, height + BELOW, (canvas, top) -> {
            tag.bounds(x, top - height, x + picture.width() * scale, top);
            canvas.mark(tag);
            Frame frame = new Frame(canvas, x, top - height, scale);
            picture.shapes().forEach(shape -> draw(frame, shape));
        }));
        return slabs;
    }

    /** From a picture's coordinates to the page's. */
    private record Frame(Canvas canvas, double left, double bottom, double scale) {
        double x(double x) {
            return left + x * scale;
        }

        double y(double y) {
            return bottom + y * scale;
        }
    }

    private void draw(Frame frame, Shape shape) {
        if (shape instanceof Circle circle) {
            circle(frame, circle);
        } else if (shape instanceof RoundedBox box) {
            box(frame, box);
        } else if (shape instanceof Line line) {
            line(frame, line);
        } else if (shape instanceof Curve curve) {
            curve(frame, curve);
        } else if (shape instanceof Label label) {
            label(frame, label);
        }
    }

    private static void circle(Frame frame, Circle circle) {
        double radius = circle.radius() * frame.scale;
        double left = frame.x(circle.x()) - radius;
        double bottom = frame.y(circle.y()) - radius;
        var outline = new Ellipse2D.Double(left, bottom, 2 * radius, 2 * radius);
        frame.canvas.fill(outline, Colour.WHITE);
        frame.canvas.stroke(outline, OUTLINE * frame.scale, Colour.of(circle.ink()));
    }

    private static void box(Frame frame, RoundedBox box) {
        double width = box.width() * frame.scale;
        double height = box.height() * frame.scale;
        double corner = 2 * box.radius() * frame.scale;
        var outline = new RoundRectangle2D.Double(
                frame.x(box.x()) - width / 2, frame.y(box.y()) - height / 2, width, height, corner, corner);
        frame.canvas.fill(outline, Colour.WHITE);
        frame.canvas.stroke(outline, OUTLINE * frame.scale, Colour.of(box.ink()));
    }

    private static void line(Frame frame, Line line) {
        double fromX = frame.x(line.x1());
        double fromY = frame.y(line.y1());
        double toX = frame.x(line.x2());
        double toY = frame.y(line.y2());
        double length = Math.hypot(toX - fromX, toY - fromY);
        Colour colour = Colour.of(line.ink());
        if (!line.arrow() || length == 0) {
            frame.canvas.stroke(new Line2D.Double(fromX, fromY, toX, toY), line.width() * frame.scale, colour);
            return;
        }
        double size = frame.scale * Math.max(1, Math.sqrt(line.width() / OUTLINE));
        double ux = (toX - fromX) / length;
        double uy = (toY - fromY) / length;
        double neck = Math.min(length, (HEAD_LENGTH - HEAD_NOTCH) * size);
        frame.canvas.stroke(
                new Line2D.Double(fromX, fromY, toX - ux * neck, toY - uy * neck), line.width() * frame.scale, colour);
        double backX = toX - ux * HEAD_LENGTH * size;
        double backY = toY - uy * HEAD_LENGTH * size;
        double half = HEAD_WIDTH * size;
        Path2D head = new Path2D.Double();
        head.moveTo(toX, toY);
        head.lineTo(backX - uy * half, backY + ux * half);
        head.lineTo(toX - ux * neck, toY - uy * neck);
        head.lineTo(backX + uy * half, backY - ux * half);
        head.closePath();
        frame.canvas.fill(head, colour);
    }

    private static void curve(Frame frame, Curve curve) {
        Path2D path = new Path2D.Double();
        boolean first = true;
        for (Point point : curve.points()) {
            if (first) {
                path.moveTo(frame.x(point.x()), frame.y(point.y()));
                first = false;
            } else {
                path.lineTo(frame.x(point.x()), frame.y(point.y()));
            }
        }
        if (!first) {
            frame.canvas.stroke(path, curve.width() * frame.scale, Colour.of(curve.ink()));
        }
    }

    private void label(Frame frame, Label label) {
        double size = label.size() * frame.scale;
        Colour colour = Colour.of(label.ink());
        if (label.content() instanceof Picture.MathContent math) {
            FormulaBox box = setting.formulas().inline(math.formula());
            double x = left(frame, label, box.width() * size);
            double baseline = frame.y(label.y()) - (box.height() - box.depth()) / 2 * size;
            clear(frame, label, x, baseline, box.width() * size, box.height() * size, box.depth() * size);
            box.paint(frame.canvas, size, x, baseline, colour);
        } else if (label.content() instanceof Picture.TextContent text) {
            List<Glyphs> glyphs = setting.typeface().shape(text.text(), false);
            double width = Typeface.width(glyphs) * size;
            double x = left(frame, label, width);
            double baseline = frame.y(label.y()) - CAPITAL / 2 * size;
            clear(frame, label, x, baseline, width, CAPITAL * size, 0.2 * size);
            frame.canvas.text(glyphs, size, x, baseline, colour);
        }
    }

    private static double left(Frame frame, Label label, double width) {
        double x = frame.x(label.x());
        return switch (label.anchor()) {
            case START -> x;
            case MIDDLE -> x - width / 2;
            case END -> x - width;
        };
    }

    private static void clear(
            Frame frame, Label label, double x, double baseline, double width, double height, double depth) {
        if (label.clear()) {
            frame.canvas.rectangle(
                    x - CLEARANCE,
                    baseline - depth - CLEARANCE,
                    width + 2 * CLEARANCE,
                    height + depth + 2 * CLEARANCE,
                    Colour.WHITE);
        }
    }
}
