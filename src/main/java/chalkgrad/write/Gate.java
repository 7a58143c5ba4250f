package chalkgrad.write;

import chalkgrad.algebra.Expr;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is written in a node of a drawn graph: the sign of its operation where it is a single one, as {@code +} or {@code ×−1}; else its
 * formula where that is short; else {@code f}.
 *
 * <p>{@code new Gate(Set.of("x", "y"), formulas).of(x + y)} is {@code +}; of {@code 1/x} it is {@code 1/x}.
 *
 * <p>As in CS231n, a constant in the operation is shown with it, and {@code x} stands for what comes in.
 */
final class Gate {
    /** A sign as LaTeX and as text. */
    private static final Map<String, Page.Formula> FUNCTIONS = Map.ofEntries(
            sign("sigmoid", "\\sigma", "σ"),
            sign("exp", "\\exp", "exp"),
            sign("ln", "\\ln", "ln"),
            sign("log", "\\ln", "ln"),
            sign("max", "\\max", "max"),
            sign("min", "\\min", "min"),
            sign("sqrt", "\\sqrt{x}", "√x"),
            sign("abs", "\\lvert x \\rvert", "|x|"),
            sign("sum", "\\Sigma", "Σ"),
            sign("norm", "\\lVert x \\rVert", "‖x‖"),
            sign("dot", "\\cdot", "·"),
            sign("outer", "\\otimes", "⊗"),
            sign("hadamard", "\\odot", "⊙"));

    private static final Expr X = Expr.sym("x");

    /** The widest formula that is written out, in em. */
    private static final double SHORT = 8;

    private static final Page.Formula ANY = new Page.Formula("f", "f");

    private final Set<String> inputs;
    private final Function<Expr, Page.Formula> formulas;

    /**
     * The gate of one node.
     *
     * @param inputs the names of the nodes that it uses
     */
    Gate(Set<String> inputs, Function<Expr, Page.Formula> formulas) {
        this.inputs = inputs;
        this.formulas = formulas;
    }

    private static Map.Entry<String, Page.Formula> sign(String function, String latex, String text) {
        return Map.entry(function, new Page.Formula(latex, text));
    }

    Page.Formula of(Expr e) {
        return sign(e).orElseGet(() -> {
            Page.Formula formula = formulas.apply(e);
            return LabelSize.of(e, formula).width() <= SHORT ? formula : ANY;
        });
    }

    private Optional<Page.Formula> sign(Expr e) {
        if (e instanceof Expr.Sym s) {
            return isInput(s) ? Optional.of(new Page.Formula("=", "=")) : Optional.empty();
        } else if (e instanceof Expr.Neg n) {
            return isInput(n.arg()) ? Optional.of(with("{\\times}", "×", Expr.num(-1))) : Optional.empty();
        } else if (e instanceof Expr.Add a) {
            return sum(a.terms());
        } else if (e instanceof Expr.Mul m) {
            return product(m.factors());
        } else if (e instanceof Expr.Div d) {
            return isInput(d.numerator()) && isInput(d.denominator())
                    ? Optional.of(new Page.Formula("/", "/"))
                    : isInput(d.numerator()) && isConstant(d.denominator())
                            ? Optional.of(with("/", "/", d.denominator()))
                            : quotient(d);
        } else if (e instanceof Expr.Pow p) {
            return power(p);
        } else if (e instanceof Expr.Call c) {
            return call(c);
        } else if (e instanceof Expr.MatMul m) {
            return isInput(m.left()) && isInput(m.right())
                    ? Optional.of(new Page.Formula("@", "@"))
                    : Optional.empty();
        } else if (e instanceof Expr.Transpose t) {
            return isInput(t.arg()) ? Optional.of(new Page.Formula("x^{\\top}", "xᵀ")) : Optional.empty();
        } else if (e instanceof Expr.Marked m) {
            return sign(m.arg());
        }
        return Optional.empty();
    }

    private Optional<Page.Formula> sum(List<Expr> terms) {
        if (terms.stream().allMatch(this::isInput)) {
            return Optional.of(new Page.Formula("+", "+"));
        } else if (terms.size() != 2) {
            return Optional.empty();
        }
        Expr left = terms.get(0);
        Expr right = terms.get(1);
        boolean minus = right instanceof Expr.Neg;
        Expr second = right instanceof Expr.Neg n ? n.arg() : right;
        if (isInput(left) && isInput(second)) {
            return Optional.of(new Page.Formula("-", "−"));
        } else if (isInput(left) && isConstant(second)) {
            return Optional.of(added(minus ? "-" : "+", second));
        } else if (isConstant(left) && isInput(second)) {
            return Optional.of(minus ? formulas.apply(Expr.sub(left, X)) : added("+", left));
        }
        return Optional.empty();
    }

