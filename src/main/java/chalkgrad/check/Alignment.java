package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;

/**
 * Lays the numbers of a calculation beside the step that it should be, to find the one number that is another.
 *
 * <p>Beside {@code w1 x1 + w2 x2} the calculation {@code 0.3 * 0.1 + 0.2 * 0.2} has 0.2 where w2 is 0.25; beside {@code -(t1 - o1)} the
 * calculation {@code 0.61 - 0.41} has 0.41 where t1 is 0.4.
 */
final class Alignment {
    /** Nobody writes more than this in one go. */
    private static final int LARGE = 60;

    private Alignment() {}

    /** A cell of the step, and what stands in its place. */
    record Other(Occurrence cell, BigDecimal number) {}

    /**
     * The only cell of a sum of products in whose place another number stands; empty where there is none, or more, or the calculation has another
     * shape.
     *
     * @param off how far a number is from what a cell may stand for, in units of its last digit
     */
    static Optional<Other> inSums(Expr step, Expr calculation, ToDoubleBiFunction<Occurrence, BigDecimal> off) {
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
            List<Expr> step, List<Expr> written, ToDoubleBiFunction<Occurrence, BigDecimal> off, List<Other> others) {
        var cells = new ArrayList<Occurrence>();
        for (Expr factor : step) {
            if (!(factor instanceof Expr.Sym sym) || !(sym.symbol() instanceof Occurrence cell)) {
                return false;
            }
            cells.add(cell);
        }
        var numbers = new ArrayList<BigDecimal>();
        for (Expr factor : written) {
            boolean same =
                    factor instanceof Expr.Sym sym && sym.symbol() instanceof Occurrence cell && cells.remove(cell);
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

    /**
     * The only cell of the step that stands nowhere in the calculation, with the only number of the calculation that stands for nothing in the
     * step; empty where there is none, or more. In which order and with which signs they stand does not matter.
     *
     * @param off how far a number is from what a cell may stand for, in units of its last digit
     */
    static Optional<Other> of(Expr step, Expr calculation, ToDoubleBiFunction<Occurrence, BigDecimal> off) {
        Set<Occurrence> cells = new LinkedHashSet<>();
        Set<BigDecimal> constants = new TreeSet<>();
        cells(step, cells, constants);
        Set<BigDecimal> numbers = new TreeSet<>();
        Set<Occurrence> named = new LinkedHashSet<>();
        cells(calculation, named, numbers);
        List<BigDecimal> without = numbers.stream()
                .filter(number -> !constants.contains(number))
                .filter(number -> cells.stream().noneMatch(cell -> off.applyAsDouble(cell, number) <= 1))
                .toList();
        List<Occurrence> missing = cells.stream()
                .filter(cell -> !named.contains(cell))
                .filter(cell -> numbers.stream().noneMatch(number -> off.applyAsDouble(cell, number) <= 1))
                .toList();
        return without.size() == 1 && missing.size() == 1
                ? Optional.of(new Other(missing.get(0), without.get(0)))
                : Optional.empty();
    }

    private static void cells(Expr expr, Set<Occurrence> cells, Set<BigDecimal> numbers) {
        if (expr instanceof Expr.Sym sym && sym.symbol() instanceof Occurrence cell) {
            cells.add(cell);
        } else if (expr instanceof Expr.Num num) {
            numbers.add(num.value().abs());
        }
        expr.parts().forEach(part -> cells(part, cells, numbers));
    }

    /** A step, and the same with what comes back worked out further and further, as people write it in one go. */
    static List<Expr> forms(Expr step, ReferenceSolution ground) {
        var forms = new ArrayList<>(List.of(step));
        for (int round = 0; round < 3; round++) {
            Expr last = forms.get(forms.size() - 1);
            Expr next = last.substitute(symbol -> symbol instanceof Occurrence cell && Equality.isBackward(cell)
                    ? ground.rule(cell).map(ReferenceSolution.Rule::expr).orElse(null)
                    : null);
            if (next.equals(last) || next.nodes(LARGE) >= LARGE) {
                break;
            }
            forms.add(next);
        }
        return forms;
    }

    /** What using another number for a given value is called. */
    static String mistake(Occurrence given) {
        Quantity quantity = given.quantity();
        return quantity.equals(Quantity.RATE) ? "wrong-constant" : "given-value";
    }
}
