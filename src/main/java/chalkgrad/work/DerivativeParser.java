package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Quantity;
import chalkgrad.work.ArgumentParser.Span;
import chalkgrad.work.Token.Kind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads derivatives.
 *
 * <p>{@code \\frac{\\partial E}{\\partial w_5}}, {@code dE/dw5} and {@code dE_dw5} are the same; of an expression that is no name, the derivative
 * is a call of {@code diff}.
 */
final class DerivativeParser {
    private final Cursor in;
    private final ExpressionParser outer;
    private final NameReader names;

    DerivativeParser(Cursor in, ExpressionParser outer, NameReader names) {
        this.in = in;
        this.outer = outer;
        this.names = names;
    }

    /** A fraction of differentials; empty where it is none. */
    Optional<Expr> derivative(Span above, Span below) {
        int end = in.position();
        in.back(below.from());
        boolean both = isDifferential();
        in.back(above.from());
        both &= isDifferential();
        in.back(end);
        return both ? Optional.of(quotient(above, below, true)) : Optional.empty();
    }

    private boolean isDifferential() {
        Token next = in.peek();
        Token after = in.peek(1);
        boolean index = after.isOperator("_") || after.is(Kind.NUMBER) || after.is(Kind.LOWERED);
        return next.is(Kind.PARTIAL)
                || next.is(Kind.WORD, "d") && !index
                || next.is(Kind.NAME, "delta") && (after.isName() || after.is(Kind.ACCENT));
    }

    /** A derivative of which the arguments have no signs of their own. */
    Expr named(Span above, Span below) {
        return quotient(above, below, false);
    }

