package chalkgrad.typeset;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.FunctionNotation;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Quantity;
import chalkgrad.rules.Function;
import chalkgrad.rules.Functions;
import chalkgrad.rules.Signature;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sets an expression in the form that is taught: what needs parentheses, where a product needs a sign. How a fraction or a power looks is
 * left to each format.
 *
 * <p>{@code new Latex(notation, false).print(Expr.mul(w1, x1))} is {@code w_{1}\,x_{1}}.
 */
abstract class Printer {
    /** How tightly an expression holds together, loosest first. */
    enum Binding {
        RELATION,
        SUM,
        PRODUCT,
        POWER,
        ATOM
    }

    private static final int PLAIN_EXPONENT = 7;

    /** Products of arrays that are written with a sign of their own between the factors. */
    private static final Set<String> LOOSE = Set.of("hadamard", "quotient", "correlation", "full");

    final Notation notation;
    /** How each symbol was written the first time; a solution writes the same few over and over. */
    private final Map<Symbol, String> written = new ConcurrentHashMap<>();

    Printer(Notation notation) {
        this.notation = notation;
    }

    /** How a function is called: as the table of functions has it, else by its name. */
    static FunctionNotation notation(String function) {
        return Functions.find(function).map(Function::notation).orElseGet(() -> FunctionNotation.of(function));
    }

    /** Whether a function is nobody's choice and called by a Greek letter, which is then set as one. */
    static boolean isOpen(String function) {
        return Letter.GREEK.contains(function) && Functions.find(function).isEmpty();
    }

    /** The expression as a whole. */
    String print(Expr e) {
        if (e instanceof Expr.Num n) {
            return number(n.value());
        } else if (e instanceof Expr.Sym s) {
            return symbol(s.symbol());
        } else if (e instanceof Expr.Neg n) {
            return prefix(minus())
                    + (n.arg() instanceof Expr.Sigma s ? print(s) : within(n.arg(), Binding.PRODUCT, false));
        } else if (e instanceof Expr.Add a) {
            return sum(a);
        } else if (e instanceof Expr.Mul m) {
            return product(m, false);
        } else if (e instanceof Expr.Div d) {
            return fraction(print(d.numerator()), print(d.denominator()));
        } else if (e instanceof Expr.Pow p) {
            return power(within(p.base(), Binding.ATOM, true), print(p.exponent()));
        } else if (e instanceof Expr.Call c) {
            return call(c);
        } else if (e instanceof Expr.MatMul m) {
            return within(m.left(), Binding.PRODUCT, true)
                    + space()
                    + within(m.right(), m.right() instanceof Expr.Sym ? Binding.PRODUCT : Binding.POWER, true);
        } else if (e instanceof Expr.Transpose t) {
            return transposed(within(t.arg(), Binding.ATOM, true));
        } else if (e instanceof Expr.Matrix m) {
            return matrix(m.rows().stream()
                    .map(row -> row.stream().map(this::print).toList())
                    .toList());
        } else if (e instanceof Expr.Sigma s) {
            return bigSum(symbol(s.index()), print(s.from()), print(s.to()), within(s.body(), Binding.PRODUCT, false));
        } else if (e instanceof Expr.Cases c) {
            return cases(c);
        } else if (e instanceof Expr.Relation r) {
            return relation(r);
        } else if (e instanceof Expr.Marked m) {
            return m.mark() == Expr.Mark.RESULT ? result(print(m.arg())) : parentheses(print(m.arg()));
        } else if (e instanceof Expr.Labelled l) {
            return labelled(print(l.arg()), print(l.below()));
        }
        throw new AssertionError(e);
    }

