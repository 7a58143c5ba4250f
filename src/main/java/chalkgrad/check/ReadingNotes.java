package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.check.Readings.Reading;
import chalkgrad.work.Work.Chain;
import chalkgrad.work.Work.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the sides of a chain on one line of the text were read, to be said where somebody asks.
 *
 * <p>Of {@code z_1 = w_1 x_1} it is said that z_1 was read as the net input of h1.
 */
final class ReadingNotes {
    private ReadingNotes() {}

    static List<Remark> of(Chain chain, Reading reading, int line) {
        var notes = new ArrayList<Remark>();
        for (int i = 0; i < chain.sides().size(); i++) {
            Side side = chain.sides().get(i);
            boolean here = side.line() == line || i == 0;
            Optional<Grid> grid = reading.sides().get(i);
            if (here && grid.isPresent() && !grid.get().entries().stream().allMatch(Readings::isNumeric)) {
                notes.add(Remark.of(Wording.REASON_NAME, Remark.words(side.text()), Remark.maths(whole(grid.get()))));
            }
        }
        if (reading.isUpdate()) {
            notes.add(Remark.of(Wording.REASON_UPDATE));
        }
        reading.conventions()
                .forEach((name, value) ->
                        notes.add(Remark.of(Wording.REASON_CONVENTION, Remark.words(name), Remark.words(value))));
        return notes;
    }

    private static Expr whole(Grid grid) {
        if (grid.isScalar()) {
            return grid.only();
        }
        var rows = new ArrayList<List<Expr>>();
        for (int i = 0; i < grid.rows(); i++) {
            rows.add(grid.entries().subList(i * grid.columns(), (i + 1) * grid.columns()));
        }
        return new Expr.Matrix(rows);
    }
}
