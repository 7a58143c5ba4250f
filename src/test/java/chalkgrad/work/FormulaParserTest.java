package chalkgrad.work;

import static chalkgrad.algebra.Expr.num;
import static chalkgrad.algebra.Expr.sym;
import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.model.Quantity;
import chalkgrad.work.FormulaParser.Names;
import chalkgrad.work.FormulaParser.Result.Failed;
import chalkgrad.work.FormulaParser.Result.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FormulaParserTest {

    static List<String> formulas() throws IOException {
        return Files.readAllLines(Path.of("src", "test", "resources", "work", "formulas.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void whatPeopleWriteIsRead(String row) {
        String[] cells = row.split("\t");

        assertThat(Read.parts(FormulaParser.parse(cells[0]))).as(cells[0]).isEqualTo(cells[1]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "net_{h1}; net; h1; ''; 0; 0",
                "w_5^{+}; w; 5; +; 0; 0",
                "w5_new; w; 5; new; 0; 0",
                "w_{5,new}; w; 5; new; 0; 0",
                "w5+@2; w; 5; +; 2; 0",
                "net(h1)#3@2; net; h1; ''; 2; 3",
                "a_1^{[2]}; a; 1; [2]; 0; 0",
                "w_{11}^{(2)}; w; 11; (2); 0; 0",
                "w_{11}^{(2),+}; w; 11; (2),+; 0; 0",
                "w_5'; w; 5; '; 0; 0",
                "w_5''; w; 5; ''; 0; 0",
                "\\hat{y}_1; hat y; 1; ''; 0; 0",
                "\\Delta w_5; Delta w; 5; ''; 0; 0",
                "\\delta_{o1}; delta; o1; ''; 0; 0",
                "E_{\\text{total}}; E; total; ''; 0; 0",
                "w^{t+1}; w; ''; t+1; 0; 0",
            })
    void aNameHasItsParts(String text, String base, String sub, String sup, int pass, int sample) {
        String above = text.endsWith("''") ? "''" : sup.replace("''", "");

        assertThat(((Parsed) FormulaParser.expression(text)).expr())
                .isEqualTo(sym(new WrittenName(base, sub.replace("''", ""), above, pass, sample)));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0260, 260, 4",
        "1.2e-3, 12, 4",
        "1.20 \\times 10^{-3}, 120, 5",
        "2.75E-2, 275, 4",
        "3·10⁻³, 3, 3",
        "2 * 10^3, 2, -3",
        "'0,080', 80, 3",
        "'0{,}080', 80, 3",
        "٠, 0, 0",
        "０.５, 5, 1",
    })
    void aNumberKeepsTheDigitsThatWereWritten(String text, long digits, int scale) {
        if (text.equals("٠")) {
            assertThat(FormulaParser.expression(text)).isInstanceOf(Failed.class);
            return;
        }
        assertThat(((Parsed) FormulaParser.expression(text)).expr())
                .isEqualTo(num(java.math.BigDecimal.valueOf(digits, scale)));
    }

    @Test
    void aDerivativeIsOneOfNames() {
        var of = new WrittenName("E", "total", "");
        var by = new WrittenName("w", "5", "");

        for (String text : List.of(
                "\\frac{\\partial E_{total}}{\\partial w_5}", "dE_total/dw5", "∂E_total/∂w₅", "\\pd{E_{total}}{w_5}")) {
            assertThat(((Parsed) FormulaParser.expression(text)).expr())
                    .as(text)
                    .isEqualTo(sym(new Quantity.Partial(of, by)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "x_1^{(2)}; x1^2",
                "w5 * x_{total}; w5*x_total",
                "w_5^{+} + w5+; w5^++w5^+",
                "\\frac{\\partial E}{\\partial w_5}; dE/dw5",
                "x^k; x^k",
                "e^{-z}; exp(-z)",
            })
    void namesCanBePlain(String text, String plain) {
        assertThat(PlainText.of(((Parsed) FormulaParser.expression(text, Names.PLAIN)).expr()))
                .isEqualTo(plain);
    }

    @Test
    void aPartKnowsWhereItStands() {
        String text = "  a = b + 1 \\approx 2 .";

        List<FormulaParser.Part> parts = ((Parsed) FormulaParser.parse(text)).parts();

        assertThat(parts)
                .extracting(part -> text.substring(part.from(), part.to()))
                .containsExactly("a", "b + 1", "2");
        assertThat(parts)
                .extracting(FormulaParser.Part::sign)
                .containsExactly(Expr.Sign.EQUAL, Expr.Sign.EQUAL, Expr.Sign.APPROXIMATELY);
    }

    static List<String> hostile() {
        return List.of(
                "",
                " ",
                "=",
                "(",
                ")",
                "\\",
                "\\frac",
                "\\frac{1}",
                "\\sqrt",
                "\\sum",
                "_",
                "^",
                "x^",
                "x_",
                "d/",
                "∂",
                "\\hat",
                "\\begin{pmatrix}",
                "\\text{",
                "\ud800",
                "\u0000",
                "1e999999999",
                "9".repeat(19_999),
                "(".repeat(10_000) + "1" + ")".repeat(10_000),
                "(".repeat(9_999) + "1" + ")".repeat(9_999),
                "\\frac{".repeat(3_000),
                "x_{".repeat(5_000) + "}".repeat(5_000),
                "x^{".repeat(4_000) + "1" + "}".repeat(4_000),
                "\\sigma^{".repeat(60) + "1" + "}(z)".repeat(60),
                "\\hat{".repeat(3_000) + "1" + "}".repeat(3_000),
                "f(".repeat(6_000) + "1" + ")".repeat(6_000),
                "-".repeat(19_999) + "1",
                "1" + "/1".repeat(9_000),
                "1" + "^1".repeat(9_000),
                "a" + "'".repeat(15_000),
                "a" + "_a".repeat(9_000),
                "|".repeat(9_000),
                "|1+".repeat(5_000),
                "\\begin{cases}".repeat(1_000),
                "\\sum".repeat(4_000),
                "∂".repeat(9_000),
                "d(d".repeat(5_000),
                "√".repeat(9_000),
                "x".repeat(20_001),
                "1" + "=1".repeat(9_000));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void anyTextHasAResult(String text) {
        if (FormulaParser.parse(text) instanceof Failed failed) {
            assertThat(failed.column()).isBetween(1, text.length() + 1);
            assertThat(Read.words(failed.found())).isNotBlank();
            assertThat(Read.words(failed.found()).length()).isLessThan(100);
            assertThat(Read.words(failed.expected())).isNotBlank();
        }
    }

    @Test
    void towersOfPowersAreOnlyRead() {
        assertThat(Read.parts(FormulaParser.parse("9^9^9^9"))).isEqualTo("9^9^9^9");
    }

    @Test
    void noSoupOfTokensIsTooMuch() {
        long seed = 20_261_121;
        var random = new Random(seed);
        String[] bits =
                ("\\frac \\sum _ ^ { } ( ) = a 1 \\\\ & \\left d / \\partial net \\text{ e \\begin{pmatrix} \\end{pmatrix} ' + - * |"
                                + " \\sqrt , ; . dE dw5 @2 #1 \\sigma \\hat [ ] ₁ ² ½ σ \\begin{cases} \\mathrm{ \\underbrace \\quad")
                        .split(" ");
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(bits[random.nextInt(bits.length)]).append(random.nextInt(4) == 0 ? " " : "");
            }
            read += FormulaParser.parse(text.toString()) instanceof Parsed ? 1 : 0;
        }
        assertThat(read).as("seed %d", seed).isGreaterThan(500);
    }
}
