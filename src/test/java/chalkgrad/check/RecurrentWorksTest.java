package chalkgrad.check;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.work.WorkReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derivations of recurrent networks, with time steps below and above the letters, and the mistakes of time. */
class RecurrentWorksTest {
    private static final Map<String, Checker> CHECKERS = new HashMap<>();

    private static final String LSTM = """
            recurrent: lstm
            sequence: [1]
            initial: {h: 0.1, c: 0.2}
            weights: {W_xf: 0.5, W_hf: 0.1, b_f: 0.2, W_xi: 0.3, W_hi: 0.2, b_i: 0, W_xg: 0.4, W_hg: -0.2, b_g: 0.1, W_xo: 0.6, W_ho: 0.3, b_o: -0.1, W_hy: 0.7, b_y: 0}
            loss: half_sse
            targets: 1
            """;

    private static Checker checker(String name) {
        return CHECKERS.computeIfAbsent(name, key -> {
            try {
                return new Checker(new Pipeline()
                        .solution(
                                key.equals("lstm")
                                        ? LSTM
                                        : Files.readString(
                                                Path.of("examples", "courses", "recurrent", key + ".yaml"))));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static Marking.Line last(String name, String work) {
        Checker checker = checker(name);
        byte[] content = work.replace(" // ", "\n\n").getBytes(StandardCharsets.UTF_8);
        var read = (WorkReader.Result.Read) WorkReader.read(
                "work.md", content, Checker.words(checker.solution().problem()));
        List<Marking.Line> lines = checker.mark(read.work()).lines();
        return lines.get(lines.size() - 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bptt-three-steps | $h_2 = \\sigma(W_{xh} x_2 + W_{hh} h_1) = 0.811267$",
                "bptt-three-steps | $h^{(2)} = \\sigma(W_{xh} x^{(2)} + W_{hh} h^{(1)}) = 0.811267$",
                "bptt-three-steps | $a^{<2>} = 0.811267$",
                "bptt-three-steps | $a^{\\langle 2 \\rangle} = 0.811267$",
                "bptt-three-steps | $h_t = \\sigma(W_{xh} x_t + W_{hh} h_{t-1})$",
                "bptt-three-steps | $\\hat{y}_3 = W_{hy} h_3 = 0.446631$",
                "bptt-three-steps | $\\delta_3 = \\frac{\\partial L}{\\partial z_3} = -0.169397$",
                "bptt-three-steps | $\\delta^{(1)} = -0.000949434$",
                "bptt-three-steps | dL/dW_hh = delta_1*h_0 + delta_2*h_1 + delta_3*h_2 = -0.144125",
                "bptt-three-steps | $\\frac{\\partial L}{\\partial W_{hh}} = \\delta_3 h_2 + \\delta_2 h_1$",
                "bptt-three-steps | $\\frac{\\partial L}{\\partial W_{xh}} = \\sum_{t=1}^{3} \\delta_t x_t = -0.529891$",
                "bptt-three-steps | $\\frac{\\partial L}{\\partial W_{hh}} = \\sum_{t=1}^{3} \\delta^{(t)} h^{(t-1)} = -0.144125$",
                "bptt-three-steps | $\\frac{\\partial h_3}{\\partial h_1} = 0.00233576$",
                "characters | $\\frac{\\partial L}{\\partial W_{hh}} = \\sum_{t=1}^{3} \\delta_t h_{t-1}^T$",
                "characters | $\\frac{\\partial L}{\\partial h_2} = W_{hy}^T (\\hat y_2 - y_2) + W_{hh}^T \\delta_3$",
                "lstm | $\\tilde{c}_1 = \\tanh(0.48) = 0.446244$",
                "lstm | $c_1 = f_1 c_0 + i_1 g_1 = 0.392600$",
                "lstm | $\\frac{\\partial L}{\\partial c_1} = \\frac{\\partial L}{\\partial h_1} o_1 (1 - \\tanh^2(c_1)) = -0.316721$",
                "lstm | $\\frac{\\partial L}{\\partial f_1} = \\frac{\\partial L}{\\partial c_1} c_0 = -0.0633443$"
            })
    void isRight(String problem, String work) {
        Marking.Line line = last(problem, work);
        assertThat(line.verdict()).as(line.toString()).isEqualTo(Verdict.RIGHT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bptt-three-steps | $\\frac{\\partial L}{\\partial W_{xh}} = \\delta_3 x_3 = -0.508192$ | last-step-only",
                "bptt-three-steps | $\\frac{\\partial L}{\\partial W_{hh}} = -0.137427$ | last-step-only",
                "bptt-three-steps | $\\frac{\\partial L}{\\partial W_{hh}} = \\delta_3 h_3 + \\delta_2 h_2 + \\delta_1 h_1$ | wrong-time-step",
                "bptt-three-steps | $\\frac{\\partial L}{\\partial W_{xh}} = \\delta_1 x_1 + \\delta_3 x_3$ | missing-path",
                "bptt-three-steps | $\\delta_2 = W_{hh} \\delta_3$ | missing-derivative",
                "characters | $\\frac{\\partial L}{\\partial W_{hh}} = \\delta_3 h_2^T$ | last-step-only",
                "characters | $\\frac{\\partial L}{\\partial h_2} = W_{hh}^T \\delta_3$ | missing-path",
                "lstm | $\\frac{\\partial L}{\\partial a_{f,1}} = \\frac{\\partial L}{\\partial f_1}$ | missing-derivative"
            })
    void isWrongAndNamed(String problem, String work, String mistake) {
        Marking.Line line = last(problem, work);
        assertThat(line.verdict()).as(line.toString()).isEqualTo(Verdict.WRONG);
        assertThat(line.mistakes()).as(line.toString()).isNotEmpty();
        assertThat(line.mistakes().get(0).id()).as(line.toString()).isEqualTo(mistake);
    }
}
