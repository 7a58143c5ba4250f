package chalkgrad.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Something on a page: a character, or what has been put together from several.
 *
 * <p>Distances are in points; y counts from the top of the page downwards.
 */
final class Glyph {
    final String text;
    final double left;
    final double right;
    /** Where the line stands on which it is. */
    final double baseline;

    final double top;
    final double bottom;
    /** The size of its type. */
    final double size;
    /** Whether its baseline is where it ought to be, and not exactly known: brackets and fractions. */
    final boolean loose;

    final List<Glyph> above = new ArrayList<>();
    final List<Glyph> below = new ArrayList<>();

    private Glyph(
            String text,
            double left,
            double right,
            double baseline,
            double top,
            double bottom,
            double size,
            boolean loose) {
        this.text = text;
        this.left = left;
        this.right = right;
        this.baseline = baseline;
        this.top = top;
        this.bottom = bottom;
        this.size = size;
        this.loose = loose;
    }

    static Glyph character(String text, double left, double right, double baseline, double size) {
        return new Glyph(text, left, right, baseline, baseline - 0.72 * size, baseline + 0.22 * size, size, false);
    }

    /** Something that stands around the middle of a line. */
    static Glyph centred(
            String text, double left, double right, double middle, double top, double bottom, double size) {
        return new Glyph(text, left, right, middle + 0.25 * size, top, bottom, size, true);
    }

    /** The same place with another text. */
    Glyph with(String other) {
        var glyph = new Glyph(other, left, right, baseline, top, bottom, size, loose);
        glyph.above.addAll(above);
        glyph.below.addAll(below);
        return glyph;
    }

    double middle() {
        return (left + right) / 2;
    }

    /** Where it ends with its scripts. */
    double end() {
        double end = right;
        for (Glyph script : above) {
            end = Math.max(end, script.end());
        }
        for (Glyph script : below) {
            end = Math.max(end, script.end());
        }
        return end;
    }

    boolean overlaps(double from, double to) {
        return left < to && right > from;
    }
}
