package chalkgrad.write;

import chalkgrad.write.Picture.Anchor;
import chalkgrad.write.Picture.Circle;
import chalkgrad.write.Picture.Content;
import chalkgrad.write.Picture.Curve;
import chalkgrad.write.Picture.Ink;
import chalkgrad.write.Picture.Label;
import chalkgrad.write.Picture.Line;
import chalkgrad.write.Picture.MathContent;
import chalkgrad.write.Picture.Point;
import chalkgrad.write.Picture.RoundedBox;
import chalkgrad.write.Picture.Shape;
import chalkgrad.write.Picture.TextContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A picture as LaTeX's {@code picture} environment, in the commands that {@code templates/tex/picture.ftl} defines.
 *
 * <p>A circle is {@code \pictcircle{black}(20,20){24}}.
 */
final class PictureTex {
    /** How many straight pieces make a box's round corner. */
    private static final int CORNER = 6;

    private static final Map<Anchor, String> ANCHORS = Map.of(Anchor.START, "l", Anchor.MIDDLE, "c", Anchor.END, "r");

    private final Function<Content, String> contents;
    private final Function<Shape, String> shapes = Cases.<Shape, String>over(Shape.class, String.class)
            .on(Circle.class, PictureTex::circle)
            .on(RoundedBox.class, PictureTex::box)
            .on(Line.class, PictureTex::line)
            .on(Curve.class, PictureTex::curve)
            .on(Label.class, this::label)
            .complete();

    PictureTex(Markup markup) {
        contents = Cases.<Content, String>over(Content.class, String.class)
                .on(MathContent.class, math -> "$" + markup.formula(math.formula()) + "$")
                .on(TextContent.class, words -> markup.text(words.text()))
                .complete();
    }

    /** The environment, one shape a line, without a line break at its end. */
    String draw(Picture picture) {
        return picture.shapes().stream()
                .map(shape -> "  " + shapes.apply(shape) + "\n")
                .collect(Collectors.joining(
                        "", "\\begin{picture}" + point(picture.width(), picture.height()) + "\n", "\\end{picture}"));
    }

    private static String circle(Circle circle) {
        return "\\pictcircle{" + ink(circle.ink()) + "}" + point(circle.x(), circle.y()) + "{"
                + number(2 * circle.radius()) + "}";
    }

    /** LaTeX has no filled oval, so the corners are polygons, finer than can be seen. */
    private static String box(RoundedBox box) {
        var outline = new ArrayList<Point>();
        for (int corner = 0; corner < 4; corner++) {
            double x = box.x() + (corner == 0 || corner == 3 ? 1 : -1) * (box.width() / 2 - box.radius());
            double y = box.y() + (corner < 2 ? 1 : -1) * (box.height() / 2 - box.radius());
            for (int part = 0; part <= CORNER; part++) {
                double angle = Math.PI / 2 * (corner + part / (double) CORNER);
                outline.add(new Point(x + box.radius() * Math.cos(angle), y + box.radius() * Math.sin(angle)));
            }
        }
        return "\\pictbox{" + ink(box.ink()) + "}{" + points(outline) + "}";
    }

    private static String line(Line line) {
        String pen = "{" + ink(line.ink()) + "}{" + number(line.width()) + "}";
        if (!line.arrow()) {
            return "\\pictline" + pen + point(line.x1(), line.y1()) + point(line.x2(), line.y2());
        }
        ArrowHead head = ArrowHead.of(line);
        return "\\pictarrow" + pen + "{" + point(line.x1(), line.y1()) + point(head.base()) + "}{"
                + points(head.corners()) + "}";
    }

    private static String curve(Curve curve) {
        // One point is no line.
        return curve.points().size() < 2
                ? "%"
                : "\\pictcurve{" + ink(curve.ink()) + "}{" + number(curve.width()) + "}{" + points(curve.points())
                        + "}";
    }

    private String label(Label label) {
        return "\\pict" + (label.clear() ? "clear" : "") + "label{" + ink(label.ink()) + "}"
                + point(label.x(), label.y())
                + "[" + ANCHORS.get(label.anchor()) + "]{" + number(label.size()) + "}{"
                + contents.apply(label.content()) + "}";
    }

    private static String ink(Ink ink) {
        return "ink" + ink.name().toLowerCase(Locale.ROOT);
    }

    private static String points(List<Point> points) {
        return points.stream().map(PictureTex::point).collect(Collectors.joining());
    }

    private static String point(Point point) {
        return point(point.x(), point.y());
    }

    private static String point(double x, double y) {
        return "(" + number(x) + "," + number(y) + ")";
    }

    private static String number(double value) {
        return Numbers.short2(value);
    }
}
