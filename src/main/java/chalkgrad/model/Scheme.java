package chalkgrad.model;

import chalkgrad.rules.Activation;
import chalkgrad.rules.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A layered network without numbers, for the derivation in general: how many units, with letters where the file leaves it open.
 *
 * <p>Seed three is {@code inputs: l} with layers of {@code m} and {@code n} units, no activation and no loss named.
 *
 * @param inputs how many inputs: a letter or a number
 * @param layers input side first
 * @param loss empty where it is left open
 * @param learningRate a letter or a number; empty where the notation's letter will do
 * @param samples where the samples stand in the matrix form
 */
public record Scheme(
        String inputs, List<Layer> layers, Optional<Loss> loss, Optional<String> learningRate, Samples samples)
        implements Task {
    public Scheme {
        layers = List.copyOf(layers);
    }

    /** For how many samples the matrix form is, and where they stand in its matrices. */
    public enum Samples {
        ONE,
        ROWS,
        COLUMNS
    }

    /**
     * One layer.
     *
     * @param units how many units: a letter or a number
     * @param activation empty where it is left open
     * @param biased whether its units have biases
     */
    public record Layer(String units, Optional<Activation> activation, boolean biased) {}

    /** A network whose matrix form is for one sample. */
    public Scheme(String inputs, List<Layer> layers, Optional<Loss> loss, Optional<String> learningRate) {
        this(inputs, layers, loss, learningRate, Samples.ONE);
    }

    /** The letters for the sizes of the output layer and the two before it. */
    private static final List<String> LETTERS = List.of("n", "m", "l");

    /** A network without its numbers: its last layers have n, m and l units. */
    public static Scheme of(Network network) {
        int depth = network.layers().size();
        var layers = new ArrayList<Layer>();
        for (int i = 1; i <= depth; i++) {
            Network.Layer layer = network.layers().get(i - 1);
            layers.add(new Layer(
                    size(depth - i, layer.units().size()),
                    Optional.of(layer.activation()),
                    layer.units().stream().anyMatch(unit -> unit.bias().isPresent())));
        }
        return new Scheme(
                size(depth, network.inputs().size()),
                layers,
                Optional.of(network.loss()),
                Optional.empty(),
                Samples.ONE);
    }

    private static String size(int fromEnd, int count) {
        return fromEnd < LETTERS.size() ? LETTERS.get(fromEnd) : Integer.toString(count);
    }

    /** The layers' sizes with hyphens between them: {@code l-m-n}. */
    public String sizes() {
        return Stream.concat(Stream.of(inputs), layers.stream().map(Layer::units))
                .collect(Collectors.joining("-"));
    }
}
