package chalkgrad.write.pdf;

import chalkgrad.write.Page.Align;
import chalkgrad.write.Page.Run;
import java.util.Arrays;
import java.util.List;

/**
 * The columns of a table: as wide as their cells if there is room, else in smaller type, else with their text in
 * several lines.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Columns(Type type, double[] widths, double gap, List<Align> aligns) {
    /** What is tried, one after the other: a factor for the type, and the gap between columns. */
    private static final double[][] TRIES = {{0.95, 18}, {0.95, 11}, {0.86, 10}, {0.77, 8}};
    /** For tables of very many columns. */
    private static final double[][] WRAPPED_TRIES = {{0.86, 10}, {0.77, 7}, {0.6, 4}, {0.4, 2}, {0.2, 0.5}};

    private static final double TIGHTER = 0.94; // lines in a table stand a little closer
    private static final double SOME_WORDS = 4; // em a wrapped column should have at least

    static Columns fit(Setting setting, List<List<List<Run>>> rows, int count, List<Align> aligns) {
        double[] natural = null;
        for (double[] attempt : TRIES) {
            Type type = type(setting, attempt[0]);
            natural = natural(setting, rows, count, type);
            if (sum(natural) + attempt[1] * (count - 1) <= Sheet.MEASURE) {
                return new Columns(type, natural, attempt[1], aligns);
            }
        }
        for (double[] attempt : WRAPPED_TRIES) {
            Type type = type(setting, attempt[0]);
            double room = Sheet.MEASURE - attempt[1] * (count - 1);
            boolean last = attempt == WRAPPED_TRIES[WRAPPED_TRIES.length - 1];
            if (room / count >= SOME_WORDS * type.size() || last) {
                double[] widths = share(natural(setting, rows, count, type), Math.max(room, count * 0.5));
                return new Columns(type, widths, room > 0 ? attempt[1] : 0, aligns);
            }
        }
        throw new AssertionError("the last attempt always fits");
    }

    private static Type type(Setting setting, double factor) {
        Type body = setting.body();
        Type scaled = body.sized(body.size() * factor);
        return new Type(scaled.size(), scaled.leading() * TIGHTER, body.space(), false, body.colour(), false);
    }

    private static double[] natural(Setting setting, List<List<List<Run>>> rows, int count, Type type) {
        double[] widths = new double[count];
        for (List<List<Run>> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                widths[c] = Math.max(widths[c], width(setting.pieces().of(row.get(c), type, Sheet.MEASURE), type));
            }
        }
        return widths;
    }

    private static double width(List<Piece> pieces, Type type) {
        double width = 0;
        for (int i = 0; i < pieces.size(); i++) {
            width += pieces.get(i).width() + (i + 1 < pieces.size() ? LineBreaker.spaceAfter(pieces.get(i), type) : 0);
        }
        return width;
    }

    /** Narrow columns keep their width; the others get equal shares of the rest. */
    private static double[] share(double[] natural, double room) {
        double cap = room / natural.length;
        for (int round = 0; round < natural.length; round++) {
            double narrow = 0;
            int wide = 0;
            for (double width : natural) {
                narrow += width <= cap ? width : 0;
                wide += width <= cap ? 0 : 1;
            }
            if (wide == 0 || (room - narrow) / wide <= cap) {
                break;
            }
            cap = (room - narrow) / wide;
        }
        double limit = cap;
        return Arrays.stream(natural).map(width -> Math.min(width, limit)).toArray();
    }

    private static double sum(double[] widths) {
        return Arrays.stream(widths).sum();
    }

    int count() {
        return widths.length;
    }

    double width(int column) {
        return widths[column];
    }

    double total() {
        return sum(widths) + gap * (count() - 1);
    }

    /** The table stands in the middle of the page. */
    double left() {
        return Sheet.LEFT + (Sheet.MEASURE - total()) / 2;
    }

    double x(int column) {
        double x = left();
        for (int c = 0; c < column; c++) {
            x += widths[c] + gap;
        }
        return x;
    }

    Align align(int column) {
        return column < aligns.size() ? aligns.get(column) : Align.LEFT;
    }
}
