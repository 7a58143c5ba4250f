package chalkgrad.write;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.rules.ArrayFunction;
import chalkgrad.rules.ArrayFunctions;
import chalkgrad.write.Picture.Content;
import chalkgrad.write.Picture.MathContent;
import chalkgrad.write.Picture.TextContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is written in a node of a drawn graph: the sign of its operation where it is a single one, as {@code +} or {@code ×−1}; else its
 * formula where that is short; else {@code f}.
 *
 * <p>{@code new NodeLabel(Set.of("x", "y"), formulas).of(x + y)} is {@code +}; of {@code 1/x} it is {@code 1/x}.
 *
 * <p>As in CS231n, a constant in the operation is shown with it, and {@code x} stands for what comes in.
 */
final class NodeLabel {
    /** Functions that have a sign. */
    private static final Map<String, Content> FUNCTIONS = Map.ofEntries(
            sign("sigmoid", "\\sigma", "σ"),
            Map.entry("exp", new TextContent("exp")),
            Map.entry("log", new TextContent("ln")),
            sign("sqrt", "\\sqrt{x}", "√x"),
            sign("abs", "\\lvert x \\rvert", "|x|"),
            sign("sum", "\\Sigma", "Σ"),
            sign("norm", "\\lVert x \\rVert", "‖x‖"),
            sign("dot", "\\cdot", "·"),
            sign("outer", "\\otimes", "⊗"),
            sign("hadamard", "\\odot", "⊙"));

    private static final Expr X = Expr.sym("x");
    private static final String CALLED = "(x)";

    /** The widest formula that is written out, in em. */
    private static final double SHORT = 8;

    /** How LaTeX writes a function's name. */
    private static final Pattern NAME = Pattern.compile("\\\\(?:mathrm\\{((?:[A-Za-z0-9]|\\\\_)+)\\}|([a-z]+))");

    private static final Content ANY = math("f", "f");

    private final Set<String> inputs;
    private final Function<Expr, Page.Formula> formulas;

    /**
     * The gate of one node.
     *
     * @param inputs the names of the nodes that it uses
     */
    NodeLabel(Set<String> inputs, Function<Expr, Page.Formula> formulas) {
        this.inputs = inputs;
        this.formulas = formulas;
    }

    private static Map.Entry<String, Content> sign(String function, String latex, String text) {
        return Map.entry(function, math(latex, text));
    }

    private static Content math(String latex, String text) {
        return new MathContent(new Page.Formula(latex, text));
    }

    private Content math(Expr e) {
        return new MathContent(formulas.apply(e));
    }

    /** What is written in the node, and how much room it takes, in em. */
    Lettering.One of(Expr e) {
        Content sign = sign(e).orElse(null);
        if (sign != null) {
            return new Lettering.One(sign, 1, LabelSize.of(text(sign)));
        }
        Page.Formula formula = formulas.apply(e);
        LabelSize size = LabelSize.of(e, formula);
        return size.width() <= SHORT
                ? new Lettering.One(new MathContent(formula), 1, size)
                : new Lettering.One(ANY, 1, LabelSize.of("f"));
    }

    private static String text(Content content) {
        return content instanceof TextContent words
                ? words.text()
                : ((MathContent) content).formula().text();
    }

    private Optional<Content> sign(Expr e) {
        if (e instanceof Expr.Sym s) {
            return isInput(s) ? Optional.of(math("=", "=")) : Optional.empty();
        } else if (e instanceof Expr.Neg n) {
            return isInput(n.arg()) ? Optional.of(with("{\\times}", "×", Expr.num(-1))) : Optional.empty();
        } else if (e instanceof Expr.Add a) {
            return sum(a.terms());
        } else if (e instanceof Expr.Mul m) {
            return product(m.factors());
        } else if (e instanceof Expr.Div d) {
            return isInput(d.numerator()) && isInput(d.denominator())
                    ? Optional.of(math("/", "/"))
                    : isInput(d.numerator()) && isConstant(d.denominator())
                            ? Optional.of(with("/", "/", d.denominator()))
                            : quotient(d);
        } else if (e instanceof Expr.Pow p) {
            return power(p);
        } else if (e instanceof Expr.Call c) {
            return call(c);
        } else if (e instanceof Expr.MatMul m) {
            return isInput(m.left()) && isInput(m.right()) ? Optional.of(new TextContent("@")) : Optional.empty();
        } else if (e instanceof Expr.Transpose t) {
            return isInput(t.arg()) ? Optional.of(math("x^{\\top}", "xᵀ")) : Optional.empty();
        } else if (e instanceof Expr.Marked m) {
            return sign(m.arg());
        }
        return Optional.empty();
    }

