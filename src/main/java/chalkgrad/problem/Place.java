package chalkgrad.problem;

/**
 * A place in a file.
 *
 * <p>{@code new Place(3, 7)} is the seventh code point of the third line.
 */
record Place(int line, int column) implements Comparable<Place> {
    static final Place START = new Place(1, 1);

    @Override
    public int compareTo(Place other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    Place plus(int columns) {
        return new Place(line, column + columns);
    }
}
