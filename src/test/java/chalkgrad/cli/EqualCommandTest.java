package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code chalkgrad equal} reads, prints and answers to the shell. */
class EqualCommandTest {
    @TempDir
    Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder);
    }

    private Session.Result equal(String... words) {
        var all = new java.util.ArrayList<>(List.of("equal"));
        all.addAll(List.of(words));
        return session.run(all.toArray(String[]::new));
    }

    /** The whole line, with the exit code. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "o*(1-o) | o-o^2 | 0 | equal",
                "sqrt(z^2) | z | 1 | different at z=-1.25: 1.25 and -1.25",
                "sigmoid(z) | tanh(z) | 1 | different at z=-1.25: 0.2227 and -0.8483",
                "w*x | w+x | 1 | different at w=-1.25, x=0.5: -0.625 and -0.75",
                "x+w | w*x | 1 | different at x=-1.25, w=0.5: -0.75 and -0.625",
                "1/3 | 0.33333 | 1 | different: 0.333333 and 0.33333",
                "2 | -2 | 1 | different: 2 and -2",
                "123456.789*z | 123456.7891*z | 1 | different at z=-1.25: -154320.9863 and -154320.9864",
                "z | z+1e-30 | 1 | different at z=1e-30: 1e-30 and 2e-30",
                "sin(z)^2+cos(z)^2-1 | 0.001 | 1 | different at z=-1.25: 0 and 0.001",
                "leaky_relu(z) | max(max(z,0.01*z),-1000) | 1 | different at z=-3000000: -30000 and -1000",
                "z*1e13 | z | 1 | different at z=-1.25: -1.25e13 and -1.25",
                "sum(x) | x | 4 | undecided: it depends on the shapes of vectors or matrices",
                "9^9^9^9 | 1 | 4 | undecided: too few points were found at which both have a value",
            })
    void answers(String left, String right, int code, String line) {
        Session.Result result = equal(left, right);
        assertThat(result.lines()).containsExactly(line);
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "z | -(-z) | 0 | {\"result\":\"equal\",\"reason\":\"proved\"}",
                "max(a,b,c) | max(c,max(b,a)) | 0 | {\"result\":\"equal\",\"reason\":\"the values agree at ",
                "z | 2*z | 1 | {\"result\":\"different\",\"reason\":\"at z=-1.25: -1.25 and -2.5\"}",
                "1 | 2 | 1 | {\"result\":\"different\",\"reason\":\"1 and 2\"}",
                "x' | x | 4 | {\"result\":\"undecided\",\"reason\":\"it depends on the shapes of vectors or matrices\"}",
            })
    void json(String left, String right, int code, String line) {
        Session.Result result = equal("-f", "json", left, right);
        assertThat(result.lines()).hasSize(1);
        assertThat(result.out()).startsWith(line);
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.err()).isEmpty();
        assertThat(session.results()).isEmpty();
    }

    /** Which expression, which column, what was found and what is expected. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "o*(1-o | z | the first expression, column 7: found end of text; expected \")\" or an operator",
                "z | o*/2 | the second expression, column 3: found “/”; expected a number, a name, \"(\" or \"-\"",
                "'' | z | the first expression, column 1: found end of text; expected a number, a name, \"(\" or \"-\"",
                "z | sigmiod(z) | the second expression, column 1: found the function “sigmiod”, which there is not; did you mean sigmoid?",
                "sigmoid(a,b) | z | the first expression, column 1: found sigmoid with 2 arguments; expected 1",
                "f''(z) | z | the first expression, column 1: found the function “f”, which there is not",
            })
    void whatCannotBeRead(String left, String right, String message) {
        Session.Result result = equal(left.replace("''", "'"), right);
        assertThat(result.err().lines()).containsExactly("chalkgrad: " + message);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\input{/etc/passwd}", "\\write18{ls}", "\\def\\x{z}\\x", "\u0000", "\uD800", "{{{{", "#include"
            })
    void hostileText(String text) {
        Session.Result result = equal(text, "z");
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("chalkgrad: the first expression, column ")
                .doesNotContain("root:");
    }

    @Test
    void tenThousandParentheses() {
        String deep = "(".repeat(10_000) + "z" + ")".repeat(10_000);
        assertThat(equal(deep, "z").code()).isEqualTo(ExitCode.INPUT);
        assertThat(equal("{".repeat(10_000), "z").code()).isEqualTo(ExitCode.INPUT);
        assertThat(equal("\\sqrt{".repeat(5_000), "z").code()).isEqualTo(ExitCode.INPUT);
        assertThat(equal("-".repeat(190) + "z", "--", "z").code()).isEqualTo(ExitCode.USAGE);
        assertThat(equal("--", "-".repeat(190) + "z", "z").lines()).containsExactly("equal");
    }

    /** Letters that mean something elsewhere are plain names. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "E",
                "I",
                "D",
                "N",
                "C",
                "O",
                "K",
                "S",
                "List",
                "True",
                "null",
                "Infinity",
                "beta",
                "out",
                "오차",
                "v100000",
                "i"
            })
    void namesThatAreTakenElsewhere(String name) {
        assertThat(equal(name + "*z", "z*" + name).lines()).containsExactly("equal");
        assertThat(equal(name + "*z", "z").code()).isEqualTo(ExitCode.MISTAKES);
        assertThat(equal(name + "^2", "-1").code()).isEqualTo(ExitCode.MISTAKES);
    }

    @Test
    void constants() {
        assertThat(equal("e^pi", "exp(pi)").lines()).containsExactly("equal");
        assertThat(equal("pi", "3.14159").lines()).containsExactly("different: 3.141593 and 3.14159");
        assertThat(equal("e*2", "6", "--where", "e=3").lines()).containsExactly("equal");
    }

    @Test
    void definitions() {
        assertThat(equal("o*(1-o)", "exp(-z)/(1+exp(-z))^2", "--where", "o=sigmoid(z)")
                        .lines())
                .containsExactly("equal");
        assertThat(equal("--where", "o=sigmoid(z)", "o", "sigmoid(w*x)", "--where=z=w*x")
                        .lines())
                .containsExactly("equal");
        assertThat(equal("--where", "z=-x", "z", "-x").lines()).containsExactly("equal");
        assertThat(equal("o", "z", "--where", "o=2*z").lines()).containsExactly("different at z=-1.25: -2.5 and -1.25");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "o | “o”: found no “=”; expected a definition, as in o=sigmoid(z)",
                "2=z | “2=z”: found “2” before the “=”; expected a name",
                "=z | “=z”: found “” before the “=”; expected a name",
                "o=z=1 | “o=z=1”, column 4: found “=”; expected an operator or the end",
                "o=1+ | “o=1+”, column 5: found end of text; expected a number, a name, \"(\" or \"-\"",
                "o=o+1 | o is defined by itself: o → o",
                "a=b;b=c+1;c=2*a | a is defined by itself: a → b → c → a",
                "a=1;a=2 | a is defined twice",
            })
    void definitionsThatAreNone(String where, String message) {
        var words = new java.util.ArrayList<>(List.of("a", "b"));
        List.of(where.split(";")).forEach(each -> words.addAll(List.of("--where", each)));
        Session.Result result = equal(words.toArray(String[]::new));
        assertThat(result.err().lines()).containsExactly("chalkgrad: --where: " + message);
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void definitionsThatGrowWithoutEnd() {
        var words = new java.util.ArrayList<>(List.of("a0", "1"));
        for (int i = 0; i < 60; i++) {
            words.addAll(List.of("--where", "a%d=a%d+a%d".formatted(i, i + 1, i + 1)));
        }
        Session.Result result = equal(words.toArray(String[]::new));
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.err()).containsPattern("the definition of a\\d+ becomes too large");
    }

    /** An expression may begin with a minus; only what is an option of this command is one. */
    @Test
    void minus() {
        assertThat(equal("-z", "0-z").lines()).containsExactly("equal");
        assertThat(equal("-z", "-z*1", "-f", "json").out()).startsWith("{\"result\":\"equal\"");
        assertThat(equal("-fjson", "-o", "-o*1").out()).startsWith("{\"result\":\"equal\"");
        assertThat(equal("-o*(1-o)", "o^2-o").lines()).containsExactly("equal");
        assertThat(equal("-(t-o)", "-t+o").lines()).containsExactly("equal");
        assertThat(equal("--", "--z", "z").lines()).containsExactly("equal");
        assertThat(equal("--", "-h", "0-h").lines()).containsExactly("equal");
        assertThat(session.run("-f", "json", "equal", "-l", "-l+0").out()).startsWith("{\"result\":\"equal\"");
    }

    @Test
    void pairsFromStandardInput() {
        Session.Result result =
                session.input("\uFEFFa+b\tb+a\n-z\tz\r\nsum(x)\tx\n").run("equal", "-");
        assertThat(result.lines())
                .containsExactly(
                        "equal",
                        "different at z=-1.25: 1.25 and -1.25",
                        "undecided: it depends on the shapes of vectors or matrices");
        assertThat(result.code()).as("the worst").isEqualTo(ExitCode.OUTPUT);
        assertThat(result.err()).isEmpty();
        assertThat(session.input("a\ta\nb\tc").run("equal", "-").code()).isEqualTo(ExitCode.MISTAKES);
        assertThat(session.input("o\tsigmoid(z)\n")
                        .run("equal", "-", "--where", "o=sigmoid(z)")
                        .code())
                .isEqualTo(ExitCode.DONE);
        assertThat(session.input("").run("equal", "-")).isEqualTo(new Session.Result(0, "", ""));
    }

    /** Every line has its answer, also one that cannot be read. */
    @Test
    void linesThatCannotBeRead() {
        Session.Result result =
                session.input("a\ta\n\na\nx\ty\tz\na\tb)\nb\tb\n").run("equal", "-");
        assertThat(result.lines())
                .containsExactly(
                        "equal",
                        "undecided: line 2, found 0 tabs; expected two expressions with one between",
                        "undecided: line 3, found 0 tabs; expected two expressions with one between",
                        "undecided: line 4, found 2 tabs; expected two expressions with one between",
                        "undecided: line 5, the second expression, column 2: found “)”; expected an operator or the end",
                        "equal");
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.err().lines()).hasSize(4).allMatch(line -> line.startsWith("chalkgrad: line "));
        assertThat(session.input("a\ta\na\n").run("equal", "-f", "json", "-").lines())
                .containsExactly(
                        "{\"result\":\"equal\",\"reason\":\"proved\"}",
                        "{\"result\":\"undecided\",\"reason\":\"line 2, found 0 tabs; expected two expressions with one between\"}");
    }

    @Test
    void aLineWithoutEnd() {
        Session.Result result =
                session.input("a\t" + "b+".repeat(2_000_000) + "b\na\ta\n").run("equal", "-");
        assertThat(result.lines()).hasSize(2).last().isEqualTo("equal");
        assertThat(result.lines().get(0)).startsWith("undecided: line 1, the second expression, column ");
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
    }
}
