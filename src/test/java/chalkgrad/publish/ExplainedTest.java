package chalkgrad.publish;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.check.Checker;
import chalkgrad.check.Marking;
import chalkgrad.evaluate.Solution;
import chalkgrad.report.MarkSummary;
import chalkgrad.work.Spot;
import chalkgrad.work.Work;
import chalkgrad.work.WorkReader;
import chalkgrad.write.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the verdicts of each line of each work came about can be said, in every language. */
class ExplainedTest {
    private static final Path WORKS = Path.of("src", "test", "resources", "work");
    private static final Path REAL = Path.of("src", "test", "resources", "check", "real");

    /** Every line has its mistakes, and lines of every kind are wrong. */
    private static final String WRONG = """
            $z_1 = w_1 x_1 - w_2 x_2 = 0.08$
            $h_1 = \\sigma(z_2)$
            $\\frac{\\partial E}{\\partial w_5} = (t_1 - o_1) o_1 (1 - o_1) h_1 = 0.0259$
            $\\frac{\\partial E}{\\partial w_5} = (o_1 - t_1) o_1 h_1$
            $\\frac{\\partial E}{\\partial w_5} = 0.2094 \\cdot 0.238 \\cdot 0.53 = 0.0295$
            $z_3 = \\frac{w_5}{h_1} + w_6 h_2$
            $h_1 = 0.6$
            $h_1 = 1$
            $q_9 = 17$
            $h_1 = \\operatorname{sech}(z_1)$
            $z_1 = [1, 2]$
            $w_5^+ = 0.45 + 0.5 \\cdot 0.0259 = 0.46295$
            $E = 0$
            $= )$
            """;

    private record Fixture(String name, String problem, String file, byte[] content) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Fixture> fixtures() throws IOException {
        var all = new ArrayList<Fixture>();
        String wikidocs = Pipeline.example("wikidocs.yaml");
        all.add(new Fixture("wrong", wikidocs, "wrong.md", WRONG.getBytes(StandardCharsets.UTF_8)));
        Path mina = Path.of("examples", "wikidocs-mina.md");
        all.add(new Fixture("mina", wikidocs, "mina.md", Files.readAllBytes(mina)));
        try (Stream<Path> works = Files.list(WORKS)) {
            for (Path work : works.filter(file -> !file.toString().endsWith(".read"))
                    .sorted()
                    .toList()) {
                all.add(new Fixture(
                        work.toString(), wikidocs, work.getFileName().toString(), Files.readAllBytes(work)));
            }
        }
        if (Files.isDirectory(REAL)) {
            try (Stream<Path> folders = Files.list(REAL)) {
                for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                    add(folder, all);
                }
            }
        }
        boolean thorough = Boolean.getBoolean("thorough");
        return thorough ? all : all.subList(0, Math.min(all.size(), 12));
    }

    private static void add(Path folder, List<Fixture> all) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> work = files.filter(
                            file -> file.getFileName().toString().startsWith("work."))
                    .findFirst();
            if (work.isPresent() && Files.exists(folder.resolve("problem.yaml"))) {
                all.add(new Fixture(
                        folder.getFileName().toString(),
                        Files.readString(folder.resolve("problem.yaml")),
                        work.get().getFileName().toString(),
                        Files.readAllBytes(work.get())));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyLineIsExplained(Fixture fixture) {
        Solution solution = new Pipeline().solution(fixture.problem);
        Optional<Work> work = work(fixture, solution);
        if (work.isEmpty()) {
            return;
        }
        Marking marking = new Checker(solution).mark(work.get());
        for (String language : Messages.LANGUAGES) {
            Copies copies = copies(solution, language);
            for (Marking.Line line : marking.lines()) {
                List<String> said = MarkSummary.explanation(marking, new Spot(String.valueOf(line.line()))).stream()
                        .map(copies::say)
                        .toList();
                assertThat(said).as(fixture + " " + line).isNotEmpty().allSatisfy(each -> {
                    assertThat(each).isNotBlank();
                    assertThat(each).doesNotContain("0.00000000000000000000", "convention.", "reason.");
                });
            }
        }
    }

    private static Optional<Work> work(Fixture fixture, Solution solution) {
        return WorkReader.read(fixture.file, fixture.content, Checker.words(solution.problem()))
                        instanceof WorkReader.Result.Read read
                ? Optional.of(read.work())
                : Optional.empty();
    }

    private static Copies copies(Solution solution, String language) {
        try {
            return Publisher.create(List.of(), Optional.empty(), false)
                    .copies(
                            solution,
                            new Publisher.Order(Optional.of(language), Optional.empty(), false, false, false, false));
        } catch (Publisher.Failure failure) {
            throw new AssertionError(failure);
        }
    }

    /** It is said how a line was read, and why it is wrong. */
    @Test
    void theReadingIsSaid() {
        Solution solution = new Pipeline().ofExample("wikidocs.yaml");
        String text = "$z_3 = \\frac{w_5}{h_1} + w_6 h_2$";
        var fixture = new Fixture("", "", "work.md", text.getBytes(StandardCharsets.UTF_8));
        Marking marking = new Checker(solution).mark(work(fixture, solution).orElseThrow());
        Copies copies = copies(solution, "en");
        assertThat(MarkSummary.explanation(marking, new Spot("1")).stream().map(copies::say))
                .anySatisfy(said -> assertThat(said).contains("“z_3” was read as"))
                .anySatisfy(said -> assertThat(said).contains("The mistake divided, made in"));
    }
}
