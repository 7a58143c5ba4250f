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
import java.util.List;

/** The loss over the updates; where it falls by more than a factor of a hundred, on a logarithmic scale. */
final class LossPlot {
    private static final double WIDTH = 330;
    private static final double HEIGHT = 170;
    private static final double LEFT = 52;
    private static final double BOTTOM = 30;
    private static final double RIGHT = 12;
    private static final double TOP = 12;
    private static final double SIZE = 8;

    private final List<Block.Point> points;
    private final Messages messages;
    private final boolean logarithmic;
    private final double low;
    private final double high;
    private final double step;

    LossPlot(List<Block.Point> points, Messages messages) {
        this.points = points;
        this.messages = messages;
        double least = points.stream().mapToDouble(Block.Point::loss).min().orElse(0);
        double most = points.stream().mapToDouble(Block.Point::loss).max().orElse(1);
        this.logarithmic = least > 0 && most / least > 100;
        if (logarithmic) {
            low = Math.floor(Math.log10(least));
            high = Math.max(low + 1, Math.ceil(Math.log10(most)));
            step = Math.max(1, Math.ceil((high - low) / 6));
        } else {
            // Losses that differ only in digits that a double hardly has would have ticks that cannot be told apart.
            double range = most - least > 1e-9 * Math.abs(most) ? most - least : Math.max(Math.abs(most), 1);
            step = nice(range / 4);
            low = Math.floor(least / step) * step;
            high = Math.max(Math.ceil(most / step) * step, low + step);
        }
    }

    /** A step of 1, 2 or 5 times a power of ten. */
    private static double nice(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double part = rough / power;
        return (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10) * power;
    }

    Picture picture() {
        var shapes = new ArrayList<Shape>();
        int last = points.get(points.size() - 1).step();
        shapes.add(new Line(LEFT, BOTTOM, WIDTH - RIGHT + 6, BOTTOM, 0.5, true, Ink.BLACK));
        shapes.add(new Line(LEFT, BOTTOM, LEFT, HEIGHT - TOP + 6, 0.5, true, Ink.BLACK));
        int ticks = (int) Math.floor((high - low) / step + 0.001);
        for (int i = 0; i <= ticks; i++) {
            double tick = low + i * step;
            double y = height(tick);
            shapes.add(new Line(LEFT - 3, y, LEFT, y, 0.5, false, Ink.BLACK));
            shapes.add(text(LEFT - 6, y, Anchor.END, name(tick)));
        }
        int stride = Math.max(1, (int) nice(last / 5.0));
        for (int tick = 0; tick <= last; tick += stride) {
            double x = along(tick, last);
            shapes.add(new Line(x, BOTTOM, x, BOTTOM - 3, 0.5, false, Ink.BLACK));
            shapes.add(text(x, BOTTOM - 10, Anchor.MIDDLE, Integer.toString(tick)));
        }
        shapes.add(text(LEFT + (WIDTH - LEFT - RIGHT) / 2, 6, Anchor.MIDDLE, messages.pattern("figure.step")));
        shapes.add(text(LEFT + 6, HEIGHT - 5, Anchor.START, messages.pattern("figure.loss")));
        shapes.add(new Picture.Curve(
                points.stream()
                        .map(p -> new Picture.Point(
                                along(p.step(), last), height(logarithmic ? Math.log10(p.loss()) : p.loss())))
                        .toList(),
                1.1,
                Ink.BLUE));
        return new Picture(WIDTH, HEIGHT, shapes);
    }

    private static Label text(double x, double y, Anchor anchor, String text) {
        return new Label(x, y, anchor, SIZE, false, new Picture.TextContent(text), Ink.BLACK);
    }

    private String name(double tick) {
        if (logarithmic) {
            int exponent = (int) Math.round(tick);
            return exponent >= -4 && exponent <= 3
                    ? BigDecimal.ONE.movePointRight(exponent).toPlainString()
                    : "1e" + exponent;
        }
        BigDecimal value = new BigDecimal(tick).round(new MathContext(6)).stripTrailingZeros();
        return value.signum() == 0 ? "0" : value.toPlainString();
    }

    private double height(double value) {
        return BOTTOM + (value - low) / (high - low) * (HEIGHT - BOTTOM - TOP - 6);
    }

    private static double along(int step, int last) {
        return LEFT + (double) step / Math.max(1, last) * (WIDTH - LEFT - RIGHT - 4);
    }
}
