package chalkgrad.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One answer, however a table says it; what is wrong with one is in {@code GradeCommandTest}. */
class AnswerTableTest {
    private static String answer(byte[] content) {
        AnswerTable table = AnswerTable.read("answers.csv", content);
        assertThat(table.faults()).isEmpty();
        assertThat(table.rows()).hasSize(1);
        AnswerTable.Answers row = table.rows().get(0);
        assertThat(row.ids()).singleElement().asString().contains("1");
        assertThat(row.answers()).hasSize(1);
        assertThat(row.answers().keySet()).isSubsetOf("2", "2.1");
        return row.answers().values().iterator().next();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,2\n1,0.025923\n",
                "id,2\r\n001,0.025923\r\n",
                "\uFEFFid,2\n1,0.025923",
                "sep=;\nid;2\n1;0,025923",
                "ID\tQ2\n1\t0.025923",
                "variant;Question 2\n1;0,025923",
                "학번,문항 2\n1,0.025923",
                "Student number,Response 2\n1,0.025923",
                "Name,Email,id,2: dE/dw5\nx,x@y,1,0.025923",
                "id,question,answer\n1,2,0.025923",
                "id,문항,답\n1,2,0.025923",
                "\"id\",\"2\"\n\"1\",\"0.025923\"",
                "id,2,\n1,0.025923,\n,,\n",
                "\u200F\u202Eid,2\n\u200F1\u200E,\u202B0.025923\u202C",
                "id,2\n1,\u00A00.025923\u00A0",
                "id,2\n1,'0.025923",
                "id,2.1\n1,0.025923",
                "id,2,name\n1,0.025923,\"Kim, \"\"Mina\"\"\nsecond line\""
            })
    void inManyWays(String text) {
        assertThat(answer(text.getBytes(StandardCharsets.UTF_8))).matches("\\W?0[.,]025923\\W?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "x-windows-949"})
    void inManyEncodings(String name) {
        String mark = name.startsWith("UTF-16") && name.length() > 6 ? "\uFEFF" : "";
        String text = mark + "학번,문항 2\n1,0.025923\n";
        assertThat(answer(text.getBytes(Charset.forName(name)))).isEqualTo("0.025923");
    }
}
