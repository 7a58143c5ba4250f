package chalkgrad.write;

import chalkgrad.algebra.Expr;

/**
 * About how much room a formula takes in a picture, in em: a little more rather than less, in whatever font it is set.
 *
 * <p>{@code LabelSize.of(Expr.num("-0.53"), formula)} is 2.7 em wide and 0.8 em high.
 */
record LabelSize(double width, double height) {
    private static final double DIGITS = 0.8;
    private static final double LETTERS = 1.05;
    private static final double SCRIPTS = 1.2;
    private static final double FRACTION = 1.9;

    static LabelSize of(Expr e, Page.Formula formula) {
        return new LabelSize(ofText(formula.text()), height(e));
    }

    /** A short text of letters and signs. */
    static LabelSize of(String text) {
        return new LabelSize(ofText(text), LETTERS);
    }

    LabelSize times(double size) {
        return new LabelSize(width * size, height * size);
    }

    private static double ofText(String text) {
        double width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += ofCharacter(text.codePointAt(i));
        }
        return width;
    }

    private static double ofCharacter(int c) {
        if (c >= '0' && c <= '9') {
            return 0.53;
        } else if (c == '.' || c == ',' || c == ';' || c == ' ' || c == '|') {
            return 0.32;
        } else if (c == '(' || c == ')' || c == '[' || c == ']') {
            return 0.42;
        } else if (c == '_' || c == '^' || "₀₁₂₃₄₅₆₇₈₉₍₎⁽⁾⁺⁻₊₋".indexOf(c) >= 0) {
            return 0.42;
        } else if (c == 'm' || c == 'w' || c == 'M' || c == 'W') {
            return 0.95;
        } else if ("+−×=<>≈·@⊙⊗Σ√".indexOf(c) >= 0) {
            return 0.85;
        }
        return Character.isUpperCase(c) ? 0.8 : c >= 0x1100 && c < 0x2000 || c > 0x2E80 ? 1.0 : 0.6;
    }

    private static double height(Expr e) {
        if (e instanceof Expr.Num n) {
            return n.value().abs().precision() > 15 || n.value().scale() > 7 ? SCRIPTS : DIGITS;
        } else if (e instanceof Expr.Div) {
            return FRACTION;
        }
        double most = e instanceof Expr.Pow || e instanceof Expr.Call ? SCRIPTS : LETTERS;
        for (Expr part : e.parts()) {
            most = Math.max(most, height(part));
        }
        return most;
    }
}
