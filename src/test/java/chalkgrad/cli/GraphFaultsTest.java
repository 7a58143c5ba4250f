package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node that has no value, or no gradient, is named; nothing is written. */
class GraphFaultsTest {
    @TempDir
    Path home;

    /** {@code x} is -1, {@code o} is 0, {@code v} is (1, 0), {@code big} is 10^400. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = ';',
            value = {
                "ln(x); q; it takes the logarithm of -1, and only positive numbers have one",
                "log10(o); q; it takes the logarithm of 0, and only positive numbers have one",
                "sum(ln(v)); q; it takes the logarithm of 0, and only positive numbers have one",
                "1/o; q; it divides 1 by zero",
                "x/(o*x); q; it divides -1 by zero",
                "sum(1/v); q; it divides 1 by zero",
                "o^-2; q; it divides",
                "sqrt(x); q; it takes the square root of -1",
                "x^0.5; q; it raises the negative number -1 to a power that is not whole",
                "x^(o+0.5); q; it raises the negative number -1 to a power that is not whole",
                "exp(exp(big)); q; it runs past 10^1000000000",
                "big^big; q; it runs past 10^1000000000",
                "bce(1 + o, 1); q; it takes the logarithm of 0, and only positive numbers have one",
                "cross_entropy(x, 1); q; it takes the logarithm of -1, and only positive numbers have one",
                "sqrt(o); dq/do; it divides",
                "x^o; dq/do; it takes the logarithm of -1, and only positive numbers have one",
                "norm(v) + sum(sqrt(v)); df/dv|q; it divides",
            })
    void isNamed(String node, String what, String why) {
        String big = "1" + "0".repeat(50);
        var session = new Session(home)
                .file(
                        "bad.yaml",
                        "given: {x: -1, o: 0, v: [1, 0], big: " + big + "}\nnodes: {q: \"" + node
                                + "\", f: q + 1}\noutput: f\n");
        Session.Result result = session.solve(List.of("-f", "json,md,tex,html"), "bad.yaml");
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.INPUT);
        assertThat(result.lines()).isEmpty();
        assertThat(session.results()).isEmpty();
        assertThat(result.err().lines().filter(line -> !line.contains("warning:")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("chalkgrad: ")
                        .contains(
                                "bad.yaml: " + what + " cannot be computed: ",
                                why,
                                ". Change the given values or the node."));
    }

    /** The descent steps over the end of what a logarithm takes. */
    @ParameterizedTest
    @CsvSource({"1, 1", "0.4, 2"})
    void afterAnUpdate(String rate, int update) {
        var session = new Session(home)
                .file(
                        "bad.yaml",
                        "given: {x: 1}\nnodes: {q: \"ln(x)\", f: q + x}\noutput: f\nlearning_rate: " + rate
                                + "\nsteps: 5\n");
        Session.Result result = session.solve(List.of("-f", "json"), "bad.yaml");
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.INPUT);
        assertThat(session.results()).isEmpty();
        assertThat(result.err())
                .contains("q cannot be computed after update " + update + ": it takes the logarithm of ")
                .contains("A smaller learning_rate may keep the values in range.");
    }

    /** A node that the output does not depend on is worked out as well, and has a value in the result. */
    @ParameterizedTest
    @CsvSource({"ln(x)", "1/(x + 1)"})
    void evenWhereTheOutputDoesNotDependOnIt(String node) {
        var session = new Session(home)
                .file("bad.yaml", "given: {x: -1}\nnodes: {idle: \"" + node + "\", f: 2*x}\noutput: f\n");
        Session.Result result = session.solve(List.of("-f", "json"), "bad.yaml");
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.err()).contains("idle cannot be computed: ");
        assertThat(session.results()).isEmpty();
    }
}
