package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Golden;
import chalkgrad.derive.Deriver;
import chalkgrad.evaluate.Solution;
import chalkgrad.evaluate.Solver;
import chalkgrad.model.Problem;
import chalkgrad.problem.ProblemReader;
import chalkgrad.publish.Publisher;
import chalkgrad.publish.Publisher.Binding;
import chalkgrad.publish.Publisher.Product;
import chalkgrad.rules.RuleBook;
import chalkgrad.write.pdf.Vera;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example of a sheet, judged by veraPDF, TeX and golden files. */
class SheetTest {
    private static final List<Solution> SOLUTIONS = new ArrayList<>();

    @BeforeAll
    static void solve() throws IOException {
        SOLUTIONS.addAll(solutions());
    }

    private static List<Solution> solutions() throws IOException {
        var rules = new RuleBook();
        var solutions = new ArrayList<Solution>();
        byte[] content = Files.readAllBytes(Path.of("examples", "sheet.yaml"));
        for (Problem problem : ProblemReader.read("sheet.yaml", content).problems()) {
            Solution.Outcome outcome = Solver.solve(problem, new Deriver(rules).derive(problem.task()));
            solutions.add(((Solution.Solved) outcome).solution());
        }
        return solutions;
    }

    /** The page in HTML, for a browser. */
    static byte[] html() throws Exception {
        return publish(solutions(), new Case("en", false, Optional.empty()), "html")
                .get(0)
                .content();
    }

    /** Which documents, in which language, under which title. */
    record Case(String language, boolean separate, Optional<String> title) {}

    static List<Case> cases() {
        var cases = new ArrayList<Case>();
        for (String language : Messages.LANGUAGES) {
            for (boolean separate : new boolean[] {false, true}) {
                cases.add(new Case(language, separate, Optional.empty()));
            }
        }
        cases.add(new Case(
                "en", true, Optional.of("\\input{x} <b> \u05E9\u05DC\u05D5\u05DD 100% #1 " + "w".repeat(300))));
        cases.add(new Case("ko", false, Optional.of("긴 제목 ".repeat(300))));
        return cases;
    }

    /** For TeX, which takes seconds for each: whole in one language, in two parts in the other; with {@code -Dthorough=true} all. */
    static List<Case> someCases() {
        List<Case> all = cases();
        return Boolean.getBoolean("thorough") ? all : List.of(all.get(1), all.get(2), all.get(4));
    }

    private static List<Product> publish(Case c, String format) throws Publisher.Failure {
        return publish(SOLUTIONS, c, format);
    }

    private static List<Product> publish(List<Solution> solutions, Case c, String format) throws Publisher.Failure {
        var order = new Publisher.Order(Optional.of(c.language()), Optional.empty(), false, false, false, c.separate());
        return Publisher.create(List.of(Formats.named(format).orElseThrow()), Optional.empty(), false)
                .publish(solutions, Optional.of(new Binding("sheet", c.title())), order);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pdfIsArchivableAndAccessible(Case c) throws Exception {
        for (Product pdf : publish(c, "pdf")) {
            assertThat(pdf.warnings()).isEmpty();
            assertThat(Vera.complaints(pdf.content())).as(pdf.fileName()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("someCases")
    void texCompilesWithoutComplaint(Case c, @TempDir Path directory) throws Exception {
        for (Product tex : publish(c, "tex")) {
            String source = new String(tex.content(), StandardCharsets.UTF_8);
            Tex.Result result = Tex.compile("xelatex", source, directory, 2);
            assertThat(result.complaints()).as(tex.fileName()).isEmpty();
            assertThat(result.text().lines().filter(line -> line.matches(".*\\. \\. \\..*\\d+ *")))
                    .as("contents")
                    .hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void htmlIsSound(Case c) throws Exception {
        for (Product html : publish(c, "html")) {
            Document page = HtmlPages.parsed(new String(html.content(), StandardCharsets.UTF_8));
            assertThat(page.select("nav.contents a")).hasSize(3);
            assertThat(page.select("h2.problem")).hasSize(3);
        }
    }

    /** A contents list takes a second run, and the engine knows. */
    @Test
    void theEngineSettlesTheNumbers() throws Exception {
        var engine = TexEngine.find();
        org.junit.jupiter.api.Assumptions.assumeTrue(
                engine.isPresent(), "xelatex and xdvipdfmx are not both installed");
        TexSetup.require("xelatex", "en");
        TexSetup.require("xelatex", "ko");
        Product tex = publish(new Case("en", true, Optional.empty()), "tex").get(0);
        TexResult result =
                engine.get().run(new String(tex.content(), StandardCharsets.UTF_8), java.time.Duration.ofMinutes(2));
        assertThat(result).isInstanceOf(TexResult.Pdf.class);
        assertThat(((TexResult.Pdf) result).warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void markdownIsAsReviewed(Case c) throws Exception {
        if (c.title().isEmpty()) {
            for (Product product : publish(c, "md")) {
                if (product.fileName().endsWith(".md") && !product.fileName().contains("solutions")) {
                    String text = new String(product.content(), StandardCharsets.UTF_8);
                    String name = product.fileName().replace(".md", "-" + c.language() + ".md");
                    Golden.check("sheet/" + name, text);
                }
            }
        }
    }
}