    /** How tightly an expression holds together as it is printed. */
    Binding binding(Expr e) {
        if (e instanceof Expr.Num n) {
            return isScientific(n.value()) ? Binding.PRODUCT : Binding.ATOM;
        } else if (e instanceof Expr.Relation) {
            return Binding.RELATION;
        } else if (e instanceof Expr.Add || e instanceof Expr.Neg || e instanceof Expr.Sigma) {
            return Binding.SUM;
        } else if (e instanceof Expr.Mul || e instanceof Expr.MatMul) {
            return Binding.PRODUCT;
        } else if (e instanceof Expr.Pow || e instanceof Expr.Transpose) {
            return Binding.POWER;
        } else if (e instanceof Expr.Div) {
            return Binding.PRODUCT;
        } else if (e instanceof Expr.Call c && c.function().equals("exp")) {
            return notation.writesE() ? Binding.ATOM : Binding.POWER;
        } else if (e instanceof Expr.Call c && LOOSE.contains(c.function())) {
            return Binding.SUM;
        } else if (e instanceof Expr.Sym s && isDerivative(s.symbol())) {
            return s.symbol() instanceof Quantity.Partial p && isShort(p) ? Binding.POWER : Binding.PRODUCT;
        } else if (e instanceof Expr.Sym s && s.symbol() instanceof Quantity.Differentiation) {
            return Binding.PRODUCT;
        } else if (e instanceof Expr.Sym s && s.symbol() instanceof Quantity.Exponential) {
            return notation.writesE() ? Binding.ATOM : Binding.POWER;
        } else if (e instanceof Expr.Sym s) {
            return notation.letter(s.symbol()).sup().isEmpty() ? Binding.ATOM : Binding.POWER;
        } else if (e instanceof Expr.Marked m && m.mark() == Expr.Mark.RESULT) {
            return binding(m.arg());
        }
        return Binding.ATOM;
    }

    /**
     * An expression as a part of another one.
     *
     * @param least how tightly it has to hold together there
     * @param strict whether a minus at its beginning needs parentheses
     */
    private String within(Expr e, Binding least, boolean strict) {
        boolean loose = binding(e).compareTo(least) < 0;
        boolean negative = startsWithMinus(e) && (strict || !loose);
        return loose || negative ? parentheses(print(e)) : print(e);
    }

    /** An expression as a factor. */
    String factor(Expr e) {
        return within(e, Binding.PRODUCT, true);
    }

    private static boolean startsWithMinus(Expr e) {
        if (e instanceof Expr.Num n) {
            return n.value().signum() < 0;
        } else if (e instanceof Expr.Mul m) {
            return startsWithMinus(m.factors().get(0));
        } else if (e instanceof Expr.Marked m && m.mark() == Expr.Mark.RESULT) {
            return startsWithMinus(m.arg());
        }
        return e instanceof Expr.Neg;
    }

    private String sum(Expr.Add a) {
        var out = new StringBuilder();
        for (int i = 0; i < a.terms().size(); i++) {
            Expr term = a.terms().get(i);
            if (i == 0) {
                out.append(term instanceof Expr.Neg || term instanceof Expr.Num ? print(term) : leadingTerm(term));
            } else if (term instanceof Expr.Neg n) {
                out.append(operator(minus())).append(subtracted(n.arg()));
            } else {
                out.append(operator("+")).append(laterTerm(term));
            }
        }
        return out.toString();
    }

    /** A sum over an index ends where its product ends, and needs no parentheses as a term. */
    private String subtracted(Expr term) {
        return term instanceof Expr.Sigma ? print(term) : within(term, Binding.PRODUCT, true);
    }

    /** A sum or product that goes on from the row above, with its sign in front. */
    String continued(Expr e, boolean product) {
        List<Expr> parts = product
                ? e instanceof Expr.Mul m ? m.factors() : List.of(e)
                : e instanceof Expr.Add a ? a.terms() : List.of(e);
        var out = new StringBuilder();
        for (Expr part : parts) {
            if (product) {
                out.append(operator(times())).append(within(part, Binding.PRODUCT, true));
            } else if (part instanceof Expr.Neg n) {
                out.append(operator(minus())).append(within(n.arg(), Binding.PRODUCT, true));
            } else {
                out.append(operator("+")).append(laterTerm(part));
            }
        }
        return out.toString().strip();
    }

