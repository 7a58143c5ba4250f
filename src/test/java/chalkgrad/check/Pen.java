package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes formulas as people type them, which is not how the program prints them.
 *
 * <p>{@code new Pen(true, "\\cdot", names).of(e)} is {@code 0.741 \cdot 0.187 \cdot 0.593}.
 *
 * @param latex whether it is LaTeX, or plain text
 * @param times the sign between two factors, {@code *}; empty for none between letters
 * @param names how a letter is written
 */
public record Pen(boolean latex, String times, Function<Symbol, String> names) {
    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int POWER = 3;
    private static final int ATOM = 4;

    private static final Map<String, String> FUNCTIONS = Map.of(
            "sigmoid", "\\sigma",
            "tanh", "\\tanh",
            "ln", "\\ln",
            "max", "\\max",
            "relu", "\\mathrm{ReLU}",
            "leaky_relu", "\\mathrm{LeakyReLU}",
            "elu", "\\mathrm{ELU}",
            "silu", "\\mathrm{SiLU}",
            "softplus", "\\mathrm{softplus}",
            "gelu", "\\mathrm{GELU}");

    private record Text(String text, int level) {}

    /** The formula. */
    public String of(Expr e) {
        return write(e).text;
    }

    private String at(int level, Expr e) {
        Text text = write(e);
        return text.level >= level ? text.text : group(text.text);
    }

    private String group(String inner) {
        return latex && inner.contains("\\frac") ? "\\left(" + inner + "\\right)" : "(" + inner + ")";
    }

    private Text write(Expr e) {
        if (e instanceof Expr.Num num) {
            return number(num.value());
        } else if (e instanceof Expr.Sym sym) {
            String name = names.apply(sym.symbol());
            return new Text(name, !latex && name.contains("/") ? PRODUCT : ATOM);
        } else if (e instanceof Expr.Neg neg) {
            return new Text("-" + at(PRODUCT, neg.arg()), SUM);
        } else if (e instanceof Expr.Add add) {
            return new Text(sum(add.terms()), SUM);
        } else if (e instanceof Expr.Mul mul) {
            return new Text(product(mul.factors()), PRODUCT);
        } else if (e instanceof Expr.Div div) {
            return latex
                    ? new Text("\\frac{" + of(div.numerator()) + "}{" + of(div.denominator()) + "}", POWER)
                    : new Text(at(PRODUCT, div.numerator()) + " / " + at(POWER, div.denominator()), PRODUCT);
        } else if (e instanceof Expr.Pow pow) {
            // A letter that wears a superscript of its own is put in parentheses before it is raised.
            String base = at(ATOM, pow.base());
            boolean scripted = pow.base() instanceof Expr.Sym && base.contains("^");
            return new Text((scripted ? group(base) : base) + script(pow.exponent()), POWER);
        } else if (e instanceof Expr.Call call) {
            return call(call);
        }
        throw new IllegalArgumentException(e.toString());
    }

    private static Text number(BigDecimal value) {
        return new Text(value.toPlainString(), value.signum() < 0 ? SUM : ATOM);
    }

    private String script(Expr exponent) {
        if (latex) {
            return "^{" + of(exponent) + "}";
        }
        Text text = write(exponent);
        return "^" + (text.level == ATOM ? text.text : "(" + text.text + ")");
    }

    private String sum(List<Expr> terms) {
        var out = new StringBuilder();
        for (Expr term : terms) {
            boolean minus = term instanceof Expr.Neg;
            String text = term instanceof Expr.Neg neg ? at(PRODUCT, neg.arg()) : at(PRODUCT, term);
            if (out.length() > 0) {
                out.append(minus ? " - " : " + ");
            } else if (minus) {
                out.append("-");
            }
            out.append(text);
        }
        return out.toString();
    }

    private String product(List<Expr> factors) {
        var out = new StringBuilder();
        boolean digits = false;
        for (Expr factor : factors) {
            String text = at(factor instanceof Expr.Div && !latex ? POWER : PRODUCT, factor);
            boolean leads = Character.isDigit(text.charAt(0));
            if (out.length() > 0) {
                boolean bare = times.isEmpty() && !(leads || digits);
                out.append(bare ? " " : " " + (times.isEmpty() ? latex ? "\\cdot" : "*" : times) + " ");
            }
            out.append(text);
            digits = Character.isDigit(text.charAt(text.length() - 1)) && factor instanceof Expr.Num;
        }
        return out.toString();
    }

    private Text call(Expr.Call call) {
        String args = call.args().stream().map(this::of).collect(Collectors.joining(", "));
        if (call.function().equals("exp")) {
            return new Text("e" + script(call.args().get(0)), POWER);
        }
        String name =
                latex ? FUNCTIONS.getOrDefault(call.function(), "\\mathrm{" + call.function() + "}") : call.function();
        return new Text(name + (latex ? "\\left(" + args + "\\right)" : "(" + args + ")"), ATOM);
    }
}
