package chalkgrad.work;

/**
 * The tokens of one formula between borders, or of what may be one.
 *
 * @param from its first token
 * @param to the token after its last, a border
 * @param atRow whether nothing but words that join formulas stands before it in its row
 * @param words the first of the words directly before it, which end where it begins; its own place where there are none
 * @param afterComma whether only a comma is between it and the piece before
 * @param column the column of an alignment in which it stands, counted from zero
 */
record Piece(int from, int to, boolean atRow, int words, boolean afterComma, int column) {
    /** Whether words stand directly before it. */
    boolean hasWords() {
        return words < from;
    }
}
