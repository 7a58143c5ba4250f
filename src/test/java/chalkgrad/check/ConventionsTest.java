package chalkgrad.check;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.check.Conventions.Held;
import chalkgrad.model.ConventionWords;
import chalkgrad.model.ConventionWords.Phrase;
import chalkgrad.model.ConventionWords.Said;
import chalkgrad.model.ConventionWords.Topic;
import chalkgrad.work.WorkReader;
import chalkgrad.write.Messages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a writer's letters are read: found out from the whole work, or laid down in the problem file. */
class ConventionsTest {
    private static final String NETWORK = """
            inputs: {x1: 0.35, x2: 0.8}
            targets: {o1: 1, o2: 0}
            layers:
              - {units: [h1, h2], activation: sigmoid, weights: [[0.1, 0.2], [0.4, 0.6]]}
              - {units: [o1, o2], activation: sigmoid, weights: [[0.3, 0.2], [0.1, 0.9]]}
            loss: half_sse
            learning_rate: 0.2
            """;

    /** With delta as the negative derivative, in an output layer of which two lines say so. */
    private static final String MINUS = """
            $\\delta_{o1} = (t_1 - o_1) o_1 (1 - o_1)$

            $\\delta_{o2} = (t_2 - o_2) o_2 (1 - o_2)$
            """;

    private static Marking marked(String more, String work) {
        var solution = new Pipeline().solution(NETWORK + more);
        var read = (WorkReader.Result.Read)
                WorkReader.read("work.md", work.getBytes(StandardCharsets.UTF_8), Checker.words(solution.problem()));
        return new Checker(solution).mark(read.work());
    }

    @Test
    void whatMostOfTheWorkSaysIsReported() {
        Marking marking = marked("", MINUS);
        assertThat(marking.conventions()).contains(new Held(new Convention("delta", "minus"), List.of(1, 3), false));
        assertThat(marking.lines())
                .allSatisfy(line -> assertThat(line.verdict()).isEqualTo(Verdict.RIGHT));
    }

    @Test
    void whatTheProblemLaysDownHolds() {
        Marking marking = marked("conventions: {delta: plus}\n", MINUS);
        assertThat(marking.conventions()).contains(new Held(new Convention("delta", "plus"), List.of(), true));
        assertThat(marking.lines())
                .allSatisfy(line -> assertThat(line.verdict()).isEqualTo(Verdict.WRONG));
        assertThat(marked("conventions: {delta: minus}\n", MINUS).conventions())
                .contains(new Held(new Convention("delta", "minus"), List.of(), false));
    }

    /** Everything that a letter may be read as can be laid down, and has its words in every language. */
    @ParameterizedTest
    @ValueSource(strings = {"wikidocs.yaml", "softmax-3432.yaml", "tiny-bean.yaml", "two samples", "graph-matrix.yaml"})
    void everyConventionHasItsWords(String example) {
        var problem = example.equals("two samples")
                ? Pipeline.read(
                        NETWORK.replace(
                                "inputs: {x1: 0.35, x2: 0.8}\ntargets: {o1: 1, o2: 0}",
                                "samples: [{inputs: {x1: 1, x2: 2}, targets: {o1: 1, o2: 0}}, {inputs: {x1: 2, x2: 1}, targets: {o1: 0, o2: 1}}]"))
                : Pipeline.readAll(Pipeline.example(example)).get(0);
        var names = new Names(problem, problem.task(), problem.task());
        assertThat(names.conventions()).isNotEmpty();
        assertThat(names.conventions().stream()
                        .filter(convention -> !ConventionWords.isName(convention.name())
                                || ConventionWords.of(convention.value()).isEmpty()))
                .isEmpty();
    }

    @Test
    void everyPhraseHasItsWording() {
        for (String language : Messages.LANGUAGES) {
            Messages messages = Messages.of(language);
            for (Phrase phrase : Phrase.values()) {
                assertThat(messages.words("convention." + key(phrase), "2")).isNotBlank();
                assertThat(ConventionWords.of(phrase.words().replace("N", "2"))).hasValueSatisfying(said -> {
                    assertThat(said).extracting(Said::phrase).containsExactly(phrase);
                });
            }
            for (Topic topic : Topic.values()) {
                assertThat(messages.words("convention.topic." + key(topic), "")).isNotBlank();
            }
        }
    }

    private static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "net by layer, from 0 | NET BY_LAYER FROM_0",
                "out in layer 12 | OUT IN_LAYER",
                "net input of the output | NET_INPUT_OF_THE_OUTPUT",
                "layer, to, from | LAYER_TO_FROM",
                "to, from, layer 2, from 0 | TO_FROM WITHIN_LAYER FROM_0",
                "output, from 0 | OUTPUT FROM_0",
                "by layer of layer 1 once | BY_LAYER OF_LAYER ONCE",
                "netto | ''",
                "net by | ''",
                "'' | ''"
            })
    void aValueIsTakenApart(String value, String phrases) {
        assertThat(ConventionWords.of(value)
                        .map(said -> String.join(
                                " ",
                                said.stream().map(each -> each.phrase().name()).toList()))
                        .orElse(""))
                .isEqualTo(phrases);
    }
}
