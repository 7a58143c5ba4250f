package chalkgrad.work;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Golden;
import chalkgrad.algebra.Expr;
import chalkgrad.work.Work.Chain;
import chalkgrad.work.Work.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkReaderTest {

    /** How five kinds of people hand in their work, and two kinds of files. */
    @ParameterizedTest
    @ValueSource(
            strings = {"github.md", "overleaf.tex", "notion.txt", "talk.txt", "word.txt", "pandoc.md", "answers.yaml"})
    void aHandedInDocumentIsRead(String name) throws IOException {
        String text = Files.readString(Path.of("src", "test", "resources", "work", name));

        Golden.check(
                "work/" + name + ".read",
                Read.formulas(name, text).stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    private static Arguments row(String text, String... formulas) {
        return Arguments.of(text, List.of(formulas));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                row("Then dE/dw5 = 0.5 * 0.2 = 0.1, which is small.", "1: dE/dw_5 = 0.5*0.2 = 0.1"),
                row("output o1 = 0.6, and the error E = 0.024", "1: o_1 = 0.6", "1: E = 0.024"),
                row("따라서 ∂E/∂w₅ = 0.0259이므로 w₅⁺ = 0.437 이다.", "1: dE/dw_5 = 0.0259", "1: w_5^+ = 0.437"),
                row("let net_1 = w1 x1", "1: net_1 = w_1*x_1"),
                row(
                        "1. a = 1\n2) b = 2\n(3) c = 3\n- d = 4\n* e = 5\n• f = 6\n① g = 7\n(a) h = 8",
                        "1: a = 1",
                        "2: b = 2",
                        "3: c = 3",
                        "4: d = 4",
                        "5: e = 5",
                        "6: f = 6",
                        "7: g = 7",
                        "8: h = 8"),
                row("a = 1, b = 2; c = 3 and d = 4", "1: a = 1", "1: b = 2", "1: c = 3", "1: d = 4"),
                row("$a = 1,\\quad b = 2 \\Rightarrow c = 3$", "1: a = 1", "1: b = 2", "1: c = 3"),
                row("a = b => c = d ⇒ e = f ∴ g = h", "1: a = b", "1: c = d", "1: e = f", "1: g = h"),
                // Going on in the next line
                row("dE/dw5\n= 0.2\n≈ 0.3", "1: dE/dw_5 = [2] 0.2 ~ [3] 0.3"),
                row("a = b\n\n= c", "1: a = b = [3] c"),
                row("a =\n 0.2 * 0.3 = 0.06", "1: a = [2] 0.2*0.3 = 0.06"),
                row("w5+ =\nw6+ = 0.38", "2: w_6^+ = 0.38"),
                row("w = a\n  + b\n  - c\n= d", "1: w = a+b-c = [4] d"),
                row("- a\n- b = 2\n- c = 3", "2: b = 2", "3: c = 3"),
                row("$a = 1$ and\n$= 2$", "1: a = 1 = [2] 2"),
                row(
                        "The weight $w_5$ is\n$= 0.45$",
                        "2:2: unread = 0.45 | found = | expected something before the relation"),
                row(
                        "$$a = \\foo$$\n$$= 2$$",
                        "1: a = [2] 2",
                        "1:7: unread a = \\foo | found \\foo | expected a number, a name, \"(\" or \"-\""),
                row(
                        "$$\\foo = \\foo$$\n$$= 2$$",
                        "1:3: unread \\foo | found \\foo | expected a number, a name, \"(\" or \"-\"",
                        "2:3: unread = 2 | found = | expected something before the relation"),
                row(
                        "$$\\begin{aligned} a &= 1 & b &= 2 \\\\ &= 3 & &= 4 \\end{aligned}$$",
                        "1: a = 1 = 3",
                        "1: b = 2 = 4"),
                // Lists
                row("o1, o2 = 0.6, 0.7", "1: o_1 = 0.6", "1: o_2 = 0.7"),
                row("x = 0.1, 0.2", "1: x = [[0.1,0.2]]"),
                row("E = 0.02, 3 decimals", "1: E = 0.02"),
                // Commas and points
                row("a = 0,3*0,1 + 0,25 = 0,28", "1: a = 0.3*0.1+0.25 = 0.28"),
                row(
                        "v = (0.1,0.2)\nu = (1,2)\nE = 0,5*(0,4 - 0,61)^2",
                        "1: v = [[0.1,0.2]]",
                        "2: u = [[1,2]]",
                        "3: E = 0.5*(0.4-0.61)^2"),
                // New and old
                row("the new w5 = 0.4", "1: w_5^new = 0.4"),
                row("updated weight w5 = 0.4", "1: w_5^new = 0.4"),
                row("새로운 가중치 w5 = 0.4", "1: w_5^new = 0.4"),
                row("w5 (new) = 0.4", "1: w_5^new = 0.4"),
                row("w5 new = 0.4", "1: w_5^new = 0.4"),
                row("w5new = 0.4", "1: w_5^new = 0.4"),
                // A plus that marks
                row("net(h1)@2 = w1+ * x1 + w2+ * x2 + b1+ = 0.3", "1: net_h1@2 = w_1^+*x_1+w_2^+*x_2+b_1^+ = 0.3"),
                row("dE/dout(h1)|o2 = 0.3", "1: at(dE/dout_h1,o_2) = 0.3"),
                // Remarks
                row("h = 0.52 (rounded to 2 digits) = 0.520", "1: h = 0.52 = 0.520"),
                row("(so E = 0.3)", "1: E = 0.3"),
                row("h = 0.52 [4 d.p.]", "1: h = 0.52"),
                row("dE/dw5: 0.0259", "1: dE/dw_5 = 0.0259"),
                row("Step 3: a = 1", "1: a = 1"),
                row("h1 = 0.52   h2 = 0.53\th3 = 0.54", "1: h_1 = 0.52", "1: h_2 = 0.53", "1: h_3 = 0.54"),
                row("a = 0.3  x 0.1  * 2", "1: a = 0.3*0.1*2"),
                row(
                        "$a = 0.52 \\text{(rounded)}$, $b = 0.3\\text{ approx}$, $c = 2\\text{net}_1$",
                        "1: a = 0.52",
                        "1: b = 0.3",
                        "1: c = 2*net_1"),
                // What is passed over
                row("a = ?\nb = ...\nc = ___\nd = …", new String[0]),
                row("a = ... = 0.3", "1: a = 0.3"),
                row("0.3 < 0.4, z > 0, a \\ne b", new String[0]),
                row("See https://a.b/?x=1&y=2 and <img src=\"a=b\"> ![x = 1](y=2)", new String[0]),
                row("Note: accuracy = good, speed = bad", new String[0]),
                row("Title\n=====\n\n---\n***\n| a | b |\n|---|---|", new String[0]),
                row("```python\na = 1\n```\n```\nb = 2\n```", "2: a = 1", "5: b = 2"),
                row("<!-- a = 1 --> b = 2", "1: b = 2"),
                row("| $a = 1$ | b = 2 | 3 |\n|---|---|---|", "1: a = 1", "1: b = 2"),
                row("It costs $5 = five", new String[0]),
                // Markup
                row("**E = 0.3**", "1: E = 0.3"),
                row("E = **0.3**", "1: E = 0.3"),
                row("x**2 = 4", "1: x^2 = 4"),
                row("w\\_5 = 2 \\* 3", "1: w_5 = 2*3"),
                row("w<sub>5</sub><sup>+</sup> = 0.4", "1: w_5^+ = 0.4"),
                row("`a = 1`", "1: a = 1"),
                row("$w_5$ = 0.3", "1: w_5 = 0.3"),
                row("> a = 1\n> $$\n> b\n> = 2\n> $$", "1: a = 1", "3: b = [4] 2"),
                row("dE/dw5&nbsp;=&nbsp;0.5&times;0.2&minus;1", "1: dE/dw_5 = 0.5*0.2-1"),
                row("a &lt; b, c = 2 &unknown;", "1: c = 2"),
                // What is crossed out
                row("~~dE/dw5 = 0.9~~ dE/dw5 = 0.1", "1: dE/dw_5 = 0.1"),
                row("~~$a = 1$ and\n$b = 2$~~\n\nc = 3", "4: c = 3"),
                row("<del>a = 1</del> b = 2 <s>c = 3</s>", "1: b = 2"),
                row("<del>\na = 1\n\n$$b = 2$$\n</del>\n\nc = 3", "7: c = 3"),
                row("$a = \\sout{1} 2$ \\sout{b = 3}", "1: a = 2"),
                row("a = 1 ~~ b = 2", "1: a = 1 ~ b = 2"),
                // Tables of HTML
                row(
                        "<table>\n<tr><td>a = 1</td>\n<td>b = 2</td></tr>\n</table>\n\nc = 3",
                        "1: a = 1",
                        "1: b = 2",
                        "6: c = 3"),
                // What cannot be read
                row("a = 5%", "1:6: unread a = 5% | found % | expected an operator or the end"),
                row(
                        "h = 1/(1+e^(-0.08) = 0.52",
                        "1: h = 0.52",
                        "1:20: unread h = 1/(1+e^(-0.08) | found the end | expected \")\" or an operator"),
                row(
                        "a = (1 + 2\nb = 3",
                        "1:11: unread a = (1 + 2 | found the end | expected \")\" or an operator",
                        "2: b = 3"),
                row("a = 0.3 0.4", "1:9: unread a = 0.3 0.4 | found 0.4 | expected an operator or the end"),
                row("$f(x = 3)$", "1:6: unread f(x = 3) | found = | expected \")\" or an operator"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextHasItsChains(String text, List<String> formulas) {
        assertThat(Read.formulas("a.md", text)).as(text).containsExactlyElementsOf(formulas);
    }

    @Test
    void aSideKeepsItsSource() {
        Work work = Read.work("mina.md", "We get $\\mathrm{net}_{h1} = 0.3 \\cdot 0.1$,\r\nso.\r\n");

        assertThat(work.name()).isEqualTo("mina.md");
        assertThat(work.text()).containsExactly("We get $\\mathrm{net}_{h1} = 0.3 \\cdot 0.1$,", "so.", "");
        assertThat(((Chain) work.formulas().get(0)).sides())
                .extracting(Side::text)
                .containsExactly("\\mathrm{net}_{h1}", "0.3 \\cdot 0.1");
    }

    @Test
    void namesOfSeveralLettersCanBeGiven() {
        byte[] text = "margin = max(0, bot - top)".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        var read = (WorkReader.Result.Read) WorkReader.read("a.txt", text, Set.of("margin", "bot", "top"));

        assertThat(Read.text(read.work().formulas().get(0))).isEqualTo("1: margin = max(0,bot-top)");
    }

    @Test
    void aNumberOfAnAnswerSheetKeepsItsZeros() {
        Work work = Read.work("a.yaml", "w5+: 0.10\n");

        Expr value = ((Chain) work.formulas().get(0)).sides().get(1).expr();
        assertThat(value).isEqualTo(Expr.num("0.10"));
    }
}
