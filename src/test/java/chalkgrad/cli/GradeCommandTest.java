package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of tables, folders and exams that are not as they should be, and what comes of the rest. */
class GradeCommandTest {
    private static final String ROSTER = """
            id,name
            007,Kim Mina
            ab,Lee
            AB,Park
            =cmd(),Evil
            3,Three
            """;

    @TempDir
    static Path home;

    private static Session session;

    @BeforeAll
    static void anExam() {
        session = new Session(home).file("small.yaml", Exams.SMALL).file("students.csv", ROSTER);
        variants("exam", "--count", "12");
        variants("class", "--roster", at("students.csv"));
    }

    @BeforeEach
    void nothingHandedIn() {
        session.input("");
    }

    private static Session.Result variants(String out, String... options) {
        var words = new ArrayList<String>(
                List.of("variants", at("small.yaml"), "-f", "md", "-q", "--seed", "5", "-o", at(out)));
        words.addAll(List.of(options));
        Session.Result made = session.run(words.toArray(String[]::new));
        assertThat(made.err()).isEmpty();
        return made;
    }

    private static String at(String name) {
        return session.at(name).toString();
    }

    private Session.Result grade(String exam, String... answers) {
        var words = new ArrayList<String>(List.of("grade", at(exam), "-o", at("out")));
        for (String each : answers) {
            words.add(each.startsWith("-") ? each : at(each));
        }
        return session.run(words.toArray(String[]::new));
    }

