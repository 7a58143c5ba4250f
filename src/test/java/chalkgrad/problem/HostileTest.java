package chalkgrad.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, the answer is a short list of findings. */
class HostileTest {

    static Stream<Arguments> contents() {
        String network = "inputs: {x: 1}\ntargets: {y: 1}\nlayers: [{units: [y], weights: [[1]]}]\nloss: mse\n";
        return Stream.of(
                of("", "1:1: error: the file is empty"),
                of(" \n\n# nothing\n", "1:1: error: the file is empty"),
                of("---\n", "1:1: error: this document is empty"),
                of("\uFEFF", "1:1: error: the file is empty"),
                of(network + "\uFEFF", "5:1: error: the character U+FEFF cannot stand"),
                of(network + "# \u0000", "5:3: error: the character U+0000 cannot stand"),
                of("가나\n다 \u001b[31m", "2:3: error: the character U+001B cannot stand"),
                of("\tinputs: 1", "1:1: error: a tab cannot indent"),
                of("inputs:\n\tx: 1", "2:1: error: a tab cannot indent"),
                of("word", "1:1: error: expected a map"),
                of("? [a]\n: b\n" + network, "1:3: error: a key has to be a single word"),
                of(network.repeat(200_000), "1:1: error: the file has 16000000 bytes; at most 1000000 are read"),
                of("[".repeat(100_000), "1:41: error: lists and maps are nested more than 40 deep"),
                of("{a: ".repeat(100_000), "1:161: error: lists and maps are nested more than 40 deep"),
                of("- ".repeat(100_000), "1:81: error: lists and maps are nested more than 40 deep"),
                of("? ".repeat(100_000), "1:81: error: lists and maps are nested more than 40 deep"),
                of(bomb(), "1:1: error: the document has more than 200000 values once its aliases are written out"),
                of("a: &a [*a, *a]\n" + network, "1:4: error: an anchor cannot contain its own alias"),
                of("a: &a {<<: *a}\n" + network, "1:4: error: an anchor cannot contain its own alias"),
                of("a: &a {!!merge <<: *a}\n" + network, "1:8: error: the tag !!merge has no meaning here"),
                of(merges(), "632:7: error: <<: more than 200000 values are merged"),
                of(network + "title: " + "z".repeat(900_000) + "\nq: 1\n", "6:1: error: unknown key \"q\""),
                of(network + "z".repeat(900_000) + ": 1\n", "5:"),
                of("%TAG ! tag:x,2000:\n--- !a\nb: 1\n", "2:5: error: the tag tag:x,2000:a has no meaning here"),
                of("loss: " + "(".repeat(50_000) + "o" + ")".repeat(50_000), "1:"),
                of("loss: o" + "*o".repeat(4_000) + "\n", "1:"),
                of(
                        graph("f: " + "(".repeat(300) + "x" + ")".repeat(300)),
                        "3:206: error: nodes: f: the expression cannot"),
                of(
                        graph("f: " + "gelu(".repeat(190) + "x" + ")".repeat(190)),
                        "3:6: error: nodes: f: the expression is too"),
                of(
                        graph(aliased("x" + "+x".repeat(4_999), 10_000)),
                        "3:6: error: nodes: the expressions have more than"),
                of(graph("f: m\n  g: outer(v, v)@v"), "4:6: error: nodes: g: a 400 x 400 matrix has more than 100000"),
                of(graph(aliased("v*v", 3_000)), "3:6: error: nodes: k2496: the values up to here have more than"),
                of("loss: " + "max(".repeat(190) + "o" + ",o)".repeat(190) + "\n", "1:"));
    }

    private static Arguments of(String text, String finding) {
        return Arguments.of(text, finding);
    }

