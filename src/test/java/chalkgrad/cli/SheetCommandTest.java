package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Several problems in one document, and questions apart from their solutions. */
class SheetCommandTest {
    private static final String ONE = problem("One", "0.25");
    private static final String TWO = problem("Two", "0.75");
    private static final String GRAPH = """
            title: Three
            given: {x: -2, y: 5, z: -4}
            nodes: {q: x + y, f: q * z}
            output: f
            """;
    private static final String BAD = ONE.replace("sigmoid", "sigmoyd");
    private static final String IMPOSSIBLE = ONE.replace("sse", "\"ln(o-5)\"");

    @TempDir
    Path folder;

    private Session session;

    private static String problem(String title, String weight) {
        return """
                title: %s
                inputs: {x1: 0.5}
                targets: {o1: 1}
                layers: [{units: [o1], activation: sigmoid, weights: [[%s]]}]
                loss: sse
                learning_rate: 0.1
                """.formatted(title, weight);
    }

    @BeforeEach
    void begin() {
        session = new Session(folder)
                .file("one.yaml", ONE)
                .file("two.yaml", TWO)
                .file("graph.yaml", GRAPH)
                .file("several.yaml", ONE + "---\n" + TWO + "---\n" + GRAPH)
                .file("half.yaml", BAD + "---\n" + TWO)
                .file("holes.yaml", IMPOSSIBLE + "---\n" + ONE + "---\n" + BAD + "---\n" + TWO)
                .file("bad.yaml", BAD);
    }

    private static List<String> headings(String markdown) {
        return markdown.lines().filter(line -> line.matches("##? .*")).toList();
    }

