package chalkgrad.check;

import ch.obermuhlner.math.big.BigDecimalMath;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.Function;

/**
 * A pocket calculator of 34 digits: what a student has, and nothing of the program's own arithmetic.
 *
 * <p>{@code new Calculator(names).value(e)} is 0.51998934… for {@code sigmoid(0.08)}.
 */
public final class Calculator {
    static final MathContext DIGITS = MathContext.DECIMAL128;

    /** What is left of these many digits after some twenty operations. */
    private static final MathContext CLEAN = new MathContext(28);

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final Function<Symbol, BigDecimal> names;

    public Calculator(Function<Symbol, BigDecimal> names) {
        this.names = names;
    }

    /** The value, without the noise of its last digits. */
    public BigDecimal value(Expr e) {
        return of(e).round(CLEAN);
    }

    private BigDecimal of(Expr e) {
        if (e instanceof Expr.Num num) {
            return num.value();
        } else if (e instanceof Expr.Sym sym) {
            return names.apply(sym.symbol());
        } else if (e instanceof Expr.Neg neg) {
            return of(neg.arg()).negate();
        } else if (e instanceof Expr.Add add) {
            return add.terms().stream().map(this::of).reduce(BigDecimal.ZERO, (a, b) -> a.add(b, DIGITS));
        } else if (e instanceof Expr.Mul mul) {
            return mul.factors().stream().map(this::of).reduce(ONE, (a, b) -> a.multiply(b, DIGITS));
        } else if (e instanceof Expr.Div div) {
            return of(div.numerator()).divide(of(div.denominator()), DIGITS);
        } else if (e instanceof Expr.Pow pow) {
            return of(pow.base()).pow(of(pow.exponent()).intValueExact(), DIGITS);
        } else if (e instanceof Expr.Call call) {
            return call(call.function(), call.args().stream().map(this::of).toList());
        } else if (e instanceof Expr.Cases cases) {
            int sign = of(cases.guard()).signum();
            return of(sign > 0 ? cases.above() : sign < 0 ? cases.below() : cases.at());
        }
        throw new IllegalArgumentException(e.toString());
    }

    private static BigDecimal call(String function, List<BigDecimal> args) {
        BigDecimal x = args.get(0);
        return switch (function) {
            case "identity" -> x;
            case "exp" -> exp(x);
            case "ln", "log" -> BigDecimalMath.log(x, DIGITS);
            case "abs" -> x.abs();
            case "max" -> args.stream().reduce(BigDecimal::max).orElseThrow();
            case "min" -> args.stream().reduce(BigDecimal::min).orElseThrow();
            case "sigmoid" -> sigmoid(x);
            case "tanh" -> TWO.multiply(sigmoid(x.multiply(TWO))).subtract(ONE, DIGITS);
            case "relu" -> x.max(BigDecimal.ZERO);
            case "leaky_relu" -> x.signum() >= 0 ? x : x.multiply(new BigDecimal("0.01"));
            case "elu" -> x.signum() >= 0 ? x : exp(x).subtract(ONE);
            case "softplus" -> BigDecimalMath.log(exp(x).add(ONE), DIGITS);
            case "silu" -> x.multiply(sigmoid(x), DIGITS);
            case "gelu" -> x.multiply(phi(x), DIGITS);
            case "gelu'" -> phi(x).add(x.multiply(density(x), DIGITS), DIGITS);
            default -> throw new IllegalArgumentException(function);
        };
    }

    private static BigDecimal exp(BigDecimal x) {
        return BigDecimalMath.exp(x, DIGITS);
    }

    private static BigDecimal sigmoid(BigDecimal x) {
        return ONE.divide(ONE.add(exp(x.negate())), DIGITS);
    }

    private static BigDecimal density(BigDecimal x) {
        BigDecimal root = BigDecimalMath.sqrt(TWO.multiply(BigDecimalMath.pi(DIGITS)), DIGITS);
        return exp(x.multiply(x, DIGITS).negate().divide(TWO, DIGITS)).divide(root, DIGITS);
    }

    /** The normal distribution, 1/2 + density (x + x^3/3 + x^5/15 + …). */
    private static BigDecimal phi(BigDecimal x) {
        BigDecimal term = x;
        BigDecimal sum = x;
        for (int odd = 3; term.abs().compareTo(new BigDecimal("1e-40")) > 0; odd += 2) {
            term = term.multiply(x, DIGITS).multiply(x, DIGITS).divide(BigDecimal.valueOf(odd), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum.multiply(density(x), DIGITS).add(new BigDecimal("0.5"));
    }
}
