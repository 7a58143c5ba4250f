package chalkgrad.check;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.work.WorkReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes with functions of whole arrays are named. */
class ArrayMistakesTest {
    private static final String CONVOLUTION = """
            given: {X: [[1, 2, 0], [0, 1, 3], [2, 1, 1]], K: [[1, -1], [2, 0.5]]}
            nodes: {Y: "conv2d(X, K)"}
            output: Y
            upstream: [[1, -1], [0.5, 2]]
            """;
    private static final String STRIDE = """
            given: {X: [[1, 2, 0, 1], [0, 1, 3, 2], [2, 1, 1, 0], [1, 0, 2, 4]], K: [[1, -1], [2, 0.5]]}
            nodes: {Y: "conv2d(X, K, stride=2)"}
            output: Y
            upstream: [[1, -1], [0.5, 2]]
            """;
    private static final String POOL = """
            given: {X: [[1, 2, 0, 1], [0, 1, 3, 2], [2, 1, 1, 0], [1, 0, 2, 4]]}
            nodes: {P: "max_pool2d(X, 2)"}
            output: P
            upstream: [[3, -1], [0.5, 2]]
            """;
    private static final String NORM = """
            given: {X: [[1, 2], [3, 5], [2, 8]], g: [1, 0.5], b: [0, 1]}
            nodes: {Y: "batch_norm(X, g, b)"}
            output: Y
            upstream: [[1, -1], [0, 2], [0.5, 1]]
            """;
    private static final String SOFTMAX = """
            given: {Z: [[1, 2, 0.5], [3, 5, -1]]}
            nodes: {S: "softmax(Z, axis=0)"}
            output: S
            upstream: [[1, -1, 0], [0, 2, 1]]
            """;

    private static List<Marking.Line> lines(String problem, String line) {
        var checker = new Checker(new Pipeline().solution(problem));
        var read = (WorkReader.Result.Read) WorkReader.read(
                "work.md",
                line.getBytes(StandardCharsets.UTF_8),
                Checker.words(checker.solution().problem()));
        return checker.mark(read.work()).lines();
    }

    private static String problem(String name) {
        return switch (name) {
            case "convolution" -> CONVOLUTION;
            case "stride" -> STRIDE;
            case "pool" -> POOL;
            case "norm" -> NORM;
            default -> SOFTMAX;
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            convolution | dL/dX = [[1, -2, 1], [2.5, 0, -2.5], [1, 4.25, 1]] |
            convolution | dL/dX = [[0.5, 1.5, -2], [-0.75, 4, 3], [-0.5, -1.5, 2]] | kernel-not-turned
            stride | Y = [[-0.5, 6], [3, 7]] |
            stride | Y = [[-0.5, 5.5], [3.5, 0.5]] | stride-forgotten
            pool | dL/dX = [[0, 3, 0, 0], [0, 0, -1, 0], [0.5, 0, 0, 0], [0, 0, 0, 2]] |
            pool | dL/dX = [[3, 3, -1, -1], [3, 3, -1, -1], [0.5, 0.5, 2, 2], [0.5, 0.5, 2, 2]] | max-to-all
            norm | dL/dX = [[0.0000091854, -0.136083], [-0.0000091854, 0.272165], [0, -0.136082]] |
            norm | dL/dX = [[1.22474, -0.204124], [0, 0.408248], [0.612368, 0.204124]] | statistics-constant
            norm | Y = [[-0.999995, 0.5], [0.999995, 1], [0, 1.5]] | sample-variance
            softmax | S = [[0.119203, 0.0474259, 0.817574], [0.880797, 0.952574, 0.182426]] |
            softmax | S = [[0.231224, 0.628532, 0.140244], [0.118943, 0.878878, 0.00217852]] | wrong-axis
            """)
    void eachIsNamed(String problem, String line, String mistake) {
        List<Marking.Line> lines = lines(problem(problem), line);
        assertThat(lines).hasSize(1);
        if (mistake == null) {
            assertThat(lines.get(0).verdict()).isIn(Verdict.RIGHT, Verdict.ROUNDING);
        } else {
            assertThat(lines.get(0).verdict()).isEqualTo(Verdict.WRONG);
            assertThat(lines.get(0).mistakes().stream().flatMap(each -> each.mistake().stream()))
                    .contains(mistake);
        }
    }
}
