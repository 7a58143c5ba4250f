package chalkgrad.model;

import chalkgrad.rules.Activation;
import chalkgrad.rules.Loss;
import java.util.List;
import java.util.Optional;

/**
 * A layered network without numbers, for the derivation in general: how many units, with letters where the file leaves it open.
 *
 * <p>Seed three is {@code inputs: l} with layers of {@code m} and {@code n} units, no activation and no loss named.
 *
 * @param inputs how many inputs: a letter or a number
 * @param layers input side first
 * @param loss empty where it is left open
 */
public record Scheme(String inputs, List<Layer> layers, Optional<Loss> loss) implements Task {
    public Scheme {
        layers = List.copyOf(layers);
    }

    /**
     * One layer.
     *
     * @param units how many units: a letter or a number
     * @param activation empty where it is left open
     * @param biased whether its units have biases
     */
    public record Layer(String units, Optional<Activation> activation, boolean biased) {}
}
