package chalkgrad.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ways in which people state a value or a formula, each of which was once passed over. */
class NothingPassedOverTest {

    private static Arguments row(String name, String text, String... formulas) {
        return Arguments.of(name, text, List.of(formulas));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                // The bare number above what is differentiated by is that of its layer
                row(
                        "a.md",
                        "$\\frac{\\partial J}{\\partial \\mathbf{W}^2} = \\delta^2 a^1$",
                        "1: dJ/dW^(2) = delta^2*a^1"),
                row("a.md", "$\\frac{\\partial J}{\\partial z³} = 0.5$", "1: dJ/dz^(3) = 0.5"),
                row("a.md", "$\\frac{\\partial a^2}{\\partial z^2} = a^2$", "1: da^(2)/dz^(2) = a^2"),
                row(
                        "a.md",
                        "$\\frac{\\partial^2 E}{\\partial w^2} = 2$",
                        "1:16: unread \\frac{\\partial^2 E}{\\partial w^2} | found ^ | expected a number, a name, \"(\" or \"-\""),
                row("a.md", "$\\frac{d(v^2)}{dv} = 2 v$", "1: diff(v^2,v) = 2*v"),
                // Braces around a script
                row("a.md", "$\\delta{_2} = \\delta{_{k+1}} W^{T} = 0.1$", "1: delta_2 = delta_k+1*W' = 0.1"),
                // Words under a bracket
                row("a.md", "$y = (a b)_{\\text{summed over all}} = 2$", "1: y = a*b = 2"),
                // Several equations behind a brace, and a function in pieces, which is none of these
                row(
                        "a.md",
                        "$$z = W x \\Rightarrow \\begin{cases} z_1 = w_1 x_1 \\\\ z_2 = w_2 x_2 \\end{cases}$$",
                        "1: z = W*x",
                        "1: z_1 = w_1*x_1",
                        "1: z_2 = w_2*x_2"),
                row(
                        "a.md",
                        "$$\n\\left\\{\\begin{array}{l}\nh_1 = 0.3 \\\\\nh_2 = 0.4\n\\end{array}\\right.\n$$",
                        "3: h_1 = 0.3",
                        "4: h_2 = 0.4"),
                row(
                        "a.md",
                        "$$y = \\begin{cases} z & z > 0 \\\\ 0 & z \\le 0 \\end{cases}$$",
                        "1: y = {z>0: z; z=0: 0; z<0: 0}"),
                // Formulas in dollars over several lines
                row(
                        "a.md",
                        "The input is $x = \\begin{pmatrix}\n1.5 \\\\\n-2\n\\end{pmatrix}$, and $t = 3$.",
                        "1: x = [[1.5],[-2]]",
                        "4: t = 3"),
                row("a.md", "It costs $5 here\nand a = 2, or $6 there.", "2: a = 2"),
                row("a.tex", "so $z =\n  w x$ holds", "1: z = [2] w*x"),
                // Abbreviations of the work's own
                row(
                        "a.tex",
                        "\\newcommand{\\vc}[1]{\\mathbf{#1}}\n\\def\\dd#1#2{\\frac{\\partial #1}{\\partial #2}}\n\\begin{document}\n"
                                + "$\\vc{z} = W\\vc x$ and $\\dd{E}{w_1} = 0.2$\n\\end{document}",
                        "4: z = W*x",
                        "4: dE/dw_1 = 0.2"),
                row("a.md", "$\\newcommand{\\lr}{\\eta}$\n\n$\\lr = 0.1$", "3: eta = 0.1"),
                row(
                        "a.tex",
                        "\\newcommand{\\a}{\\b\\b}\n\\newcommand{\\b}{\\a\\a}\n$x = \\a$",
                        "3:6: unread x = \\a | found \\b | expected a number, a name, \"(\" or \"-\""),
                // Names that the work writes as one elsewhere
                row(
                        "a.md",
                        "$\\frac{\\partial{cost}}{\\partial{score_1}} = score_1 - 1$ and $score_2 = 0.4$",
                        "1: dcost/dscore_1 = score_1-1",
                        "1: score_2 = 0.4"),
                row("a.md", "$\\frac{\\partial{}}{\\partial{w_1}}(w_1 x_1) = x_1$", "1: diff(w_1*x_1,w_1) = x_1"),
                row(
                        "a.md",
                        "```python\nBco = 0.5\nWo = 0.3\nnet = Wo @ x + Bco  # (4,)\n```",
                        "2: Bco = 0.5",
                        "3: Wo = 0.3",
                        "4: net = Wo@x+Bco"),
                // What programs say of a value that changes none of it
                row("a.md", "```python\nz = X.T.dot(d)\n```", "2: z = X'@d"),
                row("a.md", "```python\nm = (self.z).astype(float)\n```", "2: m = z"),
                // What a program prints of a name, and of something that it calls otherwise
                row(
                        "a.md",
                        "```text\nz (tanh): [-1. 0.5]\nPoids à la fin : [ 0.25 -0.5]\n```",
                        "2: z = [[-1,0.5]]",
                        "3:18: unread Poids à la fin : [ 0.25 -0.5] | found [ 0.25 -0.5] | expected something before the relation"),
                row(
                        "a.md",
                        "In [3]\nWo = np.array([\n    [3.0, 8.0],  # first\n    [5.2, 3.0],  # second\n], dtype=float)\n\nIn [4]\nnet = Wo @ x + Bco   # (2,)\nBco = 0.5",
                        "2: Wo = [[3.0,8.0],[5.2,3.0]]",
                        "8: net = Wo@x+Bco",
                        "9: Bco = 0.5"),
                // Numbers with a point and nothing behind it
                row("a.md", "$b = \\begin{bmatrix}0. & 1. \\\\ 2. & 3.5\\end{bmatrix}$", "1: b = [[0,1],[2,3.5]]"),
                // Which layer it is is no quantity
                row("a.md", "**Output layer (l=3):** a value (b = 3)", "1: b = 3"),
                // Where something is positive
                row("a.md", "∂L/∂z = (∂L/∂a) ⊙ (a > 0)", "1: dL/dz = dL/da*relu'(a)"),
                row("a.md", "```python\ndz = da * (self.z > 0).float()\n```", "2: dz = da*relu'(z)"),
                // A word of many letters before an index
                row("a.md", "$trueprob_0 = 1$ and $wx_1 = 2$", "1: trueprob_0 = 1", "1: w*x_1 = 2"),
                row("a.md", "```js\nconst y = 2 * f.e; // ① d(u + b)/db = 1\n```", "2: y = 2*e", "2: diff(u+b,b) = 1"),
                // A formula beside the end of a matrix
                row(
                        "a.txt",
                        "W = [[0.1, 0.2],\n     [0.3, 0.4]]   b = [0.5, 0.6]",
                        "1: W = [[0.1,0.2],[0.3,0.4]]",
                        "2: b = [[0.5,0.6]]"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whatIsStatedIsRead(String name, String text, List<String> formulas) {
        assertThat(Read.formulas(name, text)).isEqualTo(formulas);
    }
}
