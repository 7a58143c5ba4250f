package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers are worth, as they stand in a table that was handed in. */
class GradeAnswersTest {
    /** One of each kind of question; the first task's values are the same for all, so that answers can be written down here. */
    private static final String EXAM = """
            title: One of each
            precision: {decimals: 6}
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
              - {layer: 1, of: net, points: 1}
              - {number: dE/dw5, points: 3}
              - {number: w5+, points: 2}
              - {formula: dE/dw5, points: 2}
              - {blanks: dE/dw5, points: 2}
              - {choice: dE/dw6, points: 1}
              - {mistake: dE/dw5, points: 2}
              - {order: dE/dw1, points: 2}
            ---
            title: Another task
            precision: {decimals: 4}
            given: {x: 2, y: 3}
            nodes: {q: x * y, f: q ^ 2}
            output: f
            vary: {x: {choice: [2]}}
            require: []
            questions:
              - {number: df/dx, points: 2}
              - {number: df/dy, points: 2}
            """;

    @TempDir
    static Path home;

    private static Session session;
    private static JsonNode key;

    @BeforeAll
    static void anExam() throws IOException {
        session = new Session(home).file("exam.yaml", EXAM);
        String out = session.at("exam").toString();
        Session.Result made =
                session.run("variants", session.at("exam.yaml").toString(), "--count", "2", "-f", "md", "-q", "-o", out);
        assertThat(made.err()).isEmpty();
        key = new ObjectMapper()
                .readTree(Files.readAllBytes(session.at("exam/manifest.json")))
                .get("variants")
                .get(0)
                .get("answers");
    }

    /** Grades a table of the first student's. */
    private static Session.Result grade(byte[] table) {
        session.file("answers.csv", table);
        return session.run(
                "grade",
                session.at("exam").toString(),
                session.at("answers.csv").toString(),
                "-q",
                "-o",
                session.at("out").toString());
    }

    private static JsonNode student(byte[] table) throws IOException {
        Session.Result result = grade(table);
        assertThat(result.err()).isEmpty();
        return new ObjectMapper()
                .readTree(session.bytes("grades.json"))
                .get("students")
                .get(0);
    }

    private static byte[] table(String... rows) {
        return String.join("\n", rows).getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** What each answer to a question is said to be, one after the other. */
    private static String verdicts(JsonNode student, int question) {
        var verdicts = new ArrayList<String>();
        for (JsonNode answer : student.get("answers")) {
            if (answer.get("question").intValue() == question) {
                verdicts.add(answer.get("verdict").textValue());
            }
        }
        return String.join(" ", verdicts);
    }

    private static BigDecimal points(JsonNode student) {
        return student.get("points").decimalValue();
    }

    private static String right(int question) {
        var all = new ArrayList<String>();
        for (JsonNode answer : key) {
            if (answer.get("question").intValue() == question) {
                all.add(answer.get("answer").textValue());
            }
        }
        return String.join(" ", all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // A number: 0.0259229 rounded.
                "2 | 0.025923 | right",
                "2 | 0,025923 | right",
                "2 | .025923 | right",
                "2 | 2.5923E-2 | right",
                "2 | 2.5923e−2 | right",
                "2 | 2.5923 × 10^-2 | right",
                "2 | 25.923*10^{-3} | right",
                "2 | +0.025923 | right",
                "2 | '0.025923 | right",
                "2 | 0.02592 | right",
                "2 | 0.0259 | right",
                "2 | 0.026 | undecided",
                "2 | 0.03 | undecided",
                "2 | 0.02 | undecided",
                "2 | 0.0259229 | right",
                "2 | 0.02592 + 0.000003 | right",
                "2 | 7/270 | wrong",
                "2 | 0.45/17.359 | right",
                "2 | −0.025923 | wrong",
                "2 | 0.0295 | wrong",
                "2 | dE/dw5 = 0.025923 | right",
                "2 | about a half | undecided",
                "2 | =cmd() | unread",
                "2 | =HYPERLINK(\"http://x\"; \"y\") | unread",
                "2 | - | unread",
                "2 | ? | undecided",
                "2 | 1e999999 | undecided",
                "2 | 0.025923 0.025923 | unread",
            })
    void aNumber(String question, String answer, String verdict) throws IOException {
        JsonNode student = student(table("id," + question, "1," + quoted(answer)));
        assertThat(verdicts(student, Integer.parseInt(question))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | 0.08 0.11 | right right",
                "1 | 0.08, 0.11 | right right",
                "1 | 0.08,0.11 | right right",
                "1 | 0,08 0,11 | right right",
                "1 | 0.08; 0.11 | right right",
                "1 | net(h2) = 0.11; net(h1) = 0.08 | right right",
                "1 | net( h1 )=0.08 | right missing",
                "1 | 0.08 | right missing",
                "1 | 0.11 0.08 | wrong wrong",
                "1 | 0.08 0.11 0.2 | unread unread",
                "1 | net(h9) = 0.08 | undecided wrong",
                "4 | -(t1 - o1)*o1*(1 - o1)*h1 | right",
                "4 | (o1 - t1)*o1*h1 | wrong",
                "4 | dE/dnet(o1) * out(h1) | right",
                "4 | dE/dw5 = (o1-t1)*o1*(1-o1)*h1 | right",
                "4 | 0.025923 | unread",
                "4 | 0.05*0.5 | unread",
                "4 | \\frac{ | unread",
                "6 | %6 | right",
                "6 | (%6) | right",
                "6 | %6. | right",
                "6 | Z | unread",
                "6 | 7 | unread",
                "6 | AB | unread",
                "7 | %7 | right right",
                "7 | 99 | unread missing",
                "8 | %8 | right",
                "8 | 1 1 1 1 1 1 1 | wrong",
                "8 | 1 2 3 | unread",
                "8 | order | unread",
                "9 | 36 | right",
                "9 | 36.0 | right",
                "9 | 40 | undecided",
                "9 | 35 | undecided",
                "9 | 35.9 | undecided",
                "9 | 38 | wrong",
                "10 | 24 | right",
            })
    void otherQuestions(String question, String answer, String verdicts) throws IOException {
        String text = answer.replace("%" + question, right(Integer.parseInt(question)));
        JsonNode student = student(table("id," + question, "1," + quoted(text)));
        assertThat(verdicts(student, Integer.parseInt(question))).as(text).isEqualTo(verdicts);
    }
}
