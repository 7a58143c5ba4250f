package chalkgrad.write.pdf;

import chalkgrad.write.Page.Display;
import chalkgrad.write.Page.Formula;
import chalkgrad.write.Page.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sets displayed formulas: rows aligned where their left parts end, the whole centred.
 *
 * <p>A right part that is wider than the room it has is divided at a relation, then at an operator; what still does not
 * fit is shrunk.
 */
final class DisplaySetter {
    private static final double ABOVE = 6;
    private static final double BELOW = 5;
    /** Up to so many rows stand on one page. */
    private static final int WHOLE = 3;

    private static final double BETWEEN = 4.5;
    private static final double CONTINUED = 2; // em by which a part that begins with an operator stands further in
    private static final double WIDEST_LEFT = 0.4; // of the measure; a wider left part has a line of its own
    private static final double APART = 2.4; // em between two lines side by side
    private static final double RELATION_SPACE = 0.2778;

    private final Setting setting;
    private final double size;

    DisplaySetter(Setting setting) {
        this.setting = setting;
        this.size = setting.body().size();
    }

    /**
     * One line of a display, in points: {@code shift} is where it begins, from the alignment point; a left part ends
     * there.
     */
    private record Line(FormulaBox box, double shift, boolean left, double scale) {}

    /** What stands on one baseline. */
    private record Band(List<Line> lines, List<Tag> tags) {
        Band(List<Line> lines, Tag tag) {
            this(lines, lines.stream().map(line -> tag).toList());
        }

        double height() {
            return lines.stream()
                    .mapToDouble(line -> line.box.height() * line.scale)
                    .max()
                    .orElse(0);
        }

        double depth() {
            return lines.stream()
                    .mapToDouble(line -> line.box.depth() * line.scale)
                    .max()
                    .orElse(0);
        }

        /** Whether it has no left part, so that it goes on with the row above. */
        boolean goesOn() {
            return lines.stream().noneMatch(line -> line.left);
        }

        /** What belongs to one formula. */
        String latex(Tag tag) {
            return IntStream.range(0, lines.size())
                    .filter(n -> tags.get(n) == tag)
                    .mapToObj(n -> lines.get(n).box.latex())
                    .collect(Collectors.joining(" "));
        }
    }

    List<VerticalBox> set(Display display, double x, double measure) {
        List<VerticalBox> abreast = abreast(display, x, measure);
        if (!abreast.isEmpty()) {
            return abreast;
        }
        double align = 0; // from the left edge of the block to the alignment point
        for (Row row : display.rows()) {
            double width = leftWidth(row);
            align = Math.max(align, width > WIDEST_LEFT * measure ? 0 : width);
        }
        List<Band> bands = new ArrayList<>();
        for (Row row : display.rows()) {
            addBands(bands, row, align, measure);
        }
        double right = 0;
        for (Band band : bands) {
            for (Line line : band.lines) {
                right = Math.max(right, line.left ? 0 : line.shift + line.box.width() * line.scale);
            }
        }
        double origin = x + Math.max(0, (measure - align - right) / 2) + align;
        return slabs(bands, origin);
    }

