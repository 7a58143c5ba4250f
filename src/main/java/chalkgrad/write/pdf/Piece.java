package chalkgrad.write.pdf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a line that is never divided, and how the text may go on behind it.
 *
 * @param after what stands behind it
 */
record Piece(Content content, double width, double ascent, double descent, After after) {

    /** What may come behind a piece. */
    enum After {
        /** The next piece touches this one. */
        NOTHING(Double.POSITIVE_INFINITY),
        /** A space, which vanishes at a line's end. */
        SPACE(0),
        /** Touches, but a line may end here: behind a hyphen or a slash. */
        HYPHEN(60),
        /** Touches, but a line may end here if need be: between two syllables of Hangul. */
        SYLLABLE(900),
        /** A formula goes on behind a relation. */
        RELATION(250),
        /** Touches, and a line ends here only to save the margin: inside a word that is longer than a line. */
        EMERGENCY(2_500);

        private final double penalty;

        After(double penalty) {
            this.penalty = penalty;
        }

        double penalty() {
            return penalty;
        }
    }

    /** What a piece shows. */
    sealed interface Content {}

    /** Text in one weight. */
    record TextContent(List<Glyphs> glyphs) implements Content {}

    /** A formula, or a part of one; all parts share an owner. */
    record FormulaContent(FormulaBox box, double size, FormulaOwner owner) implements Content {}

    /** The tag of an inline formula, made when its first part is drawn so that it stands in reading order. */
    static final class FormulaOwner {
        private final String latex;
        private @Nullable Tag tag;

        FormulaOwner(String latex) {
            this.latex = latex;
        }

        Tag under(Tag parent) {
            if (tag == null) {
                tag = parent.child("Formula").describe(latex).actualText(latex);
            }
            return tag;
        }
    }

    Piece followedBy(After what) {
        return new Piece(content, width, ascent, descent, what);
    }

    boolean mayEndLine() {
        return after.penalty() != Double.POSITIVE_INFINITY;
    }

    /** Draws the piece for {@code parent}, baseline and left end at (x, y). */
    void paint(Canvas canvas, Tag parent, Type type, double x, double y) {
        if (content instanceof TextContent text) {
            canvas.mark(parent);
            canvas.text(text.glyphs(), type.size(), x, y, type.colour());
        } else if (content instanceof FormulaContent formula) {
            canvas.mark(formula.owner().under(parent), formula.box().latex());
            formula.box().paint(canvas, formula.size(), x, y, type.colour());
        }
    }
}
