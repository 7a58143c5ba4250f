package chalkgrad.report;

import chalkgrad.algebra.Expr;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Products and choices as a person writes them down who has just differentiated: one numerator, one denominator, numbers first, a choice by the
 * sign of a letter.
 *
 * <p>{@code -x c / sqrt(v)^2 * 1/(2 sqrt(v))} becomes {@code -x c / (2 v sqrt(v))}, and {@code 1/2 * 2 (y - t)} becomes {@code y - t}.
 *
 * <p>Sums stay as they are written.
 */
final class Plainly {
    private BigDecimal above = BigDecimal.ONE;
    private BigDecimal below = BigDecimal.ONE;
    private boolean negative;
    private boolean divided;
    /** Twice the exponent of each factor, so that a square root counts one. */
    private final Map<Expr, Integer> halves = new LinkedHashMap<>();

    private Plainly() {}

    /** The expression with each of its products and quotients in one piece. */
    static Expr of(Expr e) {
        Expr inner = choice(e.mapParts(Plainly::of));
        if (inner instanceof Expr.Neg n && n.arg() instanceof Expr.Cases c) {
            return c.mapParts(part -> part.equals(c.guard()) ? part : negated(part));
        }
        boolean product = inner instanceof Expr.Mul || inner instanceof Expr.Div || inner instanceof Expr.Neg;
        if (!product) {
            return inner;
        }
        var collected = new Plainly();
        return collected.take(inner, 2) && collected.isShorter() ? collected.written() : inner;
    }

    private static Expr negated(Expr e) {
        return e.equals(Expr.ZERO)
                ? e
                : e instanceof Expr.Num n ? Expr.num(n.value().negate()) : Expr.neg(e);
    }

    /** A choice by the sign of a multiple of a letter is one by the sign of the letter. */
    private static Expr choice(Expr e) {
        if (!(e instanceof Expr.Cases c)) {
            return e;
        }
        var factors = new LinkedHashMap<Expr, BigDecimal>();
        if (!linear(c.guard(), BigDecimal.ONE, factors) || factors.size() != 1) {
            return e;
        }
        Map.Entry<Expr, BigDecimal> only = factors.entrySet().iterator().next();
        return switch (only.getValue().signum()) {
            case 1 -> new Expr.Cases(only.getKey(), c.above(), c.at(), c.below());
            case -1 -> new Expr.Cases(only.getKey(), c.below(), c.at(), c.above());
            default -> c.at();
        };
    }

    /** The letters of a sum of multiples of letters, each with what it is multiplied by; false where it is something else. */
    private static boolean linear(Expr e, BigDecimal times, Map<Expr, BigDecimal> factors) {
        if (e instanceof Expr.Sym) {
            factors.merge(e, times, BigDecimal::add);
            return true;
        } else if (e instanceof Expr.Neg n) {
            return linear(n.arg(), times.negate(), factors);
        } else if (e instanceof Expr.Add sum) {
            return sum.terms().stream().allMatch(term -> linear(term, times, factors));
        } else if (e instanceof Expr.Mul m
                && m.factors().size() == 2
                && m.factors().get(0) instanceof Expr.Num n) {
            return linear(m.factors().get(1), times.multiply(n.value()), factors);
        }
        return false;
    }

    /** Takes a factor with twice its exponent; false where it is nothing to be multiplied so. */
    private boolean take(Expr e, int twice) {
        if (e instanceof Expr.Num n) {
            return number(n.value(), twice);
        } else if (e instanceof Expr.Neg n) {
            negative ^= Math.abs(twice) % 4 == 2;
            return Math.abs(twice) % 2 == 0 && take(n.arg(), twice);
        } else if (e instanceof Expr.Mul m) {
            return m.factors().stream().allMatch(factor -> take(factor, twice));
        } else if (e instanceof Expr.Div d) {
            divided = true;
            return take(d.numerator(), twice) && take(d.denominator(), -twice);
        } else if (e instanceof Expr.Call call && call.function().equals("sqrt") && twice % 2 == 0) {
            halves.merge(call.args().get(0), twice / 2, Integer::sum);
            return true;
        }
        Optional<Integer> power = power(e);
        if (power.isPresent()) {
            Expr base = ((Expr.Pow) e).base();
            if (base instanceof Expr.Call root && root.function().equals("sqrt")) {
                return take(root, twice * power.get());
            }
            halves.merge(base, twice * power.get(), Integer::sum);
            return true;
        }
        if (e instanceof Expr.Cases || e instanceof Expr.Matrix || e instanceof Expr.Relation) {
            return false;
        }
        halves.merge(e, twice, Integer::sum);
        return true;
    }

    private static Optional<Integer> power(Expr e) {
        return e instanceof Expr.Pow p
                        && p.exponent() instanceof Expr.Num n
                        && n.value().stripTrailingZeros().scale() <= 0
                        && n.value().abs().compareTo(BigDecimal.TEN) < 0
                        && !(p.base() instanceof Expr.Num)
                ? Optional.of(n.value().intValue())
                : Optional.empty();
    }

    private boolean number(BigDecimal value, int twice) {
        if (twice == 2) {
            above = above.multiply(value);
        } else if (twice == -2) {
            below = below.multiply(value);
        } else {
            return false;
        }
        return true;
    }

    /** Whether it says something in one piece that stood in several; the plain product of a line is left as it was written. */
    private boolean isShorter() {
        boolean cancels = above.compareTo(BigDecimal.ONE) != 0 && below.compareTo(BigDecimal.ONE) != 0;
        return divided && (cancels || halves.values().stream().anyMatch(twice -> Math.abs(twice) > 2));
    }

    private Expr written() {
        cancel();
        var up = new ArrayList<Expr>();
        var down = new ArrayList<Expr>();
        halves.forEach((base, twice) -> {
            if (twice != 0) {
                factors(base, Math.abs(twice), twice > 0 ? up : down);
            }
        });
        if (above.compareTo(BigDecimal.ONE) != 0) {
            up.add(0, Expr.num(above));
        }
        if (below.compareTo(BigDecimal.ONE) != 0) {
            down.add(0, Expr.num(below));
        }
        Expr numerator = Expr.mul(up);
        Expr value = down.isEmpty() ? numerator : Expr.div(numerator, Expr.mul(down));
        return negative ? Expr.neg(value) : value;
    }

    private static void factors(Expr base, int twice, List<Expr> to) {
        int whole = twice / 2;
        if (whole > 0) {
            to.add(whole == 1 ? base : Expr.pow(base, whole));
        }
        if (twice % 2 == 1) {
            to.add(Expr.call("sqrt", base));
        }
    }

    private void cancel() {
        if (above.signum() < 0) {
            above = above.negate();
            negative = !negative;
        }
        if (below.signum() < 0) {
            below = below.negate();
            negative = !negative;
        }
        if (isWhole(above) && isWhole(below) && below.signum() != 0) {
            var common = above.toBigInteger().gcd(below.toBigInteger());
            above = new BigDecimal(above.toBigInteger().divide(common));
            below = new BigDecimal(below.toBigInteger().divide(common));
        }
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }
}
