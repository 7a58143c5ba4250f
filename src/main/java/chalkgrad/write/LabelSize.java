package chalkgrad.write;

import chalkgrad.algebra.Expr;
import java.util.List;

/**
 * About how much room a formula takes in a picture, in em: a little more rather than less, in whatever font it is set.
 *
 * <p>{@code LabelSize.of(Expr.num("-0.53"), formula)} is 2.7 em wide and 0.8 em high.
 *
 * @param width where a format writes a matrix in one line and another one by rows, the wider of the two
 */
record LabelSize(double width, double height) {
    private static final double DIGITS = 0.8;
    private static final double LETTERS = 1.05;
    private static final double SCRIPTS = 1.2;
    private static final double FRACTION = 1.9;
    private static final double ROW = 1.45;
    private static final double COLUMN_GAP = 1.35;
    private static final double BRACKETS = 1.8;

    static LabelSize of(Expr e, Page.Formula formula) {
        return new LabelSize(Math.max(ofText(formula.text()), rows(e)), height(e));
    }

    /** A short text of letters and signs. */
    static LabelSize of(Page.Formula formula) {
        return new LabelSize(ofText(formula.text()), LETTERS);
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

    /** How wide a formula is whose matrices are set by rows. */
    private static double rows(Expr e) {
        if (!(e instanceof Expr.Matrix m)) {
            return 0;
        }
        double width = BRACKETS;
        for (int c = 0; !m.rows().isEmpty() && c < m.rows().get(0).size(); c++) {
            double column = 0;
            for (List<Expr> row : m.rows()) {
                column = Math.max(column, entry(row.get(c)));
            }
            width += column + (c > 0 ? COLUMN_GAP : 0);
        }
        return width;
    }

    private static double entry(Expr e) {
        return e instanceof Expr.Num n
                ? ofText(n.value().toPlainString().replace('-', '−'))
                : e instanceof Expr.Neg n ? ofText("−") + entry(n.arg()) : 0.7 * e.leaves(99);
    }

    private static double height(Expr e) {
        if (e instanceof Expr.Matrix m) {
            return 0.4 + ROW * Math.max(1, m.rows().size());
        } else if (e instanceof Expr.Num n) {
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
