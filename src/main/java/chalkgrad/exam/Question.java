package chalkgrad.exam;

import chalkgrad.model.Problem.Precision;
import chalkgrad.model.Quantity.Later;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What is asked.
 *
 * <p>{@code {number: dE/dw5, points: 3, decimals: 4}} asks for a number with four decimals.
 *
 * @param kind what sort of question
 * @param points what it is worth; positive
 * @param precision the digits of the answer
 * @param tolerance how far an answer may be off; empty for what honest rounding makes of it
 */
public record Question(Kind kind, BigDecimal points, Precision precision, Optional<BigDecimal> tolerance) {

    /** What sort of question. */
    public sealed interface Kind {
        /** The word by which exam files call it. */
        default String word() {
            return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The value of a quantity. */
    public record Number(Later quantity) implements Kind {}

    /** The formula of a quantity, in symbols. */
    public record Formula(Later quantity) implements Kind {}

    /** What is asked of each unit, or of each parameter, of a layer. */
    public enum Part {
        NET,
        OUT,
        DELTA,
        GRADIENTS,
        UPDATED
    }

    /** All of a layer, counted from one. */
    public record Layer(int layer, Part part, List<Later> quantities) implements Kind {
        public Layer {
            quantities = List.copyOf(quantities);
        }
    }

    /** The worked solution of a quantity with blanks to be filled in. */
    public record Blanks(Later quantity) implements Kind {}

    /** One of several values of a quantity, the others from the table of mistakes. */
    public record Choice(Later quantity, int options) implements Kind {}

    /** A worked solution of a quantity with one mistake, which is to be found; of these mistakes, or of any. */
    public record Mistake(Later quantity, Optional<List<String>> mistakes) implements Kind {}

    /** The steps that lead to a quantity, to be put in order. */
    public record Order(Later quantity) implements Kind {}
}
