package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.work.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads a choice by the sign of something.
 *
 * <p>{@code 1 & z > 0 \\ 0 & z \le 0} is one above zero, zero at and below it. For what nothing is said of, the name {@code …} stands.
 */
final class PiecesParser {
    private final Cursor in;
    private final ExpressionParser outer;
    private @Nullable Expr guard;
    private @Nullable Expr above;
    private @Nullable Expr at;
    private @Nullable Expr below;

    PiecesParser(Cursor in, ExpressionParser outer) {
        this.in = in;
        this.outer = outer;
    }

    /** The pieces up to their end. */
    Expr pieces() {
        in.enter();
        while (!in.peek().is(Kind.END)) {
            piece();
            if (in.peek().is(Kind.ROW)) {
                in.next();
            } else if (!in.peek().is(Kind.END)) {
                throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.PIECES_END));
            }
        }
        if (guard == null) {
            throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.CONDITION));
        }
        in.next();
        in.leave();
        return new Expr.Cases(guard, said(above), said(at), said(below));
    }

    private static Expr said(@Nullable Expr value) {
        return value != null ? value : Expr.sym(new WrittenName("…", "", ""));
    }

    private void piece() {
        Expr value = outer.sum();
        while (in.peek().isOperator(",")
                || in.peek().is(Kind.ALIGN)
                || in.peek().is(Kind.QUAD)) {
            in.next();
        }
        if (in.peek().is(Kind.OPEN, "(") && in.peek(in.closing(0) + 1).is(Kind.ROW)) {
            in.next();
            condition(value);
            in.close("(");
            return;
        }
        boolean words = in.peek().is(Kind.TEXT);
        if (words) {
            in.next();
        }
        if (words && (in.peek().is(Kind.ROW) || in.peek().is(Kind.END))) {
            above = above == null ? value : above;
            at = at == null ? value : at;
            below = below == null ? value : below;
            return;
        }
        condition(value);
    }

    private void condition(Expr value) {
        Expr left = outer.sum();
        Token sign = in.next();
        Expr right = outer.sum();
        boolean zero = right instanceof Expr.Num n && n.value().signum() == 0;
        Expr here = zero ? left : Expr.sub(left, right);
        if (guard != null && !guard.equals(here)) {
            throw new Unreadable(sign, ParseExpectation.of(ParseExpectation.Kind.ONE_CONDITION));
        }
        guard = here;
        switch (sign.text()) {
            case ">" -> above = value;
            case "<" -> below = value;
            case "=" -> at = value;
            case "≥" -> {
                above = value;
                at = value;
            }
            case "≤" -> {
                below = value;
                at = value;
            }
            default -> throw new Unreadable(sign, ParseExpectation.of(ParseExpectation.Kind.COMPARISON));
        }
    }
}
