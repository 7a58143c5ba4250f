package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Golden;
import chalkgrad.report.Block;
import chalkgrad.report.Block.Edge;
import chalkgrad.report.Block.GraphFigure;
import chalkgrad.report.Block.Vertex;
import chalkgrad.write.Picture.Circle;
import chalkgrad.write.Picture.Curve;
import chalkgrad.write.Picture.Label;
import chalkgrad.write.Picture.Line;
import chalkgrad.write.Picture.MathContent;
import chalkgrad.write.Picture.Point;
import chalkgrad.write.Picture.RoundedBox;
import chalkgrad.write.Picture.Shape;
import chalkgrad.write.Picture.TextContent;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the graph: nothing lies on anything else, lines run from left to right, labels can be read. */
class GraphPictureTest {
    private static final double MEASURE = 453;
    private static final double ROOM = 555;

    static Stream<GraphFigure> examples() {
        return Stream.of(
                DrawnGraph.of(0, "x = -2", "y = 5", "z = -4", "q : x + y", "f : q * z"),
                DrawnGraph.logistic(2),
                DrawnGraph.logistic(6),
                DrawnGraph.matrices(),
                DrawnGraph.of(1, "x = 2"),
                DrawnGraph.of(1, "x = 2", "y = 3", "f : x * x"),
                DrawnGraph.of(
                        2, "x = 3", "y = -4", "a : x * y", "b : a + x", "c : max(a, b)", "d : a * b", "f : c + d"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplesCanBeRead(GraphFigure figure) {
        Picture picture = DrawnGraph.picture(figure);

        assertClear("an example", picture);
        assertComplete("an example", figure, picture);
    }

    @Test
    void randomGraphsCanBeRead() {
        int drawn = 0;
        for (long seed = 1; seed <= 150; seed++) {
            int size = 2 + (int) (seed % (Block.DRAWN_NODES - 1));
            GraphFigure figure = DrawnGraph.random(seed, size);
            Picture picture = DrawnGraph.picture(figure);
            String name = "seed " + seed + ", " + size + " nodes";
            assertClear(name, picture);
            assertThat(DrawnGraph.picture(figure)).as(name).isEqualTo(picture);
            if (picture.shapes().stream().noneMatch(Curve.class::isInstance)
                    && picture.shapes().stream().noneMatch(Line.class::isInstance)) {
                continue;
            }
            assertComplete(name, figure, picture);
            drawn++;
        }
        assertThat(drawn).isEqualTo(150);
    }

    @Test
    void largeGraphsAreDrawnByRanks() {
        for (long seed = 1; seed <= 30; seed++) {
            GraphFigure figure = DrawnGraph.random(seed, 26 + (int) (seed * 7));
            Picture picture = DrawnGraph.picture(figure);
            assertClear("seed " + seed, picture);
            Set<String> nodes = new HashSet<>();
            picture.shapes().forEach(shape -> nodes.addAll(shape.tag().nodes()));
            assertThat(nodes).as("seed %d", seed).hasSize(figure.vertices().size());
            assertThat(picture.shapes().stream().filter(RoundedBox.class::isInstance))
                    .as("seed %d", seed)
                    .hasSizeBetween(2, 7);
        }
    }

    @Test
    void tooManyEdgesAreNotDrawn() {
        List<String> lines = new ArrayList<>(List.of("n0 = 1"));
        for (int i = 1; i < Block.DRAWN_NODES; i++) {
            lines.add("n" + i + " : "
                    + String.join(
                            " + ", LongStream.range(0, i).mapToObj(j -> "n" + j).toList()));
        }
        Picture picture = DrawnGraph.picture(DrawnGraph.of(0, lines.toArray(String[]::new)));

        assertClear("complete", picture);
        assertThat(picture.width()).isLessThan(MEASURE);
        assertThat(picture.height()).isLessThan(120);
    }

    @Test
    void theValueIsAboveItsEdgeAndTheGradientBelow() {
        GraphFigure figure = DrawnGraph.of(0, "x = -2", "y = 5", "z = -4", "q : x + y", "f : q * z");
        List<Label> labels = labels(DrawnGraph.picture(figure)).stream()
                .filter(label -> label.tag().edges().contains(new Picture.Edge("q", "f", "")))
                .toList();

        assertThat(labels).extracting(GraphPictureTest::text).containsExactly("3", "−4");
        assertThat(labels).extracting(Label::ink).containsExactly(Picture.Ink.BLUE, Picture.Ink.RED);
        assertThat(labels.get(0).y()).isGreaterThan(labels.get(1).y() + 6);
        assertThat(labels.get(0).x()).isEqualTo(labels.get(1).x());
    }

    @Test
    void whatIsUsedTwiceShowsItsWholeGradientToo() {
        GraphFigure figure = DrawnGraph.of(0, "x = 3", "a : x + 1", "b : x * 4", "f : a * b");
        List<String> ofX = labels(DrawnGraph.picture(figure)).stream()
                .filter(label -> label.tag().nodes().contains("x"))
                .map(GraphPictureTest::text)
                .toList();

        assertThat(ofX).containsExactly("x", "28");
    }

    @Test
    void aLongGraphGoesOnInAnotherRow() {
        List<String> lines = new ArrayList<>(List.of("n0 = 1"));
        for (int i = 1; i < 20; i++) {
            lines.add("n" + i + " : n" + (i - 1) + " + 1");
        }
        Picture picture = DrawnGraph.picture(DrawnGraph.of(3, lines.toArray(String[]::new)));

        assertThat(picture.width()).isLessThan(500);
        long rows = picture.shapes().stream()
                .filter(Circle.class::isInstance)
                .map(shape -> Math.round(((Circle) shape).y()))
                .distinct()
                .count();
        assertThat(rows).isBetween(2L, 4L);
    }

    @Test
    void picturesAreAsReviewed() {
        Golden.check(
                "write/graph-product.svg",
                new SvgWriter()
                        .write(
                                DrawnGraph.picture(
                                        DrawnGraph.of(0, "x = -2", "y = 5", "z = -4", "q : x + y", "f : q * z")),
                                "(x + y) z"));
        Golden.check(
                "write/graph-logistic.svg",
                new SvgWriter().write(DrawnGraph.picture(DrawnGraph.logistic(2)), "logistic regression"));
    }

    /** Every edge has its value and its gradient in the picture, every node its letter. */
    private static void assertComplete(String name, GraphFigure figure, Picture picture) {
        List<Label> labels = labels(picture);
        for (Edge edge : figure.edges()) {
            List<String> texts = labels.stream()
                    .filter(label -> label.tag().edges().contains(new Picture.Edge(edge.from(), edge.to(), "")))
                    .map(GraphPictureTest::text)
                    .toList();
            assertThat(texts).as("%s: %s to %s", name, edge.from(), edge.to()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(picture.shapes().stream()
                            .filter(Line.class::isInstance)
                            .filter(line -> line.tag().edges().contains(new Picture.Edge(edge.from(), edge.to(), ""))))
                    .as("%s: %s to %s", name, edge.from(), edge.to())
                    .isNotEmpty();
        }
        for (Vertex vertex : figure.vertices()) {
            String letter = DrawnGraph.formulas().apply(vertex.letter()).text();
            assertThat(labels)
                    .as("%s: %s", name, vertex.name())
                    .anyMatch(label -> label.tag().nodes().contains(vertex.name())
                            && text(label).equals(letter));
        }
    }

    private static void assertClear(String name, Picture picture) {
        List<Rectangle2D> nodes = new ArrayList<>();
        List<Line2D> lines = new ArrayList<>();
        List<Label> labels = labels(picture);
        for (Shape shape : picture.shapes()) {
            if (shape instanceof Circle c) {
                nodes.add(box(c.x(), c.y(), 2 * c.radius(), 2 * c.radius()));
            } else if (shape instanceof RoundedBox b) {
                nodes.add(box(b.x(), b.y(), b.width(), b.height()));
            } else if (shape instanceof Line line) {
                lines.add(new Line2D.Double(line.x1(), line.y1(), line.x2(), line.y2()));
            } else if (shape instanceof Curve curve) {
                for (int i = 1; i < curve.points().size(); i++) {
                    Point a = curve.points().get(i - 1);
                    Point b = curve.points().get(i);
                    lines.add(new Line2D.Double(a.x(), a.y(), b.x(), b.y()));
                }
            }
        }
        List<Rectangle2D> boxes = labels.stream().map(GraphPictureTest::box).toList();
        var paper = new Rectangle2D.Double(-0.01, -0.01, picture.width() + 0.02, picture.height() + 0.02);
        for (int i = 0; i < boxes.size(); i++) {
            Rectangle2D box = boxes.get(i);
            String label = name + ": " + text(labels.get(i));
            assertThat(paper.contains(box)).as(label + " is in the picture").isTrue();
            assertThat(boxes.subList(0, i)).as(label + " is on no label").noneMatch(box::intersects);
            if (nodes.stream().noneMatch(node -> node.contains(box))) {
                assertThat(nodes).as(label + " is on no node").noneMatch(box::intersects);
                assertThat(lines)
                        .as(label + " is on no line")
                        .noneMatch(line -> !isBracket(line) && line.intersects(box));
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            Rectangle2D node = nodes.get(i);
            assertThat(paper.contains(node)).as(name).isTrue();
            assertThat(nodes.subList(0, i)).as(name + ": nodes apart").noneMatch(node::intersects);
            // Arrows end at the rim of a round corner, which is inside of the box around it.
            var inside = box(node.getCenterX(), node.getCenterY(), node.getWidth() - 6, node.getHeight() - 6);
            assertThat(lines).as(name + ": no line through a node").noneMatch(line -> line.intersects(inside));
        }
        for (Line2D line : lines) {
            assertThat(line.getX2() > line.getX1() - 1e-9 || isBracket(line))
                    .as(name + ": from left to right")
                    .isTrue();
        }
        double scale = Math.min(1, Math.min(MEASURE / picture.width(), ROOM / picture.height()));
        for (Label label : labels) {
            assertThat(label.size() * scale).as(name + ": " + text(label)).isGreaterThan(6.4);
        }
    }

    /** A matrix's bracket is upright, with short serifs; no edge is. */
    private static boolean isBracket(Line2D line) {
        return line.getX1() == line.getX2()
                || Math.abs(line.getX1() - line.getX2()) == 2 && line.getY1() == line.getY2();
    }

    private static List<Label> labels(Picture picture) {
        return picture.shapes().stream()
                .filter(Label.class::isInstance)
                .map(Label.class::cast)
                .toList();
    }

    private static String text(Label label) {
        return label.content() instanceof MathContent math
                ? math.formula().text()
                : ((TextContent) label.content()).text();
    }

    private static Rectangle2D box(Label label) {
        double width = width(label) * label.size();
        double x = switch (label.anchor()) {
            case START -> label.x() + width / 2;
            case MIDDLE -> label.x();
            case END -> label.x() - width / 2;
        };
        return box(x, label.y(), width, 0.75 * label.size());
    }

    /** As wide as Latin Modern sets it, near enough, in em. */
    private static double width(Label label) {
        double width = 0;
        for (int c : text(label).codePoints().toArray()) {
            width += c == '.' || c == ',' || c == ' '
                    ? 0.28
                    : c == '−' || c == '+' ? 0.78 : c > '₀' - 1 && c < '₀' + 10 ? 0.36 : 0.5;
        }
        return width;
    }

    private static Rectangle2D box(double x, double y, double width, double height) {
        return new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
    }
}
