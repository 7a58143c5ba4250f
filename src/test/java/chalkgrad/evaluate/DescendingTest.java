package chalkgrad.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chalkgrad.derive.Deriver;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.evaluate.Descending.Enclosed;
import chalkgrad.evaluate.Descending.Twice;
import chalkgrad.evaluate.Descending.Uncertain;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.problem.ProblemReader;
import chalkgrad.rules.RuleBook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long descents: in bounded memory, and no further than digits can be proved. */
class DescendingTest {
    private static Problem problem(String activation, String rate, int steps) {
        String text = "inputs: {x1: 1}\ntargets: {o1: 0.9}\nlayers:\n  - units: [o1]\n    activation: \"" + activation
                + "\"\n    weights: [[0.7]]\nloss: half_sse\nlearning_rate: " + rate + "\nsteps: " + steps + "\n";
        return ProblemReader.read("descent", text.getBytes(StandardCharsets.UTF_8))
                .problems()
                .get(0);
    }

    private static NetworkDerivation derivation(Problem problem) {
        return (NetworkDerivation) new Deriver(new RuleBook()).derive(problem.task());
    }

    private static Descending through(Problem problem, Descending.Way way) {
        NetworkDerivation derivation = derivation(problem);
        return Descending.through(derivation, new NetworkRunner(problem, derivation), way, DescentListener.NONE);
    }

    /** z^2 with a large step is chaotic: a third of a digit is lost at each. */
    @Test
    void aChaoticDescentEndsWhereDigitsAreLost() {
        Problem problem = problem("z^2", "1.05", 600);
        Uncertain few = catchThrowableOfType(Uncertain.class, () -> through(problem, Twice.of(45, false)));
        Uncertain more = catchThrowableOfType(Uncertain.class, () -> through(problem, Twice.of(90, true)));
        assertThat(few.lost).isTrue();
        assertThat(more.lost).isTrue();
        assertThat(few.passes).isBetween(50, 250);
        assertThat(more.passes).isBetween(few.passes + 50, 600);
    }

    /** With enough digits it is worked out to its end. */
    @Test
    void moreDigitsSeeItThrough() {
        Solution solution = solved(problem("z^2", "1.05", 600));
        assertThat(solution.passes()).hasSize(601);
        assertThat(solution.unsure()).isEmpty();
        Pass last = solution.passes().get(600);
        Problem again = problem("z^2", "1.05", 600);
        Pass proven = through(again, new Enclosed(Arithmetic.enclosing(900), 900))
                .passes()
                .get(600);
        assertThat(last.batch().json(Quantity.LOSS)).isEqualTo(proven.batch().json(Quantity.LOSS));
    }

    private static Solution solved(Problem problem) {
        Solution.Outcome outcome = Solver.solve(problem, derivation(problem));
        assertThat(outcome).isInstanceOf(Solution.Solved.class);
        return ((Solution.Solved) outcome).solution();
    }

    /** Of one that converges, the digits of what is all but zero are left open at last. */
    @Test
    void aDescentThatConvergesGoesOn() {
        Problem problem = problem("z^2", "0.3", 700);
        Descending all = through(problem, Twice.of(60, true));
        assertThat(all.passes()).hasSize(701);
        assertThat(all.unsure()).isNotEmpty().allSatisfy(unsure -> {
            assertThat(unsure.sign()).isZero();
            assertThat(unsure.step()).isGreaterThan(20);
            assertThat(Range.exponent(unsure.below())).isLessThan(-20);
        });
        String shown = all.passes().get(650).batch().json(new Quantity.Delta("o1"));
        assertThat(shown).startsWith("0E-");
    }

    /** A run that is too long to be kept comes out the same whenever it is looked at. */
    @Test
    void passesAreWorkedOutAgain() {
        Problem problem = problem("sigmoid", "0.5", 700);
        NetworkDerivation derivation = derivation(problem);
        var runs = new NetworkRunner(problem, derivation);
        Descending kept = Descending.through(derivation, runs, Twice.of(60, false), DescentListener.NONE);
        var progress = new ArrayList<Integer>();
        Descending again =
                Descending.through(derivation, runs, Twice.of(60, false), (done, all) -> progress.add(done), 0);
        for (int i : List.of(0, 699, 256, 255, 700, 1, 513)) {
            assertThat(again.passes().get(i).batch().json(Quantity.LOSS))
                    .as("pass %s", i)
                    .isEqualTo(kept.passes().get(i).batch().json(Quantity.LOSS));
        }
        assertThat(progress).containsExactly(256, 512, 701);
        assertThat(again.passes()).hasSize(701).isNotInstanceOf(ArrayList.class);
    }

    @Test
    void fewerUpdatesAreTheSameProblem() {
        Network network = (Network) problem("z^2", "0.3", 700).task();
        assertThat(network.withSteps(3).steps()).isEqualTo(3);
        assertThat(network.withSteps(700)).isEqualTo(network);
    }
}
