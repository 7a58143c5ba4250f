package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Network;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a worked solution, from top to bottom.
 *
 * <p>{@code new Lines(List.of(Expr.equal(z1, sum, numbers, value)))} is a displayed line of working.
 */
public sealed interface Block {

    /**
     * A heading; level 1 is the document's title, 2 a section or a problem of a sheet, 3 and 4 what is below it.
     *
     * @param anchor what a contents list calls it by: letters, digits and hyphens; empty where nothing leads to it
     */
    record Heading(int level, Message text, String anchor) implements Block {
        public Heading(int level, Message text) {
            this(level, text, "");
        }

        /** The same heading, so many levels further down. */
        Heading below(int levels) {
            return new Heading(level + levels, text, anchor);
        }
    }

    /** A list of what a document contains, each entry leading to the heading with its anchor. */
    record Contents(List<Entry> entries) implements Block {
        public Contents {
            entries = List.copyOf(entries);
        }
    }

    /** A line of a contents list. */
    record Entry(Message text, String anchor) {}

    /** Running text. */
    record Paragraph(Message text) implements Block {}

    /** A remark set apart. */
    record Note(Tone tone, Message text) implements Block {}

    /** What a remark is for. */
    enum Tone {
        REMARK,
        WARNING,
        CHECKED
    }

    /** An unordered list. */
    record Items(List<Message> items) implements Block {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Lines of working, aligned at their first relation. */
    record Lines(List<Expr> lines) implements Block {
        public Lines {
            lines = List.copyOf(lines);
        }

        public Lines(Expr... lines) {
            this(List.of(lines));
        }
    }

    /** A table; the first column is a name, the others are formulas and numbers. */
    record Table(List<Message> header, List<List<Message>> rows) implements Block {
        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /**
     * Places to write, side by side, each with what is to be written there.
     *
     * @param lines so many lines above them are left empty, for the steps that lead there
     */
    record Fields(List<Message> labels, int lines) implements Block {
        public Fields(List<Message> labels) {
            this(labels, 0);
        }

        public Fields {
            labels = List.copyOf(labels);
        }
    }

    /**
     * A line of somebody's text that has been marked.
     *
     * @param number the line's number, counted from one
     * @param text what stands there
     * @param stamp what is said of it in a word
     * @param remarks what is said of it in sentences
     */
    record Jotting(int number, Message text, Stamp stamp, List<Message> remarks) implements Block {
        public Jotting {
            remarks = List.copyOf(remarks);
        }
    }

    /** What is said of a line; {@link #NONE} where there is no formula in it. */
    enum Stamp {
        NONE,
        RIGHT,
        ROUNDING,
        FOLLOWS,
        UNDECIDED,
        UNREAD,
        WRONG
    }

    /** A picture of a network; {@code parameters} are the values written on its edges. */
    record NetworkFigure(Network network, Map<String, BigDecimal> parameters, Message description) implements Block {}

    /** Up to so many units in a layer a network is drawn unit by unit, with each weight's value. */
    int DRAWN_UNITS = 8;

    /**
     * A picture of a computational graph: on each edge its value above and its gradient below.
     *
     * @param vertices each after those that its edges come from
     */
    record GraphFigure(List<Vertex> vertices, List<Edge> edges, Message description) implements Block {
        public GraphFigure {
            vertices = List.copyOf(vertices);
            edges = List.copyOf(edges);
        }
    }

    /**
     * A node in a picture.
     *
     * @param name its name in the problem file, which no other vertex has
     * @param letter how it is written
     * @param gate what it does, {@code +} or {@code σ} or a short formula; empty for a given value
     * @param value its value, or its shape where that is too large to be drawn
     * @param gradient what has come back to it; empty where nothing is said about gradients
     */
    record Vertex(String name, Expr letter, Optional<Expr> gate, Expr value, Optional<Expr> gradient) {}

    /**
     * An edge in a picture, from a node into one that uses it.
     *
     * @param gradient what comes back along this edge
     */
    record Edge(String from, String to, Expr value, Optional<Expr> gradient) {}

    /** Up to so many vertices a graph is drawn node by node. */
    int DRAWN_NODES = 25;

    /** A plot of the loss over the steps. */
    record LossFigure(List<Point> points, Message description) implements Block {
        public LossFigure {
            points = List.copyOf(points);
        }
    }

    /** How often numbers fall into each of some equal parts of the range from {@code low} to {@code high}. */
    record HistogramFigure(double low, double high, List<Integer> counts, Message description) implements Block {
        public HistogramFigure {
            counts = List.copyOf(counts);
        }
    }

    /**
     * A window on an array, what lies on it, and what comes of it: a convolution's kernel, or a pool.
     *
     * @param kernel what the window is multiplied with; empty for a pool
     */
    record WindowFigure(Cells input, Optional<Cells> kernel, Cells output, Message description) implements Block {}

    /**
     * Numbers in rows and columns, some of them in a window.
     *
     * @param letter what the array is called
     * @param around so many rows and columns of zeros are around it
     * @param window which cells lie in the window, by row and column from zero, zeros around included
     */
    record Cells(Expr letter, List<List<Expr>> rows, List<Integer> around, List<List<Integer>> window) {
        public Cells {
            rows = rows.stream().map(List::copyOf).toList();
            around = List.copyOf(around);
            window = window.stream().map(List::copyOf).toList();
        }
    }

    /** The loss at a step, as closely as a drawing needs it. */
    record Point(int step, double loss) {}
}