    private Expr quotient(Span above, Span below, boolean signs) {
        int end = in.position();
        in.back(below.from());
        int before = in.narrow(below.to());
        if (signs) {
            in.next();
        }
        WrittenName name = names.wrapped();
        WrittenName by = names.layered(name);
        if (!in.isOver()) {
            throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.ONE_NAME));
        }
        in.widen(before);
        in.back(above.from());
        before = in.narrow(above.to());
        if (signs) {
            in.next();
        }
        boolean empty = in.peek().is(Kind.OPEN, "{") && in.peek(1).is(Kind.CLOSE) && in.closing(0) == 1;
        in.skip(empty ? 2 : 0);
        boolean operator = in.isOver();
        Expr said = operator ? Expr.ONE : outer.sum();
        Expr of = by.equals(name) ? said : layered(said);
        if (!in.isOver()) {
            throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.OPERATOR_OR, "}"));
        }
        in.widen(before);
        in.back(end);
        return operator ? differentiated(by) : derivative(of, by);
    }

    /** A power above the bar whose number is that of a layer, as the number below the bar is. */
    private static Expr layered(Expr of) {
        return of instanceof Expr.Pow power
                        && power.base() instanceof Expr.Sym sym
                        && sym.symbol() instanceof WrittenName name
                        && power.exponent() instanceof Expr.Num number
                        && number.value().scale() == 0
                ? Expr.sym(name.marked("(" + number.value().toPlainString() + ")"))
                : of;
    }

    private Expr partialOf(WrittenName of, WrittenName by) {
        return Expr.sym(new Quantity.Partial(names.part(of), names.part(by)));
    }

    /** The sign d/dby before what is differentiated. */
    private Expr differentiated(WrittenName by) {
        in.enter();
        // What stands beside a sum over an index is meant too, as the bias behind the weighted inputs.
        Expr of = in.peek().is(Kind.SUM) ? outer.sum() : outer.power();
        // A constant alone nobody would differentiate: it is the factor of what stands behind.
        while (isConstant(of)
                && !in.isOver()
                && (in.peek().isOperator("*") || in.peek().is(Kind.OPEN) || names.starts())) {
            in.skip(in.peek().isOperator("*") ? 1 : 0);
            of = Expr.mul(of, outer.power());
        }
        in.leave();
        return derivative(of, by);
    }

    private static boolean isConstant(Expr expr) {
        return !(expr instanceof Expr.Sym) && expr.parts().stream().allMatch(DerivativeParser::isConstant);
    }

    private Expr derivative(Expr of, WrittenName by) {
        return of instanceof Expr.Sym s
                ? Expr.sym(new Quantity.Partial(s.symbol(), names.part(by)))
                : Expr.call("diff", of, names.symbol(by));
    }

    /** {@code ∂E/∂w5}, {@code ∂/∂w5 E}, {@code ∂_{w} E}. */
    Expr partial() {
        if (in.peek(1).isOperator("_")) {
            return gradient();
        }
        Token sign = in.next();
        if (in.peek().isOperator("^") || in.peek().is(Kind.RAISED)) {
            throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.FIRST_DERIVATIVE));
        } else if (in.peek().isOperator("/")) {
            in.next();
            return differentiated(differentialName(sign));
        }
        boolean name = names.starts() || in.peek().is(Kind.OPEN, "{");
        in.enter();
        Expr of = name ? Expr.sym(names.wrapped()) : outer.primary();
        in.leave();
        WrittenName only = of instanceof Expr.Sym s && s.symbol() instanceof WrittenName scribble ? scribble : null;
        WrittenName raised = only == null ? null : names.layered(only);
        if (in.peek().isOperator("/") && isSign(sign, in.peek(1))) {
            in.next();
            WrittenName by = differentialName(sign);
            return raised != null ? partialOf(raised, by) : derivative(of, by);
        } else if (only == null) {
            throw new Unreadable(sign, ParseExpectation.of(ParseExpectation.Kind.DERIVATIVE));
        }
        return alone(only);
    }

    /** The name behind the sign that goes with another. */
    private WrittenName differentialName(Token sign) {
        if (!isSign(sign, in.peek())) {
            throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.DEL));
        }
        in.next();
        return names.layered(names.wrapped());
    }

    /** {@code dE/dw5}, {@code d/dw5 E}, {@code dE_dw5}, {@code dw5}; empty where the d is a letter of its own. */
    Optional<Expr> differential() {
        int start = in.position();
        Token sign = in.next();
        Token next = in.peek();
        if (next.isOperator("/") && isSign(sign, in.peek(1))) {
            in.next();
            return Optional.of(differentiated(differentialName(sign)));
        }
        int close = next.is(Kind.OPEN, "(") ? in.closing(0) : -1;
        boolean wrapped =
                close > 0 && close < 8 && in.peek(close + 1).isOperator("/") && isSign(sign, in.peek(close + 2));
        boolean letter = sign.is(Kind.WORD);
        boolean expression = close > 3
                && letter
                && !next.gap()
                && in.peek(close + 1).isOperator("/")
                && isSign(sign, in.peek(close + 2))
                && !in.peek(close + 2).gap();
        if (expression && !isName(close)) {
            Expr of = outer.primary();
            in.next();
            return Optional.of(derivative(of, differentialName(sign)));
        }
        if (wrapped || names.starts()) {
            WrittenName of = names.wrapped();
            Optional<Expr> coded = letter ? coded(of).or(() -> joined(of)) : Optional.empty();
            if (coded.isPresent()) {
                return coded;
            } else if (in.peek().isOperator("/") && isSign(sign, in.peek(1))) {
                in.next();
                return Optional.of(partialOf(of, differentialName(sign)));
            } else if (letter && !next.gap() && !wrapped) {
                return Optional.of(alone(of));
            }
        }
        in.back(start);
        return Optional.empty();
    }

    /** Whether there is no operation in the bracket here. */
    private boolean isName(int close) {
        for (int i = 1; i < close; i++) {
            Token token = in.peek(i);
            if (Rows.isBinary(token) || token.isOperator("^") || token.is(Kind.RAISED)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a token is the sign that goes with another below a fraction's bar. */
    private static boolean isSign(Token above, Token below) {
        return above.is(Kind.NAME)
                ? below.is(Kind.NAME, above.text())
                : below.is(Kind.PARTIAL) || below.is(Kind.WORD, "d");
    }

    private Expr alone(WrittenName name) {
        return names.symbol(new WrittenName("d" + name.base(), name.sub(), name.sup(), name.pass(), name.sample()));
    }

    /** The differentials of a program's name in one, {@code dLdW1} and {@code da2dz2}; nothing is read where there are none. */
    private Optional<Expr> joined(WrittenName of) {
        Matcher both = JOINED.matcher(of.base());
        if (both.matches()) {
            var by = new WrittenName(both.group(2), of.sub(), of.sup(), of.pass(), of.sample());
            return Optional.of(partialOf(new WrittenName(both.group(1), "", ""), by));
        }
        Token sign = in.peek();
        boolean second = sign.is(Kind.WORD, "d")
                && !sign.gap()
                && in.peek(1).isName()
                && !in.peek(1).gap();
        if (!second || of.sub().isEmpty()) {
            return Optional.empty();
        }
        in.next();
        return Optional.of(partialOf(of, names.wrapped()));
    }

    /** Two differentials in one name without the first d, {@code LdW} of {@code dLdW1}. */
    static final Pattern JOINED = Pattern.compile("([JLCE]|[Ll]oss|[Cc]ost|[a-z])d([A-Za-z]{1,2}|out|net)");

    /** {@code dE_dw5} as it is written in programs. */
    private Optional<Expr> coded(WrittenName of) {
        int comma = of.sub().lastIndexOf(',');
        String last = of.sub().substring(comma + 1);
        if (last.length() < 2
                || last.charAt(0) != 'd'
                || !Character.isLetter(last.charAt(1))
                || Vocabulary.WORDS.contains(last)) {
            return Optional.empty();
        }
        String rest = last.substring(1);
        int digits = rest.length();
        while (digits > 1 && LexerState.isDigit(rest.charAt(digits - 1))) {
            digits--;
        }
        var name = new WrittenName(of.base(), comma < 0 ? "" : of.sub().substring(0, comma), "");
        return Optional.of(partialOf(
                name,
                new WrittenName(rest.substring(0, digits), rest.substring(digits), of.sup(), of.pass(), of.sample())));
    }

    /** {@code {\nabla_w} E}. */
    Expr gradientInBraces() {
        in.skip(3);
        WrittenName by = names.wrapped();
        if (!in.peek().is(Kind.CLOSE, "}")) {
            throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.BRACE));
        }
        in.next();
        return differentiated(by);
    }

    /** {@code \nabla_{w} E}. */
    Expr gradient() {
        in.skip(2);
        return differentiated(names.wrapped());
    }
}
