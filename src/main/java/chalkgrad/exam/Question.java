package chalkgrad.exam;

import chalkgrad.model.Network;
import chalkgrad.model.Problem.Precision;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Later;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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
            return getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }

        /** As exam files have it, {@code number dE/dw5}. */
        String named();
    }

    /** The value of a quantity; called as exam files call it. */
    @SuppressWarnings("JavaLangClash")
    public record Number(Later quantity) implements Kind {
        @Override
        public String named() {
            return word() + " " + quantity.id();
        }
    }

    /** The formula of a quantity, in symbols. */
    public record Formula(Later quantity) implements Kind {
        @Override
        public String named() {
            return word() + " " + quantity.id();
        }
    }

    /** What is asked of each unit, or of each parameter, of a layer. */
    public enum Part {
        NET(unit -> Stream.of(new Quantity.Net(unit.name()))),
        OUT(unit -> Stream.of(new Quantity.Out(unit.name()))),
        DELTA(unit -> Stream.of(new Quantity.Partial(Quantity.LOSS, new Quantity.Net(unit.name())))),
        GRADIENTS(unit -> parameters(unit).map(name -> new Quantity.Partial(Quantity.LOSS, new Quantity.Param(name)))),
        UPDATED(unit -> parameters(unit).map(Quantity.Updated::new));

        private final Function<Network.Unit, Stream<Quantity>> quantities;

        Part(Function<Network.Unit, Stream<Quantity>> quantities) {
            this.quantities = quantities;
        }

        private Stream<Quantity> of(Network.Unit unit) {
            return quantities.apply(unit);
        }

        private static Stream<String> parameters(Network.Unit unit) {
            return Stream.concat(unit.incoming().stream().map(Network.Edge::weight), unit.bias().stream());
        }
    }

    /** All of a layer, counted from one. */
    public record Layer(int layer, Part part) implements Kind {
        @Override
        public String named() {
            return word() + " " + layer + " of " + part.name().toLowerCase(Locale.ROOT);
        }

        /** What is asked in a network: a draw may have left out some of the units. */
        public List<Later> quantities(Network network) {
            var quantities = new LinkedHashSet<Quantity>();
            for (Network.Unit unit : network.layers().get(layer - 1).units()) {
                part.of(unit).filter(found -> !isFrozen(found, network)).forEach(quantities::add);
            }
            return quantities.stream().map(found -> new Later(found, 0, 0)).toList();
        }

        private static boolean isFrozen(Quantity quantity, Network network) {
            return quantity instanceof Quantity.Updated updated
                    && network.frozen().contains(updated.name());
        }
    }

    /** The worked solution of a quantity with blanks to be filled in. */
    public record Blanks(Later quantity) implements Kind {
        @Override
        public String named() {
            return word() + " " + quantity.id();
        }
    }

    /** One of several values of a quantity, the others from the table of mistakes. */
    public record Choice(Later quantity, int options) implements Kind {
        @Override
        public String named() {
            return word() + " " + quantity.id();
        }
    }

    /** A worked solution of a quantity with one mistake, which is to be found; of these mistakes, or of any. */
    public record Mistake(Later quantity, Optional<List<String>> mistakes) implements Kind {
        @Override
        public String named() {
            return word() + " " + quantity.id();
        }
    }

    /** The steps that lead to a quantity, to be put in order. */
    public record Order(Later quantity) implements Kind {
        @Override
        public String named() {
            return word() + " " + quantity.id();
        }
    }
}
