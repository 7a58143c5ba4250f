package chalkgrad.export;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.write.Hostile;
import chalkgrad.write.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of all questions, read back as a spreadsheet does. */
class QuestionsCsvTest {
    static final List<String> TEXTS = Hostile.TEXTS;

    @Test
    void aRowForEachQuestionOfEachVariant() {
        List<Map<String, String>> rows = rows(Read.export("csv", Handmade.MIDTERM, Handmade.booklets(3, "x")));
        assertThat(rows).hasSize(27);
        assertThat(rows.get(9 + 1))
                .containsEntry("variant", "002")
                .containsEntry("student", "002")
                .containsEntry("question", "2")
                .containsEntry("kind", "number")
                .containsEntry("points", "1")
                .containsEntry("answer", "-0.0512")
                .containsEntry("tolerance", "0.000005")
                .containsEntry("scale", "3")
                .containsEntry("prompts", "E \\times 10^{3} =");
        assertThat(rows.get(3))
                .containsEntry("answer", "0.51 | 12.40 | 9")
                .containsEntry("tolerance", "0.005 | 0.05 | 0.5")
                .containsEntry("scale", "0 | 0 | 6");
        assertThat(rows.get(5))
                .containsEntry("answer", "2")
                .containsEntry("options", "0.0259x | 0.5 < 0.6 \\& x | 0.0259x");
        assertThat(rows.get(7)).containsEntry("kind", "order").containsEntry("answer", "3 | 1 | 2");
        assertThat(rows.get(8)).containsEntry("kind", "formula");
        assertThat(rows.get(8).get("answer")).startsWith("\\frac{\\partial E}");
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void aTextMeansItself(String hostile) {
        List<Map<String, String>> rows =
                rows(Read.export("csv", Handmade.MIDTERM, List.of(Handmade.booklet("001", 1, hostile))));
        assertThat(rows).hasSize(9);
        rows.forEach(row -> assertThat(unmarked(row.get("name"))).isEqualTo(PlainText.visible(hostile)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\t=1", "＝1", "=1,2\"3"})
    void nothingIsWorkedOut(String name) {
        for (Map<String, String> row :
                rows(Read.export("csv", Handmade.MIDTERM, List.of(Handmade.booklet("001", 1, name))))) {
            row.forEach((column, cell) ->
                    assertThat(cell).as(column).matches("(?s)-?[0-9]+(\\.[0-9]+)?|(?![\\s\\p{C}]*[=+\\-@＝＋－＠]).*"));
            assertThat(unmarked(row.get("name"))).isEqualTo(PlainText.visible(name));
        }
    }

    private static String unmarked(String cell) {
        return cell.startsWith("'") ? cell.substring(1) : cell;
    }

    private static List<Map<String, String>> rows(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF");
        List<List<String>> rows = cells(text.substring(1));
        List<String> header = rows.remove(0);
        assertThat(header).isEqualTo(QuestionsCsv.COLUMNS);
        return rows.stream()
                .map(row -> {
                    assertThat(row).hasSameSizeAs(header);
                    return IntStream.range(0, row.size()).boxed().collect(Collectors.toMap(header::get, row::get));
                })
                .toList();
    }

    /** By RFC 4180. */
    private static List<List<String>> cells(String text) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                assertThat(cell).isEmpty();
                quoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        assertThat(quoted).isFalse();
        assertThat(cell).isEmpty();
        return rows;
    }
}
