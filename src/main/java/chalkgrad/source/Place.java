package chalkgrad.source;

/**
 * Where a line stood in the file that its text was taken out of.
 *
 * <p>{@code new Place(Unit.CELL, 3, 2)} is "cell 3, line 2".
 *
 * @param number which cell, page, table or paragraph, or which line of the file, counted from one
 * @param line which line or row within it, counted from one
 */
public record Place(Unit unit, int number, int line) {

    /** What files consist of. */
    public enum Unit {
        /** A line of the file itself. */
        LINE,
        /** A cell of a notebook. */
        CELL,
        /** What a cell of a notebook has printed. */
        OUTPUT,
        /** A paragraph of a Word file. */
        PARAGRAPH,
        /** A table of a Word file. */
        TABLE,
        /** A page of a PDF. */
        PAGE
    }

    /** Whether lines at both places belong to one part of the file, such as a cell. */
    public boolean isBeside(Place other) {
        return unit == other.unit && number == other.number;
    }

    /** The place in English, as the results as data have it. */
    @Override
    public String toString() {
        return switch (unit) {
            case LINE -> "line " + number;
            case CELL -> "cell " + number + ", line " + line;
            case OUTPUT -> "cell " + number + ", output, line " + line;
            case PARAGRAPH -> line == 1 ? "paragraph " + number : "paragraph " + number + ", line " + line;
            case TABLE -> "table " + number + ", row " + line;
            case PAGE -> "page " + number + ", line " + line;
        };
    }
}
