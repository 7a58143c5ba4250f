package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An exam costs no student points that they have earned, in whatever way they hand in, and says what is wrong with it. */
class FairExamTest {
    private static final String GRAPHS = """
            title: {en: A graph, ko: 계산 그래프}
            language: ko
            given: {x: -2, y: 5, z: 3}
            nodes: {p: x*y, q: x + z, f: p*q}
            output: f
            vary: {x: {choice: [-2]}, y: {choice: [5]}}
            require: []
            questions:
              - {number: df/dz}
              - {number: df/dx}
              - {choice: df/dy, options: 3}
            ---
            title: Second
            given: {a: 2, b: 3}
            nodes: {c: a*b, g: c^2}
            output: g
            vary: {a: {choice: [2]}}
            require: []
            questions:
              - {number: dg/da, points: 2}
              - {number: c}
            """;

    private static final String NETWORK = """
            precision: {decimals: 4}
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
              - {number: dE/dw5, points: 3}
              - {formula: dE/dw6, points: 2}
              - {mistake: dE/dw1, points: 2}
              - {choice: dE/dw7, points: 1}
            """;

    @TempDir
    Path home;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(home);
    }

    private String at(String name) {
        return session.at(name).toString();
    }

    private Session.Result variants(String file, String out, String... options) {
        var words = new ArrayList<>(List.of("variants", at(file), "-f", "md", "-o", at(out)));
        words.addAll(List.of(options));
        return session.run(words.toArray(String[]::new));
    }

    private JsonNode student(String out, int place) throws IOException {
        return new ObjectMapper()
                .readTree(Files.readAllBytes(session.at(out + "/grades.json")))
                .get("students")
                .get(place);
    }

    @Test
    void worksOfSeveralTasksAreMarkedOnceAndGoBack() throws IOException {
        session.file("graphs.yaml", GRAPHS).file("class.csv", "id,name\n7,김민아\n8,Lee\n9,Park\n");
        assertThat(variants("graphs.yaml", "exam", "--roster", at("class.csv"), "-q")
                        .code())
                .isEqualTo(ExitCode.DONE);
        String right = Files.readString(session.at("exam/key.csv"))
                .lines()
                .filter(row -> row.startsWith("7,"))
                .findFirst()
                .orElseThrow()
                .split(",", -1)[5];
        session.file("works/7.md", "p = x*y = -10\nq = x+z = 1\ndf/dz = -10\n\n3) " + right + "\n")
                .file("works/8.md", "## 문제 1\n\ndf/dz = -10\n\n## 문제 2\n\nc = a*b = 6\n\ndg/da = 2*c*b = 36\n")
                .file("works/9.md", "df/dz = -10\n\nc = a*b = 6\n\ndg/da = 2*c*b = 36\n");
        Session.Result graded = session.run("grade", at("exam"), at("works"), "-f", "md", "-o", at("graded"));
        assertThat(graded.lines()).contains("7: 2 / 6", "8: 4 / 6", "9: 4 / 6");
        assertThat(graded.lines().stream().filter(line -> line.endsWith("-marked.md")))
                .hasSize(5);
        String copy = Files.readString(session.at("graded/7-marked.md"));
        assertThat(copy)
                .startsWith("# 계산 그래프 – 시험지 7 채점 결과")
                .contains("**김민아** · 학번 7")
                .contains("**3점 만점에 2점.**");
        // The second task has no language of its own: the exam's is Korean.
        assertThat(Files.readString(session.at("graded/8-2-marked.md")))
                .contains("문제 2: Second")
                .contains("**3점 만점에 3점.**");
    }

    /** What comes back along the only edge of a node is its gradient: by whichever name, it has its points. */
    @Test
    void aGradientOfOneEdgeHasItsPoints() throws IOException {
        session.file("marks.yaml", """
                        given: {x: -2, y: 5, z: 3}
                        nodes: {p: x*y, q: x + z, f: p*q}
                        output: f
                        marks: {df/dz: 1, df/dx: 1, df/dq: 1}
                        """)
                .file(
                        "mina.md",
                        "$p = -10$, $q = 1$\n\n$df/dq = p = -10$\n\n$df/dz = -10$\n\n$df/dx = q y + p = -5$\n");
        session.run("check", at("marks.yaml"), at("mina.md"), "-f", "json", "-q", "-o", at("checked"));
        JsonNode points = new ObjectMapper()
                .readTree(Files.readAllBytes(session.at("checked/mina.json")))
                .get("points");
        assertThat(points.get("earned").asText()).isEqualTo("3");
    }

    /** The same answer earns the same, and is as open, in a table, behind its number in a text, and as a line of a derivation. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0259 | 3 | 0",
                "0.03 | 0 | 1", // right as far as it goes, and too short to tell
                "0.0295 | 0 | 0",
                "0.1 | 0 | 0",
            })
    void oneMeasure(String answer, String points, int open) throws IOException {
        session.file("network.yaml", NETWORK);
        assertThat(variants("network.yaml", "exam", "--count", "1", "-q").code())
                .isEqualTo(ExitCode.DONE);
        session.file("a.csv", "id,1\n1," + answer + "\n")
                .file("numbered/001.md", "1) " + answer + "\n")
                .file("lines/001.md", "dE/dw5 = " + answer + "\n");
        for (String handed : List.of("a.csv", "numbered", "lines")) {
            session.run("grade", at("exam"), at(handed), "-q", "-o", at("graded-" + handed));
            JsonNode student = student("graded-" + handed, 0);
            assertThat(student.get("points").asText()).as(handed).isEqualTo(points);
            long waiting = 0;
            for (JsonNode each : student.get("answers")) {
                String verdict = each.get("verdict").asText();
                waiting += verdict.equals("undecided") || verdict.equals("unread") ? 1 : 0;
            }
            assertThat(waiting).as(handed).isEqualTo(open);
        }
    }

    @Test
    void theLineWithTheMistake() throws IOException {
        session.file("network.yaml", NETWORK);
        assertThat(variants("network.yaml", "exam", "--count", "1", "-q").code())
                .isEqualTo(ExitCode.DONE);
        JsonNode answers = new ObjectMapper()
                .readTree(Files.readAllBytes(session.at("exam/manifest.json")))
                .get("variants")
                .get(0)
                .get("answers");
        String line = "";
        String value = "";
        for (JsonNode each : answers) {
            if (each.get("ask").asText().equals("line")) {
                line = each.get("answer").asText();
            } else if (!line.isEmpty() && value.isEmpty()) {
                value = each.get("answer").asText();
            }
        }
        for (String answer :
                List.of("line " + line + ", " + value, "line = " + line + "; x = " + value, line + " " + value)) {
            session.file("a.csv", "id,3\n1,\"" + answer + "\"\n").file("works/001.md", "3) " + answer + "\n");
            for (String handed : List.of("a.csv", "works")) {
                session.run("grade", at("exam"), at(handed), "-q", "-o", at("graded"));
                assertThat(student("graded", 0).get("points").asText())
                        .as(answer + " in " + handed)
                        .isEqualTo("2");
            }
        }
        session.file("a.csv", "id,3\n1,line " + line + "\n");
        session.run("grade", at("exam"), at("a.csv"), "-q", "-o", at("graded"));
        assertThat(student("graded", 0).get("points").asText()).isEqualTo("1");
    }

    @Test
    void aRefusalNamesTheQuestionTheValuesAndTheCure() {
        session.file(
                "network.yaml",
                NETWORK.replace("require: []\n", "").replace("{choice: [0.5]}", "{choice: [0.5, 0.1]}"));
        Session.Result refused = variants("network.yaml", "exam", "--count", "3", "-q");
        assertThat(refused.code()).isEqualTo(ExitCode.INPUT);
        // Nothing but the learning rate differs, and no answer depends on it: all are as they are for everybody.
        session.file("network.yaml", NETWORK.replace("require: []", "require: [digits: 9]"));
        refused = variants("network.yaml", "digits", "--count", "1", "-q");
        assertThat(refused.err())
                .contains("none of 1000 draws of task 1 meets every requirement; not met: digits: 9 (1000 times)")
                .contains("x1=0.1")
                .contains("question 1 (number dE/dw5): dE/dw5 is 0.0259229, which has fewer digits as printed")
                .contains("to mend it: ask that question with more digits, or for fewer of them in digits");
    }

    @Test
    void theUsualRequirementsAreNamed() {
        session.file(
                "network.yaml",
                NETWORK.replace("require: []\n", "")
                        .replace("{learning_rate: {choice: [0.5]}}", "{x1: {choice: [0.1, 0.2]}}")
                        .replace("decimals: 4", "decimals: 2"));
        assertThat(variants("network.yaml", "exam", "--count", "1", "-q").err())
                .contains("question 1 (number dE/dw5): dE/dw5 is ")
                .contains("with the mistake ")
                .contains(
                        "to mend it: ask that question with more digits, draw from other values, or name the mistakes")
                .contains("The file has no require, so that the usual requirements hold: no_dead_relu, no_saturation, "
                        + "distinct_answers, mistakes_differ; with require: [] there are none");
    }

    /** What a path that is always zero adds to an answer is nothing, whatever mistake is made on it. */
    @Test
    void aPathThatIsAlwaysZeroRefusesNothing() {
        session.file("recurrent.yaml", """
                given: {h0: 0, x1: 0.5, u: 0.3, w: 0.7, x2: 0.2, v: 0.4, t: 1}
                nodes: {a1: w*h0 + u*x1, h1: tanh(a1), a2: w*h1 + u*x2, h2: tanh(a2), y: v*h2, L: (y-t)^2}
                output: L
                vary: {"x1, x2": {uniform: [0.1, 0.9], step: 0.01}, u: {uniform: [0.1, 0.9], step: 0.01}, w: {uniform: [0.1, 0.9], step: 0.01}}
                questions: [{number: dL/dw}, {number: dL/du}]
                """);
        Session.Result made = variants("recurrent.yaml", "exam", "--count", "5", "-q");
        assertThat(made.err()).isEmpty();
        assertThat(made.code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void anExamFileThatChangedBetweenTwoRuns() throws IOException {
        session.file("small.yaml", Exams.SMALL);
        assertThat(variants("small.yaml", "exam", "--count", "2", "-q").code()).isEqualTo(ExitCode.DONE);
        Map<String, String> before = Exams.files(session.at("exam"));
        session.file("small.yaml", Exams.SMALL.replace("points: 2", "points: 3"));
        Session.Result other = variants("small.yaml", "exam", "--count", "2", "-q");
        assertThat(other.code()).isEqualTo(ExitCode.INPUT);
        assertThat(other.err()).contains("holds another run: the exam has been changed since, or is another one");
        assertThat(Exams.files(session.at("exam"))).isEqualTo(before);
        // Answers are graded by the exam that was made, whatever has become of the file.
        session.file("a.csv", "id,1\n1,0.5\n");
        assertThat(session.run("grade", at("exam"), at("a.csv"), "-o", at("graded"))
                        .lines())
                .contains("001: 0 / 4");
        session.file("small.yaml", Exams.SMALL);
        assertThat(variants("small.yaml", "exam", "--count", "2", "-q").code()).isEqualTo(ExitCode.DONE);
        assertThat(Exams.files(session.at("exam"))).isEqualTo(before);
    }

    @Test
    void canvasDrawsTheFieldsOfAQuestionApart() {
        session.file(
                "small.yaml", Exams.SMALL.replace("{layer: 1, of: out, points: 1}", "{blanks: dE/dw1, points: 1}"));
        Session.Result refused = session.run(
                "variants",
                at("small.yaml"),
                "--count",
                "2",
                "-f",
                "canvas",
                "--grouping",
                "question",
                "-o",
                at("exam"));
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("the numbers of question 2 (blanks dE/dw1) would be of different variants");
        assertThat(session.at("exam")).doesNotExist();
    }

    @Test
    void anExamThatCannotBeFairIsRefusedBeforeAnythingIsDrawn() {
        session.file("small.yaml", Exams.SMALL.replace("{choice: dE/dw2", "{choice: dE/dw1"));
        Session.Result refused = variants("small.yaml", "exam", "--count", "2", "-q");
        assertThat(refused.code()).isEqualTo(ExitCode.INPUT);
        assertThat(refused.err())
                .contains(
                        "small.yaml: question 1 (number dE/dw1): question 3 (choice dE/dw1) has this value among its options");
        assertThat(session.at("exam")).doesNotExist();
    }
}
