package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.algebra.Symja;
import chalkgrad.evaluate.Arithmetic;
import chalkgrad.evaluate.Attempt;
import chalkgrad.evaluate.Evaluator;
import chalkgrad.evaluate.Real;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether two expressions are the same wherever both have a value.
 *
 * <p>{@code new Equivalence(true).of(parse("sqrt(z^2)"), parse("z"))} is {@code Different} at z = -1.25: 1.25 and -1.25.
 *
 * <p>They differ where enclosures of their values lie apart at some point, which is certain. They are equal where a computer algebra system proves
 * it, or where they agree at every point to more digits than a difference could hide behind. An instance belongs to one thread at a time.
 */
public final class Equivalence {
    /** Digits with which a point is tried, one after the other until it is decided. */
    private static final List<Integer> DIGITS = List.of(60, 240, 1000);

    /** Relative to their size, values that agree are no farther apart than this. */
    private static final BigDecimal NEAR = new BigDecimal("1e-40");

    /** Values within this of zero are taken for zero, computed with more digits; those beyond the second have run out of range. */
    private static final BigDecimal NOTHING = new BigDecimal("1e-150");

    private static final BigDecimal OUT_OF_RANGE = new BigDecimal("1e-100000");

    /** Largest expression that is looked at. */
    private static final int MAX_NODES = 20_000;
    /** Highest tree of one. */
    private static final int MAX_HEIGHT = 300;
    /** Largest and highest expression that a proof is tried of. */
    private static final int MAX_PROVED = 600;

    private static final int MAX_PROVED_HEIGHT = 80;

    /** At so many points agreement is looked at again with the most digits. */
    private static final int DEEP = 2;

    /** A difference that so many digits show needs no better example. */
    private static final BigDecimal PLAIN = new BigDecimal("1e-4");

    private static final Duration LIMIT = Duration.ofMillis(1500);

    private final long limit;
    private final boolean proving;
    private final Arithmetic.Losses losses = new Arithmetic.Losses();
    private final List<Evaluator> evaluators = DIGITS.stream()
            .map(digits -> new Evaluator(Arithmetic.enclosing(digits).noting(losses), e -> e))
            .toList();
    private @Nullable Symja symja;

    /** Judges with the usual time limit. */
    public Equivalence(boolean proving) {
        this(LIMIT, proving);
    }

    /**
     * @param limit how long the comparison of a pair may take; what takes longer is undecided
     * @param proving whether a proof is tried of what agrees everywhere, too; of what is undecided otherwise it always is
     */
    public Equivalence(Duration limit, boolean proving) {
        this.limit = limit.toNanos();
        this.proving = proving;
    }

    /** What is known of two expressions. */
    public sealed interface Verdict {
        /**
         * They are the same wherever both have a value.
         *
         * @param proved whether that is proved; else they agree to 40 digits at each of the {@code points}
         * @param points at how many points they were seen to agree
         */
        record Equal(boolean proved, int points) implements Verdict {}

        /**
         * They differ.
         *
         * @param at values of the symbols, in the order in which these appear, exact or to 20 digits
         * @param left the value of the left one there
         * @param right the value of the right one there
         */
        record Different(Map<Symbol, BigDecimal> at, Real left, Real right) implements Verdict {
            public Different {
                at = Collections.unmodifiableMap(new LinkedHashMap<>(at));
            }
        }

        /** Nothing is known. */
        record Undecided(Reason reason) implements Verdict {}
    }

    /** Why a pair is undecided. */
    public enum Reason {
        /** Too few points were found at which both have a value. */
        NO_COMMON_VALUES,
        /** The values cannot be told apart, nor seen to agree, with the most digits that there are. */
        TOO_CLOSE,
        /** An expression is too large to be looked at. */
        TOO_LARGE,
        /** It takes too long. */
        TOO_LONG,
        /** It depends on the shapes of vectors and matrices. */
        SHAPES
    }

