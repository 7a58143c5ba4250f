package chalkgrad.write;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds room for labels beside lines and around units, so that no label touches a line, a unit or another label. */
final class LabelRoom {
    private static final double CLEARANCE = 1.2;
    /** Farther from everything is no better. */
    private static final double FAR = 12;

    private final List<Line2D> lines = new ArrayList<>();
    private final List<Rectangle2D> taken = new ArrayList<>();
    private final List<Rectangle2D> labels = new ArrayList<>();

    /** Keeps a box free, given by its middle and half its sides. */
    void block(double x, double y, double halfWidth, double halfHeight) {
        taken.add(new Rectangle2D.Double(x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight));
    }

    void line(Picture.Line line) {
        lines.add(new Line2D.Double(line.x1(), line.y1(), line.x2(), line.y2()));
    }

    /** A place for a label's middle just above or below a line, as far from other lines as can be, and takes it. */
    Optional<Picture.Point> beside(Picture.Line line, double width, double height) {
        double slope = Math.abs((line.y2() - line.y1()) / (line.x2() - line.x1()));
        double off = height / 2 + CLEARANCE + 0.4 + slope * (width / 2 + CLEARANCE);
        var own = new Line2D.Double(line.x1(), line.y1(), line.x2(), line.y2());
        Picture.Point best = null;
        double most = 0;
        for (double part = 0.16; part < 0.85; part += 0.02) {
            double x = line.x1() + part * (line.x2() - line.x1());
            double y = line.y1() + part * (line.y2() - line.y1());
            for (double side : new double[] {off, -off}) {
                if (FAR - 2 * part <= most) {
                    continue; // however much room there is, it is no better
                }
                Rectangle2D box = box(x, y + side, width, height);
                // Near the left end where nothing else matters, as labels are looked for there first.
                double value = isFree(box) ? Math.min(FAR, distance(box, own)) - 2 * part : 0;
                if (value > most) {
                    most = value;
                    best = new Picture.Point(x, y + side);
                }
            }
        }
        if (best != null) {
            taken.add(box(best.x(), best.y(), width, height));
            labels.add(box(best.x(), best.y(), width, height));
        }
        return Optional.ofNullable(best);
    }

    /** How far the nearest other line is from a box, and half as far the nearest other label. */
    private double distance(Rectangle2D box, Line2D own) {
        double least = 100;
        for (Rectangle2D label : labels) {
            // Two labels between the same lines leave it open which line each belongs to.
            double across = Math.max(0, Math.max(label.getMinX() - box.getMaxX(), box.getMinX() - label.getMaxX()));
            double along = Math.max(0, Math.max(label.getMinY() - box.getMaxY(), box.getMinY() - label.getMaxY()));
            least = Math.min(least, Math.hypot(across, along) / 2);
        }
        for (Line2D line : lines) {
            if (!isSame(line, own)) {
                least = Math.min(least, distance(line, box.getMinX(), box));
                least = Math.min(least, distance(line, box.getCenterX(), box));
                least = Math.min(least, distance(line, box.getMaxX(), box));
            }
        }
        return least;
    }

    private static double distance(Line2D line, double x, Rectangle2D box) {
        return Math.min(line.ptSegDist(x, box.getMinY()), line.ptSegDist(x, box.getMaxY()));
    }

    private static boolean isSame(Line2D a, Line2D b) {
        return a.getX1() == b.getX1() && a.getY1() == b.getY1() && a.getX2() == b.getX2() && a.getY2() == b.getY2();
    }

    /** A place below or above a unit, and takes it. */
    Optional<Picture.Point> around(Picture.Point centre, double radius, double width, double height) {
        double off = radius + height / 2 + CLEARANCE + 1;
        for (double shift : new double[] {0, radius, -radius, width / 2 + 4, -width / 2 - 4}) {
            for (double side : new double[] {-off, off}) {
                if (take(centre.x() + shift, centre.y() + side, width, height)) {
                    return Optional.of(new Picture.Point(centre.x() + shift, centre.y() + side));
                }
            }
        }
        return Optional.empty();
    }

    private boolean take(double x, double y, double width, double height) {
        Rectangle2D box = box(x, y, width, height);
        boolean free = isFree(box);
        if (free) {
            taken.add(box);
        }
        return free;
    }

    private boolean isFree(Rectangle2D box) {
        for (Rectangle2D other : taken) {
            if (box.intersects(other)) {
                return false;
            }
        }
        for (Line2D line : lines) {
            if (line.intersects(box)) {
                return false;
            }
        }
        return true;
    }

    private static Rectangle2D box(double x, double y, double width, double height) {
        return new Rectangle2D.Double(
                x - width / 2 - CLEARANCE, y - height / 2 - CLEARANCE, width + 2 * CLEARANCE, height + 2 * CLEARANCE);
    }
}
