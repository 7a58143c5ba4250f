package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Quantity.Ones;
import chalkgrad.rules.Dims;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes the products of a derivation without numbers as a person would.
 *
 * <p>{@code 1/2*2*(ones*(h - y))} is {@code h - y}, and {@code 1/s*s*(1 - s)} is {@code 1 - s}.
 */
final class Tidy {
    private final Function<Expr, Dims> dims;

    /** @param dims the shape of any part */
    Tidy(Function<Expr, Dims> dims) {
        this.dims = dims;
    }

    /** The same value; where it was a quotient of a zero by itself, it now has one. */
    Expr of(Expr e) {
        Expr inner = e.mapParts(this::of);
        boolean product = inner instanceof Expr.Mul || inner instanceof Expr.Div || inner instanceof Expr.Neg;
        return product ? product(inner) : inner;
    }

    private Expr product(Expr e) {
        var over = new ArrayList<Expr>();
        var under = new ArrayList<Expr>();
        boolean negative = collect(e, over, under);
        for (Expr divisor : List.copyOf(under)) {
            if (over.contains(divisor)) {
                over.remove(divisor);
                under.remove(divisor);
            }
        }
        BigInteger[] fraction = fraction(over, under);
        Dims whole = dims.apply(e);
        over.removeIf(factor -> isOnes(factor) && over.stream().anyMatch(other -> fills(other, whole)));
        if (!whole.isScalar()
                && under.isEmpty()
                && over.stream().noneMatch(factor -> dims.apply(factor).equals(whole))) {
            over.add(new Ones(whole).expr());
        }
        List<Expr> arrays = under.stream()
                .filter(divisor -> !dims.apply(divisor).isScalar())
                .toList();
        if (!arrays.isEmpty() && arrays.size() < under.size()) {
            // A number that divides stands apart from an array that divides entry by entry.
            var rest = new ArrayList<>(under);
            rest.removeAll(arrays);
            Expr quotient = Expr.div(over.isEmpty() ? new Ones(whole).expr() : Expr.mul(over), Expr.mul(arrays));
            Expr both = Expr.mul(together(fraction, List.of(), rest), quotient);
            return negative ? Adjoints.negative(both) : both;
        }
        Expr result = together(fraction, over, under);
        return negative ? Adjoints.negative(result) : result;
    }

    private boolean fills(Expr factor, Dims whole) {
        return !isOnes(factor) && dims.apply(factor).equals(whole);
    }

    private static boolean isOnes(Expr e) {
        return e instanceof Expr.Sym s && s.symbol() instanceof Ones;
    }

    private static Expr together(BigInteger[] fraction, List<Expr> over, List<Expr> under) {
        Expr top = Expr.num(new BigDecimal(fraction[0]));
        boolean unit = fraction[0].equals(BigInteger.ONE);
        if (under.isEmpty()) {
            if (!fraction[1].equals(BigInteger.ONE)) {
                top = Expr.div(top, Expr.num(new BigDecimal(fraction[1])));
                unit = false;
            }
            var all = new ArrayList<Expr>(unit ? List.of() : List.of(top));
            all.addAll(over);
            return Expr.mul(all);
        }
        var above = new ArrayList<Expr>(unit ? List.of() : List.of(top));
        above.addAll(over);
        var below = new ArrayList<Expr>();
        if (!fraction[1].equals(BigInteger.ONE)) {
            below.add(Expr.num(new BigDecimal(fraction[1])));
        }
        below.addAll(under);
        return Expr.div(Expr.mul(above), Expr.mul(below));
    }

    /** Sorts the factors of a product; whether it is negative. */
    private static boolean collect(Expr e, List<Expr> over, List<Expr> under) {
        if (e instanceof Expr.Mul m) {
            boolean negative = false;
            for (Expr factor : m.factors()) {
                negative ^= collect(factor, over, under);
            }
            return negative;
        } else if (e instanceof Expr.Div d) {
            return collect(d.numerator(), over, under) ^ collect(d.denominator(), under, over);
        } else if (e instanceof Expr.Neg n) {
            return !collect(n.arg(), over, under);
        }
        over.add(e);
        return false;
    }

    /** Takes the whole numbers out of the factors: what they come to, above and below. */
    private static BigInteger[] fraction(List<Expr> over, List<Expr> under) {
        BigInteger top = taken(over);
        BigInteger bottom = taken(under);
        BigInteger common = top.gcd(bottom);
        return common.signum() == 0
                ? new BigInteger[] {top, bottom}
                : new BigInteger[] {top.divide(common), bottom.divide(common)};
    }

    private static BigInteger taken(List<Expr> factors) {
        BigInteger product = BigInteger.ONE;
        for (Expr factor : List.copyOf(factors)) {
            if (factor instanceof Expr.Num n
                    && n.value().signum() > 0
                    && n.value().stripTrailingZeros().scale() <= 0) {
                product = product.multiply(n.value().toBigIntegerExact());
                factors.remove(factor);
            }
        }
        return product;
    }
}
