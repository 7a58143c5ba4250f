package chalkgrad.write.pdf;

/**
 * How a stretch of running text is set.
 *
 * @param size in points
 * @param leading from baseline to baseline, in points
 * @param space the width of a space between words, in em
 */
record Type(double size, double leading, double space, boolean bold, Colour colour, boolean justified) {

    Type bolder() {
        return new Type(size, leading, space, true, colour, justified);
    }

    Type ragged() {
        return new Type(size, leading, space, bold, colour, false);
    }

    Type in(Colour ink) {
        return new Type(size, leading, space, bold, ink, justified);
    }

    Type sized(double points) {
        return new Type(points, leading * points / size, space, bold, colour, justified);
    }

    /** The width of a space in points. */
    double spaceWidth() {
        return space * size;
    }

    /** From a line's upper edge to its baseline, if nothing tall stands in it. */
    double ascent() {
        return leading * 0.5 + size * 0.26;
    }

    double descent() {
        return leading - ascent();
    }
}
