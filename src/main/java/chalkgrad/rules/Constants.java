package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;

/** The numbers that have a letter. */
final class Constants {
    private Constants() {}

    /** The expression with the plain names {@code e} and {@code pi} replaced by the constants. */
    static Expr putInto(Expr expr) {
        return expr.substitute(symbol -> {
            for (Symbol.Constant constant : Symbol.Constant.values()) {
                if (symbol.equals(new Symbol.Name(constant.id()))) {
                    return Expr.sym(constant);
                }
            }
            return null;
        });
    }
}
