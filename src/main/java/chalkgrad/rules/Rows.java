package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.ExprParser.Result;

/** How the tables' rows are written: in the problem-file grammar. */
final class Rows {
    private Rows() {}

    /** The expression of a row's text. */
    static Expr read(String text) {
        if (ExprParser.parse(text) instanceof Result.Parsed parsed) {
            return Constants.putInto(parsed.expr());
        }
        throw new IllegalArgumentException(text);
    }

    /** A choice by the sign of {@code guard}. */
    static Expr cases(String guard, String above, String at, String below) {
        return cases(guard, read(above), read(at), read(below));
    }

    static Expr cases(String guard, Expr above, Expr at, Expr below) {
        return new Expr.Cases(read(guard), above, at, below);
    }
}
