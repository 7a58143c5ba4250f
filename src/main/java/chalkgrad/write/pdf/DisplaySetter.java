package chalkgrad.write.pdf;

import chalkgrad.write.Page.Display;
import chalkgrad.write.Page.Formula;
import chalkgrad.write.Page.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sets displayed formulas: rows aligned where their left parts end, the whole centred.
 *
 * <p>A right part that is wider than the room it has is divided at a relation, then at an operator; what still does not
 * fit is shrunk.
 */
final class DisplaySetter {
    private static final double ABOVE = 9;
    private static final double BELOW = 9;
    /** Up to so many rows stand on one page. */
    private static final int WHOLE = 3;

    private static final double BETWEEN = 6.5;
    private static final double CONTINUED = 2; // em by which a part that begins with an operator stands further in
    private static final double WIDEST_LEFT = 0.4; // of the measure; a wider left part has a line of its own
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
    private record Band(List<Line> lines, Tag tag) {
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

        String latex() {
            return lines.stream().map(line -> line.box.latex()).collect(Collectors.joining(" "));
        }
    }

    List<VerticalBox> set(Display display, double x, double measure) {
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

    private double leftWidth(Row row) {
        return row.left().isEmpty() ? 0 : setting.formulas().display(row.left()).width() * size;
    }

    private void addBands(List<Band> bands, Row row, double align, double measure) {
        String whole = (row.left().latex() + " " + row.right().latex()).strip();
        Tag tag = setting.document().child("Formula").describe(whole).actualText(whole);
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
                canvas.mark(band.tag, band.latex());
                for (Line line : band.lines) {
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
