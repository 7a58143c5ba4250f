package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.work.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what stands in brackets: expressions, vectors, matrices, absolute values.
 *
 * <p>{@code (1, -2, 3)} is a matrix of one row, {@code [1 2; 3 4]} of two.
 */
final class BracketParser {
    private final Cursor in;
    private final ExpressionParser outer;
    private final NameReader names;
    private int bars;
    private int norms;

    BracketParser(Cursor in, ExpressionParser outer, NameReader names) {
        this.in = in;
        this.outer = outer;
        this.names = names;
    }

    /** Whether a bar here would open an absolute value, or a norm; inside one it closes it. */
    boolean opens(String sign) {
        return sign.equals("|") && bars == 0 || sign.equals("‖") && norms == 0;
    }

    /** What stands in brackets. */
    Expr bracket() {
        Token open = in.peek();
        if (open.is(Kind.OPEN, "{")) {
            Expr inside = outer.group();
            if (inside instanceof Expr.Sym s && s.symbol() instanceof WrittenName name) {
                return outer.scripted(names.scripts(name));
            }
            return inside;
        } else if (open.is(Kind.OPEN, "[") && in.peek(1).is(Kind.OPEN, "[")) {
            return nested();
        }
        in.enter();
        int outerBars = bars;
        int outerNorms = norms;
        bars = 0;
        norms = 0;
        in.next();
        Expr inside = list(open.text());
        in.close(open.text());
        bars = outerBars;
        norms = outerNorms;
        in.leave();
        return inside;
    }

    /** What stands in brackets: one expression, or several as a row, or rows with semicolons between. */
    private Expr list(String open) {
        Expr first = outer.sum();
        if (isPositive()) {
            // One where it is positive is the slope of the rectifier there.
            in.skip(2);
            return Expr.call("relu'", first);
        }
        if (!in.peek().isOperator(",")
                && !in.peek().isOperator(";")
                && !(open.equals("[") && in.peek().is(Kind.NUMBER))) {
            return first;
        }
        var rows = new ArrayList<List<Expr>>();
        var row = new ArrayList<Expr>(List.of(first));
        while (true) {
            if (in.peek().isOperator(",")) {
                in.next();
                row.add(outer.sumOrSetting());
            } else if (in.peek().isOperator(";")) {
                in.next();
                rows.add(row);
                row = new ArrayList<>(List.of(outer.sum()));
            } else if (open.equals("[") && in.peek().is(Kind.NUMBER)) {
                row.add(outer.sum());
            } else {
                rows.add(row);
                return even(rows);
            }
        }
    }

    /** Whether a comparison with zero ends what stands in brackets, {@code (z > 0)}. */
    private boolean isPositive() {
        Token zero = in.peek(1);
        Token end = in.peek(2);
        return in.peek().is(Kind.INEQUALITY, ">")
                && zero.is(Kind.NUMBER)
                && zero.number().signum() == 0
                && (end.is(Kind.CLOSE, ")") || end.is(Kind.CLOSE, "]"));
    }

    private Expr nested() {
        in.enter();
        in.next();
        var rows = new ArrayList<List<Expr>>();
        while (true) {
            Token open = in.peek();
            if (!open.is(Kind.OPEN, "[")) {
                throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.SIGN, "["));
            }
            in.next();
            var row = new ArrayList<Expr>(List.of(outer.sum()));
            while (in.peek().isOperator(",") || in.peek().is(Kind.NUMBER)) {
                if (in.peek().isOperator(",")) {
                    in.next();
                }
                row.add(outer.sum());
            }
            in.close("[");
            rows.add(row);
            if (in.peek().isOperator(",")) {
                in.next();
            } else if (!in.peek().is(Kind.OPEN, "[")) {
                break;
            }
        }
        in.close("[");
        in.leave();
        return even(rows);
    }

    private Expr even(List<? extends List<Expr>> rows) {
        for (List<Expr> row : rows) {
            if (row.size() != rows.get(0).size()) {
                throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.ROWS));
            }
        }
        return new Expr.Matrix(List.copyOf(rows));
    }

    /** An absolute value or a norm. */
    Expr bars(String sign) {
        in.enter();
        in.next();
        boolean norm = sign.equals("‖");
        bars += norm ? 0 : 1;
        norms += norm ? 1 : 0;
        Expr inside = outer.sum();
        if (!in.peek().isOperator(sign)) {
            throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.OPERATOR_OR, sign));
        }
        in.next();
        bars -= norm ? 0 : 1;
        norms -= norm ? 1 : 0;
        if (in.peek().isOperator("_") && isEuclidean(in.peek(in.peek(1).is(Kind.OPEN, "{") ? 2 : 1))) {
            in.next();
            names.scriptText();
            norm = true;
        }
        in.leave();
        return Expr.call(norm ? "norm" : "abs", inside);
    }

    /** Whether an index at a norm says that it is the root of the sum of squares, as it is without. */
    private static boolean isEuclidean(Token index) {
        return index.is(Kind.WORD, "F") || index.is(Kind.NUMBER) && index.text().equals("2");
    }

    /** A matrix between its beginning and its end. */
    Expr matrix() {
        Token begin = in.next();
        if (begin.text().equals("cases")) {
            return new PiecesParser(in, outer).pieces();
        }
        in.enter();
        var rows = new ArrayList<List<Expr>>();
        var row = new ArrayList<Expr>();
        while (true) {
            if (in.peek().is(Kind.END)) {
                in.next();
                break;
            } else if (in.peek().is(Kind.ROW)) {
                in.next();
                if (!in.peek().is(Kind.END)) {
                    rows.add(row);
                    row = new ArrayList<>();
                }
                continue;
            } else if (in.peek().is(Kind.ALIGN)) {
                in.next();
            }
            row.add(outer.sum());
            if (in.peek().isOperator(".") && in.peek(-1).is(Kind.NUMBER)) {
                in.next();
            }
            if (!in.peek().is(Kind.ALIGN)
                    && !in.peek().is(Kind.ROW)
                    && !in.peek().is(Kind.END)) {
                throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.MATRIX_ROW));
            }
        }
        rows.add(row);
        in.leave();
        return begin.text().equals("vmatrix") ? determinant(begin) : even(rows);
    }

    private static Expr determinant(Token begin) {
        throw new Unreadable(begin, ParseExpectation.of(ParseExpectation.Kind.MATRIX));
    }
}
