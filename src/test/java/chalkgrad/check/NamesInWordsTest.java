package chalkgrad.check;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.evaluate.Solution;
import chalkgrad.work.Work;
import chalkgrad.work.WorkReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that are built of words, in the languages in which people hand in: what they mean in a small network. */
class NamesInWordsTest {
    private static final String NETWORK = """
            inputs: {x1: 0.35, x2: 0.8}
            targets: {o1: 1}
            layers:
              - {units: [h1, h2], activation: sigmoid, weights: [{w1: 0.1, w2: 0.2}, {w3: 0.4, w4: 0.6}], biases: {b1: 0.1}}
              - {units: [o1], activation: sigmoid, weights: [{w5: 0.3, w6: 0.2}], biases: {b2: 0.2}}
            loss: half_sse
            learning_rate: 0.2
            """;

    private static final Checked CHECKED = Checked.of(NETWORK);

    private record Checked(UnrolledComputation unrolled, NameMeanings meanings, Solution solution) {
        static Checked of(String problem) {
            var solution = new Pipeline().solution(problem);
            var unrolled = new UnrolledComputation(solution.derivation());
            var names = new Names(
                    solution.problem(),
                    solution.problem().task(),
                    solution.problem().task());
            return new Checked(unrolled, new NameMeanings(unrolled, names), solution);
        }
    }

