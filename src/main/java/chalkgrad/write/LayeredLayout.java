package chalkgrad.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A layered drawing: cells in columns, links from each column to the next. First their order in each column is found, with few
 * crossings, then their heights, with few bends.
 *
 * <p>{@code layered.link(layered.cell(0, 5, 5, 0), layered.cell(1, 8, 8, 0)); layered.arrange()} puts two cells on one line.
 *
 * <p>After K. Sugiyama, S. Tagawa, M. Toda: Methods for visual understanding of hierarchical system structures (1981). What it does is
 * determined by the order in which cells are added; nothing is left to chance.
 */
final class LayeredLayout {
    private static final int SWEEPS = 24;

    /** Something in a column. */
    static final class Cell {
        final int level;
        /** How far it reaches above the height of its line, and below it. */
        final double up;

        final double down;
        /** How far above and below its line links may come in. */
        final double reach;

        final List<Link> in = new ArrayList<>();
        final List<Link> out = new ArrayList<>();
        private int place;
        /** The height of its line, downwards; meaningful after {@link LayeredLayout#arrange}. */
        double y;

        private Cell(int level, double up, double down, double reach) {
            this.level = level;
            this.up = up;
            this.down = down;
            this.reach = reach;
        }
    }

    /** A link between cells of neighbouring columns. */
    static final class Link {
        final Cell from;
        final Cell to;
        /** Where it comes in, below the line of the cell that it leads to. */
        double entry;

        private Link(Cell from, Cell to) {
            this.from = from;
            this.to = to;
        }
    }

    /** Least room between two cells of a column. */
    static final double GAP = 3;

    private static final double PORTS = 6;

    private final List<List<Cell>> levels = new ArrayList<>();
    private final List<List<Cell>> chains = new ArrayList<>();

    /**
     * Adds a cell.
     *
     * @param reach how far from its line links may come in; 0 where all meet on it
     */
    Cell cell(int level, double up, double down, double reach) {
        while (levels.size() <= level) {
            levels.add(new ArrayList<>());
        }
        var cell = new Cell(level, up, down, reach);
        cell.place = levels.get(level).size();
        levels.get(level).add(cell);
        return cell;
    }

    Link link(Cell from, Cell to) {
        var link = new Link(from, to);
        from.out.add(link);
        to.in.add(link);
        return link;
    }

    /** Says that these cells of neighbouring columns are one line, which should be straight. */
    void chain(List<Cell> cells) {
        chains.add(List.copyOf(cells));
    }

    List<List<Cell>> levels() {
        return levels;
    }

    /** Finds the order and the heights of all cells. */
    void arrange() {
        order();
        for (List<Cell> level : levels) {
            level.forEach(LayeredLayout::ports);
        }
        new CoordinateAssignment(levels, chains).settle();
    }

    private void order() {
        for (int l = 1; l < levels.size(); l++) {
            sort(l, true);
        }
        List<List<Cell>> best = copy();
        int least = crossings();
        for (int sweep = 0; sweep < SWEEPS && least > 0; sweep++) {
            boolean down = sweep % 2 == 1;
            for (int i = 1; i < levels.size(); i++) {
                sort(down ? i : levels.size() - 1 - i, down);
            }
            swap();
            int now = crossings();
            if (now < least) {
                least = now;
                best = copy();
            }
        }
        for (int l = 0; l < levels.size(); l++) {
            put(l, best.get(l));
        }
    }

    private List<List<Cell>> copy() {
        return levels.stream().map(List::copyOf).toList();
    }

    private void put(int level, List<Cell> cells) {
        levels.set(level, new ArrayList<>(cells));
        for (int i = 0; i < cells.size(); i++) {
            cells.get(i).place = i;
        }
    }

    /** Orders a column by the mean place of each cell's neighbours on one side; who has none keeps its place. */
    private void sort(int level, boolean byFrom) {
        record Ranked(Cell cell, double key) {}
        List<Ranked> ranked = new ArrayList<>();
        for (Cell cell : levels.get(level)) {
            double sum = 0;
            List<Link> links = byFrom ? cell.in : cell.out;
            for (Link link : links) {
                sum += byFrom ? link.from.place : link.to.place;
            }
            ranked.add(new Ranked(cell, links.isEmpty() ? cell.place : sum / links.size()));
        }
        ranked.sort(Comparator.comparingDouble(Ranked::key));
        put(level, ranked.stream().map(Ranked::cell).toList());
    }

    /** Swaps neighbours in a column while that takes crossings away. */
    private void swap() {
        boolean better = true;
        for (int round = 0; better && round < SWEEPS; round++) {
            better = false;
            for (List<Cell> level : levels) {
                for (int i = 1; i < level.size(); i++) {
                    Cell above = level.get(i - 1);
                    Cell below = level.get(i);
                    if (crossings(above, below) > crossings(below, above)) {
                        level.set(i - 1, below);
                        level.set(i, above);
                        below.place = i - 1;
                        above.place = i;
                        better = true;
                    }
                }
            }
        }
    }

    /** How often the links of two cells of a column cross if one stands above the other. */
    private static int crossings(Cell above, Cell below) {
        int count = 0;
        for (Link a : above.in) {
            for (Link b : below.in) {
                count += a.from.place > b.from.place ? 1 : 0;
            }
        }
        for (Link a : above.out) {
            for (Link b : below.out) {
                count += a.to.place > b.to.place ? 1 : 0;
            }
        }
        return count;
    }

    private int crossings() {
        int count = 0;
        for (List<Cell> level : levels) {
            for (int i = 0; i < level.size(); i++) {
                for (int j = i + 1; j < level.size(); j++) {
                    for (Link a : level.get(i).out) {
                        for (Link b : level.get(j).out) {
                            count += a.to.place > b.to.place ? 1 : 0;
                        }
                    }
                }
            }
        }
        return count;
    }

    /** Links come into a cell in the order in which they arrive, a little apart. */
    private static void ports(Cell cell) {
        int count = cell.in.size();
        cell.in.sort(Comparator.comparingInt(link -> link.from.place));
        double step = count < 2 ? 0 : Math.min(PORTS, 2 * cell.reach / (count - 1));
        for (int i = 0; i < count; i++) {
            cell.in.get(i).entry = (i - (count - 1) / 2.0) * step;
        }
    }
}
