package chalkgrad.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the characters of a page together to lines: what stands smaller and lower is a script, what stands above and below a bar a fraction.
 *
 * <p>Lines in which something does not fit are in doubt.
 */
final class PageLayout {
    private static final String LARGE = "∑∏Σ";
    private static final String ACCENTS = "ˆ˜¯˙\u0302\u0303\u0304\u0305\u0307\u20D7";
    private static final double SMALLER = 0.88;
    /** Room between columns, by the size of the type, and how it is written. */
    private static final double COLUMN = 0.95;

    static final String ROOM = "\t";

    /** What has room around it because it joins two things. */
    private static final String JOINING = "=≈≃≡:≔<>≤≥←→+−-·×⋅∗*/";

    /** A line, with a tab between its columns, and whether its layout was understood. */
    record Line(String text, boolean doubt) {}

    /** A bar that lies flat. */
    record Bar(double left, double right, double y) {}

    private final List<Glyph> glyphs;
    private final List<Bar> bars;

    /** Whether all room is room between columns, even beside a sign. */
    private final boolean columns;

    private boolean doubt;

    private PageLayout(List<Glyph> glyphs, List<Bar> bars, boolean columns) {
        this.glyphs = new ArrayList<>(glyphs);
        this.bars = bars;
        this.columns = columns;
    }

    /** The lines of a page, from top to bottom. */
    static List<Line> lines(List<Glyph> glyphs, List<Bar> bars) {
        var layout = new PageLayout(glyphs, bars, false);
        layout.strike();
        layout.accents();
        layout.bars();
        layout.matrices();
        return layout.rows();
    }

    /** The text of something that stands in one line. */
    private String inline(List<Glyph> part) {
        var layout = new PageLayout(part, List.of(), false);
        List<Line> rows = layout.rows();
        doubt |= rows.size() != 1 || rows.get(0).doubt();
        return String.join(" ", rows.stream().map(Line::text).toList());
    }

    /** Takes away the characters that a line runs through; a whole formula has bars of its own. */
    private void strike() {
        glyphs.removeIf(glyph -> glyph.text.length() <= 2
                && bars.stream()
                        .anyMatch(bar -> glyph.left > bar.left() - 0.1 * glyph.size
                                && glyph.right < bar.right() + 0.1 * glyph.size
                                && bar.right() - bar.left() > 1.5 * glyph.size
                                && bar.y() > glyph.baseline - 0.45 * glyph.size
                                && bar.y() < glyph.baseline - 0.12 * glyph.size));
    }

    // What two characters make together

    private void accents() {
        for (Glyph mark : List.copyOf(glyphs)) {
            if (mark.text.length() == 1 && ACCENTS.contains(mark.text)) {
                glyphs.stream()
                        .filter(base -> base != mark
                                && mark.middle() > base.left - 0.1 * base.size
                                && mark.middle() < base.right + 0.25 * base.size
                                && Math.abs(mark.baseline - base.baseline) < 0.6 * base.size
                                && base.text.codePoints().allMatch(Character::isLetter)
                                && mark.overlaps(base.left, base.right))
                        .min(Comparator.comparingDouble(base -> Math.abs(base.middle() - mark.middle())))
                        .ifPresent(base -> {
                            glyphs.remove(mark);
                            glyphs.set(glyphs.indexOf(base), base.with(Tex.accent(mark.text, base.text)));
                        });
            }
        }
    }

    /** Fractions and roots, those inside others first. */
    private void bars() {
        bars.stream()
                .sorted(Comparator.comparingDouble(bar -> bar.right() - bar.left()))
                .forEach(bar -> {
                    List<Glyph> over = beside(bar, true);
                    List<Glyph> under = beside(bar, false);
                    Glyph radical = radical(bar);
                    if (radical != null && !under.isEmpty()) {
                        under.remove(radical);
                        List<Glyph> inside = under.stream()
                                .filter(each -> each.top < radical.bottom)
                                .toList();
                        replace(inside, radical, "\\sqrt{" + inline(inside) + "}");
                    } else if (isFraction(bar, over, under)) {
                        var all = new ArrayList<>(over);
                        all.addAll(under);
                        replace(bar, all, Tex.fraction(inline(over), inline(under)));
                    }
                });
    }

