package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Cell;
import chalkgrad.derive.Course;
import chalkgrad.model.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The lines of working that lead to a cell, each after those that it builds on.
 *
 * <p>The last line of the route to {@code dE/dw1} is {@code delta(h1) * x1}.
 *
 * <p>What nobody gives a line of its own, such as the share of one path in a sum, stands written out in the line that uses it.
 */
final class Route {
    private final Course course;

    /** The symbols of each line, line by line. */
    final Map<Cell, Expr> lines = new LinkedHashMap<>();

    Route(Course course, Cell target) {
        this.course = course;
        walk(target, new HashSet<>());
    }

    private void walk(Cell cell, Set<Cell> seen) {
        Optional<Expr> symbols = seen.add(cell) ? symbols(course, cell) : Optional.empty();
        if (symbols.isPresent()) {
            operands(symbols.get()).forEach(operand -> walk(operand, seen));
            lines.put(cell, symbols.get());
        }
    }

    /** A line's symbols; empty for what is given. */
    static Optional<Expr> symbols(Course course, Cell cell) {
        return course.step(cell).map(step -> {
            Expr written = written(course, step.expression());
            // A line that only gives another name to something says what that is.
            return written instanceof Expr.Sym s && s.symbol() instanceof Cell other
                    ? symbols(course, other).orElse(written)
                    : written;
        });
    }

    private static Expr written(Course course, Expr e) {
        if (e instanceof Expr.Sym s && s.symbol() instanceof Cell cell && isWrittenOut(course, cell)) {
            return course.step(cell)
                    .map(step -> written(course, step.expression()))
                    .orElse(e);
        } else if (e instanceof Expr.Mul product) {
            // A factor of one that only stands for a step goes without saying.
            List<Expr> factors = product.factors().stream()
                    .filter(factor -> !isOne(course, factor))
                    .map(factor -> written(course, factor))
                    .flatMap(factor -> factor instanceof Expr.Mul inner ? inner.factors().stream() : Stream.of(factor))
                    .toList();
            return Expr.mul(factors);
        }
        return e.mapParts(part -> written(course, part));
    }

    private static boolean isOne(Course course, Expr factor) {
        return factor instanceof Expr.Sym s
                && s.symbol() instanceof Cell cell
                && isWrittenOut(course, cell)
                && course.step(cell)
                        .filter(step -> step.expression().equals(Expr.ONE) || isOne(course, step.expression()))
                        .isPresent();
    }

    private static boolean isWrittenOut(Course course, Cell cell) {
        return cell.quantity() instanceof Quantity.Path
                || cell.quantity() instanceof Quantity.Flow
                || cell.quantity() instanceof Quantity.Local
                || course.unchanged()
                        .step(cell)
                        .filter(step -> step.expression() instanceof Expr.Sym || step.expression() instanceof Expr.Num)
                        .isPresent();
    }

    /** The cells of an expression, in the order in which they are read. */
    static Set<Cell> operands(Expr e) {
        var cells = new LinkedHashSet<Cell>();
        collect(e, cells);
        return cells;
    }

    private static void collect(Expr e, Set<Cell> cells) {
        if (e instanceof Expr.Sym s && s.symbol() instanceof Cell cell) {
            cells.add(cell);
        }
        e.parts().forEach(part -> collect(part, cells));
    }

    /** The last lines: those nearest to the target, in the order of the route. */
    List<Cell> last(int most) {
        var all = new ArrayList<>(lines.keySet());
        if (all.size() <= most) {
            return all;
        }
        var near = new LinkedHashSet<Cell>(List.of(all.get(all.size() - 1)));
        var open = new ArrayList<>(near);
        for (int i = 0; i < open.size() && near.size() < most; i++) {
            for (Cell operand : operands(lines.getOrDefault(open.get(i), Expr.ZERO))) {
                if (lines.containsKey(operand) && near.size() < most && near.add(operand)) {
                    open.add(operand);
                }
            }
        }
        return all.stream().filter(near::contains).toList();
    }

    /** The longest chain of lines that ends with the target, of which each uses the one before. */
    List<Cell> chain() {
        var length = new LinkedHashMap<Cell, Integer>();
        var before = new LinkedHashMap<Cell, Cell>();
        Cell last = null;
        for (Map.Entry<Cell, Expr> line : lines.entrySet()) {
            int longest = 0;
            for (Cell operand : operands(line.getValue())) {
                int there = length.getOrDefault(operand, 0);
                if (there > longest) {
                    longest = there;
                    before.put(line.getKey(), operand);
                }
            }
            length.put(line.getKey(), longest + 1);
            last = line.getKey();
        }
        var chain = new ArrayList<Cell>();
        for (Cell cell = last; cell != null; cell = before.get(cell)) {
            chain.add(0, cell);
        }
        return chain;
    }
}
