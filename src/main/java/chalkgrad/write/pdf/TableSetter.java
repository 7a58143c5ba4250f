package chalkgrad.write.pdf;

import chalkgrad.write.Page.Align;
import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Table;
import java.util.ArrayList;
import java.util.List;

/** Sets tables with three rules: above, below the header, and at the end. The header comes again on every page. */
final class TableSetter {
    private static final double ABOVE = 8;
    private static final double BELOW = 6;
    private static final double HEAVY = 0.8;
    private static final double LIGHT = 0.4;
    private static final double PADDING = 1; // above and below a row
    private static final double RULE_GAP = 1.6; // more of it next to a rule
    private static final double SHORT = 0.3 * Sheet.TEXT_HEIGHT; // a table that is no higher stays on one page
    private static final double TALL = 0.5 * Sheet.TEXT_HEIGHT; // a row that is higher may be divided between its lines

    private final Setting setting;

    TableSetter(Setting setting) {
        this.setting = setting;
    }

    /** A row that has been laid out: its cells' lines, and the tags that own them. */
    private record Row(List<Lines> cells, List<Tag> tags) {
        double ascent() {
            double ascent = 0;
            for (Lines cell : cells) {
                ascent = Math.max(ascent, cell.count() == 0 ? 0 : cell.ascent(0));
            }
            return ascent;
        }

        int lines() {
            int lines = 0;
            for (Lines cell : cells) {
                lines = Math.max(lines, cell.count());
            }
            return lines;
        }

        /** The height of one line of all cells; first lines stand on one baseline. */
        double height(int line) {
            double height = 0;
            for (Lines cell : cells) {
                if (line < cell.count()) {
                    height = Math.max(height, cell.height(line) + (line == 0 ? ascent() - cell.ascent(0) : 0));
                }
            }
            return height;
        }

        double height() {
            double height = 0;
            for (int line = 0; line < lines(); line++) {
                height += height(line);
            }
            return height;
        }
    }

    List<VerticalBox> set(Table table) {
        int count = Math.max(
                table.header().size(),
                table.rows().stream().mapToInt(List::size).max().orElse(0));
        if (count == 0) {
            return new ArrayList<>();
        }
        List<List<List<Run>>> all = new ArrayList<>();
        all.add(table.header());
        all.addAll(table.rows());
        Columns columns = Columns.fit(setting, all, count, table.columns());
        Tag tag = setting.document().child("Table");
        List<VerticalBox> header = header(row(table.header(), columns, tag, true), columns);
        List<VerticalBox> repeated =
                header.stream().map(TableSetter::asArtifact).toList();
        List<VerticalBox> slabs = new ArrayList<>(header);
        for (List<List<Run>> cells : table.rows()) {
            for (VerticalBox slab : slabs(row(cells, columns, tag, false), columns)) {
                slabs.add(slab.repeating(repeated));
            }
        }
        int last = slabs.size() - 1;
        slabs.set(last, slabs.get(last).keptWithNext());
        slabs.add(VerticalBox.of(RULE_GAP, HEAVY + BELOW, rule(columns, HEAVY)));
        return kept(slabs, header.size());
    }

    /** No row stands alone at either end of a page, and a short table is not divided at all. */
    private static List<VerticalBox> kept(List<VerticalBox> slabs, int header) {
        double height = slabs.stream().mapToDouble(VerticalBox::height).sum();
        for (int i = 0; i < slabs.size() - 1; i++) {
            if (height <= SHORT || i <= header || i >= slabs.size() - 3) {
                slabs.set(i, slabs.get(i).keptWithNext());
            }
        }
        return slabs;
    }

    private Row row(List<List<Run>> cells, Columns columns, Tag table, boolean header) {
        Tag row = table.child("TR");
        List<Lines> lines = new ArrayList<>();
        List<Tag> tags = new ArrayList<>();
        for (int c = 0; c < columns.count(); c++) {
            Tag cell = header ? row.child("TH").columnHeader() : row.child("TD");
            tags.add(cell.child("P"));
            List<Run> text = c < cells.size() ? cells.get(c) : List.of();
            lines.add(setting.lines(text, columns.type(), columns.width(c)));
        }
        return new Row(lines, tags);
    }

    private static List<VerticalBox> header(Row row, Columns columns) {
        List<VerticalBox> slabs = new ArrayList<>();
        slabs.add(VerticalBox.of(ABOVE, HEAVY + RULE_GAP, rule(columns, HEAVY)).keptWithNext());
        slabs(row, columns).forEach(slab -> slabs.add(slab.keptWithNext()));
        slabs.add(
                VerticalBox.of(RULE_GAP, LIGHT + RULE_GAP, rule(columns, LIGHT)).keptWithNext());
        return slabs;
    }

    private static VerticalBox.Painter rule(Columns columns, double thickness) {
        return (canvas, top) -> {
            canvas.artifact();
            canvas.rectangle(columns.left(), top - thickness, columns.total(), thickness, Colour.BLACK);
        };
    }

    /** The same once more, for the eye only: a screen reader has heard it. */
    private static VerticalBox asArtifact(VerticalBox slab) {
        return VerticalBox.of(
                slab.above(),
                slab.height(),
                (canvas, top) -> canvas.ornament(() -> slab.painter().paint(canvas, top)));
    }

    private static List<VerticalBox> slabs(Row row, Columns columns) {
        List<VerticalBox> slabs = new ArrayList<>();
        if (row.height() <= TALL) {
            slabs.add(VerticalBox.of(0, row.height() + 2 * PADDING, (canvas, top) -> {
                double y = top - PADDING;
                for (int c = 0; c < columns.count(); c++) {
                    paintCell(canvas, row, columns, c, y);
                }
            }));
            return slabs;
        }
        for (int i = 0; i < row.lines(); i++) {
            int line = i;
            slabs.add(VerticalBox.of(0, row.height(line), (canvas, top) -> {
                for (int c = 0; c < columns.count(); c++) {
                    if (line < row.cells().get(c).count()) {
                        paintLine(canvas, row, columns, c, line, top);
                    }
                }
            }));
        }
        return slabs;
    }

    private static void paintCell(Canvas canvas, Row row, Columns columns, int column, double top) {
        Lines cell = row.cells().get(column);
        double y = top;
        for (int line = 0; line < cell.count(); line++) {
            paintLine(canvas, row, columns, column, line, y);
            y -= cell.height(line) + (line == 0 ? row.ascent() - cell.ascent(0) : 0);
        }
    }

    private static void paintLine(Canvas canvas, Row row, Columns columns, int column, int line, double top) {
        Lines cell = row.cells().get(column);
        double slack = columns.width(column) - cell.width(line);
        Align align = columns.align(column);
        double indent = align == Align.RIGHT ? slack : align == Align.CENTER ? slack / 2 : 0;
        double lowered = line == 0 ? row.ascent() - cell.ascent(0) : 0;
        cell.paint(canvas, row.tags().get(column), line, columns.x(column) + Math.max(0, indent), top - lowered);
    }
}