    /** What stands directly above or below a bar, with all that touches it. */
    private List<Glyph> beside(Bar bar, boolean over) {
        var inside = new ArrayList<Glyph>();
        for (Glyph glyph : glyphs) {
            boolean within =
                    glyph.middle() > bar.left() - 0.1 * glyph.size && glyph.middle() < bar.right() + 0.1 * glyph.size;
            boolean side =
                    over ? glyph.baseline < bar.y() + 0.1 * glyph.size : glyph.baseline > bar.y() + 0.3 * glyph.size;
            if (within && side && !glyph.text.isBlank()) {
                inside.add(glyph);
            }
        }
        inside.sort(Comparator.comparingDouble(glyph -> over ? -glyph.bottom : glyph.top));
        var found = new ArrayList<Glyph>();
        double edge = bar.y();
        for (Glyph glyph : inside) {
            double gap = over ? edge - glyph.bottom : glyph.top - edge;
            double most = found.isEmpty() ? 0.55 * glyph.size : 0.05 * glyph.size;
            if (gap > most) {
                break;
            }
            found.add(glyph);
            edge = over ? Math.min(edge, glyph.top) : Math.max(edge, glyph.bottom);
        }
        return found;
    }

    private @Nullable Glyph radical(Bar bar) {
        return glyphs.stream()
                .filter(glyph -> glyph.text.equals("√") && Math.abs(glyph.right - bar.left()) < 0.25 * glyph.size)
                .filter(glyph -> glyph.bottom > bar.y() && glyph.top < bar.y() + glyph.size)
                .findFirst()
                .orElse(null);
    }

    /** A fraction's bar is as long as the longer of its parts, which are centred, and nothing goes on beside it in their lines. */
    private boolean isFraction(Bar bar, List<Glyph> over, List<Glyph> under) {
        if (over.isEmpty() || under.isEmpty()) {
            return false;
        }
        double size = over.get(0).size;
        double longest = Math.max(width(over), width(under));
        double middle = (bar.left() + bar.right()) / 2;
        boolean fits = Math.abs(longest - (bar.right() - bar.left())) < 0.5 * size
                && Math.abs((left(over) + right(over)) / 2 - middle) < 0.25 * size
                && Math.abs((left(under) + right(under)) / 2 - middle) < 0.25 * size;
        boolean goesOn = Stream.concat(over.stream(), under.stream())
                .anyMatch(each -> glyphs.stream()
                        .anyMatch(other -> !over.contains(other)
                                && !under.contains(other)
                                && !other.text.isBlank()
                                && !isBeside(other, bar)
                                && Math.abs(other.baseline - each.baseline) < 0.05 * each.size
                                && (Math.abs(other.left - each.right) < 0.8 * size && other.left >= bar.right() - 0.1
                                        || Math.abs(each.left - other.right) < 0.8 * size
                                                && other.right <= bar.left() + 0.1)));
        return fits && !goesOn && !hasColumns(over) && !hasColumns(under);
    }

    /** Whether something belongs to another bar at the same height, the next fraction's. */
    private boolean isBeside(Glyph glyph, Bar bar) {
        return bars.stream()
                .anyMatch(other -> !other.equals(bar)
                        && Math.abs(other.y() - bar.y()) < 1
                        && glyph.middle() > other.left()
                        && glyph.middle() < other.right());
    }

    /** Whether there is room in a line as between the columns of a table. */
    private static boolean hasColumns(List<Glyph> line) {
        double end = Double.MAX_VALUE;
        for (Glyph glyph : line.stream()
                .sorted(Comparator.comparingDouble(each -> each.left))
                .toList()) {
            if (glyph.left - end > 0.85 * glyph.size) {
                return true;
            }
            end = end == Double.MAX_VALUE ? glyph.right : Math.max(end, glyph.right);
        }
        return false;
    }

