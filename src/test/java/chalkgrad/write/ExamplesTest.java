package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Golden;
import chalkgrad.Pipeline;
import chalkgrad.derive.Deriver;
import chalkgrad.derive.SchemeDeriver;
import chalkgrad.evaluate.Solution;
import chalkgrad.evaluate.Solver;
import chalkgrad.model.Problem;
import chalkgrad.model.Scheme;
import chalkgrad.problem.ProblemReader;
import chalkgrad.problem.Reading;
import chalkgrad.publish.Publisher;
import chalkgrad.publish.Publisher.Product;
import chalkgrad.rules.RuleBook;
import chalkgrad.typeset.Profile;
import chalkgrad.write.pdf.Vera;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example in every format and both languages, judged by those who set the rules: veraPDF, TeX, and golden files. */
class ExamplesTest {
    private static final RuleBook RULES = new RuleBook();
    private static final Map<Problem, Solution> SOLVED = new ConcurrentHashMap<>();

    /** An example in a language and a notation. */
    record Case(Problem problem, String language, Optional<Profile> notation) {
        @Override
        public String toString() {
            return problem.name() + "-" + language
                    + notation.map(n -> "-" + n.name()).orElse("");
        }
    }

    private static final class Read {
        static final List<Problem> PROBLEMS;

        static {
            try {
                PROBLEMS = List.copyOf(read());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Those of all files, read once. */
    static List<Problem> problems() {
        return Read.PROBLEMS;
    }

    private static List<Problem> read() throws IOException {
        var problems = new ArrayList<Problem>();
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                Reading reading = ProblemReader.read(file.toString(), Files.readAllBytes(file));
                assertThat(reading.complete()).isTrue();
                problems.addAll(reading.problems());
            }
        }
        return problems;
    }

    static List<Case> cases() {
        var cases = new ArrayList<Case>();
        for (Problem problem : problems()) {
            for (String language : Messages.LANGUAGES) {
                cases.add(new Case(problem, language, Optional.empty()));
            }
        }
        return cases;
    }

    /** Every example in one language, by turns, as TeX and veraPDF take long; with {@code -Dthorough=true} in both. */
    static List<Case> byTurns() {
        int languages = Messages.LANGUAGES.size();
        return some(cases(), i -> i / languages % languages == i % languages);
    }

    /** Every notation of one network, by turns; with {@code -Dthorough=true} of all. */
    static List<Case> notationsByTurns() {
        int profiles = Profile.ALL.size();
        List<Case> all = notations();
        return some(all, i -> i % profiles % (all.size() / profiles) == i / profiles);
    }

    private static List<Case> some(List<Case> all, IntPredicate wanted) {
        return IntStream.range(0, all.size())
                .filter(i -> Boolean.getBoolean("thorough") || wanted.test(i))
                .mapToObj(all::get)
                .toList();
    }

    /** Every notation once in each language, over networks of several depths. */
    static List<Case> notations() {
        var cases = new ArrayList<Case>();
        for (Problem problem : problems()) {
            if (List.of("mazur", "softmax-3432", "general-softmax").contains(problem.name())) {
                for (Profile profile : Profile.ALL) {
                    String language = cases.size() % 2 == 0 ? "ko" : "en";
                    cases.add(new Case(problem, language, Optional.of(profile)));
                }
            }
        }
        return cases;
    }

    private static Solution solved(Problem problem) {
        if (problem.task() instanceof Scheme scheme) {
            return Solution.inGeneral(problem, new SchemeDeriver(RULES, scheme).derive());
        }
        Solution.Outcome outcome = Solver.solve(problem, new Deriver(RULES).derive(problem.task()));
        Solution solution = ((Solution.Solved) outcome).solution();
        return problem.compareWith()
                .map(file -> solution.comparedWith(
                        solved(Pipeline.read(Pipeline.example(file)).printedAs(problem))))
                .orElse(solution);
    }

    static List<Product> publish(Case c, String... formats) throws Publisher.Failure {
        Solution solution = SOLVED.get(c.problem());
        if (solution == null) {
            solution = solved(c.problem());
            SOLVED.put(c.problem(), solution);
        }
        List<Format> wanted =
                Stream.of(formats).map(f -> Formats.named(f).orElseThrow()).toList();
        var order = new Publisher.Order(
                Optional.of(c.language()), c.notation(), c.notation().isPresent(), false, false, false);
        return Publisher.create(wanted, Optional.empty(), false).publish(solution, order);
    }

    @ParameterizedTest
    @MethodSource("byTurns")
    void pdfIsArchivableAndAccessible(Case c) throws Exception {
        assertThat(Vera.complaints(publish(c, "pdf").get(0).content())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pdfIsSet(Case c) throws Exception {
        assertThat(publish(c, "pdf").get(0).warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("notations")
    void everyNotationIsSet(Case c) throws Exception {
        Product pdf = publish(c, "pdf").get(0);
        assertThat(pdf.warnings()).isEmpty();
    }

    @Test
    void texCompilesWithoutComplaint(@TempDir Path directory) throws Exception {
        noComplaints("xelatex", byTurns(), directory);
    }

    @ParameterizedTest
    @CsvSource({"en, pdflatex", "ko, lualatex"})
    void otherEnginesCompileToo(String language, String engine, @TempDir Path directory) throws Exception {
        List<Case> cases = notationsByTurns().stream()
                .filter(c -> c.language().equals(language))
                .toList();
        assertThat(cases).hasSizeGreaterThan(2);
        noComplaints(engine, cases, directory);
    }

    private static void noComplaints(String engine, List<Case> cases, Path directory) throws Exception {
        var sources = new ArrayList<String>();
        for (Case c : cases) {
            sources.add(new String(publish(c, "tex").get(0).content(), StandardCharsets.UTF_8));
        }
        List<List<String>> complaints = Tex.complaintsTogether(engine, sources, directory);
        for (int i = 0; i < cases.size(); i++) {
            assertThat(complaints.get(i)).as(cases.get(i).toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void markdownIsAsReviewed(Case c) throws Exception {
        String text = new String(publish(c, "md").get(0).content(), StandardCharsets.UTF_8);
        Golden.check("examples/" + c + ".md", text);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void htmlIsSound(Case c) throws Exception {
        HtmlPages.parsed(new String(publish(c, "html").get(0).content(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("notations")
    void htmlIsSoundInEveryNotation(Case c) throws Exception {
        HtmlPages.parsed(new String(publish(c, "html").get(0).content(), StandardCharsets.UTF_8));
    }
}