    /** Leaves an evaluation whose time is over. */
    private static final class Late extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Late() {
            super(null, null, false, false);
        }
    }

    /** Judges two expressions whose symbols are independent. */
    public Verdict of(Expr left, Expr right) {
        return of(left, right, null);
    }

    /** Judges two expressions. {@code points} gives each symbol in them a value; null where they are independent. */
    public Verdict of(Expr left, Expr right, @Nullable Points points) {
        if (isTooLarge(left) || isTooLarge(right)) {
            return new Verdict.Undecided(Reason.TOO_LARGE);
        } else if (left.equals(right)) {
            return new Verdict.Equal(true, 0);
        }
        var scalars = new Scalars();
        var pair = new Pair(scalars.of(left), scalars.of(right));
        Points where = points == null ? FreePoints.of(left, right, pair.symbols) : points;
        var comparison = new Comparison(pair, where);
        Verdict verdict = comparison.verdict();
        if (verdict instanceof Verdict.Different) {
            return scalars.hasParts() ? new Verdict.Undecided(Reason.SHAPES) : verdict;
        } else if ((proving || verdict instanceof Verdict.Undecided) && proves(pair)) {
            return new Verdict.Equal(true, comparison.agreed.size());
        }
        Verdict closer = verdict instanceof Verdict.Equal ? comparison.closer() : verdict;
        return closer instanceof Verdict.Different && scalars.hasParts()
                ? new Verdict.Undecided(Reason.SHAPES)
                : closer;
    }

    /** Whether an expression is larger or deeper nested than what is looked at. */
    public static boolean isTooLarge(Expr expr) {
        return expr.nodes(MAX_NODES) >= MAX_NODES || Scalars.height(expr) > MAX_HEIGHT;
    }

    private boolean proves(Pair pair) {
        Expr both = Expr.sub(pair.left, pair.right);
        if (both.nodes(MAX_PROVED) >= MAX_PROVED || Scalars.height(both) > MAX_PROVED_HEIGHT) {
            return false;
        }
        if (symja == null) {
            symja = new Symja();
        }
        return symja.provesEqual(pair.left, pair.right);
    }

    /** Two expressions of numbers, with their symbols in the order of reading. */
    private static final class Pair {
        final Expr left;
        final Expr right;
        final Set<Symbol> symbols = new LinkedHashSet<>();

        Pair(Expr left, Expr right) {
            this.left = left;
            this.right = right;
            var seen = Collections.newSetFromMap(new java.util.IdentityHashMap<Expr, Boolean>());
            collect(left, seen);
            collect(right, seen);
        }

        private void collect(Expr expr, Set<Expr> seen) {
            if (!seen.add(expr)) {
                return;
            } else if (expr instanceof Expr.Sym s && !(s.symbol() instanceof Symbol.Constant)) {
                symbols.add(s.symbol());
            }
            expr.parts().forEach(part -> collect(part, seen));
        }
    }

    /** What came of a point. */
    private enum Outcome {
        AGREE,
        /** One side has none. */
        NO_VALUE,
        /** They agree as far as one can see, and both have parts that are too small to be seen beside others. */
        UNSEEN,
        UNKNOWN,
        APART
    }

    /** One pair, compared at points. */
    private final class Comparison {
        private final Pair pair;
        private final Points points;
        private long deadline = System.nanoTime() + limit;
        private final List<Integer> agreed = new ArrayList<>();
        private int unknown;
        private int unseen;
        private Verdict.@Nullable Different example;
        private BigDecimal gap = BigDecimal.ZERO;

        Comparison(Pair pair, Points points) {
            this.pair = pair;
            this.points = points;
        }

        Verdict verdict() {
            try {
                for (int point = 0; point < points.count() && gap.compareTo(PLAIN) < 0; point++) {
                    switch (compare(point, 0)) {
                        case AGREE -> agreed.add(point);
                        case UNSEEN -> unseen++;
                        case UNKNOWN -> unknown++;
                        default -> {}
                    }
                }
            } catch (Late late) {
                return known(new Verdict.Undecided(Reason.TOO_LONG));
            }
            if (agreed.size() >= points.enough() && agreed.size() >= unknown) {
                return known(new Verdict.Equal(false, agreed.size()));
            }
            return known(new Verdict.Undecided(
                    unknown + unseen > agreed.size() ? Reason.TOO_CLOSE : Reason.NO_COMMON_VALUES));
        }

        /**
         * A difference may hide behind any number of digits, as that of sigmoid(1000) from 1: a few points again with the most, as far as there
         * is time.
         */
        Verdict closer() {
            deadline = System.nanoTime() + limit / 6;
            try {
                for (int i = 0; i < Math.min(DEEP, agreed.size()) && example == null; i++) {
                    compare(agreed.get(i), DIGITS.size() - 1);
                }
            } catch (Late late) {
                return new Verdict.Equal(false, agreed.size());
            }
            return known(new Verdict.Equal(false, agreed.size()));
        }

        /** A difference that was seen is certain, whatever else came of it. */
        private Verdict known(Verdict otherwise) {
            return example == null ? otherwise : example;
        }

        /** Compares at a point, with more and more digits from the {@code level} on. */
        private Outcome compare(int point, int level) {
            boolean agree = false;
            for (int i = level; i < DIGITS.size(); i++) {
                losses.take();
                Attempt left = attempt(i, pair.left, point);
                if (left instanceof Attempt.NoValue) {
                    return Outcome.NO_VALUE;
                }
                Attempt right = attempt(i, pair.right, point);
                if (right instanceof Attempt.NoValue) {
                    return Outcome.NO_VALUE;
                } else if (left instanceof Attempt.Valued a && right instanceof Attempt.Valued b) {
                    if (Real.apart(a.value(), b.value())) {
                        keep(point, finer(a.value(), pair.left, point), finer(b.value(), pair.right, point));
                        return Outcome.APART;
                    }
                    agree = agree(Bounds.of(a.value()), Bounds.of(b.value()), i);
                    if (agree) {
                        if (!losses.take()) {
                            return Outcome.AGREE;
                        } else if (!pair.symbols.isEmpty()) {
                            // There are other points.
                            return Outcome.UNSEEN;
                        }
                    }
                }
            }
            return agree ? Outcome.UNSEEN : Outcome.UNKNOWN;
        }

        private Attempt attempt(int level, Expr expr, int point) {
            return evaluators.get(level).attempt(expr, symbol -> {
                if (System.nanoTime() - deadline > 0) {
                    throw new Late();
                }
                return points.value(point, symbol);
            });
        }

        /** A number that may be zero, with the most digits, so that a zero can be shown as such. */
        private Real finer(Real value, Expr expr, int point) {
            return Bounds.of(value).mayBeZero()
                            && attempt(DIGITS.size() - 1, expr, point) instanceof Attempt.Valued finer
                    ? finer.value()
                    : value;
        }

        /** Keeps the example in which the difference is easiest to see. */
        private void keep(int point, Real left, Real right) {
            BigDecimal size = Bounds.of(left).gap(Bounds.of(right));
            if (example == null || size.compareTo(gap) > 0) {
                gap = size;
                var at = new LinkedHashMap<Symbol, BigDecimal>();
                for (Symbol symbol : pair.symbols) {
                    Optional.ofNullable(points.value(point, symbol))
                            .ifPresent(value -> at.put(symbol, Bounds.of(value).shown()));
                }
                example = new Verdict.Different(at, left, right);
            }
        }
    }

    private static boolean agree(Bounds a, Bounds b, int level) {
        BigDecimal lo = a.lo.min(b.lo);
        BigDecimal hi = a.hi.max(b.hi);
        BigDecimal size = lo.abs().max(hi.abs());
        if (hi.subtract(lo, Bounds.UP).compareTo(size.multiply(NEAR)) <= 0) {
            return true;
        }
        // What is zero without being seen to be leaves a remainder as small as the digits are many, and no smaller.
        return level > 0 && size.compareTo(NOTHING) < 0 && size.compareTo(OUT_OF_RANGE) > 0;
    }

    /** The ends of what a number lies between; these may be a thousand million powers of ten apart, so nothing is added up exactly. */
    private record Bounds(BigDecimal lo, BigDecimal hi) {
        private static final MathContext DOWN = new MathContext(80, java.math.RoundingMode.FLOOR);
        private static final MathContext UP = new MathContext(80, java.math.RoundingMode.CEILING);
        private static final MathContext SHOWN = new MathContext(20);

        static Bounds of(Real value) {
            if (value instanceof Real.Enclosure e) {
                return new Bounds(e.lo(), e.hi());
            }
            var exact = (Real.Exact) value;
            Optional<BigDecimal> decimal = exact.decimal();
            if (decimal.isPresent()) {
                return new Bounds(decimal.get(), decimal.get());
            }
            var top = new BigDecimal(exact.numerator());
            var bottom = new BigDecimal(exact.denominator());
            return new Bounds(top.divide(bottom, DOWN), top.divide(bottom, UP));
        }

        /** How far two numbers are apart, relative to the larger one; two digits or so of it are right. */
        BigDecimal gap(Bounds other) {
            BigDecimal size = lo.abs().max(hi.abs()).max(other.lo.abs()).max(other.hi.abs());
            BigDecimal distance =
                    lo.max(other.lo).subtract(hi.min(other.hi), UP).max(BigDecimal.ZERO);
            return size.signum() == 0 ? BigDecimal.ZERO : distance.divide(size, new MathContext(5));
        }

        boolean mayBeZero() {
            return lo.signum() < 0 && hi.signum() > 0;
        }

        BigDecimal shown() {
            return lo.compareTo(hi) == 0 ? lo : lo.add(hi, UP).divide(BigDecimal.valueOf(2), SHOWN);
        }
    }
}
