package chalkgrad.work;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.PlainText;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Functions;
import chalkgrad.rules.Losses;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions in what people hand in: known ones with parentheses and without, unknown ones, and words that are none. */
class FunctionsInWorksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A name in front of its argument is applied to it.
                "E = ln x | 1: E = ln(x)",
                "E = -t ln o - (1-t) ln(1-o) | 1: E = -t*ln(o)-(1-t)*ln(1-o)",
                "o = 1/(1+exp -z) | 1: o = 1/(1+exp(-z))",
                "o = 1/(1 + EXP(-z)) | 1: o = 1/(1+exp(-z))",
                "o = 1/(1+exp^(-z)) | 1: o = 1/(1+exp(-z))",
                "$o = \\frac{1}{1+\\exp{-z}}$ | 1: o = 1/(1+exp(-z))",
                "s = 1 - tanh²z | 1: s = 1-tanh(z)^2",
                "s = 1 - tanh^2 z | 1: s = 1-tanh(z)^2",
                "s = 1 - Tanh(z)^2 | 1: s = 1-tanh(z)^2",
                "$s = \\operatorname{sech}^2(z)$ | 1: s = sech(z)^2",
                "s = sech(z1)^2 = 0.915137 | 1: s = sech(z_1)^2 = 0.915137",
                "s = sqrt x | 1: s = sqrt(x)",
                "s = log2(x) = log_2 x = log₂(x) | 1: s = log2(x) = log2(x) = log2(x)",
                "$s = \\log_3 x$ | 1: s = ln(x)/ln(3)",
                "s = sin^{-1}(x) = arctg(x) | 1: s = arcsin(x) = arctan(x)",
                "out = logsig(0.08) = 0.52 | 1: out = sigmoid(0.08) = 0.52",
                "s = sin x cos x | 1: s = sin(x)*cos(x)",
                // One that nobody knows is named, and the sides around it stay.
                "out = squash(0.08) = 0.52 | 1: out = squash(0.08) = 0.52",
                "$out = \\mathrm{squash}(z_1) = 0.52$ | 1: out = squash(z_1) = 0.52",
                "$out = squash^2(z_1) = 0.52$ | 1: out = squash(z_1)^2 = 0.52",
                "$out = my_squash(z_1) = 0.52$ | 1: out = my_squash(z_1) = 0.52",
                "$out = squash'(z) = 0.52$ | 1: out = squash'(z) = 0.52",
                "s = 1/cosh(z1)^2 = sec(0)*0.5 | 1: s = 1/cosh(z_1)^2 = sec(0)*0.5",
                "s = 1/cosh(z1)^2 = foo(0)*0.5 | 1: s = 1/cosh(z_1)^2 = foo(0)*0.5",
                // Letters that are multiplied, and names that are quantities.
                "$a = wx(1-o)$ | 1: a = w*x*(1-o)",
                "a = net(h1) + out(h1) | 1: a = net_h1+out_h1",
                "a = eta(t-o) | 1: a = eta*(t-o)",
                "the neuron(h1) = 0.52 | 1: h_1 = 0.52",
                "after 0.35 sec a = 0.5 | 1: a = 0.5",
                "activation tanh: a = 0.5 | 1: a = 0.5",
            })
    void inATextOrAFormula(String text, String read) {
        assertThat(Read.formulas("work.md", text)).containsExactly(read);
    }

    static Stream<String> ofProblemFiles() {
        return Stream.concat(
                Activations.all().stream().map(row -> row.name()), Losses.all().stream().map(row -> row.name()));
    }

    /** Whatever a problem file may use may stand in a derivation. */
    @ParameterizedTest
    @MethodSource("ofProblemFiles")
    void everyActivationAndLossIsKnown(String name) {
        String arguments = Functions.find(name).orElseThrow().fewest() == 2 ? "(o,t)" : "(z)";
        assertThat(Vocabulary.FUNCTIONS).containsEntry(name, name);
        assertThat(Read.formulas("work.md", "E = " + name + arguments + " = 0.5"))
                .isEqualTo(List.of("1: E = " + name + arguments + " = 0.5"));
        assertThat(PlainText.of(((FormulaParser.Result.Parsed) FormulaParser.expression(name + arguments)).expr()))
                .isEqualTo(name + arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a = 1x10^-3 | 1: a = 0.001",
                "a = 8.09x10^-4 | 1: a = 0.000809",
                "a = 8·10^-3 | 1: a = 0.008",
                "a = 8×10⁻³ | 1: a = 0.008",
                "a = 2.5*10**-2 | 1: a = 0.025",
                "a = \u22120.5 + \u02D70.25 | 1: a = -0.5-0.25",
                "a = １．５ | 1: a = 1.5",
                "a = e⁻⁰·⁵⁸⁵ | 1: a = exp(-0.585)",
                "a = 12\u2009345.5 | 1: a = 12345.5",
                "a = 0.519\u202F989\u202F3 | 1: a = 0.5199893",
                "$a = 12\\,345$ | 1: a = 12345",
                "a = 1,234.5 | 1: a = 1234.5",
                "a = 1.234,5 | 1: a = 1234.5",
                "a = 0·52 | 1: a = 0.52",
                "a = 0,52 und b = 6,663 | 1: a = 0.52;1: b = 6.663",
                "with 1,000 epochs the loss E = 0.5 | 1: E = 0.5",
                "after 1,000 steps, E = 0.5 | 1: E = 0.5",
                "E = 0.5 after 1,000 steps | 1: E = 0.5",
                "a = 1,234,567 | 1: a = 1234567",
                "a = 0.73·0.3 | 1: a = 0.73*0.3",
                "a = 8·463 | 1: a = 8*463",
                "a = f(1,234) | 1: a = f(1,234)",
            })
    void numbersAsPeopleTypeThem(String text, String read) {
        assertThat(String.join(";", Read.formulas("work.md", text))).isEqualTo(read);
    }

    /** What may be two numbers is none until somebody says which. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a = 6,663", "a = 6 663", "$a = 6,663$", "a = 2.5 * 6,663"})
    void whatMayBeTwoNumbersIsLeftOpen(String text) {
        assertThat(Read.formulas("work.md", text)).singleElement().asString().contains("unread");
    }
}
