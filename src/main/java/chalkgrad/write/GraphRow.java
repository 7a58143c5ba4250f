package chalkgrad.write;

import chalkgrad.algebra.Expr;
import chalkgrad.report.Block.Edge;
import chalkgrad.report.Block.Vertex;
import chalkgrad.write.LayeredLayout.Cell;
import chalkgrad.write.LayeredLayout.Link;
import chalkgrad.write.Picture.Anchor;
import chalkgrad.write.Picture.Circle;
import chalkgrad.write.Picture.Curve;
import chalkgrad.write.Picture.Ink;
import chalkgrad.write.Picture.Line;
import chalkgrad.write.Picture.Point;
import chalkgrad.write.Picture.RoundedBox;
import chalkgrad.write.Picture.Shape;
import chalkgrad.write.Picture.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One row of a graph's picture.
 *
 * <p>Columns of nodes and columns of labels take turns, with channels between them. In a column a line runs level through its labels,
 * value above and gradient below, and past other nodes; only in the channels, where nothing else is, it rises or falls. So nothing
 * can lie on a line, whatever the graph.
 */
final class GraphRow {
    private static final double RADIUS = 11;
    private static final double GATE_SIZE = 10;
    private static final double SMALLEST_GATE = 8;
    private static final double NAME_SIZE = 10;
    private static final double LETTER_SIZE = 8;
    private static final double LABEL_SIZE = 8;
    private static final double THIN = 0.5;

    /** Between a line and its labels, a node and its letter. */
    private static final double CLOSE = 1.6;
    /** Between a name and its line. */
    private static final double BESIDE = 2.5;
    /** A line level before its arrow's head ends. */
    private static final double APPROACH = 7;

    private static final double STRAIGHT = 2.5;
    private static final double LEAST_CHANNEL = 8;
    private static final double MOST_CHANNEL = 28;
    private static final double LINE_ROOM = 1.5;
    private static final int PIECES = 12;

    /** What is drawn where a cell is. */
    private record Drawn(
            Cell cell,
            Kind kind,
            Vertex vertex,
            double width,
            double height,
            Lettering main,
            Optional<Lettering> above,
            Optional<Lettering> below) {}

    private enum Kind {
        SOURCE,
        NODE,
        END
    }

    /** An edge's way: the cells between its ends, the first of which has the labels. */
    private record Way(
            Drawn from,
            Drawn to,
            List<Cell> between,
            Optional<Lettering> value,
            Optional<Lettering> gradient,
            Tag tag) {}

    private final Function<Expr, Page.Formula> formulas;
    private final int first;
    private final LayeredLayout layered = new LayeredLayout();
    private final Map<String, Drawn> drawn = new LinkedHashMap<>();
    private final List<Drawn> ends = new ArrayList<>();
    private final List<Way> ways = new ArrayList<>();
    private final Map<Integer, Double> widths = new HashMap<>();
    private final List<Double> lefts = new ArrayList<>();
    private double width;
    private double height;

    /**
     * An empty row.
     *
     * @param first the rank of its first nodes
     */
    GraphRow(Function<Expr, Page.Formula> formulas, int first) {
        this.formulas = formulas;
        this.first = first;
    }

    private Lettering set(Expr e, double size) {
        return Lettering.of(e, size, formulas);
    }

    private static double high(Optional<Lettering> set) {
        return set.map(s -> s.room().height() + 2 * CLOSE).orElse(0.0);
    }

    private static double wide(Optional<Lettering> set) {
        return set.map(s -> s.room().width()).orElse(0.0);
    }

    /** A value that comes in at the left, by its letter. */
    void source(Vertex vertex, boolean total) {
        Lettering letter = set(vertex.letter(), NAME_SIZE);
        Optional<Lettering> below = total ? vertex.gradient().map(g -> set(g, LABEL_SIZE)) : Optional.empty();
        double half = letter.room().height() / 2;
        Cell cell = layered.cell(0, half, half + high(below), 0);
        double room = Math.max(letter.room().width(), wide(below)) + BESIDE;
        widen(0, room);
        drawn.put(vertex.name(), new Drawn(cell, Kind.SOURCE, vertex, room, 2 * half, letter, Optional.empty(), below));
    }

