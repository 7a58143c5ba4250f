package chalkgrad.algebra;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.IInteger;
import org.matheclipse.core.interfaces.IRational;
import org.matheclipse.core.interfaces.ISymbol;

/**
 * Carries one expression over to Symja, and what comes of it back.
 *
 * <p>{@code w_11*E} goes over as two fresh symbols, and {@code Sech(z)^2} comes back as {@code 1/cosh(z)^2}.
 *
 * <p>Text is never handed over: objects are built from a short list of heads, and whatever is not on the list is a symbol of its own.
 */
final class Bridge {
    private static final Map<ISymbol, String> NAMES = Map.ofEntries(
            Map.entry(S.Log, "ln"),
            Map.entry(S.Sin, "sin"),
            Map.entry(S.Cos, "cos"),
            Map.entry(S.Sinh, "sinh"),
            Map.entry(S.Cosh, "cosh"),
            Map.entry(S.Tanh, "tanh"),
            Map.entry(S.ArcSin, "arcsin"),
            Map.entry(S.ArcCos, "arccos"),
            Map.entry(S.ArcTan, "arctan"),
            Map.entry(S.Erf, "erf"));

    /** Heads that a page writes as the power -1 of another function. */
    private static final Map<ISymbol, String> RECIPROCALS =
            Map.of(S.Sec, "cos", S.Csc, "sin", S.Sech, "cosh", S.Csch, "sinh");

    /** Heads that a page writes as a quotient. */
    private static final Map<ISymbol, List<String>> QUOTIENTS =
            Map.of(S.Tan, List.of("sin", "cos"), S.Cot, List.of("cos", "sin"), S.Coth, List.of("cosh", "sinh"));

    /** Longer numbers go over as symbols: Symja would factor them under a root. */
    private static final int MAX_DIGITS = 12;

    /** Numbers from here on sort as text in their own order. */
    private static final int FIRST = 100_000;

    private final Map<Expr, ISymbol> symbols = new HashMap<>();
    private final Map<ISymbol, Expr> meanings = new IdentityHashMap<>();
    private boolean decimals;

    /** Thrown where Symja answers with something that is not on the list, such as a complex number. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable() {
            super(null, null, false, false);
        }
    }

    /** The symbol that stands for an expression which Symja is not to look into. */
    ISymbol symbol(Expr expr) {
        return symbols.computeIfAbsent(expr, e -> {
            // Numbered in the order of writing, which Symja's own order then keeps.
            ISymbol symbol = F.Dummy("v" + (FIRST + symbols.size()));
            meanings.put(symbol, e);
            return symbol;
        });
    }

    /** An expression as Symja's. */
    IExpr write(Expr expr) {
        if (expr instanceof Expr.Num e) {
            decimals |= e.value().scale() > 0;
            return isShort(e.value()) ? rational(e.value()) : symbol(expr);
        } else if (expr instanceof Expr.Sym e) {
            return e.symbol() == Symbol.Constant.E ? S.E : e.symbol() == Symbol.Constant.PI ? S.Pi : symbol(expr);
        } else if (expr instanceof Expr.Marked e) {
            return write(e.arg());
        } else if (expr instanceof Expr.Call e) {
            return knows(e) ? call(e.function(), write(e.args().get(0))) : symbol(expr);
        } else if (!Shape.isArithmetic(expr) || isBigConstant(expr)) {
            return symbol(expr);
        } else if (expr instanceof Expr.Neg e) {
            return F.Times(F.CN1, write(e.arg()));
        } else if (expr instanceof Expr.Add e) {
            return F.Plus(writeAll(e.terms()));
        } else if (expr instanceof Expr.Mul e) {
            return F.Times(writeAll(e.factors()));
        } else if (expr instanceof Expr.Div e) {
            return F.Times(write(e.numerator()), F.Power(write(e.denominator()), F.CN1));
        } else if (expr instanceof Expr.Pow e) {
            return F.Power(write(e.base()), write(e.exponent()));
        }
        throw new AssertionError(expr);
    }

    /** How many symbols have gone over. */
    int letters() {
        return symbols.size();
    }

    /** Whether Symja is told what a call means. */
    static boolean knows(Expr.Call call) {
        return ElementaryFunction.of(call).isPresent() || call.args().size() == 1 && isLog(call.function());
    }

    private static boolean isLog(String function) {
        return function.equals("log");
    }

    private static IExpr call(String function, IExpr arg) {
        return isLog(function)
                ? F.Log(arg)
                : call(ElementaryFunction.find(function).orElseThrow(), arg);
    }

