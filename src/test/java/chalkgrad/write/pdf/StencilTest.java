package chalkgrad.write.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.write.pdf.Drawing.Mark;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scilab.forge.jlatexmath.TeXConstants;

/** A stencil draws exactly what would be drawn without it, or there is none. */
class StencilTest {
    private static final int ROUNDS = 40;
    private static final Formulas FORMULAS = formulas();

    private static Formulas formulas() {
        var shelf = new FontShelf();
        return new Formulas(shelf, new Typeface(shelf));
    }

    private static Drawing layOut(String latex) {
        return FORMULAS.layOut(latex, TeXConstants.STYLE_DISPLAY);
    }

    private static Optional<Stencil> stencil(String latex) {
        return Stencil.of(latex, StencilTest::layOut);
    }

    /** Every mark, with where it stands. */
    private static String told(Drawing drawing) {
        return drawing.width() + " " + drawing.height() + " " + drawing.depth() + "\n"
                + drawing.marks().stream().map(StencilTest::told).collect(Collectors.joining("\n"));
    }

    private static String told(Mark mark) {
        return mark instanceof Drawing.Fill fill
                ? "fill " + fill.shape().getBounds2D()
                : mark instanceof Drawing.Stroke stroke
                        ? "stroke " + stroke.width() + " " + stroke.shape().getBounds2D()
                        : mark.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "= w_{1}\\,x_{1} + w_{2}\\,x_{2} = 0.50 \\times 0.90 + 0.65 \\times (-0.90) = 1.035",
                "= \\frac{1}{1 + e^{-1.130207}} = 0.755877",
                "= \\frac{\\partial E_{\\mathrm{total}}}{\\partial o_{1}} \\cdot \\frac{\\partial o_{1}}{\\partial z_{3}} = 0.555877 \\times 0.184527",
                "\\boxed{{}_{1}\\qquad} = 0.25",
                "w_{11}^{(2)+} = \\sqrt{3.25} - \\frac{2}{3}\\,\\sum_{k=1}^{10} x_{k}^{2}",
                "\\mathbf{a}^{(12)} = \\begin{bmatrix} 0.1 & 22 \\\\ -3 & 4 \\end{bmatrix} + \\mathrm{e}^{5}",
                "z = \\begin{cases} 1 & z > 0 \\\\ 0.01 & z < 0 \\end{cases}",
                "1234567890 + 1234567890 + 1234567890 = 0.1234567890"
            })
    void digitsStandWhereTheyWouldStandWithoutIt(String latex) {
        Stencil stencil = stencil(latex).orElseThrow();
        long seed = latex.hashCode();
        var random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            String other = latex.chars()
                    .mapToObj(c -> c >= '0' && c <= '9' ? "" + random.nextInt(10) : "" + (char) c)
                    .collect(Collectors.joining());
            assertThat(Stencil.key(other)).isEqualTo(Stencil.key(latex));
            assertThat(told(stencil.drawing(other)))
                    .as("seed %d: %s", seed, other)
                    .isEqualTo(told(layOut(other)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a length is none on paper         | a\\hspace{2.6em}b",
                "a word outside ASCII is one mark  | x_{\\text{은닉1}}",
                "there is none to replace          | a + b"
            })
    void whereADigitIsNoMarkOfItsOwnThereIsNone(String why, String latex) {
        assertThat(stencil(latex)).as(why).isEmpty();
    }

    @Test
    void formulasThatComeOftenAreDrawnAsThoseThatComeOnce() {
        var formulas = formulas();
        for (int i = 0; i < 9; i++) {
            String latex = "= 0.5" + i + " \\times \\frac{" + i + "}{7}";
            FormulaBox box = formulas.display(new chalkgrad.write.Page.Formula(latex, "?"));
            assertThat(told(box.drawing())).isEqualTo(told(formulas.layOut(latex, TeXConstants.STYLE_DISPLAY)));
            assertThat(box.latex()).isEqualTo(latex);
        }
        assertThat(formulas.takeWarnings()).isEmpty();
    }
}