    /** A gate. */
    void node(Vertex vertex, int rank, Set<String> inputs, boolean total) {
        Lettering.One gate = new NodeLabel(inputs, formulas).of(vertex.gate().orElse(vertex.letter()));
        LabelSize room = gate.room();
        double inside = 2 * RADIUS - 4;
        double size = Math.max(SMALLEST_GATE, Math.min(GATE_SIZE, inside / room.width()));
        double wide = room.width() * size <= inside + 0.1 ? 2 * RADIUS : room.width() * size + 10;
        double high = Math.max(Math.max(2 * RADIUS, room.height() * size + 6), (inputs.size() - 1) * 5.0 + 8);
        Optional<Lettering> above = Optional.of(set(vertex.letter(), LETTER_SIZE));
        Optional<Lettering> below = total ? vertex.gradient().map(g -> set(g, LABEL_SIZE)) : Optional.empty();
        int level = 2 * (rank - first) + 2;
        Cell cell = layered.cell(level, high / 2 + high(above), high / 2 + high(below), 0.6 * high / 2);
        widen(level, Math.max(wide, Math.max(wide(above), wide(below))));
        drawn.put(
                vertex.name(),
                new Drawn(
                        cell,
                        Kind.NODE,
                        vertex,
                        wide,
                        high,
                        new Lettering.One(gate.content(), size, room.times(size)),
                        above,
                        below));
    }

    /** An edge within the row, from a source or a node into a node. */
    void edge(Edge edge) {
        Drawn from = at(edge.from());
        Drawn to = at(edge.to());
        way(
                from,
                to,
                Optional.of(set(edge.value(), LABEL_SIZE)),
                edge.gradient().map(g -> set(g, LABEL_SIZE)),
                Tag.edge(edge.from(), edge.to(), ""));
    }

    /** What leads out of the row: the output, or a node that a later row uses. */
    void end(Vertex vertex, boolean named) {
        Drawn from = at(vertex.name());
        Lettering letter = set(vertex.letter(), NAME_SIZE);
        double half = named ? letter.room().height() / 2 : 0;
        int level = from.cell.level + 2;
        Cell cell = layered.cell(level, half, half, 0);
        double room = named ? letter.room().width() + BESIDE : 0;
        widen(level, room);
        Drawn end = new Drawn(cell, Kind.END, vertex, room, 2 * half, letter, Optional.empty(), Optional.empty());
        if (named) {
            ends.add(end);
        }
        // What several nodes make of it comes back along their own edges, in the rows where they stand.
        boolean whole = from.cell.out.isEmpty();
        way(
                from,
                end,
                Optional.of(set(vertex.value(), LABEL_SIZE)),
                whole ? vertex.gradient().map(g -> set(g, LABEL_SIZE)) : Optional.empty(),
                Tag.node(vertex.name()));
    }

    private Drawn at(String name) {
        return Objects.requireNonNull(drawn.get(name), name);
    }

    private void way(Drawn from, Drawn to, Optional<Lettering> value, Optional<Lettering> gradient, Tag tag) {
        List<Cell> between = new ArrayList<>();
        Cell before = from.cell;
        for (int level = from.cell.level + 1; level < to.cell.level; level++) {
            boolean labels = level == from.cell.level + 1;
            Cell cell = layered.cell(
                    level,
                    labels ? high(value) : LINE_ROOM,
                    labels ? Math.max(LINE_ROOM, high(gradient)) : LINE_ROOM,
                    0);
            if (labels) {
                widen(level, Math.max(wide(value), wide(gradient)));
            }
            layered.link(before, cell);
            between.add(cell);
            before = cell;
        }
        layered.link(before, to.cell);
        layered.chain(between);
        ways.add(new Way(from, to, between, value, gradient, tag));
    }

    private void widen(int level, double room) {
        widths.merge(level, room, Math::max);
    }

    private double wide(int level) {
        return widths.getOrDefault(level, 0.0);
    }

