package chalkgrad.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the lines of a text together with their places. */
final class SourceBuilder {
    /** Longer texts are no derivations. */
    static final int MOST_CHARACTERS = 2_000_000;

    private final StringBuilder text = new StringBuilder();
    private final List<Place> places = new ArrayList<>();
    private final Map<Integer, Doubt> doubts = new HashMap<>();
    private boolean blank = true;

    /** Adds a line; a line break in it is a blank. */
    void line(String line, Place place) throws Refusal {
        String plain = printable(line);
        if (text.length() + plain.length() >= MOST_CHARACTERS) {
            throw new Refusal("its text has more than " + MOST_CHARACTERS + " characters; no derivation is that long");
        }
        if (!places.isEmpty()) {
            text.append('\n');
        }
        text.append(plain);
        places.add(place);
        blank = plain.isBlank();
    }

    /** Adds a line that was not taken out surely. */
    void doubtful(String line, Place place, Doubt doubt) throws Refusal {
        line(line, place);
        doubts.put(places.size(), doubt);
    }

    /** Adds an empty line, unless there is one already. */
    void gap() throws Refusal {
        if (!blank) {
            line("", places.get(places.size() - 1));
        }
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    Source build() {
        return new Source(text.toString(), Markup.MARKDOWN, places, doubts);
    }

    /** Without characters that cannot stand in a line of text, of which files of other programs are full. */
    private static String printable(String line) {
        var plain = new StringBuilder(line.length());
        line.codePoints().forEach(c -> {
            boolean control = c < ' ' && c != '\t' || c >= 0x7F && c < 0xA0 || c == 0xFFFE || c == 0xFFFF;
            boolean lone = c >= 0xD800 && c <= 0xDFFF;
            boolean unseen = c == 0x200B || c == 0xFEFF || c == 0x00AD || c == 0x2060;
            if (!unseen) {
                plain.appendCodePoint(control || lone || c == 0x00A0 || c == 0x2028 || c == 0x2029 ? ' ' : c);
            }
        });
        return plain.toString();
    }
}