    private static double width(List<Glyph> part) {
        return part.stream().mapToDouble(each -> each.right).max().orElse(0)
                - part.stream().mapToDouble(each -> each.left).min().orElse(0);
    }

    private void replace(List<Glyph> inside, Glyph radical, String text) {
        double right = inside.stream().mapToDouble(each -> each.right).max().orElse(radical.right);
        double base = inside.stream().mapToDouble(each -> each.baseline).max().orElse(radical.baseline);
        glyphs.removeAll(inside);
        glyphs.remove(radical);
        glyphs.add(Glyph.character(text, radical.left, right, base, radical.size));
    }

    private void replace(Bar bar, List<Glyph> parts, String text) {
        double top = parts.stream().mapToDouble(each -> each.top).min().orElse(bar.y());
        double bottom = parts.stream().mapToDouble(each -> each.bottom).max().orElse(bar.y());
        double size = parts.stream().mapToDouble(each -> each.size).max().orElse(10);
        glyphs.removeAll(parts);
        glyphs.add(Glyph.centred(
                text,
                Math.min(bar.left(), left(parts)),
                Math.max(bar.right(), right(parts)),
                bar.y(),
                top,
                bottom,
                size));
    }

    private static double left(List<Glyph> parts) {
        return parts.stream().mapToDouble(each -> each.left).min().orElse(0);
    }

    private static double right(List<Glyph> parts) {
        return parts.stream().mapToDouble(each -> each.right).max().orElse(0);
    }

    /** Rows between two large brackets, the inner ones first. */
    private void matrices() {
        List<Glyph> closing = glyphs.stream()
                .filter(glyph -> isTall(glyph) && ")]".contains(glyph.text))
                .sorted(Comparator.comparingDouble(glyph -> glyph.left))
                .toList();
        for (Glyph close : closing) {
            glyphs.stream()
                    .filter(open -> isTall(open)
                            && open.text.equals(close.text.equals(")") ? "(" : "[")
                            && open.left < close.left
                            && Math.abs(open.top - close.top) < 0.4 * open.size
                            && Math.abs(open.bottom - close.bottom) < 0.4 * open.size)
                    .max(Comparator.comparingDouble(open -> open.left))
                    .ifPresent(open -> matrix(open, close));
        }
    }

    private static boolean isTall(Glyph glyph) {
        return glyph.loose && glyph.text.length() == 1 && glyph.bottom - glyph.top > 1.9 * glyph.size;
    }

    private void matrix(Glyph open, Glyph close) {
        List<Glyph> inside = glyphs.stream()
                .filter(glyph -> glyph.middle() > open.right - 0.1
                        && glyph.middle() < close.left + 0.1
                        && glyph.baseline > open.top
                        && glyph.baseline < open.bottom + 0.2 * open.size)
                .toList();
        List<Line> lines = new PageLayout(inside, List.of(), true).rows();
        List<List<String>> rows =
                lines.stream().map(line -> List.of(line.text().split(ROOM))).toList();
        boolean whole = rows.size() > 1
                && lines.stream().noneMatch(Line::doubt)
                && rows.stream().map(List::size).distinct().count() == 1;
        if (whole) {
            glyphs.removeAll(inside);
            glyphs.remove(open);
            glyphs.remove(close);
            glyphs.add(Glyph.centred(
                    Tex.matrix(open.text, rows, close.text),
                    open.left,
                    close.right,
                    (open.top + open.bottom) / 2,
                    open.top,
                    open.bottom,
                    open.size));
        }
    }

    // Lines

    /** Characters with one baseline, next to each other. */
    private static final class Run {
        private final List<Glyph> glyphs = new ArrayList<>();

        Glyph first() {
            return glyphs.get(0);
        }

        Glyph last() {
            return glyphs.get(glyphs.size() - 1);
        }

        double baseline() {
            return glyphs.stream().filter(each -> !each.loose).findFirst().orElse(first()).baseline;
        }

        double size() {
            return glyphs.stream().mapToDouble(each -> each.size).max().orElse(1);
        }
    }

