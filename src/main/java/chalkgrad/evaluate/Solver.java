package chalkgrad.evaluate;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Derivation;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.GraphInstance;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.derive.Step;
import chalkgrad.evaluate.Solution.Impossible;
import chalkgrad.evaluate.Solution.Outcome;
import chalkgrad.evaluate.Solution.Solved;
import chalkgrad.model.Problem;
import chalkgrad.model.Problem.Precision;
import chalkgrad.rules.Functions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;

/**
 * Computes every step of a derivation so exactly that each printed digit is certain.
 *
 * <p>{@code Solver.solve(problem, derivation)} is a {@link Solved}, or says which step has no value.
 *
 * <p>The working precision is raised until every number can be rounded with certainty. Values are enclosed by proven bounds; over many
 * updates, or along a long chain of nodes, such bounds would grow exponentially although the true errors do not. A long descent, and a long
 * graph whose bounds have grown so, is instead computed twice with different precision, and a thousandfold of the difference taken as the
 * bound.
 */
public final class Solver {
    /** Up to so many updates bounds are proven from the first to the last. */
    private static final int PROVEN_STEPS = 20;

    /** Up to so many digits bounds are proven for a long graph. */
    private static final int PROVEN_DIGITS = 60;

    /** Most work that a longer computation of a descent may take: steps, times their digits to the power of one and a half. */
    private static final double MOST_WORK = 4e9;

    /** So many instances of a graph without numbers are tried. */
    private static final int INSTANCES = 40;

    private static final int INSTANCE_SEED = 16;

    private static final int GUARD = 25;
    private static final int START = 45;

    private Solver() {}

    /** The solution of a problem whose derivation is given. */
    public static Outcome solve(Problem problem, Derivation derivation) {
        return solve(problem, derivation, passes -> Optional.empty());
    }

    /**
     * The same of one of many problems with the same derivation.
     *
     * @param quick verifies the gradients with less work than {@link CrossCheck} takes; empty where it finds nothing, be it that they are
     *     wrong or that it cannot tell
     */
    public static Outcome solve(
            Problem problem, Derivation derivation, Function<List<Pass>, Optional<CrossCheck>> quick) {
        return solve(problem, derivation, quick, DescentListener.NONE);
    }

    /** The same, telling how far a long descent is. */
    public static Outcome solve(Problem problem, Derivation derivation, DescentListener listener) {
        return solve(problem, derivation, passes -> Optional.empty(), listener);
    }

    private static Outcome solve(
            Problem problem,
            Derivation derivation,
            Function<List<Pass>, Optional<CrossCheck>> quick,
            DescentListener listener) {
        try {
            Problem unrounded = problem.withCarry(Problem.Carry.EXACT);
            Descending exact = certain(unrounded, derivation, false, listener);
            Optional<CrossCheck> quickly = quick.apply(exact.passes());
            CrossCheck check = quickly.orElseGet(() -> checked(unrounded, derivation, exact.passes()));
            if (check.contradicted().isPresent()) {
                return new Solution.Disagreement(check.contradicted().get());
            }
            Descending shown =
                    problem.carry() == Problem.Carry.EXACT ? exact : certain(problem, derivation, true, listener);
            return new Solved(new Solution(
                    problem,
                    derivation,
                    shown.passes(),
                    check,
                    shown.kinks(),
                    Optional.empty(),
                    shown.unsure(),
                    OptionalInt.empty()));
        } catch (Runs.Stuck stuck) {
            return new Impossible(stuck.quantity, stuck.step, stuck.sample, stuck.fault);
        } catch (Descending.Uncertain uncertain) {
            return new Solution.Unprovable(Math.max(0, uncertain.passes - 1));
        }
    }

    /** A derivation without numbers is verified at random values of random sizes; where it has none there, at others. */
    private static CrossCheck checked(Problem problem, Derivation derivation, List<Pass> passes) {
        if (!(derivation instanceof GraphDerivation open) || !open.graph().isOpen()) {
            return CrossCheck.of(derivation, passes);
        }
        return instance(problem, open)
                .map(found -> CrossCheck.of(found.derivation, found.passes))
                .orElse(new CrossCheck(0, 0, 0, 0, 1, Optional.empty()));
    }

    /** A graph without numbers at random values of random sizes. */
    record Instance(GraphDerivation derivation, List<Pass> passes) {}

    /** The first instance that has values; empty where none of many has. */
    static Optional<Instance> instance(Problem problem, GraphDerivation open) {
        return instance(problem, positive -> random -> GraphInstance.of(open, random, positive));
    }

