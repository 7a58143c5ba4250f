package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.check.Marking.Diagnosis;
import chalkgrad.check.Readings.Reading;
import chalkgrad.derive.Occurrence;
import chalkgrad.work.Work.Chain;
import chalkgrad.work.Work.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A square matrix of numbers that was written with its rows and columns exchanged.
 *
 * <p>Of {@code dW2 = [[0.0259, -0.0074], [0.0263, -0.0075]]} each entry is that of the transposed matrix.
 */
final class Transposition {
    private Transposition() {}

    /** What is said of each entry, where it is one mistake in all of them: that one, in place of what each of them could be alone. */
    static List<Judged> named(Chain chain, Reading reading, int about, List<Judged> all, ReferenceSolution ground) {
        List<Judged> named = all;
        for (int i = 0; i < chain.sides().size(); i++) {
            Optional<Grid> written = reading.sides().get(i);
            Side side = chain.sides().get(i);
            if (i != about && written.isPresent()) {
                Optional<Diagnosis> found = of(reading.sides().get(about).orElseThrow(), written.get(), ground);
                if (found.isPresent()) {
                    named = named.stream()
                            .map(judged -> judged.verdict() == Verdict.WRONG
                                            && judged.side().equals(side)
                                    ? judged.because(List.of(found.get()))
                                    : judged)
                            .toList();
                }
            }
        }
        return named;
    }

    private static Optional<Diagnosis> of(Grid what, Grid written, ReferenceSolution ground) {
        int n = what.rows();
        if (n < 2 || what.columns() != n || written.rows() != n || written.columns() != n) {
            return Optional.empty();
        }
        Optional<Diagnosis> found = Optional.empty();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                Optional<BigDecimal> number = Readings.number(written.at(i, j));
                if (number.isEmpty() || !is(what.at(j, i), number.get(), ground)) {
                    return Optional.empty();
                }
                if (found.isEmpty() && !is(what.at(i, j), number.get(), ground)) {
                    Expr other = what.at(j, i);
                    found = cell(what.at(i, j))
                            .map(cell -> new Diagnosis(List.of("transposed"), cell, remark(cell, other)));
                }
            }
        }
        return found;
    }

    private static Remark remark(Occurrence cell, Expr other) {
        return Remark.of(
                "mistake.transposed.done", Remark.maths(other), Remark.maths(cell.expr()), Remark.maths(cell.expr()));
    }

    private static Optional<Occurrence> cell(Expr expr) {
        return expr instanceof Expr.Sym sym && sym.symbol() instanceof Occurrence cell
                ? Optional.of(cell)
                : Optional.empty();
    }

    private static boolean is(Expr what, BigDecimal number, ReferenceSolution ground) {
        return cell(what)
                .flatMap(ground::exact)
                .filter(exact -> new Printed(number).isRoundingOf(exact))
                .isPresent();
    }
}
