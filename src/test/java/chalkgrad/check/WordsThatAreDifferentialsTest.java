package chalkgrad.check;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.evaluate.Solution;
import chalkgrad.work.Work;
import chalkgrad.work.WorkReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dp} is short for decimal places, and {@code do} a word; below a bar both are differentials. */
class WordsThatAreDifferentialsTest {
    private static final Solution SOLUTION =
            new Pipeline().solution("given: {x: 3, y: 2, z: 4}\nnodes: {p: x*y, o: x + z, f: p*o}\noutput: f\n");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "df/dx = df/dp*y + df/do",
                "df/dx = y * df/dp + df/do = 20",
                "df/dp = 7",
                "df/do = 6",
                "df/do = 6 (to 3 dp)"
            })
    void areRead(String line) {
        for (String name : new String[] {"w.txt", "w.md"}) {
            Work work = ((WorkReader.Result.Read) WorkReader.read(
                            name, line.getBytes(StandardCharsets.UTF_8), Checker.words(SOLUTION.problem())))
                    .work();
            assertThat(new Checker(SOLUTION).mark(work).lines())
                    .as(line)
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(each.verdict()).isEqualTo(Verdict.RIGHT));
        }
    }
}