    /** Finds the places of everything; before that there is neither width nor height. */
    void arrange() {
        layered.arrange();
        double x = 1;
        for (List<Cell> level : layered.levels()) {
            double steepest = 0;
            double deepest = 0;
            boolean arrows = false;
            int number = lefts.size();
            for (Cell cell : level) {
                deepest = Math.max(deepest, cell.y + cell.down);
                arrows |= number > 0 && number % 2 == 0;
                for (Link link : cell.in) {
                    steepest = Math.max(steepest, Math.abs(link.from.y - cell.y - link.entry));
                }
            }
            if (number > 0) {
                x += steepest < 0.3 ? STRAIGHT : Math.max(LEAST_CHANNEL, Math.min(MOST_CHANNEL, 6 + 0.3 * steepest));
                x += arrows ? APPROACH : 0;
            }
            lefts.add(x);
            x += wide(number);
            height = Math.max(height, deepest);
        }
        width = x + 1;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    /** The row with its upper left corner at a place. */
    List<Shape> shapes(double left, double top) {
        var shapes = new ArrayList<Shape>();
        for (Way way : ways) {
            line(way, left, top, shapes);
        }
        for (Drawn each : drawn.values()) {
            if (each.kind == Kind.NODE) {
                outline(each, left, top, shapes);
            }
        }
        for (Way way : ways) {
            Cell cell = way.between.get(0);
            double x = left + lefts.get(cell.level) + wide(cell.level) / 2;
            label(way.value, x, top - cell.y, 1, Ink.BLUE, way.tag, shapes);
            label(way.gradient, x, top - cell.y, -1, Ink.RED, way.tag, shapes);
        }
        for (Drawn each : drawn.values()) {
            words(each, left, top, shapes);
        }
        for (Drawn each : ends) {
            words(each, left, top, shapes);
        }
        return shapes;
    }

    /** A label just above or below a height. */
    private static void label(
            Optional<Lettering> set, double x, double y, int side, Ink ink, Tag tag, List<Shape> shapes) {
        if (set.isPresent()) {
            double off = set.get().room().height() / 2 + CLOSE;
            set.get().draw(x, y + side * off, Anchor.MIDDLE, ink, tag, shapes);
        }
    }

    private double middle(Drawn each, double left) {
        return left + lefts.get(each.cell.level) + wide(each.cell.level) / 2;
    }

    private void outline(Drawn each, double left, double top, List<Shape> shapes) {
        double x = middle(each, left);
        double y = top - each.cell.y;
        Tag tag = Tag.node(each.vertex.name());
        shapes.add(
                each.width <= 2 * RADIUS && each.height <= 2 * RADIUS
                        ? new Circle(x, y, RADIUS, Ink.BLACK, tag)
                        : new RoundedBox(x, y, each.width, each.height, RADIUS, Ink.BLACK, tag));
    }

    private void words(Drawn each, double left, double top, List<Shape> shapes) {
        double y = top - each.cell.y;
        double column = left + lefts.get(each.cell.level);
        Tag tag = Tag.node(each.vertex.name());
        double x = each.kind == Kind.SOURCE
                ? column + wide(each.cell.level) - BESIDE
                : each.kind == Kind.END ? column + BESIDE : middle(each, left);
        Anchor anchor = each.kind == Kind.SOURCE ? Anchor.END : each.kind == Kind.END ? Anchor.START : Anchor.MIDDLE;
        each.main.draw(x, y, anchor, Ink.BLACK, tag, shapes);
        label(each.above, x, y + each.height / 2, 1, Ink.BLACK, tag, shapes);
        if (each.below.isPresent()) {
            Lettering below = each.below.get();
            double under = y - each.height / 2 - CLOSE - below.room().height() / 2;
            below.draw(x, under, anchor, Ink.RED, tag, shapes);
        }
    }

    private void line(Way way, double left, double top, List<Shape> shapes) {
        List<Point> points = new ArrayList<>();
        double y = top - way.from.cell.y;
        points.add(new Point(exit(way.from, left), y));
        double x = left + lefts.get(way.from.cell.level) + wide(way.from.cell.level);
        for (Cell cell : way.between) {
            double start = left + lefts.get(cell.level);
            double next = top - cell.y;
            step(points, x, y, start, next);
            x = start + wide(cell.level);
            y = next;
        }
        Link in = last(way);
        double next = top - way.to.cell.y - in.entry;
        double start = left + lefts.get(way.to.cell.level) - APPROACH;
        step(points, x, y, start, next);
        double tip = way.to.kind == Kind.END ? start + APPROACH : middle(way.to, left) - inset(way.to, in.entry);
        boolean named = way.to.kind != Kind.END || way.to.width > 0;
        if (points.size() == 1) {
            Point from = points.get(0);
            shapes.add(new Line(from.x(), from.y(), tip, next, THIN, named, Ink.BLACK, way.tag));
        } else {
            points.add(new Point(start, next));
            shapes.add(new Curve(points, THIN, Ink.BLACK, way.tag));
            shapes.add(new Line(start, next, tip, next, THIN, named, Ink.BLACK, way.tag));
        }
    }

    /** From one height to another between two columns; level at both ends. */
    private static void step(List<Point> points, double x1, double y1, double x2, double y2) {
        if (Math.abs(y1 - y2) < 0.005) {
            return;
        }
        for (int i = 0; i <= PIECES; i++) {
            double part = i / (double) PIECES;
            points.add(new Point(x1 + part * (x2 - x1), y1 + part * part * (3 - 2 * part) * (y2 - y1)));
        }
    }

    private static Link last(Way way) {
        Cell before = way.between.get(way.between.size() - 1);
        return before.out.get(0);
    }

    private double exit(Drawn each, double left) {
        return each.kind == Kind.SOURCE
                ? left + lefts.get(each.cell.level) + wide(each.cell.level)
                : middle(each, left) + each.width / 2;
    }

    /** How far left of a node's middle its outline is, at some distance from the height of its middle. */
    private static double inset(Drawn node, double off) {
        double straight = node.height / 2 - RADIUS;
        double corner = Math.max(0, Math.abs(off) - straight);
        return node.width / 2
                - RADIUS
                + Math.sqrt(RADIUS * RADIUS - Math.min(corner, RADIUS) * Math.min(corner, RADIUS));
    }
}
