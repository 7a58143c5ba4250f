package chalkgrad.variant;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.exam.Exam;
import chalkgrad.problem.ExamReader;
import chalkgrad.rules.RuleBook;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a teacher learns about an exam before it is printed. */
class StressTest {
    private static Stress stress(String text, int students) {
        Exam exam = ExamReader.read("exam.yaml", text.getBytes(StandardCharsets.UTF_8))
                .exam()
                .orElseThrow();
        return Stress.of(exam, new RuleBook(), 1, students, 1);
    }

    @Test
    void everyDrawIsCountedOnce() {
        Stress stress = stress("""
                given: {x: 0, y: 5}
                nodes: {q: x * y, f: q^2 + x}
                output: f
                vary: {x: {choice: [1, 2, 3, 4]}}
                require: [x != 4]
                questions: [{number: f}, {number: df/dx}]
                """, 200);
        assertThat(stress.refused()).isZero();
        assertThat(stress.attempts().count()).isEqualTo(200);
        assertThat(stress.attempts().least()).isEqualTo(1);
        int refusals = stress.failures().get(0).values().iterator().next();
        assertThat(refusals).isBetween(20, 140);
        assertThat(stress.answers()).extracting(each -> each.cell().id()).containsExactly("f", "df/dx");
        Stress.Spread f = stress.answers().get(0).spread();
        // f = 25 x^2 + x for x from 1 to 3
        assertThat(f.least()).isEqualTo(26);
        assertThat(f.median()).isEqualTo(102);
        assertThat(f.most()).isEqualTo(228);
        assertThat(f.boxes()).hasSize(Stress.BOXES);
        assertThat(f.boxes().stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
        assertThat(stress.operations().least())
                .isEqualTo(stress.operations().most())
                .isGreaterThanOrEqualTo(3);
        assertThat(stress.digits().most()).isEqualTo(2);
    }

    @Test
    void whatCannotBeMetIsCounted() {
        Stress stress = stress("""
                given: {x: 0}
                nodes: {f: x^2}
                output: f
                vary: {x: {choice: [1, 2]}}
                require: [f > 5, tries: 10]
                """, 7);
        assertThat(stress.refused()).isEqualTo(7);
        assertThat(stress.answers()).isEmpty();
        assertThat(stress.failures().get(0).values()).containsExactly(70);
    }
}
