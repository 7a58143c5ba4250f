package chalkgrad.write;

import chalkgrad.write.Picture.Line;
import chalkgrad.write.Picture.Point;
import java.util.List;

/**
 * The head of an arrow, the same in every format.
 *
 * <p>{@code ArrowHead.of(new Line(0, 0, 20, 0, 0.6, true, Ink.BLACK)).base()} is {@code (14.6, 0)}.
 *
 * @param base where the shaft ends
 * @param corners of the triangle, its tip first
 */
record ArrowHead(Point base, List<Point> corners) {
    private static final double LENGTH = 4.2;
    private static final double HALF_WIDTH = 1.5;

    /** The head of a line of some length; a thicker line has a larger head. */
    static ArrowHead of(Line line) {
        double dx = line.x2() - line.x1();
        double dy = line.y2() - line.y1();
        double distance = Math.max(Math.hypot(dx, dy), 1e-9);
        double length = Math.min(LENGTH + 2 * line.width(), distance);
        double half = length * (HALF_WIDTH + line.width()) / (LENGTH + 2 * line.width());
        double ux = dx / distance;
        double uy = dy / distance;
        Point base = new Point(line.x2() - length * ux, line.y2() - length * uy);
        return new ArrowHead(
                base,
                List.of(
                        new Point(line.x2(), line.y2()),
                        new Point(base.x() - half * uy, base.y() + half * ux),
                        new Point(base.x() + half * uy, base.y() - half * ux)));
    }
}
