package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symja;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/**
 * Takes expressions with kinks apart into smooth ones and puts them together again.
 *
 * <p>{@code z/(1+abs(z))} is {@code z/(1+z)} above, {@code z/(1+0)} at, and {@code z/(1-z)} below {@code z = 0}.
 */
final class Pieces {
    private final Symja symja;

    Pieces(Symja symja) {
        this.symja = symja;
    }

    private enum Side {
        ABOVE,
        AT,
        BELOW;

        Side flipped() {
            return values()[2 - ordinal()];
        }

        Expr of(Expr.Cases cases) {
            return switch (this) {
                case ABOVE -> cases.above();
                case AT -> cases.at();
                case BELOW -> cases.below();
            };
        }
    }

    /** The distinct guards in an expression. */
    static Set<Expr> guards(Expr expr) {
        var guards = new LinkedHashSet<Expr>();
        collect(expr, guards);
        return guards;
    }

    private static void collect(Expr expr, Set<Expr> guards) {
        if (expr instanceof Expr.Cases cases) {
            guards.add(cases.guard());
        }
        expr.parts().forEach(part -> collect(part, guards));
    }

    /** The expression with {@code change} applied to each smooth piece. */
    Expr map(Expr expr, UnaryOperator<Expr> change) {
        Optional<Expr> guard = smoothGuard(expr);
        if (guard.isEmpty()) {
            return change.apply(expr);
        }
        Optional<Side> known = sideOf(guard.get());
        if (known.isPresent()) {
            return map(choose(expr, guard.get(), known.get()), change);
        }
        return join(
                guard.get(),
                map(choose(expr, guard.get(), Side.ABOVE), change),
                map(choose(expr, guard.get(), Side.AT), change),
                map(choose(expr, guard.get(), Side.BELOW), change));
    }

    /** Whether a relation holds between the smooth pieces of two expressions, on the same side of every guard. */
    boolean allMatch(Expr left, Expr right, BiPredicate<Expr, Expr> relation) {
        Optional<Expr> guard = smoothGuard(left).or(() -> smoothGuard(right));
        if (guard.isEmpty()) {
            return relation.test(left, right);
        }
        Expr g = guard.get();
        List<Side> sides = sideOf(g).map(List::of).orElse(List.of(Side.values()));
        return sides.stream().allMatch(side -> allMatch(choose(left, g, side), choose(right, g, side), relation));
    }

    /** A choice, where the three are not proved to be the same. */
    private Expr join(Expr guard, Expr above, Expr at, Expr below) {
        Expr middle = same(at, above) ? above : same(at, below) ? below : at;
        return same(above, below) && middle.equals(above) ? above : new Expr.Cases(guard, above, middle, below);
    }

    private boolean same(Expr left, Expr right) {
        return left.equals(right) || allMatch(left, right, symja::provesEqual);
    }

    /** A guard that has no choice in itself, to be decided first. */
    private static Optional<Expr> smoothGuard(Expr expr) {
        if (expr instanceof Expr.Cases cases) {
            Optional<Expr> inGuard = smoothGuard(cases.guard());
            return inGuard.isPresent() ? inGuard : Optional.of(cases.guard());
        }
        return expr.parts().stream().map(Pieces::smoothGuard).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Side> sideOf(Expr guard) {
        int negative = guard instanceof Expr.Neg ? -1 : 1;
        Expr size = guard instanceof Expr.Neg e ? e.arg() : guard;
        if (!(size instanceof Expr.Num n)) {
            return Optional.empty();
        }
        int sign = negative * n.value().signum();
        return Optional.of(sign > 0 ? Side.ABOVE : sign < 0 ? Side.BELOW : Side.AT);
    }

    private Expr choose(Expr expr, Expr guard, Side side) {
        Expr inside = expr.mapParts(part -> choose(part, guard, side));
        if (inside instanceof Expr.Cases cases) {
            if (symja.provesEqual(cases.guard(), guard)) {
                return side.of(cases);
            } else if (symja.provesEqual(cases.guard(), Expr.neg(guard))) {
                return side.flipped().of(cases);
            }
        }
        return inside;
    }
}
