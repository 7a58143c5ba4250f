package chalkgrad.source;

import java.util.List;
import java.util.Map;

/**
 * The text of a file, and where its lines stood.
 *
 * <p>Of a notebook with the cell {@code a = 1} it has the text {@code a = 1} and the place "cell 1, line 1".
 *
 * @param text its lines, with plain line feeds between
 * @param markup how it is to be read
 * @param places a place for each line; empty where the lines are those of the file
 * @param doubts by their numbers, counted from one, the lines that were not taken out surely
 */
public record Source(String text, Markup markup, List<Place> places, Map<Integer, Doubt> doubts) {
    public Source {
        places = List.copyOf(places);
        doubts = Map.copyOf(doubts);
    }

    /** A text as it stands in its file. */
    static Source plain(String text, Markup markup) {
        return new Source(text, markup, List.of(), Map.of());
    }
}
