package chalkgrad.write.pdf;

import java.util.List;

/**
 * A slice across the page that is never divided: a line of text, a row of a display, a figure.
 *
 * @param above white space above, which vanishes at the head of a page
 * @param height of what is drawn
 * @param withNext whether a page may not end behind it
 * @param repeated drawn once more above it where it begins a page: the header of its table
 */
record VerticalBox(double above, double height, boolean withNext, Painter painter, List<VerticalBox> repeated) {

    /** Draws a slab whose upper edge is at {@code top}. */
    @FunctionalInterface
    interface Painter {
        void paint(Canvas canvas, double top);
    }

    /** Draws nothing. */
    private static final Painter NOTHING = (canvas, top) -> {};

    static VerticalBox of(double above, double height, Painter painter) {
        return new VerticalBox(above, height, false, painter, List.of());
    }

    /** White space that is left out where a page ends before it. */
    static VerticalBox gap(double height) {
        return of(0, height, NOTHING);
    }

    boolean isGap() {
        return painter == NOTHING;
    }

    VerticalBox keptWithNext() {
        return new VerticalBox(above, height, true, painter, repeated);
    }

    VerticalBox repeating(List<VerticalBox> header) {
        return new VerticalBox(above, height, withNext, painter, header);
    }
}
