package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.check.Hand;
import chalkgrad.check.Marking;
import chalkgrad.check.Verdict;
import chalkgrad.rules.RuleBook;
import chalkgrad.work.Work;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Works that are handed in, and what comes back: files, lines, the table, the exit code. */
class CheckCommandTest {
    @TempDir
    Path folder;

    /** What came of a call. */
    private record Result(int code, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    /** A judge of the simplest sort: what a work is called says what it is. */
    private static Marking judge(Work work) {
        String name = work.name();
        if (name.contains("crash")) {
            throw new IllegalStateException("the judge fell asleep");
        } else if (name.contains("deep")) {
            throw new StackOverflowError();
        } else if (name.contains("huge")) {
            throw new OutOfMemoryError("made up");
        }
        Hand hand = name.contains("all") ? Hand.all() : Hand.mina();
        Marking marking = hand.marking();
        if (name.contains("right")) {
            return new Marking(work, marking.lines().subList(0, 3), Optional.empty(), List.of());
        }
        if (name.contains("open")) {
            return new Marking(
                    work,
                    Hand.all().marking().lines().stream()
                            .filter(line -> line.verdict() == Verdict.UNDECIDED)
                            .toList(),
                    Optional.empty(),
                    List.of());
        } else if (name.contains("empty")) {
            return new Marking(work, List.of(), Optional.empty(), List.of());
        }
        return new Marking(
                new Work(name, marking.work().text(), marking.work().formulas()),
                marking.lines(),
                marking.points(),
                marking.conventions());
    }

    private Result check(String input, String... arguments) {
        var words = new ArrayList<>(List.of("check"));
        words.addAll(List.of("-o", folder.resolve("out").toString(), "-f", "json"));
        words.addAll(List.of(arguments));
        return run(input, words);
    }

    private static Result run(String input, List<String> words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        try {
            Arguments parsed = ((Arguments.Run) Arguments.parse(words.toArray(String[]::new))).arguments();
            int code = new CheckCommand(
                            parsed,
                            new RuleBook(),
                            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(err, true, StandardCharsets.UTF_8),
                            0,
                            solution -> CheckCommandTest::judge)
                    .run();
            return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } catch (Arguments.Misuse misuse) {
            throw new AssertionError(misuse);
        }
    }

    private String problem() {
        return file("problem.yaml", Pipeline.example("wikidocs.yaml"));
    }

    private String file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> results() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String result(String name) {
        try {
            return Files.readString(folder.resolve("out").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void oneWork() throws IOException {
        Result result = check("", problem(), file("mina.md", "z_1 = 0.08\n"));
        assertThat(result.code()).isEqualTo(ExitCode.MISTAKES);
        assertThat(result.err()).isEmpty();
        assertThat(result.lines())
                .containsExactly(
                        folder.resolve("out/mina.json").toString(),
                        "mina.md: 14 right, 1 rounding, 2 follow, 1 wrong, 0 undecided, 0 unread"
                                + " · first mistake: line 38, dE/dout(h1): updated-weight");
        assertThat(results()).containsExactly("mina.json");
        JsonNode json = new ObjectMapper().readTree(result("mina.json"));
        var fields = new ArrayList<String>();
        json.fieldNames().forEachRemaining(fields::add);
        assertThat(fields).containsExactly("work", "result", "lines", "first_mistake", "conventions");
        assertThat(json.at("/work").asText()).isEqualTo("mina.md");
        assertThat(json.at("/result").asText()).isEqualTo("mistakes");
        assertThat(json.at("/first_mistake").asInt()).isEqualTo(38);
        JsonNode wrong = json.at("/lines/15");
        assertThat(wrong.at("/line").asInt()).isEqualTo(38);
        assertThat(wrong.at("/quantity").asText()).isEqualTo("dE/dout(h1)");
        assertThat(wrong.at("/verdict").asText()).isEqualTo("wrong");
        assertThat(wrong.at("/expected").asText()).isEqualTo("0.032407");
        assertThat(wrong.at("/written").asText()).isEqualTo("0.031708");
        assertThat(wrong.at("/diagnosis").asText()).isEqualTo("updated-weight");
        assertThat(wrong.at("/message").asText()).contains("Expected: 0.032407.");
    }

    /** The language of the report, the quiet call, the call with points. */
    @Test
    void theLineInKoreanAndWithPoints() {
        Result korean = check("", problem(), file("all.md", "x"), "-l", "ko");
        assertThat(korean.lines().get(1))
                .isEqualTo("all.md: 맞음 1, 반올림 1, 이어짐 1, 틀림 1, 판단 보류 1, 읽지 못함 1 · 첫 오류: 5번째 줄, w5@2 · 6.5점 만점에 2.5점");
        assertThat(check("", problem(), file("all.md", "x")).lines().get(1)).endsWith(" · 2.5/6.5 points");
        assertThat(check("", problem(), file("all.md", "x"), "-q").lines())
                .containsExactly(folder.resolve("out/all.json").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "right.md, 0",
        "mina.md, 1",
        "nowhere, 3",
        "crash.md, 4",
        "deep.md, 4",
        "huge.md, 4",
        "right.md mina.md, 1",
        "mina.md nowhere, 3",
        "nowhere crash.md right.md, 4",
    })
    void theExitCodeIsThatOfTheWorst(String names, int code) {
        var words = new ArrayList<>(List.of(problem()));
        for (String name : names.split(" ")) {
            words.add(name.equals("nowhere") ? folder.resolve("nowhere.md").toString() : file(name, "x = 1\n"));
        }
        Result result = check("", words.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(result.lines().stream().filter(line -> line.contains(": ")).count())
                .as("a line for each work")
                .isEqualTo(names.split(" ").length);
        assertThat(result.err()).doesNotContain("\tat ");
    }

    @Test
    void aFolderOfAHundredOfWhichOneIsBroken() throws IOException {
        String problem = problem();
        for (int i = 0; i < 98; i++) {
            file("works/%02d right.md".formatted(i), "z_1 = 0.08\n");
        }
        file("works/deeper/mina.TEX", "z_1 = 0.08\n");
        file("works/crash.txt", "z_1 = 0.08\n");
        file("works/.hidden/other.md", "z_1 = 0.08\n");
        file("works/picture.png", "z_1 = 0.08\n");
        Result result = check("", problem, folder.resolve("works").toString());
        assertThat(result.code()).isEqualTo(ExitCode.OUTPUT);
        assertThat(result.err().lines())
                .containsExactly(
                        "chalkgrad: " + folder.resolve("works/crash.txt")
                                + ": could not be marked: a fault in the program itself: IllegalStateException: the judge fell asleep;"
                                + " please report this line with the problem and the work",
                        "chalkgrad: " + folder.resolve("works/picture.png")
                                + ": files that end in .png are no works in a folder; expected a text, Markdown, LaTeX, HTML, a notebook"
                                + " (.ipynb), a Word file (.docx), a PDF with text, or an answer sheet (.yaml)");
        List<String> table = result("summary.csv").lines().toList();
        assertThat(table).hasSize(102);
        assertThat(table.get(0))
                .isEqualTo(
                        "file,result,first_mistake,diagnosis,points,possible,wrong,undecided,unread,student,place,note");
        assertThat(table.get(1)).startsWith("crash.txt,failed,,,,,,,,,,\"could not be marked");
        assertThat(table.get(2)).startsWith("picture.png,refused,,,,,,,,,,\"files that end in .png");
        assertThat(table.get(3)).isEqualTo("mina.TEX,mistakes,38,updated-weight,,,1,0,0,,,");
        assertThat(table.get(4)).isEqualTo("00 right.md,right,,,,,0,0,0,,,");
        assertThat(results()).hasSize(100);
        assertThat(result.lines().get(result.lines().size() - 1)).endsWith("summary.csv");
    }

    @Test
    void whatNeedsAPersonComesFirst() {
        Result result = check(
                "",
                problem(),
                file("right.md", "x"),
                file("mina.md", "x"),
                file("all.md", "x"),
                file("open.md", "x"),
                file("empty.md", "x"),
                folder.resolve("nowhere.md").toString());
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result("summary.csv").lines().skip(1))
                .containsExactly(
                        "nowhere.md,refused,,,,,,,,,,there is no such file",
                        "all.md,mistakes,5,,2.5,6.5,1,1,1,,,",
                        "mina.md,mistakes,38,updated-weight,,,1,0,0,,,",
                        "empty.md,open,,,,,0,0,0,,,no formula was found",
                        "open.md,open,,,,,0,1,0,,,",
                        "right.md,right,,,,,0,0,0,,,");
    }

    @Test
    void worksOfTheSameNameAreKeptApart() throws IOException {
        Result result = check(
                "",
                problem(),
                file("a/mina.md", "x"),
                file("b/mina.md", "x"),
                file("b/MINA.tex", "x"),
                file("mina-2.md", "x"),
                file("a/mina.md", "x"));
        assertThat(results())
                .containsExactly("MINA-3.json", "mina-2-2.json", "mina-2.json", "mina.json", "summary.csv");
        assertThat(result.out())
                .contains("\n" + folder.resolve("a/mina.md") + ": ")
                .contains("\n" + folder.resolve("b/mina.md") + ": ")
                .contains("\nMINA.tex: ");
    }

    /** Names that would lead elsewhere, steer a terminal, or be worked out by a spreadsheet. */
    @Test
    void hostileNames() throws IOException {
        Result result = check(
                "",
                problem(),
                file("works/=1+cmd|'!A1.md", "x"),
                file("works/a\nb\u001b[31m.md", "x"),
                file("works/-rf.md", "x"),
                file("works/..md", "x"),
                file("works/'\"; drop,.md", "x"));
        assertThat(result.out()).doesNotContain("\u001b");
        assertThat(results())
                .hasSize(6)
                .allSatisfy(name -> assertThat(name).matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}._ +()-]*"));
        assertThat(result("summary.csv").lines().skip(1))
                .hasSize(5)
                .allSatisfy(row -> assertThat(row).doesNotStartWith("=").doesNotStartWith("-"))
                .anySatisfy(row -> assertThat(row).startsWith("\"'=1+cmd|'!A1.md\","))
                .anySatisfy(row -> assertThat(row).startsWith("\"'\"\"; drop,.md\","));
    }

    @Test
    void standardInput() throws IOException {
        Result result = check("z_1 = 0.08\n", problem(), "-");
        assertThat(result.lines().get(1)).startsWith("stdin: ");
        assertThat(results()).containsExactly("stdin.json");
        Result both = check("", "-", "-");
        assertThat(both.code()).isEqualTo(ExitCode.USAGE);
        assertThat(both.err()).contains("standard input is either the problem or a work, not both");
    }

    @Test
    void aWorkIsNeverOverwritten() throws IOException {
        String problem = problem();
        String work = file("out/mina.json", "{\"z1\": 0.08}");
        Result result = check("", problem, work);
        assertThat(result.code()).isEqualTo(ExitCode.OUTPUT);
        assertThat(result.err()).contains("is a work and would be overwritten; choose another folder with --out");
        assertThat(Files.readString(Path.of(work))).isEqualTo("{\"z1\": 0.08}");
    }

    /** The results of the call before are no works, and neither is the problem. */
    @Test
    void aFolderThatHoldsTheProblemAndTheResults() throws IOException {
        String problem = problem();
        file("mina.md", "x");
        assertThat(check("", problem, folder.toString()).code()).isEqualTo(ExitCode.MISTAKES);
        assertThat(results()).containsExactly("mina.json", "summary.csv");
        check("", problem, folder.toString());
        assertThat(results()).containsExactly("mina.json", "summary.csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sheet.yaml | this sheet has 3 problems; check marks works of one",
                "general.yaml | this problem has no numbers; check needs inputs, weights and targets",
            })
    void problemsThatCannotBeMarked(String example, String message) {
        Result result = check("", file(example, Pipeline.example(example)), file("mina.md", "x"));
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.err()).contains(message);
        assertThat(result.out()).isEmpty();
    }

    private String empty() {
        return Path.of(file("nothing/.hidden", "x")).getParent().toString();
    }

    @Test
    void nothingToBeMarked() {
        file("works/picture.png", "x");
        Result result = check("", problem(), folder.resolve("works").toString());
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.err())
                .contains("picture.png: files that end in .png are no works in a folder; expected a text");
        assertThat(result("summary.csv"))
                .contains("picture.png,refused,,,,,,,,,,\"files that end in .png are no works");
        assertThat(check("", problem(), empty()).err())
                .contains("this folder holds no work")
                .contains("there is no work to be marked");
    }

    @Test
    void aFileThatIsTooLarge() {
        String work = file("mina.md", "x".repeat((16 << 20) + 1));
        Result result = check("", problem(), work);
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.err()).contains("has more than 16 MB; no derivation is that large");
    }

