package chalkgrad.work;

import java.util.List;

/**
 * A table as it stands in a text.
 *
 * <p>{@code | w5 | 0.45 |} is a row of two cells.
 *
 * @param rows its rows, of cells that may be fewer in one than in another
 * @param headers how many of the rows at its top name the columns; -1 where that is not said
 * @param formulas whether every cell is a formula unless it says otherwise, as in an array of LaTeX
 */
record Table(List<List<Cell>> rows, int headers, boolean formulas) {

    /** A cell: a part of the page. */
    record Cell(int from, int to) {}
}
