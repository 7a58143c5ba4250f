package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Derivation;
import chalkgrad.derive.Deriver;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Scalars;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.evaluate.Solution;
import chalkgrad.evaluate.Solver;
import chalkgrad.model.Graph;
import chalkgrad.model.Problem;
import chalkgrad.work.Work;
import chalkgrad.work.WrittenName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Marks derivations of one problem.
 *
 * <p>{@code new Checker(solution).mark(work).firstMistake()} is the number of the first wrong line.
 *
 * <p>What a problem needs is prepared once for all works; an instance belongs to one thread at a time.
 */
public final class Checker {
    /** A derivation that takes longer in spite of all is left undecided from there on, and says so. */
    public static final Duration LIMIT = Duration.ofMinutes(2);

    private final Solution solution;
    private final UnrolledComputation unrolled;
    private final Names names;
    private final ReferenceSolution ground;
    private final RandomInstances worlds;
    private final Equality equality;
    private final Slips slips;
    private final Map<List<Object>, Expr> derivatives = new HashMap<>();
    private @Nullable GeneralFormulas generalFormulas;

    /** @throws IllegalArgumentException for a graph of arrays that are too large to be looked at entry by entry */
    public Checker(Solution solution) {
        this.solution = solution;
        Solution scalars = exact(solution);
        this.unrolled = new UnrolledComputation(scalars.derivation());
        this.names = new Names(
                solution.problem(), scalars.problem().task(), solution.problem().task());
        this.ground = new ReferenceSolution(unrolled, scalars);
        this.worlds = new RandomInstances(ground);
        this.equality = new Equality(ground, worlds);
        this.slips = new Slips(ground);
    }

    /** The same solution in scalars, and carried exactly. */
    private static Solution exact(Solution solution) {
        Problem problem = solution.problem();
        boolean rounded = problem.carry() == Problem.Carry.ROUNDED;
        Derivation derivation = solution.derivation();
        if (problem.task() instanceof Graph given) {
            Graph flat = Scalars.of(given)
                    .map(Scalars::graph)
                    .orElseThrow(() -> new IllegalArgumentException("the graph has too many entries to be checked"));
            if (!flat.equals(given)) {
                problem = problem.withTask(flat);
                derivation = new Deriver(solution.derivation().rules()).derive(flat);
            } else if (!rounded) {
                return solution;
            }
        } else if (!rounded) {
            return solution;
        }
        Solution.Outcome outcome = Solver.solve(problem.withCarry(Problem.Carry.EXACT), derivation);
        if (outcome instanceof Solution.Solved solved) {
            return solved.solution();
        }
        throw new IllegalStateException("solved before, and not now: " + outcome);
    }

    public Solution solution() {
        return solution;
    }

    /** Names of a problem that a reader would not know for names, {@code margin}. */
    public static Set<String> words(Problem problem) {
        return Names.words(problem.task());
    }

    /** Marks a derivation. */
    public Marking mark(Work work) {
        return mark(work, LIMIT);
    }

    /**
     * Marks a derivation, as far as its effort goes; what is left over is undecided and says so.
     *
     * @param limit what it may take by the clock at most; zero for as long as it likes
     */
    public Marking mark(Work work, Duration limit) {
        return mark(work, new Effort(Effort.STEPS, limit));
    }

    Marking mark(Work work, Effort effort) {
        Conventions conventions = conventions(work, effort.another());
        Judge judge = judge(conventions, effort);
        var lines = new ArrayList<Marking.Line>();
        for (Work.Formula formula : work.formulas()) {
            if (formula instanceof Work.Unread unread) {
                lines.add(plain(unread.line(), unread.text(), Verdict.UNREAD, List.of()));
            } else if (formula instanceof Work.Chain chain && !isSetting(chain)) {
                lines.addAll(effort.isUsedUp() || effort.isOverdue() ? late(chain, effort) : judge.chain(chain));
            }
        }
        return new Marking(
                work, lines, new MarkScheme(solution.problem()).points(lines), conventions.held(names::isUsual));
    }

    /** A judge of lines that is at the beginning of a work. */
    Judge judge(Conventions conventions, Effort effort) {
        return new Judge(
                ground,
                new Readings(unrolled, names, derivatives),
                conventions,
                worlds,
                equality,
                slips,
                this::generalFormulas,
                effort);
    }

    private GeneralFormulas generalFormulas() {
        if (generalFormulas == null) {
            generalFormulas = GeneralFormulas.of(solution);
        }
        return generalFormulas;
    }

    /** Whether a chain only numbers something, with a letter that the problem has no other use for. */
    private boolean isSetting(Work.Chain chain) {
        return IndexLetters.isSetting(chain)
                && !words(solution.problem())
                        .contains(
                                ((WrittenName) ((Expr.Sym) chain.sides().get(0).expr()).symbol()).base());
    }

    /** How the writer's letters are to be read: what makes most of the whole work right. */
    private Conventions conventions(Work work, Effort effort) {
        var held = new Conventions(solution.problem().conventions(), names::rank);
        // What one line leaves open another may tell; so the work is read twice.
        for (int round = 0; round < 2; round++) {
            var found = new Conventions(solution.problem().conventions(), names::rank);
            Judge judge = judge(held, effort);
            for (Work.Formula formula : work.formulas()) {
                if (formula instanceof Work.Chain chain
                        && !isSetting(chain)
                        && !effort.isUsedUp()
                        && !effort.isOverdue()) {
                    judge.observe(chain, found);
                }
            }
            held = found;
            if (!found.isContested()) {
                break;
            }
        }
        return held;
    }

    private static Marking.Line plain(int line, String text, Verdict verdict, List<Remark> remarks) {
        return new Marking.Line(
                line,
                text,
                Optional.empty(),
                verdict,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                remarks,
                List.of());
    }

    private static List<Marking.Line> late(Work.Chain chain, Effort effort) {
        Work.Side last = chain.sides().get(chain.sides().size() - 1);
        return List.of(plain(
                last.line(),
                last.text(),
                Verdict.UNDECIDED,
                List.of(Remark.of(effort.isUsedUp() ? Wording.EFFORT : Wording.TIMEOUT))));
    }

    /** The right value of a quantity, for tests and explanations. */
    Optional<java.math.BigDecimal> exact(Occurrence cell) {
        return ground.exact(cell);
    }
}