    /** The symbol on the left of a line. */
    private static Symbol symbol(String line) {
        var read = (WorkReader.Result.Read) WorkReader.read(
                "work.md", line.getBytes(StandardCharsets.UTF_8), Checker.words(CHECKED.solution.problem()));
        Work.Formula formula = read.work().formulas().get(0);
        assertThat(formula).as(line).isInstanceOf(Work.Chain.class);
        Expr left = ((Work.Chain) formula).sides().get(0).expr();
        assertThat(left).as(line).isInstanceOf(Expr.Sym.class);
        return ((Expr.Sym) left).symbol();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The target, by many names.
                "$y_{\\text{cible}} = 1.0$ | t1",
                "y_reale = 1.0 | t1",
                "target_y = 1.0 | t1",
                "$y_{real} = 1.0$ | t1",
                "$y_{\\text{true}} = 1.0$ | t1",
                "y_vrai = 1.0 | t1",
                "y_esperado = 1.0 | t1",
                "y_alvo = 1.0 | t1",
                "$y_{\\text{Ziel}} = 1.0$ | t1",
                "$y_{soll} = 1.0$ | t1",
                "y_hedef = 1.0 | t1",
                "$y_{\\text{gerçek}} = 1.0$ | t1",
                "y_gercek = 1.0 | t1",
                "$y_{\\text{цель}} = 1.0$ | t1",
                "salida_deseada = 1.0 | t1",
                "expected_output = 1.0 | t1",
                "trueprob = 1.0 | t1",
                "groundTruth = 1.0 | t1",
                "$y_{\\text{정답}} = 1.0$ | t1",
                "$y_{\\text{目标}} = 1.0$ | t1",
                "$y_{\\text{教師}} = 1.0$ | t1",
                "$y_{\\text{στόχος}} = 1.0$ | t1",
                "y_mål = 1.0 | t1",
                "$y_{\\text{valeur cible}} = 1.0$ | t1",
                "$y_{\\text{valor real}} = 1.0$ | t1",
                // The output.
                "y_predetto = 0.6 | out(o1)",
                "$y_{\\text{prédit}} = 0.6$ | out(o1)",
                "y_predit = 0.6 | out(o1)",
                "y_previsto = 0.6 | out(o1)",
                "$y_{\\text{vorhergesagt}} = 0.6$ | out(o1)",
                "y_tahmin = 0.6 | out(o1)",
                "$y_{\\text{预测}} = 0.6$ | out(o1)",
                "$y_{\\text{예측}} = 0.6$ | out(o1)",
                "y_prediksi = 0.6 | out(o1)",
                "$y_{\\text{dự đoán}} = 0.6$ | out(o1)",
                "predicted_output = 0.6 | out(o1)",
                "final_output = 0.6 | out(o1)",
                "salida_final = 0.6 | out(o1)",
                "output_layer_output = 0.6 | out(o1)",
                "output_h1 = 0.6 | out(h1)",
                "uscita_h1 = 0.6 | out(h1)",
                "sortie_h2 = 0.6 | out(h2)",
                // The net input.
                "somma_h1 = 0.7 | net(h1)",
                "suma_h2 = 0.7 | net(h2)",
                "net_input_h1 = 0.7 | net(h1)",
                "somme_o1 = 0.7 | net(o1)",
                "gewichtete_summe_h1 = 0.7 | net(h1)",
                "scores = 0.7 | net(o1)",
                "final_input = 0.7 | net(o1)",
                "outputLayerInput = 0.7 | net(o1)",
                // Old and new.
                "vecchio_w4 = 0.6 | w4",
                "nuovo_w4 = 0.59 | w4+",
                "old_w4 = 0.6 | w4",
                "newW4 = 0.59 | w4+",
                "$w_{4,alt} = 0.6$ | w4",
                "$w_{4}^{neu} = 0.59$ | w4+",
                "$w_{4}^{(baru)} = 0.59$ | w4+",
                "$w_{4,\\text{lama}} = 0.6$ | w4",
                "w4_nuevo = 0.59 | w4+",
                "$w_4^{\\text{nouveau}} = 0.59$ | w4+",
                "$w_4^{\\text{новый}} = 0.59$ | w4+",
                "$w_4^{\\text{mới}} = 0.59$ | w4+",
                "$w_{4,\\text{yeni}} = 0.59$ | w4+",
                "$w_{4,\\text{eski}} = 0.6$ | w4",
                "$w_{4,\\text{旧}} = 0.6$ | w4",
                "$w_{4,\\text{新}} = 0.59$ | w4+",
                "$w_{4,\\text{atual}} = 0.6$ | w4",
                "$w_{4,\\text{novo}} = 0.59$ | w4+",
                "$w_{4,current} = 0.6$ | w4",
                "$w_{4,\\text{nieuw}} = 0.59$ | w4+",
                "$w_{4,\\text{nové}} = 0.59$ | w4+",
                "nya_w4 = 0.59 | w4+",
                "gammal_w4 = 0.6 | w4",
                "$w_{4,\\text{nou}} = 0.59$ | w4+",
                "$w_{4,\\text{νέο}} = 0.59$ | w4+",
                "$w_{4,\\text{নতুন}} = 0.59$ | w4+",
                "$w_{4,\\text{नया}} = 0.59$ | w4+",
                "peso_w4 = 0.6 | w4",
                "new_weight_4 = 0.59 | w4+",
                // The gradient.
                "gradiente_di_w4 = 0.01 | dE/dw4",
                "gradiente_w4 = 0.01 | dE/dw4",
                "gradient_of_w4 = 0.01 | dE/dw4",
                "gradW4 = 0.01 | dE/dw4",
                "derivada_w4 = 0.01 | dE/dw4",
                "ableitung_w4 = 0.01 | dE/dw4",
                "turunan_w4 = 0.01 | dE/dw4",
                "градиент_w4 = 0.01 | dE/dw4",
                "loss_gradient_w4 = 0.01 | dE/dw4",
                // The loss, the learning rate.
                "Errore = 0.11 | E",
                "errore = 0.11 | E",
                "$E_{alt} = 0.1788$ | E",
                "perdita = 0.11 | E",
                "total_loss = 0.11 | E",
                "erreur_totale = 0.11 | E",
                "tasso_apprendimento = 0.2 | learning_rate",
                "taux_apprentissage = 0.2 | learning_rate",
                "tasa_de_aprendizaje = 0.2 | learning_rate",
                "Lernrate = 0.2 | learning_rate",
                "ogrenme_orani = 0.2 | learning_rate",
                "learningRate = 0.2 | learning_rate",
                // The inputs and the biases.
                "entrada_1 = 0.35 | x1",
                "input_x2 = 0.8 | x2",
                "bias_b2 = 0.2 | b2",
                "sesgo_2 = 0.2 | b2",
            })
    void wordsMean(String line, String meaning) {
        List<String> all = CHECKED.meanings.cells(symbol(line), new Readings.Place(0, 0)).stream()
                .map(cell -> cell.id().replace("eta", "learning_rate"))
                .toList();
        assertThat(all).as(line).isNotEmpty();
        assertThat(all.get(0)).as(line + " " + all).isEqualTo(meaning);
    }

    /** Where a unit is called z1, z_net_1 is what goes into it. */
    @Test
    void theUnitsOwnNameIsNoNetInput() {
        Checked other = Checked.of(NETWORK.replace("[h1, h2]", "[z1, z2]"));
        assertThat(other.meanings.cells(symbol("$z\\_net_1 = 1.02$"), new Readings.Place(0, 0)).stream()
                        .map(cell -> cell.id()))
                .first()
                .isEqualTo("net(z1)");
    }

    /** A word that nobody knows says nothing, and neither do words that do not go together. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "y_foobar = 0.5",
                "vecchio_qwert = 0.5",
                "hidden_error = 0.5",
                "old_new_w4 = 0.5",
                "target_w4 = 0.5",
                "formula_w4 = 0.5",
            })
    void otherWordsMeanNothing(String line) {
        assertThat(CHECKED.meanings.cells(symbol(line), new Readings.Place(0, 0)))
                .isEmpty();
    }
}
