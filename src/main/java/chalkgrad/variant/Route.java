package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
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
    private final UnrolledComputation unrolled;

    /** The symbols of each line, line by line. */
    final Map<Occurrence, Expr> lines = new LinkedHashMap<>();

    Route(UnrolledComputation unrolled, Occurrence target) {
        this.unrolled = unrolled;
        walk(target, new HashSet<>());
    }

    private void walk(Occurrence cell, Set<Occurrence> seen) {
        Optional<Expr> symbols = seen.add(cell) ? symbols(unrolled, cell) : Optional.empty();
        if (symbols.isPresent()) {
            operands(symbols.get()).forEach(operand -> walk(operand, seen));
            lines.put(cell, symbols.get());
        }
    }

    /** A line's symbols; empty for what is given. */
    static Optional<Expr> symbols(UnrolledComputation unrolled, Occurrence cell) {
        return unrolled.step(cell).map(step -> {
            Expr written = written(unrolled, step.expression());
            // A line that only gives another name to something says what that is.
            return written instanceof Expr.Sym s && s.symbol() instanceof Occurrence other
                    ? symbols(unrolled, other).orElse(written)
                    : written;
        });
    }

    private static Expr written(UnrolledComputation unrolled, Expr e) {
        if (e instanceof Expr.Sym s && s.symbol() instanceof Occurrence cell && isWrittenOut(unrolled, cell)) {
            return unrolled.step(cell)
                    .map(step -> written(unrolled, step.expression()))
                    .orElse(e);
        } else if (e instanceof Expr.Mul product) {
            // A factor of one that only stands for a step goes without saying.
            List<Expr> factors = product.factors().stream()
                    .filter(factor -> !isOne(unrolled, factor))
                    .map(factor -> written(unrolled, factor))
                    .flatMap(factor -> factor instanceof Expr.Mul inner ? inner.factors().stream() : Stream.of(factor))
                    .toList();
            return Expr.mul(factors);
        }
        return e.mapParts(part -> written(unrolled, part));
    }

    private static boolean isOne(UnrolledComputation unrolled, Expr factor) {
        return factor instanceof Expr.Sym s
                && s.symbol() instanceof Occurrence cell
                && isWrittenOut(unrolled, cell)
                && unrolled.step(cell)
                        .filter(step -> step.expression().equals(Expr.ONE) || isOne(unrolled, step.expression()))
                        .isPresent();
    }

    private static boolean isWrittenOut(UnrolledComputation unrolled, Occurrence cell) {
        return cell.quantity() instanceof Quantity.Path
                || cell.quantity() instanceof Quantity.Flow
                || cell.quantity() instanceof Quantity.Local
                || unrolled.unchanged()
                        .step(cell)
                        .filter(step -> step.expression() instanceof Expr.Sym || step.expression() instanceof Expr.Num)
                        .isPresent();
    }

    /** The cells of an expression, in the order in which they are read. */
    static Set<Occurrence> operands(Expr e) {
        var cells = new LinkedHashSet<Occurrence>();
        collect(e, cells);
        return cells;
    }

    private static void collect(Expr e, Set<Occurrence> cells) {
        if (e instanceof Expr.Sym s && s.symbol() instanceof Occurrence cell) {
            cells.add(cell);
        }
        e.parts().forEach(part -> collect(part, cells));
    }

    /** The last lines: those nearest to the target, in the order of the route. */
    List<Occurrence> last(int most) {
        var all = new ArrayList<>(lines.keySet());
        if (all.size() <= most) {
            return all;
        }
        var near = new LinkedHashSet<Occurrence>(List.of(all.get(all.size() - 1)));
        var open = new ArrayList<>(near);
        for (int i = 0; i < open.size() && near.size() < most; i++) {
            for (Occurrence operand : operands(lines.getOrDefault(open.get(i), Expr.ZERO))) {
                if (lines.containsKey(operand) && near.size() < most && near.add(operand)) {
                    open.add(operand);
                }
            }
        }
        return all.stream().filter(near::contains).toList();
    }

    /** The longest chain of lines that ends with the target, of which each uses the one before. */
    List<Occurrence> chain() {
        var length = new LinkedHashMap<Occurrence, Integer>();
        var before = new LinkedHashMap<Occurrence, Occurrence>();
        Occurrence last = null;
        for (Map.Entry<Occurrence, Expr> line : lines.entrySet()) {
            int longest = 0;
            for (Occurrence operand : operands(line.getValue())) {
                int there = length.getOrDefault(operand, 0);
                if (there > longest) {
                    longest = there;
                    before.put(line.getKey(), operand);
                }
            }
            length.put(line.getKey(), longest + 1);
            last = line.getKey();
        }
        var chain = new ArrayList<Occurrence>();
        for (Occurrence cell = last; cell != null; cell = before.get(cell)) {
            chain.add(0, cell);
        }
        return chain;
    }
}
