package chalkgrad.work;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.rules.Functions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of which names are built: the table itself, and functions by names in words. */
class LexiconTest {

    private static List<String[]> rows() throws IOException {
        var rows = new ArrayList<String[]>();
        try (var lines = new BufferedReader(new InputStreamReader(
                java.util.Objects.requireNonNull(Lexicon.class.getResourceAsStream("lexicon.txt")),
                StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> rows.add(line.split(" \\| ", -1)));
        }
        return rows;
    }

    @Test
    void everyRowSaysSomethingThatIsKnown() throws IOException {
        for (String[] row : rows()) {
            assertThat(row).as(String.join(" | ", row)).hasSize(3);
            if (row[0].endsWith("()")) {
                String function = row[0].substring(0, row[0].length() - 2);
                assertThat(function.equals("act") || Functions.find(function).isPresent())
                        .as(function)
                        .isTrue();
                continue;
            }
            for (String word : row[2].split(" ", -1)) {
                assertThat(Lexicon.exactly(word).stream()
                                .map(sense -> sense.name().toLowerCase(java.util.Locale.ROOT)))
                        .as(word)
                        .contains(row[0]);
            }
        }
    }

    @Test
    void everySenseHasItsWords() {
        var used = EnumSet.noneOf(Sense.class);
        Lexicon.all().values().forEach(used::addAll);
        assertThat(used).isEqualTo(EnumSet.allOf(Sense.class));
    }

    /** The words that a derivation cannot do without are there in at least twenty languages. */
    @ParameterizedTest
    @ValueSource(strings = {"old", "new", "gradient", "output", "target", "loss", "error", "weight", "input", "rate"})
    void thereAreTwentyLanguages(String sense) throws IOException {
        var languages = new TreeSet<String>();
        for (String[] row : rows()) {
            if (row[0].equals(sense) || sense.equals("loss") && row[0].equals("error")) {
                languages.add(row[1]);
            }
        }
        assertThat(languages).as(languages.toString()).hasSizeGreaterThanOrEqualTo(sense.equals("rate") ? 18 : 20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sigmoide | sigmoid",
                "sigmoïde | sigmoid",
                "Sigmoida | sigmoid",
                "сигмоида | sigmoid",
                "시그모이드 | sigmoid",
                "sigmoid_prime | sigmoid'",
                "sigmoidPrime | sigmoid'",
                "d_sigmoid | sigmoid'",
                "dsigmoid | sigmoid'",
                "dsigmoid_from_y | sigmoid'",
                "dtanh_from_z | tanh'",
                "derivee_sigmoide | sigmoid'",
                "dérivée_sigmoïde | sigmoid'",
                "derivada_sigmoide | sigmoid'",
                "sigmoide_derivata | sigmoid'",
                "sigmoid_ableitung | sigmoid'",
                "pochodna_sigmoidy_foo | ",
                "turunan_sigmoid | sigmoid'",
                "sigmoid_turevi | sigmoid'",
                "relu_derivative | relu'",
                "relu_grad | relu'",
                "relu_backward | relu'",
                "activation_derivative | act'",
                "f_prime | f'",
                "mse_loss | mse",
                "mse_prime | mse'",
                "mse_loss_derivative | mse'",
                "mean_squared_error | mse",
                "binary_crossentropy | bce",
                "binaryCrossEntropy | bce",
                "cross_entropy_loss | cross_entropy",
                "loss | ",
                "gradient | ",
                "derivative | ",
                "d | ",
                "squash | ",
                "my_sigmoid_thing | ",
                "f | ",
            })
    void functionsInWords(String written, String function) {
        assertThat(FunctionWords.of(written).orElse(null)).isEqualTo(function);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loss_derivative | loss'",
                "calcul_perte | loss",
                "cost_function | loss",
                "mse' | mse'",
                "custo | loss",
                "bce_loss | bce",
                "sigmoid | ",
                "relu' | ",
            })
    void losses(String written, String loss) {
        assertThat(FunctionWords.lossOf(written).orElse(null)).isEqualTo(loss);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a1 = sigmoide(z1) = 0.52 | 1: a_1 = sigmoid(z_1) = 0.52",
                "a1 = sigmoïde(z1) = 0.52 | 1: a_1 = sigmoid(z_1) = 0.52",
                "dz1 = da1 * relu_derivative(z1) | 1: dz_1 = da_1*relu'(z_1)",
                "dz1 = da1 * derivee_sigmoide(z1) | 1: dz_1 = da_1*sigmoid'(z_1)",
                "dz1 = da1 * d_sigmoid(a1) | 1: dz_1 = da_1*sigmoid'(a_1)",
                "dz1 = da1 * dtanh_from_z(a1) | 1: dz_1 = da_1*tanh'(a_1)",
                "loss = mse_loss(z2, y) | 1: loss = mse(z_2,y)",
                "L = binary_crossentropy(a2, y) | 1: L = bce(a_2,y)",
                "$w = w - \\eta \\cdot gradiente$ | 1: w = w-eta*gradiente",
                "w = w - lr * gradiente | 1: w = w-lr*gradiente",
                "$e^{scores_0}$ = 1.54 | 1: exp(scores_0) = 1.54",
                "w5 nuevo = 0.3 | 1: w_5^new = 0.3",
                "w5 old = 0.3 | 1: w_5^old = 0.3",
            })
    void readInAWork(String line, String formula) {
        assertThat(Read.formulas("work.md", line)).containsExactly(formula);
    }

    /** At the head of a column. */
    @ParameterizedTest
    @CsvSource({
        "Old, OLD",
        "Alter Wert, OLD",
        "nuevo peso, NEW",
        "Gradient, GRADIENT",
        "Valeur, VALUE",
        "Новое значение, NEW",
        "現在の値, VALUE",
        "更新后的值, NEW",
        "Weighted sum, NET",
        "Ausgabe, OUT",
        "Cible, TARGET",
        "Formula, FORMULA",
        "Meaning, NOTHING",
        "Weight, ",
        "foo, "
    })
    void headsOfColumns(String text, Role role) {
        assertThat(Role.ofWords(text).orElse(null)).isEqualTo(role);
    }

    /** What a program is told is no statement about a quantity. */
    @Test
    void settingsAreNoFormulas() {
        assertThat(Read.formulas("work.md", "learning_rate = 0.5\nepochs = 10000\nbatch_size = 32\n"))
                .containsExactly("1: learning_rate = 0.5");
    }
}
