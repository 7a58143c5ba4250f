package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file holds: a sentence that helps, exit code 3, and no results. */
class BadInputTest {
    @TempDir
    Path folder;

    private static String network(String activation, String weight, String loss) {
        return """
                inputs: {x1: 0.5}
                targets: {o1: 1}
                layers:
                  - units: [o1]
                    activation: %s
                    weights: [[%s]]
                loss: %s
                learning_rate: 0.1
                """.formatted(activation, weight, loss);
    }

    private static String bomb() {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            text.append("a").append(i).append(": &a").append(i).append(" [");
            text.append(String.join(", ", java.util.Collections.nCopies(9, before)))
                    .append("]\n");
        }
        return text.toString();
    }

    static Stream<Arguments> bad() {
        String good = network("sigmoid", "1", "sse");
        return Stream.of(
                Arguments.of(
                        "",
                        "bad.yaml:1:1: error: the file is empty; a problem is a map of inputs, targets, layers and loss"),
                Arguments.of("\n# nothing\n", "error: the file is empty"),
                Arguments.of("inputs: {x1: 0.5\nlayers: [", "bad.yaml:2:7: error: not valid YAML"),
                Arguments.of(
                        "- 1\n- 2\n",
                        "expected a map of inputs, targets, layers and loss, or a map of inputs, layers and output, or a map of given, nodes and output, or a map of "
                                + "layers and a sequence or inputs, or a map of layers without weights; found a list"),
                Arguments.of(bomb(), "more than 200000 values once its aliases are written out"),
                Arguments.of("# " + "x".repeat(10 << 20), "the file has 10485762 bytes; at most 1000000 are read"),
                Arguments.of("[".repeat(100_000), "nested more than 40 deep"),
                Arguments.of(
                        network("sigmoid", ".nan", "sse"),
                        "bad.yaml:6:16: error: weights: row 1: entry 1: .nan is not a finite number"),
                Arguments.of(
                        network("sigmoid", "NaN", "sse"),
                        "expected a number, or a map of names to numbers; found the text \"NaN\""),
                Arguments.of(network("sigmoid", "-.inf", "sse"), "-.inf is not a finite number"),
                Arguments.of(network("sigmoid", "1e400", "sse"), "1e400 is too large; the largest is 1e100"),
                Arguments.of(
                        good.replace("[o1]", "0"), "units: expected a whole number from 1 to 1000; found the number 0"),
                Arguments.of(good.replace("[o1]", "[]"), "units: the list is empty; expected at least one unit"),
                Arguments.of(
                        good.replace("{x1: 0.5}", "{x1: 0.5, x2: 1}"),
                        "weights: row 1 (unit o1) has 1 number; expected 2, one for each of x1, x2"),
                Arguments.of(
                        network("sigmoyd", "1", "sse"), "unknown activation \"sigmoyd\"; did you mean \"sigmoid\"?"),
                Arguments.of(network("sigmoid", "1", "mze"), "unknown loss \"mze\"; did you mean \"mse\"?"),
                Arguments.of(network("step", "1", "sse"), "step has no gradient"),
                Arguments.of(network("(".repeat(20_000), "1", "sse"), "error: activation: "),
                Arguments.of(good + "steps: 100000000\n", "steps: expected a whole number from 1 to 100000"),
                // what only the numbers show
                Arguments.of(
                        network("identity", "-1", "bce"),
                        "E(o1) cannot be computed: it takes the logarithm of -0.5, and only positive numbers have one. "
                                + "The loss bce needs outputs strictly between 0 and 1: use sigmoid or softmax in the last layer."),
                Arguments.of(
                        network("tanh", "-1", "bce_sum"),
                        "E(o1) cannot be computed: it takes the logarithm of -0.46211715726,"),
                Arguments.of(network("relu", "-1", "bce"), "E(o1) cannot be computed: it takes the logarithm of 0,"),
                Arguments.of(network("identity", "2", "bce"), "E(o1) cannot be computed: it takes the logarithm of 0,"),
                Arguments.of(
                        network("relu", "-1", "cross_entropy"),
                        "The loss cross_entropy needs outputs strictly between 0 and 1"),
                Arguments.of(
                        network("exp(exp(exp(z)))", "100", "sse"),
                        "out(o1) cannot be computed: at 5.18470552859E+21 it runs past 10^1000000000, the largest number that is worked with, or where decimals are printed past 10^1000000. "
                                + "Change the given values, the activation or the loss."),
                Arguments.of(
                        network("exp(z)", "1e10", "sse"),
                        "out(o1) cannot be computed: at 5E+9 it runs past 10^1000000000"),
                Arguments.of(network("z^z^z^z^z", "20", "sse"), "it runs past 10^1000000000"),
                Arguments.of(
                        network("ln(z)", "-1", "sse"),
                        "out(o1) cannot be computed: it takes the logarithm of -0.5, and only positive numbers have one. "
                                + "Change the given values, the activation or the loss."),
                Arguments.of(network("sqrt(z)", "-1", "sse"), "it takes the square root of -0.5"),
                Arguments.of(network("1/z", "0", "sse"), "it divides 1 by zero"),
                Arguments.of(
                        network("z^0.3", "-1", "sse"),
                        "it raises the negative number -0.5 to a power that is not whole"),
                Arguments.of(
                        network("z^3", "3", "sse").replace("0.1", "10") + "steps: 18\n",
                        "cannot be computed after update 13: at -1E+1000000001 it runs past 10^1000000000, "
                                + "the largest number that is worked with, or where decimals are printed past 10^1000000. "
                                + "A smaller learning_rate may keep the values in range."));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void isExplained(String content, String message) {
        var session = new Session(folder).file("bad.yaml", content);
        Session.Result result = session.solve(java.util.List.of("-f", "tex,md,json"), "bad.yaml");
        assertThat(result.err()).contains(message);
        assertThat(result.err().lines()).as("one finding, not an avalanche").hasSize(1);
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
        assertThat(result.out()).isEmpty();
        assertThat(session.results()).isEmpty();
    }

    @Test
    void bytesThatAreNoText() {
        byte[] latin = "title: café\n".getBytes(StandardCharsets.ISO_8859_1);
        var session = new Session(folder).file("latin.yaml", latin);
        Session.Result result = session.solve(java.util.List.of("-f", "md"), "latin.yaml");
        assertThat(result.err())
                .contains("latin.yaml:1:11: error: this byte is not UTF-8 text; save the file as UTF-8");
        assertThat(result.code()).isEqualTo(ExitCode.INPUT);
    }

    @Test
    void aFolderAndAFileThatIsNotThere() {
        var session = new Session(folder).file("sub/x.yaml", "");
        assertThat(session.solve(java.util.List.of(), "sub").err()).contains("is a folder; expected a problem file");
        assertThat(session.solve(java.util.List.of(), "sub").code()).isEqualTo(ExitCode.INPUT);
        assertThat(session.solve(java.util.List.of(), "no.yaml").err()).contains("no.yaml: there is no such file");
        assertThat(session.solve(java.util.List.of(), "no.yaml").code()).isEqualTo(ExitCode.INPUT);
        assertThat(session.solve(java.util.List.of(), "a\u001b[31m.yaml").err())
                .contains("a\\u001B[31m.yaml")
                .doesNotContain("\u001b");
        assertThat(session.results()).isEmpty();
    }

    /** Far out an exponential is all but zero, and that is no fault. */
    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({
        "elu, -1e9, -1.0000000000000000000",
        "gelu, 1e5, 50000.000000000000000",
        "sigmoid, 1e9, 1.0000000000000000000",
        "silu, 1e9, 500000000.00000000000",
        "tanh, -1e9, -1.0000000000000000000",
    })
    void largeNetInputsAreNoFault(String activation, String weight, String output) {
        var session = new Session(folder).file("far.yaml", network(activation, weight, "sse"));
        assertThat(session.solve(java.util.List.of("-f", "json"), "far.yaml").code())
                .isEqualTo(ExitCode.DONE);
        assertThat(session.result("far.json")).contains("\"out\" : [ \"" + output + "\" ]");
    }

    /** What the cross-check's usual steps are too coarse for. */
    @Test
    void hugeAndSharplyBentLossesAreNoFault() {
        String huge = """
                inputs: {x1: 1e8}
                targets: {o1: 1e50}
                layers:
                  - units: [h1]
                    activation: tanh
                    weights: [[1e-8]]
                  - units: [o1]
                    activation: identity
                    weights: [[1]]
                loss: sse
                """;
        String runaway = network("identity", "1", "sse").replace("0.1", "1e30") + "steps: 12\n";
        var session = new Session(folder).file("huge.yaml", huge).file("runaway.yaml", runaway);
        Session.Result result = session.solve(java.util.List.of("-f", "json,md"), "huge.yaml", "runaway.yaml");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
    }
}
