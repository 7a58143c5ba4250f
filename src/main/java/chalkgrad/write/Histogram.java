package chalkgrad.write;

import chalkgrad.report.Block;
import chalkgrad.write.Picture.Anchor;
import chalkgrad.write.Picture.Ink;
import chalkgrad.write.Picture.Label;
import chalkgrad.write.Picture.Line;
import chalkgrad.write.Picture.Shape;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;

/**
 * Draws how often numbers fall into each part of their range.
 *
 * <p>{@code new Histogram(figure).picture()} has a bar for each part, and the ends of the range below.
 */
final class Histogram {
    private static final double WIDTH = 330;
    private static final double HEIGHT = 110;
    private static final double LEFT = 40;
    private static final double BOTTOM = 24;
    private static final double RIGHT = 24;
    private static final double TOP = 12;
    private static final double SIZE = 8;
    private static final MathContext SHOWN = new MathContext(4);

    private final Block.HistogramFigure figure;

    Histogram(Block.HistogramFigure figure) {
        this.figure = figure;
    }

    Picture picture() {
        var shapes = new ArrayList<Shape>();
        int most = Math.max(
                1, figure.counts().stream().mapToInt(Integer::intValue).max().orElse(1));
        int count = Math.max(1, figure.counts().size());
        double bar = (WIDTH - LEFT - RIGHT) / count;
        for (int i = 0; i < figure.counts().size(); i++) {
            int height = figure.counts().get(i);
            if (height > 0) {
                double x = LEFT + (i + 0.5) * bar;
                double y = BOTTOM + (HEIGHT - BOTTOM - TOP) * height / most;
                shapes.add(new Line(x, BOTTOM, x, y, bar * 0.8, false, Ink.BLUE));
            }
        }
        shapes.add(new Line(LEFT, BOTTOM, WIDTH - RIGHT, BOTTOM, 0.5, false, Ink.BLACK));
        shapes.add(text(LEFT - 5, BOTTOM, Anchor.END, "0"));
        shapes.add(text(LEFT - 5, HEIGHT - TOP, Anchor.END, Integer.toString(most)));
        for (int part = 0; part <= 4; part++) {
            double x = LEFT + (WIDTH - LEFT - RIGHT) * part / 4;
            shapes.add(new Line(x, BOTTOM, x, BOTTOM - 3, 0.5, false, Ink.BLACK));
            shapes.add(text(x, BOTTOM - 10, Anchor.MIDDLE, number(part)));
        }
        return new Picture(WIDTH, HEIGHT, shapes);
    }

    private String number(int part) {
        double value = figure.low() + (figure.high() - figure.low()) * part / 4;
        BigDecimal rounded = new BigDecimal(value).round(SHOWN).stripTrailingZeros();
        boolean plain = Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6 || value == 0;
        return (plain ? rounded.toPlainString() : String.format(java.util.Locale.ROOT, "%.2e", value))
                .replace('-', '\u2212');
    }

    private static Label text(double x, double y, Anchor anchor, String text) {
        return new Label(x, y, anchor, SIZE, false, new Picture.TextContent(text), Ink.BLACK);
    }
}
