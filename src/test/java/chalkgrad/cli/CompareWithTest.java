package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a problem says about another that it names. */
class CompareWithTest {
    private static final String GRAPH = """
            given: {x: 2, y: 3}
            nodes: {q: x + y, f: q*y}
            output: f
            learning_rate: 0.1
            """;
    private static final String NETWORK = """
            inputs: {x: 2}
            targets: {h: 1}
            layers:
              - units: [h]
                weights: [{y: 3}]
            loss: half_sse
            learning_rate: 0.1
            """;
    private static final String WITH = "compare_with: other.yaml\n";

    /** What the published program printed: the probability, the loss, and the weight after the update, three times. */
    private static final List<String> PUBLISHED = List.of(
            "0.7010307863243558",
            "0.35520347518814194",
            "0.09045776246846889",
            "0.7068233374476314",
            "0.3469745206215468",
            "0.15366665091475956",
            "0.7124393640689541",
            "0.3390604735219194",
            "0.21566472402149306");

    /** Half a unit in the last place of its binary numbers, which is the seventeenth decimal. */
    private static final BigDecimal BINARY = new BigDecimal("6e-17");

    @TempDir
    Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder);
    }

    private String differences(Session.Result result, String file) {
        assertThat(result.code()).as(result.err()).isZero();
        String text = session.result(file);
        assertThat(text).contains("## What differs");
        return text.substring(text.indexOf("## What differs")).replace("$`", "").replace("`$", "");
    }

    private String differences(String here, String there) {
        session.file("here.yaml", here + WITH).file("other.yaml", there);
        return differences(session.solve(List.of("-f", "md"), "here.yaml"), "here.md");
    }

    @Test
    void aProblemByItselfIsNotCompared() {
        session.file("here.yaml", GRAPH).solve(List.of("-f", "md"), "here.yaml");
        assertThat(session.result("here.md")).doesNotContain("What differs");
    }

    /** What stands where in the section, by the two problems. */
    static List<List<String>> sections() {
        return List.of(
                List.of(
                        GRAPH,
                        GRAPH.replace("q*y", "q*x"),
                        "| f | q\\,y | q\\,x |",
                        "1 of 2 values differ, and 3 of 3 gradients.",
                        "the values part at f: 15 here, 10 there",
                        "| q | 5 | 5 | equal |\n| f | 15 | 10 | **different** |",
                        "| \\partial f / \\partial x | 3 | 7 | **different** |",
                        "| 1 | 8.58 | 5.33 | 1.7 | 1.3 |",
                        "| 1 | 2.2 | 2.8 |"),
                List.of(
                        GRAPH,
                        GRAPH.replace("x: 2", "x: 1"),
                        "| x | 2 | 1 |",
                        "the values part at q: 5 here, 4 there",
                        "| \\partial f / \\partial q | 3 | 3 | equal |"),
                List.of(
                        GRAPH,
                        GRAPH.replace("q: x + y, f: q*y", "f: y*(y + x)"),
                        "| q | x + y | – |",
                        "Everything that both compute is equal (values: 1, gradients: 2).",
                        "The two descents are equal, too (updates that both have: 1)."),
                List.of(
                        GRAPH,
                        GRAPH.replace("q: x + y", "q: 5"),
                        "| q | x + y | 5 |",
                        "| \\partial f / \\partial x | 3 | 0 | **different** |",
                        "No value differs; the difference is in the gradients alone."),
                List.of(
                        GRAPH,
                        GRAPH.replace("q: x + y, f", "f").replace("y: 3}", "y: 3, q: 5}"),
                        "| q | x + y | 5 (given) |"),
                List.of(
                        GRAPH,
                        GRAPH.replace("0.1", "0.2") + "steps: 3\nwrt: [x]\n",
                        "| number of steps | 1 | 3 |",
                        "| 0.1 | 0.2 |",
                        "| updated in one only | y | – |",
                        "Everything that both compute is equal (values: 2, gradients: 3).",
                        "| 1 | 8.58 | 13.2 | 1.7 | 1.4 |"),
                List.of(GRAPH, GRAPH + "carry: rounded\n", "| intermediate results | exact | rounded as printed |"),
                List.of(
                        GRAPH,
                        GRAPH.replace("output: f", "output: q"),
                        "| output | f | q |",
                        "| step | f here | q there | x here | x there |"),
                List.of(
                        GRAPH.replace("0.1\n", "1\n"),
                        GRAPH.replace("0.1\n", "1\n").replace("x: 2", "x: 2.0000000001"),
                        "| x | 2 | 2.0000000001 |",
                        "| q | 5 | 5.00000 | **different** |"),
                List.of(
                        GRAPH.replace("x: 2", "x: 0.33333333331"),
                        GRAPH.replace("x: 2", "x: 0.33333333332"),
                        "| q | 3.33333 | 3.33333 | **different** |",
                        "Where numbers look alike and are nevertheless marked as different"),
                List.of(
                        NETWORK,
                        NETWORK.replace("half_sse", "sse"),
                        "| E_{\\mathrm{total}} | half the sum of squared errors, ",
                        "| sum of squared errors, ",
                        "the values part at E_{\\mathrm{total}}: 12.5 here, 25 there"),
                List.of(
                        NETWORK,
                        NETWORK.replace("units: [h]", "units: [h]\n    activation: tanh"),
                        "none (identity), ",
                        "hyperbolic tangent, ",
                        "| h | 6 | 0.999988 | **different** |"),
                List.of(
                        NETWORK,
                        GRAPH,
                        "| h |",
                        "| q | – | x + y |",
                        "| E_{\\mathrm{total}} | ",
                        "| \\partial E_{\\mathrm{total}} / \\partial y | 10 | 8 | **different** |"),
                List.of(GRAPH, NETWORK, "| h | – | y\\,x |", "| t | – | 1 |"),
                List.of(
                        GRAPH.replace("learning_rate: 0.1\n", ""),
                        "given: {a: 1}\nnodes: {b: a}\noutput: a\n",
                        "| q | x + y | – |",
                        "| b | – | a |"),
                List.of(
                        "given: {w: [1, 2]}\nnodes: {z: 2*w, f: sum(z)}\noutput: f\n",
                        "given: {w: [1, 3]}\nnodes: {z: 2*w, f: sum(z)}\noutput: f\n",
                        "w & = \\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix} \\ne \\begin{pmatrix} 1 \\\\ 3 \\end{pmatrix}",
                        "the values part at z.",
                        "\\frac{\\partial f}{\\partial w} & = \\begin{pmatrix} 2 \\\\ 2 \\end{pmatrix}"));
    }

    @ParameterizedTest
    @MethodSource("sections")
    void says(List<String> row) {
        assertThat(differences(row.get(0), row.get(1))).contains(row.subList(2, row.size()));
    }

    @Test
    void severalSamplesAreComparedOneByOne() {
        String samples = NETWORK.replace(
                "inputs: {x: 2}\ntargets: {h: 1}\n",
                "samples: [{inputs: {x: 2}, targets: {h: 1}}, {inputs: {x: 1}, targets: {h: 1}}]\n");
        assertThat(differences(samples, samples.replace("x: 1", "x: 3")))
                .contains(
                        "| x (sample 2) | 1 | 3 |",
                        "| h (sample 1) | 6 | 6 | equal |",
                        "| h (sample 2) | 3 | 9 | **different** |",
                        "| \\partial E_{\\mathrm{total}} / \\partial y | ");
        assertThat(differences(samples, NETWORK))
                .contains("| number of samples | 2 | 1 |", "| h (sample 1) | 6 | 6 | equal |");
        assertThat(differences(samples + "batch: sum\n", samples))
                .contains("| batch | The loss of the batch is the sum");
        assertThat(differences(samples + "batch: online\n", samples))
                .contains("the values part at z_{1} (sample 2): 2 here, 3 there.");
    }

    @ParameterizedTest
    @CsvSource({"en, What differs, different", "ko, 다른 점, 다름"})
    void speaksBothLanguages(String language, String heading, String word) {
        session.file("here.yaml", GRAPH + WITH).file("other.yaml", GRAPH.replace("x + y", "x - y"));
        session.solve(List.of("-f", "md", "-l", language), "here.yaml");
        assertThat(session.result("here.md")).contains("## " + heading + "\n", "**" + word + "**");
    }

    /** The computation with three slips and the one that was meant, to the digits in which they were published. */
    @Test
    void thePublishedOneAndTheOneThatWasMeant() {
        session.file("seed004-published.yaml", Pipeline.example("seed004-published.yaml"))
                .file("seed004-meant.yaml", Pipeline.example("seed004-meant.yaml"));
        Session.Result result = session.solve(List.of("-f", "md", "-l", "en"), "seed004-published.yaml");
        assertThat(differences(result, "seed004-published.md"))
                .contains(
                        "| f_{2} | x_{1}\\,w_{12} + x_{2}\\,w_{2} | x_{1}\\,w_{12} + x_{2}\\,w_{21} |",
                        "| f | z_{1}\\,w_{11} + z_{2} + w_{22} | z_{1}\\,w_{11} + z_{2}\\,w_{22} |",
                        "\\ln(1 - \\hat{z}))",
                        "the values part at f_{2}: 0.511 here, 0.5155 there",
                        "| 3 | 0.33144588167296039 |")
                .doesNotContain("| f_{1} | x_{1}");
        List<BigDecimal> numbers = Pattern.compile("-?\\d+\\.\\d{15,}")
                .matcher(session.result("seed004-published.md"))
                .results()
                .map(number -> new BigDecimal(number.group()))
                .toList();
        assertThat(PUBLISHED)
                .allSatisfy(printed -> assertThat(numbers)
                        .anySatisfy(number -> assertThat(
                                        number.subtract(new BigDecimal(printed)).abs())
                                .isLessThan(BINARY)));
    }

    /** Results as data are those of the problem alone. */
    @Test
    void dataIsNotAffected() {
        session.file("here.yaml", GRAPH).file("other.yaml", GRAPH.replace("x + y", "x - y"));
        session.solve(List.of("-f", "json"), "here.yaml");
        String alone = session.result("here.json");
        session.file("here.yaml", GRAPH + WITH).solve(List.of("-f", "json"), "here.yaml");
        assertThat(session.result("here.json")).isEqualTo(alone);
    }

    @Test
    void digitsAndRoundingAreThoseOfThePage() {
        String here = GRAPH.replace("x: 2", "x: 0.123456789") + "precision: {decimals: 3}\nrounding: truncate\n";
        String there = GRAPH.replace("x: 2", "x: 0.987654321") + "precision: {significant: 9}\n";
        assertThat(differences(here, there)).contains("| q | 3.123 | 3.987 |");
        session.solve(List.of("-f", "md", "--digits", "4"), "here.yaml");
        assertThat(session.result("here.md").replace("$`", "").replace("`$", ""))
                .contains("| q | 3.123 | 3.987 |");
        assertThat(differences(here, there + "carry: rounded\n")).contains("| q | 3.123 | 3.98765432 |");
    }

    @ParameterizedTest
    @ValueSource(strings = {"here.yaml", "sub/other.yaml", "-", "한글.yaml", "a b.yaml"})
    void isFoundBesideTheFile(String name) {
        session.file(name, GRAPH.replace("q*y", "q*x") + "compare_with: here.yaml\n")
                .file("here.yaml", GRAPH + "compare_with: \"" + name + "\"\n");
        Session.Result result = session.solve(List.of("-f", "md"), "here.yaml");
        assertThat(result.err()).isEmpty();
        assertThat(differences(result, "here.md")).contains(name.equals("here.yaml") ? "is equal" : "**different**");
    }

    @Test
    void aCircleDoesNoHarm() {
        session.file("a.yaml", GRAPH + "compare_with: b.yaml\n")
                .file("b.yaml", GRAPH.replace("q*y", "q*x") + "compare_with: a.yaml\n");
        Session.Result result = session.solve(List.of("-f", "md"), "a.yaml", "b.yaml");
        assertThat(differences(result, "a.md")).contains("15 here, 10 there");
        assertThat(differences(result, "b.md")).contains("10 here, 15 there");
    }

    @Test
    void ofSeveralDocumentsTheFirstIsTaken() {
        assertThat(differences(GRAPH, GRAPH.replace("q*y", "q*x") + "---\n" + GRAPH))
                .contains("15 here, 10 there");
        session.file("other.yaml", "wrong: 1\n---\n" + GRAPH);
        Session.Result result = session.solve(List.of("-f", "md"), "here.yaml");
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.err()).contains("other.yaml:1:1: error", "other.yaml has errors");
    }

    /** What stands in the other file, and what is said about it. */
    static List<List<String>> faults() {
        String fault = "given: {x: 0}\nnodes: {f: ln(x)}\noutput: f\n";
        return List.of(
                List.of("", "other.yaml:1:1: error: the file is empty", "other.yaml has errors"),
                List.of(
                        GRAPH + "wrong: 1\n",
                        "other.yaml:5:1: error: unknown key",
                        "nothing was written for this problem"),
                List.of(
                        fault,
                        "here.yaml: compare_with: other.yaml: f cannot be computed: it takes the logarithm of 0"),
                List.of(
                        "inputs: l\nlayers: [{units: m}]\nloss: half_sse\n",
                        "has no numbers; only problems with numbers can be compared"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatIsWrongWithTheOtherIsSaid(List<String> row) {
        session.file("here.yaml", GRAPH + WITH).file("other.yaml", row.get(0)).file("good.yaml", GRAPH);
        Session.Result result = session.solve(List.of("-f", "md"), "here.yaml", "good.yaml");
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.err()).contains(row.subList(1, row.size()));
        assertThat(session.results()).doesNotContain("here.md").contains("good.md");
    }

    @Test
    void aMissingFileOrAFolderIsSaid() throws IOException {
        session.file("here.yaml", GRAPH + WITH);
        Session.Result missing = session.solve(List.of("-f", "md"), "here.yaml");
        assertThat(missing.code()).isEqualTo(ExitCode.INPUT);
        assertThat(missing.err()).contains("here.yaml: compare_with: ").endsWith("other.yaml: there is no such file\n");
        Files.createDirectory(folder.resolve("other.yaml"));
        Session.Result directory = session.solve(List.of("-f", "md"), "here.yaml");
        assertThat(directory.code()).isEqualTo(ExitCode.INPUT);
        assertThat(directory.err()).endsWith("other.yaml: is a folder; expected a problem file\n");
        assertThat(session.results()).isEmpty();
    }

    /** From standard input, the other file is looked for in the working directory. */
    @Test
    void standardInputIsAtHomeInTheWorkingDirectory() {
        session.input(GRAPH + "compare_with: examples/seed004-meant.yaml\n");
        Session.Result result = session.solve(List.of("-f", "md"), "-");
        assertThat(differences(result, "stdin.md")).contains("as meant");
        session.input(GRAPH + "compare_with: \"-\"\n");
        Session.Result itself = session.solve(List.of("-f", "md"), "-");
        assertThat(itself.code()).isEqualTo(ExitCode.INPUT);
        assertThat(itself.err()).contains("compare_with: -: there is no such file");
    }

    @Test
    void aGeneralDerivationIsNotCompared() {
        session.file("here.yaml", NETWORK + WITH);
        assertThat(session.solve(List.of("-f", "md", "--general"), "here.yaml").code())
                .isZero();
        session.file("open.yaml", "inputs: l\nlayers: [{units: m}]\nloss: half_sse\n" + WITH)
                .file("other.yaml", GRAPH);
        Session.Result result = session.solve(List.of("-f", "md"), "open.yaml");
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.err()).contains("compare_with");
    }

    /** A graph taken apart on the page is compared as its file has it. */
    @Test
    void takingApartChangesNothing() {
        String graph = "given: {x: 1}\nnodes: {q: sigmoid(x), f: 2*q}\noutput: f\n";
        session.file("here.yaml", graph + WITH).file("other.yaml", graph.replace("2*q", "3*q"));
        Session.Result result = session.solve(List.of("-f", "md", "--expand", "all"), "here.yaml");
        assertThat(differences(result, "here.md")).contains("1 of 2 values differ");
    }

    @Test
    void titlesAndNamesAreOnlyText() {
        String title = "title: \"<script>alert(1)</script> | $x$ {0} *a* \\\\input{x} 한글\"\n";
        session.file("here.yaml", GRAPH + WITH.replace("other", "a*b_{0}<i>"))
                .file("a*b_{0}<i>.yaml", title + GRAPH.replace("q", "한글_q").replace("x", "ε"));
        Session.Result result = session.solve(List.of("-f", "md,html,tex,pdf"), "here.yaml");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(session.result("here.md")).contains("\\<script\\>", "a\\*b\\_{0}\\<i\\>.yaml");
        assertThat(session.result("here.html")).doesNotContain("<script>alert").contains("&lt;script&gt;");
        assertThat(session.result("here.tex")).doesNotContain("\\input{x}");
    }
}