    private static IExpr call(ElementaryFunction function, IExpr arg) {
        return switch (function) {
            case EXP -> F.Exp(arg);
            case LN -> F.Log(arg);
            case LOG10 -> logarithm(arg, 10);
            case LOG2 -> logarithm(arg, 2);
            case SQRT -> F.Sqrt(arg);
            case SIN -> F.Sin(arg);
            case COS -> F.Cos(arg);
            case TAN -> F.Tan(arg);
            case SINH -> F.Sinh(arg);
            case COSH -> F.Cosh(arg);
            case TANH -> F.Tanh(arg);
            case ARCSIN -> F.ArcSin(arg);
            case ARCCOS -> F.ArcCos(arg);
            case ARCTAN -> F.ArcTan(arg);
            case ERF -> F.Erf(arg);
        };
    }

    private static IExpr logarithm(IExpr arg, int base) {
        return F.Times(F.Log(arg), F.Power(F.Log(F.ZZ(base)), F.ZZ(-1)));
    }

    private IExpr[] writeAll(List<Expr> parts) {
        return parts.stream().map(this::write).toArray(IExpr[]::new);
    }

    private static boolean isShort(BigDecimal value) {
        return value.precision() <= MAX_DIGITS && Math.abs(value.scale()) <= MAX_DIGITS;
    }

    /** Whether an expression is a number that must be worked out first, such as 9^9^9 or 10^60+7. */
    private static boolean isBigConstant(Expr expr) {
        return Shape.isConstant(expr) && Shape.weight(expr) > MAX_DIGITS;
    }

    static IExpr rational(BigDecimal value) {
        BigInteger unscaled = value.unscaledValue();
        return value.scale() <= 0
                ? F.ZZ(unscaled.multiply(BigInteger.TEN.pow(-value.scale())))
                : F.fraction(unscaled, BigInteger.TEN.pow(value.scale())).normalize();
    }

    /** Symja's expression as ours; empty where it holds anything that is not on the list. */
    Optional<Expr> read(IExpr expr) {
        try {
            return Optional.of(readAny(expr));
        } catch (Unreadable unreadable) {
            return Optional.empty();
        }
    }

    private Expr readAny(IExpr expr) {
        if (expr instanceof IRational number) {
            return readNumber(number);
        } else if (expr == S.E) {
            return Expr.sym(Symbol.Constant.E);
        } else if (expr == S.Pi) {
            return Expr.sym(Symbol.Constant.PI);
        } else if (expr instanceof ISymbol symbol) {
            return readSymbol(symbol);
        } else if (expr instanceof IAST ast) {
            if (ast.isPlus()) {
                return readSum(ast);
            } else if (ast.isTimes() || ast.isPower() || factor(ast, BigInteger.ONE) != null) {
                return readProduct(ast);
            }
            return Expr.call(nameOf(ast), readAny(ast.arg1()));
        }
        throw new Unreadable();
    }

    private Expr readSymbol(ISymbol symbol) {
        Expr meaning = meanings.get(symbol);
        if (meaning == null) {
            throw new Unreadable();
        }
        return meaning;
    }

    /** The arguments of a Symja expression. */
    static List<IExpr> args(IAST ast) {
        var args = new ArrayList<IExpr>();
        for (int i = 1; i < ast.size(); i++) {
            args.add(ast.get(i));
        }
        return args;
    }

    private static String nameOf(IAST ast) {
        String name = ast.argSize() == 1 && ast.head() instanceof ISymbol head ? NAMES.get(head) : null;
        if (name == null) {
            throw new Unreadable();
        }
        return name;
    }

    private Expr readNumber(IRational number) {
        BigInteger top = number.toBigNumerator();
        BigInteger bottom = number.toBigDenominator();
        Expr size = readPositive(top.abs(), bottom);
        return top.signum() < 0 ? Expr.neg(size) : size;
    }

    private Expr readPositive(BigInteger top, BigInteger bottom) {
        if (bottom.equals(BigInteger.ONE)) {
            return Expr.num(new BigDecimal(top));
        }
        // Where people wrote decimals they read decimals, if it is one.
        if (decimals) {
            try {
                BigDecimal decimal = new BigDecimal(top).divide(new BigDecimal(bottom));
                if (decimal.precision() <= 2 * MAX_DIGITS) {
                    return Expr.num(decimal);
                }
            } catch (ArithmeticException endless) {
                return Expr.div(Expr.num(new BigDecimal(top)), Expr.num(new BigDecimal(bottom)));
            }
        }
        return Expr.div(Expr.num(new BigDecimal(top)), Expr.num(new BigDecimal(bottom)));
    }

