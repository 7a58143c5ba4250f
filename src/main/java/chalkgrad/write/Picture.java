package chalkgrad.write;

import java.util.List;

/**
 * A drawing laid out once and set by every format: LaTeX's picture, the embedded PDF, SVG.
 *
 * <p>A circle with a name in it: {@code new Picture(40, 40, List.of(new Circle(20, 20, 12, Ink.BLACK), new Label(20, 20, "x_1", …)))}.
 *
 * <p>Lengths are PostScript points; the origin is at the lower left, y grows upwards. Shapes are painted in order.
 */
public record Picture(double width, double height, List<Shape> shapes) {

    public Picture {
        shapes = List.copyOf(shapes);
    }

    /** A part of a picture. */
    public sealed interface Shape {}

    /** A circle, filled with the paper's colour, outlined in {@code ink}. */
    public record Circle(double x, double y, double radius, Ink ink) implements Shape {}

    /** A straight line of {@code width} points, with a small arrow head at its end if {@code arrow}. */
    public record Line(double x1, double y1, double x2, double y2, double width, boolean arrow, Ink ink)
            implements Shape {}

    /** A line through several points, without arrow head: the curve of a plot. */
    public record Curve(List<Point> points, double width, Ink ink) implements Shape {
        public Curve {
            points = List.copyOf(points);
        }
    }

    /** A point. */
    public record Point(double x, double y) {}

    /**
     * A formula or a short text.
     *
     * @param x where {@code anchor} puts the label's left edge, middle or right edge
     * @param y the height of the label's vertical middle
     * @param size in points
     * @param clear whether the paper's colour is painted behind it, so that a line under it does not strike it out
     */
    public record Label(double x, double y, Anchor anchor, double size, boolean clear, Content content, Ink ink)
            implements Shape {}

    /** What a label says. */
    public sealed interface Content {}

    /** A formula as a label. */
    public record MathContent(Page.Formula formula) implements Content {}

    /** Words as a label. */
    public record TextContent(String text) implements Content {}

    /** Which point of a label its {@code x} names. */
    public enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** The few colours in use; a format decides their values, so that they can be printed and told apart. */
    public enum Ink {
        BLACK,
        GREY,
        BLUE,
        RED
    }
}
