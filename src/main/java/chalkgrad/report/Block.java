package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Network;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A part of a worked solution, from top to bottom.
 *
 * <p>{@code new Lines(List.of(Expr.equal(z1, sum, numbers, value)))} is a displayed line of working.
 */
public sealed interface Block {

    /** A heading; level 1 is the document's title, 2 a section, 3 a subsection. */
    record Heading(int level, Message text) implements Block {}

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

    /** A picture of a network; {@code parameters} are the values written on its edges. */
    record NetworkFigure(Network network, Map<String, BigDecimal> parameters, Message description) implements Block {}

    /** Up to so many units in a layer a network is drawn unit by unit, with each weight's value. */
    int DRAWN_UNITS = 8;

    /** A plot of the loss over the steps. */
    record LossFigure(List<Point> points, Message description) implements Block {
        public LossFigure {
            points = List.copyOf(points);
        }
    }

    /** The loss at a step, as closely as a drawing needs it. */
    record Point(int step, double loss) {}
}
