package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Occurrence;
import chalkgrad.evaluate.Real;
import chalkgrad.model.Quantity;
import chalkgrad.rules.Functions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether two expressions in cells are the same in every network of this kind. */
final class Equality {
    /** So often what a cell is worked out from is put in its place, to look for a proof. */
    private static final int ROUNDS = 4;

    private static final int MAX_NODES = 200;

    private final ReferenceSolution ground;
    private final RandomInstances worlds;
    private final Equivalence equivalence = new Equivalence(true);
    private final Map<List<Expr>, Result> known = new HashMap<>();
    private final Map<Occurrence, Boolean> pieces = new HashMap<>();

    /** What came of comparing, and how. */
    record Result(boolean isEqual, boolean isUndecided, List<Remark> reasons) {}

    Equality(ReferenceSolution ground, RandomInstances worlds) {
        this.ground = ground;
        this.worlds = worlds;
    }

    Result of(Expr left, Expr right) {
        return known.computeIfAbsent(List.of(left, right), pair -> compare(left, right));
    }

    private Result compare(Expr left, Expr right) {
        if (!isKnown(left) || !isKnown(right)) {
            return new Result(false, true, List.of());
        }
        Equivalence.Verdict verdict;
        try {
            verdict = equivalence.of(left, unfolded(right, symbols(left)), new InWorlds());
        } catch (IllegalArgumentException | ArithmeticException none) {
            // Something in it has no value in any network.
            return new Result(false, true, List.of());
        }
        if (verdict instanceof Equivalence.Verdict.Equal) {
            return new Result(
                    true, false, List.of(Remark.of("reason.symbolic.equal", Remark.maths(left), Remark.maths(right))));
        } else if (verdict instanceof Equivalence.Verdict.Different) {
            return new Result(
                    false,
                    false,
                    List.of(Remark.of("reason.symbolic.different", Remark.maths(left), Remark.maths(right))));
        }
        return new Result(false, true, List.of());
    }

    /** Whether a cell's step is one in pieces, or a derivative on the way back to it is. */
    boolean hasPieces(Occurrence cell) {
        Boolean known = pieces.get(cell);
        if (known == null) {
            pieces.put(cell, false);
            known = ground.rule(cell)
                    .map(rule -> hasCases(Functions.expand(rule.expr()))
                            || rule.operands().stream().anyMatch(operand -> isBackward(operand) && hasPieces(operand)))
                    .orElse(false);
            pieces.put(cell, known);
        }
        return known;
    }

    /** Whether a cell belongs to the way back. */
    static boolean isBackward(Occurrence cell) {
        return cell.quantity() instanceof Quantity.Partial
                || cell.quantity() instanceof Quantity.Delta
                || cell.quantity() instanceof Quantity.Path
                || cell.quantity() instanceof Quantity.Local
                || cell.quantity() instanceof Quantity.Flow;
    }

    private static boolean hasCases(Expr expr) {
        return expr instanceof Expr.Cases || expr.parts().stream().anyMatch(Equality::hasCases);
    }

    private boolean isKnown(Expr expr) {
        return symbols(expr).stream().allMatch(symbol -> !(symbol instanceof Occurrence cell) || ground.has(cell));
    }

    private static Set<Symbol> symbols(Expr expr) {
        var symbols = new HashSet<Symbol>();
        collect(expr, symbols);
        return symbols;
    }

    private static void collect(Expr expr, Set<Symbol> symbols) {
        if (expr instanceof Expr.Sym sym) {
            symbols.add(sym.symbol());
        }
        expr.parts().forEach(part -> collect(part, symbols));
    }

    /** An expression in the cells that the other one is in, as far as that is a matter of a few steps. */
    private Expr unfolded(Expr expr, Set<Symbol> wanted) {
        Expr result = expr;
        for (int round = 0; round < ROUNDS; round++) {
            Expr next = result.substitute(symbol -> symbol instanceof Occurrence cell && !wanted.contains(cell)
                    ? ground.rule(cell).map(ReferenceSolution.Rule::expr).orElse(null)
                    : null);
            if (next.equals(result) || next.nodes(MAX_NODES) >= MAX_NODES) {
                break;
            }
            result = next;
        }
        return result;
    }

    private final class InWorlds implements Points {
        @Override
        public int count() {
            return RandomInstances.COUNT;
        }

        @Override
        public int enough() {
            return 2;
        }

        @Override
        public @Nullable Real value(int point, Symbol symbol) {
            if (!(symbol instanceof Occurrence cell)) {
                return null;
            }
            return worlds.world(point).value(cell);
        }
    }
}
