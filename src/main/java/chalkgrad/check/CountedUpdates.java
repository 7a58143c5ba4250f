package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.work.WrittenName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Updates that a writer counts in parentheses: in {@code w_1(2) = w_1(1) + Δw_1(1)} the highest number marks the new value.
 *
 * <p>The reader of formulas takes {@code w_1(2)} for a product; nobody writes a number behind the letter that it is multiplied with.
 */
final class CountedUpdates {
    private static final int MOST = 99;

    private CountedUpdates() {}

    /** The sides with the numbers of updates read as such; empty where the first has none. */
    static List<List<Expr>> ways(List<Expr> sides) {
        if (number(sides.get(0)).isEmpty()) {
            return List.of();
        }
        var numbers = new ArrayList<Integer>();
        sides.forEach(side -> collect(side, numbers));
        int last = numbers.stream().max(Integer::compare).orElseThrow();
        List<Expr> updated = sides.stream().map(side -> read(side, last)).toList();
        List<Expr> plain = sides.stream().map(side -> read(side, MOST + 1)).toList();
        return List.of(updated, plain);
    }

    /** The number of an update behind a name. */
    private static Optional<Integer> number(Expr expr) {
        return expr instanceof Expr.Mul product
                        && product.factors().size() == 2
                        && product.factors().get(0) instanceof Expr.Sym sym
                        && sym.symbol() instanceof WrittenName name
                        && !Names.isUpdated(name)
                        && product.factors().get(1) instanceof Expr.Num num
                        && num.value().scale() == 0
                        && num.value().signum() >= 0
                        && num.value().compareTo(BigDecimal.valueOf(MOST)) <= 0
                ? Optional.of(num.value().intValueExact())
                : Optional.empty();
    }

    private static void collect(Expr expr, List<Integer> numbers) {
        number(expr).ifPresentOrElse(numbers::add, () -> expr.parts().forEach(part -> collect(part, numbers)));
    }

    private static Expr read(Expr expr, int last) {
        Optional<Integer> number = number(expr);
        if (number.isEmpty()) {
            return expr.mapParts(part -> read(part, last));
        }
        var name = (WrittenName) ((Expr.Sym) ((Expr.Mul) expr).factors().get(0)).symbol();
        return number.get() < last
                ? name.expr()
                : new WrittenName(
                                name.base(),
                                name.sub(),
                                name.sup().isEmpty() ? "+" : name.sup() + ",+",
                                name.pass(),
                                name.sample())
                        .expr();
    }
}
