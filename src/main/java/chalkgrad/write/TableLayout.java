package chalkgrad.write;

import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Table;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How a table fits between the margins: in smaller letters, or with columns whose cells are broken into lines.
 *
 * <p>A table of two short columns is {@code TableLayout[NORMAL, [0, 0]]}: each column as wide as its widest cell.
 *
 * @param size of the letters
 * @param widths of each column, in parts of the line; 0 for a column as wide as its widest cell
 */
record TableLayout(Size size, List<Double> widths) {
    /** How long a line of our page is, in em at normal size. */
    private static final double LINE = 41.5;

    /** As widths are estimates, a little of the line is left free. */
    private static final double USED = 40;

    /** Letters of small sizes are cut wider, and a number cannot be broken. */
    private static final double WORD = 1.04;

    /** How often the span between too narrow and too wide is halved. */
    private static final int HALVINGS = 30;

    /** The layouts to try, best first. */
    private static final List<Attempt> ATTEMPTS = List.of(
            new Attempt(Size.NORMAL, Span::most),
            new Attempt(Size.SMALL, Span::most),
            new Attempt(Size.FOOTNOTE, Span::most),
            new Attempt(Size.FOOTNOTE, Span::least),
            new Attempt(Size.SCRIPT, Span::most),
            new Attempt(Size.SCRIPT, Span::least));

    /** A size of letters, and what lies between two columns then, in em at normal size. */
    enum Size {
        NORMAL(1, 1.1),
        SMALL(0.91, 1.1),
        FOOTNOTE(0.82, 0.74),
        SCRIPT(0.73, 0.55);

        private final double scale;
        private final double gap;

        Size(double scale, double gap) {
            this.scale = scale;
            this.gap = gap;
        }

        /** What is there for this many columns, in em of this size. */
        private double room(int columns) {
            return (USED - gap * columns) / scale;
        }
    }

    /** How wide a column may be, in em: its longest word must fit, and more than its longest cell is of no use. */
    private record Span(double least, double most) {
        double at(double limit) {
            return Math.max(least, Math.min(most, limit));
        }
    }

    /** A size, and which widths have to fit in it. */
    private record Attempt(Size size, ToDoubleFunction<Span> width) {
        boolean fits(List<Span> columns) {
            return columns.stream().mapToDouble(width).sum() <= size.room(columns.size());
        }
    }

    TableLayout {
        widths = List.copyOf(widths);
    }

    static TableLayout of(Table table) {
        List<Span> columns = IntStream.range(0, table.columns().size())
                .mapToObj(column -> span(table, column))
                .toList();
        Size size = ATTEMPTS.stream()
                .filter(attempt -> attempt.fits(columns))
                .map(Attempt::size)
                .findFirst()
                .orElse(Size.SCRIPT);
        double limit = limit(columns, size.room(columns.size()));
        return new TableLayout(
                size,
                columns.stream()
                        .map(span -> span.most() <= limit ? 0.0 : span.at(limit) * size.scale / LINE)
                        .toList());
    }

    private static Span span(Table table, int column) {
        Span span = span(table.header(), column, new Span(0, 0));
        for (List<List<Run>> row : table.rows()) {
            span = span(row, column, span);
        }
        double least = span.least * WORD;
        return new Span(least, Math.max(least, span.most));
    }

    /** As wide as so far, and as a row's cell. */
    private static Span span(List<List<Run>> row, int column, Span before) {
        if (column >= row.size()) {
            return before;
        }
        String cell = words(row.get(column));
        double least = before.least;
        for (int from = 0; from < cell.length(); ) {
            int space = cell.indexOf(' ', from);
            int end = space < 0 ? cell.length() : space;
            least = Math.max(least, TextWidth.of(cell.substring(from, Math.min(end, from + TexMarkup.LONG_WORD))));
            from = end + 1;
        }
        return new Span(least, Math.max(before.most, TextWidth.of(cell)));
    }

    private static String words(List<Run> cell) {
        return PlainText.visible(PlainText.of(cell));
    }

    /** The width to which wide columns must come down so that all fit, the narrow ones untouched. */
    private static double limit(List<Span> columns, double room) {
        if (columns.stream().mapToDouble(Span::most).sum() <= room) {
            return Double.MAX_VALUE;
        }
        double narrow = 0;
        double wide = room;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (narrow + wide) / 2;
            boolean fits = columns.stream().mapToDouble(span -> span.at(middle)).sum() <= room;
            narrow = fits ? middle : narrow;
            wide = fits ? wide : middle;
        }
        return narrow;
    }
}
