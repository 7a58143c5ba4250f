package chalkgrad.exam;

import chalkgrad.algebra.Expr;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * How a value is drawn.
 *
 * <p>{@code new Uniform(0.1, 0.9, 0.05)} gives one of the 17 decimals 0.10, 0.15, …, 0.90, each as likely as the others.
 */
public sealed interface Draw {

    /** One of the decimals from {@code low} to {@code high}, both included, in steps; written with as many decimals as the longest of the three. */
    record Uniform(BigDecimal low, BigDecimal high, BigDecimal step) implements Draw {}

    /**
     * Normally distributed, rounded to a multiple of {@code step}.
     *
     * @param least what lies below is drawn again; empty for no limit
     * @param most what lies above is drawn again
     */
    record Normal(
            BigDecimal mean,
            BigDecimal deviation,
            BigDecimal step,
            Optional<BigDecimal> least,
            Optional<BigDecimal> most)
            implements Draw {}

    /** One of a few, each as likely as the others: decimals, names of rules, or expressions. */
    record Choice(List<String> options) implements Draw {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /** Some values dealt to the places like cards: no place gets what another has got. */
    record Shuffle(List<String> values) implements Draw {
        public Shuffle {
            values = List.copyOf(values);
        }
    }

    /** What follows from other draws, {@code 1 - a}: worked out exactly. A name alone shares that draw. */
    record Formula(Expr expr) implements Draw {}
}
