package chalkgrad.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixLinesTest {
    private static Arguments row(String text, String... formulas) {
        return Arguments.of(text, List.of(formulas));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                row("W1 = [[0.1, 0.2],\n      [0.3, 0.4]]\nb = 1", "1: W_1 = [[0.1,0.2],[0.3,0.4]]", "3: b = 1"),
                row("W1 = [[0.1, 0.2],\n[0.3, 0.4]]", "1: W_1 = [[0.1,0.2],[0.3,0.4]]"),
                row("W1 = [\n  [0.1, 0.2],\n  [0.3, 0.4]\n]", "1: W_1 = [[0.1,0.2],[0.3,0.4]]"),
                row("w5 = (0.45 -\n      0.5 * 0.1)", "1: w_5 = 0.45-0.5*0.1"),
                row("> W1 = [[0.1, 0.2],\n>       [0.3, 0.4]]", "1: W_1 = [[0.1,0.2],[0.3,0.4]]"),
                // As NumPy prints
                row("dW2 =\n [[0.1 -0.2]\n  [0.3 0.4]]", "1: dW_2 = [2] [[0.1,-0.2],[0.3,0.4]]"),
                row("a = [1. 2.]", "1: a = [[1,2]]"),
                row("W = np.array([[0.1, 0.2],\n              [0.3, 0.4]], dtype=float32)", "1: W = [[0.1,0.2],[0.3,0.4]]"),
                // Side by side
                row(
                        "h = [1, 2] · [ 0.5  0.3 ] + [ 0.1 ]   shape (1, 2)\n             [ 0.2  0.4 ]   [ 0.2 ]\n  = [ 1.0, 1.3 ]",
                        "1: h = [[1,2]]*[[0.5,0.3],[0.2,0.4]]+[[0.1],[0.2]] = [3] [[1.0,1.3]]"),
                row(
                        "g = [ 1 ] · [ -0.234  -0.273 ]\n    [ 2 ]\n  = [ -0.234   -0.273 ]\n    [ -0.468   -0.546 ]",
                        "1: g = [[1],[2]]*[[-0.234,-0.273]] = [3] [[-0.234,-0.273],[-0.468,-0.546]]"),
                row(
                        "z = W @ x = [[0.1*1 + 0.2*2],   = [0.5,\n             [0.3*1 + 0.4*2]]      1.1]",
                        "1: z = W@x = [[0.1*1+0.2*2],[0.3*1+0.4*2]] = [[0.5,1.1]]"),
                row(
                        "g = [[1],    · [-0.088, -0.060]\n     [2]]",
                        "1: g = [[1],[2]]*[[-0.088,-0.060]]"),
                // Tall brackets and bars
                row(
                        "     ⎡0.1  0.2⎤\nW1 = ⎢0.3  0.4⎥\n     ⎣0.5  0.6⎦",
                        "2: W_1 = [[0.1,0.2],[0.3,0.4],[0.5,0.6]]"),
                row("W = |0.1 0.2|\n    |0.3 0.4|", "1: W = [[0.1,0.2],[0.3,0.4]]"),
                // What ends where the line ends
                row(
                        "a = (1 + 2\nb = 3",
                        "1:11: unread a = (1 + 2 | found the end | expected \")\" or an operator",
                        "2: b = 3"),
                row("b = [0.1]\nc = [0.2]", "1: b = 0.1", "2: c = 0.2"),
                row("E = 0.3 (see\nthe table above)", "1: E = 0.3"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aMatrixOverSeveralLinesIsOne(String text, List<String> formulas) {
        assertThat(Read.formulas("a.md", text)).as(text).containsExactlyElementsOf(formulas);
        assertThat(Read.formulas("a.md", "```\n" + text + "\n```")).hasSameSizeAs(formulas);
    }
}
