package chalkgrad.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One problem of a file: its task, and how the solution is to be written.
 *
 * <p>{@code problem.titleIn("ko")} is {@code "2-2-2 신경망"} for the first example.
 *
 * @param name the file's name without its ending, with {@code -2}, {@code -3}, … for the later problems of one file
 * @param titles titles by language code; the key {@code ""} is the one for any language. May be empty.
 * @param language the language asked for, {@code "ko"} or {@code "en"}
 * @param notation how the quantities are written
 * @param precision how many digits are printed
 * @param rounding how a printed number is cut
 * @param carry what is carried on: the exact value or the printed one
 * @param pages how much its pages say, and what stands on top of them
 * @param compareWith the file of another problem that this one is compared with, relative to this problem's file
 * @param conventions how a writer's letters are read when a work is marked, in the words of {@link ConventionWords}; may be empty
 * @param marks the mark scheme: points by the name of a quantity, in the order of the file; may be empty
 * @param task the network or graph
 */
public record Problem(
        String name,
        Map<String, String> titles,
        Optional<String> language,
        NotationChoice notation,
        Precision precision,
        Rounding rounding,
        Carry carry,
        Pages pages,
        Optional<String> compareWith,
        Map<String, String> conventions,
        Map<String, BigDecimal> marks,
        Task task) {

    public Problem {
        titles = Map.copyOf(titles);
        conventions = Map.copyOf(conventions);
        marks = Collections.unmodifiableMap(new LinkedHashMap<>(marks));
    }

    /** The same problem, printed with other digits. */
    public Problem withPrecision(Precision other) {
        return new Problem(
                name, titles, language, notation, other, rounding, carry, pages, compareWith, conventions, marks, task);
    }

    /** The same problem with a mark scheme. */
    public Problem withMarks(Map<String, BigDecimal> other) {
        return new Problem(
                name,
                titles,
                language,
                notation,
                precision,
                rounding,
                carry,
                pages,
                compareWith,
                conventions,
                other,
                task);
    }

    /** The same looks for another task. */
    public Problem withTask(Task other) {
        return new Problem(
                name,
                titles,
                language,
                notation,
                precision,
                rounding,
                carry,
                pages,
                compareWith,
                conventions,
                marks,
                other);
    }

    /**
     * The same problem, printed as another is, so that the two can be read side by side; where every intermediate is carried as it is printed,
     * that would change the results, and so nothing is changed.
     */
    public Problem printedAs(Problem other) {
        return carry == Carry.ROUNDED
                ? this
                : new Problem(
                        name,
                        titles,
                        language,
                        notation,
                        other.precision,
                        other.rounding,
                        carry,
                        pages,
                        compareWith,
                        conventions,
                        marks,
                        task);
    }

    /** The same problem, carrying something else. */
    public Problem withCarry(Carry other) {
        return new Problem(
                name,
                titles,
                language,
                notation,
                precision,
                rounding,
                other,
                pages,
                compareWith,
                conventions,
                marks,
                task);
    }

    /** The same problem, its pages saying more or less. */
    public Problem withDetail(Detail other) {
        return new Problem(
                name,
                titles,
                language,
                notation,
                precision,
                rounding,
                carry,
                new Pages(other, pages.headers(), pages.exams()),
                compareWith,
                conventions,
                marks,
                task);
    }

    /** The title in a language, else the one for any language, else whichever there is; empty where the file has none. */
    public Optional<String> titleIn(String language) {
        return inLanguage(titles, language);
    }

    private static Optional<String> inLanguage(Map<String, String> texts, String language) {
        String text = texts.get(language);
        if (text == null) {
            text = texts.get("");
        }
        return text != null
                ? Optional.of(text)
                : texts.values().stream().sorted().findFirst();
    }

    /**
     * What is on the pages besides the task.
     *
     * @param detail how much is said
     * @param headers what stands on top of every page, by language code as with titles; may be empty
     * @param exams the title of the exam that the problem is a task of, by language code; may be empty
     */
    public record Pages(Detail detail, Map<String, String> headers, Map<String, String> exams) {
        /** As they are where a file says nothing about them. */
        public static final Pages PLAIN = new Pages(Detail.STANDARD, Map.of(), Map.of());

        public Pages {
            headers = Map.copyOf(headers);
            exams = Map.copyOf(exams);
        }

        /** The header in a language, else the one for any language, else whichever there is. */
        public Optional<String> headerIn(String language) {
            return inLanguage(headers, language);
        }

        /** The title of the exam. */
        public Optional<String> examIn(String language) {
            return inLanguage(exams, language);
        }
    }

    /** How much a solution says. */
    public enum Detail {
        /** The mathematics, with a word for each step. */
        BRIEF,
        /** What a good textbook prints. */
        STANDARD,
        /** Every factor by itself, with the reason for it, and what holds for every network. */
        FULL
    }

    /**
     * A notation profile, and the single symbols that replace the profile's.
     *
     * @param profile a profile's name, {@code wikidocs}, {@code sum}, …; empty for the default
     * @param symbols how single symbols are written: from a kind ({@code net}, {@code loss}) or a name ({@code w5}) to a symbol such as
     *     {@code omega_5}; still to be parsed by the notation
     */
    public record NotationChoice(Optional<String> profile, Map<String, String> symbols) {
        public NotationChoice {
            symbols = Map.copyOf(symbols);
        }
    }

    /** How many digits a printed number has. */
    public sealed interface Precision {
        /** So many digits after the point. */
        record Decimals(int count) implements Precision {}

        /** So many significant digits. */
        record Significant(int count) implements Precision {}
    }

    /** How a printed number is cut. */
    public enum Rounding {
        HALF_UP,
        HALF_EVEN,
        TRUNCATE
    }

    /** What later steps go on with. */
    public enum Carry {
        /** The exact value; only what is printed is rounded. */
        EXACT,
        /** The printed value: every intermediate is rounded and carried so, as a person with a calculator does. */
        ROUNDED
    }
}
