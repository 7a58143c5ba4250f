package chalkgrad.check;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.work.WorkReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people write, one line of each kind, and what a fair colleague says of it: {@code check/kinds.txt}. */
class KindsTest {
    private static final Map<String, Checker> CHECKERS = new ConcurrentHashMap<>();

    record Row(String problem, String verdict, String text) {}

    static List<Row> rows() throws IOException {
        try (InputStream in = Objects.requireNonNull(KindsTest.class.getResourceAsStream("/check/kinds.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(" \\| ", 3))
                    .map(cells -> new Row(
                            cells[0],
                            cells[1],
                            cells[2].replace("⏎", "\n\n").replace("↵", "\n").replace("¦", "|")))
                    .toList();
        }
    }

    /** A problem beside the rows, or else one of the examples. */
    private static Checker checker(String problem) {
        try (InputStream in = KindsTest.class.getResourceAsStream("/check/kinds/" + problem + ".yaml")) {
            return new Checker(
                    in == null
                            ? new Pipeline().ofExample(problem + ".yaml")
                            : new Pipeline().solution(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void judged(Row row) {
        Checker checker = CHECKERS.computeIfAbsent(row.problem, KindsTest::checker);
        WorkReader.Result read = WorkReader.read("row.md", row.text.getBytes(StandardCharsets.UTF_8));
        Marking marking = checker.mark(((WorkReader.Result.Read) read).work());
        int line = marking.lines().stream().mapToInt(Marking.Line::line).max().orElseThrow();
        Verdict said = marking.lines().stream()
                .filter(one -> one.line() == line)
                .map(Marking.Line::verdict)
                .reduce(Verdict::and)
                .orElseThrow();
        boolean open = row.verdict.endsWith("?");
        Verdict right = Verdict.valueOf(row.verdict.replace("?", "").toUpperCase(Locale.ROOT));
        assertThat(said)
                .as(row + " " + marking.lines())
                .isIn(open ? Arrays.asList(right, Verdict.ROUNDING, Verdict.UNDECIDED) : List.of(right));
    }
}
