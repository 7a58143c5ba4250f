package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Cell;
import chalkgrad.evaluate.NumericFault;
import chalkgrad.evaluate.Real;
import chalkgrad.evaluate.Undecided;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether two expressions in cells are the same in every network of this kind. */
final class Equality {
    private final Worlds worlds;
    private final Equivalence equivalence = new Equivalence();

    /** What came of comparing, and how. */
    record Result(boolean isEqual, boolean isUndecided, List<Remark> reasons) {}

    Equality(Worlds worlds) {
        this.worlds = worlds;
    }

    Result of(Expr left, Expr right) {
        Equivalence.Verdict verdict = equivalence.of(left, right, new InWorlds());
        if (verdict instanceof Equivalence.Verdict.Equal) {
            return new Result(true, false, List.of(Remark.of("reason.symbolic.equal", Remark.maths(left), Remark.maths(right))));
        } else if (verdict instanceof Equivalence.Verdict.Different) {
            return new Result(
                    false, false, List.of(Remark.of("reason.symbolic.different", Remark.maths(left), Remark.maths(right))));
        }
        return new Result(false, true, List.of());
    }

    private final class InWorlds implements Points {
        @Override
        public int count() {
            return Worlds.COUNT;
        }

        @Override
        public int enough() {
            return 2;
        }

        @Override
        public @Nullable Real value(int point, Symbol symbol) {
            if (!(symbol instanceof Cell cell)) {
                return null;
            }
            return worlds.world(point).value(cell);
        }
    }
}
