package chalkgrad.check;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.derive.Occurrence;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Updated;
import chalkgrad.problem.Finding;
import chalkgrad.problem.ProblemReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Points: what a problem file may give them for, and what earns them. */
class MarkSchemeTest {
    private static String problem(String marks) {
        return Pipeline.example("wikidocs.yaml") + "marks: " + marks + "\n";
    }

    /** Verdicts of the lines that work out dE/dw5, from top to bottom, and what they earn of three points. */
    @ParameterizedTest
    @CsvSource({
        "RIGHT, 3",
        "ROUNDING, 3",
        "FOLLOWS, 3",
        "WRONG, 0",
        "UNDECIDED, 0",
        "UNREAD, 0",
        "WRONG RIGHT, 3",
        "RIGHT WRONG, 0",
        "RIGHT UNDECIDED, 3",
        "UNDECIDED RIGHT, 3",
        "TRIVIAL, 0",
        "NONE, 0",
    })
    void aQuantityIsEarnedByItsLastLine(String verdicts, String earned) {
        Problem problem = Pipeline.read(problem("{dE/dw5: 3}"));
        var hand = new Hand("a.md", "\n".repeat(20));
        int number = 0;
        for (String verdict : verdicts.split(" ")) {
            boolean trivial = verdict.equals("TRIVIAL");
            if (!verdict.equals("NONE")) {
                hand.judged(
                        ++number,
                        "x",
                        trivial ? Verdict.FOLLOWS : Verdict.valueOf(verdict),
                        Optional.of(Occurrence.of(new Partial(Quantity.LOSS, new Param("w5")))),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        trivial ? List.of(Remark.of(Wording.TRIVIAL, Remark.words("w5"))) : List.of());
            }
        }
        Marking.Points points =
                new MarkScheme(problem).points(hand.marking().lines()).orElseThrow();
        assertThat(points.earned()).isEqualByComparingTo(earned);
        assertThat(points.possible()).isEqualByComparingTo("3");
        assertThat(points.marks().get(0).line().isPresent()).isEqualTo(number > 0);
    }

    /** A parameter after the update goes by two names. */
    @Test
    void anUpdatedParameterIsTheNextStepsParameter() {
        Problem problem = Pipeline.read(problem("{w5+: 1, E+: 0.5}"));
        for (Occurrence cell : List.of(Occurrence.of(new Updated("w5")), new Occurrence(new Param("w5"), 1, 0))) {
            var hand = new Hand("a.md", "x\n");
            hand.judged(
                    1, "x", Verdict.RIGHT, Optional.of(cell), Optional.empty(), Optional.empty(), List.of(), List.of());
            assertThat(new MarkScheme(problem)
                            .points(hand.marking().lines())
                            .orElseThrow()
                            .earned())
                    .isEqualByComparingTo("1");
        }
    }

    @Test
    void withoutASchemeThereAreNoPoints() {
        assertThat(new MarkScheme(Pipeline.read(Pipeline.example("wikidocs.yaml"))).points(List.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{net(h1): 1}",
                "{out(o2): 1}",
                "{E(o1): 1}",
                "{E: 0.5}",
                "{dE/dw5: 3}",
                "{dE/dnet(h1): 1}",
                "{dE/dout(h1): 1}",
                "{dout(h1)/dnet(h1): 1}",
                "{w5+: 1}",
                "{E+: 1}",
                "{net(h1)@2: 1}",
                "{E: 1, w1+: 2.25}",
            })
    void namesOfTheContract(String marks) {
        Problem problem = Pipeline.read(problem(marks));
        assertThat(problem.marks()).isNotEmpty();
        for (Marking.Mark mark :
                new MarkScheme(problem).points(List.of()).orElseThrow().marks()) {
            String name = mark.quantity().id();
            assertThat(problem.marks()).containsKey(name);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{dE/w5: 3} | 22:9: error: marks: \"dE/w5\" is nothing that is worked out here; did you mean \"dE/dw5\"?",
                "{w9+: 3} | 22:9: error: marks: \"w9+\" is nothing that is worked out here; did you mean \"w",
                "{frobnicate: 3} | 22:9: error: marks: \"frobnicate\" is nothing that is worked out here (expected some of net(h1), ",
                "{dE/dw5@9: 3} | 22:9: error: marks: \"dE/dw5@9\" is nothing that is worked out here",
                "{net(h1)#2: 3} | 22:9: error: marks: \"net(h1)#2\" is nothing that is worked out here",
                "{dE/dw5: 0} | 22:17: error: marks: dE/dw5 is worth 0; expected a positive number of points",
                "{dE/dw5: -2} | 22:17: error: marks: dE/dw5 is worth -2; expected a positive number of points",
                "{dE/dw5: much} | 22:17: error: dE/dw5: expected a number; found the text \"much\"",
                "3 | 22:8: error: marks: expected a map of quantities to points; found the number 3",
            })
    void mistakesInAScheme(String marks, String finding) {
        List<Finding> findings = ProblemReader.read("p.yaml", problem(marks).getBytes(StandardCharsets.UTF_8))
                .findings();
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).toString()).startsWith("p.yaml:" + finding);
    }
}
