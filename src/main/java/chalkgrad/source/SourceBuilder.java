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

    /**
     * Adds lines each at its own number in the file, as far as there is room: several that stood in one line push the others down.
     */
    void aligned(List<Flow.Line> lines) throws Refusal {
        for (int i = 0; i < lines.size(); i++) {
            Flow.Line line = lines.get(i);
            // The rule below the first row of a table is in no file; where there is room, the row goes up for it.
            boolean rule = i + 1 < lines.size() && Rows.isRule(lines.get(i + 1).text());
            int number = line.fileLine() - (rule ? 1 : 0);
            if (line.text().isEmpty() && number <= places.size()) {
                continue;
            }
            while (places.size() < number - 1) {
                line("", new Place(Place.Unit.LINE, places.size() + 1, 1));
            }
            // What has gone up is not looked for at its number, and what has no room keeps it.
            int named = places.size() < line.fileLine() ? places.size() + 1 : line.fileLine();
            var place = new Place(Place.Unit.LINE, named, 1);
            if (line.doubt()) {
                doubtful(line.text(), place, Doubt.PICTURE);
            } else {
                line(line.text(), place);
            }
        }
    }

    Source build() {
        boolean same = true;
        for (int i = 0; i < places.size(); i++) {
            same &= places.get(i).equals(new Place(Place.Unit.LINE, i + 1, 1));
        }
        return new Source(text.toString(), Markup.MARKDOWN, same ? List.of() : places, doubts);
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
