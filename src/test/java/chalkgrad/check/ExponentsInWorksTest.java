package chalkgrad.check;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.evaluate.Solution;
import chalkgrad.work.Work;
import chalkgrad.work.WorkReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in an exponent, the line is judged, and so is the one below it. */
class ExponentsInWorksTest {
    private static final Solution SOLUTION = new Pipeline().ofExample("wikidocs.yaml");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h1 = {0.50 ^{o_1 \\eta}}",
                "E = {0.5}^{t_1}",
                "E = -0.5^{t_1 + 0.1}",
                "E = (-2)^{o_1} = 3",
                "E = (0.3^{x_1})^{-\\eta} + 1",
                "E = log10((-2.324)^(1/3)) = -0.420",
                "E = 0^{-1}",
                "z_1 = (-0.3)@(0.2)",
                "h_1 = min(0.3) = max(0.3) = mean(0.3) = sum(0.3)",
            })
    void areJudged(String line) {
        byte[] content = ("$$" + line + "$$\n\n$$z_1 = 0.08$$\n").getBytes(StandardCharsets.UTF_8);
        Work work =
                ((WorkReader.Result.Read) WorkReader.read("w.md", content, Checker.words(SOLUTION.problem()))).work();
        Marking marking = new Checker(SOLUTION).mark(work);
        assertThat(marking.lines()).hasSizeGreaterThanOrEqualTo(2);
        Marking.Line last = marking.lines().get(marking.lines().size() - 1);
        assertThat(last.verdict()).isEqualTo(Verdict.RIGHT);
    }
}