    /** A term with a plus before it: a minus at its beginning needs parentheses, which go around the negative number alone. */
    private String laterTerm(Expr term) {
        return term instanceof Expr.Mul m
                        && m.factors().get(0) instanceof Expr.Num n
                        && n.value().signum() < 0
                ? product(m, true)
                : subtracted(term);
    }

    /** The first term may begin with a minus. */
    private String leadingTerm(Expr term) {
        boolean loose = binding(term).compareTo(Binding.SUM) <= 0 && !(term instanceof Expr.Sigma);
        return loose ? parentheses(print(term)) : print(term);
    }

    private String product(Expr.Mul m, boolean later) {
        var out = new StringBuilder();
        List<Expr> factors = m.factors();
        for (int i = 0; i < factors.size(); i++) {
            Expr factor = factors.get(i);
            if (i > 0) {
                out.append(between(factors.get(i - 1), factor));
            }
            boolean plain = i == 0
                    && !later
                    && (factor instanceof Expr.Num || factor instanceof Expr.Neg || binding(factor) != Binding.SUM);
            boolean group = factor instanceof Expr.Mul && i > 0;
            plain |= i > 0 && i == factors.size() - 1 && factor instanceof Expr.Sigma;
            if (i == 0 && factor instanceof Expr.Neg n) {
                out.append(prefix(minus())).append(within(n.arg(), Binding.PRODUCT, true));
            } else {
                out.append(
                        plain
                                ? print(factor)
                                : group ? parentheses(print(factor)) : within(factor, Binding.PRODUCT, true));
            }
        }
        return out.toString();
    }

    /** What stands between two factors: a cross between numbers, a dot between words and fractions, else a little space. */
    private String between(Expr left, Expr right) {
        boolean numbers = isNumeric(left) && isNumeric(right);
        if (numbers || (right instanceof Expr.Num) || (isNumeric(left) && isScientificNumber(left))) {
            return operator(times());
        }
        return isCompact(left) && (isCompact(right) || right instanceof Expr.Sigma) ? space() : operator(dot());
    }

    private static boolean isScientificNumber(Expr e) {
        return e instanceof Expr.Num n && isScientific(n.value());
    }

    private boolean isCompact(Expr e) {
        if (e instanceof Expr.Sym s) {
            return s.symbol() instanceof Quantity.Exponential
                    || s.symbol() instanceof Quantity.Differentiation
                    || !isDerivative(s.symbol()) && notation.letter(s.symbol()).isSingle();
        } else if (e instanceof Expr.Pow p) {
            return isCompact(p.base());
        } else if (e instanceof Expr.Neg n) {
            return isCompact(n.arg());
        }
        return e instanceof Expr.Num
                || e instanceof Expr.Add
                || e instanceof Expr.Call
                || e instanceof Expr.Marked
                || (e instanceof Expr.Div d && isNumeric(d));
    }

    private static boolean isNumeric(Expr e) {
        if (e instanceof Expr.Num) {
            return true;
        }
        List<Expr> parts = e.parts();
        for (Expr part : parts) {
            if (!isNumeric(part)) {
                return false;
            }
        }
        return !parts.isEmpty();
    }

    private String relation(Expr.Relation r) {
        var out = new StringBuilder(print(r.sides().get(0)));
        for (int i = 1; i < r.sides().size(); i++) {
            out.append(operator(sign(r.signs().get(i - 1))))
                    .append(print(r.sides().get(i)));
        }
        return out.toString();
    }

    private String cases(Expr.Cases c) {
        String guard = print(c.guard());
        var values = new ArrayList<String>();
        var conditions = new ArrayList<String>();
        boolean atAbove = c.at().equals(c.above());
        boolean atBelow = c.at().equals(c.below());
        values.add(print(c.above()));
        conditions.add(guard + operator(atAbove ? atLeast() : sign(Expr.Sign.GREATER)) + numeral("0"));
        if (!atAbove && !atBelow) {
            values.add(print(c.at()));
            conditions.add(guard + operator(sign(Expr.Sign.EQUAL)) + numeral("0"));
        }
        values.add(print(c.below()));
        conditions.add(guard + operator(atBelow && !atAbove ? atMost() : sign(Expr.Sign.LESS)) + numeral("0"));
        return pieces(values, conditions);
    }

