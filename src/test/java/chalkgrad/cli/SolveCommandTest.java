package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chalkgrad.Pipeline;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.evaluate.Arithmetic;
import chalkgrad.evaluate.Evaluator;
import chalkgrad.evaluate.Real;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.rules.Functions;
import chalkgrad.typeset.Profile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SolveCommandTest {
    private static final String SMALL = """
            inputs: {x1: 0.5}
            targets: {o1: 1}
            layers:
              - units: [o1]
                activation: sigmoid
                weights: [[0.25]]
            loss: sse
            learning_rate: 0.1
            """;
    private static final String BAD = SMALL.replace("sigmoid", "sigmoyd");

    @TempDir
    Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder).file("wikidocs.yaml", Pipeline.example("wikidocs.yaml"));
    }

    private String path(String result) {
        return folder.resolve("out").resolve(result).toString();
    }

    /** The numbers of the network become examples of what holds in general; its JSON results stay as they are. */
    @Test
    void derivesInGeneral() throws IOException {
        assertThat(session.solve(List.of("--general", "-f", "md"), "wikidocs.yaml")
                        .code())
                .isEqualTo(ExitCode.DONE);
        assertThat(new String(session.bytes("wikidocs.md"), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\\delta_{k}", "\\sum_{r=1}^{n} w_{jr}", "0.02592286", "0.00080888");
        session.solve(List.of("--general", "-f", "json,md"), "wikidocs.yaml");
        byte[] general = session.bytes("wikidocs.json");
        session.solve(List.of("-f", "json"), "wikidocs.yaml");
        assertThat(session.bytes("wikidocs.json")).isEqualTo(general);
    }

    @Test
    void aFileWithoutNumbersHasLinesInPlaceOfSteps() throws IOException {
        session.file("general.yaml", Pipeline.example("general.yaml"));
        assertThat(session.solve(List.of("-f", "json"), "general.yaml").code()).isEqualTo(ExitCode.DONE);
        assertThat(new String(session.bytes("general.json"), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"problem\" : \"general\"", "\"quantity\" : \"dE/dw_jk\"", "y_{j}\\\\,\\\\delta_{k}")
                .doesNotContain("steps");
    }

    @Test
    void writesThreeFormatsUnlessToldOtherwise() throws IOException {
        Session.Result result = session.solve(List.of(), "wikidocs.yaml");
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.err()).isEmpty();
        assertThat(result.lines())
                .containsExactly(
                        path("wikidocs.pdf"), path("wikidocs.tex"), path("wikidocs.md"), path("wikidocs-1.svg"));
        assertThat(session.results()).containsExactly("wikidocs-1.svg", "wikidocs.md", "wikidocs.pdf", "wikidocs.tex");
        assertThat(session.bytes("wikidocs.pdf"))
                .startsWith("%PDF-".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(session.result("wikidocs.tex")).contains("\\documentclass", "0.02397190");
        assertThat(session.result("wikidocs.md"))
                .contains("0.02397190")
                .startsWith("# Backpropagation in a 2-2-2 network\n");
    }

    @Test
    void solvesEveryDocumentOfEveryFile() {
        session.file("sheet.yaml", SMALL + "---\n" + SMALL)
                .file(
                        "other.json",
                        "{\"inputs\": {\"x\": 1}, \"targets\": "
                                + "{\"o\": 1}, \"layers\": [{\"units\": [\"o\"], \"weights\": [[2]]}], \"loss\": \"mse\"}");
        Session.Result result = session.solve(List.of("-f", "json"), "sheet.yaml", "other.json");
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.lines()).containsExactly(path("sheet.json"), path("sheet-2.json"), path("other.json"));
    }

    @Test
    void aBadDocumentOrFileDoesNotStopTheOthers() {
        session.file("bad.yaml", BAD).file("sheet.yaml", BAD + "---\n" + SMALL).file("good.yaml", SMALL);
        Session.Result result = session.solve(List.of("-f", "json"), "bad.yaml", "sheet.yaml", "good.yaml");
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.lines()).containsExactly(path("sheet-2.json"), path("good.json"));
        assertThat(result.err().lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("bad.yaml:5:17: error"),
                        second -> assertThat(second).contains("sheet.yaml:5:17: error"));
    }

    @Test
    void oneProblemDoesNotOverwriteAnother() {
        session.file("a/p.yaml", SMALL).file("b/p.yaml", SMALL.replace("0.25", "0.75"));
        Session.Result result = session.solve(List.of("-f", "json"), "a/p.yaml", "b/p.yaml");
        assertThat(result.code()).isEqualTo(ExitCode.OUTPUT);
        assertThat(result.lines()).containsExactly(path("p.json"));
        assertThat(result.err()).contains("b/p.yaml: “p.json” was already written for another problem of this call");
        assertThat(session.result("p.json")).contains("\"0.125\"");
    }

    @Test
    void readsStandardInput() {
        Session.Result result = session.input(SMALL).solve(List.of("-f", "json,md"), "-");
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.lines()).containsExactly(path("stdin.json"), path("stdin.md"), path("stdin-1.svg"));
        assertThat(session.input(BAD).solve(List.of(), "-").err()).startsWith("-:5:17: error");
    }

    @Test
    void quietMeansNoWarnings() {
        session.file("odd.yaml", SMALL.replace("sse", "bce").replace("{o1: 1}", "{o1: 1.5}"));
        Session.Result loud = session.solve(List.of("-f", "json"), "odd.yaml");
        assertThat(loud.code()).isEqualTo(ExitCode.DONE);
        assertThat(loud.err()).contains("odd.yaml:2:10: warning: targets");
        Session.Result quiet = session.solve(List.of("-f", "json", "-q"), "odd.yaml");
        assertThat(quiet.code()).isEqualTo(ExitCode.DONE);
        assertThat(quiet.err()).isEmpty();
        session.file("bad.yaml", BAD);
        assertThat(session.solve(List.of("-q"), "bad.yaml").err())
                .as("errors stay")
                .isNotEmpty();
    }

    @Test
    void digitsOverrideTheFile() {
        assertThat(session.solve(List.of("-f", "md", "--digits", "3"), "wikidocs.yaml")
                        .code())
                .isZero();
        assertThat(session.result("wikidocs.md")).contains("0.0240", "0.520").doesNotContain("0.02397190");
    }

    @Test
    void languageOverridesTheFile() {
        session.file("ko.yaml", "language: ko\n" + SMALL);
        session.solve(List.of("-f", "md"), "ko.yaml");
        assertThat(session.result("ko.md")).containsPattern("[가-힣]");
        session.solve(List.of("-f", "md", "-l", "en"), "ko.yaml");
        assertThat(session.result("ko.md")).doesNotContainPattern("[가-힣]");
        session.solve(List.of("-f", "md", "-l", "ko"), "ko.yaml");
        assertThat(session.result("ko.md")).containsPattern("[가-힣]");
    }

    /** A notation changes names and no number. */
    @Test
    void everyNotationHasTheSameNumbers() throws IOException {
        Set<String> pages = new HashSet<>();
        Set<String> numbers = new HashSet<>();
        for (Profile profile : Profile.ALL) {
            Session.Result result = session.solve(List.of("-f", "tex,json", "-n", profile.name()), "wikidocs.yaml");
            assertThat(result.code()).as(profile.name()).isZero();
            pages.add(session.result("wikidocs.tex"));
            JsonNode json = new ObjectMapper().readTree(session.result("wikidocs.json"));
            json.findParents("latex")
                    .forEach(node -> ((com.fasterxml.jackson.databind.node.ObjectNode) node).remove("latex"));
            numbers.add(json.toString());
        }
        assertThat(Profile.ALL)
                .extracting(Profile::name)
                .containsExactlyInAnyOrder("wikidocs", "sum", "net", "delta", "layer", "matrix");
        assertThat(pages).hasSize(6);
        assertThat(numbers).hasSize(1);
    }

    @Test
    void matrixFormIsAddedOnRequest() {
        session.solve(List.of("-f", "tex"), "wikidocs.yaml");
        assertThat(session.result("wikidocs.tex")).doesNotContain("matrix}");
        session.solve(List.of("-f", "tex", "--matrix"), "wikidocs.yaml");
        assertThat(session.result("wikidocs.tex")).contains("matrix}");
    }

    static Stream<String> closed() {
        return Stream.of("wikidocs.yaml", "tiny-bean.yaml", "softmax-3432.yaml");
    }

    @ParameterizedTest
    @MethodSource("closed")
    void closedFormsHaveTheGradientsValue(String example) throws IOException {
        String text = Pipeline.example(example);
        session.file(example, text);
        assertThat(session.solve(List.of("-f", "json", "--closed"), example).code())
                .isZero();
        JsonNode gradients = new ObjectMapper()
                .readTree(session.result(example.replace("yaml", "json")))
                .at("/steps/0/gradients");
        var network = (Network) Pipeline.read(text).task();
        Map<String, Real> given = new HashMap<>();
        network.parameters().forEach((name, value) -> given.put(name, Real.of(value)));
        Network.Sample sample = network.samples().get(0);
        sample.inputs().forEach((name, value) -> given.put(name, Real.of(value)));
        Map<String, Quantity.Target> targets = network.targets();
        sample.targets().forEach((unit, value) -> given.put(targets.get(unit).name(), Real.of(value)));
        var evaluator = new Evaluator(Arithmetic.enclosing(80), Functions::expand);
        assertThat(gradients).hasSize(network.parameters().size());
        int compared = 0;
        for (Map.Entry<String, JsonNode> entry : gradients.properties()) {
            String form = entry.getValue().get("closed").asText();
            if (form.length() > ExprParser.MAX_LENGTH) {
                continue;
            }
            compared++;
            assertThat(ExprParser.parse(form)).as(form).isInstanceOf(ExprParser.Result.Parsed.class);
            Expr expr = ((ExprParser.Result.Parsed) ExprParser.parse(form)).expr();
            Real value = evaluator.value(expr, symbol -> given.get(symbol.id()));
            BigDecimal exact = value instanceof Real.Enclosure e
                    ? e.lo()
                    : ((Real.Exact) value)
                            .decimal()
                            .orElseGet(() -> new BigDecimal(((Real.Exact) value).numerator())
                                    .divide(new BigDecimal(((Real.Exact) value).denominator()), new MathContext(80)));
            String printed = entry.getValue().get("value").asText();
            assertThat(Pipeline.isCorrectlyRounded(printed, exact))
                    .as("%s: %s for %s", entry.getKey(), printed, exact)
                    .isTrue();
        }
        // A form may be longer than a text that our own parser takes; those of the last layers never are here.
        assertThat(compared).isGreaterThanOrEqualTo(8);
    }

    @Test
    void aClosedFormThatIsTooLargeIsLeftOutWithAWarning() throws IOException {
        var text = new StringBuilder("inputs: {x: 0.1}\ntargets: {o: 0.5}\nloss: sse\nlayers:\n");
        for (int layer = 0; layer < 5; layer++) {
            String row = "[" + String.join(", ", java.util.Collections.nCopies(layer == 0 ? 1 : 6, "0.1")) + "]";
            text.append("  - {units: 6, activation: tanh, weights: [")
                    .append(String.join(", ", java.util.Collections.nCopies(6, row)))
                    .append("]}\n");
        }
        text.append("  - {units: [o], activation: tanh, weights: [[0.1, 0.1, 0.1, 0.1, 0.1, 0.1]]}\n");
        session.file("deep.yaml", text.toString());
        Session.Result result = session.solve(List.of("-f", "json", "--closed"), "deep.yaml");
        assertThat(result.code()).isZero();
        assertThat(result.err())
                .contains("warning: the closed form of dE/dw1 is left out: it has more than 100000 leaves");
        JsonNode gradients =
                new ObjectMapper().readTree(session.result("deep.json")).at("/steps/0/gradients");
        assertThat(gradients.get("w1").has("closed")).isFalse();
        assertThat(gradients.get("w1").get("expression").asText()).isEqualTo("delta(h1)*x");
        assertThat(result.err().lines().filter(line -> line.contains("closed form")))
                .hasSize((int) gradients.properties().stream()
                        .filter(g -> !g.getValue().has("closed"))
                        .count());
    }

    @Test
    void templatesOfOnesOwnComeFirst() {
        session.file("mine/md/document.ftl", "MY OWN [=page.title]\n");
        List<String> options =
                List.of("-f", "md,tex", "--templates", session.at("mine").toString());
        assertThat(session.solve(options, "wikidocs.yaml").code()).isZero();
        assertThat(session.result("wikidocs.md")).startsWith("MY OWN ");
        assertThat(session.result("wikidocs.tex")).contains("\\documentclass");
    }

    @Test
    void aBrokenTemplateIsAnOutputThatCannotBeMade() {
        session.file("mine/md/document.ftl", "[#if page.title\n");
        List<String> options =
                List.of("-f", "tex,md", "--templates", session.at("mine").toString());
        Session.Result result = session.solve(options, "wikidocs.yaml");
        assertThat(result.code()).isEqualTo(ExitCode.OUTPUT);
        assertThat(result.err()).contains("md/document.ftl");
        assertThat(session.results()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"afile", "afile/below", "afile/far/below"})
    void aFileIsNoFolderForResults(String out) {
        session.file("afile", "kept");
        Session.Result result =
                session.solve(List.of("-f", "json", "-o", session.at(out).toString()), "wikidocs.yaml");
        assertThat(result.code()).isEqualTo(ExitCode.OUTPUT);
        assertThat(result.err())
                .contains("“afile” is a file, not a folder")
                .contains("choose another folder with --out");
        assertThat(result.out()).isEmpty();
        assertThat(session.at("afile")).hasContent("kept");
    }

    /** As any file that the user makes, others may read it if the user's settings say so. */
    @Test
    void aResultHasTheUsualPermissions() throws IOException {
        session.file("usual", "").solve(List.of("-f", "json"), "wikidocs.yaml");
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("out/wikidocs.json")))
                .isEqualTo(Files.getPosixFilePermissions(session.at("usual")));
    }

    @Test
    void aResultsPlaceThatIsTaken() throws IOException {
        Files.createDirectories(folder.resolve("out/wikidocs.json"));
        Session.Result result = session.solve(List.of("-f", "json"), "wikidocs.yaml");
        assertThat(result.code()).isEqualTo(ExitCode.OUTPUT);
        assertThat(result.err()).contains("“wikidocs.json” in it is a folder, not a file");
        assertThat(session.results()).as("no part of a file is left").containsExactly("wikidocs.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\input{/etc/passwd}",
                "<script>alert(1)</script>",
                "[=page.title] ${7*7}",
                "$$x$$ #1 %2 &amp; ~^_",
                "[#include \"/etc/passwd\"]",
                "a\u0007b\u001b[31mc\u0000d",
            })
    void aHostileTitleIsText(String title) throws IOException {
        String quoted = new ObjectMapper().writeValueAsString(title);
        session.file("evil.yaml", "title: " + quoted + "\n" + SMALL);
        Session.Result result = session.solve(List.of("-f", "tex,md,pdf,json"), "evil.yaml");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).doesNotContain("\u001b").doesNotContain("\u0007");
        String visible = title.replaceAll("[\\x00-\\x1f]", "");
        String pdf;
        try (var document = Loader.loadPDF(session.bytes("evil.pdf"))) {
            pdf = new PDFTextStripper().getText(document);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo(visible);
        }
        assertThat(pdf.lines().findFirst()).hasValue(visible);
        assertThat(session.result("evil.tex")).doesNotContain("\\input{/etc", "\u001b", "\u0000");
        String markdown = session.result("evil.md");
        assertThat(markdown).doesNotContain("<script>", "\u001b", "\u0000");
        String rendered = org.commonmark.renderer.text.TextContentRenderer.builder()
                .build()
                .render(org.commonmark.parser.Parser.builder()
                        .build()
                        .parse(markdown.lines().findFirst().orElseThrow()));
        assertThat(rendered.strip()).isEqualTo(visible);
        assertThat(new ObjectMapper()
                        .readTree(session.result("evil.json"))
                        .get("problem")
                        .asText())
                .isEqualTo("evil");
    }
}
