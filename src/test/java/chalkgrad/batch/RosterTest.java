package chalkgrad.batch;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.variant.Student;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RosterTest {
    private static Roster read(String text) {
        return Roster.read("r.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Student> students(String text) {
        Roster roster = read(text);
        assertThat(roster).isInstanceOf(Roster.Students.class);
        return ((Roster.Students) roster).all();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,name~7,Mina~8,\"Kim, J\"",
                "ID;Name~7;Mina~8;Kim, J",
                "Name\tStudent ID~Mina\t7~Kim, J\t8",
                "이름,학번~Mina,7~\"Kim, J\",8",
                "\"성명\" , \"학 번\" , 반~ Mina ,7,1~\"Kim, J\", 8",
                "Last;STUDENT_NUMBER;Student;E-mail~x;7;Mina;a@b~y;8;\"Kim, J\";",
                "sep=;~id;name~7;Mina~~;;~8;Kim, J~",
                "id,name~7,Mina~8,\"Kim,~J\"",
                "\uFEFFid,name~7,Mina~8,\"Kim, J\"~~~",
            })
    void ofManyShapes(String rows) {
        assertThat(students(rows.replace("~", "\r\n")))
                .containsExactly(new Student("7", "Mina"), new Student("8", "Kim, J"));
    }

    @Test
    void aRosterNeedsNoNames() {
        assertThat(students("학번\n20261234\n")).containsExactly(new Student("20261234", ""));
        assertThat(students("id,name\n7\n")).containsExactly(new Student("7", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "x-windows-949"})
    void koreanInEveryEncoding(String charset) throws Exception {
        var bytes = new ByteArrayOutputStream();
        if (charset.startsWith("UTF-16")) {
            bytes.write("\uFEFF".getBytes(Charset.forName(charset)));
        }
        bytes.write("학번,이름\n2026가,김민아\n".getBytes(Charset.forName(charset)));
        assertThat(Roster.read("r.csv", bytes.toByteArray()))
                .isEqualTo(new Roster.Students(List.of(new Student("2026가", "김민아"))));
    }

    /** Text is hostile, and stays as it is. */
    @Test
    void hostileStudents() {
        String long300 = "x".repeat(300);
        assertThat(students("id,name\n../../x,\"<b>\"\n=cmd(),\\input{a}\n\u202Eabc,\uD83D\uDE00\n" + long300
                        + ",\n\"a\"\"b\",'; DROP TABLE\n"))
                .extracting(Student::id)
                .containsExactly("../../x", "=cmd()", "\u202Eabc", long300, "a\"b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id,name~7,A~8,B~7,C | r.csv, line 4: the id “7” is that of line 2 already",
                "id,name~ 7 ,A~\"7\",C | r.csv, line 3: the id “7” is that of line 2 already",
                "id,name~e\u0301,A~\u00e9,C | r.csv, line 3: the id “\u00e9” is that of line 2 already",
                "id,name~,A | r.csv, line 2: there is no id; every student needs one",
                "id,name~7,A~\u202E\u200B,B | r.csv, line 3: there is no id; every student needs one",
                "name,id~A | r.csv, line 2: there is no id; every student needs one",
                "id,name~7,\"A~8,B | r.csv, line 2: a quoted cell has no end",
                "id,name~7,\"A\"b | r.csv, line 2: there is text behind the closing quote of a cell",
                "id,name | r.csv: there is a header, and no student below it",
                "7,Mina~8,Jun | r.csv, line 1: found “7,Mina”; expected a header with a column id (or 학번), such as: id,name",
                "~~ | r.csv: there is nothing in this file; expected a header and a line for each student",
            })
    void whatIsWrong(String rows, String message) {
        assertThat(read(rows.replace('~', '\n'))).isEqualTo(new Roster.Refused(List.of(message)));
    }

    @Test
    void allThatIsWrongUpToALimit() {
        assertThat(((Roster.Refused) read("id,name\n" + ",x\n".repeat(30))).messages())
                .hasSize(21)
                .endsWith("r.csv: and 10 more of this kind");
        assertThat(((Roster.Refused) read("id,name\n\n\"a\nb\",x\na b,y\n")).messages())
                .as("a cell of two lines")
                .containsExactly("r.csv, line 5: the id “a b” is that of line 3 already");
    }

    @Test
    void noText() {
        assertThat(Roster.read("r.pdf", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(
                        new Roster.Refused(List.of("r.pdf: this is a PDF; expected a text in UTF-8, UTF-16 or CP949")));
    }
}