    private List<Line> rows() {
        List<Run> runs = runs();
        runs.sort(Comparator.comparingDouble(Run::size));
        var main = new ArrayList<Run>(runs);
        for (Run run : runs) {
            if (attach(run, main)) {
                main.remove(run);
            }
        }
        return joined(main);
    }

    private List<Run> runs() {
        var sorted = new ArrayList<>(glyphs);
        sorted.removeIf(glyph -> glyph.text.isBlank());
        sorted.sort(Comparator.comparingDouble(glyph -> glyph.left));
        var runs = new ArrayList<Run>();
        for (Glyph glyph : sorted) {
            Run into = null;
            for (Run run : runs) {
                Glyph last = run.last();
                boolean exact = !glyph.loose && run.glyphs.stream().anyMatch(each -> !each.loose);
                double tolerance = exact ? Math.max(0.4, 0.05 * glyph.size) : 0.4 * glyph.size;
                boolean level = Math.abs(run.baseline() - glyph.baseline) <= tolerance
                        && (glyph.loose || last.loose || Math.abs(run.size() - glyph.size) < 0.13 * glyph.size);
                // Behind a script there is room before the line goes on.
                boolean near = glyph.left - last.right < 2.2 * glyph.size
                        && glyph.left > last.left - 0.1
                        && !isParted(last, glyph);
                if (level && near && (into == null || last.right > into.last().right)) {
                    into = run;
                }
            }
            if (into == null) {
                into = new Run();
                runs.add(into);
            }
            into.glyphs.add(glyph);
        }
        return runs;
    }

    /** Whether something larger stands between two characters, which then are scripts of different letters. */
    private boolean isParted(Glyph before, Glyph next) {
        return glyphs.stream()
                .anyMatch(each -> each.size > 1.1 * next.size
                        && !each.text.isBlank()
                        && each.middle() > before.right - 0.1
                        && each.middle() < next.left + 0.1
                        && Math.abs(each.baseline - next.baseline) < 0.9 * each.size);
    }

    /** Hangs what is smaller on what it stands behind, a little above or below; or on the large sign that it is a limit of. */
    private static boolean attach(Run run, List<Run> main) {
        Glyph best = null;
        double distance = Double.MAX_VALUE;
        for (Run other : main) {
            for (Glyph base : other.glyphs) {
                double shift = run.baseline() - base.baseline;
                boolean smaller = run.size() <= SMALLER * base.size;
                boolean level =
                        shift > -1.1 * base.size && shift < 0.55 * base.size && Math.abs(shift) > 0.08 * base.size;
                double gap = run.first().left - base.right;
                boolean behind = gap > -0.35 * base.size && gap < 0.3 * base.size;
                boolean limit = isLimit(run, base);
                if (other != run && smaller && (limit || level && behind)) {
                    double away = Math.abs(limit ? 0.1 * base.size : gap) + 0.2 * Math.abs(base.size - run.size());
                    if (away < distance) {
                        distance = away;
                        best = base;
                    }
                }
            }
        }
        if (best == null) {
            return false;
        }
        (run.baseline() < best.baseline ? best.above : best.below).addAll(run.glyphs);
        return true;
    }

    /** Whether something stands directly above or below a large sign, and in its middle. */
    private static boolean isLimit(Run run, Glyph base) {
        double beyond = run.baseline() < base.baseline ? base.top - run.first().bottom : run.first().top - base.bottom;
        double middle = (run.first().left + run.last().right) / 2;
        return LARGE.contains(base.text)
                && Math.abs(middle - base.middle()) < 0.35 * base.size
                && beyond > -0.35 * base.size
                && beyond < 0.9 * base.size;
    }

