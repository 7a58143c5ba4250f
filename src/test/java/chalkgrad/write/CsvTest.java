package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells that mean themselves in every spreadsheet. */
class CsvTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "mina.md ; mina.md",
                "`` ; ``",
                "7.5 ; 7.5",
                "-3 ; -3",
                "=1+1 ; '=1+1",
                "+1+1 ; '+1+1",
                "-1+1 ; '-1+1",
                "@SUM(A1) ; '@SUM(A1)",
                "＝1 ; '＝1",
                "a=b ; a=b",
                "a,b ; `\"a,b\"`",
                "a\"b ; `\"a\"\"b\"`",
                "`=cmd,\"x\"` ; `\"'=cmd,\"\"x\"\"\"`",
            })
    void aCell(String text, String cell) {
        String expected = cell == null ? "" : cell;
        String written = Csv.cell(text == null ? "" : text);
        // A mark that keeps a formula from being worked out is quoted together with it.
        assertThat(written.replaceFirst("^\"('[^,\"]*)\"$", "$1")).isEqualTo(expected);
    }

    @Test
    void whiteSpaceThatASpreadsheetWouldPassOver() {
        for (String text : List.of("\t=1", "\r=1", "\n=1", " =1", "\u200b=1")) {
            assertThat(Csv.cell(text)).as(text).startsWith("\"'");
        }
    }

    @Test
    void aTable() {
        byte[] table = Csv.of(List.of(List.of("a", "b"), List.of("x\ny", "")));
        assertThat(new String(table, StandardCharsets.UTF_8)).isEqualTo("a,b\r\n\"x\ny\",\r\n");
    }
}
