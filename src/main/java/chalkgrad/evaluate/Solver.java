package chalkgrad.evaluate;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Derivation;
import chalkgrad.derive.GraphDerivation;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
        try {
            Problem unrounded = problem.withCarry(Problem.Carry.EXACT);
            List<Pass> exact = passes(unrounded, runs(unrounded, derivation), false);
            Optional<CrossCheck> quickly = quick.apply(exact);
            CrossCheck check = quickly.orElseGet(() -> CrossCheck.of(derivation, exact));
            if (quickly.isEmpty() && !check.agrees()) {
                return new Solution.Disagreement(check.worst());
            }
            List<Pass> shown =
                    problem.carry() == Problem.Carry.EXACT ? exact : passes(problem, runs(problem, derivation), true);
            return new Solved(
                    new Solution(problem, derivation, shown, check, Kinks.in(derivation, shown), Optional.empty()));
        } catch (Runs.Stuck stuck) {
            return new Impossible(stuck.quantity, stuck.step, stuck.sample, stuck.fault);
        }
    }

    private static Runs runs(Problem problem, Derivation derivation) {
        return derivation instanceof GraphDerivation graph
                ? new GraphRuns(problem, graph)
                : new Forwards(problem, (NetworkDerivation) derivation);
    }

    private static List<Pass> passes(Problem problem, Runs runs, boolean rounded) {
        int digits = START;
        Precision precision = problem.precision();
        if (precision instanceof Precision.Decimals d) {
            digits = Math.max(digits, d.count() + GUARD);
        } else if (precision instanceof Precision.Significant s) {
            digits = Math.max(digits, s.count() + GUARD);
        }
        boolean proven = rounded || runs.updates() <= PROVEN_STEPS;
        return Precise.raising(digits, Arithmetic.CAP, count -> {
            boolean last = count == Arithmetic.CAP;
            boolean enclosed = proven && (rounded || !runs.isLong() || count <= PROVEN_DIGITS || last);
            List<Pass> passes =
                    enclosed ? runs.run(Arithmetic.enclosing(count)) : twice(runs, proven ? count * 2 / 3 : count);
            passes.forEach(Solver::certain);
            return passes;
        });
    }

    /** Both runs at once, as neither needs anything of the other. */
    private static List<Pass> twice(Runs runs, int digits) {
        CompletableFuture<List<Pass>> coarse =
                CompletableFuture.supplyAsync(() -> runs.run(Arithmetic.pointwise(digits)));
        List<Pass> fine = runs.run(Arithmetic.pointwise(digits + 15));
        try {
            return Descent.compare(coarse.join(), fine);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Throws {@link Undecided} unless every number of the pass can be rounded. */
    private static void certain(Pass pass) {
        for (Scope scope : pass.samples()) {
            scope.certain();
        }
        if (pass.samples().size() > 1) {
            pass.batch().certain();
        }
    }

    /** A step's expression is never evaluated otherwise than by this. */
    static Real value(Arithmetic arithmetic, Step step, Scope scope, Branches branches) {
        Expr e = step.expression();
        return new Evaluator(arithmetic, Functions::expand).value(e, scope::find, branches);
    }
}
