package chalkgrad.variant;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.exam.Exam;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exams that no draw can make good: each question that is at fault is named with what to change. */
class SoundnessTest {
    private static final String NETWORK = """
            inputs: {x1: 0.1, x2: 0.2}
            targets: {o1: 0.4, o2: 0.6}
            layers:
              - {units: [h1, h2], activation: sigmoid, weights: [[0.3, 0.25], [0.4, 0.35]]}
              - {units: [o1, o2], activation: sigmoid, weights: [[0.45, 0.4], [0.7, 0.6]]}
            loss: half_sse
            learning_rate: 0.5
            vary: {weights: {uniform: [0.1, 0.9], step: 0.05}}
            questions:
            """;

    private static final String GRAPH = """
            given: {x: -2, y: 5, z: -4}
            nodes: {q: x + y, f: q * z}
            output: f
            vary: {x: {uniform: [1, 9], step: 1}}
            questions:
            """;

    private static Exam exam(String task, String questions) {
        var all = new StringBuilder(task);
        for (String question : questions.split("; ", -1)) {
            all.append("  - ").append(question).append('\n');
        }
        return Exams.read(all.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{number: dE/dw5}; {choice: dE/dw5} | question 1 (number dE/dw5): question 2 (choice dE/dw5) has this value among its options; let one of the two ask for another quantity",
                "{choice: dE/dw5}; {choice: dE/dw5} | question 1 (choice dE/dw5): question 2 (choice dE/dw5) has this value among its options; let one of the two ask for another quantity",
                "{layer: 1, of: out}; {choice: out(h2)} | question 1 (layer 1 of out): question 2 (choice out(h2)) has this value among its options; let one of the two ask for another quantity",
                "{order: net(h1)} | question 1 (order net(h1)): fewer than 3 steps lead to it, one after the other; ask for the steps to something that takes more of them",
                "{mistake: net(o1)}; {order: out(o1)} | question 2 (order out(o1)): question 1 (mistake net(o1)) shows its steps in order, and of the others fewer than 3 are left; ask for the steps to another quantity, such as one of the forward pass or of the pass after the update",
                "{number: dE/dw1}; {formula: dE/dw1}; {blanks: dE/dw1}; {mistake: dE/dw1}; {order: dE/dw1}; {choice: dE/dw2} | ``",
            })
    void aNetwork(String questions, String fault) {
        List<String> faults = Soundness.faults(exam(NETWORK, questions), Exams.RULES);
        assertThat(faults).isEqualTo(fault.isEmpty() ? List.of() : List.of(fault));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{formula: q} | question 1 (formula q): the problem itself says so; ask for the formula of a derivative",
                "{order: df/dx} | question 1 (order df/dx): fewer than 3 steps lead to it, one after the other; ask for the steps to something that takes more of them",
                "{number: df/dz}; {number: q}; {formula: df/dx} | ``",
            })
    void aGraph(String questions, String fault) {
        List<String> faults = Soundness.faults(exam(GRAPH, questions), Exams.RULES);
        assertThat(faults).isEqualTo(fault.isEmpty() ? List.of() : List.of(fault));
    }

    @Test
    void questionsAreCountedThroughAllTasks() {
        String second = GRAPH + "  - {formula: f}\n  - {blanks: f}\n";
        Exam both = Exams.read(GRAPH + "  - {number: f}\n---\n" + second);
        assertThat(Soundness.faults(both, Exams.RULES))
                .singleElement()
                .asString()
                .startsWith("question 2 (formula f)");
        assertThat(Soundness.ofSeveralNumbers(both, Exams.RULES)).containsExactly("question 3 (blanks f)");
    }
}
