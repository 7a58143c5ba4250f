package chalkgrad.write;

import chalkgrad.algebra.Expr;
import chalkgrad.report.Block;
import chalkgrad.write.Picture.Anchor;
import chalkgrad.write.Picture.Ink;
import chalkgrad.write.Picture.Label;
import chalkgrad.write.Picture.Line;
import chalkgrad.write.Picture.MathContent;
import chalkgrad.write.Picture.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Draws a window on an array: its cells outlined in blue, beside it the kernel that lies on it, and the entry that comes of it.
 *
 * <p>{@code new WindowPicture(figure, formulas).picture()} of a 3 x 3 image with a 2 x 2 kernel has three squares side by side.
 */
final class WindowPicture {
    private static final double HEIGHT = 18;
    private static final double ABOVE = 18;
    private static final double EDGE = 4;
    private static final double BETWEEN = 34;
    private static final double SIZE = 8.5;

    /** So wide is a cell at the least, and each sign of its number. */
    private static final double WIDTH = 20;

    private static final double SIGN = 5.2;

    private final Block.WindowFigure figure;
    private final Function<Expr, Page.Formula> formulas;
    private final List<Shape> shapes = new ArrayList<>();

    WindowPicture(Block.WindowFigure figure, Function<Expr, Page.Formula> formulas) {
        this.figure = figure;
        this.formulas = formulas;
    }

    Picture picture() {
        double height = EDGE + ABOVE + HEIGHT * tallest() + EDGE;
        double middle = (height - ABOVE) / 2;
        double x = cells(figure.input(), EDGE, middle);
        if (figure.kernel().isPresent()) {
            sign(x + BETWEEN / 2, middle, "\\star", "⋆");
            x = cells(figure.kernel().get(), x + BETWEEN, middle);
        }
        sign(x + BETWEEN / 2, middle, "\\to", "→");
        x = cells(figure.output(), x + BETWEEN, middle);
        return new Picture(x + EDGE, height, shapes);
    }

    private int tallest() {
        int most = Math.max(rows(figure.input()), rows(figure.output()));
        return figure.kernel().map(kernel -> Math.max(most, rows(kernel))).orElse(most);
    }

    private static int rows(Block.Cells cells) {
        return cells.rows().size() + 2 * cells.around().get(0);
    }

    private static int columns(Block.Cells cells) {
        return cells.rows().get(0).size() + 2 * cells.around().get(1);
    }

    private void sign(double x, double y, String latex, String text) {
        shapes.add(
                new Label(x, y, Anchor.MIDDLE, 11, false, new MathContent(new Page.Formula(latex, text)), Ink.BLACK));
    }

    /** Draws an array; its right edge. */
    private double cells(Block.Cells cells, double left, double middle) {
        double width = Math.max(WIDTH, 8 + SIGN * longest(cells));
        int rows = rows(cells);
        int columns = columns(cells);
        double top = middle + rows * HEIGHT / 2;
        double right = left + columns * width;
        for (int i = 0; i <= rows; i++) {
            double y = top - i * HEIGHT;
            shapes.add(new Line(left, y, right, y, 0.4, false, Ink.GREY));
        }
        for (int j = 0; j <= columns; j++) {
            double x = left + j * width;
            shapes.add(new Line(x, top, x, top - rows * HEIGHT, 0.4, false, Ink.GREY));
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                number(cells, i, j, left + (j + 0.5) * width, top - (i + 0.5) * HEIGHT);
            }
        }
        for (List<Integer> cell : cells.window()) {
            double x = left + cell.get(1) * width;
            double y = top - cell.get(0) * HEIGHT;
            side(cells, cell, -1, 0, x, y, x + width, y);
            side(cells, cell, 1, 0, x, y - HEIGHT, x + width, y - HEIGHT);
            side(cells, cell, 0, -1, x, y, x, y - HEIGHT);
            side(cells, cell, 0, 1, x + width, y, x + width, y - HEIGHT);
        }
        shapes.add(new Label(
                (left + right) / 2,
                top + ABOVE / 2,
                Anchor.MIDDLE,
                10,
                false,
                new MathContent(formulas.apply(cells.letter())),
                Ink.BLACK));
        return right;
    }

    private void number(Block.Cells cells, int row, int column, double x, double y) {
        int i = row - cells.around().get(0);
        int j = column - cells.around().get(1);
        boolean inside = i >= 0
                && i < cells.rows().size()
                && j >= 0
                && j < cells.rows().get(0).size();
        Expr number = inside ? cells.rows().get(i).get(j) : Expr.ZERO;
        boolean marked = cells.window().contains(List.of(row, column));
        Ink ink = !inside ? Ink.GREY : marked ? Ink.BLUE : Ink.BLACK;
        shapes.add(new Label(x, y, Anchor.MIDDLE, SIZE, false, new MathContent(formulas.apply(number)), ink));
    }

    /** The side of a cell where the window ends. */
    private void side(
            Block.Cells cells, List<Integer> cell, int down, int across, double x1, double y1, double x2, double y2) {
        if (!cells.window().contains(List.of(cell.get(0) + down, cell.get(1) + across))) {
            shapes.add(new Line(x1, y1, x2, y2, 1.6, false, Ink.BLUE));
        }
    }

    private int longest(Block.Cells cells) {
        return cells.rows().stream()
                .flatMap(List::stream)
                .mapToInt(number -> formulas.apply(number).text().length())
                .max()
                .orElse(1);
    }
}
