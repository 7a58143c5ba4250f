package chalkgrad.write;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds room for labels beside lines and around units, so that no label touches a line, a unit or another label. */
final class LabelRoom {
    private static final double CLEARANCE = 1.2;
    private static final double[] ALONG = {0.3, 0.35, 0.25, 0.4, 0.22, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.18};

    private final List<Line2D> lines = new ArrayList<>();
    private final List<Rectangle2D> taken = new ArrayList<>();

    /** Keeps a box free, given by its middle and half its sides. */
    void block(double x, double y, double halfWidth, double halfHeight) {
        taken.add(new Rectangle2D.Double(x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight));
    }

    void line(Picture.Line line) {
        lines.add(new Line2D.Double(line.x1(), line.y1(), line.x2(), line.y2()));
    }

    /** A place for a label's middle just above or below a line, and takes it. */
    Optional<Picture.Point> beside(Picture.Line line, double width, double height) {
        double slope = Math.abs((line.y2() - line.y1()) / (line.x2() - line.x1()));
        double off = height / 2 + 2 * CLEARANCE + slope * (width / 2 + CLEARANCE);
        for (double part : ALONG) {
            double x = line.x1() + part * (line.x2() - line.x1());
            double y = line.y1() + part * (line.y2() - line.y1());
            for (double side : new double[] {off, -off}) {
                if (take(x, y + side, width, height)) {
                    return Optional.of(new Picture.Point(x, y + side));
                }
            }
        }
        return Optional.empty();
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
        var box = new Rectangle2D.Double(
                x - width / 2 - CLEARANCE, y - height / 2 - CLEARANCE, width + 2 * CLEARANCE, height + 2 * CLEARANCE);
        if (taken.stream().anyMatch(box::intersects) || lines.stream().anyMatch(line -> line.intersects(box))) {
            return false;
        }
        taken.add(box);
        return true;
    }
}
