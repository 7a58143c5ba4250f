package chalkgrad.report;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.Symbol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as the same computation, and what does not. */
class CanonicalFormsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x1*w1 + x2*w2 | w2*x2 + w1*x1 | same",
                "x + (y + z) | z + y + x | same",
                "x*(y*z) | z*x*y | same",
                "x - y | -y + x | same",
                "x - y | y - x | other",
                "-x*y | x*(-y) | same",
                "-(x*y) | -1*x*y | same",
                "-a/b | a*b^-1*-1 | same",
                "a/b*c | a*c/b | same",
                "a/(b*c) | a/b*c | other",
                "x/2 | 0.5*x | same",
                "x/3 | x*3^-1 | same",
                "x/3 | 0.3333333333*x | other",
                "1/1*x | x | same",
                "x^1 | x | same",
                "x^2 | x*x | other",
                "0.50*x | .5*x | same",
                "2*3*x | 6*x | same",
                "2 - 3*x | 2 + -3*x | same",
                "x^-1 | 1/x | same",
                "0^-1*x | 1/0*x | same",
                "x + y | x*y | other",
                "sigmoid(x) | 1/(1 + exp(-x)) | same",
                "sigmoid(x) | 1/(exp(-x) + 1) | same",
                "sigmoid(x) | 1/(1 + exp(x)) | other",
                "log(x) | ln(x) | same",
                "softplus(x*y) | ln(exp(y*x) + 1) | same",
                "relu(x) | leaky_relu(x) | other",
                "max(x, y) | max(y, x) | same",
                "max(x, y) | min(x, y) | other",
                "sum(x) | mean(x) | other",
                "sum(x) | x | other",
                "dot(x, y) | x*y | other",
                "x @ y | y @ x | other",
                "x @ y | x*y | other",
                "x' | x | other",
                "mse(x, y) | mse(y, x) | other",
                "softmax(x) | exp(x) | other",
                "(x + y)*z | x*z + y*z | other",
                "z1*w11 + z2 + w22 | z1*w11 + z2*w22 | other",
                "e*x | f*x | other",
            })
    void sameOrOther(String left, String right, String expected) {
        var forms = new CanonicalForms();
        boolean same = forms.of(read(left), symbol -> forms.letter(symbol.id()))
                == forms.of(read(right), symbol -> forms.letter(symbol.id()));
        assertThat(same ? "same" : "other").isEqualTo(expected);
    }

    /** Written out, the last of these has more letters than there are atoms. */
    @Test
    void sharedPartsAreWalkedThroughOnce() {
        var forms = new CanonicalForms();
        Expr left = Expr.sym("x");
        Expr right = Expr.sym("x");
        for (int i = 0; i < 100; i++) {
            left = Expr.pow(Expr.call("tanh", Expr.add(left, Expr.mul(left, Expr.sym("y")))), 2);
            right = Expr.pow(Expr.call("tanh", Expr.add(Expr.mul(Expr.sym("y"), right), right)), 2);
        }
        assertThat(forms.of(left, (Symbol symbol) -> forms.letter(symbol.id())))
                .isEqualTo(forms.of(right, (Symbol symbol) -> forms.letter(symbol.id())));
    }

    private static Expr read(String text) {
        return ((ExprParser.Result.Parsed) ExprParser.parse(text)).expr();
    }
}
