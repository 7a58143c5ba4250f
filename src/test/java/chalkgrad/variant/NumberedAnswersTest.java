package chalkgrad.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers by the numbers of their questions in running text, and which lines belong to which task. */
class NumberedAnswersTest {
    private static final Variant VARIANT = variant();

    /** 1 a number, 2 a layer, 3 a formula, 4 a planted mistake, 5 a choice, 6 an order; 7 of a second task. */
    private static Variant variant() {
        String yaml = """
                inputs: {x1: 0.1, x2: 0.2}
                targets: {o1: 0.4, o2: 0.6}
                layers:
                  - {units: [h1, h2], activation: sigmoid, weights: [[0.3, 0.25], [0.4, 0.35]]}
                  - {units: [o1, o2], activation: sigmoid, weights: [[0.45, 0.4], [0.7, 0.6]]}
                loss: half_sse
                learning_rate: 0.5
                vary: {learning_rate: {choice: [0.5]}}
                require: []
                questions:
                  - {number: E}
                  - {layer: 1, of: out}
                  - {formula: dE/dw5}
                  - {mistake: dE/dw1}
                  - {choice: dE/dw6}
                  - {order: E+}
                ---
                given: {a: 2, b: 3}
                nodes: {c: a*b, g: c^2}
                output: g
                vary: {a: {choice: [2]}}
                require: []
                questions: [{number: dg/da}]
                """;
        var exam = Exams.read(yaml);
        var drawn =
                new Draws(exam, Exams.RULES, 1).of(List.of("1").iterator(), 1).next();
        return new Variants(exam, Exams.RULES, 1).of("001", Optional.empty(), (Drawn.Taken) drawn);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1) 0.0067 | 1=0.0067",
                "1. 0.0067 | 1=0.0067",
                "(1) -0,0067 | 1=-0,0067",
                "**1.** 6.7e-3 | 1=6.7e-3",
                "Q1: 0.0067 | 1=0.0067",
                "Question 1) 0.0067 | 1=0.0067",
                "문항 1. 0.0067 | 1=0.0067",
                "1번 0.0067 | 1=0.0067",
                "1)⏎⏎  0.0067 | 1=0.0067",
                "2) 0.52 0.53 | 2=0.52 0.53",
                "2.1) 0.52⏎2.2) 0.53 | 2.1=0.52,2.2=0.53",
                "3) (o1 - t1) o1 (1 - o1) h1 | 3=(o1 - t1) o1 (1 - o1) h1",
                "4) line 5, -0.0031 | 4=line 5, -0.0031",
                "4) 5 | 4=5",
                "5) C | 5=C",
                "5) (c) | 5=(c)",
                "5) C, as the sign is lost | 5=C, as the sign is lost",
                "6) 3 1 2 5 4 6 7 | 6=3 1 2 5 4 6 7",
                "1) 0.1⏎1) 0.0067 | 1=0.0067",
                // What is none: headings, prose, formulas that say themselves what they are, questions that there are
                // not.
                "1) Forward pass | ``",
                "2. Backward pass | ``",
                "1) E = 0.0067 | ``",
                "1) z1 = 0.3*0.1 + 0.25*0.2 = 0.08 | ``",
                "5) Backward | ``",
                "6) Update | ``",
                "9) 0.5 | ``",
                "0.0067 | ``",
                "1.5 + 0.5 | ``",
                "3) Formula | ``",
            })
    void oneText(String text, String expected) {
        List<String> lines = List.of(text.split("⏎", -1));
        Map<String, String> answers = NumberedAnswers.of(lines, VARIANT).answers();
        for (Map.Entry<String, String> each : answers.entrySet()) {
            assertThat(expected).contains(each.getKey() + "=" + each.getValue());
        }
        assertThat(answers).hasSize(expected.isEmpty() ? 0 : expected.startsWith("2.1") ? 2 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"line 6", "6", "line = 6", "line: 6", "(6)", "6번", "6번째 줄", "줄 6", "step 6"})
    void aLineAloneIsNoValue(String answer) {
        assertThat(LineAnswer.read(answer)).contains(new LineAnswer("6", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "line 6, -0.0031",
                "6; -0.0031",
                "line = 6; dE/dnet(o1) = -0.0031",
                "6: -0.0031",
                "6번 줄, -0.0031",
                "line 6 -0.0031"
            })
    void aLineAndWhatShouldStandThere(String answer) {
        assertThat(LineAnswer.read(answer)).contains(new LineAnswer("6", "-0.0031"));
    }

    @Test
    void noLine() {
        assertThat(LineAnswer.read("the sign of delta")).isEmpty();
        assertThat(LineAnswer.read("0.5")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.md | ## Task 1⏎x⏎## Task 2⏎y | 0011",
                "a.md | x⏎문제 2⏎y⏎과제 1⏎z | 11100",
                "a.md | Aufgabe 2: x⏎y | 11",
                "a-task2.md | x⏎y | 11",
                "mina_문제1.md | x⏎y | 00",
                "a.md | 5) C⏎x⏎7) 36 | 001",
                "a.md | x⏎Question 7⏎y | 111",
                "a.md | Task 9⏎x | ``",
                "a.md | 1. x⏎7. y | ``",
                "a.md | x⏎y | ``",
            })
    void sections(String name, String text, String tasks) {
        Optional<List<Integer>> said = TaskSections.said(name, List.of(text.split("⏎", -1)), VARIANT);
        String found = said.map(all -> all.stream().map(String::valueOf).reduce("", String::concat))
                .orElse("");
        assertThat(found).isEqualTo(tasks);
    }

    /** {@code a} is understood in the first task, {@code b} in the second, {@code +} in both, {@code -} in none; other lines say nothing. */
    @ParameterizedTest
    @CsvSource({
        "aaa, 000",
        "bbb, 111",
        "abbb, 0111",
        "a.bb, 0111",
        "aa-aa, 00000",
        "+++, 000",
        "aabaa, 00000",
        "aabb, 0011"
    })
    void guessed(String lines, String tasks) {
        Set<Integer> first = new HashSet<>();
        Set<Integer> second = new HashSet<>();
        Set<Integer> all = new HashSet<>();
        for (int i = 0; i < lines.length(); i++) {
            char line = lines.charAt(i);
            if (line != '.') {
                all.add(i + 1);
            }
            if (line == 'a' || line == '+') {
                first.add(i + 1);
            }
            if (line == 'b' || line == '+') {
                second.add(i + 1);
            }
        }
        assertThat(TaskSections.guessed(lines.length(), List.of(first, second), all).stream()
                        .map(String::valueOf)
                        .reduce("", String::concat))
                .isEqualTo(tasks);
    }
}
