package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What learning systems let a teacher download, and what else may be found there: a row for every file, whatever it is. */
@Timeout(120)
class SubmissionsTest {
    private static final String RIGHT = "$h_1 = 0.51998934$\n";
    private static final String WRONG = "$h_1 = 0.51998934$\n\n$\\frac{\\partial E}{\\partial w_5} = 0.0295$\n";

    @TempDir
    Path home;

    private Session session;

    @BeforeEach
    void start() {
        session = new Session(home).file("wikidocs.yaml", Pipeline.example("wikidocs.yaml"));
    }

    private List<String> summary() throws IOException {
        return Files.readAllLines(session.at("out").resolve("summary.csv")).stream()
                .skip(1)
                .toList();
    }

    /** An archive of names and contents, by turns. */
    private void zip(String name, Charset charset, String... entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(session.at(name));
                var zip = new ZipOutputStream(out, charset)) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry(entries[i]));
                zip.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mina Kim_4711_assignsubmission_file_ | Mina Kim",
                "Mina Kim_4711_assignsubmission_file_a.md | Mina Kim",
                "김민아_4711_assignsubmission_onlinetext_ | 김민아",
                "kimmina_123_456_a.md | kimmina",
                "kimmina_LATE_123_456_my_work_2.md | kimmina",
                "kimmina123_question_45_678_a.md | kimmina",
                "HW 1_mkim_attempt_2026-10-03-21-13-00_a.md | mkim",
                "HW 1_mkim_attempt_2026-10-03-21-13-00.txt | mkim",
                "123-456 - Mina Kim - Oct 3, 2026 913 PM | Mina Kim",
                "mina_2.md | ",
                "my_notes_2_3.md | ",
                "week_3_4_mina.md | week",
            })
    void aSystemPutsTheStudentIntoTheName(String name, String student) {
        assertThat(LearningSystem.student(name).orElse(null)).isEqualTo(student);
    }

    @Test
    void anArchiveOfMoodle() throws IOException {
        zip(
                "all.zip",
                StandardCharsets.UTF_8,
                "Mina Kim_11_assignsubmission_file_/a.md",
                RIGHT,
                "Juno Lee_12_assignsubmission_file_/a.md",
                WRONG,
                "김민아_13_assignsubmission_onlinetext_/onlinetext.html",
                "<p>h<sub>1</sub> = 0.51998934</p>",
                "Ada_14_assignsubmission_file_/photo.jpg",
                "\u0000JFIF",
                "Bo_15_assignsubmission_file_/inner/empty.txt",
                "");
        assertThat(session.check("all.zip").code()).isEqualTo(ExitCode.INPUT);
        String zip = session.at("all.zip").toString();
        assertThat(summary())
                .containsExactly(
                        "photo.jpg,refused,,,,,,,,Ada,,\"files that end in .jpg are no works in a folder; expected a text, Markdown, LaTeX,"
                                + " HTML, a notebook (.ipynb), a Word file (.docx), a PDF with text, or an answer sheet (.yaml)\"",
                        zip + "/Juno Lee_12_assignsubmission_file_/a.md,mistakes,3,digit-typo,,,1,0,0,Juno Lee,,",
                        "empty.txt,open,,,,,0,0,0,Bo,,no formula was found",
                        zip + "/Mina Kim_11_assignsubmission_file_/a.md,right,,,,,0,0,0,Mina Kim,,",
                        "onlinetext.html,right,,,,,0,0,0,김민아,,");
        assertThat(session.at("out")).isDirectoryContaining("glob:**/Juno Lee a.json");
        assertThat(session.at("out")).isDirectoryContaining("glob:**/김민아 onlinetext.json");
    }

    @Test
    void anArchiveOfCanvasAndTheSameAsAFolder() throws IOException {
        zip("canvas.zip", StandardCharsets.UTF_8, "kimmina_1_2_a.md", RIGHT, "leejuno_LATE_3_4_a.md", WRONG);
        session.file("canvas/kimmina_1_2_a.md", RIGHT).file("canvas/leejuno_LATE_3_4_a.md", WRONG);
        session.check("canvas.zip");
        List<String> zipped = summary();
        session.check("canvas");
        assertThat(zipped)
                .isEqualTo(summary())
                .containsExactly(
                        "leejuno_LATE_3_4_a.md,mistakes,3,digit-typo,,,1,0,0,leejuno,,",
                        "kimmina_1_2_a.md,right,,,,,0,0,0,kimmina,,");
    }

    /** Names that lead elsewhere, that are there twice, hidden, in folders of Windows, in an old encoding; archives in archives. */
    @Test
    void aHostileArchive() throws IOException {
        zip(
                "all.zip",
                StandardCharsets.UTF_8,
                "../../../out.md",
                RIGHT,
                "/etc/b.md",
                RIGHT,
                "C:\\work\\c.md",
                RIGHT,
                "__MACOSX/._c.md",
                WRONG,
                ".hidden.md",
                WRONG,
                "~$word.docx",
                WRONG,
                "inner.zip",
                "PK\u0003\u0004",
                "x.docx",
                "PK\u0003\u0004 not really",
                "=cmd().md",
                RIGHT);
        session.check("all.zip");
        assertThat(summary().stream()
                        .map(row -> row.replaceFirst("(,[a-z]+),.*", "$1").replace("\"", "")))
                .containsExactly(
                        "inner.zip,refused",
                        "x.docx,refused",
                        "out.md,right",
                        "b.md,right",
                        "'=cmd().md,right",
                        "c.md,right");
        assertThat(home.getParent()).isDirectoryNotContaining("glob:**/out.md");
        try (var files = Files.list(home)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("all.zip", "wikidocs.yaml", "out");
        }
    }

    @Test
    void anArchiveInAnOldEncoding() throws IOException {
        zip("all.zip", Charset.forName("x-windows-949"), "김민아_1_assignsubmission_file_/풀이.md", RIGHT);
        session.check("all.zip");
        assertThat(summary()).containsExactly("풀이.md,right,,,,,0,0,0,김민아,,");
    }

    @Test
    void anArchiveThatIsNone() throws IOException {
        session.file("all.zip", "PK\u0003\u0004 this is no archive");
        assertThat(session.check("all.zip").code()).isEqualTo(ExitCode.INPUT);
        assertThat(summary())
                .singleElement()
                .asString()
                .startsWith("all.zip,refused,,,,,,,,,,")
                .contains("archive is damaged");
    }

    /** Entries of 17 MB, in a few kilobytes each. */
    @Test
    void anArchiveThatUnpacksToTooMuch() throws IOException {
        byte[] megabyte = new byte[1 << 20];
        java.util.Arrays.fill(megabyte, (byte) ' ');
        try (var zip = new ZipOutputStream(Files.newOutputStream(session.at("all.zip")))) {
            for (int i = 0; i < 3; i++) {
                zip.putNextEntry(new ZipEntry(i + ".md"));
                for (int n = 0; n < 17; n++) {
                    zip.write(megabyte);
                }
            }
        }
        session.check("all.zip");
        assertThat(summary())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).contains("refused").contains("has more than 16 MB"));
    }

    /** One bad file of each sort beside one that is right. */
    @Test
    void aRowForEveryFileOfAFolder() throws IOException {
        session.file("works/right.md", RIGHT)
                .file("works/a.rtf", "{\\rtf1 h = 1}")
                .file("works/b.png", "\u0089PNG")
                .file("works/c.ipynb", "{")
                .file("works/d.docx", "PK\u0003\u0004")
                .file("works/e.pdf", "%PDF-1.4")
                .file("works/f.xyz", RIGHT)
                .file("works/g", RIGHT)
                .file("works/h.html", "<p>h<sub>1</sub> = 0.51998934</p>")
                .file("works/i.odt", "x");
        assertThat(session.check("works").code()).isEqualTo(ExitCode.INPUT);
        assertThat(summary().stream()
                        .map(row -> row.replaceFirst("(,[a-z]+),.*", "$1").replace("\"", "")))
                .containsExactly(
                        "a.rtf,refused",
                        "b.png,refused",
                        "c.ipynb,refused",
                        "d.docx,refused",
                        "e.pdf,refused",
                        "f.xyz,refused",
                        "i.odt,refused",
                        "g,right",
                        "h.html,right",
                        "right.md,right");
        assertThat(summary().get(0)).endsWith(",\"this is an RTF document; save it as .docx or as a text\"");
    }
}
