package chalkgrad.problem;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.exam.Question;
import chalkgrad.exam.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exam files: what they may say, and what is said of those that say something else. */
class ExamReaderTest {
    private static final String NETWORK = """
            inputs: {x1: 0.1, x2: 0.2}
            targets: {o1: 0.4}
            layers:
              - {units: [h1, h2], activation: sigmoid, weights: [[0.3, 0.25], [0.4, 0.35]]}
              - {units: [o1], activation: sigmoid, weights: [[0.45, 0.4]]}
            loss: half_sse
            learning_rate: 0.5
            """;

    private static ExamReading read(String text) {
        return ExamReader.read("exam.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theExampleIsReadWithoutAWord() throws IOException {
        ExamReading reading = ExamReader.read("exam.yaml", Files.readAllBytes(Path.of("examples", "exam.yaml")));
        assertThat(reading.findings()).isEmpty();
        assertThat(reading.exam().orElseThrow().points()).isPositive();
    }

    @Test
    void whatIsLeftOutHasASensibleDefault() {
        var task = read(NETWORK + "ask: [w5]\nvary: {x1: {uniform: [0.1, 0.9]}}\n")
                .exam()
                .orElseThrow()
                .tasks()
                .get(0);
        assertThat(task.requirements()).extracting(Requirement::text).contains("no_saturation", "distinct_answers");
        assertThat(task.questions())
                .extracting(question ->
                        ((Question.Number) question.kind()).quantity().id())
                .isEqualTo(List.of("dE/dw5"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {x3: {uniform: [0, 1]}, y+: 1}     | "y+" is nothing that is given here
        {x1: {uniform: [1, 0]}}            | expected the lesser first
        {x1: {uniform: [0, 1], step: 0}}   | expected one above zero
        {x1: {uniform: [0, 1, 2]}}         | expected at most 2
        {x1: {normal: [0, 0]}}             | expected one above zero
        {x1: {normal: [0, 1], least: 9}}   | nothing is left
        {x1: {choice: [0.1, much]}}        | expected a number
        {x1: {choice: [0.1], step: 2}}     | step has no meaning for choice
        {x1: {uniform: [0, 1], choice: [1]}} | cannot stand beside uniform
        {x1: {unform: [0, 1]}}             | did you mean "uniform"
        {x1: x1 + 1}                       | depends on itself
        {x1: x2 + 1, x2: x1 - 1}           | depends on itself
        {x1: y + 1}                        | "y" is neither a draw nor a given value
        {x1: exp(x2)}                      | expected numbers, other draws
        {x1, x2: {shuffle: [1]}}           | expected at least 2
        {loss: {choice: [half_sse, mees]}} | did you mean "mse"
        {loss: {uniform: [0, 1]}}          | a rule cannot be drawn from a range
        {activation: {choice: [relo]}}     | did you mean "relu"
        {activation(3): {choice: [relu]}}  | "activation(3)" is nothing that is given here
        {units(1): {choice: [2, 3]}}       | expected whole numbers from 1 to 2
        {units(1): {uniform: [0, 2]}}      | expected whole numbers from 1 to 2
        """)
    void vary(String vary, String finding) {
        assertFinding("vary: " + vary.replace("{x1, x2:", "{\"x1, x2\":"), finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        [no_dead_rely]                 | did you mean "no_dead_relu"
        [abs(dE/dw1)]                  | compares nothing
        [abs(dE/dw9) > 0]              | is nothing that is given or worked out here
        [abs(E > 0]                    | cannot be read
        [E @ E > 0]                    | belong to matrices
        [foo(E) > 0]                   | unknown function "foo"
        [digits: 0]                    | expected a whole number from 1 to 20
        [distinct_answers: many]       | says no digits
        [mistakes_differ: [signs]]     | there is no mistake called "signs"; did you mean "sign"
        [tries: 0]                     | expected a whole number
        """)
    void require(String require, String finding) {
        assertFinding("vary: {x1: {uniform: [0, 1]}}\nrequire: " + require, finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        [{number: dE/w1}]                     | did you mean "dE/dw1"
        [{number: E, points: 0}]              | expected a positive number
        [{number: E, tolerance: -1}]          | expected a positive number, or zero
        [{number: E, formula: E}]             | cannot stand beside number
        [{number: E, decimals: 1, significant: 1}] | cannot stand beside decimals
        [{number: E, options: 3}]             | belongs to a question of the kind "choice"
        [{layer: 3}]                          | there are 2 layers
        [{layer: 1, of: weights}]             | expected net
        [{points: 1}]                         | found neither
        [{mistake: E, mistakes: [wrong]}]     | there is no mistake called "wrong"
        []                                    | the list is empty
        """)
    void questions(String questions, String finding) {
        assertFinding("vary: {x1: {uniform: [0, 1]}}\nquestions: " + questions, finding);
    }

    @Test
    void whatIsAskedIsThereInTheSmallestNetworkToo() {
        assertFinding(
                "vary: {units(1): {choice: [1, 2]}}\nquestions: [{number: net(h2)}]",
                "is not there where the fewest units are drawn");
    }

    @Test
    void withoutVaryThereIsNothingToDraw() {
        assertFinding("questions: [{number: E}]", "missing key \"vary\"");
    }

    private static void assertFinding(String keys, String finding) {
        ExamReading reading = read(NETWORK + keys + "\n");
        assertThat(reading.exam()).isEmpty();
        assertThat(reading.findings()).anySatisfy(found -> {
            assertThat(found.message()).contains(finding);
            assertThat(found.line()).isPositive();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        w5+ - w5 < 0.1        | w5+ - w5
        E+ < E                | E+
        E + 1 > 0             | E + 1
        dE/dnet(h1) != 0      | dE/dnet(h1)
        net(h1)@2 > 0         | net(h1)@2
        abs(dE/dw1) >= 0.001  | abs(dE/dw1)
        max(x1, w1, t1) < 1   | max(x1, w1, t1)
        dE/dw1 * 1000 > 1     | dE/dw1 * 1000
        """)
    void namesOfQuantitiesInComparisons(String requirement, String left) {
        var required = read(NETWORK + "vary: {x1: {uniform: [0, 1]}}\nrequire: [\"" + requirement + "\"]\n")
                .exam()
                .orElseThrow()
                .tasks()
                .get(0)
                .requirements();
        assertThat(required)
                .singleElement()
                .satisfies(found -> assertThat(chalkgrad.algebra.PlainText.of(((Requirement.Comparison) found).left()))
                        .isEqualTo(left.replace(" ", "")));
    }
}
