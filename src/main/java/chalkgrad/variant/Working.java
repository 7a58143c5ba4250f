package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.evaluate.Arithmetic;
import chalkgrad.evaluate.Evaluator;
import chalkgrad.evaluate.Real;
import chalkgrad.rules.Functions;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Lines of working in symbols and numbers, as they are or with a mistake.
 *
 * <p>{@code working.line(Occurrence.of(new Net("h1")))} is {@code w1 x1 + w2 x2}, {@code 0.3 * 0.1 + 0.25 * 0.2}, 0.08.
 *
 * @param unrolled with the steps as they are written
 * @param values of every cell on the way
 * @param printed the same as they are printed
 * @param others how a cell is printed that is not on the way, and which only a mistake can lead to
 */
record Working(
        UnrolledComputation unrolled,
        Map<Occurrence, Real> values,
        Map<Occurrence, BigDecimal> printed,
        Function<Occurrence, BigDecimal> others,
        Arithmetic arithmetic) {

    /** A line as it is printed. */
    Answer.Line line(Occurrence cell) {
        Expr symbols = taken(symbols(cell));
        var operands = new LinkedHashMap<Occurrence, Expr>();
        Route.operands(symbols).forEach(operand -> operands.put(operand, Expr.num(number(operand))));
        return new Answer.Line(cell, symbols, operands, Expr.num(number(cell)));
    }

    /** A line's formula; its choices are still open. */
    Expr symbols(Occurrence cell) {
        return Route.symbols(unrolled, cell).orElseThrow();
    }

    /** The number of a cell as it is printed. */
    BigDecimal number(Occurrence cell) {
        BigDecimal known = printed.get(cell);
        return known == null ? others.apply(cell) : known;
    }

    /** With every choice made as it falls. */
    Expr taken(Expr e) {
        if (e instanceof Expr.Cases c) {
            int sign = sign(c.guard());
            return taken(sign > 0 ? c.above() : sign < 0 ? c.below() : c.at());
        }
        return e.mapParts(this::taken);
    }

    private int sign(Expr guard) {
        Real value = new Evaluator(arithmetic, Functions::expand)
                .value(guard, symbol -> symbol instanceof Occurrence cell ? values.get(cell) : null);
        return Real.near(value, 20).signum();
    }
}