    private Page.Formula added(String sign, Expr constant) {
        if (constant instanceof Expr.Num n && n.value().signum() < 0) {
            return added(sign.equals("+") ? "-" : "+", Expr.num(n.value().negate()));
        }
        return with("{" + sign + "}", sign.equals("-") ? "−" : sign, constant);
    }

    private Optional<Page.Formula> product(List<Expr> factors) {
        if (factors.stream().allMatch(this::isInput)) {
            return Optional.of(new Page.Formula("\\times", "×"));
        } else if (factors.size() != 2) {
            return Optional.empty();
        }
        Expr constant = isInput(factors.get(0)) ? factors.get(1) : factors.get(0);
        Expr input = isInput(factors.get(0)) ? factors.get(0) : factors.get(1);
        return isInput(input) && isConstant(constant)
                ? Optional.of(with("{\\times}", "×", constant))
                : Optional.empty();
    }

    private Optional<Page.Formula> quotient(Expr.Div d) {
        if (!isConstant(d.numerator()) || !isInput(d.denominator())) {
            return Optional.empty();
        }
        Page.Formula numerator = formulas.apply(d.numerator());
        return Optional.of(new Page.Formula(numerator.latex() + "/x", numerator.text() + "/x"));
    }

    private Optional<Page.Formula> power(Expr.Pow p) {
        if (isInput(p.base()) && isInput(p.exponent())) {
            return Optional.of(formulas.apply(Expr.pow(X, Expr.sym("y"))));
        } else if (isInput(p.base()) && p.exponent() instanceof Expr.Num n && isDigit(n)) {
            return Optional.of(new Page.Formula(
                    "x^{" + n.value().toPlainString() + "}",
                    "x" + "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(n.value().intValueExact())));
        } else if (isInput(p.base()) && isConstant(p.exponent())) {
            return Optional.of(formulas.apply(Expr.pow(X, p.exponent())));
        }
        return isConstant(p.base()) && isInput(p.exponent())
                ? Optional.of(formulas.apply(Expr.pow(p.base(), X)))
                : Optional.empty();
    }

    private static boolean isDigit(Expr.Num n) {
        return n.value().signum() >= 0 && n.value().scale() == 0 && n.value().precision() == 1;
    }

    private Optional<Page.Formula> call(Expr.Call c) {
        if (c.args().stream().allMatch(this::isInput)) {
            Page.Formula known = FUNCTIONS.get(c.function());
            return Optional.of(known != null ? known : name(c));
        }
        // A bound such as max(0, x): its constants with x for what comes in.
        return c.args().stream().allMatch(arg -> isInput(arg) || isConstant(arg))
                        && c.args().stream().filter(this::isInput).count() == 1
                ? Optional.of(formulas.apply(new Expr.Call(
                        c.function(),
                        c.args().stream().map(arg -> isInput(arg) ? X : arg).toList())))
                : Optional.empty();
    }

    /** The name of a function, as the formulas write it. */
    private Page.Formula name(Expr.Call c) {
        Page.Formula whole = formulas.apply(new Expr.Call(c.function(), List.of(X)));
        return whole.latex().endsWith("(x)") && whole.text().endsWith("(x)")
                ? new Page.Formula(cut(whole.latex()), cut(whole.text()))
                : whole;
    }

    private static String cut(String call) {
        return call.substring(0, call.length() - "(x)".length());
    }

    /** An operation with a constant behind its sign. */
    private Page.Formula with(String latex, String text, Expr constant) {
        Page.Formula formula = formulas.apply(constant);
        boolean negative = formula.latex().startsWith("-");
        return new Page.Formula(
                latex + (negative ? "{-}" + formula.latex().substring(1) : formula.latex()), text + formula.text());
    }

    private boolean isInput(Expr e) {
        return e instanceof Expr.Sym s && inputs.contains(s.symbol().id());
    }

    private boolean isConstant(Expr e) {
        return e instanceof Expr.Sym s
                ? !inputs.contains(s.symbol().id())
                : e.parts().stream().allMatch(this::isConstant);
    }
}
