package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Works out expressions of decimals exactly.
 *
 * <p>{@code 1 - a} with a = 0.3 is 0.7; {@code 1/3} is no decimal and has no value here.
 */
final class Decimals {
    private static final int MOST_POWER = 20;
    private static final int MOST_DIGITS = 60;

    private Decimals() {}

    /** The value; empty where it is no decimal that a person could write. */
    static Optional<BigDecimal> value(Expr expr, Map<String, BigDecimal> values) {
        try {
            return Optional.of(exact(expr, values)).filter(value -> value.precision() <= MOST_DIGITS);
        } catch (ArithmeticException none) {
            return Optional.empty();
        }
    }

    /** @throws ArithmeticException where there is no such decimal */
    private static BigDecimal exact(Expr expr, Map<String, BigDecimal> values) {
        if (expr instanceof Expr.Num number) {
            return number.value();
        } else if (expr instanceof Expr.Sym symbol) {
            BigDecimal value = values.get(symbol.symbol().id());
            if (value == null) {
                throw new ArithmeticException(symbol.symbol().id());
            }
            return value;
        }
        List<BigDecimal> parts =
                expr.parts().stream().map(part -> exact(part, values)).toList();
        if (expr instanceof Expr.Add) {
            return parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        } else if (expr instanceof Expr.Mul) {
            return parts.stream().reduce(BigDecimal.ONE, BigDecimal::multiply);
        } else if (expr instanceof Expr.Neg) {
            return parts.get(0).negate();
        } else if (expr instanceof Expr.Div) {
            return parts.get(0).divide(parts.get(1));
        } else if (expr instanceof Expr.Pow) {
            int exponent = parts.get(1).intValueExact();
            if (Math.abs(exponent) > MOST_POWER) {
                throw new ArithmeticException("power");
            }
            BigDecimal power = parts.get(0).pow(Math.abs(exponent));
            return exponent < 0 ? BigDecimal.ONE.divide(power) : power;
        } else if (expr instanceof Expr.Call call && !parts.isEmpty()) {
            return switch (call.function()) {
                case "abs" -> parts.get(0).abs();
                case "min" -> parts.stream().reduce(BigDecimal::min).orElseThrow();
                case "max" -> parts.stream().reduce(BigDecimal::max).orElseThrow();
                default -> throw new ArithmeticException(call.function());
            };
        }
        throw new ArithmeticException("no decimal");
    }
}
