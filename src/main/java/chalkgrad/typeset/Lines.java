package chalkgrad.typeset;

import chalkgrad.algebra.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Breaks a line of working into rows that fit between the margins.
 *
 * <p>{@code a = b = c} stays one row while it is short; else each side gets a row of its own, and a side that is still too long is
 * broken before a plus or a times.
 */
public final class Lines {
    /** The width of a text line in em, a little less than any of the formats has. */
    private static final double MEASURE = 37;

    /** How a row goes on from the one before. */
    public enum Join {
        /** It does not: it begins a line or a side. */
        NONE,
        SUM,
        PRODUCT
    }

    private final Width width;

    public Lines(Notation notation) {
        this.width = new Width(notation);
    }

    /**
     * One row.
     *
     * @param left what stands before the relation, or null in a row that goes on
     * @param sign the relation that the row begins with, or null in a row that goes on within a side
     * @param join how the row goes on within a side
     * @param right the rest of the row
     * @param value what the line comes to, where it stands at the end of a row that goes on; else null
     */
    public record Row(
            @Nullable Expr left,
            Expr.@Nullable Sign sign,
            Join join,
            Expr right,
            @Nullable Expr value) {}

    /** The rows of one line. */
    public List<Row> rows(Expr line) {
        if (!(line instanceof Expr.Relation relation) || relation.sides().size() < 2) {
            return List.of(new Row(null, null, Join.NONE, line, null));
        }
        var rows = new ArrayList<Row>();
        List<Expr> sides = relation.sides();
        double left = width.of(sides.get(0));
        if (width.of(line) <= MEASURE) {
            rows.add(new Row(sides.get(0), relation.signs().get(0), Join.NONE, rest(relation), null));
            return rows;
        }
        for (int i = 1; i < sides.size(); i++) {
            Expr first = i == 1 ? sides.get(0) : null;
            side(first, relation.signs().get(i - 1), sides.get(i), MEASURE - left - 2, rows);
        }
        return joined(rows, left);
    }

    private static Expr rest(Expr.Relation relation) {
        return relation.sides().size() == 2
                ? relation.sides().get(1)
                : new Expr.Relation(
                        relation.sides().subList(1, relation.sides().size()),
                        relation.signs().subList(1, relation.signs().size()));
    }

    /** A value that ends the line stands behind its numbers where there is room for it. */
    private List<Row> joined(List<Row> rows, double left) {
        int last = rows.size() - 1;
        if (last < 1) {
            return rows;
        }
        Row value = rows.get(last);
        Row before = rows.get(last - 1);
        boolean room = width.of(before.right()) + width.of(value.right()) + 2 <= MEASURE - left - 2;
        if (value.sign() != Expr.Sign.EQUAL || !room) {
            return rows;
        }
        var joined = new ArrayList<>(rows.subList(0, last - 1));
        if (before.join() != Join.NONE) {
            joined.add(new Row(before.left(), before.sign(), before.join(), before.right(), value.right()));
            return joined;
        }
        var both = new Expr.Relation(List.of(before.right(), value.right()), List.of(value.sign()));
        joined.add(new Row(before.left(), before.sign(), before.join(), both, null));
        return joined;
    }

    private void side(@Nullable Expr left, Expr.Sign sign, Expr side, double room, List<Row> rows) {
        List<Expr> pieces = width.of(side) > room ? pieces(side, room) : List.of(side);
        Join join = side instanceof Expr.Mul ? Join.PRODUCT : Join.SUM;
        for (int i = 0; i < pieces.size(); i++) {
            boolean head = i == 0;
            rows.add(new Row(head ? left : null, head ? sign : null, head ? Join.NONE : join, pieces.get(i), null));
        }
    }

    /** A sum or product in several parts, none wider than the room there is, if that can be. */
    private List<Expr> pieces(Expr side, double room) {
        List<Expr> parts =
                side instanceof Expr.Add a ? a.terms() : side instanceof Expr.Mul m ? m.factors() : List.of();
        if (parts.isEmpty()) {
            return List.of(side);
        }
        var pieces = new ArrayList<Expr>();
        var current = new ArrayList<Expr>();
        for (Expr part : parts) {
            current.add(part);
            if (current.size() > 1 && width.of(together(side, current)) > room - 2) {
                current.remove(current.size() - 1);
                pieces.add(together(side, current));
                current.clear();
                current.add(part);
            }
        }
        pieces.add(together(side, current));
        return pieces;
    }

    private static Expr together(Expr side, List<Expr> parts) {
        if (side instanceof Expr.Add) {
            return Expr.add(parts);
        }
        // A sum that is a factor keeps its brackets where it stands alone on its line.
        return parts.size() == 1 && parts.get(0) instanceof Expr.Add
                ? new Expr.Marked(Expr.Mark.GROUP, parts.get(0))
                : Expr.mul(parts);
    }
}