    /** What is said, without the folder that everything is in. */
    private static String said(Session.Result result) {
        return result.err().replace(home + "/", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id,1\\n99,5 | a.csv, line 2: there is no variant for “99”; expected the id of a variant or of a student, as in key.csv",
                "id,1\\n1,5\\n001,6 | a.csv, line 3: the answers of the variant 001 stand in a.csv, line 2 already",
                "id,1\\n1,5\\n1,6 | a.csv, line 3: the answers of “1” stand in line 2 already",
                "id,1\\n,5 | a.csv, line 2: there is no id; expected that of the variant or of the student",
                "id,1\\n1,0,5,7 | a.csv, line 2: there are more than 2 cells, and the header has no more; a cell with a comma in it needs quotes around it",
                "id,1\\n1,\"5 | a.csv, line 2: a quoted cell has no end",
                "id,1\\n1,\"5\"6 | a.csv, line 2: there is text behind the closing quote of a cell",
                "id,1,Q1\\n1,5,6 | a.csv, line 1, column 3: “Q1” is the question of line 1, column 2 already; this column is passed over",
                "variant,student,1\\n1,2,6 | a.csv, line 2: whose answers are they? “1” has the variant 001, “2” has the variant 002",
                "id,question,answer\\n1,1,5\\n1,1,6 | a.csv, line 3: “1” has answered “1” before",
                "id,question,answer\\n1,,5 | a.csv, line 2: there is no question; expected its number",
                "name,1\\nx,5 | a.csv, line 1: found “name,1”; expected a header with a column id and one for each question, such as: id,1,2,3",
                "id | a.csv, line 1: found “id”; expected a header with a column id and one for each question, such as: id,1,2,3",
                "`` | a.csv: there is nothing in this file; expected a header with a column id and one for each question, such as: id,1,2,3",
                "id,1 | there is no answer of any student of “exam”",
            })
    void aTableWithAFault(String table, String message) {
        session.file("a.csv", table.replace("\\n", "\n"));
        Session.Result result = grade("exam", "a.csv", "-q");
        assertThat(said(result)).isEqualTo("chalkgrad: " + message + "\n");
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id,1,ham\\n1,5,6 | a.csv, line 1, column 3: “ham” is no question of this exam",
                "id,1,9\\n1,5,6 | a.csv, line 1, column 3: “9” is no question of this exam",
                "id,1,2.7\\n1,5,6 | a.csv, line 1, column 3: “2.7” is no question of this exam",
                "id,question,answer\\n1,1,5\\n1,77,6 | a.csv, line 3: “77” is no question of this exam",
            })
    void whatIsNoQuestionIsPassedOver(String table, String message) {
        session.file("a.csv", table.replace("\\n", "\n"));
        Session.Result result = grade("exam", "a.csv");
        assertThat(said(result))
                .isEqualTo((table.startsWith("id,question")
                                ? ""
                                : "warning: no table has a column for question 2, 3; their points are left open. Expected a column for "
                                        + "each question, such as 2, or what only it asks for, dE/dw1\n")
                        + "warning: " + message + "; passed over. Expected the number of a question, 1 to 3, "
                        + "of a part of one, 1.2, or what only one asks for, dE/dw1\n"
                        + "nothing from 11 of 12: 002, 003, 004, 005, 006, …\n");
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void oneBadLineAmongMany() {
        session.file("a.csv", "id,1\n1,5\n99,1\n2,6\n");
        Session.Result result = grade("exam", "a.csv", "-q");
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(session.result("grades.csv").lines()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"007,Kim", "7,Kim", "ab,Lee", "AB,Park", "'=cmd(),Evil", "=cmd(),Evil", "3,Three", "Ab,", "aB,"})
    void whose(String id, @Nullable String name) {
        session.file("a.csv", "id,1\n" + id + ",0.5\n");
        Session.Result result = grade("class", "a.csv", "-q");
        if (name == null) {
            assertThat(said(result)).contains("there is no variant for “" + id + "”");
        } else {
            assertThat(said(result)).isEmpty();
            assertThat(session.result("grades.csv").lines().skip(1))
                    .singleElement()
                    .asString()
                    .contains("," + name);
        }
    }

    @Test
    void standardInputIsATable() {
        session.input("id,1\n1,0.5\n");
        Session.Result result = session.run("grade", at("exam"), "-", "-q", "-o", at("out"));
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.lines())
                .containsExactly(
                        at("out/001-feedback.html"),
                        at("out/grades.csv"),
                        at("out/mistakes.csv"),
                        at("out/grades.json"));
    }

    private static String solution(String id) throws IOException {
        return Files.readString(session.at("exam/" + id + "-solution.md"));
    }

    @Test
    void aFolderOfDerivations() throws IOException {
        session.file("works/001.md", solution("001"))
                .file("works/mina_2.md", solution("002"))
                .file("works/2-mina.tex", "$\\partial E/\\partial w_1 = 7$\n")
                .file("works/003/work.md", solution("003"))
                .file("works/4.txt", "nothing of use\n")
                .file("works/5.md", new byte[] {0, (byte) 0xC3, 0, 1, (byte) 0xFF})
                .file("works/notes.png", "%PDF")
                .file("works/a/1.md", solution("001"));
        Session.Result result = grade("exam", "works");
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(said(result))
                .contains("works: passed over 1 file: notes.png\n")
                .contains(
                        "chalkgrad: works/mina_2.md: whose is it? Expected a derivation in a file, or in a folder, whose "
                                + "name begins with the id of a variant or of a student, such as 001.md, or a table of answers")
                .contains("chalkgrad: works/5.md: the bytes are no text")
                .contains("nothing from 7 of 12: 006, 007");
        assertThat(result.lines()).contains("001: 3 / 4", "002: 0 / 4", "003: 3 / 4", "004: 0 / 4", "005: 0 / 4");
        List<String> pages =
                result.lines().stream().filter(line -> line.endsWith(".html")).toList();
        // A marked copy for each derivation that was read, and a page for each student.
        assertThat(pages).hasSize(10).doesNotHaveDuplicates();
        // What could not be read waits for a person, and is not simply worth nothing.
        assertThat(session.result("grades.csv").lines().filter(row -> row.startsWith("005")))
                .singleElement()
                .asString()
                .startsWith("005,,,0,4,1,");
    }

    @Test
    void whatIsInATableAndInADerivationCountsOnce() throws IOException {
        session.file("works2/001.md", solution("001")).file("a.csv", "id,1,2\n1,0.5,0.5 0.5\n");
        Session.Result result = grade("exam", "a.csv", "works2", "-q");
        assertThat(said(result)).isEmpty();
        assertThat(session.result("grades.csv").lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("001,,,3,4,0,2,1,0");
    }

    @Test
    void aDerivationOfSeveralTasks() throws IOException {
        String second = Exams.SMALL.replace("0.2", "0.7").replace("Small", "Large");
        session.file("two.yaml", Exams.SMALL + "---\n" + second);
        String[] make = {"variants", at("two.yaml"), "--count", "1", "-f", "md", "-q", "-o", at("two")};
        assertThat(session.run(make).err()).isEmpty();
        session.file("works4/1.md", Files.readString(session.at("two/001-solution.md")));
        Session.Result result = grade("two", "works4", "-q");
        assertThat(said(result)).isEmpty();
        // A marked copy for each task, a page for the student, two tables, and all as data.
        assertThat(result.lines()).hasSize(6);
        assertThat(session.result("grades.csv").lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("001,,,6,8,0,");
    }

    @Test
    void theExamIsNoAnswerToItself() {
        assertThat(said(grade("exam", "exam")))
                .isEqualTo("chalkgrad: “exam” is the exam itself; expected what the students have handed in\n");
    }

    private interface Harm {
        void to(Path folder) throws IOException;
    }

    private record Case(String name, Harm harm, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Harm manifest(String what, String instead) {
        return folder -> {
            Path file = folder.resolve("manifest.json");
            String before = Files.readString(file);
            String after = before.replaceFirst(what, instead);
            assertThat(after).isNotEqualTo(before);
            Files.writeString(file, after);
        };
    }

    static Stream<Case> harms() {
        String broken = "harmed/manifest.json, line %d: the manifest is cut off there, or has been changed; "
                + "the command that made it, given again, writes it anew";
        String finished = "; expected a folder that chalkgrad variants has finished";
        return Stream.of(
                new Case(
                        "cut off",
                        folder -> {
                            Path file = folder.resolve("manifest.json");
                            String text = Files.readString(file);
                            Files.writeString(file, text.substring(0, text.indexOf("\"003\"") + 3));
                        },
                        broken.formatted(4)),
                new Case(
                        "empty", folder -> Files.writeString(folder.resolve("manifest.json"), ""), broken.formatted(1)),
                new Case(
                        "a list",
                        folder -> Files.writeString(folder.resolve("manifest.json"), "[]"),
                        broken.formatted(1)),
                new Case("another type", manifest("\"index\":2", "\"index\":\"two\""), broken.formatted(3)),
                new Case("no values", manifest("\"values\":\\{[^}]*\\}", "\"values\":7"), broken.formatted(2)),
                new Case(
                        "another value",
                        manifest("\"x\":\"[0-9.]*\"", "\"x\":\"0.9999\""),
                        "the variant 001 in “harmed” is another one than this program draws: x is 0.9999 there and "),
                new Case(
                        "another name",
                        manifest("\"x\":", "\"z\":"),
                        "the variant 001 in “harmed” is another one than this program draws: z is "),
                new Case(
                        "of another exam",
                        folder -> Files.copy(
                                session.at("class/manifest.json"),
                                folder.resolve("manifest.json"),
                                java.nio.file.StandardCopyOption.REPLACE_EXISTING),
                        "“harmed/manifest.json” is of another run than “harmed/run.json”; "
                                + "put back the one that belongs to this folder"),
                new Case(
                        "other points",
                        folder -> Files.writeString(
                                folder.resolve("exam.yaml"), Exams.SMALL.replace("points: 2", "points: 3")),
                        "“harmed/exam.yaml” has been changed since the variants were made; put back the file as it was"),
                new Case(
                        "no exam",
                        folder -> Files.delete(folder.resolve("exam.yaml")),
                        "there is no exam.yaml in “harmed”" + finished),
                new Case(
                        "no run",
                        folder -> Files.delete(folder.resolve("run.json")),
                        "there is no run.json in “harmed”" + finished),
                new Case(
                        "no manifest",
                        folder -> Files.delete(folder.resolve("manifest.json")),
                        "there is no manifest.json in “harmed”" + finished),
                new Case(
                        "a part",
                        folder -> Files.move(folder.resolve("manifest.json"), folder.resolve("manifest.1-of-4.json")),
                        "“harmed” holds parts of an exam; join them first with: chalkgrad merge harmed"));
    }

    @ParameterizedTest
    @MethodSource("harms")
    void anExamThatIsNotAsItWas(Case harmed) throws IOException {
        Path folder = Files.createDirectories(session.at("harmed"));
        try (Stream<Path> old = Files.list(folder)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        for (String name : List.of("manifest.json", "run.json", "exam.yaml")) {
            Files.copy(session.at("exam").resolve(name), folder.resolve(name));
        }
        harmed.harm().to(folder);
        session.file("a.csv", "id,1\n1,0.5\n3,0.5\n");
        Session.Result result = grade("harmed", "a.csv", "-q");
        assertThat(said(result)).startsWith("chalkgrad: " + harmed.message());
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
    }

    @Test
    void noFolder() {
        session.file("a.csv", "id,1\n1,0.5\n");
        assertThat(said(grade("nosuch", "a.csv")))
                .isEqualTo(
                        "chalkgrad: “nosuch” is no folder; expected a folder that chalkgrad variants has finished\n");
    }

    @Test
    void anExamOfMergedParts() {
        for (int part = 1; part <= 3; part++) {
            variants("parts", "--count", "12", "--shard", part + "/3");
        }
        assertThat(session.run("merge", at("parts"), "-q").code()).isEqualTo(ExitCode.DONE);
        session.file("a.csv", "id,1,2,3\n1,0.1,0.1 0.1,a\n12,0.2,0.5 0.5,b\n");
        assertThat(grade("exam", "a.csv", "-q").code()).isEqualTo(ExitCode.DONE);
        String expected = session.result("grades.json");
        assertThat(grade("parts", "a.csv", "-q").code()).isEqualTo(ExitCode.DONE);
        assertThat(session.result("grades.json")).isEqualTo(expected);
    }
}
