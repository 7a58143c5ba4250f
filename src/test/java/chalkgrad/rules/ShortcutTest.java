package chalkgrad.rules;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.Expr;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Symja derives the loss through its activation, and proves each row of the table. */
class ShortcutTest {
    private static final RuleBook RULES = new RuleBook();

    static List<Shortcut> rows() {
        return Shortcut.all();
    }

    @AfterAll
    static void thereAreRows() {
        assertThat(rows()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isProved(Shortcut row) {
        Activation activation = Activations.find(row.activation()).orElseThrow();
        Loss loss = Losses.find(row.loss()).orElseThrow();
        assertThat(RULES.of(activation, loss, row.expanded()).proved()).isTrue();
        assertThat(RULES.of(activation, loss, row.delta()).proved()).isTrue();
        assertThat(Shortcut.find(activation, loss)).contains(row);
    }

    /** The product that it shortens, as it stands in a derivation. */
    @ParameterizedTest
    @MethodSource("rows")
    void theProductIsProvedToo(Shortcut row) {
        Activation activation = Activations.find(row.activation()).orElseThrow();
        Loss loss = Losses.find(row.loss()).orElseThrow();
        Expr product = Expr.mul(RULES.shown(loss), RULES.shown(activation));
        assertThat(RULES.of(activation, loss, product).proved()).isTrue();
    }

    /** The proof can fail. */
    @Test
    void aWrongRowIsNotProved() {
        Activation sigmoid = Activations.find("sigmoid").orElseThrow();
        Loss bce = Losses.find("bce").orElseThrow();
        assertThat(RULES.of(sigmoid, bce, Rows.read("o-t")).proved()).isFalse();
    }
}
