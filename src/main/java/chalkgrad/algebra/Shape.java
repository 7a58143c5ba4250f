package chalkgrad.algebra;

import java.math.BigDecimal;

/** Questions about the shape of an expression that its size or its place decides. */
final class Shape {
    private static final BigDecimal MANY = BigDecimal.valueOf(1_000);

    private Shape() {}

    /** Whether a symbol stands in it. */
    static boolean mentions(Expr expr, Symbol symbol) {
        return expr instanceof Expr.Sym s
                ? s.symbol().equals(symbol)
                : expr.parts().stream().anyMatch(part -> mentions(part, symbol));
    }

    /** Whether no symbol stands in it. */
    static boolean isConstant(Expr expr) {
        return !(expr instanceof Expr.Sym) && expr.parts().stream().allMatch(Shape::isConstant);
    }

    /** Whether its own operation is one of a field, or a power. */
    static boolean isArithmetic(Expr expr) {
        return expr instanceof Expr.Neg
                || expr instanceof Expr.Add
                || expr instanceof Expr.Mul
                || expr instanceof Expr.Div
                || expr instanceof Expr.Pow;
    }

    /** Whether it is the number {@code value}. */
    static boolean is(Expr expr, long value) {
        return expr instanceof Expr.Num n && n.value().compareTo(BigDecimal.valueOf(value)) == 0;
    }

    /** About how many digits the whole numbers have that working an expression out can make; never far too few. */
    static long weight(Expr expr) {
        if (expr instanceof Expr.Num n) {
            return n.value().precision() + Math.abs((long) n.value().scale());
        }
        long sum = 0;
        for (Expr part : expr.parts()) {
            sum += weight(part);
        }
        if (expr instanceof Expr.Pow p && sum > weight(p.exponent())) {
            Expr size = p.exponent() instanceof Expr.Neg e ? e.arg() : p.exponent();
            long power = size instanceof Expr.Num n
                    ? n.value().abs().min(MANY).longValue() + 1
                    : isConstant(size) ? 1_000 : 1;
            return Math.min(weight(p.base()), 1_000_000) * power + weight(size);
        }
        return sum;
    }
}