    private static String bomb() {
        String lines = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> "k" + i + ": &k" + i + " ["
                        + String.join(", ", Collections.nCopies(9, i == 1 ? "lol" : "*k" + (i - 1))) + "]\n")
                .collect(Collectors.joining());
        return lines + "loss: *k20\n";
    }

    private static String graph(String nodes) {
        String vector = "[" + String.join(", ", Collections.nCopies(400, "1")) + "]";
        return "given: {x: 1, v: " + vector + ", m: [" + vector + "]}\nnodes:\n  " + nodes + "\noutput: f\n";
    }

    /** The same expression over and over, written once. */
    private static String aliased(String expression, int times) {
        return "f: &e " + expression + "\n"
                + IntStream.range(0, times).mapToObj(i -> "  k" + i + ": *e\n").collect(Collectors.joining());
    }

    /** Every map takes over all of the one before. */
    private static String merges() {
        return IntStream.range(0, 20_000)
                .mapToObj(i -> "k" + i + ": &k" + i + " {v" + i + ": 1" + (i == 0 ? "" : ", <<: *k" + (i - 1)) + "}\n")
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("contents")
    void isAFinding(String content, String finding) {
        Reading reading = ProblemReader.read("f.yaml", content.getBytes(StandardCharsets.UTF_8));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.findings()).isNotEmpty().hasSizeLessThan(20);
        assertThat(reading.findings().toString()).hasSizeLessThan(10_000);
        assertThat(reading.findings())
                .extracting(Finding::toString)
                .anyMatch(text -> text.startsWith("f.yaml:" + finding));
    }

    @Test
    void aByteOrderMarkAtTheBeginningIsNoPartOfTheText() {
        Reading reading = ProblemReader.read("f.yaml", "\uFEFFlos: 1".getBytes(StandardCharsets.UTF_8));
        assertThat(reading.findings().toString()).contains("f.yaml:1:1: error: unknown key \"los\"");
    }

    @Test
    void bytesThatAreNoTextHaveAPlace() {
        byte[] latin = "title: caf".getBytes(StandardCharsets.ISO_8859_1);
        byte[] content = Arrays.copyOf(latin, latin.length + 1);
        content[latin.length] = (byte) 0xE9;
        assertThat(ProblemReader.read("f.yaml", content).findings())
                .extracting(Finding::toString)
                .containsExactly("f.yaml:1:11: error: this byte is not UTF-8 text; save the file as UTF-8");
        assertThat(ProblemReader.read("f.yaml", "a: 1".getBytes(StandardCharsets.UTF_16))
                        .findings())
                .extracting(Finding::message)
                .containsExactly("the file is written in UTF-16; save it as UTF-8");
    }

    @Test
    void aFileOfNonsenseDoesNotFillTheScreen() {
        String text =
                IntStream.range(0, 60_000).mapToObj(i -> "lyers" + i + ": 1\n").collect(Collectors.joining());
        assertThat(ProblemReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8))
                        .findings())
                .hasSize(101)
                .last()
                .extracting(Finding::message)
                .asString()
                .matches("there are [0-9]+ more findings in this document");
    }

    @Test
    void aHostileFileNameIsPrintedHarmlessly() {
        assertThat(ProblemReader.read("\u001b[2J.yaml", new byte[0]).findings().toString())
                .contains("\\u001B[2J.yaml:1:1")
                .doesNotContain("\u001b");
    }

    /** Damages good files at random places; only a value or a finding may come of it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nothingEscapes(long seed) throws IOException {
        var random = new Random(seed);
        List<String> pieces = List.of(
                "{",
                "}",
                "[",
                "]",
                ": ",
                ", ",
                "\n",
                "\n---\n",
                "&a ",
                "*a",
                "<<: *a",
                "\t",
                "!x ",
                "'",
                "\"",
                "- ",
                "1e999",
                "~",
                "|\n",
                "h1",
                "w1",
                "x1",
                "z",
                "? ",
                "%YAML 1.2\n",
                "\u0000",
                "\uD83D\uDE00",
                "units: 3",
                "#");
        List<Path> examples;
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            examples = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        for (int round = 0; round < 300; round++) {
            var text = new StringBuilder(Files.readString(examples.get(random.nextInt(examples.size()))));
            for (int damage = random.nextInt(6); damage >= 0; damage--) {
                int at = random.nextInt(text.length());
                text.replace(
                        at, Math.min(text.length(), at + random.nextInt(4)), pieces.get(random.nextInt(pieces.size())));
            }
            Reading reading = read(text.toString(), seed, round);
            assertThat(reading.problems().isEmpty() && reading.findings().isEmpty())
                    .as("seed %d, round %d says nothing", seed, round)
                    .isFalse();
        }
    }

    private static Reading read(String text, long seed, int round) {
        try {
            return ProblemReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + seed + ", round " + round + ":\n" + text, e);
        }
    }
}
