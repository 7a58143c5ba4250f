package chalkgrad.write;

import chalkgrad.algebra.Expr;
import chalkgrad.report.Block;
import chalkgrad.report.Block.Edge;
import chalkgrad.report.Block.Vertex;
import chalkgrad.write.Picture.Anchor;
import chalkgrad.write.Picture.Ink;
import chalkgrad.write.Picture.Label;
import chalkgrad.write.Picture.Shape;
import chalkgrad.write.Picture.TextContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The picture of a computational graph, as in CS231n: gates from left to right, on each edge its value above and its gradient below.
 *
 * <p>{@code new GraphPicture(figure, formulas, messages).picture()} of {@code f = (x + y) z} has two gates, {@code +} and {@code ×}.
 *
 * <p>A graph that is too long for one row is drawn in several, one below the other: what a later row takes from an earlier one comes in
 * at its left by its letter. Past {@link Block#DRAWN_NODES} nodes, and where there are too many edges to be read, the picture shows
 * whole ranks.
 */
final class GraphPicture {
    /** The widest row: made to fit the text, its labels have 6.5 points. */
    private static final double WIDEST = 550;
    /** The widest row of several. */
    private static final double COMFORTABLE = 490;

    /** The tallest picture: made to fit the page, its labels have 6.5 points. */
    private static final double TALLEST = 680;
    /** Past so many edges nobody follows any of them. */
    private static final int MOST_EDGES = 80;

    private static final double BETWEEN_ROWS = 16;
    private static final double KEY_SIZE = 8;
    private static final double KEY_HEIGHT = 15;

    private final Block.GraphFigure figure;
    private final Function<Expr, Page.Formula> formulas;
    private final Messages messages;
    private final Map<String, Vertex> vertices = new HashMap<>();
    private final Map<String, Integer> ranks = new HashMap<>();
    private int last;

    GraphPicture(Block.GraphFigure figure, Function<Expr, Page.Formula> formulas, Messages messages) {
        this.figure = figure;
        this.formulas = formulas;
        this.messages = messages;
        for (Vertex vertex : figure.vertices()) {
            vertices.put(vertex.name(), vertex);
        }
        rank();
    }

    /** A computed node stands right of all that it uses: the longest way to it from a given value is its rank. */
    private void rank() {
        Map<String, Integer> longest = new HashMap<>();
        Map<String, List<Edge>> into = new HashMap<>();
        for (Edge edge : figure.edges()) {
            into.computeIfAbsent(edge.to(), to -> new ArrayList<>()).add(edge);
        }
        for (Vertex vertex : figure.vertices()) {
            int rank = vertex.gate().isPresent() ? 1 : 0;
            for (Edge edge : into.getOrDefault(vertex.name(), List.of())) {
                rank = Math.max(rank, 1 + longest.getOrDefault(edge.from(), 0));
            }
            longest.put(vertex.name(), rank);
            last = Math.max(last, rank);
        }
        ranks.putAll(longest);
    }

    Picture picture() {
        if (figure.vertices().size() > Block.DRAWN_NODES || figure.edges().size() > MOST_EDGES) {
            return new RanksPicture(figure, ranks, formulas, messages).picture();
        }
        List<GraphRow> rows = rows(1);
        for (int count = 2; width(rows) > (count == 2 ? WIDEST : COMFORTABLE) && count <= last; count++) {
            rows = rows(count);
        }
        Picture picture = stacked(rows);
        return picture.height() > TALLEST ? new RanksPicture(figure, ranks, formulas, messages).picture() : picture;
    }

    private static double width(List<GraphRow> rows) {
        return rows.stream().mapToDouble(GraphRow::width).max().orElse(0);
    }

    /** The ranks in so many rows of about the same length. */
    private List<GraphRow> rows(int count) {
        var rows = new ArrayList<GraphRow>();
        for (int i = 0; i < count; i++) {
            rows.add(row(i * last / count + (i == 0 ? 0 : 1), (i + 1) * last / count));
        }
        return rows;
    }

    private int rank(String name) {
        return Objects.requireNonNull(ranks.get(name), name);
    }

    /** The nodes of some ranks, with what they take from before and what they hand on. */
    private GraphRow row(int first, int end) {
        var row = new GraphRow(formulas, Math.max(1, first));
        Set<String> sources = new LinkedHashSet<>();
        Map<String, Integer> uses = new HashMap<>();
        Set<String> handedOn = new LinkedHashSet<>();
        for (Edge edge : figure.edges()) {
            uses.merge(edge.from(), 1, Integer::sum);
            int to = rank(edge.to());
            int from = rank(edge.from());
            if (to >= first && to <= end && from < Math.max(1, first)) {
                sources.add(edge.from());
            } else if (from >= Math.max(1, first) && from <= end && to > end) {
                handedOn.add(edge.from());
            }
        }
        for (Vertex vertex : figure.vertices()) {
            int uses0 = uses.getOrDefault(vertex.name(), 0);
            int rank = rank(vertex.name());
            boolean unused = rank == 0 && first == 0 && uses0 == 0;
            if (sources.contains(vertex.name()) || unused) {
                row.source(vertex, rank == 0 && uses0 > 1);
            } else if (rank >= Math.max(1, first) && rank <= end) {
                row.node(vertex, rank, inputs(vertex.name()), uses0 > 1);
            }
        }
        for (Edge edge : figure.edges()) {
            int to = rank(edge.to());
            if (to >= first && to <= end) {
                row.edge(edge);
            }
        }
        for (Vertex vertex : figure.vertices()) {
            int rank = rank(vertex.name());
            boolean here = rank >= first && rank <= end;
            if (here && (!uses.containsKey(vertex.name()) || handedOn.contains(vertex.name()))) {
                row.end(vertex, rank > 0);
            }
        }
        row.arrange();
        return row;
    }

    private Set<String> inputs(String name) {
        Set<String> inputs = new LinkedHashSet<>();
        for (Edge edge : figure.edges()) {
            if (edge.to().equals(name)) {
                inputs.add(edge.from());
            }
        }
        return inputs;
    }

    private Picture stacked(List<GraphRow> rows) {
        var shapes = new ArrayList<Shape>();
        boolean key = figure.edges().stream().anyMatch(edge -> edge.gradient().isPresent());
        double height = (rows.size() - 1) * BETWEEN_ROWS + (key ? KEY_HEIGHT : 0);
        for (GraphRow row : rows) {
            height += row.height();
        }
        double top = height;
        for (GraphRow row : rows) {
            shapes.addAll(row.shapes(0, top));
            top -= row.height() + BETWEEN_ROWS;
        }
        double width = width(rows);
        if (key) {
            String value = messages.pattern("figure.value") + "; ";
            String gradient = messages.pattern("figure.gradient");
            double left = TextWidth.of(value) * KEY_SIZE;
            shapes.add(new Label(2, 4, Anchor.START, KEY_SIZE, false, new TextContent(value), Ink.BLUE));
            shapes.add(new Label(left + 4, 4, Anchor.START, KEY_SIZE, false, new TextContent(gradient), Ink.RED));
            width = Math.max(width, left + 6 + TextWidth.of(gradient) * KEY_SIZE);
        }
        return new Picture(width, height, shapes);
    }
}
