package chalkgrad.algebra;

import chalkgrad.algebra.Polynomial.Monomial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Proves that an expression is zero, by writing it as a quotient of polynomials and multiplying out the numerator.
 *
 * <p>{@code 1/(1+exp(-z)) - exp(z)/(exp(z)+1)} is a quotient of polynomials in one atom {@code x = exp(z)}.
 *
 * <p>Everything that is not arithmetic is an atom. Exponentials of rational multiples of the same thing are powers of one atom; tanh, sinh, cosh
 * are written through them; sine and cosine through the tangent of the half; a root is an atom whose power is known. Two atoms are the same when
 * their arguments are proved to be. What comes out proved is true wherever both sides have a value; what does not may be true none the less.
 *
 * <p>The arithmetic is {@link Polynomial}'s, and exact: Symja, which takes a third of a second to start, is not asked.
 */
final class ZeroProof {
    private static final int MAX_NODES = 4_000;
    /** Most terms of a polynomial. */
    private static final int MAX_TERMS = 3_000;

    /** Most products of terms that one proof may take. */
    private static final long MAX_WORK = 300_000;

    private static final int MAX_EXPONENT = 64;
    private static final int MAX_DEGREE = 1_000;

    private static final String TANGENT_OF_HALF = "tan(1/2)";
    private static final Set<String> ODD = Set.of(TANGENT_OF_HALF, "erf", "arcsin", "arctan");

    private final Map<Expr, Integer> letters = new HashMap<>();
    private int next;
    private final List<Atom> atoms = new ArrayList<>();
    private final List<Root> roots = new ArrayList<>();
    private long work;

    /** A function of an argument, as a letter. */
    private record Atom(String function, Fraction arg, int letter) {}

    /** A letter whose power {@code degree} is {@code of}. */
    private record Root(int letter, int degree, Fraction of) {}

