package chalkgrad.algebra;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.IRational;
import org.matheclipse.core.interfaces.ISymbol;

/**
 * Proves that an expression is zero, by writing it as a quotient of polynomials and expanding the numerator.
 *
 * <p>{@code 1/(1+exp(-z)) - exp(z)/(exp(z)+1)} is a quotient of polynomials in one atom {@code x = exp(z)}.
 *
 * <p>Everything that is not arithmetic is an atom. Exponentials of rational multiples of the same thing are powers of one atom; tanh, sinh, cosh
 * are written through them; sine and cosine through the tangent of the half; a root is an atom whose power is known. Two atoms are the same when
 * their arguments are proved to be. What comes out proved is true wherever both sides have a value; what does not may be true none the less.
 */
final class ZeroProof {
    private static final int MAX_NODES = 4_000;
    /** Most terms that an expansion may make, estimated beforehand. */
    private static final double MAX_TERMS = 3_000;

    /** Most terms that all expansions of one proof may make, a small expansion counting for {@code WORK_OF_ONE}. */
    private static final double MAX_WORK = 100_000;

    private static final double WORK_OF_ONE = 20;
    private static final int MAX_EXPONENT = 64;
    private static final int MAX_DEGREE = 1_000;

    private static final String TANGENT_OF_HALF = "tan(1/2)";
    private static final Set<String> ODD = Set.of(TANGENT_OF_HALF, "erf", "arcsin", "arctan");

    private final Engine engine;
    private final Bridge bridge = new Bridge();
    private final List<Atom> atoms = new ArrayList<>();
    private final List<Root> roots = new ArrayList<>();
    private double work;

    ZeroProof(Engine engine) {
        this.engine = engine;
    }

    /** A function of an argument, as a symbol. */
    private record Atom(String function, Fraction arg, ISymbol symbol) {}

    /** An atom's letter, which no letter of the expression equals. */
    private record AtomSymbol(int index) implements Symbol {
        @Override
        public String id() {
            return "#" + index;
        }
    }

    /** A symbol whose power {@code degree} is {@code of}. */
    private record Root(ISymbol symbol, int degree, Fraction of) {}

    private record Fraction(IExpr above, IExpr below) {}

