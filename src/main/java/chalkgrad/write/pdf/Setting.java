package chalkgrad.write.pdf;

import chalkgrad.write.Page.Run;
import java.util.List;

/** What every element's layout needs: the fonts, the sizes of one language, and the tree that is being built. */
record Setting(Typeface typeface, Formulas formulas, Pieces pieces, Type body, Tag document) {
    private static final Type ENGLISH = new Type(10.5, 13.8, 0.333, false, Colour.BLACK, true);
    /** Hangul fills its square: the same text looks larger and wants more white between its lines. */
    private static final Type KOREAN = new Type(10, 15.4, 0.31, false, Colour.BLACK, true);

    static Setting of(String language, Typeface typeface, Formulas formulas, Tag document) {
        Type body = language.startsWith("ko") ? KOREAN : ENGLISH;
        return new Setting(typeface, formulas, new Pieces(typeface, formulas), body, document);
    }

    Lines lines(List<Run> text, Type type, double measure) {
        return Lines.of(pieces.of(text, type, measure), type, measure, typeface);
    }
}
