package chalkgrad.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TableReaderTest {
    private static Arguments row(String text, String... formulas) {
        return Arguments.of(text, List.of(formulas));
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                // A name and its value
                row("| dE/dw7 | 0.999 |", "1: dE/dw_7 = 0.999"),
                row(
                        "| Quantity | Value |\n|---|---|\n| dE/dw7 | 0.999 |\n| $h_1$ | 0.52 |\n| Loss | 0.024 |",
                        "3: dE/dw_7 = 0.999",
                        "4: h_1 = 0.52",
                        "5: Loss = 0.024"),
                row("Größe | Wert\n--- | ---\nw5 | 0,45\nVerlust | 0,024", "3: w_5 = 0.45", "4: loss = 0.024"),
                row("w5\t0.45\nw6\t0.40", "1: w_5 = 0.45", "2: w_6 = 0.40"),
                row(
                        "\\begin{tabular}{ll}\n\\hline\n$w_5$ & 0.45 \\\\\n\\textbf{$w_6$} & $0.40$ \\\\ \\hline\n\\end{tabular}",
                        "3: w_5 = 0.45",
                        "4: w_6 = 0.40"),
                row(
                        "$$\\begin{array}{|c|c|} \\hline w_5 & 0.45 \\\\ \\hline w_6 & 0.40 \\\\ \\hline \\end{array}$$",
                        "1: w_5 = 0.45",
                        "1: w_6 = 0.40"),
                // An equation and its value
                row(
                        "| Step | Value |\n|---|---|\n| $o = \\sigma(z)$ | $0.627$ |\n| $a = 2 \\cdot 3 = 6$ | 6 |",
                        "3: o = sigma(z) = 0.627",
                        "4: a = 2*3 = 6"),
                // Units and what is said of them
                row(
                        "| Unit | net | out | δ |\n|---|---|---|---|\n| h1 | 0.08 | 0.52 | 0.008 |",
                        "3: net_h1 = 0.08",
                        "3: out_h1 = 0.52",
                        "3: delta_h1 = 0.008"),
                row("| | z | a |\n|---|---|---|\n| h1 | 0.08 | 0.52 |", "3: net_h1 = 0.08", "3: out_h1 = 0.52"),
                row("| 뉴런 | 가중합 | 출력 |\n|---|---|---|\n| h1 | 0.08 | 0.52 |", "3: net_h1 = 0.08", "3: out_h1 = 0.52"),
                // Weights
                row(
                        "| Weight | Old | Gradient | New |\n|:-:|:-:|:-:|:-:|\n| w5 | 0.45 | 0.0259 | **0.437** |",
                        "3: w_5^old = 0.45",
                        "3: dE/dw_5 = 0.0259",
                        "3: w_5^new = 0.437"),
                row(
                        "| | old | ∂E/∂w | updated value |\n|---|---|---|---|\n| $w_5$ | 0.45 | 0.0259 | 0.437 |",
                        "3: w_5^old = 0.45",
                        "3: dE/dw_5 = 0.0259",
                        "3: w_5^new = 0.437"),
                row(
                        "| 가중치 | 기울기 | 계산 | 새 값 |\n|---|---|---|---|\n| $w_1$ | 0.024 | $0.5 - 0.1 \\times 0.024$ | 0.498 |",
                        "3: dE/dw_1 = 0.024",
                        "3: w_1^new = 0.5-0.1*0.024 = 0.498"),
                row(
                        "| 参数 | 原来 | 现在 |\n|---|---|---|\n| $w_1$ | 0.5 | $0.5 - 0.1 \\times 0.4 = 0.46$ |",
                        "3: w_1^old = 0.5",
                        "3: w_1^new = 0.5-0.1*0.4 = 0.46"),
                row(
                        "| peso | gradiente | nuevo |\n|---|---|---|\n| w5 | 0.0259 | 0.437 |",
                        "3: dE/dw_5 = 0.0259",
                        "3: w_5^new = 0.437"),
                // Columns that are named
                row(
                        "| 参数 | $x$ | $w_1$ |\n|---|---|---|\n| 值 | 1.0 | 0.5 |\n| 梯度 | | 0.4 |",
                        "3: x = 1.0",
                        "3: w_1 = 0.5",
                        "4: dE/dw_1 = 0.4"),
                row(
                        "| Epoch | h1 | E |\n|---|---|---|\n| 1 | 0.52 | 0.024 |\n| 2 | 0.53 | 0.023 |",
                        "3: h_1 = 0.52",
                        "3: E = 0.024",
                        "4: h_1 = 0.53",
                        "4: E = 0.023"),
                row("| w₀ | w₁ |\n|---|---|\n| 0,8 | 0,59 |", "3: w_0 = 0.8", "3: w_1 = 0.59"),
                row(
                        "| | h1 | h2 |\n|---|---|---|\n| net | 0.08 | 0.11 |\n| out | 0.52 | 0.527 |",
                        "3: net_h1 = 0.08",
                        "3: net_h2 = 0.11",
                        "4: out_h1 = 0.52",
                        "4: out_h2 = 0.527"),
                // Formulas and their results
                row(
                        "| Step | Computation | Result |\n|---|---|---|\n| Loss | $-\\log 0.5583$ | 0.5829 |\n| $\\delta_{o}$ | $`\\hat{y} - y`$ | −0.4417 |",
                        "3: Loss = -log(0.5583) = 0.5829",
                        "4: delta_o = hat y-y = -0.4417"),
                row(
                        "| Step | Formula | Result |\n|---|---|---|\n| 1 | z = w x = 2·3 | 6 |\n| 2 | u = 2 + 3 | u = 5 |",
                        "3: z = w*x = 2*3 = 6",
                        "4: u = 2+3",
                        "4: u = 5"),
                row("| Quantity | Formula |\n|---|---|\n| ∂L/∂h | δ · w |", "3: dL/dh = delta*w"),
                row(
                        "| Step | Neuron 1 | Neuron 2 |\n|---|---|---|\n| δ_i | −0.05 | 0.04 |",
                        "3: delta_1 = -0.05",
                        "3: delta_2 = 0.04"),
                row(
                        "| Example | h1 | Error |\n|---|---|---|\n| 1 | (3+1)² = 16 | (24-37)² = **169** |",
                        "3: h_1 = (3+1)^2 = 16",
                        "3: Error = (24-37)^2 = 169"),
                // What is no value
                row("| Variable | Shape |\n|---|---|\n| W1 | (2, 3) |\n| b1 | (1,1)×(1,2) = (1,2) |"),
                row("| Name | Remark |\n|---|---|\n| w5 | moved most |\n| h1 | ✓ |"),
                row("|a| = 3", "1: abs(a) = 3"),
                // What cannot be read has its place
                row(
                        "| Quantity | Value |\n|---|---|\n| w5 | 0.45 0.3% |",
                        "3:13: unread 0.45 0.3% | found 0.3 | expected an operator or the end"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTableHasItsChains(String text, List<String> formulas) {
        assertThat(Read.formulas(text.startsWith("\\begin") ? "a.tex" : "a.md", text))
                .as(text)
                .containsExactlyElementsOf(formulas);
    }
}
