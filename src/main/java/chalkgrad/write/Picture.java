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

    /** The same picture without an empty strip below what is drawn. */
    Picture trimmed() {
        double empty = shapes.stream().mapToDouble(Shape::bottom).min().orElse(0) - MARGIN;
        return empty <= 0
                ? this
                : new Picture(
                        width,
                        height - empty,
                        shapes.stream().map(shape -> shape.lowered(empty)).toList());
    }

    private static final double MARGIN = 3;

    /** A part of a picture; its tag tells what it stands for, for a page that can be pointed at. */
    public sealed interface Shape {
        Tag tag();

        /** The same shape with another tag. */
        Shape tagged(Tag tag);

        /** The same shape, so much lower. */
        Shape lowered(double by);

        /** The height of its lower edge; of a label near enough. */
        double bottom();
    }

    /** A circle, filled with the paper's colour, outlined in {@code ink}. */
    public record Circle(double x, double y, double radius, Ink ink, Tag tag) implements Shape {
        public Circle(double x, double y, double radius, Ink ink) {
            this(x, y, radius, ink, Tag.NONE);
        }

        @Override
        public Circle tagged(Tag other) {
            return new Circle(x, y, radius, ink, other);
        }

        @Override
        public Circle lowered(double by) {
            return new Circle(x, y - by, radius, ink, tag);
        }

        @Override
        public double bottom() {
            return y - radius;
        }
    }

    /** A box with round corners around ({@code x}, {@code y}), filled with the paper's colour, outlined in {@code ink}. */
    public record RoundedBox(double x, double y, double width, double height, double radius, Ink ink, Tag tag)
            implements Shape {
        public RoundedBox(double x, double y, double width, double height, double radius, Ink ink) {
            this(x, y, width, height, radius, ink, Tag.NONE);
        }

        @Override
        public RoundedBox tagged(Tag other) {
            return new RoundedBox(x, y, width, height, radius, ink, other);
        }

        @Override
        public RoundedBox lowered(double by) {
            return new RoundedBox(x, y - by, width, height, radius, ink, tag);
        }

        @Override
        public double bottom() {
            return y - height / 2;
        }
    }

    /** A straight line of {@code width} points, with a small arrow head at its end if {@code arrow}. */
    public record Line(double x1, double y1, double x2, double y2, double width, boolean arrow, Ink ink, Tag tag)
            implements Shape {
        public Line(double x1, double y1, double x2, double y2, double width, boolean arrow, Ink ink) {
            this(x1, y1, x2, y2, width, arrow, ink, Tag.NONE);
        }

        @Override
        public Line tagged(Tag other) {
            return new Line(x1, y1, x2, y2, width, arrow, ink, other);
        }

        @Override
        public Line lowered(double by) {
            return new Line(x1, y1 - by, x2, y2 - by, width, arrow, ink, tag);
        }

        @Override
        public double bottom() {
            return Math.min(y1, y2);
        }
    }

    /** A line through several points, without arrow head: the curve of a plot. */
    public record Curve(List<Point> points, double width, Ink ink, Tag tag) implements Shape {
        public Curve {
            points = List.copyOf(points);
        }

        public Curve(List<Point> points, double width, Ink ink) {
            this(points, width, ink, Tag.NONE);
        }

        @Override
        public Curve tagged(Tag other) {
            return new Curve(points, width, ink, other);
        }

        @Override
        public Curve lowered(double by) {
            return new Curve(
                    points.stream()
                            .map(point -> new Point(point.x(), point.y() - by))
                            .toList(),
                    width,
                    ink,
                    tag);
        }

        @Override
        public double bottom() {
            return points.stream().mapToDouble(Point::y).min().orElse(0);
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
    public record Label(
            double x, double y, Anchor anchor, double size, boolean clear, Content content, Ink ink, Tag tag)
            implements Shape {
        public Label(double x, double y, Anchor anchor, double size, boolean clear, Content content, Ink ink) {
            this(x, y, anchor, size, clear, content, ink, Tag.NONE);
        }

        @Override
        public Label tagged(Tag other) {
            return new Label(x, y, anchor, size, clear, content, ink, other);
        }

        @Override
        public Label lowered(double by) {
            return new Label(x, y - by, anchor, size, clear, content, ink, tag);
        }

        @Override
        public double bottom() {
            return y - 0.75 * size;
        }
    }

    /**
     * What a shape stands for: nodes of the network or graph, edges of it, or nothing.
     *
     * <p>{@code Tag.edge("x1", "h1", "w1")} is the arrow from x1 to h1 and its label; {@code Tag.node("h1")} the circle and its name.
     *
     * <p>Several where one shape stands for many, as a box does for a whole layer. The edges of all tags of a picture are the graph
     * that paths are looked for in.
     *
     * @param nodes the plain names of nodes, of units and inputs
     * @param edges from node to node
     */
    public record Tag(List<String> nodes, List<Edge> edges) {
        public static final Tag NONE = new Tag(List.of(), List.of());

        public Tag {
            nodes = List.copyOf(nodes);
            edges = List.copyOf(edges);
        }

        /** One node. */
        public static Tag node(String name) {
            return new Tag(List.of(name), List.of());
        }

        /** One edge; see {@link Edge}. */
        public static Tag edge(String from, String to, String quantity) {
            return new Tag(List.of(), List.of(new Edge(from, to, quantity)));
        }
    }

    /**
     * An edge of the network or graph.
     *
     * @param from the node where it starts; empty for a bias, which comes from nowhere
     * @param to the node that it leads to
     * @param quantity the id of what it carries of its own, a weight or a bias; empty in a graph
     */
    public record Edge(String from, String to, String quantity) {}

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