    /** A sum; where its first term is negative and another is not, that one comes first. */
    private Expr readSum(IAST sum) {
        var terms = new ArrayList<Expr>();
        args(sum).forEach(term -> terms.add(readAny(term)));
        for (int i = 0; i < terms.size() && terms.get(0) instanceof Expr.Neg; i++) {
            if (!(terms.get(i) instanceof Expr.Neg)) {
                terms.add(0, terms.remove(i));
            }
        }
        return Expr.add(terms);
    }

    /** A product, as a quotient where a power is negative. */
    private Expr readProduct(IAST product) {
        var above = new ArrayList<Expr>();
        var below = new ArrayList<Expr>();
        boolean negative = false;
        for (IExpr each : product.isTimes() ? args(product) : List.of(product)) {
            if (each instanceof IRational number) {
                BigInteger top = number.toBigNumerator();
                negative ^= top.signum() < 0;
                Expr size = readPositive(top.abs(), number.toBigDenominator());
                if (size instanceof Expr.Div quotient) {
                    above.add(quotient.numerator());
                    below.add(quotient.denominator());
                } else {
                    above.add(size);
                }
            } else {
                readFactor(each, above, below);
            }
        }
        above.removeIf(Bridge::isOne);
        sort(above);
        sort(below);
        Expr top = Expr.mul(above);
        Expr size = below.isEmpty() ? top : Expr.div(top, Expr.mul(below));
        return negative ? Expr.neg(size) : size;
    }

    /** Numbers before letters before functions, as people write a product. */
    private static void sort(List<Expr> factors) {
        factors.sort(Comparator.comparingInt(Bridge::rank));
    }

    private static int rank(Expr factor) {
        Expr base = factor instanceof Expr.Pow e ? e.base() : factor;
        return base instanceof Expr.Num ? 0 : base instanceof Expr.Sym ? 1 : base instanceof Expr.Call ? 3 : 2;
    }

    private static boolean isOne(Expr expr) {
        return expr instanceof Expr.Num n && n.value().compareTo(BigDecimal.ONE) == 0;
    }

    private void readFactor(IExpr factor, List<Expr> above, List<Expr> below) {
        IExpr base = factor;
        BigInteger exponent = BigInteger.ONE;
        if (factor.isPower() && factor instanceof IAST power) {
            if (power.arg1() == S.E) {
                above.add(Expr.call("exp", readAny(power.arg2())));
                return;
            } else if (power.arg2() instanceof IInteger n) {
                base = power.arg1();
                exponent = n.toBigNumerator();
            } else if (power.arg2() instanceof IRational r) {
                boolean root = r.toBigDenominator().equals(BigInteger.TWO);
                BigInteger top = r.toBigNumerator();
                Expr arg = readAny(power.arg1());
                Expr size = root && top.abs().equals(BigInteger.ONE)
                        ? Expr.call("sqrt", arg)
                        : Expr.pow(
                                arg,
                                Expr.div(
                                        Expr.num(new BigDecimal(top.abs())),
                                        Expr.num(new BigDecimal(r.toBigDenominator()))));
                (top.signum() < 0 ? below : above).add(size);
                return;
            } else {
                above.add(Expr.pow(readAny(power.arg1()), readAny(power.arg2())));
                return;
            }
        }
        Split split = base instanceof IAST ast ? factor(ast, exponent) : null;
        if (split == null) {
            split = new Split(readAny(base), null);
        }
        boolean up = exponent.signum() > 0;
        addPower(up ? above : below, split.above, exponent.abs());
        addPower(up ? below : above, split.below, exponent.abs());
    }

    private static void addPower(List<Expr> factors, @Nullable Expr base, BigInteger exponent) {
        if (base != null) {
            factors.add(exponent.equals(BigInteger.ONE) ? base : Expr.pow(base, Expr.num(new BigDecimal(exponent))));
        }
    }

    private record Split(@Nullable Expr above, @Nullable Expr below) {}

    /** What a function that a page does not name is as a quotient of two that it does; null for any other. */
    private @Nullable Split factor(IAST ast, BigInteger exponent) {
        if (ast.argSize() != 1 || !(ast.head() instanceof ISymbol head) || exponent.signum() == 0) {
            return null;
        }
        String reciprocal = RECIPROCALS.get(head);
        List<String> quotient = QUOTIENTS.get(head);
        if (reciprocal != null) {
            return new Split(null, Expr.call(reciprocal, readAny(ast.arg1())));
        } else if (quotient != null) {
            Expr arg = readAny(ast.arg1());
            return new Split(Expr.call(quotient.get(0), arg), Expr.call(quotient.get(1), arg));
        }
        return null;
    }
}
