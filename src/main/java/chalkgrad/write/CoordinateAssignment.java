package chalkgrad.write;

import chalkgrad.write.LayeredLayout.Cell;
import chalkgrad.write.LayeredLayout.Link;
import java.util.List;

/**
 * Gives the cells of a layered drawing their heights: each column keeps its order and its gaps, links are short and long lines straight.
 *
 * <p>Each column in turn takes the heights of least squared distance from its neighbours that its gaps allow (isotonic regression);
 * then each long line takes one height where there is room for it.
 */
final class CoordinateAssignment {
    private static final int ROUNDS = 150;
    /** How much more a line resists a bend between two pieces of its own than at a node. */
    private static final double STIFF = 8;
    /** The same between two cells that have only each other on these sides. */
    private static final double FIRM = 3;

    private final List<List<Cell>> levels;
    private final List<List<Cell>> chains;

    CoordinateAssignment(List<List<Cell>> levels, List<List<Cell>> chains) {
        this.levels = levels;
        this.chains = chains;
    }

    void settle() {
        for (List<Cell> level : levels) {
            double y = 0;
            for (int i = 0; i < level.size(); i++) {
                y += i == 0 ? 0 : least(level.get(i - 1), level.get(i));
                level.get(i).y = y;
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < levels.size(); i++) {
                relax(levels.get(round % 2 == 0 ? i : levels.size() - 1 - i));
            }
        }
        for (int pass = 0; pass < 2; pass++) {
            chains.forEach(this::straighten);
        }
        double top = Double.MAX_VALUE;
        for (List<Cell> level : levels) {
            for (Cell cell : level) {
                top = Math.min(top, cell.y - cell.up);
            }
        }
        for (List<Cell> level : levels) {
            for (Cell cell : level) {
                cell.y -= top;
            }
        }
    }

    private static double least(Cell above, Cell below) {
        return above.down + LayeredLayout.GAP + below.up;
    }

    /** The column's best heights while its neighbours stay. */
    private static void relax(List<Cell> level) {
        int n = level.size();
        // Blocks of cells that stand as close together as they may: their mean wish, its weight, how many they are.
        double[] wish = new double[n];
        double[] weight = new double[n];
        int[] size = new int[n];
        int blocks = 0;
        double offset = 0;
        double[] offsets = new double[n];
        for (int i = 0; i < n; i++) {
            Cell cell = level.get(i);
            offset += i == 0 ? 0 : least(level.get(i - 1), cell);
            offsets[i] = offset;
            double sum = 0;
            double total = 0;
            for (Link link : cell.in) {
                double w = weight(link);
                sum += w * (link.from.y - link.entry);
                total += w;
            }
            for (Link link : cell.out) {
                double w = weight(link);
                sum += w * (link.to.y + link.entry);
                total += w;
            }
            wish[blocks] = (total == 0 ? cell.y : sum / total) - offset;
            weight[blocks] = Math.max(total, 1e-3);
            size[blocks] = 1;
            while (blocks > 0 && wish[blocks - 1] > wish[blocks]) {
                double both = weight[blocks - 1] + weight[blocks];
                wish[blocks - 1] = (wish[blocks - 1] * weight[blocks - 1] + wish[blocks] * weight[blocks]) / both;
                weight[blocks - 1] = both;
                size[blocks - 1] += size[blocks];
                blocks--;
            }
            blocks++;
        }
        int i = 0;
        for (int b = 0; b < blocks; b++) {
            for (int k = 0; k < size[b]; k++, i++) {
                level.get(i).y = wish[b] + offsets[i];
            }
        }
    }

    private static double weight(Link link) {
        boolean only = link.from.out.size() == 1 && link.to.in.size() == 1;
        return isLine(link.from) && isLine(link.to) ? STIFF : only ? FIRM : 1;
    }

    /** Whether a cell is a piece of a line, with one end on each side. */
    private static boolean isLine(Cell cell) {
        return cell.in.size() == 1 && cell.out.size() == 1 && cell.reach == 0;
    }

    /** One height for as much of a line as there is room for, that of its ends if possible. */
    private void straighten(List<Cell> chain) {
        int start = 0;
        while (start < chain.size()) {
            double low = Double.NEGATIVE_INFINITY;
            double high = Double.POSITIVE_INFINITY;
            double sum = 0;
            int end = start;
            while (end < chain.size()) {
                Cell cell = chain.get(end);
                double lower = Math.max(low, lowest(cell));
                double upper = Math.min(high, highest(cell));
                if (lower > upper && end > start) {
                    break;
                }
                low = lower;
                high = upper;
                sum += cell.y;
                end++;
            }
            double mean = sum / (end - start);
            double y = mean;
            Link first = chain.get(start).in.get(0);
            Link last = chain.get(end - 1).out.get(0);
            double before = first.from.y - first.entry;
            double after = last.to.y + last.entry;
            if (before >= low && before <= high && (start > 0 || first.from.out.size() == 1 || end < chain.size())) {
                y = before;
            } else if (after >= low && after <= high) {
                y = after;
            } else if (before >= low && before <= high) {
                y = before;
            }
            y = Math.max(low, Math.min(high, y));
            for (int i = start; i < end; i++) {
                chain.get(i).y = y;
            }
            start = end;
        }
    }

    private double lowest(Cell cell) {
        List<Cell> level = levels.get(cell.level);
        int i = level.indexOf(cell);
        return i == 0 ? Double.NEGATIVE_INFINITY : level.get(i - 1).y + least(level.get(i - 1), cell);
    }

    private double highest(Cell cell) {
        List<Cell> level = levels.get(cell.level);
        int i = level.indexOf(cell);
        return i == level.size() - 1 ? Double.POSITIVE_INFINITY : level.get(i + 1).y - least(cell, level.get(i + 1));
    }
}
