package chalkgrad.problem;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.model.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples are read without a word but those that are expected, and begin with the line by which editors find the schema. */
class ExamplesTest {
    /** One of the slips of a published computation is that it forgets a weight, and the reader notices. */
    private static final Map<String, List<String>> EXPECTED =
            Map.of("seed004-published.yaml", List.of("given: CE does not depend on w21, whose gradient is 0"));

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isRead(Path file) throws IOException {
        Reading reading = ProblemReader.read(file.toString(), Files.readAllBytes(file));
        assertThat(reading.findings().stream().map(Finding::message))
                .containsExactlyElementsOf(
                        EXPECTED.getOrDefault(file.getFileName().toString(), List.of()));
        assertThat(reading.problems()).isNotEmpty();
        assertThat(reading.problems())
                .allSatisfy(problem -> assertThat(problem.titles()).containsKeys("ko", "en"));
        assertThat(Files.readString(file)).startsWith("# yaml-language-server: $schema=problem.schema.json\n# ");
    }

    @Test
    void haveTheseSizes() throws IOException {
        var expected = Map.of(
                "wikidocs",
                "8 weights, 0 biases",
                "tiny-bean",
                "8 weights, 2 biases",
                "tiny-bean-rounded",
                "8 weights, 2 biases",
                "mazur",
                "8 weights, 2 biases",
                "mazur-10000",
                "8 weights, 2 biases",
                "softmax-3432",
                "30 weights, 9 biases",
                "wide-2883",
                "104 weights, 19 biases");
        for (Map.Entry<String, String> entry : expected.entrySet()) {
            byte[] content = Files.readAllBytes(Path.of("examples", entry.getKey() + ".yaml"));
            var network =
                    (Network) ProblemReader.read("-", content).problems().get(0).task();
            int weights = network.weights().size();
            assertThat(weights + " weights, " + (network.parameters().size() - weights) + " biases")
                    .as(entry.getKey())
                    .isEqualTo(entry.getValue());
        }
    }
}
