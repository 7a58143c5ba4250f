package chalkgrad.export;

import chalkgrad.write.Page;
import java.math.BigDecimal;
import java.util.List;

/**
 * A question to one student, complete in itself, whatever the system.
 *
 * <p>{@code new Entry("001", 3, "Midterm", stem, new Numbers(List.of(field)), worked, new BigDecimal("2"))}.
 *
 * @param variant the booklet's id
 * @param number the question's, counted from one through the whole exam
 * @param title what lists show before the id; hostile text
 * @param stem the problem and the question
 * @param feedback the worked answer
 * @param points positive
 */
public record Entry(
        String variant,
        int number,
        String title,
        List<Page.Element> stem,
        Body body,
        List<Page.Element> feedback,
        BigDecimal points) {
    public Entry {
        stem = List.copyOf(stem);
        feedback = List.copyOf(feedback);
    }

    /** {@code 001-3}: no two entries of an exam share it. */
    public String id() {
        return variant + "-" + number;
    }

    /** How the question is answered. */
    public sealed interface Body {
        /** The word for it in tables. */
        String word();
    }

    /** A number, or several, each with a field to enter it. */
    public record Numbers(List<Field> fields) implements Body {
        public Numbers {
            fields = List.copyOf(fields);
        }

        @Override
        public String word() {
            return fields.size() == 1 ? "number" : "numbers";
        }
    }

    /**
     * A field for a number.
     *
     * @param prompt what stands before it, {@code dE/dw5 × 10³ =}
     * @param value the right number as it is to be entered: already multiplied by {@code 10^scale}
     * @param tolerance how far off is still right, multiplied likewise; zero or positive
     * @param scale the power of ten by which the answer is asked for magnified; zero for the answer itself
     */
    public record Field(List<Page.Run> prompt, BigDecimal value, BigDecimal tolerance, int scale) {
        public Field {
            prompt = List.copyOf(prompt);
        }

        /** What is right to be entered: the number as it is asked for, and of a magnified one the plain number too. */
        List<Range> accepted() {
            var asked = new Range(value, tolerance);
            return scale == 0
                    ? List.of(asked)
                    : List.of(asked, new Range(value.movePointLeft(scale), tolerance.movePointLeft(scale)));
        }
    }

    /** A number and how far off is still right. */
    record Range(BigDecimal value, BigDecimal tolerance) {
        BigDecimal least() {
            return value.subtract(tolerance);
        }

        BigDecimal most() {
            return value.add(tolerance);
        }
    }

    /**
     * One of several is right.
     *
     * @param right which of the options, counted from zero
     * @param shuffled whether the system may show them in another order
     */
    public record Choice(List<Option> options, int right, boolean shuffled) implements Body {
        public Choice {
            options = List.copyOf(options);
        }

        @Override
        public String word() {
            return "choice";
        }
    }

    /**
     * An option.
     *
     * @param text what it says
     * @param feedback what is said to those who choose it; may be empty
     */
    public record Option(List<Page.Run> text, List<Page.Run> feedback) {
        public Option {
            text = List.copyOf(text);
            feedback = List.copyOf(feedback);
        }
    }

    /**
     * Steps to be put in order.
     *
     * @param shown the steps as they are shown
     * @param order for each place of the right order, which of the shown steps comes there, counted from zero
     */
    public record Ordering(List<List<Page.Run>> shown, List<Integer> order) implements Body {
        public Ordering {
            shown = shown.stream().map(List::copyOf).toList();
            order = List.copyOf(order);
        }

        /** The place of a shown step in the right order, counted from one. */
        public int place(int step) {
            return order.indexOf(step) + 1;
        }

        @Override
        public String word() {
            return "order";
        }
    }

    /** A formula, or working, that a person marks by this key. */
    public record Essay(List<Page.Run> key) implements Body {
        public Essay {
            key = List.copyOf(key);
        }

        @Override
        public String word() {
            return "formula";
        }
    }
}