    private static Optional<Instance> instance(
            Problem problem, Function<Boolean, Function<Random, GraphDerivation>> draw) {
        var random = new Random(INSTANCE_SEED);
        for (int i = 0; i < INSTANCES; i++) {
            GraphDerivation drawn = draw.apply(i % 2 == 1).apply(random);
            Problem numbers = problem.withTask(drawn.graph());
            try {
                Descending all = certain(numbers, drawn, false, DescentListener.NONE);
                return Optional.of(new Instance(drawn, all.passes()));
            } catch (Runs.Stuck | Descending.Uncertain fault) {
                // A logarithm of a negative number, say; another draw may do.
            }
        }
        return Optional.empty();
    }

    /**
     * A graph without numbers at random values of random sizes, as a solution of its own to compare formulas with; empty where it has no
     * values at any of many.
     */
    public static Optional<Solution> atRandom(Problem problem, GraphDerivation open) {
        return instance(problem, positive -> random -> GraphInstance.withShares(open, random, positive))
                .map(found -> new Solution(
                        problem.withTask(found.derivation.graph()),
                        found.derivation,
                        found.passes,
                        CrossCheck.of(found.derivation, found.passes),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        OptionalInt.empty()));
    }

    private static Runs runs(Problem problem, Derivation derivation) {
        return derivation instanceof GraphDerivation graph
                ? new GraphRunner(problem, graph)
                : new NetworkRunner(problem, (NetworkDerivation) derivation);
    }

    private static Descending certain(
            Problem problem, Derivation derivation, boolean rounded, DescentListener listener) {
        Runs runs = runs(problem, derivation);
        int digits = START;
        Precision precision = problem.precision();
        if (precision instanceof Precision.Decimals d) {
            digits = Math.max(digits, d.count() + GUARD);
        } else if (precision instanceof Precision.Significant s) {
            digits = Math.max(digits, s.count() + GUARD);
        }
        return rounded || runs.updates() <= PROVEN_STEPS
                ? proven(derivation, runs, rounded, digits, listener)
                : descent(derivation, runs, digits, listener);
    }

    /** With proven bounds, or bounds that a long graph needs. */
    private static Descending proven(
            Derivation derivation, Runs runs, boolean rounded, int start, DescentListener listener) {
        int digits = Math.min(start, Arithmetic.CAP);
        while (true) {
            boolean last = digits >= Arithmetic.CAP;
            boolean enclosed = rounded || !runs.isLong() || digits <= PROVEN_DIGITS || last;
            Descending.Way way = enclosed
                    ? new Descending.Enclosed(Arithmetic.enclosing(digits), digits)
                    : Descending.Twice.of(digits * 2 / 3, false);
            try {
                Descending all = Descending.through(derivation, runs, way, listener);
                return last ? ProvedZeros.in(derivation, all) : all;
            } catch (Descending.Uncertain uncertain) {
                if (last) {
                    throw uncertain;
                }
                digits = Math.min(2 * digits, Arithmetic.CAP);
            }
        }
    }

    /**
     * With bounds from two runs. Twice the digits are tried as long as the work is in bounds; it is counted in steps, since an answer must not
     * depend on the clock. A descent that converges goes on without the digits of what is all but zero; one that is chaotic ends where
     * digits are lost.
     */
    private static Descending descent(Derivation derivation, Runs runs, int start, DescentListener listener) {
        int digits = start;
        while (true) {
            try {
                return Descending.through(derivation, runs, Descending.Twice.of(digits, false), listener);
            } catch (Descending.Uncertain uncertain) {
                long further = Math.min(runs.passes(), 3L * uncertain.passes + 1);
                if (work(runs, further, 2 * digits) <= MOST_WORK) {
                    digits *= 2;
                } else if (uncertain.lost) {
                    throw uncertain;
                } else {
                    break;
                }
            }
        }
        while (digits > start && work(runs, runs.passes(), digits) > MOST_WORK) {
            digits = Math.max(start, digits * 2 / 3);
        }
        return Descending.through(derivation, runs, Descending.Twice.of(digits, true), listener);
    }

    private static double work(Runs runs, long passes, int digits) {
        return (double) passes * runs.steps() * Math.pow(digits, 1.5);
    }

    /** A step's expression is never evaluated otherwise than by this. */
    static Real value(Arithmetic arithmetic, Step step, Scope scope, Branches branches) {
        Expr e = step.expression();
        return new Evaluator(arithmetic, Functions::expand).value(e, scope::find, branches);
    }
}