    private String number(BigDecimal value) {
        if (!isScientific(value)) {
            return value.signum() < 0
                    ? prefix(minus()) + numeral(value.negate().toPlainString())
                    : numeral(value.toPlainString());
        }
        int exponent = value.precision() - value.scale() - 1;
        String mantissa =
                number(value.movePointLeft(exponent).setScale(value.precision() - 1, RoundingMode.UNNECESSARY));
        return mantissa + operator(times()) + power(numeral("10"), number(BigDecimal.valueOf(exponent)));
    }

    /** Numbers with many zeros before their first digit, or behind their last, are written with a power of ten. */
    static boolean isScientific(BigDecimal value) {
        if (value.signum() == 0) {
            return false;
        }
        int exponent = value.precision() - value.scale() - 1;
        boolean tiny = exponent < -PLAIN_EXPONENT && value.precision() < value.scale();
        return tiny || exponent > 15 || value.scale() < -PLAIN_EXPONENT;
    }

    String symbol(Symbol symbol) {
        String known = written.get(symbol);
        if (known == null) {
            known = fresh(symbol);
            written.put(symbol, known);
        }
        return known;
    }

    private String fresh(Symbol symbol) {
        if (symbol instanceof Quantity.Later later && !hasLetter(later.of())) {
            return symbol(later.of());
        }
        if (symbol instanceof Quantity.Partial p) {
            return named(p, isShort(p) ? differential(symbol(p.by())) : partial(symbol(p.of()), symbol(p.by())));
        } else if (symbol instanceof Quantity.InFull f) {
            return named(f, partial(symbol(f.partial().of()), symbol(f.partial().by())));
        } else if (symbol instanceof Quantity.Differentiation d) {
            return partial("", symbol(d.by()));
        } else if (symbol instanceof Quantity.Local l) {
            return named(l, partial(symbol(l.of()), symbol(l.by())));
        } else if (symbol instanceof Quantity.Flow f) {
            return named(f, along(partial(symbol(f.of()), symbol(f.to())), symbol(f.through())));
        } else if (symbol instanceof Quantity.Exponential x) {
            Expr net = new Quantity.Net(x.unit()).expr();
            Expr exponent = notation.temperature(x.unit())
                    .<Expr>map(temperature -> Expr.div(net, temperature))
                    .orElse(net);
            return named(x, exponential(print(exponent)));
        } else if (symbol instanceof Quantity.Path p) {
            return named(
                    p,
                    product(
                            new Expr.Mul(List.of(
                                    new Quantity.Delta(p.through()).expr(),
                                    new Quantity.Partial(new Quantity.Net(p.through()), new Quantity.Out(p.from()))
                                            .expr())),
                            false));
        }
        return named(symbol, letter(notation.letter(symbol)));
    }

    /** What a symbol was written as, in a format where it can carry its name. */
    String named(Symbol symbol, String written) {
        return written;
    }

    /** Digits, perhaps with a decimal point. */
    String numeral(String digits) {
        return digits;
    }

    /** The exponential function: a power of e, unless something else is called e. */
    String exponential(String argument) {
        return notation.writesE() ? applied("exp", argument) : power(euler(), argument);
    }

    /** A function by its name, with its arguments behind it. */
    abstract String applied(String function, String arguments);

    /** The base of the exponential function. */
    String euler() {
        return "e";
    }

    /** A sign that belongs to what follows it. */
    String prefix(String sign) {
        return sign;
    }

    /** Whether something is written as one letter, which can be marked as that of a later pass. */
    private static boolean hasLetter(Quantity quantity) {
        return !(isDerivative(quantity)
                || quantity instanceof Quantity.Exponential
                || quantity instanceof Quantity.Normalizer);
    }

