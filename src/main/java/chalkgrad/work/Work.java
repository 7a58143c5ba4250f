package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.source.Place;
import java.util.List;
import java.util.Optional;

/**
 * A derivation as it was handed in.
 *
 * <p>{@code dE/dw5 = a b = 0.0259} is a {@link Chain} of three sides.
 *
 * @param name the file's name, {@code mina.md}
 * @param text every line of the text, for the marked copy
 * @param formulas what was read, in the order of the text
 * @param places where each line of the text stood in its file; empty where the lines are those of the file
 */
public record Work(String name, List<String> text, List<Formula> formulas, List<Place> places) {
    public Work {
        text = List.copyOf(text);
        formulas = List.copyOf(formulas);
        places = List.copyOf(places);
    }

    /** A derivation whose lines are those of its file. */
    public Work(String name, List<String> text, List<Formula> formulas) {
        this(name, text, formulas, List.of());
    }

    /** Where a line of the text, counted from one, stood; empty where the file has the same lines. */
    public Optional<Place> place(int line) {
        return line >= 1 && line <= places.size() ? Optional.of(places.get(line - 1)) : Optional.empty();
    }

    /** The number under which results name a line of the text: that of the file's line, if the file has lines. */
    public int number(int line) {
        return place(line)
                .filter(place -> place.unit() == Place.Unit.LINE)
                .map(Place::number)
                .orElse(line);
    }

    /** Something that looks like a formula. */
    public sealed interface Formula {
        /** The number of the line on which it begins, counted from one. */
        int line();
    }

    /**
     * Sides joined by relations, {@code a = b = c}; there are two or more.
     *
     * @param context the headings it stands under, the outermost first: of sections, of paragraphs, of the items of a list, of the row of a table
     * @param about the names in the last of these that has any, in their order
     * @param topic where its first side comes from
     */
    public record Chain(List<Side> sides, List<String> context, List<WrittenName> about, Topic topic)
            implements Formula {
        public Chain {
            sides = List.copyOf(sides);
            context = List.copyOf(context);
            about = List.copyOf(about);
        }

        /** The answer to a question. */
        public Chain(List<Side> sides) {
            this(sides, List.of(), List.of(), Topic.ASKED);
        }

        /** Whether its first side is the head of a row or a column of a table, which may say something else than what a value is of. */
        public boolean headed() {
            return topic == Topic.HEADED;
        }

        @Override
        public int line() {
            return sides.get(0).line();
        }
    }

    /** Where it comes from what a chain is about. */
    public enum Topic {
        /** The writer wrote it. */
        WRITTEN,
        /** It is the head of a row or a column of a table. */
        HEADED,
        /** A question asked for it. */
        ASKED
    }

    /**
     * One side of a chain.
     *
     * @param line the number of the line it stands on
     * @param text its source
     * @param sign the relation before it; that of the first side is {@link Expr.Sign#EQUAL}
     * @param expr what it says, in {@link WrittenName}s, and derivatives as {@link chalkgrad.model.Quantity.Partial}s of such; a number's scale
     *     is the number of decimals that were written
     */
    public record Side(int line, String text, Expr.Sign sign, Expr expr) {}

    /**
     * Something that could not be read.
     *
     * @param column where reading stopped, counted in code points from one within the line
     * @param text the source of the formula
     * @param found what stands there
     * @param expected what could have stood there
     */
    public record Unread(int line, int column, String text, ParseExpectation found, ParseExpectation expected)
            implements Formula {}
}