    private List<Line> joined(List<Run> runs) {
        runs.sort(Comparator.comparingDouble(Run::baseline));
        var rows = new ArrayList<List<Run>>();
        for (Run run : runs) {
            List<Run> last = rows.isEmpty() ? List.of() : rows.get(rows.size() - 1);
            boolean loose = run.glyphs.stream().allMatch(each -> each.loose);
            double tolerance = (loose ? 0.4 : 0.12) * run.size();
            if (!last.isEmpty() && run.baseline() - last.get(0).baseline() <= tolerance) {
                last.add(run);
            } else {
                rows.add(new ArrayList<>(List.of(run)));
            }
        }
        var lines = new ArrayList<Line>();
        for (int i = 0; i < rows.size(); i++) {
            boolean tight = i > 0 && isTight(rows.get(i - 1), rows.get(i))
                    || i + 1 < rows.size() && isTight(rows.get(i), rows.get(i + 1));
            List<Glyph> all = rows.get(i).stream()
                    .flatMap(run -> run.glyphs.stream())
                    .sorted(Comparator.comparingDouble(glyph -> glyph.left))
                    .toList();
            doubt = false;
            String text = text(all);
            lines.add(new Line(text, doubt || tight));
        }
        return lines;
    }

    /** Whether two lines are so near each other that they are parts of one. */
    private static boolean isTight(List<Run> upper, List<Run> lower) {
        for (Run above : upper) {
            for (Run below : lower) {
                double size = Math.max(above.size(), below.size());
                double distance = below.baseline() - above.baseline();
                boolean sameColumn = above.first().left < below.last().right + size
                        && below.first().left < above.last().right + size;
                // What is much smaller was perhaps meant to be a script, or a limit.
                boolean parts = Math.min(above.size(), below.size()) <= SMALLER * size;
                if (sameColumn && distance < (parts ? 1.5 : 0.85) * size) {
                    return true;
                }
            }
        }
        return false;
    }

    private String text(List<Glyph> row) {
        var out = new StringBuilder();
        Glyph before = null;
        int brackets = 0;
        for (int i = 0; i < row.size(); i++) {
            Glyph glyph = row.get(i);
            if (before != null) {
                double gap = glyph.left - before.end();
                boolean wide = gap > COLUMN * glyph.size && (columns || isBetween(before, row, i));
                // Between brackets stand the entries of a row vector.
                out.append(wide ? brackets > 0 ? ", " : ROOM : gap > 0.16 * glyph.size ? " " : "");
                // A command ends where the next letter begins.
                boolean command = out.length() > 0 && before.text.matches("\\\\[A-Za-z]+");
                out.append(command && gap <= 0.16 * glyph.size ? " " : "");
                doubt |= gap < -0.6 * glyph.size;
            }
            doubt |= isUnknown(glyph.text);
            boolean scripts = !glyph.above.isEmpty() || !glyph.below.isEmpty();
            out.append(glyph.text);
            if (scripts) {
                out.append(glyph.below.isEmpty() ? "" : "_{" + script(glyph.below) + "}");
                String above = script(glyph.above);
                out.append(above.isEmpty() ? "" : above.matches("[′']+") ? above : "^{" + above + "}");
            }
            brackets += glyph.text.equals("(") || glyph.text.equals("[")
                    ? 1
                    : glyph.text.equals(")") || glyph.text.equals("]") ? -1 : 0;
            before = glyph;
        }
        return out.toString().strip();
    }

    /** Whether wide room before a glyph is between two things, and not beside a sign that joins them. */
    private static boolean isBetween(Glyph before, List<Glyph> row, int index) {
        Glyph next = row.get(index);
        boolean joins = JOINING.contains(next.text);
        boolean unary = "+−-".contains(next.text)
                && index + 1 < row.size()
                && row.get(index + 1).left - next.right < 0.12 * next.size;
        return !JOINING.contains(before.text) && (!joins || unary);
    }

    private String script(List<Glyph> glyphs) {
        return text(glyphs.stream()
                .sorted(Comparator.comparingDouble(glyph -> glyph.left))
                .toList());
    }

    /** A character of which the file does not say what it is, or a piece of a large bracket. */
    private static boolean isUnknown(String text) {
        return text.codePoints()
                .anyMatch(c -> c == 0xFFFD
                        || c < ' '
                        || c >= 0x7F && c < 0xA0
                        || c >= 0xE000 && c <= 0xF8FF
                        || c >= 0x239B && c <= 0x23B7
                        || Character.getType(c) == Character.UNASSIGNED);
    }
}