    @Test
    void howAVerdictCameAbout() {
        Result result = check("", problem(), file("mina.md", "x"), "--explain", "38");
        assertThat(result.lines().get(2)).startsWith("line 38: ").endsWith(": wrong (dE/dout(h1))");
        assertThat(result.lines().get(3)).isEqualTo("  - dE/dout(h1) is exactly 0.0324068….");
        Result nothing = check("", problem(), file("mina.md", "x"), "--explain", "1");
        assertThat(nothing.lines().get(2)).isEqualTo("line 1: no formula was judged there");
    }

    /** What is printed while there is a bar is whole, and the bar is gone in the end. */
    @Test
    void aBarOnATerminal() {
        String problem = problem();
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = new Main(80)
                .run(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        "check",
                        problem,
                        file("a.md", "no formula\n"),
                        file("b.md", "no formula\n"),
                        folder.resolve("none.md").toString(),
                        "-f",
                        "json",
                        "-o",
                        folder.resolve("out").toString());
        assertThat(code).isEqualTo(ExitCode.INPUT);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).doesNotContain("\r"));
        String said = err.toString(StandardCharsets.UTF_8);
        assertThat(said).contains("check").contains("3/3").contains("none.md: there is no such file\n");
        assertThat(said).endsWith("\r" + " ".repeat(79) + "\r");
    }
}
