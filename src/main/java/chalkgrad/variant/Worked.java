package chalkgrad.variant;

import chalkgrad.check.CompiledSlip;
import chalkgrad.check.DoubleEvaluation;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.evaluate.Arithmetic;
import chalkgrad.evaluate.Digits;
import chalkgrad.evaluate.Pass;
import chalkgrad.evaluate.Real;
import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Solution;
import chalkgrad.evaluate.Undecided;
import chalkgrad.model.Problem;
import chalkgrad.model.Problem.Carry;
import chalkgrad.model.Problem.Precision;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The numbers of one variant's task: as they are printed, and to any digits.
 *
 * <p>{@code worked.rounded(cell, new Decimals(4))} is the exact value to four decimals.
 */
final class Worked {
    /** Digits to work with, one attempt after the other; the last of them is the most there is. */
    private static final int[] ATTEMPTS = {40, 120, 400, 1000};

    final Problem problem;
    final Structure structure;
    final UnrolledComputation unrolled;
    final DoubleEvaluation figures;
    private final Solution solution;

    Worked(Solution solution, Structure structure) {
        this(solution, structure, Asking.figures(structure, solution.problem()));
    }

    /** @param figures of the same problem, perhaps with values that have been worked out already */
    Worked(Solution solution, Structure structure, DoubleEvaluation figures) {
        this.solution = solution;
        this.problem = solution.problem();
        this.structure = structure;
        this.unrolled = structure.unrolled(problem.task());
        this.figures = figures;
    }

    /** The exact value to so many digits, cut as the problem says. */
    BigDecimal rounded(Occurrence cell, Precision precision) {
        return attempt((arithmetic, first) -> {
            Real value = first && problem.carry() == Carry.EXACT
                    ? solved(cell).orElseGet(() -> values(cell, arithmetic, true))
                    : values(cell, arithmetic, false);
            return cut(value, precision, arithmetic);
        });
    }

    private Real values(Occurrence cell, Arithmetic arithmetic, boolean helped) {
        Optional<BigDecimal> given = unrolled.given(cell);
        return given.isPresent()
                ? Real.of(given.get())
                : Objects.requireNonNull(figures.exact(
                                cell,
                                arithmetic,
                                helped ? this::solved : c -> Optional.empty(),
                                Optional.empty(),
                                UnaryOperator.identity())
                        .get(cell));
    }

    /** The value with a mistake, to so many digits. */
    BigDecimal rounded(Occurrence cell, CompiledSlip mishap, Precision precision) {
        return attempt((arithmetic, first) -> cut(
                Objects.requireNonNull(figures.exact(
                                cell,
                                arithmetic,
                                first && problem.carry() == Carry.EXACT ? this::solved : c -> Optional.empty(),
                                Optional.of(mishap),
                                UnaryOperator.identity())
                        .get(cell)),
                precision,
                arithmetic));
    }

    /** The lines of working on the way to a cell, with a mistake or without. */
    Working working(Occurrence target, Optional<CompiledSlip> mishap) {
        return attempt((arithmetic, first) -> {
            boolean carried = problem.carry() == Carry.ROUNDED;
            UnaryOperator<Real> written =
                    carried ? value -> Real.of(cut(value, problem.precision(), arithmetic)) : UnaryOperator.identity();
            Map<Occurrence, Real> values = figures.exact(
                    target, arithmetic, first || carried ? this::solved : c -> Optional.empty(), mishap, written);
            var printed = new LinkedHashMap<Occurrence, BigDecimal>();
            values.forEach((cell, value) -> printed.put(
                    cell, unrolled.given(cell).orElseGet(() -> cut(value, problem.precision(), arithmetic))));
            return new Working(
                    mishap.map(slip -> structure.unrolled.with(slip.instead())).orElse(structure.unrolled),
                    values,
                    printed,
                    this::printed,
                    arithmetic);
        });
    }

    /** A right value as the worked solution prints it. */
    BigDecimal printed(Occurrence cell) {
        Optional<BigDecimal> given = unrolled.given(cell);
        if (given.isEmpty() && problem.carry() == Carry.ROUNDED && solved(cell).isPresent()) {
            return attempt((arithmetic, first) -> cut(solved(cell).orElseThrow(), problem.precision(), arithmetic));
        }
        return given.orElseGet(() -> rounded(cell, problem.precision()));
    }

    private interface Attempt<T> {
        T with(Arithmetic arithmetic, boolean first);
    }

    private static <T> T attempt(Attempt<T> attempt) {
        for (int i = 0; ; i++) {
            try {
                return attempt.with(Arithmetic.enclosing(ATTEMPTS[i]), i == 0);
            } catch (Undecided undecided) {
                if (i == ATTEMPTS.length - 1) {
                    throw undecided;
                }
            }
        }
    }

    private BigDecimal cut(Real value, Precision precision, Arithmetic arithmetic) {
        return Digits.rounded(value, precision, problem.rounding(), arithmetic.last())
                .orElseThrow(() -> new Undecided("rounding"));
    }

    private Optional<Real> solved(Occurrence cell) {
        if (cell.pass() >= solution.passes().size()) {
            return Optional.empty();
        }
        Pass pass = solution.passes().get(cell.pass());
        boolean batch = cell.sample() == 0;
        if (!batch && cell.sample() > pass.samples().size()) {
            return Optional.empty();
        }
        Scope scope = batch ? pass.batch() : pass.samples().get(cell.sample() - 1);
        return scope.has(cell.quantity()) && scope.array(cell.quantity()) instanceof Real real
                ? Optional.of(real)
                : Optional.empty();
    }
}
