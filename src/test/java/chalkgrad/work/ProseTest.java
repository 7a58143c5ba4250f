package chalkgrad.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said in words, with arrows and colons, and in programs. */
class ProseTest {
    private static Arguments row(String text, String... formulas) {
        return Arguments.of(text, List.of(formulas));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                row("$h_1 \\to 0.9$", "1: h_1 = 0.9"),
                row("h1 → 0.9", "1: h_1 = 0.9"),
                row("$h_1: 0.9$", "1: h_1 = 0.9"),
                row("h1: 0.9", "1: h_1 = 0.9"),
                row("E: 0.35", "1: E = 0.35"),
                row("z₁: (−1.5, 2.5)", "1: z_1 = [[-1.5,2.5]]"),
                row("h1 is 0.9", "1: h_1 = 0.9"),
                row("so that h1 becomes 0.9.", "1: h_1 = 0.9"),
                row("giving that ŷ = 0", "1: hat y = 0"),
                row("the loss is 0.35", "1: loss = 0.35"),
                row("손실은 0.35", "1: loss = 0.35"),
                row("손실: 0.35\n오차 = 0.3", "1: loss = 0.35", "2: 오차 = 0.3"),
                row("h1은 0.52", "1: h_1 = 0.52"),
                row("gradient for `w5`: 0.0259", "1: dE/dw_5 = 0.0259"),
                row("The gradient of w5 = 0.0259", "1: dE/dw_5 = 0.0259"),
                row("gradient w31 = a b = 0.3", "1: dE/dw_31 = a*b = 0.3"),
                row("w5의 기울기 = 0.0259", "1: dE/dw_5 = 0.0259"),
                row("기울기 = 0.0259", "1: gradient = 0.0259"),
                row("dE/dw5&nbsp;=&nbsp;0.0259".replace("&nbsp;", "\u00a0"), "1: dE/dw_5 = 0.0259"),
                row("u=6 z=7 e=-3", "1: u = 6", "1: z = 7", "1: e = -3"),
                // Programs
                row("```python\nz1 = W1 @ x + b1\nfor i in range(3):\n    pass\n```", "2: z_1 = W_1@x+b_1"),
                row("W₂ = [[0.6, 0.5]]  # 1×2 matrix", "1: W_2 = [[0.6,0.5]]"),
                row("```\nz = W @ x  # = 0.52\n```", "2: z = W@x = 0.52"),
                row("```\nz = W @ x  # → 0.52\n```", "2: z = W@x = 0.52"),
                row("```js\nconst dz = de * 1; // 2: d(z)/du = 1\n```", "2: dz = de*1", "2: dz/du = 1"),
                row("w_o0 += η × δ × 0.574", "1: w_o0^new = w_o0+eta*delta*0.574"),
                row("w5 -= 0.5 * 0.3 = 0.15", "1: w_5^new = w_5-0.5*0.3", "1: 0.5*0.3 = 0.15"),
                row("w5 := 0.45 - 0.1", "1: w_5 := 0.45-0.1"),
                row("```mermaid\na = 1\n```"),
                row("def f(x = 3):\nimport numpy as np\nprint(a, b = 3)"),
                row("a2 = 0.701  <-- the prediction y_hat", "1: a_2 = 0.701"),
                row("=往前：h1, h2, o1 ,o2=\n0.56 0.5 0.48 0.53", "2: h_1 = 0.56", "2: h_2 = 0.5", "2: o_1 = 0.48", "2: o_2 = 0.53"),
                row("h1, h2:\n0.56, -0.5", "2: h_1 = 0.56", "2: h_2 = -0.5"),
                row("=均方误差=\n0.21", "2: error = 0.21"),
                row(">>> dW2\narray([[0.1, 0.2]])", "2: dW_2 = [[0.1,0.2]]"),
                row("```python\nself.W1 -= lr * self.dW1\n```", "2: W_1^new = W_1-lr*dW_1"),
                row("- Eingabe: ( i = 1,5 )", "1: i = 1.5"),
                row("w1 = 0.5，b1 = 0.1。", "1: w_1 = 0.5", "1: b_1 = 0.1"),
                row("$$E = 0.0720083\\ldots$$", "1: E = 0.0720083"),
                // Drawings: what is given stands in them, but nothing is equal across a line of them
                row("x2 = 0.8 ───── w7 = 0.1", "1: x_2 = 0.8", "1: w_7 = 0.1"),
                row("  │ • ∂L/∂h  = d·w     → goes on\n  ↓ (dE/dy = -0.974)\n  ▼", "1: dL/dh = d*w", "2: dE/dy = -0.974"),
                row("$$\\begin{gather}\\begin{aligned} a = 1 \\end{aligned}\\shortintertext{so:}\\begin{aligned} b = 2\\end{aligned}\\end{gather}$$", "1: a = 1", "1: b = 2"),
                // What is no formula
                row("**Step 3: Chain rule - dE/dw5 = 0.0259**", "1: dE/dw_5 = 0.0259"),
                row("x → h1 → o1\nNet: 2 → 3 → 1"),
                row("Date: 2024-01-05, version 1.2"),
                row("h1 is 2 times as large"),
                row("Step 3: 0.5"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void anEquationIsFoundInWhatPeopleWrite(String text, List<String> formulas) {
        assertThat(Read.formulas("a.md", text)).as(text).containsExactlyElementsOf(formulas);
    }
}
