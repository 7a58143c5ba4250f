package chalkgrad.rules;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Golden;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.rules.LocalDerivative.Proof;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of Symja's proofs is what Symja proves. */
class ProofLedgerTest {
    private static final Path FILE = Path.of("src", "main", "resources", "chalkgrad", "rules", "proofs.txt");

    private static final ProofLedger LEDGER = ProofLedger.builtIn();

    @Test
    void theFileIsWhatSymjaDerivesAndProvesNow() {
        Golden.check(FILE, ProofLedger.remade());
    }

    @Test
    void everyRowIsThereAndProvedAndNoOther() {
        List<ProofLedger.Row> rows = ProofLedger.rows();
        assertThat(rows)
                .allSatisfy(row -> assertThat(LEDGER.find(row.question()))
                        .as(row.label() + " (if it was changed: mvn test -Dtest=ProofLedgerTest -Dgolden.accept)")
                        .isPresent()
                        .map(LocalDerivative::proof)
                        .contains(Proof.SYMBOLIC));
        assertThat(LEDGER.records())
                .as("rows that no table has any more")
                .hasSameSizeAs(rows)
                .allMatch(ProofRecord::isWhole);
    }

    @Test
    void aChangedRowIsNotAnswered() {
        Activation sigmoid = Activations.find("sigmoid").orElseThrow();
        var wrong = new Activation(
                "sigmoid", sigmoid.definition(), Optional.of(Rows.read("o*(2-o)")), Activation.Kind.ELEMENTWISE);
        assertThat(LEDGER.find(Question.of(sigmoid))).isPresent();
        assertThat(LEDGER.find(Question.of(wrong))).isEmpty();
        assertThat(new RuleBook().of(wrong).proof()).isEqualTo(Proof.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"z", "n", "x", "y1", "e"})
    void aQuestionInOtherLettersIsTheSame(String name) {
        Symbol letter = new Symbol.Name(name);
        Expr operation = Expr.call("tanh", letter.expr());
        LocalDerivative found =
                LEDGER.find(Question.ofOperation(operation, letter)).orElseThrow();
        assertThat(found).isEqualTo(new LocalDerivatives().of(Question.ofOperation(operation, letter)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2*x", "x*0.25", "3*x*y", "x/7", "5/x", "1.5*x*y*z"})
    void aNumberIsProvedAsALetter(String text) {
        Question question = Question.ofOperation(FunctionsTest.read(text), Gate.X);
        assertThat(LEDGER.find(question)).contains(new LocalDerivatives().of(question));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x^11", "x^0.5", "x*x*2", "2^x", "sin(2*x)"})
    void whatNoRowIsAboutIsNotAnswered(String text) {
        assertThat(LEDGER.find(Question.ofOperation(FunctionsTest.read(text), Gate.X)))
                .isEmpty();
    }

    @Test
    void theConstantIsNoLetter() {
        Expr power = Expr.mul(Expr.sym(Functions.E), Expr.sym("z"));
        assertThat(LEDGER.find(Question.ofOperation(Expr.mul(Expr.sym("e"), Expr.sym("z")), Activation.NET)))
                .isPresent();
        assertThat(LEDGER.find(Question.ofOperation(power, Activation.NET))).isEmpty();
    }

    @Test
    void aDigestIsThatOfItsLines() {
        ProofRecord record = LEDGER.records().get(0);
        String changed = record.text().replaceFirst("(?m)^derivative.*$", "derivative 2");
        assertThat(ProofRecord.read(record.text().lines().toList()).isWhole()).isTrue();
        assertThat(ProofRecord.read(changed.lines().toList()).isWhole()).isFalse();
    }
}
