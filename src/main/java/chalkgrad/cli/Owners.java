package chalkgrad.cli;

import chalkgrad.batch.Seat;
import chalkgrad.variant.Student;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose an answer is.
 *
 * <p>{@code owners.of("7")} is the seat 007, where nobody's own id is 7; {@code owners.ofFile("20260001-mina.md")} is that of student 20260001.
 */
final class Owners {
    private static final int MOST_DIGITS = 10;

    private final Map<String, Seat> students = new HashMap<>();
    private final Map<String, Seat> variants = new HashMap<>();

    /** What may be the id of more than one, looked at not too closely. */
    private final Set<String> several = new HashSet<>();

    Owners(List<Seat> seats) {
        enter(seats, seat -> seat.student().map(Student::id), students);
        enter(seats, seat -> Optional.of(seat.id()), variants);
    }

    private interface Name {
        Optional<String> of(Seat seat);
    }

    /** Each by its id as it is, and by what is left of that when nobody looks closely, where that is nobody else's. */
    private void enter(List<Seat> seats, Name name, Map<String, Seat> into) {
        for (Seat seat : seats) {
            name.of(seat).map(Owners::folded).ifPresent(id -> {
                if (into.putIfAbsent(id, seat) != null) {
                    several.add(id);
                }
            });
        }
        seats.forEach(seat -> name.of(seat).ifPresent(id -> into.put(composed(id), seat)));
    }

    private static String composed(String id) {
        return Normalizer.normalize(id.strip(), Normalizer.Form.NFC);
    }

    /** Without what is not seen, all in small letters, and digits as they are elsewhere. */
    private static String folded(String id) {
        var seen = new StringBuilder();
        id.codePoints().filter(c -> Character.getType(c) != Character.FORMAT).forEach(seen::appendCodePoint);
        return Normalizer.normalize(seen, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    /** Whose id that is; a student's own id comes first, as that of a variant may look like it. */
    Optional<Seat> of(String id) {
        return exactly(id).or(() -> padded(id));
    }

    private Optional<Seat> exactly(String id) {
        Optional<Seat> found = in(composed(id));
        String blurred = folded(id);
        return found.isPresent() || several.contains(blurred) ? found : in(blurred);
    }

    private Optional<Seat> in(String name) {
        Seat found = students.get(name);
        return Optional.ofNullable(found == null ? variants.get(name) : found);
    }

    /** Spreadsheets take 007 for a number. */
    private Optional<Seat> padded(String id) {
        String number = folded(id);
        Optional<Seat> found = Optional.empty();
        if (number.matches("[0-9]+")) {
            for (int digits = number.length() + 1; found.isEmpty() && digits <= MOST_DIGITS; digits++) {
                found = exactly("0".repeat(digits - number.length()) + number);
            }
        }
        return found;
    }

    /** Whose a file is: its name is the id, or begins with it. */
    Optional<Seat> ofFile(String file) {
        int ending = file.lastIndexOf('.');
        String name = ending > 0 ? file.substring(0, ending) : file;
        Optional<Seat> found = of(name);
        for (int end = name.length() - 1; found.isEmpty() && end > 0; end--) {
            if (!Character.isLetterOrDigit(name.charAt(end))) {
                found = of(name.substring(0, end));
            }
        }
        return found;
    }
}
