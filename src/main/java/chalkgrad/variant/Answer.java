package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Cell;
import chalkgrad.mistake.Slip;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a question.
 *
 * <p>{@code new Numbers(List.of(new Value(cell, "0.0259", exact, tolerance)))} for a question that asks for a number.
 */
public sealed interface Answer {

    /**
     * A number.
     *
     * @param cell what it is the value of
     * @param value rounded as the question says, with all its digits: {@code 0.0250}
     * @param tolerance how far an answer may be off: half a unit of the last digit, and what honest rounding on the way adds to it
     */
    record Value(Cell cell, BigDecimal value, BigDecimal tolerance) {}

    /**
     * A line of working.
     *
     * @param cell what it works out
     * @param symbols the formula, in cells
     * @param numbers the formula with its numbers, as printed
     * @param value what it gives, as printed
     */
    record Line(Cell cell, Expr symbols, Expr numbers, BigDecimal value) {}

    /** One number or more: of a quantity, or of all of a layer. */
    record Numbers(List<Value> values) implements Answer {
        public Numbers {
            values = List.copyOf(values);
        }
    }

    /** A formula, in cells. */
    record Formula(Cell cell, Expr expr) implements Answer {}

    /**
     * Lines of working with blanks.
     *
     * @param gaps the blanks in the order of the lines; in a line a blank is a {@link Gap}
     */
    record Blanks(List<Line> lines, List<Value> gaps) implements Answer {
        public Blanks {
            lines = List.copyOf(lines);
            gaps = List.copyOf(gaps);
        }
    }

    /** A blank in a line, counted from one. */
    record Gap(int number) implements chalkgrad.algebra.Symbol {
        @Override
        public String id() {
            return "[" + number + "]";
        }
    }

    /**
     * One of several values, one of which is right.
     *
     * @param options in the order in which they are shown
     * @param right which of them is right, counted from zero
     */
    record Choice(Cell cell, List<Option> options, int right) implements Answer {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /** An option: the value as printed, and the mistake that gives it; empty for the right one. */
    record Option(BigDecimal value, Optional<Slip> slip) {}

    /**
     * Lines of working, one of them with a mistake, and what follows from it.
     *
     * @param wrong which line has the mistake, counted from zero
     * @param right that line as it should be
     */
    record Mistaken(List<Line> lines, int wrong, Slip slip, Line right) implements Answer {
        public Mistaken {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Steps out of order.
     *
     * @param shown the steps as they are shown
     * @param order for each place of the right order, which of the shown steps comes there, counted from zero
     */
    record Order(List<Line> shown, List<Integer> order) implements Answer {
        public Order {
            shown = List.copyOf(shown);
            order = List.copyOf(order);
        }
    }
}
