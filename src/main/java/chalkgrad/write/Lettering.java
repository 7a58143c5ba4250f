package chalkgrad.write;

import chalkgrad.algebra.Expr;
import chalkgrad.write.Picture.Anchor;
import chalkgrad.write.Picture.Content;
import chalkgrad.write.Picture.Curve;
import chalkgrad.write.Picture.Ink;
import chalkgrad.write.Picture.Label;
import chalkgrad.write.Picture.MathContent;
import chalkgrad.write.Picture.Point;
import chalkgrad.write.Picture.Shape;
import chalkgrad.write.Picture.Tag;
import java.util.List;
import java.util.function.Function;

/**
 * Something written in a picture, with the room that it takes; a matrix is written entry by entry, so that it looks the same in every format.
 *
 * <p>{@code Lettering.of(Expr.num("0.5"), 8, formulas).draw(20, 20, Anchor.MIDDLE, Ink.BLUE, Tag.NONE, shapes)}.
 */
sealed interface Lettering {
    /** How much room it takes, in points. */
    LabelSize room();

    /** Adds its shapes, with {@code y} as the height of its middle. */
    void draw(double x, double y, Anchor anchor, Ink ink, Tag tag, List<Shape> shapes);

    /** An expression in a size. */
    static Lettering of(Expr e, double size, Function<Expr, Page.Formula> formulas) {
        if (e instanceof Expr.Matrix m && !m.rows().isEmpty()) {
            return new Grid(
                    m.rows().stream()
                            .map(row -> row.stream()
                                    .map(entry -> of(entry, size, formulas))
                                    .toList())
                            .toList(),
                    size);
        }
        Page.Formula formula = formulas.apply(e);
        return new One(new MathContent(formula), size, LabelSize.of(e, formula).times(size));
    }

    /** One label. */
    record One(Content content, double size, LabelSize room) implements Lettering {
        @Override
        public void draw(double x, double y, Anchor anchor, Ink ink, Tag tag, List<Shape> shapes) {
            shapes.add(new Label(x, y, anchor, size, false, content, ink, tag));
        }
    }

    /** A matrix between brackets. */
    record Grid(List<List<Lettering>> rows, double size) implements Lettering {
        private static final double COLUMN_GAP = 0.8;
        private static final double ROW_GAP = 0.35;
        private static final double BRACKET = 0.45;
        private static final double PEN = 0.5;
        private static final double MARGIN = 1.5;

        @Override
        public LabelSize room() {
            double width = 2 * BRACKET * size;
            for (int c = 0; c < columns(); c++) {
                width += (c > 0 ? COLUMN_GAP * size : 0) + column(c);
            }
            double height = -ROW_GAP * size;
            for (List<Lettering> row : rows) {
                height += high(row) + ROW_GAP * size;
            }
            return new LabelSize(width, height + 2 * MARGIN);
        }

        private int columns() {
            return rows.get(0).size();
        }

        private double column(int c) {
            double width = 0;
            for (List<Lettering> row : rows) {
                width = Math.max(width, row.get(c).room().width());
            }
            return width;
        }

        private static double high(List<Lettering> row) {
            double height = 0;
            for (Lettering entry : row) {
                height = Math.max(height, entry.room().height());
            }
            return height;
        }

        @Override
        public void draw(double x, double y, Anchor anchor, Ink ink, Tag tag, List<Shape> shapes) {
            LabelSize room = room();
            double left = switch (anchor) {
                case START -> x;
                case MIDDLE -> x - room.width() / 2;
                case END -> x - room.width();
            };
            double top = y + room.height() / 2;
            bracket(left + 1, 2, y, room.height() - 2, ink, tag, shapes);
            bracket(left + room.width() - 1, -2, y, room.height() - 2, ink, tag, shapes);
            double start = left + BRACKET * size;
            for (int c = 0; c < columns(); c++) {
                double width = column(c);
                double at = top - MARGIN;
                for (List<Lettering> row : rows) {
                    double high = high(row);
                    row.get(c).draw(start + width, at - high / 2, Anchor.END, ink, tag, shapes);
                    at -= high + ROW_GAP * size;
                }
                start += width + COLUMN_GAP * size;
            }
        }

        private static void bracket(
                double x, double serif, double y, double height, Ink ink, Tag tag, List<Shape> shapes) {
            shapes.add(new Curve(
                    List.of(
                            new Point(x + serif, y + height / 2),
                            new Point(x, y + height / 2),
                            new Point(x, y - height / 2),
                            new Point(x + serif, y - height / 2)),
                    PEN,
                    ink,
                    tag));
        }
    }
}