    /** Lines side by side in two columns, each aligned in itself; nothing where they do not fit so, or are not to be parted. */
    private List<VerticalBox> abreast(Display display, double x, double measure) {
        List<Row> rows = display.rows();
        boolean whole = rows.stream()
                .allMatch(row ->
                        row.first() && !row.left().isEmpty() && !row.right().isEmpty());
        if (!whole || rows.size() < 2) {
            return List.of();
        }
        double[] lefts = new double[2];
        double[] rights = new double[2];
        for (int i = 0; i < rows.size(); i++) {
            lefts[i % 2] = Math.max(lefts[i % 2], leftWidth(rows.get(i)));
            rights[i % 2] = Math.max(
                    rights[i % 2],
                    setting.formulas().display(rows.get(i).right()).width() * size);
        }
        double gap = APART * size;
        double width = lefts[0] + rights[0] + lefts[1] + rights[1] + 2 * RELATION_SPACE * size + gap;
        if (width > measure) {
            return List.of();
        }
        double origin = x + (measure - width) / 2 + lefts[0];
        double second = rights[0] + RELATION_SPACE * size + gap + lefts[1];
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += 2) {
            List<Line> lines = new ArrayList<>(cells(rows.get(i), 0));
            Tag tag = tag(rows.get(i));
            List<Tag> tags = new ArrayList<>(List.of(tag, tag));
            if (i + 1 < rows.size()) {
                lines.addAll(cells(rows.get(i + 1), second));
                Tag beside = tag(rows.get(i + 1));
                tags.addAll(List.of(beside, beside));
            }
            bands.add(new Band(lines, tags));
        }
        return slabs(bands, origin);
    }

    /** The two parts of a row that stands with its alignment point at {@code shift}. */
    private List<Line> cells(Row row, double shift) {
        FormulaBox left = setting.formulas().display(row.left());
        return List.of(
                shift == 0 ? new Line(left, 0, true, size) : new Line(left, shift - left.width() * size, false, size),
                new Line(setting.formulas().display(row.right()), shift + RELATION_SPACE * size, false, size));
    }

    private Tag tag(Row row) {
        String whole = (row.left().latex() + " " + row.right().latex()).strip();
        return setting.document().child("Formula").describe(whole).actualText(whole);
    }

    private double leftWidth(Row row) {
        return row.left().isEmpty() ? 0 : setting.formulas().display(row.left()).width() * size;
    }

    private void addBands(List<Band> bands, Row row, double align, double measure) {
        Tag tag = tag(row);
        List<Line> first = new ArrayList<>();
        double indent = 0;
        if (!row.left().isEmpty()) {
            FormulaBox left = setting.formulas().display(row.left());
            double width = left.width() * size;
            if (width > align + 0.01) {
                double scale = Math.min(size, size * measure / width);
                bands.add(new Band(List.of(new Line(left, -align, false, scale)), tag));
                indent = align > 0 ? 0 : CONTINUED * size;
            } else {
                first.add(new Line(left, 0, true, size));
            }
        }
        if (row.right().isEmpty()) {
            if (!first.isEmpty()) {
                bands.add(new Band(first, tag));
            }
            return;
        }
        List<Part> parts = divide(row.right(), (measure - align - indent) / size);
        for (int i = 0; i < parts.size(); i++) {
            List<Line> lines = i == 0 ? first : new ArrayList<>();
            Part part = parts.get(i);
            double shift = indent + (part.continued ? CONTINUED : RELATION_SPACE * (align > 0 ? 1 : 0)) * size;
            double scale = Math.min(size, (measure - align - shift) / Math.max(part.box.width(), 1e-6));
            lines.add(new Line(part.box, shift, false, scale));
            bands.add(new Band(lines, tag));
        }
    }

    /** A part of a right side; {@code continued} if it begins with an operator rather than a relation. */
    private record Part(FormulaBox box, boolean continued) {}

    private List<Part> divide(Formula formula, double room) {
        FormulaBox whole = setting.formulas().display(formula);
        if (whole.width() + RELATION_SPACE <= room) {
            return List.of(new Part(whole, false));
        }
        List<Part> parts = new ArrayList<>();
        List<LatexBreaks.Break> breaks = LatexBreaks.of(formula.latex());
        int start = 0;
        boolean continued = false;
        while (start < formula.latex().length()) {
            LatexBreaks.Break end = furthest(formula, start, continued, breaks, room);
            parts.add(new Part(box(formula, start, end.index(), continued), continued));
            start = end.index();
            continued = end.rank() != LatexBreaks.Rank.RELATION;
        }
        return parts;
    }

    /**
     * The furthest place of the best rank at which the part from {@code start} fits; if none does, the nearest place of
     * any rank.
     */
    private LatexBreaks.Break furthest(
            Formula formula, int start, boolean continued, List<LatexBreaks.Break> breaks, double room) {
        int length = formula.latex().length();
        double indent = continued ? CONTINUED : RELATION_SPACE;
        if (box(formula, start, length, continued).width() + indent <= room) {
            return new LatexBreaks.Break(length, LatexBreaks.Rank.RELATION);
        }
        List<LatexBreaks.Break> later =
                breaks.stream().filter(b -> b.index() > start).toList();
        for (LatexBreaks.Rank rank : LatexBreaks.Rank.values()) {
            LatexBreaks.Break best = null;
            for (LatexBreaks.Break place : later) {
                if (place.rank() == rank
                        && box(formula, start, place.index(), continued).width() + indent <= room) {
                    best = place;
                }
            }
            if (best != null) {
                return best;
            }
        }
        return later.isEmpty() ? new LatexBreaks.Break(length, LatexBreaks.Rank.RELATION) : later.get(0);
    }

    /** A part of a formula; an operator at its beginning keeps the space that it has between two operands. */
    private FormulaBox box(Formula formula, int from, int to, boolean continued) {
        String part = formula.latex().substring(from, to).strip();
        if (!continued) {
            return setting.formulas().display(new Formula(part, formula.text()));
        }
        int operator = part.startsWith("\\") ? LatexText.endOfCommand(part, 0) : 1;
        String spaced = part.substring(0, operator) + "\\:" + part.substring(operator);
        return setting.formulas().display(new Formula(spaced, formula.text())).reading(part);
    }

    private List<VerticalBox> slabs(List<Band> bands, double origin) {
        List<VerticalBox> slabs = new ArrayList<>();
        for (int i = 0; i < bands.size(); i++) {
            Band band = bands.get(i);
            double height = Math.max(band.height(), 0.7 * size);
            double depth = Math.max(band.depth(), 0.2 * size);
            double below = i + 1 == bands.size() ? BELOW : 0;
            VerticalBox slab = VerticalBox.of(i == 0 ? ABOVE : BETWEEN, height + depth + below, (canvas, top) -> {
                @Nullable Tag tag = null;
                for (int n = 0; n < band.lines.size(); n++) {
                    Line line = band.lines.get(n);
                    if (band.tags.get(n) != tag) {
                        tag = band.tags.get(n);
                        canvas.mark(tag, band.latex(tag));
                    }
                    double x = line.left ? origin - line.box.width() * line.scale : origin + line.shift;
                    line.box.paint(canvas, line.scale, x, top - height, Colour.BLACK);
                }
            });
            slabs.add(isBound(bands, i) ? slab.keptWithNext() : slab);
        }
        return slabs;
    }

    /** A short display is not divided, nor is a relation, and no page ends behind a display's first row or before its last. */
    private static boolean isBound(List<Band> bands, int i) {
        int last = bands.size() - 1;
        return i < last
                && (bands.size() <= WHOLE
                        || i == 0
                        || i == last - 1
                        || bands.get(i + 1).goesOn());
    }
}
