package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.work.Token.Kind;
import java.util.Optional;

/**
 * Reads the commands of LaTeX that take arguments: fractions, roots and sums.
 *
 * <p>{@code \frac12} is one half; {@code \sum_{k} a_k b} goes up to the next sign of addition.
 */
final class ArgumentParser {
    private final Cursor in;
    private final ExpressionParser outer;
    private final NameReader names;
    private final BracketParser brackets;
    private final DerivativeParser derivatives;

    ArgumentParser(
            Cursor in, ExpressionParser outer, NameReader names, BracketParser brackets, DerivativeParser derivatives) {
        this.in = in;
        this.outer = outer;
        this.names = names;
        this.brackets = brackets;
        this.derivatives = derivatives;
    }

    /** Where an argument of a command stands: a group, or one sign. */
    record Span(int from, int to) {}

    Span argument() {
        Token next = in.peek();
        int start = in.position();
        if (next.is(Kind.OPEN, "{")) {
            int close = in.closing(0);
            if (close < 0) {
                throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.BRACE));
            }
            in.skip(close + 1);
            return new Span(start + 1, start + close);
        } else if (next.is(Kind.OVER)) {
            throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.ARGUMENT));
        }
        in.next();
        return new Span(start, start + 1);
    }

    /** What is behind a fraction's command. */
    Expr fraction() {
        Span above = argument();
        Span below = argument();
        Optional<Expr> derivative = derivatives.derivative(above, below);
        if (derivative.isPresent()) {
            return derivative.get();
        }
        int end = in.position();
        Expr numerator = whole(above);
        Expr denominator = whole(below);
        in.back(end);
        return Expr.div(numerator, denominator);
    }

    private Expr whole(Span span) {
        in.back(span.from);
        int before = in.narrow(span.to);
        Expr all = outer.sum();
        if (!in.isOver()) {
            throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.OPERATOR_OR, "}"));
        }
        in.widen(before);
        return all;
    }

    Expr root() {
        in.next();
        if (in.peek().is(Kind.OPEN, "[")) {
            throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.ROOT));
        }
        in.enter();
        Expr arg;
        if (in.peek().is(Kind.OPEN, "{")) {
            arg = outer.group();
        } else if (in.peek().is(Kind.OPEN)) {
            arg = brackets.bracket();
        } else {
            arg = outer.primary();
        }
        in.leave();
        return Expr.call("sqrt", arg);
    }

    /** A sum over an index, with bounds or without. */
    Expr sigma() {
        in.next();
        Symbol index = new Symbol.Name("");
        Expr from = Expr.sym("");
        Expr to = Expr.sym("");
        while (in.peek().isOperator("_")
                || in.peek().isOperator("^")
                || in.peek().is(Kind.LOWERED)
                || in.peek().is(Kind.RAISED)) {
            Token mark = in.next();
            if (mark.is(Kind.LOWERED) || mark.is(Kind.RAISED)) {
                boolean low = mark.is(Kind.LOWERED);
                index = low ? names.part(new WrittenName(mark.text(), "", "")) : index;
                to = low ? to : names.symbol(new WrittenName(mark.text(), "", ""));
                continue;
            }
            Span span = argument();
            int end = in.position();
            if (mark.isOperator("^")) {
                to = whole(span);
            } else {
                in.back(span.from);
                int before = in.narrow(span.to);
                index = names.starts() ? names.part(names.read()) : index;
                if (in.peek().is(Kind.RELATION)) {
                    in.next();
                    from = outer.sum();
                }
                in.widen(before);
            }
            in.back(end);
        }
        in.enter();
        Expr body = outer.product();
        in.leave();
        return new Expr.Sigma(index, from, to, body);
    }
}
