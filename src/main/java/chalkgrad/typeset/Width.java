package chalkgrad.typeset;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Quantity;
import java.util.List;

/** How wide an expression is on the page, in em, near enough to break lines by: a little more rather than less. */
final class Width {
    private static final double CHARACTER = 0.53;
    private static final double WORD_CHARACTER = 0.56;
    private static final double WIDE = 1.0;
    private static final double SCRIPT = 0.72;
    private static final double OPERATOR = 1.3;
    private static final double SPACE = 0.25;

    private final Notation notation;
    private final Latex latex;

    Width(Notation notation) {
        this.notation = notation;
        this.latex = new Latex(notation, Latex.Flavour.PLAIN);
    }

    double of(Expr e) {
        if (e instanceof Expr.Num n) {
            return Printer.isScientific(n.value())
                    ? n.value().precision() * CHARACTER + 3
                    : n.value().toPlainString().length() * CHARACTER;
        } else if (e instanceof Expr.Sym s) {
            return of(s.symbol());
        } else if (e instanceof Expr.Neg n) {
            return of(n.arg()) + 0.8 + brackets(n.arg());
        } else if (e instanceof Expr.Add a) {
            return joined(a.terms(), OPERATOR);
        } else if (e instanceof Expr.Mul m) {
            return joined(m.factors(), isTight(m) ? SPACE : OPERATOR);
        } else if (e instanceof Expr.Div d) {
            return Math.max(of(d.numerator()), of(d.denominator())) + SPACE;
        } else if (e instanceof Expr.Pow p) {
            return of(p.base()) + brackets(p.base()) + of(p.exponent()) * SCRIPT;
        } else if (e instanceof Expr.Call c) {
            double args = joined(c.args(), 0.5);
            return c.function().equals("exp") ? 0.5 + args * SCRIPT : args + 0.8 + name(c.function());
        } else if (e instanceof Expr.Relation r) {
            return joined(r.sides(), OPERATOR + 0.3);
        } else if (e instanceof Expr.Cases c) {
            double value = Math.max(of(c.above()), Math.max(of(c.at()), of(c.below())));
            return value + of(c.guard()) + 4;
        } else if (e instanceof Expr.Matrix m) {
            double columns = 0;
            for (int c = 0; !m.rows().isEmpty() && c < m.rows().get(0).size(); c++) {
                int column = c;
                columns += m.rows().stream()
                                .mapToDouble(row -> of(row.get(column)))
                                .max()
                                .orElse(0)
                        + 1;
            }
            return columns + 0.8;
        } else if (e instanceof Expr.Labelled l) {
            return Math.max(of(l.arg()), of(l.below()) * SCRIPT);
        } else if (e instanceof Expr.Sigma s) {
            return 1.6 + of(s.body());
        }
        return joined(e.parts(), SPACE) + 0.8;
    }

    private double name(String function) {
        return function.equals("sigmoid") ? 0.6 : function.length() * WORD_CHARACTER;
    }

    private static boolean isTight(Expr.Mul m) {
        for (Expr f : m.factors()) {
            if (f instanceof Expr.Num
                    || f instanceof Expr.Div
                    || f instanceof Expr.Sym s && Printer.isDerivative(s.symbol())) {
                return false;
            }
        }
        return true;
    }

    private double joined(List<Expr> parts, double between) {
        double width = Math.max(0, parts.size() - 1) * between;
        for (Expr part : parts) {
            width += of(part) + brackets(part);
        }
        return width;
    }

    private double brackets(Expr part) {
        boolean negative = part instanceof Expr.Num n && n.value().signum() < 0;
        return part instanceof Expr.Add || negative ? 0.8 : 0;
    }

    private double of(Symbol symbol) {
        if (symbol instanceof Quantity.Partial p) {
            return Math.max(of(p.of()), of(p.by())) + 0.9;
        } else if (symbol instanceof Quantity.Local l) {
            return Math.max(of(l.of()), of(l.by())) + 0.9;
        } else if (symbol instanceof Quantity.Flow f) {
            return Math.max(of(f.of()), of(f.to())) + 1.2 + of(f.through()) * SCRIPT;
        } else if (symbol instanceof Quantity.InFull f) {
            return of(f.partial());
        } else if (symbol instanceof Quantity.Differentiation d) {
            return of(d.by()) + 0.9;
        } else if (symbol instanceof Quantity.Path || symbol instanceof Quantity.Exponential) {
            return latex.of(Expr.sym(symbol))
                            .replaceAll("\\\\[a-z]+|[{}_^]", "")
                            .length()
                    * CHARACTER;
        }
        Letter letter = notation.letter(symbol);
        double base = letter.isSingle() ? 0.65 : text(letter.base());
        return base + Math.max(text(letter.sub()), text(letter.sup())) * SCRIPT;
    }

    private static double text(String text) {
        int narrow = 0;
        int wide = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x1100) {
                narrow++;
            } else if (c != Letter.BESIDE.charAt(0) && !Character.isLowSurrogate(c)) {
                wide++;
            }
        }
        return narrow * WORD_CHARACTER + wide * WIDE;
    }
}
