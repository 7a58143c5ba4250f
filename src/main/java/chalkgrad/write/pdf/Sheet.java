package chalkgrad.write.pdf;

/** The sheet of paper and the sizes of type on it, in points: A4 with a textbook's margins. */
final class Sheet {
    static final double WIDTH = 595.28;
    static final double HEIGHT = 841.89;
    static final double LEFT = 66;
    static final double MEASURE = WIDTH - 2 * LEFT;
    static final double TOP = HEIGHT - 62;
    static final double BOTTOM = 68;
    static final double TEXT_HEIGHT = TOP - BOTTOM;
    static final double FOOT = 42;
    /** The baseline of the header. */
    static final double HEAD = HEIGHT - 42;

    static final double RULE = 0.4;

    private Sheet() {}
}
