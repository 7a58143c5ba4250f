package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Step.Law;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One operation done for another.
 *
 * <p>{@code w1 + x1} for {@code w1 x1}; {@code delta / w} for {@code delta w}.
 */
final class Operators {
    /** In a longer sum nobody multiplies. */
    private static final int FEW = 4;

    private static final Set<Law> MULTIPLIED = EnumSet.of(
            Law.WEIGHTED_SUM,
            Law.PATH,
            Law.SUM_OVER_PATHS,
            Law.CHAIN_RULE,
            Law.WEIGHT_GRADIENT,
            Law.NODE,
            Law.FLOW,
            Law.LOCAL_DERIVATIVE,
            Law.ACTIVATION_DERIVATIVE,
            Law.LOSS_DERIVATIVE,
            Law.UPDATE);

    private Operators() {}

    static List<Way> divided() {
        return List.of(place -> MULTIPLIED.contains(place.law())
                ? Site.all(place.expr(), Operators::quotients).map(place::edit)
                : Stream.empty());
    }

    static List<Way> other() {
        return List.of(place -> place.law() == Law.UPDATE && !(place.expr() instanceof Expr.Add)
                ? Stream.empty()
                : Site.all(place.expr(), Operators::others).map(place::edit));
    }

    private static Stream<Expr> quotients(Expr e) {
        if (!(e instanceof Expr.Mul product) || product.factors().size() > FEW) {
            return Stream.empty();
        }
        var quotients = new ArrayList<Expr>();
        for (int i = 0; i < product.factors().size(); i++) {
            quotients.add(Expr.div(
                    Expr.mul(Site.without(product.factors(), i)),
                    product.factors().get(i)));
        }
        return quotients.stream();
    }

    private static Stream<Expr> others(Expr e) {
        var others = new ArrayList<Expr>();
        if (e instanceof Expr.Mul product && product.factors().size() <= FEW) {
            List<Expr> factors = product.factors();
            for (int i = 0; i + 1 < factors.size(); i++) {
                others.add(joined(factors, i, Expr.add(factors.get(i), factors.get(i + 1)), false));
            }
        } else if (e instanceof Expr.Add sum && sum.terms().size() <= FEW) {
            List<Expr> terms = sum.terms();
            for (int i = 0; i + 1 < terms.size(); i++) {
                others.add(joined(terms, i, Expr.mul(terms.get(i), terms.get(i + 1)), true));
            }
        } else if (e instanceof Expr.Div quotient && !isFraction(quotient)) {
            others.add(Expr.mul(quotient.numerator(), quotient.denominator()));
            Expr upside = quotient.denominator();
            others.add(Expr.div(upside, quotient.numerator()));
        } else if (e instanceof Expr.Pow power) {
            others.add(Expr.mul(power.exponent(), power.base()));
            others.add(power.base());
        }
        return others.stream();
    }

    /** One half taken for two is a wrong factor, not a wrong operation. */
    private static boolean isFraction(Expr.Div quotient) {
        return quotient.numerator() instanceof Expr.Num && quotient.denominator() instanceof Expr.Num;
    }

    /** A list with two neighbours made one. */
    private static Expr joined(List<Expr> parts, int index, Expr one, boolean sum) {
        var rest = new ArrayList<>(parts);
        rest.remove(index + 1);
        rest.set(index, one);
        return sum ? Expr.add(rest) : Expr.mul(rest);
    }
}
