package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Works that are broken, huge or hostile: each is dealt with by itself, and the others are marked. */
@Timeout(120)
class HandedInTest {
    private static final String RIGHT =
            "# Mina\n\n$h_1 = 0.51998934$\n\n$\\frac{\\partial E}{\\partial w_5} = 0.02592286$\n";
    private static final String WRONG =
            "# Juno\n\n$h_1 = 0.51998934$\n\n$\\frac{\\partial E}{\\partial w_5} = 0.0295$\n";

    @TempDir
    Path home;

    private Session session;

    @BeforeEach
    void start() {
        session = new Session(home).file("wikidocs.yaml", Pipeline.example("wikidocs.yaml"));
    }

    private long marked() throws java.io.IOException {
        try (Stream<Path> files = Files.walk(session.at("out"))) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        }
    }

    @Test
    void rightAndWrong() {
        session.file("mina.md", RIGHT).file("juno.md", WRONG);
        assertThat(session.check("mina.md").code()).isZero();
        assertThat(session.check("juno.md").code()).isEqualTo(1);
        assertThat(session.check("mina.md", "juno.md").code()).isEqualTo(1);
    }

    /** What is no derivation, or one that no teacher would read to its end. */
    static Stream<Arguments> hostile() {
        var random = new Random(7);
        var junk = new byte[20_000];
        random.nextBytes(junk);
        String open = "(".repeat(10_000);
        String close = ")".repeat(10_000);
        return Stream.of(
                Arguments.of("junk.md", junk),
                Arguments.of("junk.yaml", junk),
                Arguments.of("empty.md", bytes("")),
                Arguments.of("prose.md", bytes("word and word ".repeat(400_000))),
                Arguments.of("huge.md", bytes((RIGHT + "\n").repeat(5_000_000 / RIGHT.length()))),
                Arguments.of("oneline.txt", bytes("h1 = " + "1 + ".repeat(1_250_000) + "1")),
                Arguments.of(
                        "braces.tex", bytes("\\[ h_1 = " + "{".repeat(10_000) + "1" + "}".repeat(10_000) + " \\]")),
                Arguments.of("deep.md", bytes("$h_1 = " + open + "0.5" + close + "$\n")),
                Arguments.of("unclosed.md", bytes("$h_1 = " + open + "\n")),
                Arguments.of(
                        "fractions.tex",
                        bytes("\\[ h_1 = " + "\\frac{1}{".repeat(5_000) + "2" + "}".repeat(5_000) + " \\]")),
                Arguments.of("tower.md", bytes("$h_1 = 9^9^9^9$\n\n$h_1 = 9^{9^{9^{9}}}$\n")),
                Arguments.of(
                        "tower.txt",
                        bytes("h1 = 9^9^9^9 = 0.5\nh1 = 10^(10^10)\nh1 = 1e999999999\nh1 = exp(exp(exp(100)))\n")),
                Arguments.of(
                        "input.tex",
                        bytes("\\input{/etc/passwd}\n\\[ h_1 = \\input{/etc/passwd} \\]\n\\immediate\\write18{ls}\n")),
                Arguments.of(
                        "bomb.yaml",
                        bytes("a: &a [x,x,x,x,x,x,x,x,x]\n"
                                + "b: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c]\n"
                                + "e: [*d,*d,*d,*d,*d,*d]\n")),
                Arguments.of("zero.txt", bytes("h1 = 1/0\nh1 = ln(0)\nh1 = 0/0 = 0^0\n")),
                Arguments.of("nul.txt", bytes("h1 = 0.5\u0000199\n\u202Eh1 = 0.5\n")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileWorksDoNotStopTheOthers(String name, byte[] content) throws Exception {
        session.file(name, content).file("mina.md", RIGHT);
        Session.Result result = session.check(name, "mina.md");
        assertThat(result.code()).as(result.err()).isIn(0, 1, 3);
        assertThat(Files.exists(session.at("out/mina-marked.json")) || marked() > 0)
                .as(result.out())
                .isTrue();
        assertThat(result.out()).contains("mina");
    }

    /** As people's editors save: each is read as the same text. */
    @Test
    void encodings() {
        String korean = RIGHT.replace("# Mina", "# 역전파를 손으로 계산하면 다음과 같습니다");
        session.file("utf8.md", bytes(korean))
                .file("bom.md", bytes("\uFEFF" + korean))
                .file("utf16.md", ("\uFEFF" + korean).getBytes(StandardCharsets.UTF_16LE))
                .file("utf16be.md", ("\uFEFF" + korean).getBytes(StandardCharsets.UTF_16BE))
                .file("cp949.md", korean.getBytes(Charset.forName("MS949")))
                .file("crlf.md", bytes(korean.replace("\n", "\r\n")));
        for (String name : List.of("utf8.md", "bom.md", "utf16.md", "utf16be.md", "cp949.md", "crlf.md")) {
            Session.Result result = session.check(name);
            assertThat(result.code()).as(name + ": " + result.err()).isZero();
        }
    }

    @Test
    void aHundredOfWhichOneIsBroken() throws Exception {
        for (int i = 0; i < 100; i++) {
            byte[] broken = {(byte) 0xff, 0, (byte) 0xd8, 1, (byte) 0xc0, 0, 0, 9};
            session.file(String.format("all/%03d.md", i), i == 41 ? broken : bytes(i % 10 == 0 ? WRONG : RIGHT));
        }
        Session.Result result = session.check("all");
        assertThat(result.code()).as(result.err()).isEqualTo(3);
        assertThat(marked()).isGreaterThanOrEqualTo(99);
        assertThat(result.err()).contains("041");
        Path summary = session.at("out/summary.csv");
        assertThat(summary).exists();
        assertThat(Files.readAllLines(summary)).hasSizeGreaterThanOrEqualTo(100);
    }
}
