package chalkgrad.write.pdf;

import chalkgrad.write.Picture;

/** The colours in use, dark enough to be read in print and by those who cannot tell red from green. */
enum Colour {
    BLACK("0 0 0"),
    WHITE("1 1 1"),
    GREY(".45 .45 .45"),
    BLUE(".1 .27 .56"),
    RED(".68 .11 .1"),
    GREEN(".1 .4 .24"),
    OCHRE(".52 .34 .02");

    private final String components;

    Colour(String components) {
        this.components = components;
    }

    /** Red, green and blue as PDF operands. */
    String components() {
        return components;
    }

    static Colour of(Picture.Ink ink) {
        return switch (ink) {
            case BLACK -> BLACK;
            case GREY -> GREY;
            case BLUE -> BLUE;
            case RED -> RED;
        };
    }
}
