package chalkgrad.write;

import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * How a table fits between the margins: first in smaller letters, then with columns whose cells are broken into lines.
 *
 * <p>A table of two short columns is {@code TableLayout[NORMAL, [0, 0]]}: each column as wide as its widest cell.
 *
 * @param size of the letters
 * @param widths of each column, in parts of the line; 0 for a column as wide as its widest cell
 */
record TableLayout(Size size, List<Double> widths) {
    /** What fits between the margins of our page at normal size, in em, a little less for safety. */
    private static final double LINE = 38;

    private static final double GAP = 1.1;

    /** A size of letters and what it saves. */
    enum Size {
        NORMAL(1),
        SMALL(0.91),
        FOOTNOTE(0.82);

        private final double scale;

        Size(double scale) {
            this.scale = scale;
        }
    }

    TableLayout {
        widths = List.copyOf(widths);
    }

    static TableLayout of(Table table) {
        List<Double> natural = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            natural.add(widest(table, column));
        }
        double gaps = GAP * natural.size();
        double total = sum(natural) + gaps;
        Optional<Size> enough =
                Stream.of(Size.values()).filter(size -> total * size.scale <= LINE).findFirst();
        if (enough.isPresent()) {
            return new TableLayout(enough.get(), natural.stream().map(w -> 0.0).toList());
        }
        double room = LINE / Size.FOOTNOTE.scale - gaps;
        double limit = limit(natural, room);
        return new TableLayout(
                Size.FOOTNOTE,
                natural.stream().map(w -> w <= limit ? 0.0 : limit / (room + gaps)).toList());
    }

    private static double widest(Table table, int column) {
        Stream<List<List<Run>>> rows = Stream.concat(Stream.of(table.header()), table.rows().stream());
        return rows.filter(row -> column < row.size())
                .mapToDouble(row -> TextWidth.of(row.get(column)))
                .max()
                .orElse(0);
    }

    /** The width to which the widest columns must come down so that all fit, the narrow ones untouched. */
    private static double limit(List<Double> natural, double room) {
        double left = room;
        List<Double> sorted = natural.stream().sorted().toList();
        for (int i = 0; i < sorted.size(); i++) {
            double share = left / (sorted.size() - i);
            if (sorted.get(i) > share) {
                return share;
            }
            left -= sorted.get(i);
        }
        return Double.MAX_VALUE;
    }

    private static double sum(List<Double> values) {
        return values.stream().flatMapToDouble(DoubleStream::of).sum();
    }
}
