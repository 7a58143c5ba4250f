package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.write.Picture.MathContent;
import chalkgrad.write.Picture.TextContent;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A single operation is its sign, with its constant; a short formula is itself; a long one is f. */
class NodeLabelTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x + y            | +       | +
            x + y + z        | +       | +
            x - y            | −       | -
            x * y            | ×       | \\times
            x * x            | ×       | \\times
            x / y            | /       | /
            x @ y            | @       |
            -x               | ×−1     | {\\times}{-}1
            -1 * x           | ×−1     | {\\times}{-}1
            x * 0.5          | ×0.5    | {\\times}0.5
            x + 1            | +1      | {+}1
            1 + x            | +1      | {+}1
            x - 1            | −1      | {-}1
            x + -2           | −2      | {-}2
            x + pi           | +π      | {+}\\pi
            1 - x            | 1 − x   | 1 - x
            1 / x            | 1/x     | 1/x
            x / 2            | /2      | /2
            x^2              | x²      | x^{2}
            x^-2             | x^(−2)  | x^{-2}
            x^y              | x^y     | x^{y}
            2^y              | 2^x     | 2^{x}
            exp(q)           | exp     |
            sigmoid(q)       | σ       | \\sigma
            ln(q)            | ln      |
            log(q)           | ln      |
            tanh(q)          | tanh    |
            relu(q)          | ReLU    |
            softmax(q)       | softmax |
            leaky_relu(q)    | LeakyReLU |
            half_sse(x, y)   | half_sse | \\mathrm{half\\text{-}sse}
            max(x, y)        | max     |
            max(0, q)        | max(0, x) | \\max(0, x)
            sqrt(q)          | √x      | \\sqrt{x}
            abs(q)           | '|x|'   | \\lvert x \\rvert
            sum(q)           | Σ       | \\Sigma
            dot(x, y)        | ·       | \\cdot
            x'               | xᵀ      | x^{\\top}
            x                | =       | =
            2                | 2       | 2
            x * y + 1        | x y + 1 | x\\,y + 1
            x * y + z * q    | x y + z q | x\\,y + z\\,q
            x * y + z * q + exp(x) * q + tanh(y) | f | f
            """)
    void theGateOf(String expression, String text, String latex) {
        Picture.Content sign = new NodeLabel(Set.of("x", "y", "z", "q"), DrawnGraph.formulas())
                .of(DrawnGraph.parse(expression))
                .content();

        if (latex == null) {
            assertThat(sign).isEqualTo(new TextContent(text));
        } else {
            assertThat(sign).isEqualTo(new MathContent(new Page.Formula(latex, text)));
        }
    }
}
