package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of pairs: none is taken for the same that is not, none for different that is not, none is left open. */
class EqualPairsTest {
    private static final Path TABLE = Path.of("src", "test", "resources", "equal", "pairs.tsv");
    private static final int FEWEST = 170;

    @TempDir
    Path folder;

    private record Row(String result, String left, String right, String where) {
        static Row of(String line) {
            String[] cells = line.split("\t");
            assertThat(cells.length).as(line).isBetween(3, 4);
            assertThat(cells[0]).as(line).isIn("equal", "different");
            return new Row(cells[0], cells[1], cells[2], cells.length == 4 ? cells[3] : "");
        }

        String pair() {
            return left + "\t" + right;
        }

        Row swapped() {
            return new Row(result, right, left, where);
        }
    }

    private static List<Row> table() throws IOException {
        return Files.readAllLines(TABLE, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Row::of)
                .toList();
    }

    @Test
    void theTableIsLarge() throws IOException {
        List<Row> rows = table();
        assertThat(rows.size()).isGreaterThanOrEqualTo(FEWEST);
        assertThat(rows).doesNotHaveDuplicates();
        assertThat(rows.stream().filter(row -> row.result.equals("different")).count())
                .isGreaterThan(FEWEST / 3);
        assertThat(rows.stream().filter(row -> row.pair().contains("\\")).count())
                .isGreaterThan(10);
    }

    @Test
    void everyPairIsDecidedRightly() throws IOException {
        check(table());
    }

    @Test
    void everyPairIsDecidedRightlyTheOtherWayRound() throws IOException {
        check(table().stream().map(Row::swapped).toList());
    }

    /** Pairs with the same definitions go through one call. */
    private void check(List<Row> rows) {
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        rows.forEach(row ->
                groups.computeIfAbsent(row.where, where -> new ArrayList<>()).add(row));
        var wrong = new ArrayList<String>();
        groups.forEach((where, group) -> {
            var words = new ArrayList<>(List.of("equal", "-"));
            if (!where.isEmpty()) {
                Arrays.stream(where.split(";")).forEach(each -> words.addAll(List.of("--where", each)));
            }
            String input = String.join("\n", group.stream().map(Row::pair).toList()) + "\n";
            Session.Result result = new Session(folder).input(input).run(words.toArray(String[]::new));
            assertThat(result.lines()).hasSameSizeAs(group);
            for (int i = 0; i < group.size(); i++) {
                if (!result.lines().get(i).split("[ :]")[0].equals(group.get(i).result)) {
                    wrong.add(group.get(i) + ": " + result.lines().get(i));
                }
            }
        });
        assertThat(wrong).isEmpty();
    }
}