    private Optional<Content> sum(List<Expr> terms) {
        if (terms.stream().allMatch(this::isInput)) {
            return Optional.of(math("+", "+"));
        } else if (terms.size() != 2) {
            return Optional.empty();
        }
        Expr left = terms.get(0);
        Expr right = terms.get(1);
        boolean minus = right instanceof Expr.Neg;
        Expr second = right instanceof Expr.Neg n ? n.arg() : right;
        if (isInput(left) && isInput(second)) {
            return Optional.of(math("-", "−"));
        } else if (isInput(left) && isConstant(second)) {
            return Optional.of(added(minus ? "-" : "+", second));
        } else if (isConstant(left) && isInput(second)) {
            return Optional.of(minus ? math(Expr.sub(left, X)) : added("+", left));
        }
        return Optional.empty();
    }

    private Content added(String sign, Expr constant) {
        if (constant instanceof Expr.Num n && n.value().signum() < 0) {
            return added(sign.equals("+") ? "-" : "+", Expr.num(n.value().negate()));
        }
        return with("{" + sign + "}", sign.equals("-") ? "−" : sign, constant);
    }

    private Optional<Content> product(List<Expr> factors) {
        if (factors.stream().allMatch(this::isInput)) {
            return Optional.of(math("\\times", "×"));
        } else if (factors.size() != 2) {
            return Optional.empty();
        }
        Expr constant = isInput(factors.get(0)) ? factors.get(1) : factors.get(0);
        Expr input = isInput(factors.get(0)) ? factors.get(0) : factors.get(1);
        return isInput(input) && isConstant(constant)
                ? Optional.of(with("{\\times}", "×", constant))
                : Optional.empty();
    }

    private Optional<Content> quotient(Expr.Div d) {
        if (!isConstant(d.numerator()) || !isInput(d.denominator())) {
            return Optional.empty();
        }
        Page.Formula numerator = formulas.apply(d.numerator());
        return Optional.of(math(numerator.latex() + "/x", numerator.text() + "/x"));
    }

    private Optional<Content> power(Expr.Pow p) {
        if (isInput(p.base()) && isInput(p.exponent())) {
            return Optional.of(math(Expr.pow(X, Expr.sym("y"))));
        } else if (isInput(p.base()) && p.exponent() instanceof Expr.Num n && isDigit(n)) {
            return Optional.of(math(
                    "x^{" + n.value().toPlainString() + "}",
                    "x" + "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(n.value().intValueExact())));
        } else if (isInput(p.base()) && isConstant(p.exponent())) {
            return Optional.of(math(Expr.pow(X, p.exponent())));
        }
        return isConstant(p.base()) && isInput(p.exponent())
                ? Optional.of(math(Expr.pow(p.base(), X)))
                : Optional.empty();
    }

    private static boolean isDigit(Expr.Num n) {
        return n.value().signum() >= 0 && n.value().scale() == 0 && n.value().precision() == 1;
    }

    private Optional<Content> call(Expr.Call c) {
        Optional<ArrayFunction> function = ArrayFunctions.find(c);
        if (function.isPresent()) {
            boolean plain =
                    function.get().signature().arguments(c).arrays().stream().allMatch(this::isInput);
            boolean index = c.function().equals(ExprParser.INDEX);
            return plain && !index ? Optional.of(name(c)) : Optional.empty();
        }
        if (c.args().stream().allMatch(this::isInput)) {
            Content known = FUNCTIONS.get(c.function());
            return Optional.of(known != null ? known : name(c));
        }
        // A bound such as max(0, x): its constants with x for what comes in.
        return c.args().stream().allMatch(arg -> isInput(arg) || isConstant(arg))
                        && c.args().stream().filter(this::isInput).count() == 1
                ? Optional.of(math(new Expr.Call(
                        c.function(),
                        c.args().stream().map(arg -> isInput(arg) ? X : arg).toList())))
                : Optional.empty();
    }

    /** The name of a function, as the formulas write it, in letters as of a text. */
    private Content name(Expr.Call c) {
        Page.Formula whole = formulas.apply(new Expr.Call(c.function(), List.of(X)));
        if (!whole.latex().endsWith(CALLED) || !whole.text().endsWith(CALLED)) {
            return new MathContent(whole);
        }
        String name = whole.latex().substring(0, whole.latex().length() - CALLED.length());
        Matcher word = NAME.matcher(name);
        if (word.matches()) {
            String letters = word.group(1) == null ? word.group(2) : word.group(1);
            return new TextContent(letters.replace("\\_", "_"));
        }
        return math(name, whole.text().substring(0, whole.text().length() - CALLED.length()));
    }

    /** An operation with a constant behind its sign. */
    private Content with(String latex, String text, Expr constant) {
        Page.Formula formula = formulas.apply(constant);
        boolean negative = formula.latex().startsWith("-");
        return math(latex + (negative ? "{-}" + formula.latex().substring(1) : formula.latex()), text + formula.text());
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
