package chalkgrad.check;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.evaluate.Solution;
import chalkgrad.work.WorkReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake gets its right name, and gets it once. */
class NamedTest {
    private static final Solution SOLUTION = new Pipeline().ofExample("wikidocs.yaml");
    private static final Checker CHECKER = new Checker(SOLUTION);

    private static List<Marking.Line> lines(Checker checker, String work) {
        byte[] content = work.replace(" // ", "\n\n").getBytes(StandardCharsets.UTF_8);
        var read = (WorkReader.Result.Read) WorkReader.read(
                "work.md", content, Checker.words(checker.solution().problem()));
        return checker.mark(read.work()).lines();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A minus that was lost in the exponent, with the right result behind it, and with its own.
                "$h_1 = \\frac{1}{1+e^{0.08}} = 0.519989$ | sign-in-formula",
                "$h_1 = \\frac{1}{1+e^{0.08}} = 0.480011$ | sign-in-formula",
                // Another number for a given one: in a sum of products, and in a formula of another shape.
                "$z_1 = 0.3 \\cdot 0.1 + 0.2 \\cdot 0.2 = 0.07$ | given-value",
                "$z_2 = 0.4 \\cdot 0.1 + 0.53 \\cdot 0.2$ | given-value",
                "$o_1 = 0.609446$ // $\\frac{\\partial E}{\\partial o_1} = 0.609446 - 0.41 = 0.199446$ | given-value",
                "$\\delta_{o1} = (0.609446 - 0.41) \\cdot 0.609446 \\cdot (1 - 0.609446)$ | given-value",
                "$z_2 = 0.4 \\cdot 0.1 + (-0.35) \\cdot 0.2$ | sign",
                // The numbers are right, and only what comes of them is not.
                "$z_1 = 0.3 \\cdot 0.1 + 0.25 \\cdot 0.2 = 0.09$ | arithmetic",
                "$z_1 = 0.3 \\cdot 0.1 + 0.25 \\cdot 0.2 = 0.8$ | decimal-point",
                "$\\frac{\\partial E}{\\partial w_7} = 0.014247 \\cdot 0.519989 = 0.074082$ | decimal-point",
                "$z_4 = 0.7 \\cdot 0.519989 + 0.6 \\cdot 0.527472 = 6.80475$ | decimal-point",
                // Divided instead of multiplied, in letters and in numbers.
                "$\\frac{\\partial E}{\\partial w_5} = \\frac{\\delta_{o1}}{h_1}$ | divided",
                "$\\frac{\\partial E}{\\partial w_8} = 0.014247 / 0.527472 = 0.027010$ | divided"
            })
    void theNameIsRight(String work, String mistake) {
        List<Marking.Line> lines = lines(CHECKER, work);
        Marking.Line last = lines.get(lines.size() - 1);
        assertThat(last.verdict()).as(last.toString()).isEqualTo(Verdict.WRONG);
        assertThat(last.mistakes()).isNotEmpty();
        assertThat(last.mistakes().get(0).id()).as(last.toString()).isEqualTo(mistake);
    }

    /** The delta without the activation's derivative is not on paper; whatever is worked out with it shows it, and it counts once. */
    @Test
    void aMistakeIsNamedOnce() {
        List<Marking.Line> lines = lines(
                CHECKER,
                "$\\frac{\\partial E}{\\partial w_5} = 0.108910$ // $\\frac{\\partial E}{\\partial w_6} = 0.110477$");
        assertThat(lines).extracting(Marking.Line::verdict).containsExactly(Verdict.WRONG, Verdict.FOLLOWS);
        assertThat(lines.get(0).mistakes().get(0).id()).isEqualTo("missing-derivative");
        assertThat(lines.get(1).mistakes()).isEmpty();
        assertThat(lines.get(1).remarks()).contains(Remark.of(Wording.AGAIN, Remark.words("1")));
    }

    @Test
    void aTransposedMatrixIsOneMistake() {
        String problem = Pipeline.example("wikidocs.yaml") + "\nconventions: {W: a row for each unit, W^l: by layer}\n";
        var checker = new Checker(new Pipeline().solution(problem));
        List<Marking.Line> lines = lines(
                checker,
                "$\\frac{\\partial E}{\\partial W^{(2)}} = \\begin{bmatrix} 0.025923 & 0.0074084 \\\\ 0.026296 & 0.0075151 \\end{bmatrix}$");
        assertThat(lines).extracting(Marking.Line::verdict).containsExactly(Verdict.WRONG);
        assertThat(lines.get(0).mistakes()).extracting(Marking.Diagnosis::id).containsExactly("transposed");
    }

    /** What is right to print of nothing is 0, and not a zero with a hundred decimals. */
    @ParameterizedTest
    @CsvSource({"0E-100, 0", "0.00, 0.00", "1.5E-90, 1.5E-90", "0.000012, 0.000012", "1234.5, 1234.5"})
    void numbersAreToBeRead(String number, String shown) {
        assertThat(Numeric.plain(new java.math.BigDecimal(number))).isEqualTo(shown);
    }
}
