package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that lie a thousand million powers of ten apart meet, and nobody writes out what lies between. */
class FarApartTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = ';',
            value = {
                "exp(-1e30)*z + z; 0.3*b; different",
                "sin(exp(-1e30)); 1.596; different",
                "exp(-1e9)*y; -z; different",
                "sinh(-1e9*y); sin(z); different",
                "sigmoid(z)^(y^(-1e9*y)); -1.697; different",
                "z^exp(-1e9); 0.3; different",
                "(-2)^(10^400000000); 0.3; undecided",
                "(-2)^(10^-400000000); 0.3; undecided",
                "sin(10^400000000); 0.3; undecided",
            })
    void expressions(String left, String right, String answer) {
        var session = new Session(home);
        Session.Result result = Assertions.assertTimeout(LIMIT, () -> session.run("equal", left, right));
        assertThat(result.lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith(answer));
    }

    /** A number with a power of ten that nobody means is not read as something else, such as a product with e. */
    @ParameterizedTest
    @CsvSource({"1e-400000000", "1e400000000", "2.5e12345", "1e-99999*z"})
    void powersThatNobodyMeans(String number) {
        Session.Result result = new Session(home).run("equal", number, "0.3");
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.err()).contains("expected a number");
    }

    @Test
    void works() {
        var session = new Session(home)
                .file(
                        "g.yaml",
                        "given: {x: 2}\nnodes: {a: \"10^(-10^8*4*x)\", b: a + x, c: \"10^(10^8*x)\", f: a*c + b}\noutput: f\n")
                .file("w.md", "a = 0.000\n\na = 1e-300\n\nb = 2.00\n\nc = 3e200\n\nf = 2\n\ndf/dx = 1\n");
        List<String> call = List.of(
                "check",
                "-f",
                "json",
                "-o",
                home.resolve("out").toString(),
                session.at("g.yaml").toString(),
                session.at("w.md").toString());
        Session.Result result = Assertions.assertTimeout(LIMIT, () -> session.run(call.toArray(String[]::new)));
        assertThat(result.out() + result.err()).contains("3 right, 0 rounding, 0 follow, 1 wrong");
    }
}
