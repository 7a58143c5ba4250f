package chalkgrad.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.of;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** MathML, element by element, in a page. */
class MathMlTest {
    static Stream<Arguments> formulas() {
        String matrix =
                "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable>";
        return Stream.of(
                of("<msub><mi>w</mi><mn>5</mn></msub>", "w_{5}"),
                of("<msubsup><mi>w</mi><mn>5</mn><mo>+</mo></msubsup>", "w_{5}^{+}"),
                of(
                        "<msup><mrow><mo>(</mo><mi>t</mi><mo>−</mo><mi>o</mi><mo>)</mo></mrow><mn>2</mn></msup>",
                        "{(t−o)}^{2}"),
                of(
                        "<mfrac><mrow><mo>∂</mo><mi>E</mi></mrow><mrow><mo>∂</mo><mi>w</mi></mrow></mfrac>",
                        "\\frac{∂E}{∂w}"),
                of(
                        "<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt><mroot><mi>x</mi><mn>3</mn></mroot>",
                        "\\sqrt{x+1}\\sqrt[3]{x}"),
                of(
                        "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>x</mi>",
                        "∑_{i=1}^{n} x"),
                of(
                        "<mover><mi>y</mi><mo>^</mo></mover><mover accent=\"true\"><mi>x</mi><mo>¯</mo></mover>",
                        "\\hat{y}\\bar{x}"),
                of(
                        "<mo>[</mo>" + matrix + "<mo>]</mo><mo>+</mo><mn>1</mn>",
                        "\\begin{bmatrix}1 & 2 \\\\ 3 & 4\\end{bmatrix}+1"),
                of("<mrow><mo>{</mo>" + matrix + "</mrow>", "\\begin{cases}1 & 2 \\\\ 3 & 4\\end{cases}"),
                of("<mfenced open=\"[\" close=\"]\"><mi>a</mi><mi>b</mi></mfenced>", "\\left[ a, b \\right]"),
                of("<mi>tanh</mi><mo>&ApplyFunction;</mo><mi>z</mi><mi>net</mi>", "\\tanh  z\\mathrm{net}"),
                of("<mi>a</mi><mo>=</mo><mn>0.5</mn><mtext> if </mtext><mi>σ</mi>", "a=0.5\\text{ if }σ"),
                of("<munder><munder><mrow><mi>a</mi></mrow><mo>⏟</mo></munder><mtext>net</mtext></munder>", "a"),
                of(
                        "<menclose notation=\"updiagonalstrike\"><mi>x</mi></menclose><mphantom><mi>y</mi></mphantom><mi>z</mi>",
                        "z"),
                of(
                        "<semantics><mi>x</mi><annotation encoding=\"application/x-tex\">y_1</annotation></semantics>",
                        "y_1"),
                of("<semantics><mi>x</mi><annotation encoding=\"MathType-MTEF\">Mxy</annotation></semantics>", "x"));
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void aFormulaIsLatex(String mathMl, String latex) {
        assertThat(Taken.source("a.html", "<p><math>" + mathMl + "</math></p>")
                        .text()
                        .replaceAll(" +", " "))
                .isEqualTo("$$" + latex.replaceAll(" +", " ") + "$$");
    }

    /** Deeper than any stack. */
    @org.junit.jupiter.api.Test
    void noDepthIsTooMuch() {
        String deep = "<p><math>" + "<mrow>".repeat(20_000) + "<mi>x</mi></math> a = 1</p>" + "<div>".repeat(20_000)
                + "b = 2";
        assertThat(Taken.source("a.html", deep).text()).contains("b = 2");
    }
}
