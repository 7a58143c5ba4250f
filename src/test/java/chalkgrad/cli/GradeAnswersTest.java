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

    private static final int STUDENTS = 100;

    private static Session session;
    private static JsonNode key;

    @BeforeAll
    static void anExam() throws IOException {
        session = new Session(home).file("exam.yaml", EXAM);
        String out = session.at("exam").toString();
        Session.Result made = session.run(
                "variants",
                session.at("exam.yaml").toString(),
                "--count",
                String.valueOf(STUDENTS),
                "-f",
                "md",
                "-q",
                "-o",
                out);
        assertThat(made.err()).isEmpty();
        key = new ObjectMapper()
                .readTree(Files.readAllBytes(session.at("exam/manifest.json")))
                .get("variants");
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

    private static JsonNode students(byte[] table) throws IOException {
        Session.Result result = grade(table);
        assertThat(result.err()).isEmpty();
        return new ObjectMapper().readTree(session.bytes("grades.json")).get("students");
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

    private static String right(int student, int question) {
        var all = new ArrayList<String>();
        for (JsonNode answer : key.get(student).get("answers")) {
            if (answer.get("question").intValue() == question) {
                all.add(answer.get("answer").textValue());
            }
        }
        return String.join(" ", all);
    }

    /** Question, answer, and what is said of it; {@code %} is what the key says. */
    private static final List<String> CASES = List.of(
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
            "2 | 1e999999 | unread",
            "2 | 0.025923 0.025923 | unread",
            "2 | \u200F0.025923\u202C | right",
            "2 | \u00A00.025923\u00A0 | right",
            "2 | ０．０２５９２３ | right",
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
            "6 | % | right",
            "6 | (%) | right",
            "6 | %. | right",
            "6 | Z | unread",
            "6 | 7 | unread",
            "6 | AB | unread",
            "7 | % | right right",
            "7 | 99 | unread missing",
            "8 | % | right",
            "8 | 1 1 1 1 | wrong",
            "8 | 1 2 3 | unread",
            "8 | order | unread",
            "9 | 36 | right",
            "9 | 36.0 | right",
            "9 | 40 | undecided",
            "9 | 35 | undecided",
            "9 | 35.9 | undecided",
            "9 | 38 | wrong",
            "10 | 24 | right",
            // Calculations, and numbers as people type them.
            "2 | 25923/1000000 | right",
            "2 | (1/2)*0.051846 | right",
            "2 | 2.592300*10**-2 | right",
            "2 | 2.5923x10^-2 | right",
            "2 | 2.5923×10⁻² | right",
            "2 | 2.5923·10^-2 | right",
            "2 | ≈ 0.025923 | right",
            "2 | 0·025923 | right",
            "2 | 0.025 923 | right",
            "2 | 25 923·10^{-6} | right",
            "2 | 25,923·10^-6 | right",
            "2 | 25，923e-3 | right",
            "2 | 25·923*10^-3 | right",
            "2 | \u02D70.025923 | wrong",
            "9 | 72/2 | right",
            "9 | sqrt 1296 | right",
            "9 | 3,6 | wrong",
            "9 | 36,000 | right",
            "9 | 6^2 | right",
            "9 | 1/0 | undecided");

    @Test
    void whatIsSaidOfEachAnswer() throws IOException {
        assertThat(CASES).hasSizeLessThanOrEqualTo(STUDENTS);
        var table = new ArrayList<>(List.of("id,question,answer"));
        for (int i = 0; i < CASES.size(); i++) {
            String[] of = CASES.get(i).split(" [|] ", -1);
            String answer = of[1].replace("%", right(i, Integer.parseInt(of[0])));
            table.add((i + 1) + "," + of[0] + "," + quoted(answer));
        }
        JsonNode students = students(table(table.toArray(String[]::new)));
        var found = new ArrayList<String>();
        for (int i = 0; i < CASES.size(); i++) {
            String[] of = CASES.get(i).split(" [|] ", -1);
            found.add(of[0] + " | " + of[1] + " | " + verdicts(students.get(i), Integer.parseInt(of[0])));
        }
        assertThat(found).containsExactlyElementsOf(CASES);
    }

    @Test
    void points() throws IOException {
        String questions = "id,1,2,3,4,5,6,7.1,7.2,8,9,10";
        var right = new ArrayList<>(List.of("1"));
        for (int question = 1; question <= 10; question++) {
            String answer = question == 4 ? "(o1 - t1)*o1*(1 - o1)*h1" : right(0, question);
            right.add(question == 7 ? answer.replace(" ", ",") : quoted(answer));
        }
        String[] line = right(3, 7).split(" ", -1);
        String[] other = right(4, 7).split(" ", -1);
        JsonNode students = students(table(
                questions,
                String.join(",", right),
                "2" + ",".repeat(11),
                // The sign is lost in dE/dw5, and the update is right on top of it.
                "3,,-0.025923,0.462961,,,,,,,,",
                "4,,,,,,," + line[0] + ",,,,",
                "5,,,,,,,," + other[1] + ",,,",
                "6,,=cmd()|' /C calc'!A0,,,,,,,,,"));
        assertThat(points(students.get(0))).isEqualByComparingTo("19");
        assertThat(points(students.get(1))).isEqualByComparingTo("0");
        assertThat(verdicts(students.get(2), 2)).isEqualTo("wrong");
        assertThat(verdicts(students.get(2), 3)).isEqualTo("follows");
        assertThat(points(students.get(2))).isEqualByComparingTo("2");
        assertThat(points(students.get(3))).as("the line alone").isEqualByComparingTo("1");
        assertThat(points(students.get(4))).as("what should stand there alone").isEqualByComparingTo("0");
        assertThat(points(students.get(5))).isEqualByComparingTo("0");
        assertThat(session.result("mistakes.csv")).contains("1,2,dE/dw5,sign,003");
        assertThat(session.result("grades.csv") + session.result("mistakes.csv"))
                .doesNotContain("cmd");
    }

    /** A question without a column is not zero for everybody, but open, and the reader of the table is told. */
    @Test
    void aMissingColumn() throws IOException {
        session.file("answers.csv", table("id,1,2,4", "1,,0.025923,", "2,0.08 0.11,,"));
        Session.Result result = session.run(
                "grade",
                session.at("exam").toString(),
                session.at("answers.csv").toString(),
                "-o",
                session.at("out").toString());
        assertThat(result.err())
                .contains("no table has a column for question 3, 5, 6, 7, 8, 9, 10; their points are left open");
        JsonNode students =
                new ObjectMapper().readTree(session.bytes("grades.json")).get("students");
        assertThat(verdicts(students.get(0), 3)).isEqualTo("open");
        assertThat(verdicts(students.get(0), 4)).isEqualTo("missing");
        assertThat(session.result("grades.csv").lines().skip(1))
                .first()
                .asString()
                .contains(",0,3,,0,,,,,,");
    }

    @Test
    void cellsOfAnyLength() throws IOException {
        List<String> cells = List.of(" ", "a= ", "1", "=", ";", "(", "\\frac{", "0.5,", "9e");
        var table = new ArrayList<>(List.of("id,1,2,4,8"));
        for (int i = 0; i < cells.size(); i++) {
            table.add((i + 1) + ("," + quoted(cells.get(i).repeat(20_000))).repeat(4));
        }
        for (JsonNode student : students(table(table.toArray(String[]::new)))) {
            assertThat(points(student)).isEqualByComparingTo("0");
        }
    }
}
