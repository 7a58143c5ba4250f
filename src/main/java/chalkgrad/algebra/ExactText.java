package chalkgrad.algebra;

import java.util.List;
import java.util.Optional;

/**
 * Writes scalar expressions so that they come back in just the shape that they had.
 *
 * <p>{@code a+(b+c)} stays a sum in a sum, and {@code -(a*b)} the negative of a product; pieces are {@code _cases(guard, above, at, below)}.
 *
 * <p>It is the problem-file grammar with a parenthesis wherever {@link PlainText} would rely on what an expression means. Different expressions
 * have different texts.
 */
public final class ExactText {
    private static final String CASES = "_cases";

    /** Leaves the recursion where the grammar has no form for a part. */
    private static final class NoForm extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoForm() {
            super(null, null, false, false);
        }
    }

    private ExactText() {}

    /**
     * The text of an expression whose symbols are plain names and constants.
     *
     * @return empty where it has a part that is no scalar, is marked, or is a negative number without a sign of its own
     */
    public static Optional<String> of(Expr expr) {
        var text = new StringBuilder();
        try {
            write(expr, text);
            return Optional.of(text.toString());
        } catch (NoForm noForm) {
            return Optional.empty();
        }
    }

    /** The expression of a text; names that are constants elsewhere are plain names. Empty where it is none. */
    public static Optional<Expr> read(String text) {
        return ExprParser.parse(text) instanceof ExprParser.Result.Parsed parsed
                ? Optional.of(withCases(parsed.expr()))
                : Optional.empty();
    }

    private static Expr withCases(Expr expr) {
        Expr inside = expr.mapParts(ExactText::withCases);
        return inside instanceof Expr.Call call
                        && call.function().equals(CASES)
                        && call.args().size() == 4
                ? new Expr.Cases(
                        call.args().get(0),
                        call.args().get(1),
                        call.args().get(2),
                        call.args().get(3))
                : inside;
    }

    private static void write(Expr expr, StringBuilder text) {
        if (expr instanceof Expr.Num e) {
            if (e.value().signum() < 0) {
                throw new NoForm();
            }
            text.append(e.value());
        } else if (expr instanceof Expr.Sym e) {
            text.append(e.symbol().id());
        } else if (expr instanceof Expr.Neg e) {
            text.append('-');
            operand(e.arg(), text, isAtom(e.arg()) || e.arg() instanceof Expr.Pow);
        } else if (expr instanceof Expr.Add e) {
            sum(e.terms(), text);
        } else if (expr instanceof Expr.Mul e) {
            for (int i = 0; i < e.factors().size(); i++) {
                text.append(i == 0 ? "" : "*");
                Expr factor = e.factors().get(i);
                operand(factor, text, isAtom(factor) || factor instanceof Expr.Pow);
            }
        } else if (expr instanceof Expr.Div e) {
            operand(e.numerator(), text, isAtom(e.numerator()) || e.numerator() instanceof Expr.Pow);
            text.append('/');
            operand(e.denominator(), text, isAtom(e.denominator()) || e.denominator() instanceof Expr.Pow);
        } else if (expr instanceof Expr.Pow e) {
            operand(e.base(), text, isAtom(e.base()));
            text.append('^');
            operand(e.exponent(), text, isAtom(e.exponent()));
        } else if (expr instanceof Expr.Call e && !e.function().equals(CASES)) {
            call(e.function(), e.args(), text);
        } else if (expr instanceof Expr.Cases e) {
            call(CASES, e.parts(), text);
        } else {
            throw new NoForm();
        }
    }

    private static void sum(List<Expr> terms, StringBuilder text) {
        boolean first = true;
        for (Expr term : terms) {
            boolean minus = !first && term instanceof Expr.Neg;
            text.append(minus ? "-" : first ? "" : "+");
            Expr shown = minus ? ((Expr.Neg) term).arg() : term;
            operand(shown, text, isTerm(shown) || first && shown instanceof Expr.Neg e && isAtom(e.arg()));
            first = false;
        }
    }

    private static void call(String function, List<Expr> args, StringBuilder text) {
        text.append(function).append('(');
        for (int i = 0; i < args.size(); i++) {
            text.append(i == 0 ? "" : ", ");
            write(args.get(i), text);
        }
        text.append(')');
    }

    private static void operand(Expr expr, StringBuilder text, boolean bare) {
        text.append(bare ? "" : "(");
        write(expr, text);
        text.append(bare ? "" : ")");
    }

    private static boolean isAtom(Expr expr) {
        return expr instanceof Expr.Num
                || expr instanceof Expr.Sym
                || expr instanceof Expr.Call
                || expr instanceof Expr.Cases;
    }

    private static boolean isTerm(Expr expr) {
        return isAtom(expr) || expr instanceof Expr.Mul || expr instanceof Expr.Div || expr instanceof Expr.Pow;
    }
}
