package chalkgrad.check;

import chalkgrad.algebra.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Expressions in rows and columns.
 *
 * <p>A number is a grid of one entry; a vector may lie or stand, as writers do not care.
 *
 * @param entries row by row
 */
record Grid(int rows, int columns, List<Expr> entries) {
    Grid {
        entries = List.copyOf(entries);
        if (entries.size() != rows * columns || entries.isEmpty()) {
            throw new IllegalArgumentException(rows + " x " + columns + ": " + entries.size());
        }
    }

    static Grid scalar(Expr expr) {
        return new Grid(1, 1, List.of(expr));
    }

    static Grid column(List<? extends Expr> entries) {
        return new Grid(entries.size(), 1, List.copyOf(entries));
    }

    boolean isScalar() {
        return entries.size() == 1;
    }

    boolean isVector() {
        return rows == 1 || columns == 1;
    }

    Expr only() {
        return entries.get(0);
    }

    Expr at(int row, int column) {
        return entries.get(row * columns + column);
    }

    Grid map(UnaryOperator<Expr> function) {
        return new Grid(rows, columns, entries.stream().map(function).toList());
    }

    Grid transposed() {
        var all = new ArrayList<Expr>();
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                all.add(at(i, j));
            }
        }
        return new Grid(columns, rows, all);
    }

    /** Whether both have the same entries in the same order; vectors may lie or stand. */
    boolean fits(Grid other) {
        return rows == other.rows && columns == other.columns
                || isVector() && other.isVector() && entries.size() == other.entries.size();
    }

    /** Entry by entry; a number goes with anything, and a vector with each row or column of a matrix that it fits. */
    Optional<Grid> with(Grid other, BinaryOperator<Expr> function) {
        if (isScalar()) {
            return Optional.of(other.map(entry -> function.apply(only(), entry)));
        } else if (other.isScalar()) {
            return Optional.of(map(entry -> function.apply(entry, other.only())));
        } else if (fits(other)) {
            var all = new ArrayList<Expr>();
            for (int i = 0; i < entries.size(); i++) {
                all.add(function.apply(entries.get(i), other.entries.get(i)));
            }
            return Optional.of(new Grid(rows, columns, all));
        } else if (other.isVector() && !isVector()) {
            return other.spread(rows, columns).flatMap(wide -> with(wide, function));
        } else if (isVector() && !other.isVector()) {
            return spread(other.rows, other.columns).flatMap(wide -> wide.with(other, function));
        }
        return Optional.empty();
    }

    /** This vector as each row, or each column, of a matrix. */
    private Optional<Grid> spread(int toRows, int toColumns) {
        boolean alongRow = entries.size() == toColumns && !(entries.size() == toRows && columns == 1);
        if (!alongRow && entries.size() != toRows) {
            return Optional.empty();
        }
        var all = new ArrayList<Expr>();
        for (int i = 0; i < toRows; i++) {
            for (int j = 0; j < toColumns; j++) {
                all.add(entries.get(alongRow ? j : i));
            }
        }
        return Optional.of(new Grid(toRows, toColumns, all));
    }

    Optional<Grid> times(Grid other) {
        if (columns != other.rows) {
            return Optional.empty();
        }
        var all = new ArrayList<Expr>();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < other.columns; j++) {
                var terms = new ArrayList<Expr>();
                for (int k = 0; k < columns; k++) {
                    terms.add(Expr.mul(at(i, k), other.at(k, j)));
                }
                all.add(Expr.add(terms));
            }
        }
        return Optional.of(new Grid(rows, other.columns, all));
    }

    /** Every product of an entry of one vector and one of the other. */
    Grid outer(Grid other) {
        var all = new ArrayList<Expr>();
        for (Expr left : entries) {
            for (Expr right : other.entries) {
                all.add(Expr.mul(left, right));
            }
        }
        return new Grid(entries.size(), other.entries.size(), all);
    }

    Expr dot(Grid other) {
        var terms = new ArrayList<Expr>();
        for (int i = 0; i < entries.size(); i++) {
            terms.add(Expr.mul(entries.get(i), other.entries.get(i)));
        }
        return Expr.add(terms);
    }

    /** A vector on the diagonal of a matrix. */
    Grid diagonal() {
        int size = entries.size();
        var all = new ArrayList<Expr>();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                all.add(i == j ? entries.get(i) : Expr.ZERO);
            }
        }
        return new Grid(size, size, all);
    }

    Expr sum() {
        return Expr.add(entries);
    }
}
