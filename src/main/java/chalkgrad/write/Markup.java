package chalkgrad.write;

import chalkgrad.write.Page.Formula;
import chalkgrad.write.Page.Heading;
import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What alone knows a format's escapes: how a text, a formula, a line, a picture are written so that they mean themselves.
 *
 * <p>In LaTeX {@code text("50 %")} is {@code 50 \%}.
 */
interface Markup {
    /** A text so that it prints as itself wherever it stands, at the start of a line too. */
    String text(String plain);

    /** A formula without delimiters, for a display. */
    String formula(Formula formula);

    /** One side of a line of working. */
    default String side(Side side) {
        return side.latex();
    }

    /** Running text. */
    String line(List<Run> runs);

    /**
     * Where a document's headings are found.
     *
     * @param headings all that the document has, from top to bottom
     * @return the address of each heading that has an anchor, by its anchor
     */
    default Map<String, String> addresses(List<Heading> headings) {
        Map<String, String> addresses = new HashMap<>();
        headings.forEach(heading -> addresses.put(heading.anchor(), heading.anchor()));
        return addresses;
    }

    /**
     * A picture.
     *
     * @param stem what the document's file is called, without its ending
     * @param number of the picture in the document, from 1
     */
    Placed place(Picture picture, String description, String stem, int number);

    /**
     * A picture's place in a document.
     *
     * @param markup what stands in the document: the drawing itself, or the address of a sidecar
     * @param sidecars the files that the drawing needs
     */
    record Placed(String markup, List<Sidecar> sidecars) {}
}
