package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.exam.Exam;
import chalkgrad.problem.ExamReader;
import chalkgrad.rules.RuleBook;
import chalkgrad.variant.Drawn;
import chalkgrad.variant.Draws;
import chalkgrad.variant.Grader;
import chalkgrad.variant.Variants;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs, on paper that costs little. */
class VariantsCommandTest {
    @TempDir
    Path home;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(home).file("small.yaml", Exams.SMALL);
    }

    private Session.Result variants(String out, String... options) {
        var words = new ArrayList<String>(List.of("variants", at("small.yaml"), "-q", "-o", at(out)));
        words.addAll(List.of(options));
        return session.run(words.toArray(String[]::new));
    }

    private String at(String name) {
        return session.at(name).toString();
    }

    private Map<String, String> files(String out) {
        return Exams.files(session.at(out));
    }

    private JsonNode manifest(String out) throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(session.at(out).resolve("manifest.json")));
    }

    @Test
    void threadsPartsAndRestartsChangeNothing() throws IOException {
        String[] what = {"--count", "9", "--seed", "11", "-f", "md,moodle,canvas,qti,gift,csv"};
        Session.Result whole = variants("one", with(what, "-j", "1"));
        assertThat(whole.err()).isEmpty();
        assertThat(whole.code()).isEqualTo(ExitCode.DONE);
        assertThat(whole.lines())
                .startsWith(at("one/001-questions.md"), at("one/001-questions-1.svg"), at("one/001-solution.md"))
                .endsWith(at("one/manifest.json"))
                .allSatisfy(line -> assertThat(Path.of(line)).isRegularFile());
        Map<String, String> expected = files("one");
        assertThat(expected).containsKeys("exam.yaml", "key.csv", "small-marks.md", "small-moodle.xml");

        assertThat(variants("two", with(what, "-j", "2")).code()).isEqualTo(ExitCode.DONE);
        assertThat(files("two")).isEqualTo(expected);

        for (int part = 4; part >= 1; part--) {
            assertThat(variants("parts", with(what, "--shard", part + "/4")).code())
                    .isEqualTo(ExitCode.DONE);
        }
        Session.Result merged = session.run("merge", at("parts"), "-q");
        assertThat(merged.err()).isEmpty();
        assertThat(merged.code()).isEqualTo(ExitCode.DONE);
        assertThat(files("parts")).isEqualTo(expected);

        Files.delete(session.at("two/manifest.json"));
        Files.delete(session.at("two/small-canvas.zip"));
        Files.delete(session.at("two/004-solution.md"));
        assertThat(variants("two", with(what, "-j", "2")).lines()).hasSameSizeAs(whole.lines());
        assertThat(files("two")).isEqualTo(expected);
    }

    private static String[] with(String[] words, String... more) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void aPdfThatIsThereIsNotMadeAgain() throws IOException {
        String[] what = {"--count", "2", "-f", "pdf"};
        assertThat(variants("out", what).code()).isEqualTo(ExitCode.DONE);
        Map<String, String> before = files("out");
        assertThat(before).containsKeys("001-questions.pdf", "002-solution.pdf", "small-marks.pdf", "small-print.pdf");
        try (var print = Loader.loadPDF(session.at("out/small-print.pdf").toFile());
                var first = Loader.loadPDF(session.at("out/001-questions.pdf").toFile());
                var second = Loader.loadPDF(session.at("out/002-questions.pdf").toFile())) {
            int pages = first.getNumberOfPages() + 1 + second.getNumberOfPages() + 1;
            assertThat(print.getNumberOfPages()).as("both padded to sheets").isBetween(pages - 2, pages);
            assertThat(print.getNumberOfPages() % 2).isZero();
        }
        var old = java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L);
        for (String name : List.of("001-questions.pdf", "001-solution.pdf", "002-questions.pdf")) {
            Files.setLastModifiedTime(session.at("out").resolve(name), old);
        }
        Files.delete(session.at("out/002-solution.pdf"));
        assertThat(variants("parts", "--count", "2", "-f", "pdf", "--shard", "2/2")
                        .code())
                .isEqualTo(ExitCode.DONE);
        assertThat(variants("parts", "--count", "2", "-f", "pdf", "--shard", "1/2")
                        .code())
                .isEqualTo(ExitCode.DONE);
        assertThat(session.run("merge", at("parts"), "-q").code()).isEqualTo(ExitCode.DONE);
        assertThat(files("parts")).isEqualTo(before);
        assertThat(variants("out", what).code()).isEqualTo(ExitCode.DONE);
        assertThat(files("out")).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(session.at("out/001-solution.pdf")))
                .isEqualTo(old);
    }

    /** Contract 5, and a key whose answers earn every point. */
    @Test
    void theManifestAndTheKey() throws IOException {
        assertThat(variants("out", "--count", "3", "--seed", "7", "-f", "md").code())
                .isEqualTo(ExitCode.DONE);
        JsonNode manifest = manifest("out");
        assertThat(manifest.get("exam").asText()).isEqualTo("small");
        assertThat(manifest.get("seed").asLong()).isEqualTo(7);
        assertThat(manifest.get("program").asText()).matches("chalkgrad \\d+\\.\\d+\\.\\d+");
        assertThat(manifest.get("failed")).isEmpty();
        assertThat(manifest.get("variants")).hasSize(3);

        Exam exam = ExamReader.read("small.yaml", Exams.SMALL.getBytes(StandardCharsets.UTF_8))
                .exam()
                .orElseThrow();
        var rules = new RuleBook();
        var draws = new Draws(exam, rules, 7).of(List.of("1", "2", "3").iterator(), 1);
        List<String> key = Files.readAllLines(session.at("out/key.csv"));
        assertThat(key.get(0)).isEqualTo("id,student,name,1,2,3");
        for (int i = 0; i < 3; i++) {
            JsonNode entry = manifest.get("variants").get(i);
            assertThat(entry.get("id").asText()).isEqualTo("00" + (i + 1));
            assertThat(entry.get("student").asText()).isEmpty();
            assertThat(fields(entry.get("values"))).contains("x", "t", "w1", "w2", "learning_rate");
            assertThat(entry.get("files"))
                    .extracting(JsonNode::asText)
                    .contains("00" + (i + 1) + "-questions.md", "00" + (i + 1) + "-solution.md")
                    .allSatisfy(
                            name -> assertThat(session.at("out").resolve(name)).exists());

            var variant = new Variants(exam, rules, 7)
                    .of(entry.get("id").asText(), Optional.empty(), (Drawn.Taken) draws.next());
            String[] cells = key.get(i + 1).split(",", -1);
            var graded = new Grader(variant).grade(Map.of("1", cells[3], "2", cells[4], "3", cells[5]));
            assertThat(graded.earned()).isEqualByComparingTo("4").isEqualByComparingTo(graded.possible());
            var expected = new HashMap<String, String>();
            graded.marks().forEach(mark -> expected.put(mark.ask(), mark.expected() + " " + mark.possible()));
            var found = new LinkedHashMap<String, String>();
            entry.get("answers")
                    .forEach(answer -> found.put(
                            answer.get("ask").asText(),
                            answer.get("answer").asText() + " "
                                    + answer.get("points").decimalValue().setScale(0)));
            assertThat(found).isEqualTo(expected);
            assertThat(entry.get("answers").get(0).get("tolerance").asText()).matches("0\\.0\\d+");
        }
    }

    private static List<String> fields(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aHostileRoster() throws IOException {
        String long300 = "x".repeat(300);
        String roster = "학번,이름\r\n../../x,=cmd()\r\n=cmd(),\"a,\"\"b\"\"\"\r\n\u202Eabc,\u202Eevil\r\n" + long300
                + ",<b>&amp;\r\n\\input{/etc/passwd},$x_1$ \\write18{x}\r\n😀,😀\r\n20261234,김민아\r\nCON,con\r\n";
        session.file("r.csv", roster);
        assertThat(variants("deep/out", "--roster", at("r.csv"), "-f", "tex,md,html")
                        .code())
                .isEqualTo(ExitCode.DONE);
        assertThat(home.resolve("deep").toFile().list()).containsExactly("out");
        assertThat(home.toFile().list()).containsExactlyInAnyOrder("deep", "r.csv", "small.yaml");
        Map<String, String> files = files("deep/out");
        assertThat(files.keySet())
                .contains("20261234-questions.tex", "roster.csv")
                .allMatch(name -> name.matches("[\\p{L}\\p{N}._-]+") && name.length() < 120);
        assertThat(files.keySet().stream().filter(name -> name.endsWith("-solution.html")))
                .hasSize(8);
        String key = Files.readString(session.at("deep/out/key.csv"));
        assertThat(key.lines().skip(1))
                .hasSize(8)
                .anyMatch(line -> line.contains("\"'=cmd()\",\"a,\"\"b\"\"\""))
                .anyMatch(line -> line.startsWith("20261234,20261234,김민아,"))
                .noneMatch(line -> line.matches(".*(^|,)\"?[=+@].*"));
        JsonNode manifest = manifest("deep/out");
        assertThat(manifest.get("variants"))
                .extracting(entry -> entry.get("student").asText())
                .contains("../../x", "=cmd()", "\u202Eabc", long300, "😀", "20261234");
        assertThat(manifest.get("variants"))
                .extracting(entry -> entry.get("name").asText())
                .contains("=cmd()", "$x_1$ \\write18{x}", "김민아");
        files.forEach((name, text) -> {
            if (name.endsWith(".tex")) {
                assertThat(text).as(name).doesNotContain("\\write18", "\\input{/etc");
            } else if (name.endsWith(".html")) {
                assertThat(text).as(name).doesNotContain("<b>&amp;");
            }
        });
    }

    @Test
    void aRosterThatIsWrong() {
        session.file("r.csv", "id,name\n7,A\n,B\n7,C\n");
        Session.Result result = variants("out", "--roster", at("r.csv"));
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.err().lines())
                .containsExactly(
                        "chalkgrad: " + at("r.csv") + ", line 3: there is no id; every student needs one",
                        "chalkgrad: " + at("r.csv") + ", line 4: the id “7” is that of line 2 already");
        assertThat(session.at("out")).doesNotExist();
        assertThat(variants("out", "--roster", at("none.csv")).err())
                .isEqualTo("chalkgrad: " + at("none.csv") + ": there is no such file" + System.lineSeparator());
    }

    @Test
    void studentsWhoAreAddedChangeNobodysSheets() {
        session.file("few.csv", "id\nb\nd\nx/y\n");
        session.file("more.csv", "id\na\nb\nc\nd\nx/y\ne\n");
        assertThat(variants("few", "--roster", at("few.csv"), "-f", "md").code())
                .isEqualTo(ExitCode.DONE);
        assertThat(variants("more", "--roster", at("more.csv"), "-f", "md").code())
                .isEqualTo(ExitCode.DONE);
        Map<String, String> before = files("few");
        before.keySet().removeIf(name -> !name.matches(".*-(questions|solution)[.-].*"));
        assertThat(before).hasSize(12);
        assertThat(files("more")).containsAllEntriesOf(before);
    }

    @Test
    void whatCannotBeDrawn() throws IOException {
        session.file("small.yaml", Exams.SMALL + "require: {all: [abs(dE/dw1) >= 100], tries: 5}\n");
        Session.Result wrong = variants("out", "--count", "2", "-f", "md");
        if (wrong.code() == ExitCode.INPUT && !session.at("out").toFile().exists()) {
            session.file("small.yaml", Exams.SMALL + "require: [abs(dE/dw1) >= 100]\n");
            wrong = variants("out", "--count", "2", "-f", "md");
        }
        assertThat(wrong.code()).isEqualTo(ExitCode.INPUT);
        assertThat(wrong.err().lines())
                .hasSize(2)
                .allMatch(line ->
                        line.matches("chalkgrad: variant 00[12]: none of \\d+ draws of task 1 meets every requirement; "
                                + "not met: abs\\(dE/dw1\\) >= 100 .*"));
        assertThat(manifest("out").get("variants")).isEmpty();
        assertThat(manifest("out").get("failed"))
                .extracting(entry -> entry.get("id").asText())
                .containsExactly("001", "002");
    }

    @Test
    void anotherRunInTheSameFolder() {
        assertThat(variants("out", "--count", "2", "-f", "md").code()).isEqualTo(ExitCode.DONE);
        Map<String, String> before = files("out");
        Session.Result other = variants("out", "--count", "2", "--seed", "5", "-f", "tex");
        assertThat(other.code()).isEqualTo(ExitCode.INPUT);
        assertThat(other.err())
                .isEqualTo("chalkgrad: “" + at("out")
                        + "” holds another run: the seed is 1 there and 5 here, the formats is md there and tex here. "
                        + "Choose another folder with --out, or delete that one" + System.lineSeparator());
        assertThat(files("out")).isEqualTo(before);
    }

    @Test
    void whatIsNoExam() {
        session.file("small.yaml", "inputs: {x: 1}\n");
        Session.Result result = variants("out", "--count", "2");
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.err()).contains("small.yaml:").contains("missing key");
        assertThat(session.at("out")).doesNotExist();
        assertThat(session.run("merge", at("out")).code()).isEqualTo(ExitCode.INPUT);
    }
}
