package chalkgrad.variant;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.derive.Derivation;
import chalkgrad.evaluate.CrossCheck;
import chalkgrad.evaluate.Solution;
import chalkgrad.evaluate.Solver;
import chalkgrad.model.Problem;
import chalkgrad.problem.ProblemReader;
import chalkgrad.rules.RuleBook;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gradients verified in doubles: right ones are, wrong ones are not, and where it cannot tell it says nothing. */
class QuickCheckTest {
    private static final RuleBook RULES = new RuleBook();

    private static final String NETWORK = """
            inputs: {x1: %s, x2: 0.2}
            targets: {o1: 0.4}
            layers:
              - {units: [h1, h2], activation: %s, weights: [[0.3, 0.25], [0.4, 0.35]]}
              - {units: [o1], activation: sigmoid, weights: [[0.45, 0.4]]}
            loss: half_sse
            learning_rate: 0.5
            """;

    private static Problem network(String x1, String activation) {
        return problem(NETWORK.formatted(x1, activation));
    }

    private static Problem problem(String text) {
        return ProblemReader.read("p.yaml", text.getBytes(StandardCharsets.UTF_8))
                .problems()
                .get(0);
    }

    /** What the quick check finds in the passes of one problem with the numbers of another. */
    private static Optional<CrossCheck> check(Problem passes, Problem numbers) {
        Structure structure = new Structure.Known(RULES).of(passes.task());
        Derivation derivation = structure.derivation(passes.task());
        Solution solution = ((Solution.Solved) Solver.solve(passes, derivation)).solution();
        return new QuickCheck(derivation, Asking.figures(structure, numbers)).of(solution.passes());
    }

    @ParameterizedTest
    @CsvSource({"0.1, sigmoid", "0.7, tanh", "1.5, relu", "-0.3, 'leaky_relu'"})
    void rightGradientsAreVerified(String x1, String activation) {
        Problem problem = network(x1, activation);
        assertThat(check(problem, problem)).hasValueSatisfying(check -> {
            assertThat(check.gradients()).isEqualTo(6);
            assertThat(check.digits()).isEqualTo(9);
            assertThat(check.forward()).isEqualTo(15);
        });
    }

    @Test
    void gradientsThatAreOffByAMillionthAreNot() {
        assertThat(check(network("0.1", "sigmoid"), network("0.100001", "sigmoid")))
                .isEmpty();
    }

    @Test
    void besideAKinkItCannotTell() {
        // 0.3 x1 + 0.25 * 0.2 = 0.0001
        Problem problem = network("-0.1663333333", "relu");
        assertThat(check(problem, problem)).isEmpty();
    }

    @Test
    void aGraphOfScalarsIsVerifiedAndOneOfArraysIsNot() {
        Problem scalars = problem("given: {x: 2, y: 3}\nnodes: {q: x*y, f: sigmoid(q) + x}\noutput: f\n");
        assertThat(check(scalars, scalars))
                .hasValueSatisfying(check -> assertThat(check.gradients()).isEqualTo(2));
        Problem arrays = problem("given: {x: [1, 2], y: [3, 4]}\nnodes: {f: sum(x*y)}\noutput: f\n");
        assertThat(check(arrays, arrays)).isEmpty();
    }
}