    /** A quotient, with its denominator in factors that are not multiplied out before they have to be; none of them is one. */
    private record Fraction(Polynomial above, List<Polynomial> below) {
        boolean isConstant() {
            return above.isConstant() && below.stream().allMatch(Polynomial::isConstant);
        }
    }

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
        } catch (OutOfReach | ArithmeticException outOfReach) {
            return false;
        }
    }

    private boolean isZero(Fraction fraction) {
        return reduced(fraction.above).isZero();
    }

    private Fraction fraction(Expr expr) {
        if (expr instanceof Expr.Num e) {
            return number(e.value());
        } else if (expr instanceof Expr.Sym e) {
            return e.symbol() == Symbol.Constant.E ? exp(whole(1)) : whole(letter(expr));
        } else if (expr instanceof Expr.Marked e) {
            return fraction(e.arg());
        } else if (expr instanceof Expr.Neg e) {
            return negative(fraction(e.arg()));
        } else if (expr instanceof Expr.Add e) {
            return e.terms().stream().map(this::fraction).reduce(whole(0), this::sum);
        } else if (expr instanceof Expr.Mul e) {
            return e.factors().stream().map(this::fraction).reduce(whole(1), this::product);
        } else if (expr instanceof Expr.Div e) {
            return quotient(fraction(e.numerator()), fraction(e.denominator()));
        } else if (expr instanceof Expr.Pow e) {
            return power(fraction(e.base()), fraction(e.exponent()));
        } else if (expr instanceof Expr.Call e && e.args().size() == 1) {
            return function(e.function(), fraction(e.args().get(0)));
        }
        return whole(letter(expr));
    }

    private static Fraction number(BigDecimal value) {
        if (Math.abs((long) value.scale()) > 1_000 || value.precision() > 1_000) {
            throw new OutOfReach();
        }
        return value.scale() <= 0
                ? whole(Polynomial.constant(value.toBigIntegerExact()))
                : over(
                        Polynomial.constant(value.unscaledValue()),
                        Polynomial.constant(BigInteger.TEN.pow(value.scale())));
    }

    private Polynomial letter(Expr expr) {
        return Polynomial.letter(letters.computeIfAbsent(expr, e -> next++));
    }

    private Fraction function(String name, Fraction arg) {
        switch (name) {
            case "exp":
                return exp(arg);
            case "log10":
                return quotient(atom("ln", arg), atom("ln", whole(10)));
            case "log2":
                return quotient(atom("ln", arg), atom("ln", whole(2)));
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
                return quotient(product(whole(2), sine), sum(whole(1), product(sine, sine)));
            case "cos":
                Fraction tangent = atom(TANGENT_OF_HALF, arg);
                Fraction square = product(tangent, tangent);
                return quotient(sum(whole(1), negative(square)), sum(whole(1), square));
            case "tan":
                return quotient(function("sin", arg), function("cos", arg));
            default:
                return atom(name, arg);
        }
    }

    /** The exponential of a sum: the product over its terms, each a power of the exponential of that term without its number. */
    private Fraction exp(Fraction arg) {
        BigInteger divisor = BigInteger.ONE;
        var below = new ArrayList<Polynomial>();
        for (Polynomial factor : arg.below) {
            if (factor.isConstant()) {
                divisor = divisor.multiply(factor.constant());
            } else {
                below.add(factor);
            }
        }
        Fraction result = whole(1);
        for (Map.Entry<Monomial, BigInteger> term : arg.above.terms().entrySet()) {
            BigInteger common = term.getValue().gcd(divisor);
            int bottom = small(divisor.divide(common));
            int top = small(term.getValue().divide(common));
            var rest = new Fraction(Polynomial.of(term.getKey(), BigInteger.ONE), below);
            // exp(3/2 z) is the cube of the square root of exp(z).
            Fraction base = root(expOfTerm(rest), Math.abs(bottom));
            result = product(result, integerPower(base, bottom < 0 ? -top : top));
        }
        return result;
    }

    private Fraction expOfTerm(Fraction term) {
        for (Atom atom : atoms) {
            if (atom.function.equals("ln") && isZero(difference(whole(Polynomial.letter(atom.letter)), term))) {
                return atom.arg;
            }
        }
        return atom("exp", term);
    }

    private Fraction power(Fraction base, Fraction exponent) {
        if (exponent.isConstant()) {
            BigInteger top = exponent.above.constant();
            BigInteger bottom =
                    exponent.below.stream().map(Polynomial::constant).reduce(BigInteger.ONE, BigInteger::multiply);
            BigInteger common = top.gcd(bottom).multiply(BigInteger.valueOf(bottom.signum()));
            int degree = small(bottom.divide(common));
            return integerPower(root(base, degree), small(top.divide(common)));
        }
        return exp(product(exponent, atom("ln", base)));
    }

    private Fraction root(Fraction of, int degree) {
        if (degree == 1) {
            return of;
        }
        Fraction atom = atom("root" + degree, of);
        int letter = atoms.stream()
                .filter(each -> Polynomial.letter(each.letter).equals(atom.above))
                .findFirst()
                .orElseThrow()
                .letter;
        if (roots.stream().noneMatch(root -> root.letter == letter)) {
            roots.add(new Root(letter, degree, of));
        }
        return atom;
    }

    private Fraction atom(String function, Fraction arg) {
        for (Atom atom : atoms) {
            if (atom.function.equals(function) && isZero(difference(atom.arg, arg))) {
                return whole(Polynomial.letter(atom.letter));
            } else if (atom.function.equals(function) && ODD.contains(function) && isZero(sum(atom.arg, arg))) {
                return negative(whole(Polynomial.letter(atom.letter)));
            }
        }
        var atom = new Atom(function, arg, next++);
        atoms.add(atom);
        return whole(Polynomial.letter(atom.letter));
    }

    private Fraction integerPower(Fraction base, int exponent) {
        if (exponent < 0) {
            return quotient(whole(1), integerPower(base, -exponent));
        }
        var below = new ArrayList<Polynomial>();
        for (int i = 0; i < exponent; i++) {
            below.addAll(base.below);
        }
        return new Fraction(power(base.above, exponent), below);
    }

    private Polynomial power(Polynomial base, int exponent) {
        Polynomial power = Polynomial.ONE;
        for (int i = 0; i < exponent; i++) {
            power = times(power, base);
        }
        return power;
    }

    private static Fraction whole(long value) {
        return whole(Polynomial.constant(BigInteger.valueOf(value)));
    }

    private static Fraction whole(Polynomial above) {
        return new Fraction(above, List.of());
    }

    private static Fraction over(Polynomial above, Polynomial below) {
        return new Fraction(above, below.isOne() ? List.of() : List.of(below));
    }

    private static Fraction half(Fraction arg) {
        return new Fraction(arg.above, both(arg.below, List.of(Polynomial.constant(BigInteger.TWO))));
    }

    private static Fraction negative(Fraction arg) {
        return new Fraction(arg.above.negated(), arg.below);
    }

    private Fraction difference(Fraction left, Fraction right) {
        return sum(left, negative(right));
    }

    /** A sum, over the factors that either denominator has. */
    private Fraction sum(Fraction left, Fraction right) {
        if (left.above.isZero()) {
            return right;
        } else if (right.above.isZero()) {
            return left;
        }
        List<Polynomial> ofRightAlone = without(right.below, left.below);
        List<Polynomial> ofLeftAlone = without(left.below, right.below);
        Polynomial above = product(left.above, ofRightAlone).plus(product(right.above, ofLeftAlone));
        return new Fraction(limited(above), both(left.below, ofRightAlone));
    }

    private Fraction product(Fraction left, Fraction right) {
        return new Fraction(times(left.above, right.above), both(left.below, right.below));
    }

    private Fraction quotient(Fraction left, Fraction right) {
        if (isZero(right)) {
            // Dividing by zero proves anything.
            throw new OutOfReach();
        }
        List<Polynomial> kept = without(left.below, right.below);
        Polynomial above = product(left.above, without(right.below, left.below));
        return new Fraction(above, right.above.isOne() ? kept : both(kept, List.of(right.above)));
    }

    /** The factors of one list that the other has not, as often as it has them more often. */
    private static List<Polynomial> without(List<Polynomial> factors, List<Polynomial> others) {
        var rest = new ArrayList<>(factors);
        others.forEach(rest::remove);
        return rest;
    }

    private static List<Polynomial> both(List<Polynomial> left, List<Polynomial> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() ? right : left;
        }
        var all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }

    private Polynomial product(Polynomial first, List<Polynomial> factors) {
        Polynomial product = first;
        for (Polynomial factor : factors) {
            product = times(product, factor);
        }
        return product;
    }

    private Polynomial times(Polynomial left, Polynomial right) {
        work += (long) left.terms().size() * right.terms().size();
        if (work > MAX_WORK) {
            throw new OutOfReach();
        }
        return limited(left.times(right));
    }

    private static Polynomial limited(Polynomial polynomial) {
        if (polynomial.terms().size() > MAX_TERMS) {
            throw new OutOfReach();
        }
        return polynomial;
    }

    private static int small(BigInteger value) {
        if (value.abs().compareTo(BigInteger.valueOf(MAX_EXPONENT)) > 0) {
            throw new OutOfReach();
        }
        return value.intValue();
    }

    /** The same with each root's powers below its degree, times what keeps the denominators out. */
    private Polynomial reduced(Polynomial polynomial) {
        Polynomial reduced = polynomial;
        // A later root may be of an earlier one.
        for (int i = roots.size() - 1; i >= 0; i--) {
            reduced = reduced(reduced, roots.get(i));
        }
        return reduced;
    }

    private Polynomial reduced(Polynomial polynomial, Root root) {
        int highest = polynomial.highestPower(root.letter) / root.degree;
        if (highest > MAX_DEGREE) {
            throw new OutOfReach();
        }
        if (highest == 0) {
            return polynomial;
        }
        Polynomial sum = Polynomial.ZERO;
        Polynomial below = product(Polynomial.ONE, root.of.below);
        for (Map.Entry<Monomial, BigInteger> term : polynomial.terms().entrySet()) {
            int power = term.getKey().power(root.letter);
            int full = power / root.degree;
            Polynomial rest = Polynomial.of(term.getKey().with(root.letter, power % root.degree), term.getValue());
            sum = limited(sum.plus(times(rest, times(power(root.of.above, full), power(below, highest - full)))));
        }
        return sum;
    }
}
