package chalkgrad.work;

import chalkgrad.source.Place;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a work as a person calls it: by its number, {@code 38}, or by its place in a file without such lines, {@code 2:17} or in full
 * {@code cell 2, line 17}.
 *
 * @param said what the person says
 */
public record Spot(String said) {
    private static final Pattern SHORT = Pattern.compile("([1-9]\\d{0,6})(?::([1-9]\\d{0,6}))?");
    private static final Pattern FULL = Pattern.compile(
            "(?:line|cell|paragraph|table|page) [1-9]\\d{0,6}(?:, output)?(?:, (?:line|row) [1-9]\\d{0,6})?");

    /** Reads what a person says; empty where it can be no line. */
    public static Optional<Spot> of(String said) {
        String plain = said.strip().toLowerCase(Locale.ROOT);
        boolean known = SHORT.matcher(plain).matches() || FULL.matcher(plain).matches();
        return known ? Optional.of(new Spot(plain)) : Optional.empty();
    }

    /** Whether it is a line of a work, counted from one over the work's text. */
    public boolean is(Work work, int line) {
        Optional<Place> place = work.place(line);
        Matcher numbers = SHORT.matcher(said);
        if (!numbers.matches()) {
            String full = place.map(Place::toString).orElse("line " + work.number(line));
            return full.equals(said);
        }
        int number = Integer.parseInt(numbers.group(1));
        String within = numbers.group(2);
        if (within == null) {
            return work.number(line) == number;
        }
        // What a cell has printed has its own lines; the short form means those that the writer wrote.
        return place.filter(at -> at.unit() != Place.Unit.LINE && at.unit() != Place.Unit.OUTPUT)
                .filter(at -> at.number() == number && at.line() == Integer.parseInt(within))
                .isPresent();
    }
}
