package chalkgrad.write;

import chalkgrad.algebra.Expr;
import chalkgrad.typeset.Latex;
import chalkgrad.typeset.Lines;
import chalkgrad.typeset.MathMl;
import chalkgrad.typeset.Notation;
import chalkgrad.write.Page.Part;
import chalkgrad.write.Page.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * Formulas in MathML, a line of working side by side, each side told apart.
 *
 * <p>Of {@code z1 = w1 x1 = 0.3 × 0.1 = 0.03} the right part has three sides: symbols, numbers, value.
 */
final class Sides {
    /** So many characters of LaTeX are more than a short row may have room for. */
    private static final int LONG = 40;

    private final Latex latex;
    private final Latex inlineLatex;
    private final MathMl mathMl;
    private final MathMl inline;

    Sides(Notation notation, Latex latex) {
        this.latex = latex;
        this.inlineLatex = latex.inline();
        this.mathMl = new MathMl(notation);
        this.inline = mathMl.inline();
    }

    /** A formula by itself in a display. */
    List<Side> whole(Expr e) {
        return List.of(new Side(Part.WHOLE, mathMl.of(e), latex.of(e)));
    }

    /** A formula in running text, whose LaTeX is known; a long relation side by side, so that it can go on in the next row. */
    List<Side> inline(Expr e, String itsLatex) {
        if (itsLatex.length() < LONG || !(e instanceof Expr.Relation relation)) {
            return List.of(new Side(Part.WHOLE, inline.of(e), itsLatex));
        }
        var sides = new ArrayList<Side>();
        Expr first = relation.sides().get(0);
        sides.add(new Side(Part.WHOLE, inline.of(first), inlineLatex.of(first)));
        for (int i = 1; i < relation.sides().size(); i++) {
            Expr.Sign sign = relation.signs().get(i - 1);
            Expr side = relation.sides().get(i);
            sides.add(new Side(Part.WHOLE, inline.side(sign, side), latex.sign(sign) + " " + inlineLatex.of(side)));
        }
        return sides;
    }

    /**
     * What stands behind the alignment point in a row.
     *
     * @param before what the row before ended with, where this one goes on with it
     */
    List<Side> right(Lines.Row row, Part before) {
        var sides = new ArrayList<Side>();
        Expr.Sign sign = row.sign();
        if (row.join() != Lines.Join.NONE) {
            sides.add(new Side(
                    before, mathMl.continued(row.right(), row.join()), latex.continued(row.right(), row.join())));
        } else if (sign == null) {
            return whole(row.right());
        } else if (row.right() instanceof Expr.Relation relation) {
            sides.add(side(sign, relation.sides().get(0)));
            for (int i = 1; i < relation.sides().size(); i++) {
                sides.add(side(relation.signs().get(i - 1), relation.sides().get(i)));
            }
        } else {
            sides.add(side(sign, row.right()));
        }
        Expr value = row.value();
        if (value != null) {
            sides.add(side(Expr.Sign.EQUAL, value));
        }
        return sides;
    }

    private Side side(Expr.Sign sign, Expr e) {
        return new Side(part(e), mathMl.side(sign, e), latex.sign(sign) + " " + latex.of(e));
    }

    private static Part part(Expr e) {
        Expr bare = e instanceof Expr.Marked marked ? marked.arg() : e;
        return bare instanceof Expr.Num ? Part.VALUE : hasLetter(e) ? Part.SYMBOLS : Part.NUMBERS;
    }

    private static boolean hasLetter(Expr e) {
        return e instanceof Expr.Sym || e.parts().stream().anyMatch(Sides::hasLetter);
    }
}
