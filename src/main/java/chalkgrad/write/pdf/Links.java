package chalkgrad.write.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDBorderStyleDictionary;

/**
 * The lines of contents lists and the places that they lead to.
 *
 * <p>{@code links.leave(line, canvas, top)} while the list is drawn, {@code links.arrive("problem-2", canvas, top)} at the heading.
 *
 * <p>A list is drawn before it is known which pages its headings come to stand on, so that numbers and links are added last.
 */
final class Links {
    private static final double LEADER_GAP = 6;
    private static final double LEADER_STEP = 6;

    private final Map<String, Place> places = new HashMap<>();
    private final List<Departure> departures = new ArrayList<>();

    /**
     * A line of an entry.
     *
     * @param tag the entry's link
     * @param words what the whole entry says
     * @param end where the words end; the page's number follows on an entry's last line
     */
    record Line(String anchor, Tag tag, String words, double end, double ascent, double height, boolean last) {}

    private record Place(PDPage page, int number, double top) {}

    private record Departure(Line line, int page, double top) {}

    /** What is drawn at {@code top} is a heading with that anchor. */
    void arrive(String anchor, Canvas canvas, double top) {
        if (!anchor.isEmpty()) {
            places.putIfAbsent(anchor, new Place(canvas.page(), canvas.pageIndex() + 1, top));
        }
    }

    /** What is drawn at {@code top} is a line of a contents list. */
    void leave(Line line, Canvas canvas, double top) {
        departures.add(new Departure(line, canvas.pageIndex(), top));
    }

    /** Adds the numbers of pages and what a click does. */
    void finish(Canvas canvas, Setting setting) throws IOException {
        for (Departure from : departures) {
            Line line = from.line();
            Place to = places.get(line.anchor());
            if (to == null) {
                throw new IllegalStateException("no heading is called " + line.anchor());
            }
            canvas.link(from.page(), annotation(from, to), line.tag());
            if (line.last()) {
                canvas.openPage(from.page());
                number(canvas, setting, line, from.top() - line.ascent(), to);
            }
        }
    }

    private static PDAnnotationLink annotation(Departure from, Place to) {
        PDAnnotationLink link = new PDAnnotationLink();
        link.setRectangle(new PDRectangle(
                (float) Sheet.LEFT, (float) (from.top() - from.line().height()), (float) Sheet.MEASURE, (float)
                        from.line().height()));
        link.setContents(from.line().words());
        link.setPrinted(true);
        PDBorderStyleDictionary none = new PDBorderStyleDictionary();
        none.setWidth(0);
        link.setBorderStyle(none);
        link.setDestination(Outline.place(to.page(), to.top()));
        return link;
    }

    private static void number(Canvas canvas, Setting setting, Line line, double baseline, Place to) {
        Type type = setting.body();
        List<Glyphs> number = setting.typeface().shape(Integer.toString(to.number()), false);
        double start = Sheet.LEFT + Sheet.MEASURE - Typeface.width(number) * type.size();
        canvas.mark(line.tag());
        canvas.text(number, type.size(), start, baseline, type.colour());
        List<Glyphs> dot = setting.typeface().shape(".", false);
        canvas.artifact();
        // The dots of all lines stand below each other.
        double first = Math.ceil((line.end() + LEADER_GAP) / LEADER_STEP) * LEADER_STEP;
        for (double x = first; x < start - LEADER_GAP; x += LEADER_STEP) {
            canvas.text(dot, type.size(), x, baseline, Colour.GREY);
        }
    }
}