    static boolean isDerivative(Symbol symbol) {
        return symbol instanceof Quantity.Partial
                || symbol instanceof Quantity.InFull
                || symbol instanceof Quantity.Path
                || symbol instanceof Quantity.Local
                || symbol instanceof Quantity.Flow;
    }

    private boolean isShort(Quantity.Partial p) {
        return notation.profile().shortGradients()
                && p.of() instanceof Quantity.Loss
                && (p.by() instanceof Quantity.Param
                        || p.by() instanceof Quantity.Out
                        || p.by() instanceof Quantity.Link
                        || p.by() instanceof Quantity.Indexed i && i.what() != Quantity.What.NET);
    }

    abstract String letter(Letter letter);

    abstract String partial(String of, String by);

    abstract String differential(String by);

    /** A derivative along one way only: that through a node. */
    abstract String along(String derivative, String through);

    /** An expression with a word beneath it. */
    abstract String labelled(String arg, String below);

    abstract String fraction(String numerator, String denominator);

    abstract String power(String base, String exponent);

    abstract String call(Expr.Call call);

    /** What array functions and their settings are written as; empty for any other call. */
    Optional<String> ofArrays(Expr.Call call) {
        List<Expr> args = call.args();
        String function = call.function();
        if (ExprParser.COMPARISONS.contains(function)) {
            return Optional.of(print(args.get(0)) + operator(comparison(function)) + print(args.get(1)));
        } else if (Signature.isNamed(call)) {
            Expr value = args.get(0);
            String shown = value instanceof Expr.Matrix list
                    ? parentheses(listed(list.rows().get(0)))
                    : print(value);
            return Optional.of(
                    name(function.substring(0, function.length() - 1)) + tight(sign(Expr.Sign.EQUAL)) + shown);
        } else if (function.equals(ExprParser.INDEX)) {
            return Optional.of(index(within(args.get(0), Binding.ATOM, true), listed(args.subList(1, args.size()))));
        } else if (function.equals(ExprParser.RANGE)) {
            return Optional.of(args.isEmpty() ? tight(":") : print(args.get(0)) + tight(":") + print(args.get(1)));
        }
        return switch (function) {
            case "channels" -> Optional.of(brackets(listed(args)));
            case "correlation" -> Optional.of(factor(args.get(0)) + operator(star()) + factor(args.get(1)));
            case "full" ->
                Optional.of(factor(args.get(0)) + operator(index(star(), name("full"))) + factor(args.get(1)));
            case "rotated" -> Optional.of(index(name("rot"), numeral("180")) + parentheses(print(args.get(0))));
            case "adjoint" ->
                Optional.of(transposed(name(((Expr.Sym) args.get(0)).symbol().id())) + parentheses(print(args.get(1))));
            default -> Optional.empty();
        };
    }

    private String listed(List<Expr> all) {
        return String.join(comma(), all.stream().map(this::print).toList());
    }

    private String comparison(String function) {
        return switch (function) {
            case ">=" -> atLeast();
            case "<=" -> atMost();
            case ">" -> sign(Expr.Sign.GREATER);
            case "<" -> sign(Expr.Sign.LESS);
            case "!=" -> sign(Expr.Sign.NOT_EQUAL);
            default -> sign(Expr.Sign.EQUAL);
        };
    }

    /** A function's name; a prime behind it is that of its derivative. */
    abstract String name(String function);

    /** Something with an index below it. */
    abstract String index(String base, String below);

    /** Square brackets around a list. */
    abstract String brackets(String inner);

    /** A sign with no space around it. */
    abstract String tight(String sign);

    abstract String comma();

    abstract String star();

    abstract String transposed(String arg);

    abstract String matrix(List<List<String>> rows);

    abstract String bigSum(String index, String from, String to, String body);

    abstract String pieces(List<String> values, List<String> conditions);

    abstract String parentheses(String inner);

    abstract String result(String inner);

    abstract String operator(String sign);

    public abstract String sign(Expr.Sign sign);

    abstract String atLeast();

    abstract String atMost();

    abstract String minus();

    abstract String times();

    abstract String dot();

    abstract String space();
}
