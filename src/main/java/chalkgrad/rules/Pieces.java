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
            return this == ABOVE ? BELOW : this == BELOW ? ABOVE : AT;
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
        Expr tidy = symja.simplify(guard.get());
        Optional<Side> known = sideOf(tidy);
        if (known.isPresent()) {
            return map(choose(expr, guard.get(), known.get()), change);
        }
        return join(
                tidy,
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
        List<Side> sides = sideOf(symja.simplify(g)).map(List::of).orElse(List.of(Side.values()));
        return sides.stream().allMatch(side -> {
            Expr l = choose(left, g, side);
            Expr r = choose(right, g, side);
            return allMatch(l, r, relation)
                    || side == Side.AT && g instanceof Expr.Sym zero && allMatch(at0(l, zero), at0(r, zero), relation);
        });
    }

    private static Expr at0(Expr expr, Expr.Sym zero) {
        return expr.substitute(symbol -> symbol.equals(zero.symbol()) ? Expr.ZERO : null);
    }

    /** A choice, where the three are not proved to be the same. */
    private Expr join(Expr guard, Expr above, Expr at, Expr below) {
        if (guard instanceof Expr.Neg flipped) {
            return join(flipped.arg(), below, at, above);
        }
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
        return expr.parts().stream()
                .map(Pieces::smoothGuard)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Side> sideOf(Expr guard) {
        if (guard instanceof Expr.Neg e) {
            return sideOf(e.arg()).map(Side::flipped);
        } else if (guard instanceof Expr.Div e
                && e.denominator() instanceof Expr.Num n
                && n.value().signum() > 0) {
            return sideOf(e.numerator());
        } else if (guard instanceof Expr.Num n) {
            return Optional.of(n.value().signum() > 0 ? Side.ABOVE : n.value().signum() < 0 ? Side.BELOW : Side.AT);
        }
        return Optional.empty();
    }

    private Expr choose(Expr expr, Expr guard, Side side) {
        Expr chosen = chooseIn(expr, guard, side);
        return side == Side.AT && guard instanceof Expr.Sym zero ? withGuardsAtZero(chosen, zero) : chosen;
    }

    /** The expression with a symbol set to zero in what decides on other pieces; the pieces themselves are still to be derived. */
    private static Expr withGuardsAtZero(Expr expr, Expr.Sym zero) {
        Expr inside = expr.mapParts(part -> withGuardsAtZero(part, zero));
        if (inside instanceof Expr.Cases e) {
            return new Expr.Cases(at0(e.guard(), zero), e.above(), e.at(), e.below());
        }
        return inside;
    }

    private Expr chooseIn(Expr expr, Expr guard, Side side) {
        Expr inside = expr.mapParts(part -> chooseIn(part, guard, side));
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
