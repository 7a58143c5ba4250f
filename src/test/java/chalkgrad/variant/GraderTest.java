package chalkgrad.variant;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.check.Verdict;
import chalkgrad.exam.Exam;
import chalkgrad.problem.ExamReader;
import chalkgrad.rules.RuleBook;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points for answers: what is right, what is near enough, what is right on top of something wrong, and what is no answer. */
class GraderTest {
    private static final Variant VARIANT = variant("""
            inputs: {x1: 0.1, x2: 0.2}
            targets: {o1: 0.4, o2: 0.6}
            precision: {decimals: 6}
            layers:
              - {units: [h1, h2], activation: sigmoid, weights: [[0.3, 0.25], [0.4, 0.35]]}
              - {units: [o1, o2], activation: sigmoid, weights: [[0.45, 0.4], [0.7, 0.6]]}
            loss: half_sse
            learning_rate: 0.5
            vary: {learning_rate: {choice: [0.5]}}
            require: []
            questions:
              - {layer: 1, of: net, points: 1}
              - {number: dE/dw5, points: 3}
              - {number: w5+, points: 2}
              - {formula: dE/dw5, points: 2}
              - {blanks: dE/dw5, points: 2}
              - {choice: dE/dw6, points: 1}
              - {mistake: dE/dw5, points: 2}
              - {order: dE/dw1, points: 2}
            """);

    private static Variant variant(String text) {
        Exam exam = ExamReader.read("exam.yaml", text.getBytes(StandardCharsets.UTF_8))
                .exam()
                .orElseThrow();
        var rules = new RuleBook();
        Drawn drawn = new Draws(exam, rules, 1).of(List.of("1").iterator(), 1).next();
        return new Variants(exam, rules, 1).of("001", Optional.empty(), (Drawn.Taken) drawn);
    }

    private static Graded grade(Map<String, String> answers) {
        return new Grader(VARIANT).grade(answers);
    }

    private static Map<String, String> right() {
        var answers = new HashMap<String, String>();
        for (Item item : VARIANT.parts().get(0).items()) {
            String number = String.valueOf(item.number());
            if (item.answer() instanceof Answer.Numbers numbers) {
                List<Answer.Value> values = numbers.values();
                for (int i = 0; i < values.size(); i++) {
                    String part = values.size() == 1 ? "" : "." + (i + 1);
                    answers.put(number + part, values.get(i).value().toPlainString());
                }
            } else if (item.answer() instanceof Answer.Blanks blanks) {
                for (int i = 0; i < blanks.gaps().size(); i++) {
                    answers.put(
                            number + "." + (i + 1), blanks.gaps().get(i).value().toPlainString());
                }
            } else if (item.answer() instanceof Answer.Formula) {
                answers.put(number, "(o1 - t1) * o1 * (1 - o1) * h1");
            } else if (item.answer() instanceof Answer.Choice choice) {
                answers.put(number, Grader.letter(choice.right()));
            } else if (item.answer() instanceof Answer.Mistaken mistaken) {
                answers.put(number + ".1", String.valueOf(mistaken.wrong() + 1));
                answers.put(
                        number + ".2",
                        chalkgrad.algebra.PlainText.of(mistaken.right().value()));
            } else if (item.answer() instanceof Answer.Order order) {
                var letters = new StringBuilder();
                order.order()
                        .forEach(place -> letters.append(Grader.letter(place)).append(' '));
                answers.put(number, letters.toString());
            }
        }
        return answers;
    }

    @Test
    void allRightEarnsAll() {
        Graded graded = grade(right());
        assertThat(graded.marks()).allMatch(mark -> mark.verdict() == Verdict.RIGHT);
        assertThat(graded.earned()).isEqualByComparingTo("15").isEqualByComparingTo(graded.possible());
    }

    @Test
    void nothingEarnsNothing() {
        Graded graded = grade(Map.of());
        assertThat(graded.earned()).isEqualByComparingTo("0");
        assertThat(graded.possible()).isEqualByComparingTo("15");
        assertThat(graded.marks()).allMatch(mark -> mark.verdict() == Verdict.UNREAD);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0.025923, RIGHT",
        "2, '0,025923', RIGHT",
        "2, 2.5923e-2, RIGHT",
        "2, 2.5923 × 10^-2, RIGHT",
        "2, 25.923*10^{-3}, RIGHT",
        "2, 0.02592, RIGHT",
        "2, −0.025923, WRONG",
        "2, 0.0295, WRONG",
        "2, about a half, UNDECIDED",
        "2, '=cmd()', UNREAD",
        "4, -(t1 - o1)*o1*(1 - o1)*h1, RIGHT",
        "4, (o1 - t1)*o1*h1, WRONG",
        "4, \\frac{, UNREAD",
        "6, Z, UNREAD",
        "8, AAZ, UNREAD",
    })
    void oneAnswer(String question, String answer, Verdict verdict) {
        var answers = new HashMap<>(right());
        answers.put(question, answer);
        Graded graded = grade(answers);
        assertThat(graded.marks())
                .filteredOn(mark -> mark.question() == Integer.parseInt(question))
                .extracting(Graded.Mark::verdict)
                .containsExactly(verdict);
        BigDecimal lost = verdict == Verdict.RIGHT
                ? BigDecimal.ZERO
                : VARIANT.parts()
                        .get(0)
                        .items()
                        .get(Integer.parseInt(question) - 1)
                        .question()
                        .points();
        assertThat(graded.earned()).isEqualByComparingTo(new BigDecimal(15).subtract(lost));
    }

    @Test
    void whatFollowsFromAWrongAnswerEarnsItsPoints() {
        var answers = new HashMap<>(right());
        // The sign is lost in dE/dw5, and the update is right on top of it.
        answers.put("2", "-0.025923");
        answers.put("3", "0.462961");
        Graded graded = grade(answers);
        assertThat(graded.marks())
                .filteredOn(mark -> mark.question() == 2 || mark.question() == 3)
                .extracting(Graded.Mark::verdict)
                .containsExactly(Verdict.WRONG, Verdict.FOLLOWS);
        assertThat(graded.marks().get(2).mistakes()).isNotEmpty();
        assertThat(graded.earned()).isEqualByComparingTo("12");
    }

    @Test
    void severalPartsMayStandInOneCell() {
        Graded graded = grade(Map.of("1", "net(h2) = 0.11; net(h1) = 0.08", "dE/dw5", "0.025923"));
        assertThat(graded.earned(1)).isEqualByComparingTo("1");
    }

    @Test
    void aMistakeThatIsFoundIsHalfTheAnswer() {
        var answers = new HashMap<>(right());
        answers.remove("7.2");
        assertThat(grade(answers).earned(7)).isEqualByComparingTo("1");
        answers.put("7.1", "99");
        assertThat(grade(answers).earned(7)).isEqualByComparingTo("0");
    }

    @Test
    void aSingleStepOutOfPlaceIsHalfTheAnswer() {
        var answers = new HashMap<>(right());
        String order = answers.get("8").replace(" ", "");
        answers.put("8", order.substring(1) + order.charAt(0));
        assertThat(grade(answers).earned(8)).isEqualByComparingTo("1");
        answers.put("8", new StringBuilder(order).reverse().toString());
        assertThat(grade(answers).earned(8)).isEqualByComparingTo("0");
    }

    @Test
    void sharesAddUp() {
        for (int parts = 1; parts < 12; parts++) {
            assertThat(Shares.of(new BigDecimal("2"), parts).stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo("2");
        }
    }
}
