package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Numerals;
import chalkgrad.derive.Occurrence;
import chalkgrad.mistake.Slip;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    record Value(Occurrence cell, BigDecimal value, BigDecimal tolerance) {}

    /**
     * A line of working.
     *
     * @param cell what it works out
     * @param symbols the formula, in cells
     * @param operands what is put in for each cell of the formula: its number as printed, its {@link Gap}, or the cell itself where the number is
     *     not to be told
     * @param value what it gives, as printed; where it is a blank, its {@link Gap}; where it is not to be told, the cell itself
     */
    record Line(Occurrence cell, Expr symbols, Map<Occurrence, Expr> operands, Expr value) {
        public Line {
            operands = Collections.unmodifiableMap(new LinkedHashMap<>(operands));
        }

        /** The formula with what is put in for its cells. */
        public Expr numbers() {
            return Numerals.plain(
                    symbols.substitute(symbol -> symbol instanceof Occurrence operand ? operands.get(operand) : null));
        }

        /** The line with letters in the place of numbers that are not to be told; blanks stay blanks. */
        public Line veiled(Set<Occurrence> untold) {
            var left = new LinkedHashMap<Occurrence, Expr>();
            operands.forEach((operand, shown) -> left.put(operand, veiled(operand, shown, untold)));
            return new Line(cell, symbols, left, veiled(cell, value, untold));
        }

        /** The line without its formula and its numbers, where its formula is not to be told; its value and its blank stay. */
        public Line bare(Set<Occurrence> formulas) {
            return formulas.contains(cell) ? new Line(cell, cell.expr(), Map.of(), value) : this;
        }

        private static Expr veiled(Occurrence of, Expr shown, Set<Occurrence> untold) {
            return shown instanceof Expr.Num && untold.contains(of) ? of.expr() : shown;
        }

        /** The cells whose numbers stand in it. */
        public Set<Occurrence> told() {
            var told = new LinkedHashSet<Occurrence>();
            operands.forEach((operand, shown) -> {
                if (shown instanceof Expr.Num) {
                    told.add(operand);
                }
            });
            if (value instanceof Expr.Num) {
                told.add(cell);
            }
            return told;
        }
    }

    /** One number or more: of a quantity, or of all of a layer. */
    record Numbers(List<Value> values) implements Answer {
        public Numbers {
            values = List.copyOf(values);
        }
    }

    /** A formula, in cells. */
    record Formula(Occurrence cell, Expr expr) implements Answer {}

    /** A value that is told, as printed. */
    record Known(Occurrence cell, BigDecimal value) {}

    /**
     * Lines of working with blanks.
     *
     * @param known earlier values that the lines build on
     * @param gaps the blanks by their numbers: the first is that of {@code new Gap(1)}
     */
    record Blanks(List<Known> known, List<Line> lines, List<Value> gaps) implements Answer {
        public Blanks {
            known = List.copyOf(known);
            lines = List.copyOf(lines);
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * A blank in a line, counted from one. It may stand in several places, which all take the same number: a value that was to be found is used
     * further down.
     */
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
    record Choice(Occurrence cell, List<Option> options, int right) implements Answer {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /** An option: the value as printed, and the mistake that gives it, or two at once; none for the right one. */
    record Option(BigDecimal value, List<Slip> slips) {
        public Option {
            slips = List.copyOf(slips);
        }
    }

    /**
     * Lines of working, one of them with a mistake, and what follows from it.
     *
     * @param known earlier values that the lines build on
     * @param wrong which line has the mistake, counted from zero
     * @param right that line as it should be
     * @param tolerance how far the value that should stand there may be off
     */
    record Mistaken(List<Known> known, List<Line> lines, int wrong, Slip slip, Line right, BigDecimal tolerance)
            implements Answer {
        public Mistaken {
            known = List.copyOf(known);
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
