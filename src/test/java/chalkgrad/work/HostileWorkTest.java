package chalkgrad.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.of;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is handed in, there is a work or a reason. */
class HostileWorkTest {
    private static final String KOREAN = "따라서 dE/dw5 = 0.0259 이다.\n";

    static Stream<Arguments> encodings() {
        return Stream.of(
                of(bytes(KOREAN, "UTF-8")),
                of(bytes("\uFEFF" + KOREAN, "UTF-8")),
                of(bytes(KOREAN, "UTF-16")),
                of(bytes("\uFEFF" + KOREAN, "UTF-16LE")),
                of(bytes(KOREAN + "and some plain text", "UTF-16LE")),
                of(bytes(KOREAN + "and some plain text", "UTF-16BE")),
                of(bytes(KOREAN, "x-windows-949")),
                of(bytes(KOREAN.replace("\n", "\r\n"), "UTF-8")),
                of(bytes(KOREAN.replace("\n", "\r"), "UTF-8")));
    }

    private static byte[] bytes(String text, String charset) {
        return text.getBytes(Charset.forName(charset));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void koreanIsReadInItsEncodings(byte[] content) {
        Work work = Read.work("a.txt", content);

        assertThat(work.text().get(0)).isEqualTo(KOREAN.strip());
        assertThat(work.formulas()).singleElement().extracting(Read::text).isEqualTo("1: dE/dw_5 = 0.0259");
    }

    static Stream<Arguments> junk() {
        return Stream.of(
                of("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3", "this PDF is damaged"),
                of(
                        "PK\u0003\u0004\u0014",
                        "this is an archive, and archives inside others are not opened; expected a text, Markdown,"),
                of("\u0089PNG\r\n\u001A\n", "this is a PNG picture; formulas in pictures are not read"),
                of("{\\rtf1\\ansi a = 1}", "this is an RTF document; save it as .docx or as a text"),
                of(
                        "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1",
                        "this is an old office document; save it as .docx or as a PDF"),
                of("a = 1\nb = \u0000 2", "the character U+0000 in line 2 cannot stand in a text"),
                of("a = 1\u001B[31m", "the character U+001B in line 1"),
                of(
                        "caf\u00E9 = \u00FF\u00FE\u00C0",
                        "the bytes are no text in UTF-8; expected a text in UTF-8, UTF-16 or CP949"),
                of("\u00FE\u00FF\u00D8\u0000\u00D8\u0000", "the bytes are no text in UTF-16BE"),
                of("\u00EF\u00BB\u00BFa\u00FF", "the bytes are no text in UTF-8"),
                of("a = 1\n".repeat(400_000), "the file has 2400000 bytes; at most 2000000 are read"));
    }

    @ParameterizedTest
    @MethodSource("junk")
    void whatIsNoTextIsRefused(String latin, String message) {
        WorkReader.Result result = WorkReader.read("a.md", latin.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(result).isInstanceOf(WorkReader.Result.Refused.class);
        assertThat(((WorkReader.Result.Refused) result).message()).startsWith(message);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                of("", 0, 0),
                of("\n\n", 0, 0),
                of("$$a = " + "(".repeat(10_000) + "1" + ")".repeat(10_000) + "$$", 0, 1),
                of("a = " + "(".repeat(9_000) + "1" + ")".repeat(9_000), 0, 1),
                of("$".repeat(100_000), 0, 0),
                of("a = " + "b + ".repeat(250_000) + "1", 0, 1),
                of("x ".repeat(200_000) + "= 3", 0, 1),
                of("9^9^9^9 = 3", 1, 0),
                of("$$" + "&".repeat(200_000) + "a=b$$", 1, 0),
                of("$$" + "\\\\ ".repeat(100_000) + "a=b$$", 1, 0),
                of("a\n" + "= 1\n".repeat(50_000), 1, 0),
                of("= ".repeat(100_000), 0, 0),
                of("\\begin{align} a = 1 \n".repeat(5_000), 5_000, 0),
                of("\\begin{align}".repeat(20_000), 0, 0),
                of("```\n".repeat(50_000), 0, 0),
                of(">".repeat(200_000) + " a = 1", 1, 0),
                of("[a](".repeat(50_000), 0, 0),
                of("<a ".repeat(100_000), 0, 0),
                of("<!-- ".repeat(20_000), 0, 0),
                of("**a ".repeat(50_000), 0, 0),
                of("~~a ".repeat(50_000), 0, 1),
                of("<del> ".repeat(50_000), 0, 0),
                of("\\sout{".repeat(50_000), 0, 0),
                of("&nbsp;".repeat(50_000) + "a = 1", 1, 0),
                of("<table><tr><td>".repeat(20_000), 0, 0),
                of("a = " + "1, ".repeat(6_000), 1, 0),
                of("a = " + "1".repeat(200_000), 0, 1),
                of("$$a=\\begin{pmatrix}" + "1 & ".repeat(100_000) + "\\end{pmatrix}$$", 0, 1),
                of("$$a = \\input{/etc/passwd}$$", 0, 1),
                of("$$a = \\def\\b{c}$$", 0, 1),
                of("$$\\newcommand{\\a}{\\a\\a} a = 1$$", 1, 0));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextIsReadWhateverItIs(String text, int chains, int unread) {
        var formulas = Read.work("a.md", text).formulas();

        assertThat(formulas.stream().filter(Work.Chain.class::isInstance)).hasSize(chains);
        assertThat(formulas.stream().filter(Work.Unread.class::isInstance)).hasSize(unread);
    }

    @Test
    void noSoupOfMarkupIsTooMuch() {
        long seed = 4_711;
        var random = new Random(seed);
        String[] bits =
                ("\\frac \\sum _ ^ { } ( ) = a 1 \\\\ & $$ $ \\left d / \\partial net \n \\text{ e \\begin{pmatrix} \\end{pmatrix}"
                                + " \\begin{align} \\end{align} * <sub> [ ]( -  > ` ``` \n\n = , . | 따라서 w5+ : \\[ \\] % # <!-- 0.3 ** \\quad")
                        .split(" ");
        for (String name : new String[] {"a.md", "a.tex", "a.txt", "a.yaml"}) {
            var text = new StringBuilder();
            for (int i = 0; i < 30_000; i++) {
                text.append(bits[random.nextInt(bits.length)]).append(random.nextInt(3) == 0 ? " " : "");
            }
            Work work = Read.work(name, text.toString());
            for (Work.Formula formula : work.formulas()) {
                assertThat(formula.line())
                        .as("seed %d", seed)
                        .isBetween(1, work.text().size());
            }
        }
    }

    @Test
    void aSheetThatIsNoYamlIsUnread() {
        assertThat(Read.formulas("a.yaml", "a: [1, 2\nb: 3\n"))
                .singleElement()
                .asString()
                .startsWith("2:");
        assertThat(Read.formulas("a.json", "{\"a\": 1, \"a\": 2}"))
                .hasSize(2)
                .last()
                .asString()
                .contains("duplicate key");
        assertThat(Read.formulas("a.yml", "[".repeat(100_000)))
                .singleElement()
                .asString()
                .contains("nested more than 40 deep");
    }
}
