package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Cell;
import chalkgrad.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;

/**
 * Lays a calculation with numbers beside the step that it should be, to find the one number that is another.
 *
 * <p>Beside {@code w1 x1 + w2 x2} the calculation {@code 0.3 * 0.1 + 0.2 * 0.2} has 0.2 where w2 is 0.25.
 */
final class Alignment {
    private Alignment() {}

    /** A cell of the step, and what stands in its place. */
    record Other(Cell cell, BigDecimal number) {}

    /**
     * The only cell in whose place another number stands; empty where there is none, or more, or the calculation has another shape.
     *
     * @param off how far a number is from what a cell may stand for, in units of its last digit
     */
    static Optional<Other> of(Expr step, Expr calculation, ToDoubleBiFunction<Cell, BigDecimal> off) {
        List<List<Expr>> terms = terms(step);
        List<List<Expr>> written = terms(calculation);
        if (terms.size() != written.size()) {
            return Optional.empty();
        }
        var others = new ArrayList<Other>();
        for (int i = 0; i < terms.size(); i++) {
            if (!compare(terms.get(i), written.get(i), off, others)) {
                return Optional.empty();
            }
        }
        return others.size() == 1 ? Optional.of(others.get(0)) : Optional.empty();
    }

    /** Each term of a sum as its factors, without signs. */
    private static List<List<Expr>> terms(Expr expr) {
        List<Expr> terms = expr instanceof Expr.Add add ? add.terms() : List.of(expr);
        return terms.stream().map(Alignment::factors).toList();
    }

    private static List<Expr> factors(Expr expr) {
        if (expr instanceof Expr.Neg neg) {
            return factors(neg.arg());
        } else if (expr instanceof Expr.Mul mul) {
            return mul.factors().stream()
                    .flatMap(factor -> factors(factor).stream())
                    .toList();
        }
        return List.of(expr);
    }

    private static boolean compare(
            List<Expr> step, List<Expr> written, ToDoubleBiFunction<Cell, BigDecimal> off, List<Other> others) {
        var cells = new ArrayList<Cell>();
        for (Expr factor : step) {
            if (!(factor instanceof Expr.Sym sym) || !(sym.symbol() instanceof Cell cell)) {
                return false;
            }
            cells.add(cell);
        }
        var numbers = new ArrayList<BigDecimal>();
        for (Expr factor : written) {
            boolean same = factor instanceof Expr.Sym sym && sym.symbol() instanceof Cell cell && cells.remove(cell);
            if (!same && !(factor instanceof Expr.Num)) {
                return false;
            } else if (factor instanceof Expr.Num num) {
                numbers.add(num.value());
            }
        }
        if (numbers.size() != cells.size()) {
            return false;
        }
        for (BigDecimal number : List.copyOf(numbers)) {
            cells.stream()
                    .filter(cell -> off.applyAsDouble(cell, number) <= 1)
                    .findFirst()
                    .ifPresent(cell -> {
                        cells.remove(cell);
                        numbers.remove(number);
                    });
        }
        for (int i = 0; i < cells.size(); i++) {
            others.add(new Other(cells.get(i), numbers.get(i)));
        }
        return true;
    }

    /** What using another number for a given value is called; empty for what was worked out. */
    static Optional<String> mistake(Cell cell) {
        Quantity quantity = cell.quantity();
        return quantity.equals(Quantity.RATE) ? Optional.of("wrong-constant") : Optional.of("given-value");
    }
}