    /** Every combination: the options and files, the files that are written, and the exit code. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-f md | one.yaml | one.md | 0",
                "-f md | one.yaml two.yaml | one.md two.md | 0",
                "-f md | several.yaml | several.md | 0",
                "-f md | several.yaml one.yaml | several.md one.md | 0",
                "-f md | half.yaml | half.md | 3",
                "-f md | holes.yaml | holes.md | 3",
                "-f md | bad.yaml | '' | 3",
                "-f md --sheet T | one.yaml | t.md | 0",
                "-f md --sheet T | one.yaml two.yaml | t.md | 0",
                "-f md --sheet T | several.yaml bad.yaml one.yaml | t.md | 3",
                "-f md --sheet T | bad.yaml | '' | 3",
                "-f md --sheet T | no-such.yaml one.yaml | t.md | 3",
                "-f md --solutions with | one.yaml | one.md | 0",
                "-f md --solutions separate | one.yaml | one-questions.md one-solutions.md | 0",
                "-f md --solutions separate | graph.yaml | graph-questions.md graph-solutions.md | 0",
                "-f md --solutions separate | several.yaml | several-questions.md several-solutions.md | 0",
                "-f md --solutions separate --sheet T | one.yaml two.yaml | t-questions.md t-solutions.md | 0",
                "-f json | several.yaml | several.json several-2.json several-3.json | 0",
                "-f json | holes.yaml | holes-2.json holes-4.json | 3",
                "-f json,md --sheet T | one.yaml several.yaml | one.json several.json several-2.json several-3.json t.md | 0",
                "-f json,md --solutions separate --sheet T | one.yaml | one.json t-questions.md t-solutions.md | 0",
                "-f json,tex --sheet T | one.yaml two.yaml | one.json two.json t.tex | 0",
                "-f tex,json --solutions separate | several.yaml | several-questions.tex several-solutions.tex "
                        + "several.json several-2.json several-3.json | 0",
            })
    void theFilesThatAreWritten(String options, String files, String results, int code) {
        Session.Result result = session.solve(List.of(options.split(" ")), files.split(" "));
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(result.lines().stream()
                        .map(line -> Path.of(line).getFileName().toString())
                        .filter(name -> !name.endsWith(".svg")))
                .containsExactly(results.isEmpty() ? new String[0] : results.split(" "));
    }

    @Test
    void aFileOfSeveralProblemsIsOneNumberedDocument() {
        assertThat(session.solve(List.of("-f", "md"), "several.yaml").err()).isEmpty();
        String markdown = session.result("several.md");
        assertThat(headings(markdown))
                .containsExactly(
                        "# Problem sheet: several", "## Problem 1. One", "## Problem 2. Two", "## Problem 3. Three");
        assertThat(markdown)
                .contains(
                        "- [Problem 1. One](#problem-1-one)\n- [Problem 2. Two](#problem-2-two)\n",
                        "\n### Forward pass\n",
                        "several-2.svg");
    }

    /** The good ones are counted, as if the others were not there; what is wrong with those is said. */
    @Test
    void badProblemsDoNotStopTheOthers() {
        Session.Result result = session.solve(List.of("-f", "md"), "holes.yaml");
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.err().lines())
                .satisfiesExactly(
                        bad -> assertThat(bad).contains("holes.yaml:18:").contains("sigmoyd"),
                        impossible -> assertThat(impossible).contains("holes.yaml: holes: E(o1) cannot be computed"));
        assertThat(headings(session.result("holes.md")))
                .containsExactly("# Problem sheet: holes", "## Problem 1. One", "## Problem 2. Two");
        session.solve(List.of("-f", "md"), "half.yaml");
        assertThat(headings(session.result("half.md")))
                .as("the only good problem of two")
                .containsExactly("# Problem sheet: half", "## Problem 1. Two");
        assertThat(session.result("half.md")).doesNotContain("Contents");
    }

    @Test
    void severalFilesBecomeASheet() {
        session.solve(List.of("-f", "md", "--sheet", "Week 3"), "two.yaml", "graph.yaml", "one.yaml");
        assertThat(headings(session.result("week-3.md")))
                .containsExactly("# Week 3", "## Problem 1. Two", "## Problem 2. Three", "## Problem 3. One");
    }

    @Test
    void aSheetOfOneProblem() {
        session.solve(List.of("-f", "md", "--sheet", "Week 3"), "one.yaml");
        assertThat(headings(session.result("week-3.md"))).containsExactly("# Week 3", "## Problem 1. One");
        assertThat(session.result("week-3.md")).doesNotContain("Contents");
    }

    @Test
    void questionsHaveNoAnswers() {
        session.solve(List.of("-f", "md", "--solutions", "separate"), "several.yaml");
        String questions = session.result("several-questions.md");
        String solutions = session.result("several-solutions.md");
        assertThat(headings(questions)).first().isEqualTo("# Problem sheet: several – questions");
        assertThat(headings(solutions)).first().isEqualTo("# Problem sheet: several – solutions");
        assertThat(headings(questions).subList(1, 4))
                .isEqualTo(headings(solutions).subList(1, 4));
        // The net input, the output, the gradient and the new weight of the first; the gradients of the graph.
        for (String answer : List.of("0.125", "0.531209", "-0.116741", "0.261674", "= -12")) {
            assertThat(solutions).contains(answer);
            assertThat(questions).doesNotContain(answer);
        }
        assertThat(questions)
                .contains(
                        "**To find:**",
                        "Backward pass: $`\\partial E_{\\mathrm{total}} / \\partial w_{1}`$\n",
                        "Do not round intermediate results, and give every answer with 6 significant digits (rounded).")
                .doesNotContain("```math\n\\begin{aligned}\nz_");
    }

    @Test
    void aSingleProblemsQuestionIsADocumentToo() {
        session.solve(List.of("-f", "md", "--solutions", "separate"), "one.yaml");
        assertThat(headings(session.result("one-questions.md"))).containsExactly("# One – questions");
        assertThat(headings(session.result("one-solutions.md")))
                .startsWith("# One – solutions", "## The problem", "## Forward pass");
    }

    /** The language is that of the sheet, and each problem keeps its notation and its digits. */
    @Test
    void eachProblemKeepsItsLooks() {
        session.file("ko.yaml", "language: ko\nnotation: layer\nprecision: {decimals: 3}\n" + ONE)
                .file("en.yaml", "language: en\nnotation: net\nprecision: {decimals: 7}\n" + TWO);
        session.solve(List.of("-f", "md", "--sheet", "A"), "ko.yaml", "en.yaml");
        String korean = session.result("a.md");
        assertThat(headings(korean)).containsExactly("# A", "## 문제 1. One", "## 문제 2. Two");
        assertThat(korean).doesNotContain("Forward pass");
        String[] problems = korean.split("\n## ");
        assertThat(problems[1]).contains("a_{1}^{(1)}", "0.531").doesNotContain("net", "0.5312094");
        assertThat(problems[2]).contains("\\mathrm{net}_{o1}", "0.5926666").doesNotContain("a_{1}^{(1)}");
        session.solve(List.of("-f", "md", "--sheet", "B", "-l", "en"), "ko.yaml", "en.yaml");
        assertThat(headings(session.result("b.md"))).containsExactly("# B", "## Problem 1. One", "## Problem 2. Two");
        session.solve(List.of("-f", "md", "--sheet", "C"), "en.yaml", "ko.yaml");
        assertThat(headings(session.result("c.md"))).first().isEqualTo("# C");
        assertThat(session.result("c.md")).contains("## Problem 2. One");
        session.solve(List.of("-f", "md", "--sheet", "D", "-n", "delta", "--digits", "4"), "ko.yaml", "en.yaml");
        assertThat(session.result("d.md")).contains("0.5312", "0.5927").doesNotContain("\\mathrm{net}", "a_{1}^{(1)}");
    }

    @Test
    void everyFormatHasAllProblems() throws IOException {
        session.solve(List.of("-f", "pdf,tex", "--sheet", "Week 3"), "one.yaml", "two.yaml");
        assertThat(session.result("week-3.tex"))
                .contains(
                        "\\contentsentry{problem-1}{Problem 1. One}",
                        "\\section{Problem 2. Two}\n\\label{problem-2}",
                        "\\subsubsection{");
        try (PDDocument pdf = Loader.loadPDF(session.bytes("week-3.pdf"))) {
            assertThat(new PDFTextStripper().getText(pdf).lines().map(line -> line.replaceAll("[ .]+", " ")))
                    .startsWith("Week 3", "Contents")
                    .contains("Problem 1 One", "Problem 2 Two");
        }
    }

    @Test
    void nothingIsWrittenTwice() {
        session.file("a/one.yaml", TWO);
        Session.Result result = session.solve(List.of("-f", "json,md", "--sheet", "T"), "one.yaml", "a/one.yaml");
        assertThat(result.code()).isEqualTo(ExitCode.OUTPUT);
        assertThat(result.err()).contains("--sheet: “one.json” was already written for another problem of this call");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--sheet '' | --sheet: found “”; expected a title",
                "--sheet ' \t' | --sheet: found “ \\u0009”; expected a title",
                "--solutions apart | --solutions: found “apart”; expected one of with, separate",
            },
            quoteCharacter = '"')
    void misuse(String options, String message) {
        String[] words = options.split(" ", 2);
        Session.Result result = session.solve(List.of(words[0], words[1].replace("'", "")), "one.yaml");
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).startsWith("chalkgrad: " + message);
        assertThat(session.results()).isEmpty();
    }

    static List<String> titles() {
        return List.of(
                "\\input{/etc/passwd} \\write18{ls}",
                "<script>alert(1)</script> <img src=x onerror=alert(1)>",
                "[=page.title] ${7*7} [#include \"/etc/passwd\"]",
                "$$x$$ #1 %2 &amp; ~^_ | `code` **bold**",
                "](http://evil.example) [x]: http://evil.example",
                "a\u0007b\u001b[31mc\u0000d",
                "right\u202Eto left \u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627",
                "../../up and /away",
                "Problem 1. One",
                "한글 제목 — 중간고사",
                "long ".repeat(2000).strip(),
                "w".repeat(10_000));
    }

    /** A title of a sheet or of a problem in it is text in every format, and leads nowhere but into the document. */
    @ParameterizedTest
    @MethodSource("titles")
    void aHostileTitleIsText(String title) throws IOException {
        String quoted = new ObjectMapper().writeValueAsString(title);
        session.file("evil.yaml", ONE.replace("title: One", "title: " + quoted) + "---\n" + TWO);
        Session.Result result = session.solve(
                List.of("-f", "pdf,tex,md", "--solutions", "separate", "--sheet", title), "evil.yaml", "one.yaml");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(session.results()).allSatisfy(name -> assertThat(name).matches("[\\p{L}\\p{M}\\p{N}-]+\\.\\w+"));
        assertThat(result.out()).doesNotContain("\u001b", "\u0007", "\u202E");
        String stem = Slug.of(title);
        String markdown = session.result(stem + "-questions.md");
        assertThat(markdown).doesNotContainPattern("(?<!\\\\)<(script|img)");
        assertThat(markdown).doesNotContain("\u001b", "\u0000", "\u202E");
        assertThat(links(markdown))
                .hasSize(3)
                .allSatisfy(link -> assertThat(link).startsWith("#problem-"));
        assertThat(session.result(stem + "-questions.tex"))
                .doesNotContain("\\input{/etc", "\\write18{", "\u001b", "\u0000", "\u202E");
        String visible = title.replaceAll("[\\x00-\\x1f\u202E]", "");
        try (PDDocument pdf = Loader.loadPDF(session.bytes(stem + "-questions.pdf"))) {
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo(visible + " – questions");
        }
    }

    /** The targets of the links of a Markdown document. */
    private static List<String> links(String markdown) {
        var links = new ArrayList<String>();
        org.commonmark.parser.Parser.builder()
                .build()
                .parse(markdown)
                .accept(new org.commonmark.node.AbstractVisitor() {
                    @Override
                    public void visit(org.commonmark.node.Link link) {
                        links.add(link.getDestination());
                    }
                });
        return links;
    }

    /** Every example that is a sheet, and all examples in one. */
    @Test
    void allExamplesInOneSheet() throws IOException {
        List<String> examples;
        try (Stream<Path> files = java.nio.file.Files.list(Path.of("examples"))) {
            examples = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") && !name.contains("10000"))
                    .sorted()
                    .toList();
        }
        examples.forEach(name -> session.file(name, Pipeline.example(name)));
        Session.Result result = session.solve(
                List.of("-f", "pdf", "-q", "--sheet", "All", "--solutions", "separate"),
                examples.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(session.results()).containsExactly("all-questions.pdf", "all-solutions.pdf");
    }
}
