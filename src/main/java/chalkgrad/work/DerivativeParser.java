package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Quantity;
import chalkgrad.work.ArgumentParser.Span;
import chalkgrad.work.Token.Kind;
import java.util.Optional;

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
        return next.is(Kind.PARTIAL)
                || next.is(Kind.WORD, "d") && !in.peek(1).isOperator("_") && !in.peek(1).is(Kind.NUMBER) && !in.peek(1).is(Kind.LOWERED);
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
        Scribble by = names.wrapped();
        if (!in.isOver()) {
            throw in.unreadable("one name");
        }
        in.widen(before);
        in.back(above.from());
        before = in.narrow(above.to());
        if (signs) {
            in.next();
        }
        boolean operator = in.isOver();
        Expr of = operator ? Expr.ONE : outer.sum();
        if (!in.isOver()) {
            throw in.unreadable("an operator or \"}\"");
        }
        in.widen(before);
        in.back(end);
        return operator ? differentiated(by) : derivative(of, by);
    }

    private Expr partialOf(Scribble of, Scribble by) {
        return Expr.sym(new Quantity.Partial(names.part(of), names.part(by)));
    }

    /** The sign d/dby before what is differentiated. */
    private Expr differentiated(Scribble by) {
        in.enter();
        Expr of = outer.power();
        in.leave();
        return derivative(of, by);
    }

    private Expr derivative(Expr of, Scribble by) {
        return of instanceof Expr.Sym s
                ? Expr.sym(new Quantity.Partial(s.symbol(), names.part(by)))
                : Expr.call("diff", of, names.symbol(by));
    }

    /** {@code ∂E/∂w5}. */
    Expr partial() {
        Token sign = in.next();
        if (in.peek().isOperator("^") || in.peek().is(Kind.RAISED)) {
            throw in.unreadable("a first derivative");
        } else if (in.peek().isOperator("/")) {
            in.next();
            return differentiated(differentialName());
        } else if (in.peek().isOperator("_")) {
            in.next();
            Scribble by = new Scribble(names.scriptText(), "", "");
            return differentiated(by);
        }
        boolean name = names.starts() || in.peek().is(Kind.OPEN, "{");
        in.enter();
        Expr of = name ? symbolOf(names.wrapped()) : outer.primary();
        in.leave();
        if (!in.peek().isOperator("/") || !(in.peek(1).is(Kind.PARTIAL) || in.peek(1).is(Kind.WORD, "d"))) {
            if (of instanceof Expr.Sym s && s.symbol() instanceof Scribble only) {
                return names.symbol(new Scribble("d" + only.base(), only.sub(), only.sup(), only.pass(), only.sample()));
            }
            throw new Unreadable(sign, "a derivative");
        }
        in.next();
        Scribble by = differentialName();
        return of instanceof Expr.Sym s && s.symbol() instanceof Scribble only ? partialOf(only, by) : derivative(of, by);
    }

    private static Expr symbolOf(Scribble name) {
        return Expr.sym(name);
    }

    /** The name behind a d or ∂. */
    private Scribble differentialName() {
        if (!in.peek().is(Kind.PARTIAL) && !in.peek().is(Kind.WORD, "d")) {
            throw in.unreadable("\"∂\" or \"d\"");
        }
        in.next();
        return names.wrapped();
    }

    /** {@code dE/dw5}, {@code d/dw5 E}, {@code dE_dw5}, {@code dw5}; empty where the d is a letter of its own. */
    Optional<Expr> differential() {
        int start = in.position();
        in.next();
        Token next = in.peek();
        if (next.isOperator("/") && (in.peek(1).is(Kind.WORD, "d") || in.peek(1).is(Kind.PARTIAL))) {
            in.next();
            return Optional.of(differentiated(differentialName()));
        }
        int close = next.is(Kind.OPEN, "(") ? in.closing(0) : -1;
        boolean wrapped = close > 0 && close < 8 && in.peek(close + 1).isOperator("/") && (in.peek(close + 2).is(Kind.WORD, "d"));
        if (!wrapped && !names.starts()) {
            in.back(start);
            return Optional.empty();
        }
        Scribble of = names.wrapped();
        Optional<Expr> coded = coded(of);
        if (coded.isPresent()) {
            return coded;
        } else if (in.peek().isOperator("/") && (in.peek(1).is(Kind.WORD, "d") || in.peek(1).is(Kind.PARTIAL))) {
            in.next();
            return Optional.of(partialOf(of, differentialName()));
        } else if (!next.gap() && !wrapped) {
            return Optional.of(names.symbol(new Scribble("d" + of.base(), of.sub(), of.sup(), of.pass(), of.sample())));
        }
        in.back(start);
        return Optional.empty();
    }

    /** {@code dE_dw5} as it is written in programs. */
    private Optional<Expr> coded(Scribble of) {
        int comma = of.sub().lastIndexOf(',');
        String last = of.sub().substring(comma + 1);
        if (last.length() < 2 || last.charAt(0) != 'd' || !Character.isLetter(last.charAt(1)) || Vocabulary.WORDS.contains(last)) {
            return Optional.empty();
        }
        String rest = last.substring(1);
        int digits = rest.length();
        while (digits > 1 && Ink.isDigit(rest.charAt(digits - 1))) {
            digits--;
        }
        var name = new Scribble(of.base(), comma < 0 ? "" : of.sub().substring(0, comma), "");
        return Optional.of(partialOf(name, new Scribble(rest.substring(0, digits), rest.substring(digits), of.sup(), of.pass(), of.sample())));
    }

    /** {@code \nabla_{w} E}. */
    Expr gradient() {
        in.next();
        in.next();
        int close = in.peek().is(Kind.OPEN, "{") ? in.closing(0) : -1;
        Scribble by;
        if (close > 0) {
            by = names.wrapped();
        } else {
            by = names.read();
        }
        return differentiated(by);
    }
}
