package chalkgrad.graph;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.problem.ProblemReader;
import chalkgrad.problem.Reading;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The questions of courses about functions of whole arrays, with answers that PyTorch has found to six decimals. */
class ArrayCoursesTest {
    private static final Path FOLDER = Path.of("examples", "courses", "arrays");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            convolution | 1 | K | 0.696904 1.894256 0.494407 0.707077
            convolution | 1 | X | 0.235004 -0.239057 0.004054 0.484234 0.565176 -0.472034 0.028453 0.947128 0.235004
            convolution-variants | 1 | K | 4 1.5 1.5 7
            convolution-variants | 2 | K | 9 8.5 4 10.5
            convolution-variants | 2 | X | 2 -4 5.25 1
            convolution-variants | 3 | K | 1 8.5 2 0.5 0 2 4.5 -0.5
            convolution-variants | 3 | b | 2.5
            convolution-pool-dense | 1 | K | -0.088828 0 -0.044414 -0.133242
            convolution-pool-dense | 1 | w | -0.81426 0.81426
            convolution-pool-dense | 1 | c | -0.148047 0.148047
            convolution-1x1 | 1 | K | 0.296513 -0.436906
            convolution-1x1 | 1 | b | -0.037653
            batch-norm | 1 | X | 0.000009 -0.136083 -0.000009 0.272165 0 -0.136082
            batch-norm | 1 | gamma | -1.224736 2.449488
            batch-norm | 1 | beta | 1.5 2
            batch-norm | 2 | X | 1.19522 -0.213201 0 0.426401 0.59761 0.213201
            batch-norm | 2 | gamma | -1.374503 2.728967
            layer-norm | 1 | x | 0.031285 -0.080819 -0.105586 0.15512
            layer-norm | 1 | gamma | 0.050838 0.08473 0.508377 -0.050838
            layer-norm | 1 | W | 0.169459 0.908395 -0.423648 -0.400018 -0.169459 -0.908395 0.423648 0.400018
            attention | 1 | Q | 0 -1.134516 -0.230688 -0.67314
            attention | 1 | K | -1.134516 -0.903828 0 0.230688 1.134516 0.67314
            attention | 1 | V | 0.802224 0.802224 0.598888 0.598888 0.598888 0.598888
            dropout-embedding | 1 | E | 0 0 0 -0.043721 0 -0.116589 0 0 0
            dropout-embedding | 1 | w | -0.072868 0 -0.029147
            softmax-axis | 1 | Z | -0.293599 0.015809 -0.060809 0.293599 -0.015809 0.060809
            """)
    void theGradientIsTheKnownOne(String name, int number, String by, String known) throws IOException {
        Path file = FOLDER.resolve(name + ".yaml");
        String text = Files.readString(file).split("(?m)^---$", -1)[number - 1];
        Solution solution = new Pipeline().solution(text);
        var gradient = new Partial(((Graph) solution.problem().task()).objective(), new Node(by));
        List<String> found = solution.passes().get(0).batch().jsonEntries(gradient);
        List<BigDecimal> expected =
                Arrays.stream(known.split(" ", -1)).map(BigDecimal::new).toList();
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(new BigDecimal(found.get(i)).subtract(expected.get(i)).abs())
                    .as("entry %d", i + 1)
                    .isLessThan(new BigDecimal("0.000001"));
        }
    }

    @Test
    void everyFileIsReadAndSaysWhereItComesFrom() throws IOException {
        var files = new ArrayList<Path>();
        try (Stream<Path> all = Files.list(FOLDER)) {
            all.sorted().forEach(files::add);
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(9);
        for (Path file : files) {
            Reading reading = ProblemReader.read(file.toString(), Files.readAllBytes(file));
            assertThat(reading.findings()).as(file.toString()).isEmpty();
            assertThat(reading.problems())
                    .allSatisfy(problem -> assertThat(problem.titles()).containsKeys("ko", "en"));
            assertThat(Files.readString(file))
                    .startsWith("# yaml-language-server: $schema=../../problem.schema.json\n# Source: ");
        }
    }
}
