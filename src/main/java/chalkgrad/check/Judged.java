package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.check.Marking.Diagnosis;
import chalkgrad.work.Work.Side;
import java.util.List;
import java.util.Optional;

/**
 * What is said of one side of a chain, or of one entry of it.
 *
 * @param reading what it says, in cells; empty where that is not known
 * @param isLoose whether more would have to be known to be sure, as of a number that is right only at the edge of what rounding allows
 */
record Judged(
        Side side,
        Optional<Expr> reading,
        Verdict verdict,
        Optional<String> expected,
        Optional<String> written,
        List<Diagnosis> mistakes,
        List<Remark> remarks,
        List<Remark> reasons,
        boolean isLoose) {

    /** Something of which nothing is known but the verdict. */
    static Judged of(Side side, Optional<Expr> reading, Verdict verdict, List<Remark> remarks) {
        return new Judged(
                side,
                reading,
                verdict,
                Optional.empty(),
                Optional.of(side.text()),
                List.of(),
                remarks,
                List.of(),
                false);
    }

    Judged because(List<Diagnosis> others) {
        return new Judged(side, reading, verdict, expected, written, others, List.of(), reasons, isLoose);
    }

    /** The same side with another verdict, and nothing held against it. */
    Judged as(Verdict other, List<Remark> said) {
        return new Judged(side, reading, other, Optional.empty(), written, List.of(), said, reasons, isLoose);
    }

    boolean isNumber() {
        return reading.flatMap(Readings::number).isPresent();
    }

    boolean isGood() {
        return verdict.compareTo(Verdict.FOLLOWS) <= 0;
    }

    /** What is said of the negated side, said of the side as it was written. */
    Judged negated() {
        return new Judged(
                side,
                reading.map(Judged::negated),
                verdict,
                expected.map(Judged::negated),
                written.map(Judged::negated),
                mistakes,
                remarks,
                reasons,
                isLoose);
    }

    static Expr negated(Expr expr) {
        return expr instanceof Expr.Neg negative
                ? negative.arg()
                : expr instanceof Expr.Num num ? Expr.num(num.value().negate()) : Expr.neg(expr);
    }

    private static String negated(String text) {
        boolean number = text.matches("-?[0-9.]+");
        return text.startsWith("-") ? text.substring(1) : number ? "-" + text : "-(" + text + ")";
    }
}
