package chalkgrad.variant;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people write into the cells of a table, cut into the answers that it holds.
 *
 * <p>{@code Cut.answer(Map.of("1", "0.53 0.61"), 1, 1, List.of("out(h1)", "out(h2)"), true)} is {@code "0.61"}.
 */
final class Cut {
    private static final Pattern SPACE = Pattern.compile("[;\\s]+");
    private static final Pattern COMMAS = Pattern.compile(",\\s+");

    /** The full-width forms of ASCII that Asian keyboards write. */
    private static final int FIRST_WIDE = 0xFF01;

    private static final int LAST_WIDE = 0xFF5E;
    private static final int FROM_WIDE = FIRST_WIDE - '!';

    private Cut() {}

    /**
     * A student's answer to a part of a question; empty where there is none.
     *
     * @param answers by the number of a question, {@code 3}, of a part of it, {@code 3.2}, or by what is asked for, {@code dE/dw5}
     * @param number the question's
     * @param place the part's, counted from zero
     * @param asks what each part asks for
     * @param alone whether no other question asks for that
     */
    static String answer(Map<String, String> answers, int number, int place, List<String> asks, boolean alone) {
        String part = answers.get(number + "." + (place + 1));
        if (part != null) {
            return plain(part);
        }
        String whole = answers.get(String.valueOf(number));
        if (whole != null) {
            return part(plain(whole), place, asks);
        }
        String named = alone ? answers.get(asks.get(place)) : null;
        return named == null ? "" : plain(named);
    }

    /** Without what is not seen, and without the space around it; digits and signs in full width are the plain ones. */
    static String plain(String cell) {
        var plain = new StringBuilder();
        cell.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (c >= FIRST_WIDE && c <= LAST_WIDE) {
                plain.appendCodePoint(c - FROM_WIDE);
            } else if (type == Character.SPACE_SEPARATOR) {
                plain.append(' ');
            } else if (type != Character.FORMAT) {
                plain.appendCodePoint(c);
            }
        });
        return plain.toString().strip();
    }

    private static String part(String whole, int place, List<String> asks) {
        List<String> known = asks.stream().map(Cut::spaceless).toList();
        boolean strange = false;
        List<String[]> pairs = pairs(whole);
        for (String[] pair : pairs) {
            String name = spaceless(pair[0]);
            if (name.equals(known.get(place))) {
                return pair[1].strip();
            }
            strange |= !known.contains(name);
        }
        if (asks.size() == 1 || strange) {
            return whole; // a person has to look at it
        } else if (!pairs.isEmpty()) {
            return "";
        }
        List<String> pieces = pieces(whole, asks.size());
        // Of too many nobody knows which is which, and a person has to look at all of them.
        return pieces.size() > asks.size() ? whole : place < pieces.size() ? pieces.get(place) : "";
    }

    /** Of {@code out(h1) = 0.53; out(h2) = 0.61} both names with what they are. */
    private static List<String[]> pairs(String text) {
        var pairs = new ArrayList<String[]>();
        for (String piece : text.split(";", -1)) {
            String[] sides = piece.split("=", -1);
            if (sides.length == 2 && !sides[0].isBlank()) {
                pairs.add(sides);
            }
        }
        return pairs;
    }

    private static List<String> pieces(String whole, int parts) {
        List<String> pieces =
                SPACE.splitAsStream(COMMAS.matcher(whole).replaceAll(" ")).toList();
        List<String> commas = List.of(whole.split(",", -1));
        // Commas between numbers with points.
        boolean pointed = pieces.size() == 1 && commas.size() == parts && whole.indexOf('.') >= 0;
        return pointed ? commas : pieces;
    }

    private static String spaceless(String text) {
        return text.replace(" ", "");
    }

    /** A number as people write it, in its likeliest reading; empty for what is none. */
    static Optional<BigDecimal> number(String text) {
        return TypedNumber.read(text).map(number -> number.readings().get(0));
    }

    /** Every number that an answer may be, written out or as a calculation; none for what is no number. */
    static List<BigDecimal> numbers(String text) {
        var numbers = new ArrayList<BigDecimal>();
        TypedNumber.read(text).ifPresent(number -> numbers.addAll(number.readings()));
        TypedNumber.calculated(text).filter(value -> !numbers.contains(value)).ifPresent(numbers::add);
        return numbers;
    }

    /** The places of things that are lettered or numbered on a sheet, {@code EAB} or {@code 5 1 2}, counted from zero; -1 for what is none. */
    static List<Integer> places(String answer) {
        String[] apart = answer.replaceAll("[\\s,;>\u2192-]+", " ").strip().split(" ", -1);
        var places = new ArrayList<Integer>();
        for (String piece : apart.length > 1 ? apart : apart[0].split("", 0)) {
            places.add(place(piece));
        }
        return places;
    }

    /** The place of a letter or a number, {@code (d)} or {@code 4}; -1 for what is neither. */
    static int place(String answer) {
        String bare = answer.replaceAll("^[(\\[]|[)\\].:]$", "").strip();
        if (bare.matches("[1-9][0-9]{0,2}")) {
            return Integer.parseInt(bare) - 1;
        }
        return bare.matches("[A-Za-z]") ? Character.toUpperCase(bare.charAt(0)) - 'A' : -1;
    }
}