    /** Leaves the recursion where the expression is out of reach. */
    private static final class OutOfReach extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfReach() {
            super(null, null, false, false);
        }
    }

    boolean isZero(Expr expr) {
        if (expr.nodes(MAX_NODES) >= MAX_NODES) {
            return false;
        }
        try {
            return isZero(fraction(expr));
        } catch (OutOfReach outOfReach) {
            return false;
        }
    }

    private boolean isZero(Fraction fraction) {
        return expand(fraction.above).isZero();
    }

    private Fraction fraction(Expr expr) {
        if (expr instanceof Expr.Num e) {
            if (Math.abs((long) e.value().scale()) > 1_000 || e.value().precision() > 1_000) {
                throw new OutOfReach();
            }
            return whole(Bridge.rational(e.value()));
        } else if (expr instanceof Expr.Sym e) {
            return e.symbol() == Symbol.Constant.E ? exp(whole(F.C1)) : whole(bridge.symbol(expr));
        } else if (expr instanceof Expr.Marked e) {
            return fraction(e.arg());
        } else if (expr instanceof Expr.Neg e) {
            return negative(fraction(e.arg()));
        } else if (expr instanceof Expr.Add e) {
            return e.terms().stream().map(this::fraction).reduce(whole(F.C0), this::sum);
        } else if (expr instanceof Expr.Mul e) {
            return e.factors().stream().map(this::fraction).reduce(whole(F.C1), this::product);
        } else if (expr instanceof Expr.Div e) {
            return quotient(fraction(e.numerator()), fraction(e.denominator()));
        } else if (expr instanceof Expr.Pow e) {
            return power(fraction(e.base()), fraction(e.exponent()));
        } else if (expr instanceof Expr.Call e && e.args().size() == 1) {
            return function(e.function(), fraction(e.args().get(0)));
        }
        return whole(bridge.symbol(expr));
    }

    private Fraction function(String name, Fraction arg) {
        switch (name) {
            case "exp":
                return exp(arg);
            case "log10":
                return quotient(atom("ln", arg), atom("ln", whole(F.ZZ(10))));
            case "log2":
                return quotient(atom("ln", arg), atom("ln", whole(F.C2)));
            case "log":
                return atom("ln", arg);
            case "sqrt":
                return root(arg, 2);
            case "tanh":
                return quotient(function("sinh", arg), function("cosh", arg));
            case "sinh":
                return half(sum(exp(arg), negative(exp(negative(arg)))));
            case "cosh":
                return half(sum(exp(arg), exp(negative(arg))));
            case "sin":
                Fraction sine = atom(TANGENT_OF_HALF, arg);
                return quotient(product(whole(F.C2), sine), sum(whole(F.C1), product(sine, sine)));
            case "cos":
                Fraction tangent = atom(TANGENT_OF_HALF, arg);
                Fraction square = product(tangent, tangent);
                return quotient(sum(whole(F.C1), negative(square)), sum(whole(F.C1), square));
            case "tan":
                return quotient(function("sin", arg), function("cos", arg));
            default:
                return atom(name, arg);
        }
    }

    /** The exponential of a sum: the product over its terms, each a power of the exponential of that term without its number. */
    private Fraction exp(Fraction arg) {
        IExpr below = expandOnce(arg.below);
        boolean divides = below instanceof IRational && !below.isZero();
        IExpr expanded = expandOnce(divides ? F.Times(arg.above, F.Power(below, F.CN1)) : arg.above);
        Fraction result = whole(F.C1);
        for (IExpr term : expanded.isZero() ? List.<IExpr>of() : termsOf(expanded)) {
            IExpr number = term instanceof IRational
                    ? term
                    : term.isTimes() && ((IAST) term).arg1() instanceof IRational ? ((IAST) term).arg1() : F.C1;
            IExpr rest = engine.evaluate(F.Divide(term, number)).orElseThrow(OutOfReach::new);
            IRational rational = (IRational) number;
            int bottom = small(rational.toBigDenominator());
            int top = small(rational.toBigNumerator());
            // exp(3/2 z) is the cube of the square root of exp(z).
            Fraction base = root(expOfTerm(new Fraction(rest, divides ? F.C1 : below)), bottom);
            result = product(result, integerPower(base, top));
        }
        return result;
    }

    private Fraction expOfTerm(Fraction term) {
        for (Atom atom : atoms) {
            if (atom.function.equals("ln") && isZero(sum(whole(atom.symbol), negative(term)))) {
                return atom.arg;
            }
        }
        return atom("exp", term);
    }

    private Fraction power(Fraction base, Fraction exponent) {
        IExpr above = expandOnce(exponent.above);
        IExpr below = expandOnce(exponent.below);
        if (above instanceof IRational top && below instanceof IRational bottom && !bottom.isZero()) {
            IExpr value = engine.evaluate(F.Divide(top, bottom)).orElseThrow(OutOfReach::new);
            if (value instanceof IRational rational) {
                int degree = small(rational.toBigDenominator());
                return integerPower(degree == 1 ? base : root(base, degree), small(rational.toBigNumerator()));
            }
        }
        return exp(product(exponent, atom("ln", base)));
    }

    private Fraction root(Fraction of, int degree) {
        if (degree == 1) {
            return of;
        }
        Fraction atom = atom("root" + degree, of);
        ISymbol symbol = (ISymbol) atom.above;
        if (roots.stream().noneMatch(root -> root.symbol == symbol)) {
            roots.add(new Root(symbol, degree, of));
        }
        return atom;
    }

    private Fraction atom(String function, Fraction arg) {
        for (Atom atom : atoms) {
            if (atom.function.equals(function) && isZero(sum(atom.arg, negative(arg)))) {
                return whole(atom.symbol);
            } else if (atom.function.equals(function) && ODD.contains(function) && isZero(sum(atom.arg, arg))) {
                return negative(whole(atom.symbol));
            }
        }
        // A symbol of its own, whatever its number; the letters of the expression keep theirs.
        ISymbol symbol = bridge.symbol(Expr.sym(new AtomSymbol(atoms.size())));
        atoms.add(new Atom(function, arg, symbol));
        return whole(symbol);
    }

    private Fraction integerPower(Fraction base, int exponent) {
        if (exponent < 0) {
            return quotient(whole(F.C1), integerPower(base, -exponent));
        }
        return exponent == 1
                ? base
                : new Fraction(F.Power(base.above, F.ZZ(exponent)), F.Power(base.below, F.ZZ(exponent)));
    }

    private static Fraction whole(IExpr expr) {
        return new Fraction(expr, F.C1);
    }

    private static Fraction half(Fraction arg) {
        return new Fraction(arg.above, times(F.C2, arg.below));
    }

    private static Fraction negative(Fraction arg) {
        return new Fraction(times(F.CN1, arg.above), arg.below);
    }

    private Fraction sum(Fraction left, Fraction right) {
        if (left.above.isZero()) {
            return right;
        } else if (left.below.equals(right.below)) {
            return new Fraction(F.Plus(left.above, right.above), left.below);
        }
        return new Fraction(
                F.Plus(times(left.above, right.below), times(right.above, left.below)), times(left.below, right.below));
    }

    private Fraction product(Fraction left, Fraction right) {
        return new Fraction(times(left.above, right.above), times(left.below, right.below));
    }

    private Fraction quotient(Fraction left, Fraction right) {
        if (isZero(right)) {
            // Dividing by zero proves anything.
            throw new OutOfReach();
        }
        return new Fraction(times(left.above, right.below), times(left.below, right.above));
    }

    private static IExpr times(IExpr left, IExpr right) {
        return left == F.C1 ? right : right == F.C1 ? left : F.Times(left, right);
    }

    private static int small(BigInteger value) {
        if (value.abs().compareTo(BigInteger.valueOf(MAX_EXPONENT)) > 0) {
            throw new OutOfReach();
        }
        return value.intValue();
    }

    /** A polynomial multiplied out, with each root's powers below its degree. */
    private IExpr expand(IExpr polynomial) {
        IExpr expanded = expandOnce(polynomial);
        // A later root may be of an earlier one.
        for (int i = roots.size() - 1; i >= 0; i--) {
            expanded = reduce(expanded, roots.get(i));
        }
        return expanded;
    }

    private IExpr expandOnce(IExpr polynomial) {
        double terms = Math.min(Polynomials.terms(polynomial), Polynomials.monomials(polynomial));
        work += terms + WORK_OF_ONE;
        if (terms > MAX_TERMS || work > MAX_WORK) {
            throw new OutOfReach();
        }
        return engine.evaluate(F.Expand(polynomial)).orElseThrow(OutOfReach::new);
    }

    /** Replaces the powers of a root that reach its degree, times what keeps the denominators out. */
    private IExpr reduce(IExpr expanded, Root root) {
        int highest = Polynomials.highestPower(expanded, root.symbol) / root.degree;
        if (highest > MAX_DEGREE) {
            throw new OutOfReach();
        }
        if (highest == 0) {
            return expanded;
        }
        var terms = new ArrayList<IExpr>();
        for (IExpr term : termsOf(expanded)) {
            int power = Polynomials.highestPower(term, root.symbol);
            int full = power / root.degree;
            IExpr rest = term.replaceAll(e -> e.equals(root.symbol)
                                    || e.isPower() && ((IAST) e).arg1().equals(root.symbol)
                            ? F.C1
                            : F.NIL)
                    .orElse(term);
            terms.add(F.Times(
                    rest,
                    F.Power(root.symbol, F.ZZ(power % root.degree)),
                    F.Power(root.of.above, F.ZZ(full)),
                    F.Power(root.of.below, F.ZZ(highest - full))));
        }
        return expandOnce(F.Plus(terms.toArray(IExpr[]::new)));
    }

    private static List<IExpr> termsOf(IExpr expanded) {
        return expanded.isPlus() ? Bridge.args((IAST) expanded) : List.of(expanded);
    }
}
