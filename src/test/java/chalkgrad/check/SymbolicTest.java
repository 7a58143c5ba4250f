package chalkgrad.check;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.work.WorkReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines without numbers, right and wrong: {@code check/symbolic.txt}. */
class SymbolicTest {

    /**
     * A line of the table.
     *
     * @param mistakes one of these has to be named; none for a right line
     * @param text the work, whose last line is meant
     */
    record Row(String problem, List<String> mistakes, String text) {
        boolean isRight() {
            return mistakes.isEmpty();
        }

        @Override
        public String toString() {
            return problem + " " + (isRight() ? "right" : mistakes) + " " + text;
        }
    }

    private static final Map<String, Checker> CHECKERS = new ConcurrentHashMap<>();

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (String line : resource("symbolic.txt").split("\n")) {
            String[] parts = line.split(" \\| ", 3);
            if (parts.length == 3) {
                String verdict = parts[1].strip();
                List<String> mistakes = verdict.equals("right")
                        ? List.of()
                        : List.of(verdict.substring("wrong ".length()).split(","));
                rows.add(new Row(parts[0].strip(), mistakes, parts[2].strip().replace("⏎", "\n\n")));
            }
        }
        return rows;
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(SymbolicTest.class.getResourceAsStream("/check/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Checker checker(String problem) {
        var pipeline = new Pipeline();
        return new Checker(
                problem.equals("softmax")
                        ? pipeline.solution(resource("softmax.yaml"))
                        : pipeline.ofExample(problem + ".yaml"));
    }

    @Test
    void thereAreEnough() {
        assertThat(rows()).hasSizeGreaterThan(100);
        assertThat(rows().stream().filter(row -> !row.isRight())).hasSizeGreaterThan(45);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void judged(Row row) {
        WorkReader.Result read = WorkReader.read(
                row.text.contains("$") ? "row.md" : "row.txt", row.text.getBytes(StandardCharsets.UTF_8));
        Checker checker = CHECKERS.computeIfAbsent(row.problem, SymbolicTest::checker);
        Marking marking = checker.mark(((WorkReader.Result.Read) read).work());
        assertThat(marking.lines()).as(row.toString()).isNotEmpty();
        Marking.Line last = marking.lines().get(marking.lines().size() - 1);
        String what = row + ": " + last.verdict() + " " + last.quantity() + " expected " + last.expected();
        List<String> ids = last.mistakes().stream().map(Marking.Diagnosis::id).toList();
        assertThat(last.line()).as(what).isEqualTo((int) row.text.lines().count());
        assertThat(last.verdict()).as(what).isEqualTo(row.isRight() ? Verdict.RIGHT : Verdict.WRONG);
        assertThat(row.isRight() || ids.stream().anyMatch(row.mistakes::contains))
                .as(what + " " + ids)
                .isTrue();
    }
}
