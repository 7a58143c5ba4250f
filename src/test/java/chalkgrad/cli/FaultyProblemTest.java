package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.derive.Deriver;
import chalkgrad.evaluate.Solution;
import chalkgrad.evaluate.Solver;
import chalkgrad.model.Problem;
import chalkgrad.rules.RuleBook;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A problem that the program itself cannot cope with costs that problem, and no other of the call. */
class FaultyProblemTest {
    private static final String SHEET =
            "given: {x: 2}\nnodes: {f: x*3}\noutput: f\n---\ngiven: {x: 5}\nnodes: {f: x*7}\noutput: f\n";

    private static final Map<String, Supplier<Throwable>> FAULTS = Map.of(
            "IllegalStateException", () -> new IllegalStateException("it fell asleep"),
            "StackOverflowError", StackOverflowError::new,
            "OutOfMemoryError", OutOfMemoryError::new);

    @TempDir
    Path home;

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable fault) throws T {
        throw (T) fault;
    }

    @ParameterizedTest
    @ValueSource(strings = {"IllegalStateException", "StackOverflowError", "OutOfMemoryError"})
    void theRestIsWritten(String fault) throws Exception {
        Path sheet = Files.writeString(home.resolve("sheet.yaml"), SHEET);
        Path after = Files.writeString(home.resolve("after.yaml"), SHEET.substring(0, SHEET.indexOf("---")));
        Path out = home.resolve("out");
        Arguments arguments = ((Arguments.Run) Arguments.parse(
                        "solve", sheet.toString(), after.toString(), "-f", "md", "-o", out.toString()))
                .arguments();
        var rules = new RuleBook();
        Function<Problem, Solution.Outcome> solver = problem -> {
            if (problem.name().equals("sheet")) {
                FaultyProblemTest.<RuntimeException>raise(FAULTS.get(fault).get());
            }
            return Solver.solve(problem, new Deriver(rules).derive(problem.task()));
        };
        var err = new ByteArrayOutputStream();
        var said = new PrintStream(err, true, StandardCharsets.UTF_8);
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        int code = new SolveCommand(
                        arguments,
                        nowhere,
                        said,
                        new Solving(arguments, rules, InputStream.nullInputStream(), said, solver))
                .run();
        assertThat(code).isEqualTo(ExitCode.OUTPUT);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("chalkgrad: " + sheet + ": sheet: ")
                .contains(fault)
                .endsWith(". Nothing was written for this problem; please report this line with the problem file");
        assertThat(out.resolve("sheet.md")).content().contains("35").doesNotContain("= 6");
        assertThat(out.resolve("after.md")).content().contains("= 6");
    }
}
