package chalkgrad.check;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.evaluate.Solution;
import chalkgrad.work.Work;
import chalkgrad.work.WorkReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A limit may leave lines undecided, and never changes another verdict. */
class EffortTest {
    private static final Solution SOLUTION = new Pipeline().ofExample("wikidocs.yaml");

    private static Work work() {
        byte[] content = Pipeline.example("wikidocs-mina.md").getBytes(StandardCharsets.UTF_8);
        return ((WorkReader.Result.Read) WorkReader.read("mina.md", content, Checker.words(SOLUTION.problem()))).work();
    }

    private static List<Marking.Line> lines(Checker checker, Effort effort) {
        return checker.mark(work(), effort).lines();
    }

    @Test
    void theSameWorkTakesTheSameEffort() {
        var checker = new Checker(SOLUTION);
        var first = new Effort(Effort.STEPS, Duration.ZERO);
        var again = new Effort(Effort.STEPS, Duration.ZERO);
        assertThat(lines(checker, first)).isEqualTo(lines(checker, again));
        assertThat(again.spent()).isEqualTo(first.spent()).isPositive();
        // An ordinary work is far from the limit.
        assertThat(first.spent()).isLessThan(Effort.STEPS / 20);
    }

    @Test
    void whatIsLeftOverIsUndecidedAndSaysSo() {
        var checker = new Checker(SOLUTION);
        var whole = new Effort(Effort.STEPS, Duration.ZERO);
        List<Marking.Line> all = lines(checker, whole);
        var half = new Effort(whole.spent() / 2, Duration.ZERO);
        List<Marking.Line> cut = lines(checker, half);
        int late = 0;
        for (int i = 0; i < cut.size(); i++) {
            if (cut.get(i).verdict() == Verdict.UNDECIDED) {
                assertThat(cut.get(i).remarks()).extracting(Remark::key).containsExactly(Wording.EFFORT);
                late++;
            } else {
                assertThat(cut.get(i)).isEqualTo(all.get(i));
            }
        }
        assertThat(late).isBetween(1, cut.size() - 1);
    }
}
