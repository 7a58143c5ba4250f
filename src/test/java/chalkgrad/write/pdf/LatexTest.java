package chalkgrad.write.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.write.pdf.LatexBreaks.Break;
import chalkgrad.write.pdf.LatexBreaks.Rank;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatexTest {

    /** A break is written as a bar before a relation, a slash before an operator, a dot before one in parentheses. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "a = b + c; a |= b /+ c",
                "= b; = b",
                "= a = -b; = a |= -b",
                "-a - -b; -a /- -b",
                "\\frac{a+b}{c=d} - e; \\frac{a+b}{c=d} /- e",
                "\\left(a + b\\right) \\cdot c; \\left(a + b\\right) /\\cdot c",
                "\\left\\{a + b\\right\\} + c; \\left\\{a + b\\right\\} /+ c",
                "(a + b)\\times c; (a .+ b)/\\times c",
                "a \\le b \\approx c; a |\\le b |\\approx c",
                "\\begin{pmatrix}a + b & c\\\\d = e\\end{pmatrix} = f; \\begin{pmatrix}a + b & c\\\\d = e\\end{pmatrix} |= f",
                "x^+ + y; x^+ /+ y",
                "e^{-z}\\,+\\,1; e^{-z}\\,/+\\,1",
                "a \\quad -b; a \\quad /-b",
                "f(-x); f(-x)",
                "\\text{a = b} = c; \\text{a = b} |= c",
            })
    void findsWhereAFormulaMayBeDivided(String latex, String marked) {
        StringBuilder found = new StringBuilder(latex);
        var breaks = LatexBreaks.of(latex);
        for (int i = breaks.size() - 1; i >= 0; i--) {
            Break place = breaks.get(i);
            found.insert(
                    place.index(), place.rank() == Rank.RELATION ? "|" : place.rank() == Rank.OPERATOR ? "/" : ".");
        }
        assertThat(found).hasToString(marked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "\\frac{a}{b}; \\frac{a}{b}",
                "\\text{ReLU}; \\text{ReLU}",
                "\\text{가}; \\chalkwords{AC00}",
                "x_가; x_\\chalkwords{AC00}",
                "\\text{가 5\\%}; \\chalkwords{AC000020003500200025}",
                "\\textbf{가}; \\chalkboldwords{AC00}",
                "\\underbrace{x_1}_{\\text{가}}; \\chalkbrace{x_1}{\\chalkwords{AC00}}",
                "\\underbrace{x}; \\underbrace{x}",
                "\\lvert x\\rvert; \\mathopen{|} x\\mathclose{|}",
                "\\left\\lvert x\\right\\rvert; \\left| x\\right|",
                "\\begin{cases}a & b\\end{cases}; \\begin{cases}a &\\quad  b\\end{cases}",
                "\\begin{cases}\\begin{pmatrix}a&b\\end{pmatrix}&c\\end{cases}; \\begin{cases}\\begin{pmatrix}a&b\\end{pmatrix}&\\quad c\\end{cases}",
            })
    void rewritesWhatJlatexmathDoesNotKnow(String latex, String rewritten) {
        String expected = rewritten.replace("AC000020003500200025", Hex.utf16("가 5%"));
        assertThat(LatexText.rewrite(latex)).isEqualTo(expected);
    }
}
